"""The floors of the house: a file imports from lower floors only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "kfacts"

FLOORS = [
    {"_version", "errors", "collector", "interrupts"},
    {"settings", "model", "text"},
    {"files", "schema", "korean", "large"},
    {"units", "inputs"},
    {"values"},
    {"rulepatterns"},
    {"rulefile"},
    {"dateline"},
    {"reference"},
    {"extract", "steps", "doctor"},
    {"mentions", "review", "about", "finders"},
    {"linking"},
    {"link"},
    {"relate"},
    {"sections", "spacy_components"},
    {"record"},
    {"pipeline"},
    {"outcome"},
    {"tables", "ledger", "workers", "corpus", "evaluation", "explain"},
    {"results", "arrow"},
    {"spark"},
    {"batch", "export", "report", "diff"},
    {"cli"},
]
"""Modules and packages of one set do not import each other. The first line of kfacts is outside."""

FLOOR = {name: i for i, floor in enumerate(FLOORS) for name in floor}
ALL = sorted(SOURCE.rglob("*.py"))


def part(path):
    """The module or package right below kfacts that a file belongs to."""
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imported(path):
    """Names right below kfacts that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kfacts"):
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [a.name for a in node.names]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("kfacts."))


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_one_way(path):
    mine = part(path)
    if mine in {"__init__", "__main__"}:
        return
    assert mine in FLOOR, f"say in FLOORS on which floor {mine} lives"
    for other in imported(path):
        if other not in {mine, "_version", "__version__"}:
            assert FLOOR[other] < FLOOR[mine], f"{mine} must not import {other}"


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(SOURCE)))
def test_files_stay_readable(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def loaded_by(code):
    """Modules that a fresh interpreter holds after running some code."""
    code = f"{code}\nimport sys; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


HEAVY = {"kiwipiepy", "spacy", "numpy", "pydantic", "pyarrow", "rapidfuzz", "rich"}


@pytest.mark.parametrize("code", ["import kfacts", "import kfacts.cli.app", "import kfacts.cli"])
def test_looking_loads_nothing_heavy(code):
    assert not loaded_by(code) & HEAVY


def test_help_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['kfacts', '--help']\n"
        "import kfacts.cli\n"
        "try: kfacts.cli.main()\n"
        "except SystemExit as e: assert not e.code, e.code"
    )
    assert not loaded_by(code) & HEAVY


def test_the_entry_point_module_loads_no_analyser():
    assert not loaded_by("import kfacts.spacy_components") & {"kiwipiepy", "pycrfsuite"}


KEPT = {
    *(
        "_extractor",
        "_rules",
        "closed",
        "endings",
        "load_tagger",
        "_words",
        "load_rules",
        "load_words",
    ),
}
"""Cached without bound, for what they are asked about is few: settings, tables, files of ours."""


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(SOURCE)))
def test_what_is_remembered_by_text_is_bounded(path):
    """A cache that grows with the texts would end a run over a national archive."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.args.args and node.name not in KEPT:
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            assert not {"cache", "lru_cache", "functools.cache"}.intersection(marks), node.name
            assert not any("maxsize=None" in mark for mark in marks), node.name

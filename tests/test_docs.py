"""The documentation is true: generated parts are fresh, examples run, what is named exists."""

import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kfacts as public
from scripts import docs_commands, docs_record, docs_rules
from scripts.docs_examples import FENCE, PAGES, folder, refreshed
from scripts.docs_markers import filled

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TEXTS = [
    *sorted(DOCS.glob("*.md")),
    *(ROOT / n for n in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
FOLDERS = "src|tests|docs|scripts|corpus|schemas|benchmarks"


def read(path):
    return path.read_text(encoding="utf-8")


# --- generated parts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "passages"),
    [
        (docs_commands.PAGE, {"commands": docs_commands.commands()}),
        (docs_record.PAGE, docs_record.passages()),
        (docs_rules.PAGE, {"functions": docs_rules.functions()}),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_generated_parts_are_fresh(path, passages):
    page = read(path)
    for name, passage in passages.items():
        assert filled(page, name, passage) == page, "stale: run `make pages`"


def test_every_field_of_the_record_is_described():
    assert re.findall(r"^\|.*\|\s*\|$", read(docs_record.PAGE), re.M) == []


def test_exit_codes_are_all_told():
    from kfacts.cli import app

    told = set(re.findall(r"^\| (\d+) \|", read(docs_commands.PAGE), re.M))
    assert told == set(re.findall(r"\b\d+\b", app.__doc__ or ""))


# --- examples -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_examples_show_what_is_printed(path):
    page = read(path)
    with folder():
        assert refreshed(page) == page, "stale: run `make pages`"


@pytest.mark.parametrize("name", ["tutorial.md", "tutorial.ko.md"])
def test_the_tutorial_runs(name):
    page = read(DOCS / name)
    chosen = ("earnings-hanbit-q3", "mou-garam-univ")
    with folder() as here:
        for stem in chosen:
            for part in (f"articles/{stem}.txt", f"gold/{stem}.json"):
                (here / "corpus" / part).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / "corpus" / part, here / "corpus" / part)
        assert refreshed(page) == page
        assert {p.name for p in here.iterdir()} > {"out", "facts.csv", "facts.sqlite"}


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark_examples():
    """In a process of its own: a JVM that is there already works in another folder."""
    pytest.importorskip("pyspark")
    code = (
        "from scripts.docs_examples import SPARK, folder, refreshed\n"
        "page = SPARK.read_text(encoding='utf-8')\n"
        "with folder(): assert refreshed(page) == page"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["getting-started", "tutorial"])
def test_both_languages_run_the_same(name):
    english, korean = (FENCE.findall(read(DOCS / f"{name}{end}.md")) for end in ("", ".ko"))
    told = [
        [(kind, re.sub(r"#.*|--lang \w\w", "", body)) for kind, _, body in p]
        for p in (english, korean)
    ]
    assert told[0] == told[1]


def test_the_quality_page_is_written_from_scores(extractor, tmp_path):
    from kfacts.files import read as read_article
    from scripts.docs_quality import figures

    (tmp_path / "records").mkdir()
    for stem in ("earnings-hanbit-q3", "music-interview"):
        article = read_article(str(ROOT / "corpus" / "articles" / f"{stem}.txt"), stem)
        record = extractor.extract_article(article).model_dump_json()
        (tmp_path / "records" / f"{stem}.json").write_text(record, encoding="utf-8")
    table = figures(tmp_path).splitlines()
    shown = re.search(r"<!-- figures -->\n\n(.*?)\n\n<!--", read(DOCS / "quality.md"), re.S)
    labels = [line.split("|")[1:3] for line in table]
    assert labels == [line.split("|")[1:3] for line in shown[1].splitlines()]


# --- the library --------------------------------------------------------------------------------


def test_the_api_page_documents_exactly_what_is_public():
    page = read(DOCS / "api.md")
    told = set(re.findall(r"^::: kfacts\.(\w+)$", page, re.M)) - {"errors"}
    assert told | {"__version__"} == set(public.__all__)
    assert "kfacts.__version__" in page


def described():
    """Every public function and method of `__all__`, by name."""
    for name in public.__all__:
        thing = getattr(public, name)
        if inspect.isfunction(thing):
            yield name, thing
        elif inspect.isclass(thing):
            own = {k: v for k, v in vars(thing).items() if not k.startswith("_")}
            methods = {
                k: inspect.unwrap(getattr(thing, k))
                for k in own
                if callable(getattr(thing, k, None))
            }
            yield from (
                (f"{name}.{k}", v) for k, v in methods.items() if v.__module__.startswith("kfacts")
            )


@pytest.mark.parametrize(
    ("name", "function"), list(described()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_docstrings_name_every_parameter(name, function):
    said = inspect.getdoc(function) or ""
    parameters = [p for p in inspect.signature(function).parameters if p not in ("self", "cls")]
    assert said.endswith((".", ":")) or ">>>" in said
    assert [p for p in parameters if f"`{p}" not in said] == []


@pytest.mark.parametrize("name", [n for n in public.__all__ if inspect.isclass(getattr(public, n))])
def test_classes_and_their_fields_are_described(name):
    thing = getattr(public, name)
    assert thing.__doc__
    assert not thing.__doc__.startswith(f"{name}("), "the dataclass's own signature is no docstring"
    fields = getattr(thing, "model_fields", {})
    assert [key for key, field in fields.items() if not field.description] == []


# --- what is named ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_paths_that_are_named_exist(path):
    text = read(path)
    named = re.findall(rf"`((?:{FOLDERS})/[\w./*-]*)`", text)
    assert [n for n in named if not list(ROOT.glob(n.rstrip("/")))] == []
    links = [link.partition("#")[0] for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text)]
    assert [link for link in links if link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_targets_and_commands_that_are_named_exist(path):
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.M))
    commands = set(re.findall(r"^## kfacts (\w+)$", read(docs_commands.PAGE), re.M))
    code = "\n".join(body for _, _, body in FENCE.findall(read(path)))
    code += "\n".join(re.findall(r"`([^`\n]+)`", read(path)))
    assert set(re.findall(r"(?:^|\s)make ([a-z-]+)", code)) <= targets
    assert set(re.findall(r"(?:^|\s|/)kfacts ([a-z]+)\b", code)) <= commands


def test_the_menu_names_every_page():
    menu = re.findall(r"([\w.-]+\.md)$", read(ROOT / "mkdocs.yml"), re.M)
    pages = {path.name for path in DOCS.glob("*.md")}
    assert set(menu) == pages, "write the page into the `nav` of mkdocs.yml"


def test_the_page_of_exports_names_every_ending_and_type():
    from kfacts.export import FORMATS, jsonld

    page = read(DOCS / "exports.md")
    table = page[: page.index("| a folder")]
    assert set(re.findall(r"`(\.[\w.]+)`", table)) == set(FORMATS)
    things = {kind for kind, _ in jsonld._kinds().values()}
    assert things <= set(re.findall(r"`([A-Z]\w+)`", page))

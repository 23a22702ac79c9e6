"""The recipes of docs/exports.md, run as they stand on a small folder of results."""

import re
from pathlib import Path

import pytest
import sample

from kfacts.export import export
from kfacts.results import open_results

DOC = Path(__file__).parents[1] / "docs" / "exports.md"
RECIPES = re.findall(
    r"## (\w+)\n(?:(?!##).)*?```python\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    results = open_results(sample.folder(folder / "out"))
    for name in ("facts.parquet", "facts.sqlite", "articles.spacy"):
        export(results, folder / name)
    return folder


@pytest.mark.parametrize(("tool", "recipe"), RECIPES, ids=[tool for tool, _ in RECIPES])
def test_a_recipe_runs_and_shows_the_company(folder, monkeypatch, capfd, tool, recipe):
    monkeypatch.chdir(folder)
    exec(compile(recipe, f"docs/exports.md: {tool}", "exec"), {})
    assert "바른물산" in capfd.readouterr().out


def test_there_is_a_recipe_for_each_tool():
    assert [tool for tool, _ in RECIPES] == ["DuckDB", "pandas", "SQLite", "spaCy"]

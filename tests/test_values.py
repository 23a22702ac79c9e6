"""Our own expressions by family, each with its span and value; and sentences that hold none."""

import json
from pathlib import Path

import pytest

from kfacts.extract.literals import Literals
from kfacts.rulefile import load_rules

TABLES = Path(__file__).parent / "values"
AMOUNTS = ("money", "percent", "quantity")


def rows(name):
    lines = (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = [pytest.param(n, r, id=f"{n}:{r['text']}") for n in AMOUNTS for r in rows(n)]


@pytest.fixture(scope="session")
def literals():
    return Literals(load_rules())


def span_of(marked):
    before, _, rest = marked.partition("[")
    inner, _, after = rest.partition("]")
    return before + inner + after, len(before), len(before) + len(inner)


@pytest.mark.parametrize(("label", "row"), ROWS)
def test_value(literals, label, row):
    text, start, end = span_of(row["text"])
    found = {(c.start, c.end, c.label): c for c in literals.find(text)}
    assert (start, end, label) in found
    value = literals.value(text, found[start, end, label])
    optional = {key: value[key] for key in ("inclusive", "per") if key in row["value"]}
    bare = {k: v for k, v in value.items() if k not in ("inclusive", "per")}
    assert bare | optional == row["value"]


@pytest.mark.parametrize("row", rows("none"), ids=lambda r: r["text"])
def test_none(literals, row):
    found = [c for c in literals.find(row["text"]) if c.label in AMOUNTS]
    assert [(c.label, row["text"][c.start : c.end]) for c in found] == []

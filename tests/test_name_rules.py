"""Every example of every cue of names is one test."""

import re
import tomllib
from importlib.resources import files

import pytest

from kfacts.extract.names import Names
from kfacts.extract.names.evidence import load_weights
from kfacts.korean.analyser import analyse

SPAN = re.compile(r"\[([^\[\]]+)\]")


def rules():
    for name in ("person", "organization", "program"):
        path = files("kfacts") / "rules" / f"{name}.toml"
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in file["rule"]:
            yield file["label"], rule


CASES = list(rules())


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.mark.parametrize(
    ("label", "cue", "example"),
    [(label, rule["id"], example) for label, rule in CASES for example in rule["accept"]],
)
def test_accept(names, label, cue, example):
    mark = SPAN.search(example)
    start, end = mark.start(), mark.end() - 2
    analysis = analyse(SPAN.sub(r"\1", example))
    assert (start, end, label) in {(c.start, c.end, c.label) for c in names.find(analysis)}
    assert cue in dict(names.explain(analysis, (), start, end))


@pytest.mark.parametrize(
    ("label", "text"), [(label, text) for label, rule in CASES for text in rule["reject"]]
)
def test_reject(names, label, text):
    found = names.find(analyse(text))
    assert [text[c.start : c.end] for c in found if c.label == label] == []


def test_every_proven_cue_has_a_weight():
    assert {rule["id"] for _, rule in CASES} <= set(load_weights())

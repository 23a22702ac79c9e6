"""Each example in `rules/facts/*.toml` is a test: accept gives the fact by that rule."""

import tomllib

import pytest

from facts.markup import facts
from kfacts.relate.words import RULES

FILES = ("affiliation", "operates", "operates_implied", "measure")
TABLES = [tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8")) for name in FILES]
CASES = [rule for table in TABLES for rule in table["rule"]]


@pytest.mark.parametrize(
    ("rule", "example"),
    [(r["id"], e) for r in CASES for e in r["accept"]],
    ids=lambda x: x if isinstance(x, str) else x["text"],
)
def test_accept(rule, example):
    wanted = {k: v for k, v in example.items() if k != "text"}
    by_rule = [f for f in facts(example["text"]) if f["rule"] == rule]
    assert any(all(f.get(k) == v for k, v in wanted.items()) for f in by_rule), facts(
        example["text"]
    )


@pytest.mark.parametrize(("rule", "text"), [(r["id"], t) for r in CASES for t in r["reject"]])
def test_reject(rule, text):
    assert [f for f in facts(text) if f["rule"] == rule] == []

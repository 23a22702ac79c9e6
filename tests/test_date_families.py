"""Every example of rules/date.toml, through the literals and against its reference."""

import pytest

from kfacts.extract.literals import Literals
from kfacts.korean.dates import resolve_all
from kfacts.reference import parse_reference
from kfacts.rulefile import load_rules

RULES = load_rules()
ACCEPT = [pytest.param(f, e, id=f"{f.id}:{e.text}") for f in RULES.families for e in f.accept]
REJECT = [pytest.param(f, t, id=f"{f.id}:{t}") for f in RULES.families for t in f.reject]


@pytest.fixture(scope="module")
def literals():
    return Literals(RULES)


@pytest.mark.parametrize(("family", "example"), ACCEPT)
def test_accept(literals, family, example):
    dates = [c for c in literals.find(example.text) if c.label == "date"]
    said = [(c.start, c.end, literals.read(example.text, c)) for c in dates]
    days = parse_reference(example.reference) if example.reference else None
    values = resolve_all(said, days, lambda _: 0)
    found = {(c.start, c.end, c.rule): v for c, v in zip(dates, values, strict=True)}
    value = found[example.start, example.end, family.id]
    assert {key: value.get(key) or "" for key in example.value} == dict(example.value)


@pytest.mark.parametrize(("family", "text"), REJECT)
def test_reject(literals, family, text):
    assert [text[c.start : c.end] for c in literals.find(text) if c.label == "date"] == []


MINE = """
label = "date"
[[rule]]
id = "date.closing"
why = "결산일"
pattern = '\\d{4}년 \\d{1,2}월 결산'
value = "date"
accept = ["[2023년 12월 결산] 자료"]
reject = ["결산 자료"]
"""


def test_a_users_date_pattern_must_be_a_date_as_a_whole(tmp_path):
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    found = Literals(load_rules([tmp_path])).find("2023년 12월 결산 자료")
    assert [c.rule for c in found] == ["date.month"]
    (tmp_path / "mine.toml").write_text(MINE.replace(" 결산'", "'"), encoding="utf-8")
    assert Literals(load_rules([tmp_path])).find("2023년 12월 결산 자료")


def test_every_date_names_a_family_that_is_explained(literals):
    families = {family.id for family in RULES.families}
    named = {c.rule for f in RULES.families for e in f.accept for c in literals.find(e.text)}
    assert {rule for rule in named if rule.startswith("date.")} == families

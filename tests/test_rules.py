"""Every example of every rule is one test: the rules prove themselves."""

import pytest
import regex

from kfacts.errors import RuleError
from kfacts.extract.literals import Literals
from kfacts.rulefile import load_rules

RULES = load_rules()
VALUED = [rule for rule in RULES.rules if rule.label not in ("none", "date")]
ACCEPT = [pytest.param(r, e, id=f"{r.id}:{e.text}") for r in VALUED for e in r.accept]
REJECT = [pytest.param(r, t, id=f"{r.id}:{t}") for r in VALUED for t in r.reject]
LOOK_ALIKES = [
    pytest.param(r, e, id=f"{r.id}:{e.text}")
    for r in RULES.rules
    if r.label == "none"
    for e in r.accept
]
BESIDE = [pytest.param(e, id=f"{m.id}:{e.text}") for m in RULES.modifiers for e in m.accept]


@pytest.fixture(scope="session")
def literals():
    return Literals(RULES)


def mentions(extractor, text):
    return extractor.extract(text).model_dump()["mentions"]


@pytest.mark.parametrize(("rule", "example"), ACCEPT)
def test_accept_through_the_whole_pipeline(extractor, rule, example):
    found = {
        (m["start"], m["end"], m["type"], m["rule"]): m for m in mentions(extractor, example.text)
    }
    value = found[example.start, example.end, rule.label, rule.id]["value"]
    assert {key: value[key] for key in example.value} == dict(example.value)


@pytest.mark.parametrize(("rule", "text"), REJECT)
def test_reject_through_the_whole_pipeline(extractor, rule, text):
    assert [m for m in mentions(extractor, text) if m["type"] == rule.label] == []


@pytest.mark.parametrize(("rule", "example"), LOOK_ALIKES)
def test_what_only_looks_like_a_value_gives_none(literals, rule, example):
    touched = [
        c for c in literals.find(example.text) if c.start < example.end and example.start < c.end
    ]
    assert touched == []


@pytest.mark.parametrize("example", BESIDE)
def test_modifiers(literals, example):
    found = {(c.start, c.end): c for c in literals.find(example.text)}
    value = literals.value(example.text, found[example.start, example.end])
    assert {key: value[key] for key in example.value} == dict(example.value)


PATTERNS = [
    *((r.id, p) for r in RULES.rules for p in (r.before, r.body)),
    *((m.id, p) for m in RULES.modifiers for p in m.words),
]


def test_built_in_patterns_are_sound():
    """Loading takes them as they are, so that no one waits for it."""
    assert [name for name, pattern in PATTERNS if regex.compile(pattern).groups] == []


RULE = """
label = "quantity"
[[rule]]
id = "quantity.bundle"
why = "꾸러미"
pattern = "{NUM} ?꾸러미{END}"
value = "quantity"
accept = ["선물 [3꾸러미]를 받았다"]
reject = ["꾸러미 선물"]
"""
FAULTS = {
    'id = "quantity.bundle"': ('id = "bundle"', "id must look like"),
    'label = "quantity"': ('label = "number"', "label must be one of"),
    "{NUM} ?꾸러미{END}": ("{NUMBER} ?꾸러미", "unknown sub-pattern {NUMBER}"),
    "꾸러미{END}": ("꾸러미(", "does not compile"),
    'value = "quantity"': ('value = "amount"', "unknown value function"),
    'accept = ["선물 [3꾸러미]를 받았다"]': ("", "at least one accept"),
    "선물 [3꾸러미]를": ("선물 3꾸러미를", "mark one [span]"),
    'why = "꾸러미"': ('reason = "꾸러미"', "unknown key 'reason'"),
    "[[rule]]": ("[patterns]\nOPEN = '('\n[[rule]]", "[patterns] OPEN: pattern does not compile"),
    "\n[[rule]]": ("\n[rule]", "[[rule]]"),
    'reject = ["꾸러미 선물"]': ('reject = ["꾸러미', "correct it there"),
    "\nlabel": ("\ndeep = " + "[" * 99_999, "not TOML"),
    '\nlabel = "quantity"': ("\npatterns = 3", "[patterns]: must be a table"),
    '"{NUM} ?꾸러미{END}"': ('"(?:꾸러미)?"', "matches nothing at all"),
    "{END}": ("{CURRENCY}" * 100, "is longer than 200,000 characters"),
    '"quantity"\naccept': ('"quantity(a, b)"\naccept', "too many or too few arguments"),
    "accept = ": ('begins = "\\\\"\naccept = ', "does not compile"),
    '["선물 [3꾸러미]를 받았다"]': ('[{ text = "[3꾸러미]", value = 3 }]', "an accept example is"),
    RULE: ("# nothing yet\n", "no rules in it"),
}


def test_a_users_file_needs_nothing_but_toml(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(RULE, encoding="utf-8")
    text = "선물 서너 꾸러미를 받았다"
    (candidate,) = (literals := Literals(load_rules([tmp_path]))).find(text)
    assert text[candidate.start : candidate.end] == "서너 꾸러미"
    assert literals.value(text, candidate)["unit"] == "꾸러미"


@pytest.mark.parametrize(("good", "bad"), FAULTS.items())
def test_every_fault_names_the_file(tmp_path, good, bad):
    path = tmp_path / "mine.toml"
    assert good in RULE
    path.write_text(RULE.replace(good, bad[0]), encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules([path])
    assert str(path) in str(error.value)
    assert bad[1] in str(error.value)


def test_an_id_twice_is_refused(tmp_path):
    (tmp_path / "a.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(RULE, encoding="utf-8")
    with pytest.raises(RuleError, match=r"quantity\.bundle: id also used"):
        load_rules([tmp_path])


def test_a_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(RuleError, match="no rules in it"):
        load_rules([tmp_path])


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "a.toml").write_text(RULE, encoding="utf-8-sig")
    assert "quantity.bundle" in {rule.id for rule in load_rules([tmp_path]).rules}


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RuleError, match="cannot be read"):
        load_rules([tmp_path / "none.toml"])

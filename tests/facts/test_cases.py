"""Own sentences and passages with the facts they state.

`cases/sentences.txt`: a marked sentence, then one indented line a fact; every line must agree.
`cases/passages.txt`: passages under `#` headings with the facts a careful reader takes from them;
what is measured there may not fall below the floors.

    = subject | metric | value | when | change [| planned] [| base …]
    @ person | organisation | title
    + organisation | programme
"""

from pathlib import Path

import pytest

from facts.markup import facts

CASES = Path(__file__).parent / "cases"
FLOORS = {"=": 0.85, "@": 0.95, "+": 0.95}


def _written(fact):
    if fact["kind"] == "affiliation":
        return f"@ {fact['person']} | {_or_none(fact['organization'])} | {_or_none(fact['title'])}"
    if fact["kind"] == "operates":
        return f"+ {fact['organization']} | {fact['program']}"
    words = [_or_none(fact[k]) for k in ("subject", "metric", "value", "when", "change")]
    if fact["status"] != "actual":
        words.append(fact["status"])
    if fact["base"]:
        words.append(f"base {fact['base']}")
    return "= " + " | ".join(words)


def _or_none(value):
    return "-" if value is None else str(value)


def _sentences():
    text, lines = None, []
    for line in (CASES / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            lines.append(line.strip())
        elif line and not line.startswith("#"):
            if text:
                yield text, lines
            text, lines = line, []
    yield text, lines


def _passages():
    for block in (CASES / "passages.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in block.split("\n") if not line.startswith("#")]
        text = "\n".join(line for line in lines if not line.startswith(" "))
        yield text, [line.strip() for line in lines if line.startswith(" ")]


def test_enough_cases():
    assert len(list(_sentences())) >= 200
    assert len(list(_passages())) >= 20


@pytest.mark.parametrize(("marked", "wanted"), list(_sentences()), ids=lambda x: str(x)[:40])
def test_sentence(marked, wanted):
    told = [_written(fact) for fact in facts(marked)]
    assert told == [line for line in wanted if line != "!"]


@pytest.fixture(scope="module")
def passages():
    return [(wanted, [_written(fact) for fact in facts(text)]) for text, wanted in _passages()]


@pytest.mark.parametrize("kind", ["=", "@", "+"])
def test_passages_do_not_fall_below_the_floor(passages, kind):
    gold = told = right = 0
    for wanted, found in passages:
        mine = [line for line in found if line[0] == kind]
        theirs = [line for line in wanted if line[0] == kind]
        gold, told = gold + len(theirs), told + len(mine)
        right += len([line for line in theirs if line in mine])
    assert 2 * right / (gold + told) >= FLOORS[kind], (right, told, gold)

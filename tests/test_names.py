"""Names: our own marked sentences as a floor, and cases that must come out exactly."""

import re
from pathlib import Path

import pytest

from kfacts.errors import NamesError
from kfacts.extract.names import Names
from kfacts.extract.names.gazetteer import Name
from kfacts.extract.names.userlist import load_names
from kfacts.korean.tokenizer import analyse

SENTENCES = Path(__file__).parent / "names" / "sentences.txt"
TYPES = {"o": "organization", "p": "person", "g": "program"}
MARK = re.compile(r"\{([^{}|]+)\|([opg])\}")
FLOORS = {"organization": 0.80, "person": 0.85, "program": 0.70}


def unmark(line):
    """Return the text of a marked line and the set of (start, end, type)."""
    text, gold, at = "", set(), 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        gold.add((len(text), len(text) + len(mark[1]), TYPES[mark[2]]))
        text, at = text + mark[1], mark.end()
    return text + line[at:], gold


def found(names, text):
    return {
        (c.start, c.end, c.label) for c in names.find(analyse(text)) if c.label in TYPES.values()
    }


def shown(names, text):
    return [
        (text[c.start : c.end], c.label)
        for c in names.find(analyse(text))
        if c.label in TYPES.values()
    ]


@pytest.fixture(scope="session")
def names():
    return Names()


def test_marked_sentences_keep_their_floor(names):
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    right, marked, taken = (dict.fromkeys(FLOORS, 0) for _ in range(3))
    for line in lines:
        if line and not line.startswith("#"):
            text, gold = unmark(line)
            got = found(names, text)
            for kind in FLOORS:
                right[kind] += sum(span[2] == kind for span in gold & got)
                marked[kind] += sum(span[2] == kind for span in gold)
                taken[kind] += sum(span[2] == kind for span in got)
    f1 = {kind: 2 * right[kind] / (marked[kind] + taken[kind]) for kind in FLOORS}
    assert all(f1[kind] >= floor for kind, floor in FLOORS.items()), f1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("임채원 대표가 말했다.", [("임채원", "person")]),
        ("그는 김 대표와 만났다.", [("김", "person")]),
        ("이나은(34)씨는 웃었다.", [("이나은", "person")]),
        ("카카오뱅크는 대출을 늘렸다.", [("카카오뱅크", "organization")]),
        ("협동조합과 본사, 회사의 채널을 살폈다.", []),
    ],
)
def test_plain_cases(names, text, expected):
    assert shown(names, text) == expected


def test_explain_gives_cues_that_sum_to_the_score(names):
    analysis = analyse("임채원 대표가 말했다.")
    (name,) = names.find(analysis)
    cues = names.explain(analysis, (), name.start, name.end)
    assert name.score == pytest.approx(sum(weight for _, weight in cues))
    assert "person.title" in dict(cues)


def test_user_names_beat_guesses_and_carry_their_id():
    names = Names([Name("임채원", "organization", "ORG-7")])
    (name,) = names.find(analyse("임채원 대표가 말했다."))
    assert (name.label, name.rule, name.ref) == ("organization", "names.user", "ORG-7")


def test_names_files_of_both_kinds(tmp_path):
    table = tmp_path / "names.tsv"
    table.write_text("name\ttype\taliases\tid\n한빛\torganization\tHB|한빛사\tX1\n", "utf-8")
    lines = tmp_path / "names.jsonl"
    lines.write_text(
        '{"name": "한빛", "type": "organization", "aliases": ["HB", "한빛사"], "id": "X1"}\n',
        "utf-8",
    )
    expected = [Name(text, "organization", "X1") for text in ("한빛", "HB", "한빛사")]
    assert load_names(table) == load_names(lines) == expected


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("name\ttype\n한빛\tcompany\n", "line 2"),
        ("name\ttype\n한빛\torganization\n한빛\torganization\n", "line 3"),
        ("name\tkind\n", "line 1"),
        ("name\ttype\n 한빛\torganization\n", "line 2"),
        ("name\ttype\n\torganization\n", "line 2"),
        ("name\ttype\n한빛\torganization\ta\tb\tc\n", "line 2"),
    ],
)
def test_wrong_names_files_are_refused_with_the_line(tmp_path, content, place):
    path = tmp_path / "names.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(NamesError, match=place):
        load_names(path)

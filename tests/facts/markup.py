"""Texts with their mentions marked: `[다온시]O는 [3억원]M을 지원했다`, `[온실]G:푸른온실`.

O organisation, P person, G programme, M money, C percent, Q quantity, D date; what stands after a
colon is the thing named when the mention is another spelling of it. So that facts are tested apart
from the extractors, every number and date gets a value read off its digits.
"""

import re
from dataclasses import dataclass

from kfacts.korean.analyser import analyse
from kfacts.link import Linked
from kfacts.mentions import Found
from kfacts.relate import relate

TYPES = {
    "O": "organization", "P": "person", "G": "program",
    "M": "money", "C": "percent", "Q": "quantity", "D": "date",
}  # fmt: skip
_MARK = re.compile(
    r"\[(?P<text>[^\[\]]+)\](?P<kind>[OPGMCQD])(?::(?P<name>[^\s,.:()]+))?(?![A-Za-z])"
)
_UNITS = {"조": 10**12, "억": 10**8, "만": 10**4, "천": 10**3}


@dataclass(frozen=True)
class Marked:
    """A text, its mentions and the things they name."""

    text: str
    found: list[Found]
    entities: list[Linked]


def parse(marked: str) -> Marked:
    """Take the marks out of a text."""
    text, found, names = "", [], {}
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        kind = TYPES[mark["kind"]]
        start = len(text)
        text += mark["text"]
        value = None if mark["kind"] in "OPG" else _value(mark["kind"], mark["text"])
        if value is None:
            key = (kind, mark["name"] or mark["text"])
            names.setdefault(key, []).append(len(found))
        found.append(Found(start, len(text), kind, mark["text"], 0, "test", value))
        at = mark.end()
    text += marked[at:]
    entities = [Linked(kind, name, (name,), tuple(at)) for (kind, name), at in names.items()]
    return Marked(text, found, entities)


def _value(kind: str, text: str) -> dict[str, object]:
    if kind == "D":
        length = re.search(
            r"(?:\d|한|두|세) ?(?:년|달|개월|주|일|시간)(?:간| 동안| 만)|^\d+년$|^하루$|한 달$",
            text,
        )
        whole = "년" in text and re.fullmatch(r"\d{4}년", text)
        timex = "2024-Q2" if "분기" in text else "2024-05-03/2024-05-04" if "~" in text else ""
        return {"kind": "duration" if length and not whole else "date", "timex": timex}
    low = 0.0
    for number, unit in re.findall(
        r"([\d.]+)([조억만천]*)", text.replace(",", "").replace(" ", "")
    ):
        part = float(number.rstrip("."))
        for letter in unit:
            part *= _UNITS[letter]
        low += part
    unit = re.search(r"[^\d\s.,~%]*$", text)[0]
    return {"min": str(int(low)) if low == int(low) else str(low), "unit": unit}


def facts(marked: str) -> list[dict[str, object]]:
    """Return the facts of a marked text, with names and texts for indices."""
    m = parse(marked)
    out = []
    for raw in relate(analyse(m.text), m.found, m.entities):
        fact = dict(raw)
        for key in ("person", "organization", "program", "subject"):
            if fact.get(key) is not None:
                fact[key] = m.entities[fact[key]].name
        for key in ("value", "when", "base"):
            if fact.get(key) is not None:
                fact[key] = m.found[fact[key]].text
        out.append(fact)
    return out

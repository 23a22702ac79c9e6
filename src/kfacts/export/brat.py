"""brat standoff: a folder that annotators open, correct and give back.

Each article is NAME.txt and NAME.ann. Mentions are text-bound annotations, facts are relations
between the nearest mentions of their entities, change and status of a measure are attributes of its
number, and values, titles and metrics stand in notes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from kfacts.files import whole
from kfacts.model import NamedMention

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kfacts.export.source import Source
    from kfacts.model import Fact, Mention, Record

Places = dict[str, list[tuple[int, int, str]]]
"""Entity id to (start, end, mention id) of its mentions, in text order."""

_LINE = re.compile(r"[^\r\n]+")

CONFIG = """[entities]
organization
person
program
money
date
percent
quantity

[relations]
affiliation\tArg1:person, Arg2:organization
operates\tArg1:organization, Arg2:program
measures\tArg1:organization|person|program, Arg2:money|percent|quantity
dates\tArg1:date, Arg2:money|percent|quantity
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
change\tArg:money|percent|quantity, Value:increase|decrease
status\tArg:money|percent|quantity, Value:actual|planned|expected
"""


def write(source: Source, to: Path) -> int:
    """Write the folder; return the number of articles. Those whose text is gone are left out."""
    count = 0
    _put(to / "annotation.conf", CONFIG)
    for name, record, text in source.articles():
        if text is None:
            continue
        _put(to / f"{name}.txt", text)
        _put(to / f"{name}.ann", "".join(f"{line}\n" for line in _lines(record)))
        count += 1
    return count


def _put(path: Path, content: str) -> None:
    with whole(path) as part:
        part.write_bytes(content.encode())


def _lines(record: Record) -> Iterator[str]:
    places = _places(record)
    for mention in record.mentions:
        yield f"{_mark(mention.id)}\t{mention.type} {_spans(mention)}\t{_flat(mention.text)}"
    relations = (line for fact in record.facts for line in _relations(fact, places))
    for n, (kind, left, right) in enumerate(relations, 1):
        yield f"R{n}\t{kind} Arg1:{left} Arg2:{right}"
    attributes = (line for fact in record.facts for line in _attributes(fact))
    for n, (name, value) in enumerate(attributes, 1):
        yield f"A{n}\t{name} {value}"
    for n, (target, note) in enumerate(_notes(record, places), 1):
        yield f"#{n}\tAnnotatorNotes {target}\t{_flat(note)}"


def _mark(mention: str) -> str:
    return f"T{mention.removeprefix('m')}"


def _places(record: Record) -> Places:
    places: Places = {}
    for mention in record.mentions:
        if isinstance(mention, NamedMention):
            places.setdefault(mention.entity, []).append((mention.start, mention.end, mention.id))
    return places


def _spans(mention: Mention) -> str:
    """Return the offsets; a mention over several lines has one extent a line, as brat wants."""
    at = mention.start
    return ";".join(f"{at + m.start()} {at + m.end()}" for m in _LINE.finditer(mention.text))


def _flat(text: str) -> str:
    return " ".join(_LINE.findall(text)).replace("\t", " ")


def _relations(fact: Fact, places: Places) -> Iterator[tuple[str, str, str]]:
    if fact.kind == "affiliation":
        if fact.organization is not None:
            person = _nearest(places, fact.person, fact)
            yield "affiliation", person, _nearest(places, fact.organization, fact)
    elif fact.kind == "operates":
        organization = _nearest(places, fact.organization, fact)
        yield "operates", organization, _nearest(places, fact.program, fact)
    else:
        if fact.subject is not None:
            yield "measures", _nearest(places, fact.subject, fact), _mark(fact.value)
        if fact.when is not None:
            yield "dates", _mark(fact.when), _mark(fact.value)


def _nearest(places: Places, entity: str, fact: Fact) -> str:
    """Return the entity's first mention in the fact's place, else the nearest one to it."""
    own = places[entity]
    at = bisect_right(own, (fact.start, -1, ""))
    near = own[max(at - 1, 0) : at + 1]
    return _mark(min(near, key=lambda p: max(fact.start - p[1], p[0] - fact.end, 0))[2])


def _attributes(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.kind == "measure":
        if fact.change is not None:
            yield "change", f"{_mark(fact.value)} {fact.change}"
        if fact.status != "actual":
            yield "status", f"{_mark(fact.value)} {fact.status}"


def _notes(record: Record, places: Places) -> Iterator[tuple[str, str]]:
    for mention in record.mentions:
        if not isinstance(mention, NamedMention):
            yield _mark(mention.id), mention.value.model_dump_json(exclude_none=True)
    for fact in record.facts:
        if fact.kind == "affiliation" and fact.title is not None:
            yield _nearest(places, fact.person, fact), f"title: {fact.title}"
        elif fact.kind == "measure" and fact.metric is not None:
            yield _mark(fact.value), f"metric: {fact.metric}"

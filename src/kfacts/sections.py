"""Texts too long to be one article: read section by section, told as one record.

What an article says as a whole (who 김 대표 is, which company 이 회사 means) then holds within a
section, and things of one kind and name are one across all of them. So a book, a dump or a wall of
one sign takes time by its length and memory by its longest section and what was found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from kfacts.korean.analyser import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kfacts.link import Linked
    from kfacts.mentions import Found

LONGEST = 100_000
"""Code points of a section: some fifty pages, many times an article."""

_THINGS = ("person", "organization", "program", "subject")
_MENTIONS = ("value", "when", "base")
_STATED = {"affiliation": ("person", "organization", "title"), "operates": _THINGS[1:3]}
"""What of a fact is the fact: stated again elsewhere, it is the same one."""

Fact = dict[str, Any]
Key = tuple[str, str, str, int]
"""Type, name and place of a thing, and which it is of several that share them."""


class Reading(NamedTuple):
    """What was read of a text: places are offsets in it, things are referred to by index."""

    sentences: Sequence[tuple[int, int]]
    found: Sequence[Found]
    entities: Sequence[Linked]
    facts: Sequence[Fact]


def sections(text: str) -> Iterator[tuple[int, int]]:
    """Yield the extents to read, one after the other: nearly always the whole text."""
    yield from pieces(text, LONGEST, ("\n\n", "\n", ". ", " ")) if text else [(0, 0)]


def joined(readings: Iterable[tuple[int, Reading]]) -> Reading:
    """Join what was read of sections, given with the offset at which each begins."""
    first = next(of_each := iter(readings))
    assert first[0] == 0, "the first section begins the text"
    second = next(of_each, None)
    return first[1] if second is None else _joined(chain((first, second), of_each))


def _joined(readings: Iterable[tuple[int, Reading]]) -> Reading:
    sentences: list[tuple[int, int]] = []
    found: list[Found] = []
    things: dict[Key, Linked] = {}
    number: dict[Key, int] = {}
    facts: list[Fact] = []
    for begin, reading in readings:
        before, known = len(sentences), len(found)
        sentences += ((begin + a, begin + b) for a, b in reading.sentences)
        found += (
            f._replace(start=begin + f.start, end=begin + f.end, sentence=before + f.sentence)
            for f in reading.found
        )
        mine = list(_keys(reading.entities))
        for key, entity in zip(mine, reading.entities, strict=True):
            there = replace(entity, mentions=tuple(known + m for m in entity.mentions))
            things[key] = _one(things[key], there) if key in things else there
            number.setdefault(key, len(number))
        numbers = [number[key] for key in mine]
        facts += (_moved(fact, begin, before, known, numbers) for fact in reading.facts)
    return Reading(sentences, found, list(things.values()), list(_once(facts)))


def _keys(entities: Iterable[Linked]) -> Iterator[Key]:
    """Name what may be one thing in two sections; of two that share a name, first and second."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for entity in entities:
        told = entity.type, entity.name, entity.place
        seen[told] += 1
        yield *told, seen[told]


def _one(thing: Linked, later: Linked) -> Linked:
    """Make one of a thing and what a later section says of it."""
    why = dict(later.links)
    new = [alias for alias in later.aliases if alias not in thing.aliases]
    links = ((alias, why.get(alias) or why.get(later.name, "spelling")) for alias in new)
    return replace(
        thing,
        aliases=(*thing.aliases, *new),
        mentions=thing.mentions + later.mentions,
        links=(*thing.links, *links),
        ref=thing.ref or later.ref,
    )


def _moved(fact: Fact, begin: int, sentence: int, found: int, numbers: Sequence[int]) -> Fact:
    """Return a fact of a section as one of the text."""
    moved = fact | _place(fact, begin, sentence)
    moved |= {k: numbers[fact[k]] for k in _THINGS if fact.get(k) is not None}
    moved |= {k: found + fact[k] for k in _MENTIONS if fact.get(k) is not None}
    if "evidence" in fact:
        moved["evidence"] = [p | _place(p, begin, sentence) for p in fact["evidence"]]
    return moved


def _place(place: Mapping[str, Any], begin: int, sentence: int) -> dict[str, int]:
    return {
        "start": begin + place["start"],
        "end": begin + place["end"],
        "sentence": sentence + place["sentence"],
    }


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Tell what several sections state once, with the later places as evidence."""
    told: dict[tuple[Any, ...], Fact] = {}
    for fact in facts:
        stated = _STATED.get(fact["kind"])
        key = (fact["kind"], *map(fact.get, stated)) if stated else (id(fact),)
        first = told.setdefault(key, fact)
        if first is not fact:
            here = {k: fact[k] for k in ("start", "end", "sentence", "rule")}
            more = sorted([here, *fact.get("evidence", ())], key=lambda place: place["start"])
            first["evidence"] = [*first.get("evidence", ()), *more]
    yield from told.values()

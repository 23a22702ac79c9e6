"""Services in brackets behind who speaks: `홍길동 한빛농장 대표 (한빛마켓)`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.people import person_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_ROW = regex.compile(r"(?m)^[^()\n]{4,40}?( ?\()([^()\n]{2,40})\)[ \t]*$")
"""A line that introduces somebody, with something in brackets at its end."""
_ROWS = 3
"""Fewest such lines that make a pattern."""
_LIKE = 0.45


def note_asides(context: Context, names: Sequence[Decided]) -> None:
    """Note a service in brackets behind a speaker, where others have services there."""
    rows = [row for found in _ROW.finditer(context.text) if (row := _inside(context, found))]
    if len(rows) < _ROWS:
        return
    ends = {name.start: name for name in names}
    if not any(_program(ends.get(context.words[i].start)) for row in rows for i in row):
        return
    for row in rows:
        for start, end in _things(context, row, ends):
            context.evidence.add(start, end, "program", "program.aside")


def _program(name: Decided | None) -> bool:
    return name is not None and name.label == "program"


def _another(context: Context, i: int, names: dict[int, Decided]) -> bool:
    """Whether another thing begins with word `i`."""
    return i in context.known or _program(names.get(context.words[i].start))


def _inside(context: Context, found: regex.Match[str]) -> list[int]:
    """Words in the brackets behind somebody's title; none if they say who that is."""
    last = context.ends.get(found.start(1))
    if last is None or not context.title(last):
        return []
    first, end = context.starts.get(found.start(2)), found.end(2)
    if first is None:
        return []
    row = list(range(first, bisect_left(context.words, end, first, key=lambda word: word.start)))
    who = any(context.title(i) or context.listed(i) == "location" for i in row)
    alone = len(row) == 1 and person_form(context, first)[2] > _LIKE
    return [] if who or alone else row


def _things(
    context: Context, row: list[int], names: dict[int, Decided]
) -> Iterator[tuple[int, int]]:
    """Split what the brackets hold at the names that are known: `한빛마켓 새솔톡`."""
    words, i = context.words, row[0]
    while i <= row[-1]:
        start, name = words[i].start, names.get(words[i].start)
        end = name.end if name else words[i].end
        while i < row[-1] and words[i + 1].start < end:
            i += 1
        house = name is None or name.label == "organization"
        while house and i < row[-1] and not _another(context, i + 1, names):
            i += 1
            end = words[i].end
        yield start, end
        i += 1

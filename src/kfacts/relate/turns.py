"""Turns of an interview: from where on whom 저희 and 우리 stand for."""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from kfacts.relate.affiliation import Role
from kfacts.relate.phrases import Sentence

_LONGEST_HEAD: Final = 60
_MARK: Final = regex.compile(r"(?<![A-Za-z0-9])(?P<who>[QA])\s?[.:)]")

Turn = tuple[int, int | None]
"""(offset, entity): from the offset on, the entity answers; None while a question is asked."""


def find_turns(text: str, roles: Sequence[Role], sentences: Sequence[Sentence]) -> list[Turn]:
    """Return the turns in text order: lines that only introduce a person, and Q. and A. marks."""
    turns = [*_heads(text, roles, sentences), *_marked(text, roles)]
    return sorted(turns, key=lambda turn: turn[0])


def _marked(text: str, roles: Sequence[Role]) -> Iterator[Turn]:
    marks = list(_MARK.finditer(text))
    if not any(m["who"] == "Q" for m in marks):
        return
    known = sorted(roles, key=lambda r: r.end)
    for m in marks:
        if m["who"] == "Q":
            yield m.start(), None
            continue
        before = [r for r in known if r.end <= m.start()]
        if before:
            yield m.start(), _stands_for(before[-1])


def _heads(text: str, roles: Sequence[Role], sentences: Sequence[Sentence]) -> Iterator[Turn]:
    by_index = {s.index: s for s in sentences}
    for role in sorted(roles, key=lambda r: r.start):
        start = text.rfind("\n", 0, role.start) + 1
        end = text.find("\n", role.end)
        end = len(text) if end < 0 else end
        if end - start > _LONGEST_HEAD:
            continue
        inside = [p for p in by_index[role.sentence].phrases if start <= p.start < end]
        if not any(p.kind in "VMCQB" for p in inside):
            yield start, _stands_for(role)


def _stands_for(role: Role) -> int:
    return role.person if role.organization is None else role.organization

"""Turns of an interview: from where on whom 저희 and 우리 stand for."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from kfacts.relate.affiliation import Role
from kfacts.relate.phrases import Sentence

_LONGEST_HEAD: Final = 60
_MARK: Final = re.compile(r"(?P<who>[QA])(?<![A-Za-z0-9].)\d{0,2}\s?[.:)]")
_ASKED: Final = re.compile(r"(?m)^[―—–] ?[^\n]{3,160}[?요까죠은는]\.? *$")
"""A line of an interview that asks; what the lines behind it say is the answer."""
_QUESTIONS: Final = 3

_SAYING: Final = frozenset("VMCQB")
"""Kinds of phrases that no line has which only introduces a person."""
_HEADS: Final = 3
"""So many lines that only introduce a person make an interview; one is a byline."""
_NEAR: Final = 12
_BRACKET: Final = 2
_QUOTED: Final = 400
"""No longer are the words of one who is named behind them."""
_BEHIND: Final = re.compile(r"[“\"][^“”\"\n]+[”\"] ?\($")
_COLON: Final = re.compile(r" ?: ?")

Turn = tuple[int, int | None]
"""(offset, entity): from the offset on, the entity answers; None while a question is asked."""


def find_turns(
    text: str, roles: Sequence[Role], sentences: Sequence[Sentence], main: int | None
) -> list[Turn]:
    """Return the turns in text order: lines that only introduce a person, and Q. and A. marks.

    `main` is the organisation that the article is about: it answers where no line says who does.
    """
    heads = list(_heads(text, roles, sentences))
    marked = list(_marked(text, roles, main))
    if len({start for start, _ in heads}) < _HEADS:
        heads = []
    if not marked:
        marked = list(_asked(text, roles, main))
    turns = [*heads, *marked, *_announced(text, roles), *_signed(text, roles)]
    return sorted(turns, key=lambda turn: turn[0])


def _signed(text: str, roles: Sequence[Role]) -> Iterator[Turn]:
    """Yield the turns of those named in brackets behind their words: “…” (새론식품 배수연 대표)."""
    for role in roles:
        bracket = "(" in text[max(role.start - 2, 0) : role.start]
        first = max(role.start - _QUOTED, 0)
        quote = _BEHIND.search(text, first, role.start) if bracket else None
        if quote:
            yield quote.start(), _stands_for(role)
            yield role.end + 2, None


def _announced(text: str, roles: Sequence[Role]) -> Iterator[Turn]:
    """Yield the turns of those who stand before a colon: 김서준 한빛은행 대표: 저희는."""
    for role in roles:
        if _COLON.match(text, role.end) and text[role.start - 1 : role.start] in ("", "\n"):
            yield role.start, _stands_for(role)


def _marked(text: str, roles: Sequence[Role], main: int | None) -> Iterator[Turn]:
    marks = list(_MARK.finditer(text))
    if not any(m["who"] == "Q" for m in marks):
        return
    known = sorted(roles, key=lambda r: r.end)
    ends = [r.end for r in known]
    begun = {r.start: r for r in reversed(known)}
    answers = main
    if answers is None and known:
        answers = _stands_for(known[0])
    for m in marks:
        if m["who"] == "A":
            inside = [begun[at] for at in range(m.end(), m.end() + _BRACKET + 1) if at in begun]
            if inside:  # A. (정하늘 대표)
                answers = _stands_for(min(inside, key=lambda r: r.end))
            yield m.start(), answers
            continue
        yield m.start(), None
        last = bisect_right(ends, m.start()) - 1
        if last >= 0 and ends[last] >= m.start() - _NEAR:
            answers = _stands_for(known[last])


def _asked(text: str, roles: Sequence[Role], main: int | None) -> Iterator[Turn]:
    """Yield the turns of an interview whose questions stand behind dashes, one a line."""
    asked = list(_ASKED.finditer(text))
    answers = main
    if answers is None and roles:
        answers = _stands_for(min(roles, key=lambda r: r.end))
    for m in asked if len(asked) >= _QUESTIONS else ():
        yield m.start(), None
        yield m.end(), answers


def _heads(text: str, roles: Sequence[Role], sentences: Sequence[Sentence]) -> Iterator[Turn]:
    by_index = {s.index: s for s in sentences}
    for role in sorted(roles, key=lambda r: r.start):
        start, end = _line(text, role.start, role.end)
        if end - start > _LONGEST_HEAD:
            continue
        inside = [p.kind for p in by_index[role.sentence].phrases if start <= p.start < end]
        if _SAYING.isdisjoint(inside):
            yield start, _stands_for(role)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the extent of the line around a place, or too long a part of too long a line."""
    low, high = max(start - _LONGEST_HEAD - 1, 0), end + _LONGEST_HEAD + 1
    before, after = text.rfind("\n", low, start), text.find("\n", end, high)
    return low if before < 0 else before + 1, min(high, len(text)) if after < 0 else after


def _stands_for(role: Role) -> int:
    home = role.understood if role.organization is None else role.organization
    return role.person if home is None else home

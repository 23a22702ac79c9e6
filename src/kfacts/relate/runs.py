"""Runs of nouns: where the title in one ends, which noun is its head, what adds nothing."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kfacts.relate.titles import title_end
from kfacts.relate.words import NO_CLASS, load_words

_AGAINST: Final = re.compile(r"(?<![가-힣])(?:전|작)(?:년|월|기|분기|주)(?:동기|동월)?(?:비|比)$")
_AGAIN: Final = ("이번 ", "해당 ")
_DEPARTMENTS: Final = frozenset(["학과", "내과", "외과", "학부", "본부", "공학", "의학", "문학"])
"""What a longer noun ends in that calls a department of a body."""
_POLITE: Final = frozenset(["님", "들", "님들"])
"""What stands behind a title without being a noun of its own: its particle is the title's."""
_ORDINALS: Final = frozenset("위회기차등호번")
"""What makes of a number which one it is and not what is counted: 1회, 4기, 2위."""
_CUTTING: Final = ("up", "down", "light", "reach", "run", "plan", "expect")
"""Classes of nouns that are a phrase of their own behind other nouns: 매출 | 증가."""


class Part(NamedTuple):
    """A phrase of a run of nouns; offsets from the start of the run."""

    kind: str
    """N, or T for a title."""
    start: int
    end: int
    form: str
    cls: str


def cuts(before: str, last: str) -> bool:
    """Tell whether the last noun of a run is a phrase of its own, behind `before`."""
    return last in _cutting() and before + last not in load_words().of


@cache
def _cutting() -> frozenset[str]:
    words = load_words()
    letters = {words.letters[name] for name in _CUTTING}
    return frozenset(w for w, cls in words.of.items() if cls in letters) - words.sets["kept"]


class Run(NamedTuple):
    """What a run of nouns says."""

    parts: tuple[Part, ...]
    general: bool
    """It is about everybody: 우리나라 성인."""
    again: bool
    """It points back: 이번 행사."""
    against: int
    """Where 전년비, which counts nothing, begins at its end, else 0."""


@lru_cache(maxsize=1 << 12)
def read_run(text: str, before: str, last: str) -> Run:
    """Read a run of nouns whose last two nouns are `before` and `last`."""
    general = text.partition(" ")[0] in load_words().sets["country"]
    against = _AGAINST.search(text) if text.endswith(("비", "比")) else None
    again = text.startswith(_AGAIN)
    return Run(_parts_of(text, before, last), general, again, against.start() if against else 0)


def _parts_of(text: str, before: str, last: str) -> tuple[Part, ...]:
    """Return the phrases of a run.

    What adds nothing in front (저희, 총) is left out; a title is a phrase of its own.
    """
    if text.startswith("등 "):
        rest = _parts_of(text[2:], before, last)
        return _part("N", 0, 1, "등"), *(p._replace(start=p.start + 2, end=p.end + 2) for p in rest)
    start = _lead(text)
    text = text[start:]
    if not text:
        return ()
    end = start + len(text)
    cut = title_end(text)
    if not cut:
        which = before[-1:].isdigit() and last in _ORDINALS
        return (_part("N", start, end, "번" if which else _head(before, last)),)
    title = _part("T", start, start + cut, text[:cut].split()[-1])
    tail = text[cut:].lstrip()
    if tail in _POLITE:
        return (title,)
    head = last if tail == last else _head(before, last)
    return (title, _part("N", end - len(tail), end, head)) if tail else (title,)


def _part(kind: str, start: int, end: int, form: str) -> Part:
    return Part(kind, start, end, form, load_words().of.get(form) or _part_of_body(form))


def _part_of_body(form: str) -> str:
    """Return the class of a noun that calls a department: 뇌공학과, 소화기내과."""
    known = form[-2:] in _DEPARTMENTS and load_words().of.get(form[-2:])
    return known or NO_CLASS


def _lead(text: str) -> int:
    """Return where a run begins to say something."""
    skip, lead = load_words().sets["skip"], load_words().sets["lead"]
    start = 0
    first, _, rest = text.partition(" ")
    while first in skip or (rest and first in lead):
        start = len(text) - len(rest.lstrip())
        first, _, rest = rest.lstrip().partition(" ")
    return start


def _head(before: str, last: str) -> str:
    """Return the last noun, with the one before when both make a known word (영업+이익)."""
    words = load_words()
    if before and last in words.sets["beside"]:
        return before  # 60대 이상
    if last == "평균" and _rates(before):
        return last  # 전국 평균, 지역별 평균: of what stands elsewhere
    pair = before + last
    known = pair in words.of or last in words.sets["counting"] or last in words.sets["whole"]
    return pair if before and known else last


def _rates(word: str) -> bool:
    """Tell whether a noun only says over what an average is taken."""
    words = load_words()
    degree = words.of.get(word) == words.letters["degree"]
    return degree or word in words.sets["country"] or word.endswith(("별", "당"))

"""Block: which keys are worth comparing, found by look-up, never by trying all pairs."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from typing import NamedTuple

from kfacts.corpus.near import near_pairs
from kfacts.korean.lexicon import regions
from kfacts.korean.namekeys import known, spellings
from kfacts.korean.places import MARK
from kfacts.korean.shorten import company_short_forms, short_forms, shrunk

_LETTER = re.compile("[a-z]")
_EDITION = re.compile(r"(?:제?\d+회|(?:19|20)\d\d년?)(?=..)")
"""Before the name of what comes every year: 제30회, 2024."""
_LONGEST_BODY = 10
"""Characters of the longest known body that the name of one of its parts begins with."""


class Pairs(NamedTuple):
    """Pairs of keys worth a look, by what makes them so; each (fuller key, other key)."""

    known: Iterable[tuple[str, str]]
    letters: Iterable[tuple[str, str]]
    short: Iterable[tuple[str, str]]
    company: Iterable[tuple[str, str]]
    near: Iterable[tuple[str, str]]


PairSource = Callable[[Mapping[str, object], int], Pairs]
"""Finds the pairs among keys; the number is the most keys that may share a pattern."""


def local_pairs(keys: Mapping[str, object], block: int) -> Pairs:
    """Find the pairs in this process, as they are asked for."""
    return Pairs(
        known_pairs(keys),
        letter_pairs(keys),
        short_pairs(keys),
        company_pairs(keys),
        near_pairs(keys, block),
    )


# --- what a key is looked up by -----------------------------------------------------------------


def spelt(key: str) -> Iterable[str]:
    """Keys in which the Latin letters of a key are spelt: sk온 → 에스케이온."""
    return spellings(key) if MARK not in key and _LETTER.search(key) else ()


def shortened(key: str) -> Iterable[str]:
    """Keys that a key is shortened to everywhere."""
    name, mark, where = key.partition(MARK)
    if mark:
        return () if MARK in where else [short + mark + where for short in short_forms(name)]
    if len(key) < 4:
        return ()
    if of_region := _of_region(key):
        return (*short_forms(key), of_region, *short_forms(of_region))
    edition = _EDITION.match(key) if key[0] in "제12" or key[0].isdigit() else None
    return (*short_forms(key), key[edition.end() :]) if edition else short_forms(key)


def _of_region(key: str) -> str | None:
    """Return the key with the short name of the region that it begins with: 경북교육청."""
    table = regions()
    for size in (7, 6, 5, 4, 3):
        region = table.get(key[:size], ("", "-"))
        if region[0] and not region[1] and region[0] != key[:size]:
            return region[0] + key[size:]
    return None


def company_shortened(key: str) -> Iterable[str]:
    """Keys that a company is shortened to, to be believed only in a shared context."""
    return company_short_forms(key) if len(key) > 3 and MARK not in key else ()


# --- pairs in this process ----------------------------------------------------------------------


def known_pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that are two names of one widely known body."""
    bodies, first = known(), dict[int, str]()
    for key in sorted(key for key in keys if key in bodies):
        one = first.setdefault(bodies[key], key)
        if one != key:
            yield one, key
    yield from part_pairs(keys)


def part_pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that name one part of one widely known body: 한국전력공사노동조합, 한전노조."""
    first: dict[tuple[int, str], str] = {}
    starts = _starts()
    for key in sorted(key for key in keys if key[:2] in starts):
        part = part_of_body(key)
        if part is not None and (one := first.setdefault(part, key)) != key:
            yield one, key


@cache
def _starts() -> frozenset[str]:
    """First two characters of the names of known bodies."""
    return frozenset(key[:2] for key in known())


def part_of_body(key: str) -> tuple[int, str] | None:
    """Return the widely known body that a key begins with, and the rest of the key, shrunk."""
    bodies = known()
    if key in bodies or MARK in key:
        return None
    for size in range(min(len(key) - 2, _LONGEST_BODY), 1, -1):
        body = bodies.get(key[:size])
        if body is not None:
            return body, shrunk("의" + key[size:])[1:]
    return None


def letter_pairs(keys: Set[str] | Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(Latin key, Hangul key) where the Hangul spells the letters: sk온, 에스케이온."""
    for key in keys:
        yield from ((key, h) for h in spelt(key) if h in keys)


def short_pairs(keys: Set[str] | Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(long key, short key) where short is a form that long is shortened to everywhere."""
    for key in keys:
        yield from ((key, short) for short in shortened(key) if short in keys)


def company_pairs(keys: Set[str] | Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(long key, short key) of companies, to be believed only in a shared context."""
    for key in keys:
        yield from ((key, short) for short in company_shortened(key) if short in keys)

"""Block: which keys are worth comparing, found by look-up, never by trying all pairs."""

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import combinations

from kfacts.korean.namekeys import known, spellings
from kfacts.korean.shorten import company_short_forms, short_forms

_SHORTEST_NEAR = 4
"""Below this, names one syllable apart are countless and say nothing."""
_LONGEST_NEAR = 24


def known_pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that are two names of one widely known body."""
    bodies, first = known(), dict[int, str]()
    for key in keys:
        body = bodies.get(key)
        if body is not None and first.setdefault(body, key) != key:
            yield first[body], key


def letter_pairs(keys: Set[str] | Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(Latin key, Hangul key) where the Hangul spells the letters: sk온, 에스케이온."""
    for key in keys:
        if any("a" <= c <= "z" for c in key):
            yield from ((key, h) for h in spellings(key) if h in keys)


def short_pairs(keys: Set[str] | Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(long key, short key) where short is a form that long is shortened to everywhere."""
    for key in keys:
        if len(key) > 3:
            yield from ((key, short) for short in short_forms(key) if short in keys)


def company_pairs(keys: Set[str] | Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(long key, short key) of companies, to be believed only in a shared context."""
    for key in keys:
        if len(key) > 3:
            yield from ((key, short) for short in company_short_forms(key) if short in keys)


def near_pairs(keys: Iterable[str], block: int) -> Iterator[tuple[str, str]]:
    """Pairs of keys that differ by one character replaced, added or left out.

    One position at a time, so that no more than one entry a key is held; a pattern shared by more
    than `block` keys (?나전자) is a manner of naming and is passed over.
    """
    lengths: dict[int, list[str]] = {}
    for key in keys:
        if _SHORTEST_NEAR <= len(key) <= _LONGEST_NEAR and "#" not in key:
            lengths.setdefault(len(key), []).append(key)
    for length in sorted(lengths):
        group = sorted(lengths[length])
        shorter = set(lengths.get(length - 1, ()))
        for at in range(length):
            yield from _replaced(group, at, block)
        for key in group if shorter else ():
            less = dict.fromkeys(key[:at] + key[at + 1 :] for at in range(length))
            yield from ((short, key) for short in less if short in shorter)


def _replaced(group: list[str], at: int, block: int) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    more: dict[str, list[str]] = {}
    for key in group:
        rest = key[:at] + key[at + 1 :]
        other = first.setdefault(rest, key)
        if other is not key:
            more.setdefault(rest, [other]).append(key)
    for members in more.values():
        if len(members) <= block:
            yield from combinations(members, 2)

"""Block: which keys are worth comparing, found by look-up, never by trying all pairs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import combinations
from typing import NamedTuple

from kfacts.korean.namekeys import known, spellings
from kfacts.korean.shorten import company_short_forms, short_forms

_SHORTEST_NEAR = 4
"""Below this, names one syllable apart are countless and say nothing."""
_LONGEST_NEAR = 24


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
    return spellings(key) if any("a" <= c <= "z" for c in key) else ()


def shortened(key: str) -> Iterable[str]:
    """Keys that a key is shortened to everywhere."""
    return short_forms(key) if len(key) > 3 else ()


def company_shortened(key: str) -> Iterable[str]:
    """Keys that a company is shortened to, to be believed only in a shared context."""
    return company_short_forms(key) if len(key) > 3 else ()


def is_long(key: str) -> bool:
    """Whether a key is long enough for one character more or less to say something."""
    return _SHORTEST_NEAR <= len(key) <= _LONGEST_NEAR and "#" not in key


def without(key: str, at: int) -> str:
    """Leave one character out: what keys that differ there have in common."""
    return key[:at] + key[at + 1 :]


def lacking(key: str) -> Iterable[str]:
    """Long keys that lack one character of a long key."""
    if not is_long(key) or len(key) == _SHORTEST_NEAR:
        return ()
    return dict.fromkeys(without(key, at) for at in range(len(key)))


# --- pairs in this process ----------------------------------------------------------------------


def known_pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that are two names of one widely known body."""
    bodies, first = known(), dict[int, str]()
    for key in sorted(key for key in keys if key in bodies):
        one = first.setdefault(bodies[key], key)
        if one != key:
            yield one, key


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


def near_pairs(keys: Iterable[str], block: int) -> Iterator[tuple[str, str]]:
    """Pairs of keys that differ by one character replaced, added or left out.

    One position at a time, so that no more than one entry a key is held; a pattern shared by more
    than `block` keys (?나전자) is a manner of naming and is passed over.
    """
    lengths: dict[int, list[str]] = {}
    for key in keys:
        if is_long(key):
            lengths.setdefault(len(key), []).append(key)
    for length in sorted(lengths):
        group = sorted(lengths[length])
        shorter = frozenset(lengths.get(length - 1, ()))
        for at in range(length):
            rests = [key[:at] + key[at + 1 :] for key in group]
            yield from _replaced(group, rests, block)
            if shorter and not shorter.isdisjoint(rests):
                yield from _left_out(group, rests, at, shorter)


def _replaced(group: list[str], rests: list[str], block: int) -> Iterator[tuple[str, str]]:
    """Pairs of keys with one rest."""
    last = dict(zip(rests, group, strict=True))
    if len(last) == len(group):
        return
    more: dict[str, list[str]] = {}
    for rest, key in zip(rests, group, strict=True):
        if last[rest] is not key:
            more.setdefault(rest, []).append(key)
    for rest, members in more.items():
        if len(members) < block:
            yield from combinations([*members, last[rest]], 2)


def _left_out(
    group: list[str], rests: list[str], at: int, shorter: Set[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of a key and its rest; of two same characters only the first is left out."""
    for key, rest in zip(group, rests, strict=True):
        if rest in shorter and (not at or key[at - 1] != key[at]):
            yield rest, key

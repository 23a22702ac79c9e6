"""Block: keys one character apart, found by what is left of each key without a character."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

_SHORTEST = 4
"""Below this, names one syllable apart are countless and say nothing."""
_LONGEST = 24
_WEIGHTS = [pow(0x9E3779B97F4A7C15, place, 1 << 64) for place in range(1, _LONGEST + 2)]


def is_long(key: str) -> bool:
    """Whether a key is long enough for one character more or less to say something."""
    return _SHORTEST <= len(key) <= _LONGEST and "#" not in key


def without(key: str, at: int) -> str:
    """Leave one character out: what keys that differ there have in common."""
    return key[:at] + key[at + 1 :]


def lacking(key: str) -> Iterable[str]:
    """Long keys that lack one character of a long key."""
    if not is_long(key) or len(key) == _SHORTEST:
        return ()
    return dict.fromkeys(without(key, at) for at in range(len(key)))


def near_pairs(keys: Iterable[str], block: int) -> Iterator[tuple[str, str]]:
    """Pairs of keys that differ by one character replaced, added or left out.

    A pattern shared by more than `block` keys (?나전자) is a manner of naming and is passed over.
    """
    lengths: dict[int, list[str]] = {}
    for key in keys:
        if is_long(key):
            lengths.setdefault(len(key), []).append(key)
    shorter = None
    for length in sorted(lengths):
        longer = _Hashed(sorted(lengths[length]), length)
        for at in range(length):
            rests = longer.without(at)
            yield from _replaced(longer.keys, rests, at, block)
            if shorter is not None and shorter.length == length - 1:
                yield from _left_out(longer.keys, rests, at, shorter)
        shorter = longer


class _Hashed:
    """Keys of one length as numbers, so that leaving a character out makes no string.

    The hash of a key is the sum of its characters, each times the weight of its place. Two keys may
    have one hash, so whoever finds two alike compares the keys themselves.
    """

    def __init__(self, keys: list[str], length: int) -> None:
        import numpy as np  # noqa: PLC0415

        self.keys = keys
        self.known = frozenset(keys)
        self.length = length
        codes = np.frombuffer("".join(keys).encode("utf-32-le", "surrogatepass"), np.uint32)
        table = codes.reshape(-1, length).T.astype(np.uint64)
        weights = np.array(_WEIGHTS, np.uint64)[:, None]
        before, behind = table * weights[1 : length + 1], table * weights[:length]
        nothing = np.zeros((1, len(keys)), np.uint64)
        self._before = np.vstack([nothing, before.cumsum(0)])
        self._behind = np.vstack([behind[::-1].cumsum(0)[::-1], nothing])
        self._sorted = np.sort(self._before[-1])

    def without(self, at: int) -> NDArray[np.uint64]:
        """Hash each key without its character at `at`."""
        rests: NDArray[np.uint64] = self._before[at] + self._behind[at + 1]
        return rests

    def holds(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Whether each hash is that of a key here."""
        places = self._sorted.searchsorted(hashes).clip(max=len(self._sorted) - 1)
        there: NDArray[np.bool_] = self._sorted[places] == hashes
        return there


def _replaced(
    keys: list[str], rests: NDArray[np.uint64], at: int, block: int
) -> Iterator[tuple[str, str]]:
    """Pairs of keys with one rest."""
    order = rests.argsort(kind="stable")
    ordered = rests[order]
    again = (ordered[1:] == ordered[:-1]).nonzero()[0]
    more: dict[str, list[str]] = {}
    for i in sorted({*order[again].tolist(), *order[again + 1].tolist()}):
        more.setdefault(without(keys[i], at), []).append(keys[i])
    for members in more.values():
        if len(members) <= block:
            yield from combinations(members, 2)


def _left_out(
    keys: list[str], rests: NDArray[np.uint64], at: int, shorter: _Hashed
) -> Iterator[tuple[str, str]]:
    """Pairs of a key and its rest; of two same characters only the first is left out."""
    for i in shorter.holds(rests).nonzero()[0].tolist():
        key, rest = keys[i], without(keys[i], at)
        if rest in shorter.known and (not at or key[at - 1] != key[at]):
            yield rest, key

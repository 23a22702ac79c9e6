"""Hashes of strings by the thousand, and the lexicon that is looked up by them.

A string's hash is a sum over its characters in wrapping 32-bit arithmetic, so the hashes of all
words of a text, of their beginnings and of their endings cost a few numpy calls in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    U32 = npt.NDArray[np.uint32]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

LISTS: Final = ("surname", "title", "organization", "location", "program", "sport")
"""Word classes of the lexicon, in the order of their bits."""

STRING: Final = (
    *("w", "a1", "a2", "a3", "z1", "z2", "z3", "n", "k1", "k2", "k3", "g", "c", "v", "h"),
)
"""Columns that depend on a string and the lexicon alone; see `features.COLUMNS`."""

POWERS: Final = np.cumprod(np.full(64, 0x01000193, np.uint32), dtype=np.uint32)


def mix(values: U32) -> U32:
    """Spread the bits (the finaliser of a 32-bit mixing hash)."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x7FEB352D)
    values = (values ^ (values >> np.uint32(15))) * np.uint32(0x846CA68B)
    return values ^ (values >> np.uint32(16))


def codes_of(text: str) -> U32:
    """Code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def hash_slices(codes: U32, starts: Ints, lengths: Ints) -> U32:
    """Hash codes[start:start + length] for each slice; an empty one is 0."""
    if not len(starts):
        return np.zeros(0, np.uint32)
    ends = np.cumsum(lengths)
    place = np.arange(int(ends[-1])) - np.repeat(ends - lengths, lengths)
    picked = mix(codes[np.repeat(starts, lengths) + place])
    sums = np.zeros(len(place) + 1, np.uint32)
    np.cumsum(picked * POWERS[np.minimum(place, 63)], dtype=np.uint32, out=sums[1:])
    hashes: U32 = sums[ends] - sums[ends - lengths]
    return hashes


def hash_words(words: Sequence[str]) -> U32:
    """Hash each word, as the form column does."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return hash_slices(codes_of("".join(words)), np.cumsum(lengths) - lengths, lengths)


@dataclass(frozen=True)
class Lexicon:
    """Kiwi's vocabulary with clusters, and lists of word classes, under sorted hashes."""

    words: U32
    """Hashes of form with tag (`units.word_keys`), and of the forms of nouns alone."""
    clusters: npt.NDArray[np.uint16]
    """[3, words]: cluster of 64, 256 and 1024, each from 1."""
    listed: U32
    """Hashes of the forms on the word lists."""
    classes: npt.NDArray[np.uint8]
    """Bit set of `LISTS` for each listed form."""
    named: U32
    """Hashes of widely known names and of words that stand beside names."""
    kinds: npt.NDArray[np.uint8]
    """Number of the list that each of them stands on, from 1."""
    plain: npt.NDArray[np.uint8]
    """[tags] 1 for a tag whose morphemes are no part of a name."""
    exceptions: U32
    """Hashes of form with tag for which the opposite of `plain` holds."""

    @cached_property
    def padded(self) -> tuple[U32, U32, U32]:
        """Clusters, classes and kinds with a last place for what is not there, which has 0."""
        clusters = np.pad(self.clusters, ((0, 0), (0, 1)))
        classes, kinds = np.append(self.classes, 0), np.append(self.kinds, 0)
        return clusters.astype(np.uint32), classes.astype(np.uint32), kinds.astype(np.uint32)


def find(keys: U32, wanted: U32) -> tuple[Ints, Bools]:
    """Place of each wanted hash among sorted keys, and whether it is there."""
    if not len(keys):
        return np.zeros(wanted.shape, np.int64), np.zeros(wanted.shape, np.bool_)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def string_columns(
    codes: U32, starts: Ints, lengths: Ints, hashes: U32, keys: U32, lexicon: Lexicon
) -> U32:
    """[slices, columns of STRING] of slices of codes with given hashes and vocabulary keys."""
    heads, tails = _affixes(codes, starts, lengths)
    edges = codes[np.minimum(np.stack([starts, starts + lengths - 1]), len(codes) - 1)]
    first, last = _scripts(edges)
    shape = first * 64 + last * 8 + np.minimum(lengths, 7) + 1
    at, listed = find(lexicon.listed, np.concatenate([hashes[None], heads[:2], tails]))
    all_clusters, all_classes, all_kinds = lexicon.padded
    classes = all_classes[np.where(listed, at, -1)]
    surname = (classes[1] & 1) * 256 | (classes[2] & 1) * 512
    at, listed = find(lexicon.named, hashes)
    kinds = all_kinds[np.where(listed, at, -1)]
    at, known = find(lexicon.words, keys)
    clusters = all_clusters[:, np.where(known, at, -1)]
    organizations = (classes[3:] & 4 > 0) & (tails != hashes)
    longest = np.where(organizations[1], tails[1], np.where(organizations[0], tails[0], 0))
    longest = np.where(organizations[2], tails[2], longest)
    parts = [hashes[None], heads, tails, shape[None], clusters]
    parts += [(classes[0] | surname)[None] + 1, kinds[None] + 1, known[None], longest[None]]
    return np.concatenate(parts, dtype=np.uint32, casting="unsafe").T


def _affixes(codes: U32, starts: Ints, lengths: Ints) -> tuple[U32, U32]:
    """[3, slices] hashes of the first one, two, three characters, and of the last; 0 if shorter."""
    place = np.arange(3)[:, None]
    powers = POWERS[:3, None]
    ends = starts + lengths
    long = lengths > place
    first = mix(codes[np.minimum(starts + place, len(codes) - 1)]) * powers
    heads = np.cumsum(first, axis=0, dtype=np.uint32) * long
    last = mix(codes[np.maximum(ends - 1 - place, 0)])
    tails, tail = np.zeros_like(heads), np.zeros_like(heads[0])
    for size in range(3):  # one more character in front moves the others on by one power
        tails[size] = tail = (tail + last[size]) * POWERS[0]
    return heads, tails * long


def _scripts(codes: U32) -> Ints:
    """Class of characters: 0 other, 1 syllable, 2 upper, 3 lower, 4 digit, 5 ideograph, 6 ASCII."""
    return _KINDS[np.searchsorted(_EDGES, codes, "right")]


_EDGES: Final = np.array(
    [0x30, 0x3A, 0x41, 0x5B, 0x61, 0x7B, 0x80, 0x4E00, 0xA000, 0xAC00, 0xD7A4], np.uint32
)
_KINDS: Final = np.array([6, 4, 6, 2, 6, 3, 6, 0, 5, 0, 1, 0])

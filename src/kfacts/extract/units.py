"""What the name tagger labels: Kiwi's morphemes, and a possible particle cut off unknown nouns.

Kiwi swallows particles into nouns it does not know (강동원의 as one noun). Where the end of such a
noun could be a particle, it becomes a unit of its own and the tagger decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kfacts.korean.morphemes import Morpheme

    U32 = npt.NDArray[np.uint32]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

LISTS: Final = ("surname", "title", "organization", "location", "program")
"""Word classes of the lexicon, in the order of their bits."""

FRAGMENT: Final = "J?"
"""Tag of a possible particle cut off an unknown noun."""

_SEJONG: Final = """
_ NNG NNP NNB NR NP VV VV-I VV-R VA VA-I VA-R VX VX-I VX-R VCP VCN MM MAG MAJ IC
JKS JKC JKG JKO JKB JKV JKQ JX JC EP EF EC ETN ETM XPN XSN XSV XSV-I XSV-R XSA XSA-I XSA-R XSM XR
SF SP SS SSO SSC SE SO SW SL SH SN SB UN
W_URL W_EMAIL W_HASHTAG W_MENTION W_SERIAL W_EMOJI Z_CODA Z_SIOT J?
"""
TAGS: Final = tuple(_SEJONG.split())
_TAG_IDS: Final = {tag: i for i, tag in enumerate(TAGS)}

_FINAL_ANY: Final = "의씨님군양역에"
_FINAL_OPEN: Final = "가와는를랑"
_FINAL_CLOSED: Final = "이과은을"

_POWERS: Final = np.cumprod(np.full(64, 0x01000193, np.uint32), dtype=np.uint32)


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
    np.cumsum(picked * _POWERS[np.minimum(place, 63)], dtype=np.uint32, out=sums[1:])
    hashes: U32 = sums[ends] - sums[ends - lengths]
    return hashes


def hash_words(words: Sequence[str]) -> U32:
    """Hash each word, as the form column does."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return hash_slices(codes_of("".join(words)), np.cumsum(lengths) - lengths, lengths)


def tag_ids(tags: Sequence[str]) -> Ints:
    """Give each Sejong tag its number; a tag that Kiwi does not use today is 0."""
    known = _TAG_IDS.get
    return np.fromiter((known(t, 0) for t in tags), np.int64, len(tags))


@dataclass(frozen=True)
class Lexicon:
    """Kiwi's vocabulary with clusters, and lists of word classes, as sorted hashes."""

    words: U32
    """Sorted hashes of form and tag (`word_keys`)."""
    clusters: npt.NDArray[np.uint16]
    """[3, words]: cluster of 64, 256 and 1024, each from 1."""
    nouns: U32
    """Sorted hashes of the forms that are nouns."""
    noun_clusters: npt.NDArray[np.uint16]
    listed: U32
    """Sorted hashes of the forms on the word lists."""
    classes: npt.NDArray[np.uint8]
    """Bit set of `LISTS` for each listed form."""


def word_keys(forms: U32, tags: Ints) -> U32:
    """Join the hashes of forms with tags."""
    return forms ^ mix((tags + 1).astype(np.uint32))


def find(keys: U32, wanted: U32) -> tuple[Ints, Bools]:
    """Place of each wanted hash among sorted keys, and whether it is there."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def take(values: npt.NDArray[np.uint16] | npt.NDArray[np.uint8], at: Ints, found: Bools) -> U32:
    """Values of what was found; 0 for the rest."""
    if not len(values):
        return np.zeros(len(at), np.uint32)
    return np.where(found, values[at], 0).astype(np.uint32)


def classes(lexicon: Lexicon, hashes: U32) -> U32:
    """Bit set of `LISTS` for each form."""
    return take(lexicon.classes, *find(lexicon.listed, hashes))


def _closed(syllable: str) -> bool | None:
    """Whether a syllable ends in a consonant; None if it is no syllable."""
    code = ord(syllable) - 0xAC00
    return bool(code % 28) if 0 <= code < 11172 else None


def particle_length(form: str) -> int:
    """Count the characters at the end of an unknown noun that may be a particle or a title."""
    if len(form) < 3 or (closed := _closed(form[-2])) is None:
        return 0
    if len(form) >= 4 and (form.endswith("에서") or (form.endswith("이랑") and _closed(form[-3]))):
        return 2
    last = form[-1]
    fits = last in _FINAL_ANY or last in (_FINAL_CLOSED if closed else _FINAL_OPEN)
    return int(fits or (last in "도만" and len(form) >= 4))


@dataclass(frozen=True)
class Units:
    """What the tagger labels, in text order; `extents` are code points of the text."""

    forms: list[str]
    tags: Ints
    starts: Ints
    ends: Ints
    hashes: U32

    @classmethod
    def of(cls, morphemes: Sequence[Morpheme], lexicon: Lexicon) -> Units:
        """Cut possible particles off the nouns that Kiwi does not know."""
        if not morphemes:
            none = np.zeros(0, np.int64)
            return cls([], none, none, none, none.astype(np.uint32))
        forms, tags, starts, ends = map(list, zip(*morphemes, strict=True))
        units = cls._build(forms, tag_ids(tags), starts, ends)
        cuts = units._cuts(lexicon)
        if not cuts:
            return units
        ids = units.tags.tolist()
        for i, length in reversed(cuts):
            form, middle = forms[i], ends[i] - length
            forms[i : i + 1] = [form[:-length], form[-length:]]
            starts[i : i + 1], ends[i : i + 1] = [starts[i], middle], [middle, ends[i]]
            ids[i : i + 1] = [ids[i], _TAG_IDS[FRAGMENT]]
        return cls._build(forms, np.array(ids, np.int64), starts, ends)

    @classmethod
    def _build(cls, forms: list[str], tags: Ints, starts: list[int], ends: list[int]) -> Units:
        return cls(
            forms, tags, np.array(starts, np.int64), np.array(ends, np.int64), hash_words(forms)
        )

    def _cuts(self, lexicon: Lexicon) -> list[tuple[int, int]]:
        noun = (self.tags == _TAG_IDS["NNG"]) | (self.tags == _TAG_IDS["NNP"])
        where = np.flatnonzero(noun & (self.ends - self.starts >= 3))
        _, known = find(lexicon.words, word_keys(self.hashes[where], self.tags[where]))
        found = []
        for i in where[~known].tolist():
            form = self.forms[i]
            length = particle_length(form) if len(form) == self.ends[i] - self.starts[i] else 0
            if length:
                found.append((i, length))
        return found

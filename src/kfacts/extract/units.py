"""What the name tagger labels: Kiwi's morphemes, and a possible particle cut off unknown nouns.

Kiwi swallows particles into nouns it does not know (강동원의 as one noun). Where the end of such a
noun could be a particle, it becomes a unit of its own and the tagger decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kfacts.extract.hashes import find, hash_words, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.hashes import U32, Ints, Lexicon
    from kfacts.korean.morphemes import Morpheme

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

_TAIL: Final = np.array(
    [t.startswith(("J", "E", "VCP", "XSV", "XSA", "SF", "SP", "SSC", "VX")) for t in TAGS]
)
"""Tags that a word's stem ends before: particles, endings, closing marks."""
_LEAD: Final = np.array([t in {"SSO", "SSC", "SW", "SP", "SF", "SS"} for t in TAGS])
"""Tags that a word's stem begins after."""

_FINAL_ANY: Final = "의씨님군양역에"
_FINAL_OPEN: Final = "가와는를랑"
_FINAL_CLOSED: Final = "이과은을"
"""What may be a particle or a title after any syllable, an open one, a closed one."""


def tag_ids(tags: Sequence[str]) -> Ints:
    """Give each Sejong tag its number; a tag that Kiwi does not use today is 0."""
    known = _TAG_IDS.get
    return np.fromiter((known(t, 0) for t in tags), np.int64, len(tags))


def word_keys(forms: U32, tags: Ints) -> U32:
    """Join the hashes of forms with tags."""
    return forms ^ mix((tags + 1).astype(np.uint32))


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


@dataclass(frozen=True)
class Words:
    """Space-delimited words of a text; the stem is what is left without particles and marks."""

    firsts: Ints
    """First unit of each word."""
    begin: Ints
    """First unit of each stem."""
    after: Ints
    """The unit after each stem."""
    start: Ints
    """Offset of each stem in the text."""
    length: Ints
    tail: Ints
    """Number of characters of the word behind its stem."""
    of_unit: Ints
    """Word of each unit."""

    @classmethod
    def of(cls, units: Units) -> Words:
        """Group units into words."""
        n = len(units.forms)
        new = np.ones(n, np.bool_)
        new[1:] = units.starts[1:] > np.maximum.accumulate(units.ends)[:-1]
        firsts = np.flatnonzero(new)
        last = np.append(firsts[1:], n) - 1
        index = np.arange(n)
        after = np.maximum.reduceat(np.where(_TAIL[units.tags], 0, index + 1), firsts)
        begin = np.minimum.reduceat(np.where(_LEAD[units.tags], n, index), firsts)
        empty = begin >= np.maximum(after, firsts)
        begin, after = np.where(empty, firsts, begin), np.where(empty, last + 1, after)
        start, end = units.starts[begin], units.ends[after - 1]
        tail = np.maximum(units.ends[last] - np.maximum(start, end), 0)
        return cls(
            firsts, begin, after, start, np.maximum(end - start, 0), tail, np.cumsum(new) - 1
        )

    def places(self) -> Ints:
        """1 before the stem, 2 first, 3 inside, 4 all, 5 last of it, 6 behind it."""
        begin, after = self.begin[self.of_unit], self.after[self.of_unit]
        index = np.arange(len(self.of_unit))
        place = 3 - (index == begin) + 2 * (index == after - 1)
        return np.where(index < begin, 1, np.where(index >= after, 6, place))

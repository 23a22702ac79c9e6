"""What the name tagger labels: Kiwi's morphemes, and a possible particle cut off unknown nouns.

Kiwi swallows particles into nouns it does not know (강동원의 as one noun). Where the end of such a
noun could be a particle, it becomes a unit of its own and the tagger decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from kfacts.extract.hashes import (
    POWERS,
    STRING,
    codes_of,
    find,
    hash_slices,
    mix,
    string_columns,
)
from kfacts.extract.memo import Memo
from kfacts.extract.templates import OF_UNITS, OF_WORDS, own_lifts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.hashes import U32, Bools, Ints, Lexicon
    from kfacts.extract.templates import Layout, Lifts
    from kfacts.korean.morphemes import Analysis

Item = TypeVar("Item")

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

_KINDS: Final = 6
"""Tags of a stem that its column `r` takes in."""

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


MORPHEME: Final = (*STRING, "t", "key", "plain", "cut", "mark")
"""Columns that depend on a morpheme alone: those of its form, its tag, the hash of both, whether
it is plainly no part of a name, length of a possible particle, and the code of a mark that quotes.
"""

EDGE: Final = ~np.uint32(0)
"""What stands in every column past the ends of a sentence."""

CLOSE: Final = {
    "‘": "’", "“": "”", "「": "」", "『": "』", "<": ">", "《": "》", "〈": "〉",
    "(": ")", "[": "]", "'": "'", '"': '"',
}  # fmt: skip
_MARKS: Final = frozenset(CLOSE) | frozenset(CLOSE.values())


class Memory:
    """What the words of a text are by themselves, remembered from text to text."""

    def __init__(self, lexicon: Lexicon, lifts: Lifts | None = None) -> None:
        """Remember by a lexicon; with a model's weights also what words say by themselves."""
        self._lexicon, self._lifts = lexicon, lifts
        edge = np.full((1, len(MORPHEME)), EDGE)
        self.edges = self._own(edge, OF_UNITS), self._own(edge, OF_WORDS)
        """What the end of a sentence says in the place of a unit and of a word."""
        self.morphemes = Memo(self._morphemes, len(MORPHEME) + self.edges[0].shape[1])
        """[morphemes, columns of MORPHEME and `own_lifts`] by (form, tag)."""
        self.strings = Memo(self._strings, len(STRING) + self.edges[1].shape[1])
        """[strings, columns of STRING and `own_lifts`]."""

    def _own(self, rows: U32, layout: Layout) -> U32:
        return rows[:, :0] if self._lifts is None else own_lifts(rows, layout, self._lifts)

    def _strings(self, strings: list[str]) -> U32:
        codes, starts, sizes, hashes = _hashed(strings)
        rows = string_columns(codes, starts, sizes, hashes, hashes, self._lexicon)
        return np.hstack([rows, self._own(rows, OF_WORDS)])

    def _morphemes(self, morphemes: list[tuple[str, str]]) -> U32:
        forms = [form for form, _ in morphemes]
        tags = tag_ids([tag for _, tag in morphemes])
        codes, starts, sizes, hashes = _hashed(forms)
        keys = word_keys(hashes, tags)
        rows = np.zeros((len(forms), len(MORPHEME)), np.uint32)
        rows[:, : len(STRING)] = string_columns(codes, starts, sizes, hashes, keys, self._lexicon)
        unknown = _NOUN[tags] & (rows[:, STRING.index("v")] == 0)
        rows[:, _TAG], rows[:, _KEY], rows[:, _PLAIN] = tags, keys, self._plain(tags, keys)
        for i in np.flatnonzero(unknown).tolist():
            rows[i, _CUT] = particle_length(forms[i])
        for i, form in enumerate(forms):
            if form in _MARKS:
                rows[i, _MARK] = ord(form)
        return np.hstack([rows, self._own(rows, OF_UNITS)])

    def _plain(self, tags: Ints, keys: U32) -> Bools:
        _, exception = find(self._lexicon.exceptions, keys)
        return (self._lexicon.plain[tags] > 0) ^ exception


def _hashed(strings: list[str]) -> tuple[U32, Ints, Ints, U32]:
    """Return the characters of all strings, where each begins, its length and its hash."""
    sizes = np.fromiter(map(len, strings), np.int64, len(strings))
    codes, starts = codes_of("".join(strings)), np.cumsum(sizes) - sizes
    return codes, starts, sizes, hash_slices(codes, starts, sizes)


_TAG, _KEY, _PLAIN, _CUT, _MARK = range(len(STRING), len(MORPHEME))
_NOUN: Final = np.array([t in {"NNG", "NNP"} for t in TAGS])


@dataclass(frozen=True)
class Units:
    """What the tagger labels, in text order; `starts` and `ends` are code points of the text."""

    forms: list[str]
    starts: Ints
    ends: Ints
    rows: U32
    """[units, columns of MORPHEME], and what the memory keeps beside them."""

    @classmethod
    def of(cls, analysis: Analysis, memory: Memory) -> Units:
        """Cut possible particles off the nouns that Kiwi does not know."""
        forms, tags, starts, ends = analysis.columns
        count = len(forms)
        rows = memory.morphemes.rows(zip(forms, tags, strict=True))
        begin, end = (np.fromiter(offsets, np.int64, count) for offsets in (starts, ends))
        units = cls(list(forms), begin, end, rows)
        cuts = units._cuts()
        return units._cut(cuts, [tags[i] for i in cuts], memory) if cuts else units

    def _cuts(self) -> list[int]:
        """Units to cut: the noun stands in the text as it is written."""
        maybe = np.flatnonzero(self.rows[:, _CUT])
        written = (self.ends - self.starts)[maybe].tolist()
        return [
            i for i, size in zip(maybe.tolist(), written, strict=True) if len(self.forms[i]) == size
        ]

    def _cut(self, cuts: list[int], tags: list[str], memory: Memory) -> Units:
        """Part the nouns at some places, which have these tags, from their particles."""
        sizes = self.rows[cuts, _CUT].tolist()
        nouns = [(self.forms[i], size) for i, size in zip(cuts, sizes, strict=True)]
        pairs = [(form[:-size], form[-size:]) for form, size in nouns]
        stems = zip((stem for stem, _ in pairs), tags, strict=True)
        particles = ((particle, FRAGMENT) for _, particle in pairs)
        halves = memory.morphemes.rows([*stems, *particles])
        times = np.ones(len(self.forms), np.int64)
        times[cuts] = 2
        rows = np.repeat(self.rows, times, axis=0)
        starts, ends = np.repeat(self.starts, times), np.repeat(self.ends, times)
        at = np.array(cuts) + np.arange(len(cuts))
        rows[at], rows[at + 1] = halves[: len(cuts)], halves[len(cuts) :]
        starts[at + 1] = ends[at] = ends[at] - np.array(sizes)
        return Units(_split(self.forms, cuts, pairs), starts, ends, rows)

    @cached_property
    def tags(self) -> Ints:
        """Number of each unit's tag."""
        return self.rows[:, _TAG].astype(np.int64)

    @property
    def keys(self) -> U32:
        """Hash of each unit's form and tag."""
        return self.rows[:, _KEY]

    @cached_property
    def plain(self) -> Bools:
        """Whether a unit is plainly no part of a name."""
        return self.rows[:, _PLAIN] > 0

    @property
    def marks(self) -> U32:
        """Code of each unit that opens or closes a quotation or a bracket; else 0."""
        return self.rows[:, _MARK]


def _split(items: list[Item], places: list[int], pairs: list[tuple[Item, Item]]) -> list[Item]:
    """Put pairs in the places of single items."""
    split: list[Item] = []
    at = 0
    for place, pair in zip(places, pairs, strict=True):
        split += items[at:place]
        split += pair
        at = place + 1
    return split + items[at:]


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

    def stems(self, text: str) -> list[str]:
        """Stem of each word."""
        ends = (self.start + self.length).tolist()
        return [text[a:b] for a, b in zip(self.start.tolist(), ends, strict=True)]

    def tails(self, text: str) -> U32:
        """Hash of the part of each word behind its stem."""
        return hash_slices(codes_of(text), self.start + self.length, self.tail)

    def kinds(self, tags: Ints) -> U32:
        """Hash of the first tags of each stem."""
        place = self.begin + np.arange(_KINDS)[:, None]
        there = place < self.after
        found = mix(tags[np.where(there, place, 0)].astype(np.uint32) + np.uint32(1))
        hashes: U32 = (found * POWERS[:_KINDS, None] * there).sum(axis=0, dtype=np.uint32)
        return hashes

    @cached_property
    def places(self) -> Ints:
        """1 before the stem, 2 first, 3 inside, 4 all, 5 last of it, 6 behind it."""
        begin, after = self.begin[self.of_unit], self.after[self.of_unit]
        index = np.arange(len(self.of_unit))
        place = 3 - (index == begin) + 2 * (index == after - 1)
        return np.where(index < begin, 1, np.where(index >= after, 6, place))

    @property
    def inside(self) -> Bools:
        """Whether a unit belongs to the stem of its word."""
        return (self.places > 1) & (self.places < 6)

"""Features of the name tagger: every one a 32-bit number, computed for a whole text at once.

The tagger sees *units*: Kiwi's morphemes, with what looks like a particle cut off an unknown noun
(강동원의 as one noun becomes 강동원 + 의). A unit has columns (form, tag, affixes, shape, clusters,
word lists, …), and so has the space-delimited word (어절) it stands in: its stem without particles
and endings. A template joins up to three columns at given distances into one feature, e.g.
`-1.w|t` is the form before and the tag here, `E+1.k2` the cluster of the next word's stem.

Columns and features are hashes in wrapping 32-bit arithmetic, so a text of any length costs a
fixed number of numpy calls. Training and tagging share this file; a change here needs a new model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kfacts.korean.morphemes import Analysis, Morpheme

    U32 = npt.NDArray[np.uint32]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

LISTS: Final = ("surname", "title", "organization", "location", "program")
"""Word classes of the lexicon, in the order of their bits."""

FRAGMENT: Final = "J?"
"""Tag of a possible particle cut off an unknown noun."""

_TAGS: Final = (
    "_ NNG NNP NNB NR NP VV VV-I VV-R VA VA-I VA-R VX VX-I VX-R VCP VCN MM MAG MAJ IC JKS JKC JKG "
    "JKO JKB JKV JKQ JX JC EP EF EC ETN ETM XPN XSN XSV XSV-I XSV-R XSA XSA-I XSA-R XSM XR SF SP "
    "SS SSO SSC SE SO SW SL SH SN SB UN W_URL W_EMAIL W_HASHTAG W_MENTION W_SERIAL W_EMOJI Z_CODA "
    "Z_SIOT J?"
).split()
_TAG_IDS: Final = {tag: i for i, tag in enumerate(_TAGS)}
_TAIL: Final = np.array(
    [t.startswith(("J", "E", "VCP", "XSV", "XSA", "SF", "SP", "SSC", "VX")) for t in _TAGS]
)
_LEAD: Final = np.array([t in {"SSO", "SSC", "SW", "SP", "SF", "SS"} for t in _TAGS])
_CLOSE: Final = {
    "‘": "’", "“": "”", "「": "」", "『": "』", "<": ">", "《": "》", "〈": "〉", "(": ")", "[": "]",
    "'": "'", '"': '"',
}  # fmt: skip
_QUOTED: Final = 25
"""Units after which an open quotation mark is taken for an apostrophe or an error."""

_FINAL_ANY: Final = "의씨님군양역에"
_FINAL_OPEN: Final = "가와는를랑"
_FINAL_CLOSED: Final = "이과은을"

UNIT: Final = tuple("w t a1 a2 a3 z1 z2 z3 n k1 k2 k3 g v h s p q".split())
WORD: Final = tuple("w a1 a2 a3 z1 z2 z3 n k1 k2 k3 g v h j f l r".split())
COLUMNS: Final = {
    "w": "form", "t": "tag", "a1": "first character", "a2": "first two", "a3": "first three",
    "z1": "last character", "z2": "last two", "z3": "last three", "n": "script and length",
    "k1": "cluster of 64", "k2": "cluster of 256", "k3": "cluster of 1024", "g": "word lists",
    "v": "known to Kiwi", "h": "organisation head", "s": "spaces", "p": "place in the word",
    "q": "quotation", "j": "particles", "f": "first morpheme", "l": "last morpheme",
    "r": "tags of the stem",
}  # fmt: skip
"""What the columns hold, for explanations. In a word row the columns are of its stem."""

_NEAR: Final = ("-2.", "-1.", "", "+1.", "+2.")
_NEXT: Final = ("-1.", "", "+1.")
_WORDS: Final = ("E-1.", "E.", "E+1.")
TEMPLATES: Final = tuple(
    [d + c for d in _NEAR for c in "w t k2 g z1 z2".split()]
    + [d + c for d in _NEXT for c in "a1 a2 n k1 k3 h s q p".split()]
    + [d + c for d in _WORDS for c in "w z1 z2 n k2 g j f l".split()]
    + "a3 z3 v E-2.l E+2.f E-2.k2 E+2.k2 E+2.g E-2.g E.k1 E.k3".split()
    + "-1.t|t t|+1.t -1.t|t|+1.t -2.t|-1.t|t t|+1.t|+2.t w|+1.w -1.w|w w|s w|t s|t|n".split()
    + "-1.s|s p|t|-1.t p|t|+1.t -1.k2|k2 k2|+1.k2 g|n|s -1.g|g|+1.g g|+1.g|+2.g".split()
    + "a1|n|p q|t|s E.a1|p E.a2|p E.a1|E.n|p E.z1|p E.z2|p E.z3|p E.w|p E.n|p E.r|p".split()
    + "E.n|E.a1|E.j E.j|p E.n|E.j|p E.g|E.j|p E-1.l|E.a1|E.n E+1.f|E.n|p E+1.g|E.n|p".split()
    + "E+1.k2|E.n|p E-1.l|p E-1.w|p E+1.w|p E.h|p E.j|E+1.w E.j|E+1.k2 E+1.k1|E+2.k1".split()
)

_POWERS: Final = np.cumprod(np.full(64, 0x01000193, np.uint32), dtype=np.uint32)
_EMPTY: Final = np.uint32(0)


def _mix(values: U32) -> U32:
    """Spread the bits (the finaliser of a 32-bit mixing hash)."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x7FEB352D)
    values = (values ^ (values >> np.uint32(15))) * np.uint32(0x846CA68B)
    return values ^ (values >> np.uint32(16))


def _codes(text: str) -> U32:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _hash_slices(codes: U32, starts: Ints, lengths: Ints) -> U32:
    """Hash codes[start:start + length] for each slice; an empty one is 0."""
    if not len(starts):
        return np.zeros(0, np.uint32)
    ends = np.cumsum(lengths)
    place = np.arange(int(ends[-1])) - np.repeat(ends - lengths, lengths)
    picked = _mix(codes[np.repeat(starts, lengths) + place])
    sums = np.zeros(len(place) + 1, np.uint32)
    np.cumsum(picked * _POWERS[np.minimum(place, 63)], dtype=np.uint32, out=sums[1:])
    return sums[ends] - sums[ends - lengths]


def hash_words(words: Sequence[str]) -> U32:
    """Hash each word, as the form column does."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return _hash_slices(_codes("".join(words)), np.cumsum(lengths) - lengths, lengths)


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
    return forms ^ _mix((tags + 1).astype(np.uint32))


def _find(keys: U32, wanted: U32) -> tuple[Ints, Bools]:
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def _classes(lexicon: Lexicon, hashes: U32) -> npt.NDArray[np.uint8]:
    at, found = _find(lexicon.listed, hashes)
    return np.where(found, lexicon.classes[at] if len(lexicon.classes) else 0, 0).astype(np.uint8)


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
        _, known = _find(lexicon.words, word_keys(self.hashes[where], self.tags[where]))
        found = []
        for i in where[~known].tolist():
            form = self.forms[i]
            length = particle_length(form) if len(form) == self.ends[i] - self.starts[i] else 0
            if length:
                found.append((i, length))
        return found


class Table:
    """Columns of the units of one text and of the words they stand in, and the features."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.text, self.lexicon = analysis.text, lexicon
        self.units = Units.of(analysis.morphemes, lexicon)
        self.sentences = np.searchsorted(
            np.array([a for a, _ in analysis.sentences], np.int64), self.units.starts, "right"
        )

    def __len__(self) -> int:
        return len(self.units.forms)

    @cached_property
    def _word_firsts(self) -> Ints:
        """Index of the first unit of each space-delimited word."""
        reached = np.maximum.accumulate(self.units.ends)
        return np.flatnonzero(np.r_[True, self.units.starts[1:] > reached[:-1]])

    @cached_property
    def _stems(self) -> tuple[Ints, Ints]:
        """First unit of each word's stem and the unit after its last one."""
        firsts, tags = self._word_firsts, self.units.tags
        index = np.arange(len(self))
        ends = np.r_[firsts[1:], len(self)]
        after = np.maximum.reduceat(np.where(_TAIL[tags], 0, index + 1), firsts)
        after = np.maximum(after, firsts)
        begin = np.minimum.reduceat(np.where(_LEAD[tags], len(self), index), firsts)
        empty = begin >= after
        return np.where(empty, firsts, begin), np.where(empty, ends, after)

    def _strings(self, codes: U32, starts: Ints, lengths: Ints, whole: U32) -> dict[str, U32]:
        """Columns that depend on the characters of a string alone."""
        columns = {"w": whole}
        for n in (1, 2, 3):
            long = lengths >= n
            size = np.where(long, n, 0)
            columns[f"a{n}"] = _hash_slices(codes, starts, size)
            columns[f"z{n}"] = _hash_slices(codes, starts + lengths - size, size)
        first = _scripts(codes[np.minimum(starts, len(codes) - 1)])
        last = _scripts(codes[np.maximum(starts + lengths - 1, 0)])
        columns["n"] = (first * 64 + last * 8 + np.minimum(lengths, 7) + 1).astype(np.uint32)
        surname = (_classes(self.lexicon, columns["a1"]) & 1) * 32
        surname |= (_classes(self.lexicon, columns["a2"]) & 1) * 64
        columns["g"] = (_classes(self.lexicon, whole) | surname).astype(np.uint32) + np.uint32(1)
        columns["h"] = self._head(columns)
        return columns

    def _head(self, columns: dict[str, U32]) -> U32:
        """Longest proper ending that is a head of organisations (서울**대학교**)."""
        head = np.zeros(len(columns["w"]), np.uint32)
        for n in (1, 2, 3):
            ending = columns[f"z{n}"]
            is_head = (_classes(self.lexicon, ending) & 4 > 0) & (ending != columns["w"])
            head = np.where(is_head, ending, head)
        return head

    @cached_property
    def _unit_columns(self) -> dict[str, U32]:
        units, lexicon = self.units, self.lexicon
        codes = _codes("".join(units.forms))
        lengths = np.fromiter(map(len, units.forms), np.int64, len(self))
        columns = self._strings(codes, np.cumsum(lengths) - lengths, lengths, units.hashes)
        at, known = _find(lexicon.words, word_keys(units.hashes, units.tags))
        for k, cluster in enumerate(lexicon.clusters, 1):
            columns[f"k{k}"] = np.where(known, cluster[at], 0).astype(np.uint32)
        columns["v"] = known.astype(np.uint32)
        columns["t"] = units.tags.astype(np.uint32)
        gap = np.r_[1, units.starts[1:] > units.ends[:-1], 1].astype(np.uint32)
        columns["s"] = gap[:-1] * 2 + gap[1:] + 1
        columns["p"] = self._places()
        columns["q"] = self._quotation()
        return columns

    def _places(self) -> U32:
        """Before, at the one, first, middle or last unit of, or after the stem of the word."""
        word = self._word_of
        begin, after = (edge[word] for edge in self._stems)
        index = np.arange(len(self))
        place = 3 - (index == begin) + 2 * (index == after - 1)  # 2 first, 3 inside, 4 one, 5 last
        return np.where(index < begin, 1, np.where(index >= after, 6, place)).astype(np.uint32)

    def _quotation(self) -> U32:
        """How each unit stands to quotation marks and brackets: none, mark, or how far inside."""
        state = np.zeros(len(self), np.uint32)
        marks = [i for i, form in enumerate(self.units.forms) if form in _MARKS]
        opened = -1
        for i in marks:
            form = self.units.forms[i]
            if opened >= 0 and i - opened > _QUOTED:
                opened = -1
            if opened >= 0 and form == _CLOSE[self.units.forms[opened]]:
                kind = 8 * (1 + ord(self.units.forms[opened]))
                state[opened + 1 : i] = kind + np.minimum(np.arange(i - opened - 1), 3)
                state[opened], state[i] = 1, 2
                opened = -1
            elif opened < 0 and form in _CLOSE:
                opened = i
        return state

    @cached_property
    def _word_of(self) -> Ints:
        """Index of the word of each unit."""
        firsts = np.zeros(len(self), np.int64)
        firsts[self._word_firsts] = 1
        return np.cumsum(firsts) - 1

    @cached_property
    def _word_columns(self) -> dict[str, U32]:
        units, (begin, after) = self.units, self._stems
        codes = _codes(self.text)
        starts = units.starts[begin]
        lengths = np.maximum(units.ends[after - 1] - starts, 0)
        whole = _hash_slices(codes, starts, lengths)
        columns = self._strings(codes, starts, lengths, whole)
        at, known = _find(self.lexicon.nouns, whole)
        for k, cluster in enumerate(self.lexicon.noun_clusters, 1):
            columns[f"k{k}"] = np.where(known, cluster[at], 0).astype(np.uint32)
        columns["v"] = known.astype(np.uint32)
        ends = units.ends[np.r_[self._word_firsts[1:], len(self)] - 1]
        columns["j"] = _hash_slices(codes, starts + lengths, np.maximum(ends - starts - lengths, 0))
        keys = word_keys(units.hashes, units.tags)
        columns["f"], columns["l"] = keys[begin], keys[after - 1]
        columns["r"] = self._stem_tags(begin, after)
        return columns

    def _stem_tags(self, begin: Ints, after: Ints) -> U32:
        sizes = np.minimum(after - begin, 6)
        return _hash_slices(self.units.tags.astype(np.uint32), begin, sizes)

    def value(self, word: bool, distance: int, column: str, at: int) -> str:
        """Return what a column holds at a distance from a unit, for explanations."""
        place = (self._word_of[at] if word else at) + distance
        sentences = self.sentences[self._word_firsts] if word else self.sentences
        if not 0 <= place < len(sentences) or sentences[place] != self.sentences[at]:
            return "(edge)"
        if column == "t":
            return _TAGS[int(self.units.tags[place])]
        columns = self._word_columns if word else self._unit_columns
        string = self._string(word, column, int(place))
        return str(columns[column][place]) if string is None else string

    def _string(self, word: bool, column: str, place: int) -> str | None:
        if not word:
            whole = self.units.forms[place]
        else:
            begin, after = (int(edge[place]) for edge in self._stems)
            start, end = int(self.units.starts[begin]), int(self.units.ends[after - 1])
            whole = self.text[start:end]
            if column in "fl":
                return self.units.forms[begin if column == "f" else after - 1]
            if column == "j":
                ends = np.r_[self._word_firsts[1:], len(self)]
                return self.text[end : int(self.units.ends[ends[place] - 1])]
        if column == "w":
            return whole
        if column[0] in "az" and column[1:].isdigit():
            size = int(column[1:])
            return whole[:size] if column[0] == "a" else whole[-size:]
        return None

    def features(self) -> U32:
        """[templates, units] feature hashes."""
        n, word = len(self), self._word_of
        shifted: dict[tuple[bool, int], U32] = {}
        unit = np.stack([self._unit_columns[c] for c in UNIT])
        stem = np.stack([self._word_columns[c] for c in WORD])
        for d in range(-2, 3):
            shifted[False, d] = _shift(unit, d, self.sentences)
            moved = _shift(stem, d, self.sentences[self._word_firsts])
            shifted[True, d] = moved[:, word]
        rows = np.concatenate([np.zeros((1, n), np.uint32)] + [shifted[key] for key in _BLOCKS])
        total = _SEEDS[:, None] + rows[_PARTS[0]] * np.uint32(0x9E3779B1)
        total = _mix(total) + rows[_PARTS[1]] * np.uint32(0x85EBCA77)
        return _mix(total + _mix(rows[_PARTS[2]]) * np.uint32(0xC2B2AE3D))


_MARKS: Final = frozenset(_CLOSE) | frozenset(_CLOSE.values())
_BLOCKS: Final = [(False, d) for d in range(-2, 3)] + [(True, d) for d in range(-2, 3)]
_PART = re.compile(r"(E?)([+-]\d)?\.?([a-z]\d?)")


def _row_of(part: str) -> int:
    """Row of a template's part in the stacked columns."""
    found = _PART.fullmatch(part)
    assert found, part
    word, distance, column = found.group(1) == "E", int(found.group(2) or 0), found.group(3)
    block = (5 * len(UNIT) + (distance + 2) * len(WORD)) if word else (distance + 2) * len(UNIT)
    return 1 + block + (WORD if word else UNIT).index(column)


def _parts() -> Ints:
    rows = [[_row_of(p) for p in template.split("|")] for template in TEMPLATES]
    return np.array([(r + [0, 0])[:3] for r in rows], np.int64).T


_PARTS: Final = _parts()
_SEEDS: Final = _mix(np.arange(1, len(TEMPLATES) + 1, dtype=np.uint32))


def _shift(rows: U32, distance: int, sentences: Ints) -> U32:
    """Move columns so that each position sees its neighbour at the distance; 0 past a sentence."""
    if not distance:
        return rows
    out = np.zeros_like(rows)
    if abs(distance) >= rows.shape[1]:
        return out
    here, there = (
        (slice(None, -distance), slice(distance, None))
        if distance > 0
        else (slice(-distance, None), slice(None, distance))
    )
    out[:, here] = (rows[:, there] + np.uint32(1)) * (sentences[here] == sentences[there])
    return out


def _scripts(codes: U32) -> Ints:
    """Class of characters: 0 other, 1 syllable, 2 upper, 3 lower, 4 digit, 5 ideograph, 6 ASCII."""
    edges = np.array([0x30, 0x3A, 0x41, 0x5B, 0x61, 0x7B, 0x80, 0x4E00, 0xA000, 0xAC00, 0xD7A4])
    kinds = np.array([6, 4, 6, 2, 6, 3, 6, 0, 5, 0, 1, 0])
    return kinds[np.searchsorted(edges, codes, "right")]

"""Features of the name tagger: every one a 32-bit number, computed for a whole text at once.

A unit (`units.py`) has columns: form, tag, affixes, shape, clusters, word lists, …; so has the
space-delimited word (어절) it stands in, whose form is the stem without particles and endings. A
template joins up to three columns at given distances into one feature, e.g. `-1.w|t` is the form
before and the tag here, `E+1.k2` the cluster of the next word's stem.

Columns and features are hashes in wrapping 32-bit arithmetic, so a text of any length costs a
fixed number of numpy calls. Training and tagging share this file; a change here needs a new model.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from kfacts.extract.units import (
    TAGS,
    Units,
    classes,
    codes_of,
    find,
    hash_slices,
    mix,
    take,
    word_keys,
)

if TYPE_CHECKING:
    from kfacts.extract.units import U32, Ints, Lexicon
    from kfacts.korean.morphemes import Analysis

_TAIL: Final = np.array(
    [t.startswith(("J", "E", "VCP", "XSV", "XSA", "SF", "SP", "SSC", "VX")) for t in TAGS]
)
_LEAD: Final = np.array([t in {"SSO", "SSC", "SW", "SP", "SF", "SS"} for t in TAGS])
_CLOSE: Final = {
    "‘": "’", "“": "”", "「": "」", "『": "』", "<": ">", "《": "》", "〈": "〉",
    "(": ")", "[": "]", "'": "'", '"': '"',
}  # fmt: skip
_QUOTED: Final = 25
"""Units after which an open quotation mark is taken for an apostrophe or an error."""

_STRING: Final = ("w", "a1", "a2", "a3", "z1", "z2", "z3", "n", "k1", "k2", "k3", "g", "v", "h")
UNIT: Final = (*_STRING, "t", "s", "p", "q")
WORD: Final = (*_STRING, "j", "f", "l", "r")
COLUMNS: Final = {
    "w": "form", "t": "tag", "a1": "first character", "a2": "first two", "a3": "first three",
    "z1": "last character", "z2": "last two", "z3": "last three", "n": "script and length",
    "k1": "cluster of 64", "k2": "cluster of 256", "k3": "cluster of 1024", "g": "word lists",
    "v": "known to Kiwi", "h": "organisation head", "s": "spaces", "p": "place in the word",
    "q": "quotation", "j": "particles", "f": "first morpheme", "l": "last morpheme",
    "r": "tags of the stem",
}  # fmt: skip
"""What the columns hold, for explanations. In a word row the columns are of its stem."""

_NEAR: Final = ("w", "t", "k2", "g", "z1", "z2")
_NEXT: Final = ("a1", "a2", "n", "k1", "k3", "h", "s", "q", "p")
_WORDS: Final = ("w", "z1", "z2", "n", "k2", "g", "j", "f", "l")
_MORE: Final = """
a3 z3 v E-2.l E+2.f E-2.k2 E+2.k2 E+2.g E-2.g E.k1 E.k3
-1.t|t t|+1.t -1.t|t|+1.t -2.t|-1.t|t t|+1.t|+2.t w|+1.w -1.w|w w|s w|t s|t|n
-1.s|s p|t|-1.t p|t|+1.t -1.k2|k2 k2|+1.k2 g|n|s -1.g|g|+1.g g|+1.g|+2.g
a1|n|p q|t|s E.a1|p E.a2|p E.a1|E.n|p E.z1|p E.z2|p E.z3|p E.w|p E.n|p E.r|p
E.n|E.a1|E.j E.j|p E.n|E.j|p E.g|E.j|p E-1.l|E.a1|E.n E+1.f|E.n|p E+1.g|E.n|p
E+1.k2|E.n|p E-1.l|p E-1.w|p E+1.w|p E.h|p E.j|E+1.w E.j|E+1.k2 E+1.k1|E+2.k1
"""
TEMPLATES: Final = (
    *(d + c for d in ("-2.", "-1.", "", "+1.", "+2.") for c in _NEAR),
    *(d + c for d in ("-1.", "", "+1.") for c in _NEXT),
    *(d + c for d in ("E-1.", "E.", "E+1.") for c in _WORDS),
    *_MORE.split(),
)


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
            columns[f"a{n}"] = hash_slices(codes, starts, size)
            columns[f"z{n}"] = hash_slices(codes, starts + lengths - size, size)
        first = _scripts(codes[np.minimum(starts, len(codes) - 1)])
        last = _scripts(codes[np.maximum(starts + lengths - 1, 0)])
        columns["n"] = (first * 64 + last * 8 + np.minimum(lengths, 7) + 1).astype(np.uint32)
        surname = (classes(self.lexicon, columns["a1"]) & 1) * 32
        surname |= (classes(self.lexicon, columns["a2"]) & 1) * 64
        columns["g"] = (classes(self.lexicon, whole) | surname).astype(np.uint32) + np.uint32(1)
        columns["h"] = self._head(columns)
        return columns

    def _head(self, columns: dict[str, U32]) -> U32:
        """Longest proper ending that is a head of organisations (서울**대학교**)."""
        head = np.zeros(len(columns["w"]), np.uint32)
        for n in (1, 2, 3):
            ending = columns[f"z{n}"]
            is_head = (classes(self.lexicon, ending) & 4 > 0) & (ending != columns["w"])
            head = np.where(is_head, ending, head)
        return head

    @cached_property
    def _unit_columns(self) -> dict[str, U32]:
        units, lexicon = self.units, self.lexicon
        codes = codes_of("".join(units.forms))
        lengths = np.fromiter(map(len, units.forms), np.int64, len(self))
        columns = self._strings(codes, np.cumsum(lengths) - lengths, lengths, units.hashes)
        at, known = find(lexicon.words, word_keys(units.hashes, units.tags))
        for k, cluster in enumerate(lexicon.clusters, 1):
            columns[f"k{k}"] = take(cluster, at, known)
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
        codes = codes_of(self.text)
        starts = units.starts[begin]
        lengths = np.maximum(units.ends[after - 1] - starts, 0)
        whole = hash_slices(codes, starts, lengths)
        columns = self._strings(codes, starts, lengths, whole)
        at, known = find(self.lexicon.nouns, whole)
        for k, cluster in enumerate(self.lexicon.noun_clusters, 1):
            columns[f"k{k}"] = take(cluster, at, known)
        columns["v"] = known.astype(np.uint32)
        ends = units.ends[np.r_[self._word_firsts[1:], len(self)] - 1]
        columns["j"] = hash_slices(codes, starts + lengths, np.maximum(ends - starts - lengths, 0))
        keys = word_keys(units.hashes, units.tags)
        columns["f"], columns["l"] = keys[begin], keys[after - 1]
        columns["r"] = self._stem_tags(begin, after)
        return columns

    def _stem_tags(self, begin: Ints, after: Ints) -> U32:
        sizes = np.minimum(after - begin, 6)
        return hash_slices(self.units.tags.astype(np.uint32), begin, sizes)

    def value(self, word: bool, distance: int, column: str, at: int) -> str:
        """Return what a column holds at a distance from a unit, for explanations."""
        place = (self._word_of[at] if word else at) + distance
        sentences = self.sentences[self._word_firsts] if word else self.sentences
        if not 0 <= place < len(sentences) or sentences[place] != self.sentences[at]:
            return "(edge)"
        if column == "t":
            return TAGS[int(self.units.tags[place])]
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
        total = mix(total) + rows[_PARTS[1]] * np.uint32(0x85EBCA77)
        return mix(total + mix(rows[_PARTS[2]]) * np.uint32(0xC2B2AE3D))


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
    return np.array([[*row, 0, 0][:3] for row in rows], np.int64).T


_PARTS: Final = _parts()
_SEEDS: Final = mix(np.arange(1, len(TEMPLATES) + 1, dtype=np.uint32))


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

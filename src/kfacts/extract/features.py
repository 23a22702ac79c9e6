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

from kfacts.extract.hashes import STRING, codes_of, hash_slices, mix, string_columns
from kfacts.extract.units import TAGS, Units, Words, word_keys

if TYPE_CHECKING:
    from kfacts.extract.hashes import U32, Ints, Lexicon
    from kfacts.korean.morphemes import Analysis

_CLOSE: Final = {
    "‘": "’", "“": "”", "「": "」", "『": "』", "<": ">", "《": "》", "〈": "〉",
    "(": ")", "[": "]", "'": "'", '"': '"',
}  # fmt: skip
_QUOTED: Final = 25
"""Units after which an open quotation mark is taken for an apostrophe or an error."""

UNIT: Final = (*STRING, "t", "s", "p", "q")
WORD: Final = (*STRING, "j", "f", "l", "r")
COLUMNS: Final = {
    "w": "form", "t": "tag", "a1": "first character", "a2": "first two", "a3": "first three",
    "z1": "last character", "z2": "last two", "z3": "last three", "n": "script and length",
    "k1": "cluster of 64", "k2": "cluster of 256", "k3": "cluster of 1024", "g": "word lists",
    "v": "known to Kiwi", "h": "organisation head", "s": "spaces", "p": "place in the word",
    "q": "quotation", "j": "particles", "f": "first morpheme", "l": "last morpheme",
    "r": "tags of the stem",
}  # fmt: skip
"""What the columns hold, for explanations. In a word row the columns are of its stem."""

_ALONE: Final = """
-1.w w +1.w  -2.t -1.t t +1.t +2.t  -1.z2 z1 z2 +1.z2  a1 a2 n h q  g  -1.k2 k2 +1.k2 k1 k3
E-1.w E+1.w  E-1.j E.j E+1.j  E.f E+1.f E-1.l E.l  E.g  E-1.k2 E.k2 E+1.k2 E.k3
"""
_JOINED: Final = """
-1.t|t|+1.t -2.t|-1.t|t t|+1.t|+2.t w|t s|t|n p|t|-1.t p|t|+1.t q|t|s
-1.k2|k2 k2|+1.k2 k3|p g|n|s -1.g|g|+1.g g|+1.g|+2.g
E.w|p E.a1|p E.a2|p E.z1|p E.z2|p E.n|p E.r|p E.h|p E.k3|p E.v|E.n|p
E.a1|E.n|p E.n|E.a1|E.j E.n|E.j|p E.g|E.j|p E-1.l|E.a1|E.n E+1.f|E.n|p E+1.g|E.n|p E+1.k2|E.n|p
E-1.l|p E+1.w|p E.j|E+1.w E.j|E+1.k2 E-1.k2|E.k2 E.k2|E+1.k2
"""
TEMPLATES: Final = (*_ALONE.split(), *_JOINED.split())
"""About half of what was tried: the rest doubled the cost and did not help."""


class Table:
    """Columns of the units of one text and of the words they stand in, and the features."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.text, self.units = analysis.text, Units.of(analysis.morphemes, lexicon)
        self._lexicon = lexicon
        begins = np.array([a for a, _ in analysis.sentences], np.int64)
        self.sentences = np.searchsorted(begins, self.units.starts, "right")

    def __len__(self) -> int:
        return len(self.units.forms)

    @cached_property
    def _words(self) -> Words:
        return Words.of(self.units)

    @cached_property
    def _columns(self) -> tuple[U32, U32]:
        """[columns of UNIT, units] and [columns of WORD, words]."""
        units, words = self.units, self._words
        n, m = len(self), len(words.firsts)
        text = codes_of(self.text)
        codes = np.concatenate([codes_of("".join(units.forms)), text, units.tags.astype(np.uint32)])
        start = len(codes) - len(text) - n + words.start
        tail = start + words.length
        tags = len(codes) - n + words.begin
        stem, particles, kinds = hash_slices(
            codes,
            np.concatenate([start, tail, tags]),
            np.concatenate([words.length, words.tail, np.minimum(words.after - words.begin, 6)]),
        ).reshape(3, m)
        sizes = np.fromiter(map(len, units.forms), np.int64, n)
        keys = word_keys(units.hashes, units.tags)
        strings = string_columns(
            codes,
            np.concatenate([np.cumsum(sizes) - sizes, start]),
            np.concatenate([sizes, words.length]),
            np.concatenate([units.hashes, stem]),
            np.concatenate([keys, stem]),
            self._lexicon,
        )
        own = [units.tags, _spaces(units), words.places(), self._quotation()]
        word = [particles, keys[words.begin], keys[words.after - 1], kinds]
        return (
            np.concatenate([strings[:, :n], np.array(own, np.uint32)]),
            np.concatenate([strings[:, n:], np.array(word)]),
        )

    def _quotation(self) -> Ints:
        """How each unit stands to quotation marks and brackets: none, mark, or how far inside."""
        forms = self.units.forms
        state = np.zeros(len(self), np.int64)
        opened = -1
        for i in [i for i, form in enumerate(forms) if form in _MARKS]:
            if opened >= 0 and i - opened > _QUOTED:
                opened = -1
            if opened >= 0 and forms[i] == _CLOSE[forms[opened]]:
                kind = 8 * (1 + ord(forms[opened]))
                state[opened + 1 : i] = kind + np.minimum(np.arange(i - opened - 1), 3)
                state[opened], state[i] = 1, 2
                opened = -1
            elif opened < 0 and forms[i] in _CLOSE:
                opened = i
        return state

    def features(self) -> U32:
        """[templates, units] feature hashes."""
        unit, word = self._columns
        n, of = len(self), self._words.of_unit
        rows = np.concatenate(
            [
                np.zeros((1, n), np.uint32),
                _neighbours(unit, self.sentences).reshape(-1, n),
                _neighbours(word, self.sentences[self._words.firsts])[:, :, of].reshape(-1, n),
            ]
        )
        total = _SEEDS[:, None] + rows[_PARTS[0]] * np.uint32(0x9E3779B1)
        total = mix(total) + rows[_PARTS[1]] * np.uint32(0x85EBCA77)
        return mix(total + mix(rows[_PARTS[2]]) * np.uint32(0xC2B2AE3D))

    def value(self, word: bool, distance: int, column: str, at: int) -> str:
        """Return what a column holds at a distance from a unit, for explanations."""
        place = (self._words.of_unit[at] if word else at) + distance
        sentences = self.sentences[self._words.firsts] if word else self.sentences
        if not 0 <= place < len(sentences) or sentences[place] != self.sentences[at]:
            return "(edge)"
        if column == "t":
            return TAGS[int(self.units.tags[place])]
        string = self._string(word, column, int(place))
        if string is not None:
            return string
        return str(self._columns[word][(WORD if word else UNIT).index(column), place])

    def _string(self, word: bool, column: str, place: int) -> str | None:
        if not word:
            whole = self.units.forms[place]
        else:
            words = self._words
            start = int(words.start[place])
            end = start + int(words.length[place])
            whole = self.text[start:end]
            if column in "fl":
                unit = int(words.begin[place] if column == "f" else words.after[place] - 1)
                return self.units.forms[unit]
            if column == "j":
                return self.text[end : end + int(words.tail[place])]
        if column == "w":
            return whole
        if column[0] in "az" and column[1:].isdigit():
            size = int(column[1:])
            return whole[:size] if column[0] == "a" else whole[-size:]
        return None


def _spaces(units: Units) -> Ints:
    """1 for no space before and behind, 2 for one behind, 3 before, 4 for both."""
    gap = np.ones(len(units.forms) + 1, np.int64)
    gap[1:-1] = units.starts[1:] > units.ends[:-1]
    return gap[:-1] * 2 + gap[1:] + 1


_MARKS: Final = frozenset(_CLOSE) | frozenset(_CLOSE.values())
_DISTANCES: Final = np.arange(-2, 3)
_PART = re.compile(r"(E?)([+-]\d)?\.?([a-z]\d?)")


def _row_of(part: str) -> int:
    """Row of a template's part in the stacked columns."""
    found = _PART.fullmatch(part)
    assert found, part
    word, distance, column = found.group(1) == "E", int(found.group(2) or 0), found.group(3)
    if word:
        return 1 + 5 * (len(UNIT) + WORD.index(column)) + distance + 2
    return 1 + 5 * UNIT.index(column) + distance + 2


def _parts() -> Ints:
    rows = [[_row_of(p) for p in template.split("|")] for template in TEMPLATES]
    return np.array([[*row, 0, 0][:3] for row in rows], np.int64).T


_PARTS: Final = _parts()
_SEEDS: Final = mix(np.arange(1, len(TEMPLATES) + 1, dtype=np.uint32))


def _neighbours(rows: U32, sentences: Ints) -> U32:
    """[columns, distances, places] what stands at each distance; 0 past a sentence."""
    n = rows.shape[1]
    place = np.arange(n) + _DISTANCES[:, None]
    inside = np.clip(place, 0, max(n - 1, 0))
    there = (place == inside) & (sentences[inside] == sentences)
    found: U32 = (rows[:, inside] + np.uint32(1)) * there
    return found

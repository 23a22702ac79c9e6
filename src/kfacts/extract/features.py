"""Features of the name tagger: every one a 32-bit number, computed for a whole text at once.

A unit (`units.py`) has columns: form, tag, affixes, shape, clusters, word lists, …; so has the
space-delimited word (어절) it stands in, whose form is the stem without particles and endings. A
template joins up to three columns at given distances into one feature, e.g. `-1.w|t` is the form
before and the tag here, `E+1.k2` the cluster of the next word's stem.

Most units are plainly no part of a name (particles, endings, everyday verbs): they have columns,
which are their neighbours' features, and no features of their own. Columns and features are
hashes in wrapping 32-bit arithmetic; what a word is by itself is remembered. Training and tagging
share this file; a change here needs a new model.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from kfacts.extract.hashes import LISTS, STRING, mix
from kfacts.extract.units import CLOSE, TAGS, Units, Words

if TYPE_CHECKING:
    from kfacts.extract.hashes import U32, Bools, Ints
    from kfacts.extract.units import Memory
    from kfacts.korean.morphemes import Analysis

_QUOTED: Final = 25
"""Units after which an open quotation mark is taken for an apostrophe or an error."""

_DEPTHS: Final = np.minimum(np.arange(_QUOTED), 3)
"""How far inside a quotation each of its units stands, up to three."""

_CLOSING: Final = {ord(a): ord(b) for a, b in CLOSE.items()}
_SPEECH: Final = frozenset(map(ord, '“"(['))
_TITLE: Final = 4
"""Bit of the column `q` of what may be a title; what is said or in brackets is none."""

_SPORT: Final = np.uint32(1 << LISTS.index("sport"))

UNIT: Final = (*STRING, "t", "s", "p", "q", "m")
WORD: Final = (*STRING, "j", "f", "l", "r")
COLUMNS: Final = {
    "w": "form", "t": "tag", "a1": "first character", "a2": "first two", "a3": "first three",
    "z1": "last character", "z2": "last two", "z3": "last three", "n": "script and length",
    "k1": "cluster of 64", "k2": "cluster of 256", "k3": "cluster of 1024", "g": "word lists",
    "c": "list of names", "v": "known to Kiwi", "h": "organisation head", "s": "spaces",
    "p": "place in the word", "q": "quotation", "m": "words of sport", "j": "particles",
    "f": "first morpheme", "l": "last morpheme", "r": "tags of the stem",
}  # fmt: skip
"""What the columns hold, for explanations. In a word row the columns are of its stem."""

_ALONE: Final = """
-1.w w +1.w  -2.t -1.t t +1.t +2.t  -1.z2 z1 z2 +1.z2  a1 a2 n h q  g  -1.k2 k2 +1.k2 k1 k3
E-1.w E+1.w  E-1.j E.j E+1.j  E.f E+1.f E-1.l E.l  E.g  E-1.k2 E.k2 E+1.k2 E.k3
c E-1.c E.c E+1.c
"""
_JOINED: Final = """
-1.t|t|+1.t -2.t|-1.t|t t|+1.t|+2.t w|t s|t|n p|t|-1.t p|t|+1.t q|t|s
-1.k2|k2 k2|+1.k2 k3|p g|n|s -1.g|g|+1.g g|+1.g|+2.g
E.w|p E.a1|p E.a2|p E.z1|p E.z2|p E.n|p E.r|p E.h|p E.k3|p E.v|E.n|p
E.a1|E.n|p E.n|E.a1|E.j E.n|E.j|p E.g|E.j|p E-1.l|E.a1|E.n E+1.f|E.n|p E+1.g|E.n|p E+1.k2|E.n|p
E-1.l|p E+1.w|p E.j|E+1.w E.j|E+1.k2 E-1.k2|E.k2 E.k2|E+1.k2
E.c|p E.c|E.j E.c|E+1.c E.c|E.n|p E.n|p|m k3|m E.w|E.j
"""
TEMPLATES: Final = (*_ALONE.split(), *sorted(_JOINED.split(), key=lambda t: t.count("|")))
"""Those of more parts behind those of fewer."""

_FAR: Final = 2
"""How far the parts of a template may be away."""


class Table:
    """Columns of the units of one text and of the words they stand in, and the features."""

    def __init__(self, analysis: Analysis, memory: Memory) -> None:
        self.text, self.units = analysis.text, Units.of(analysis, memory)
        self._memory = memory
        begins = np.array([a for a, _ in analysis.sentences], np.int64)
        self.sentences = np.searchsorted(begins, self.units.starts, "right")

    def __len__(self) -> int:
        return len(self.units.forms)

    @cached_property
    def _words(self) -> Words:
        return Words.of(self.units)

    @cached_property
    def same(self) -> Bools:
        """Whether a unit stands in the sentence of the one before."""
        same = np.zeros(len(self), np.bool_)
        same[1:] = self.sentences[1:] == self.sentences[:-1]
        return same

    @cached_property
    def open(self) -> Bools:
        """Which units may be part of a name: all of a stem that is not plain, all in a title.

        Kiwi cuts unknown names into everyday pieces, but seldom into nothing else.
        """
        if not len(self):
            return np.zeros(0, np.bool_)
        inside = self._words.inside
        stems = np.zeros(len(self._words.firsts), np.bool_)
        stems[self._words.of_unit[inside & ~self.units.plain]] = True
        open_ = inside & stems[self._words.of_unit]
        return open_ | ~self.units.plain | (self._quotation & _TITLE > 0)

    @cached_property
    def _columns(self) -> tuple[U32, U32]:
        """[units, columns of UNIT] and [words, columns of WORD]."""
        units, words = self.units, self._words
        unit = np.empty((len(self), len(UNIT)), np.uint32)
        unit[:, : len(STRING) + 1] = units.rows[:, : len(STRING) + 1]
        unit[:, -4], unit[:, -3] = _spaces(units), words.places
        unit[:, -2], unit[:, -1] = self._quotation, self._sport
        count = len(words.firsts)
        word = np.empty((count, len(WORD)), np.uint32)
        word[:, : len(STRING)] = self._memory.strings.rows(words.stems(self.text))
        word[:, -4] = words.tails(self.text)
        word[:, -3], word[:, -2] = units.keys[words.begin], units.keys[words.after - 1]
        word[:, -1] = words.kinds(units.tags)
        return unit, word

    @cached_property
    def _sport(self) -> Ints:
        """How many words of sport the sentence of each unit has, up to two."""
        words = (self.units.rows[:, STRING.index("g")] - np.uint32(1)) & _SPORT > 0
        last = int(self.sentences.max(initial=0))
        counts = np.bincount(self.sentences[words], minlength=last + 1)
        return np.minimum(counts, 2)[self.sentences]

    @cached_property
    def _quotation(self) -> Ints:
        """How each unit stands to quotation marks and brackets: none, mark, or how far inside."""
        at = np.flatnonzero(self.units.marks)
        state = np.zeros(len(self), np.int64)
        opened, opening = -1, 0
        for i, mark in zip(at.tolist(), self.units.marks[at].tolist(), strict=True):
            if opened >= 0 and i - opened > _QUOTED:
                opened = -1
            if opened >= 0 and mark == _CLOSING[opening]:
                kind = 8 * (1 + opening) + _TITLE * (opening not in _SPEECH)
                state[opened + 1 : i] = kind + _DEPTHS[: i - opened - 1]
                state[opened], state[i] = 1, 2
                opened = -1
            elif opened < 0 and mark in _CLOSING:
                opened, opening = i, mark
        return state

    def features(self, at: Ints) -> U32:
        """[templates, units] feature hashes of the units at some places."""
        unit, word = self._columns
        of, words = self._words.of_unit[at], self.sentences[self._words.firsts]
        rows = np.concatenate(
            [
                _neighbours(unit, self.sentences, at, _UNIT_PARTS),
                _neighbours(word, words, of, _WORD_PARTS),
            ]
        )
        hashes = mix(_SEEDS + rows[_FIRST])
        hashes[_PAIRS] = mix(hashes[_PAIRS] + rows[_SECOND])
        hashes[_TRIPLES] = mix(hashes[_TRIPLES] + rows[_THIRD])
        return hashes

    def sport(self, at: int) -> int:
        """How many words of sport the sentence of a unit has, up to two."""
        return int(self._sport[at])

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
        return str(self._columns[word][place, (WORD if word else UNIT).index(column)])

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


_PART = re.compile(r"(E?)([+-]\d)?\.?([a-z]\d?)")


def _parse(part: str) -> tuple[bool, int, int]:
    """Read a template's part: whether it is of the word, the distance, the column's number."""
    found = _PART.fullmatch(part)
    assert found, part
    word = found.group(1) == "E"
    return word, int(found.group(2) or 0), (WORD if word else UNIT).index(found.group(3))


def _used(word: bool) -> Ints:
    """[2, parts] distance and column of the parts that templates use, of words or of units."""
    parts = {_parse(part) for template in TEMPLATES for part in template.split("|")}
    return np.array(sorted(part[1:] for part in parts if part[0] == word), np.int64).T


_UNIT_PARTS: Final = _used(word=False)
_WORD_PARTS: Final = _used(word=True)


def _rows(place: int) -> Ints:
    """Rows of the parts that stand first, second or third in the templates that have as many."""
    used = [
        (word, *p)
        for word, parts in ((False, _UNIT_PARTS), (True, _WORD_PARTS))
        for p in parts.T.tolist()
    ]
    split = [template.split("|") for template in TEMPLATES]
    return np.array([used.index(_parse(t[place])) for t in split if len(t) > place], np.int64)


_FIRST, _SECOND, _THIRD = _rows(0), _rows(1), _rows(2)
_PAIRS: Final = slice(len(_FIRST) - len(_SECOND), None)
_TRIPLES: Final = slice(len(_FIRST) - len(_THIRD), None)
_SEEDS: Final = mix(np.arange(1, len(TEMPLATES) + 1, dtype=np.uint32))[:, None]


def _neighbours(rows: U32, sentences: Ints, at: Ints, parts: Ints) -> U32:
    """[parts, places] what stands in a column at a distance; 0 past a sentence."""
    distances, columns = parts
    place = at + np.arange(-_FAR, _FAR + 1)[:, None]
    inside = np.minimum(np.maximum(place, 0), len(rows) - 1)
    there = (place == inside) & (sentences[inside] == sentences[at])
    firsts = inside * rows.shape[1]
    found: U32 = rows.take(firsts[distances + _FAR] + columns[:, None]) + np.uint32(1)
    found *= there[distances + _FAR]
    return found

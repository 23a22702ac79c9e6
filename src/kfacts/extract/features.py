"""Features of the name tagger: every one a 32-bit number, computed for a whole text at once.

A unit (`units.py`) has columns: form, tag, affixes, shape, clusters, word lists, …; so has the
space-delimited word (어절) it stands in, whose form is the stem without particles and endings. What
columns, at what distances, make one feature is said by `templates.py`.

Most units are plainly no part of a name (particles, endings, everyday verbs): they have columns,
which are their neighbours' features, and no features of their own. Columns and features are
hashes in wrapping 32-bit arithmetic; what a word is by itself is remembered. Training and tagging
share this file; a change here needs a new model.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from kfacts.extract.hashes import LISTS, STRING
from kfacts.extract.templates import ALL, DISTANCES, FAR, JOINED, UNIT, WORD
from kfacts.extract.units import CLOSE, EDGE, MORPHEME, TAGS, Units, Words

if TYPE_CHECKING:
    import numpy.typing as npt

    from kfacts.extract.hashes import U32, Bools, Ints
    from kfacts.extract.templates import Layout
    from kfacts.extract.units import Memory
    from kfacts.korean.morphemes import Analysis

    Sums = npt.NDArray[np.int16]

_QUOTED: Final = 25
"""Units after which an open quotation mark is taken for an apostrophe or an error."""

_DEPTHS: Final = np.minimum(np.arange(_QUOTED), 3)
"""How far inside a quotation each of its units stands, up to three."""

_CLOSING: Final = {ord(a): ord(b) for a, b in CLOSE.items()}
_SPEECH: Final = frozenset(map(ord, '“"(['))
_TITLE: Final = 4
"""Bit of the column `q` of what may be a title; what is said or in brackets is none."""

_SPORT: Final = np.uint32(1 << LISTS.index("sport"))


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
    def _stems(self) -> U32:
        """[words, …] columns of STRING of the stem of each word, and what it says by itself."""
        return self._memory.strings.rows(self._words.stems(self.text))

    @cached_property
    def _columns(self) -> tuple[U32, U32]:
        """[units, columns of UNIT] and [words, columns of WORD], each with a row past the text."""
        units, words = self.units, self._words
        unit = np.empty((len(self) + 1, len(UNIT)), np.uint32)
        unit[:-1, : len(STRING) + 1] = units.rows[:, : len(STRING) + 1]
        unit[:-1, -4], unit[:-1, -3] = _spaces(units), words.places
        unit[:-1, -2], unit[:-1, -1] = self._quotation, self._sport
        word = np.empty((len(words.firsts) + 1, len(WORD)), np.uint32)
        word[:-1, : len(STRING)] = self._stems[:, : len(STRING)]
        word[:-1, -4] = words.tails(self.text)
        word[:-1, -3], word[:-1, -2] = units.keys[words.begin], units.keys[words.after - 1]
        word[:-1, -1] = words.kinds(units.tags)
        unit[-1] = word[-1] = EDGE
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
        return self._features(ALL, *self._around(at))

    def split(self, at: Ints) -> tuple[U32, Sums]:
        """Features of the units at some places that are joined, and what the others sum to.

        That is [templates, units] hashes and [units, labels - 1] weights.
        """
        units, words = self._around(at)
        unit, word = self.units.rows[:, len(MORPHEME) :], self._stems[:, len(STRING) :]
        unit_edge, word_edge = self._memory.edges
        own = _sums(unit, unit_edge, units) + _sums(word, word_edge, words)
        return self._features(JOINED, units, words), own

    def _around(self, at: Ints) -> tuple[Ints, Ints]:
        """[DISTANCES, places] units around some, and words around those they stand in."""
        of_words = self.sentences[self._words.firsts]
        return _places(self.sentences, at), _places(of_words, self._words.of_unit[at])

    def _features(self, layout: Layout, units: Ints, words: Ints) -> U32:
        unit, word = self._columns
        parts = _parts(unit, units, layout.units), _parts(word, words, layout.words)
        return layout.features(np.concatenate(parts))

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


def _places(sentences: Ints, at: Ints) -> Ints:
    """[DISTANCES, places] rows at each distance; the last row, of what is past a sentence."""
    place = at + np.arange(-FAR, FAR + 1)[:, None]
    inside = np.minimum(np.maximum(place, 0), len(sentences) - 1)
    there = (place == inside) & (sentences[inside] == sentences[at])
    return np.where(there, place, len(sentences))


def _parts(rows: U32, places: Ints, parts: Ints) -> U32:
    """[parts, places] what stands in a column at a distance; 0 past a sentence."""
    distances, columns = parts
    firsts = places * rows.shape[1]
    found: U32 = rows.take(firsts[distances + FAR] + columns[:, None]) + np.uint32(1)
    return found


def _sums(own: U32, edge: U32, places: Ints) -> Sums:
    """[places, labels - 1] what the rows around each place say by themselves."""
    rows = np.concatenate([own, edge]).view(np.int16).reshape((len(own) + 1) * DISTANCES, -1)
    says = rows.take(places * DISTANCES + np.arange(DISTANCES)[:, None], axis=0)
    sums: Sums = says.sum(axis=0, dtype=np.int16)
    return sums

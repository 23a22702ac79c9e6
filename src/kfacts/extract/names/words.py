"""Words of a text as names need them: stretches between spaces and marks, particle split off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.korean.morphemes import Analysis

_WORD = regex.compile(
    r"[\p{Hangul}\p{Han}\p{Latin}\p{Nd}]+"
    r"(?:(?:(?<=[\p{Latin}\p{Nd}])[.&\-+’'](?=[\p{Latin}\p{Nd}\p{Hangul}])|&(?=\p{L}))"
    r"[\p{Hangul}\p{Han}\p{Latin}\p{Nd}]+)*+"
)
_NOMINAL = frozenset({"NNG", "NNP", "XR", "SL", "SH", "SN", "XPN", "XSN", "SW", "SO", "SP", "SY"})
_EVERYDAY = frozenset({"NNG", "NNB", "NP", "NR", "MM", "MAG", "MAJ", "IC", "XR"})
_WHOLE = frozenset({"NNG", "NNP", "XPN", "XSN", "XR", "SL", "SN", "SH"})
_DETACHED = frozenset({"들", "님"})
"""Suffixes that are no part of a name, though Kiwi takes them for part of the noun."""


class Word(NamedTuple):
    """A stretch of letters and digits. `form` is what is left without particles and endings."""

    start: int
    stem: int
    """End of the nominal part; equals `start` when Kiwi sees none."""
    end: int
    form: str
    tail: str
    """Sejong tag of what follows the nominal part inside the word, or ""."""
    tags: tuple[str, ...]
    """Tags of the nominal part; of all morphemes where there is none."""
    gap: str
    """What stands between the word before and this one, at most four characters of it."""
    guessed: bool
    """Holds a noun that is in no dictionary."""

    @property
    def common(self) -> bool:
        """One everyday word of the dictionary."""
        return len(self.tags) == 1 and self.tags[0] in _EVERYDAY and not self.guessed

    @property
    def broken(self) -> bool:
        """Kiwi cut it into pieces that do not make a noun, as it does with unknown names."""
        return (
            len(self.tags) != 1 and self.end - self.start > 2 and not _WHOLE.issuperset(self.tags)
        )

    @property
    def proper(self) -> bool:
        """Has a proper noun, foreign letters or a noun that is in no dictionary."""
        return self.guessed or "NNP" in self.tags or "SL" in self.tags


def split_words(analysis: Analysis) -> list[Word]:
    """Return the words of a text in order; one pass over characters and morphemes."""
    text, morphemes = analysis.text, analysis.morphemes
    count, at, before = len(morphemes), 0, 0
    unknown, swallowed = analysis.guessed, closed("swallowed")
    out: list[Word] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        while at < count and morphemes[at][3] <= start:
            at += 1
        stem, tail, guessed = start, "", False
        tags: list[str] = []
        later: list[str] = []
        while at < count:
            form, tag, begin, stop = morphemes[at]
            if begin >= end:
                break
            if tag in _NOMINAL and not (tag == "XSN" and form in _DETACHED):
                stem, tail = min(stop, end), ""
                tags += later
                later = []
                tags.append(tag)
                guessed = guessed or begin in unknown
            else:
                tail = tail or tag
                later.append(tag)
            if stop > end:
                break  # a name of two words that Kiwi keeps as one morpheme
            at += 1
        if not tags:
            tags = later  # one everyday word, or the pieces of an unknown one
        if guessed and text[stem - 1 : end] in swallowed and stem - start > 2:
            stem -= 1
        gap = text[max(before, start - 4) : start]
        out.append(Word(start, stem, end, text[start:stem], tail, tuple(tags), gap, guessed))
        before = end
    return out

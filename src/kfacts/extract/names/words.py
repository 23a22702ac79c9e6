"""Words of a text as names need them: stretches between spaces and marks, particle split off."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kfacts.extract.kept import Kept
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.korean.morphemes import Analysis, Morpheme

_LETTER = (
    r"0-9０-９A-Za-zＡ-Ｚａ-ｚªºÀ-ÖØ-öø-ʸḀ-ỿⅠ-ↈ"
    r"가-힣ᄀ-ᇿ㄰-㆏々〇一-鿿㐀-䶿豈-﫿㈀-㈞"
)
_WORD = re.compile(
    rf"[{_LETTER}]+(?:(?:(?<=[0-9A-Za-zÀ-ÖØ-öø-ʸ])[.&\-+’'](?=[0-9A-Za-zÀ-ÖØ-öø-ʸ가-힣])"
    rf"|&(?=[{_LETTER}]))[{_LETTER}]+)*"
)
_NOMINAL = frozenset({"NNG", "NNP", "XR", "SL", "SH", "SN", "XPN", "XSN", "SW", "SO", "SP", "SY"})
_EVERYDAY = frozenset({"NNG", "NNB", "NP", "NR", "MM", "MAG", "MAJ", "IC", "XR"})
_WHOLE = frozenset({"NNG", "NNP", "XPN", "XSN", "XR", "SL", "SN", "SH"})
_DETACHED = frozenset({"들", "님"})
"""Suffixes that are no part of a name, though Kiwi takes them for part of the noun."""
_PLURAL = "XS"
"""Their tag here."""


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
    common: bool
    """One everyday word of the dictionary."""
    proper: bool
    """Has a proper noun, foreign letters or a noun that is in no dictionary."""
    broken: bool
    """Kiwi cut it into pieces that do not make a noun, as it does with unknown names."""
    joined: bool
    """Kiwi keeps it and the word before as one noun (a foreign name that its dictionary has)."""


_new = partial(tuple.__new__, Word)


def split_words(analysis: Analysis) -> list[Word]:
    """Return the words of a text in order; one pass over characters and morphemes."""
    text = analysis.text
    _, every, starts, ends = analysis.columns
    starts = (*starts, len(text))
    guesses = iter([*sorted(analysis.guessed), len(text)])
    guess, swallowed = next(guesses), closed("swallowed")
    first = last = before = 0
    out: list[tuple[object, ...]] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        while starts[first] < start:
            first += 1
        joined = first > 0 and ends[first - 1] > start
        if joined:
            first -= 1
        last = first
        while starts[last] < end:
            last += 1
        nouns, tags, tail, common, proper, broken, plural = _made[every[first:last]]
        if plural:
            tagged = tuple(map(_tag, analysis.morphemes[first:last]))
            nouns, tags, tail, common, proper, broken, _ = _made[tagged]
        stop = ends[first + nouns - 1] if nouns else start
        stem = stop if stop < end else end
        guessed = guess < end
        if guessed:
            common, proper = False, True
            while guess < end:
                guess = next(guesses)
            if stem - start > 2 and text[stem - 1 : end] in swallowed:
                stem -= 1
        broken = broken and end - start > 2
        form, gap = text[start:stem], text[before if start - before < 4 else start - 4 : start]
        out.append(
            (start, stem, end, form, tail, tags, gap, guessed, common, proper, broken, joined)
        )
        first, before = last, end
    return list(map(_new, out))


def _tag(piece: Morpheme) -> str:
    return _PLURAL if piece.form in _DETACHED and piece.tag == "XSN" else piece.tag


def _make(tags: tuple[str, ...]) -> tuple[int, tuple[str, ...], str, bool, bool, bool, bool]:
    """Return what the tags of a word's morphemes say about it.

    The number of morphemes up to the end of the nominal part, its tags, the tag behind it, whether
    it is common, proper or broken, and whether it has a suffix that may be no part of a name.
    """
    nouns = max((i for i, tag in enumerate(tags, 1) if tag in _NOMINAL), default=0)
    own = tags[:nouns] or tags
    return (
        nouns,
        own,
        tags[nouns] if nouns < len(tags) else "",
        len(own) == 1 and own[0] in _EVERYDAY,
        "NNP" in own or "SL" in own,
        len(own) != 1 and not _WHOLE.issuperset(own),
        "XSN" in tags,
    )


_made: Final = Kept(_make, 1 << 12)

"""Words looked up at an offset of a text, and spellings as patterns.

A `_` in a spelling is a space that may be left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")
GAPS: Final = ("", " ", "\u00a0")


class Word(NamedTuple, Generic[T]):
    """A word found: where it ends, how it is spelt without spaces, and what it says."""

    end: int
    spelt: str
    value: T


class Vocabulary(Generic[T]):
    """Words and what they say. The longest that stands at an offset wins.

    A look-up costs a few dictionary accesses however many words there are, and touches little
    memory: a big alternation is walked from its beginning at every place.
    """

    def __init__(self, table: Mapping[str, T]) -> None:
        self._words = {
            spelt: (word.replace("_", ""), value)
            for word, value in table.items()
            for spelt in spellings(word)
        }
        lengths: dict[str, set[int]] = {}
        for spelt in self._words:
            lengths.setdefault(spelt[:2], set()).add(len(spelt))
        self._lengths = {two: sorted(found, reverse=True) for two, found in lengths.items()}
        """By the first two characters (or the only one), the longest first."""

    def __iter__(self) -> Iterator[str]:
        """All spellings."""
        return iter(self._words)

    def read(self, text: str, pos: int) -> Word[T] | None:
        """Return the longest word at an offset."""
        for length in self._lengths.get(text[pos : pos + 2], ()):
            here = text[pos : pos + length]
            if found := self._words.get(here):
                return Word(pos + len(here), *found)
        one = self._words.get(text[pos : pos + 1])
        return Word(pos + 1, *one) if one else None


def spellings(word: str) -> list[str]:
    """Return the ways to write a word: with and without the spaces that may be left out."""
    parts = word.split("_")
    written = [parts[0]]
    for part in parts[1:]:
        written = [f"{left}{gap}{part}" for left, gap in product(written, GAPS)]
    return written


def spelling(words: Iterable[str]) -> str:
    """Return a pattern for any of the spellings, the longest first, as nested alternatives.

    Words are grouped by their first character, so that a text character is looked at once.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rests in groups.items():
        tails = "|".join(_pattern(rest) for rest in rests)
        parts.append(re.escape(first) + (f"(?:{tails})" if tails else ""))
    return "|".join(parts)


def _pattern(rest: str) -> str:
    return re.escape(rest).replace("_", "[ \u00a0]?")


def followed(word: str, characters: Iterable[str]) -> Iterator[str]:
    """Yield a word with each of the characters behind it, with a space between them or without."""
    return (f"{word}{gap}{c}" for gap in GAPS for c in characters)


def plain(text: str) -> str:
    """Return a spelling without its spaces, as the tables are looked up."""
    return text.replace(" ", "").replace("\u00a0", "")

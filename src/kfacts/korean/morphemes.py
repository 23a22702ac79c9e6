"""The analysed text as plain values: what every later step reads instead of spaCy objects."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple, TypeAlias

_OVERLAP = 4
"""No more morphemes than this share one character."""


Strings: TypeAlias = tuple[str, ...]
Offsets: TypeAlias = tuple[int, ...]
Columns: TypeAlias = tuple[Strings, Strings, Offsets, Offsets]


class Morpheme(NamedTuple):
    """One of Kiwi's morphemes. Morphemes may share characters (했 = 하 + 었) or have none."""

    form: str
    """Dictionary form, e.g. 하 of 했. Not always the characters of the text."""
    tag: str
    """Sejong tag, e.g. NNP, JKS, VV; irregular stems carry -I or -R (VV-I)."""
    start: int
    end: int


_morpheme = partial(tuple.__new__, Morpheme)
"""A row from a tuple of its fields, made in C."""


@dataclass(frozen=True)
class Analysis:
    """A text with its morphemes and sentences; offsets in code points of `text`."""

    text: str
    morphemes: Sequence[Morpheme]
    sentences: Sequence[tuple[int, int]]
    """Half-open extents in text order; together they cover every character that is not space."""
    guessed: frozenset[int] = frozenset()
    """Starts of the nouns that are not in Kiwi's dictionary: it guessed them from their place."""

    @classmethod
    def of(
        cls,
        text: str,
        columns: Columns,
        sentences: Sequence[tuple[int, int]],
        guessed: frozenset[int] = frozenset(),
    ) -> "Analysis":
        """Build an analysis from the columns of its morphemes."""
        made = cls(text, list(map(_morpheme, zip(*columns, strict=True))), sentences, guessed)
        vars(made)["columns"] = columns
        return made

    @cached_property
    def columns(self) -> Columns:
        """Forms, tags, starts and ends of the morphemes: quicker to read than the rows."""
        if not self.morphemes:
            return (), (), (), ()
        forms, tags, starts, ends = zip(*self.morphemes, strict=True)
        return forms, tags, starts, ends

    @cached_property
    def starts(self) -> Offsets:
        """Start offset of each morpheme, for bisection."""
        return self.columns[2]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def is_edge(self, offset: int) -> bool:
        """Whether a morpheme starts or ends here and none runs across."""
        i = bisect_left(self.starts, offset)
        touches = i < len(self.starts) and self.starts[i] == offset
        for m in reversed(self.morphemes[max(i - _OVERLAP, 0) : i]):
            if m.end > offset:
                return False
            touches = touches or m.end == offset
        return touches

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds the offset (the one before it, between sentences)."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

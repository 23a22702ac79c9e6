"""What the finders of names ask of a learned tagger, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.candidate import Label
    from kfacts.korean.morphemes import Analysis


Seen: TypeAlias = "tuple[int, int, Label, float]"
"""(start, end, label, log-odds)"""


class Reading(Protocol):
    """One text as the tagger sees it."""

    @property
    def names(self) -> Sequence[Seen]:
        """The names it sees."""
        ...

    def scores(self, spans: Sequence[tuple[int, int, Label]]) -> Sequence[float]:
        """Log-odds that exactly these spans are names of these kinds."""
        ...

    def sport(self, offset: int) -> int:
        """How many words of sport stand in the sentence at an offset, up to two."""
        ...


class Tagger(Protocol):
    """The learned model."""

    def read(self, analysis: Analysis) -> Reading:
        """Read a text once."""
        ...

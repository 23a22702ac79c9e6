"""Evidence for names: named cues with weights, summed for each span and type."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from kfacts.extract.names.gazetteer import LABELS
from kfacts.extract.names.tables import rows

if TYPE_CHECKING:
    from kfacts.extract.candidate import Label

THRESHOLD = 2.0
"""A name is taken when its cues sum to this."""
SURE = 2.5
"""What a name must score in one place, or over its places, to be looked for in others."""

LONGEST = 200
"""Characters of a name: a longer one is a wall of letters, and its parts would cost its square."""

Cue = tuple[str, float]
"""(cue, weight)"""
Span = tuple[int, int]
_LEARNED = frozenset(
    f"{kind}.{what}"
    for kind in ("person", "org", "program", "location")
    for what in ("model", "doubt")
)
"""What the learned tagger says, for and against."""


@cache
def load_weights() -> dict[str, float]:
    """Read the weight of each cue (rules/names/weights.tsv)."""
    return {row[0]: float(row[2]) for row in rows("weights")}


class Decided(NamedTuple):
    """A span with its best type, the cue that spoke loudest for it and the sum."""

    start: int
    end: int
    label: Label
    cue: str
    score: float


_decided = partial(tuple.__new__, Decided)


class Evidence:
    """Cues found so far, by span and type."""

    def __init__(self) -> None:
        self.weights = load_weights()
        self.cues: dict[Span, dict[str, dict[str, float]]] = {}
        """Weight of each cue, by span and type."""
        self._decided: dict[Span, Decided] = {}
        self._news: dict[Span, None] = {}
        """Spans with cues since the last decision, in order."""

    def add(self, start: int, end: int, label: str, cue: str, scale: float = 1.0) -> None:
        """Note a cue for a span; the same cue counts once."""
        if not start < end <= start + LONGEST:
            return
        span = (start, end)
        labels = self.cues.get(span)
        if labels is None:
            labels = self.cues[span] = {}
        noted = labels.get(label)
        if noted is None:
            noted = labels[label] = {}
        if cue not in noted:
            weight = self.weights[cue]
            noted[cue] = weight if scale == 1 else round(weight * scale, 3)
            self._news[span] = None

    def total(self, start: int, end: int, label: str) -> float:
        """Sum of the cues of a type for a span."""
        labels = self.cues.get((start, end))
        return sum(labels[label].values()) if labels and label in labels else 0.0

    def by_rules(self, start: int, end: int, label: str) -> float:
        """Sum of the cues without what the learned tagger says."""
        labels = self.cues.get((start, end))
        if labels is None or label not in labels:
            return 0.0
        return sum([weight for cue, weight in labels[label].items() if cue not in _LEARNED])

    def decided(self) -> list[Decided]:
        """Best type of each span whose sum reaches the threshold, in text order."""
        for span in self._news:
            self._decide(span)
        self._news.clear()
        return sorted(self._decided.values())

    def _decide(self, span: Span) -> None:
        labels = self.cues[span]
        sums = [(sum(noted.values()), label) for label, noted in labels.items()]
        score, label = sums[0] if len(sums) == 1 else max(sums)
        if score >= THRESHOLD:
            noted = labels[label]
            loudest = max(noted, key=noted.__getitem__)
            decided = *span, LABELS[label], loudest, round(score, 3)
            self._decided[span] = _decided(decided)
        else:
            self._decided.pop(span, None)

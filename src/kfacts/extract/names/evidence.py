"""Evidence for names: named cues with weights, summed for each span and type."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kfacts.extract.names.gazetteer import LABELS
from kfacts.extract.names.tables import rows

if TYPE_CHECKING:
    from kfacts.extract.candidate import Label

THRESHOLD = 2.0
"""A name is taken when its cues sum to this."""

Cue = tuple[str, float]
"""(cue, weight)"""

_NOTHING: dict[str, float] = {}
_weight = itemgetter(1)


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


class Evidence:
    """Cues found so far, by span and type."""

    def __init__(self) -> None:
        self.weights = load_weights()
        self.cues: dict[tuple[int, int], dict[str, list[Cue]]] = {}
        self._totals: dict[tuple[int, int], dict[str, float]] = {}

    def add(self, start: int, end: int, label: str, cue: str, scale: float = 1.0) -> None:
        """Note a cue for a span; the same cue counts once."""
        if end <= start:
            return
        span = (start, end)
        noted = self.cues.setdefault(span, {}).setdefault(label, [])
        for name, _ in noted:
            if name == cue:
                return
        weight = round(self.weights[cue] * scale, 3)
        noted.append((cue, weight))
        totals = self._totals.setdefault(span, {})
        totals[label] = totals.get(label, 0.0) + weight

    def total(self, start: int, end: int, label: str) -> float:
        """Sum of the cues of a type for a span."""
        return self._totals.get((start, end), _NOTHING).get(label, 0.0)

    def by_rules(self, start: int, end: int, label: str) -> float:
        """Sum of the cues without what the learned tagger says."""
        cues = self.cues.get((start, end), {}).get(label, ())
        return sum(weight for cue, weight in cues if not cue.endswith((".model", ".doubt")))

    def decided(self) -> list[Decided]:
        """Best type of each span whose sum reaches the threshold, in text order."""
        out: list[Decided] = []
        for span, totals in self._totals.items():
            score = max(totals.values())
            if score >= THRESHOLD:
                label = max(label for label, total in totals.items() if total == score)
                loudest = max(self.cues[span][label], key=_weight)[0]
                out.append(Decided(*span, LABELS[label], loudest, round(score, 3)))
        return sorted(out)

"""The scores of records against gold: what is counted, and how it is shown."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kfacts.evaluation.gold import NAMED, RELATION_KINDS, VALUED


@dataclass(slots=True)
class Tally:
    """Hits among predictions and among gold; B-cubed shares are fractions of a hit."""

    right: float = 0
    predicted: int = 0
    found: float = 0
    gold: int = 0

    def hit(self, count: int = 1) -> None:
        """Count something that is right on both sides."""
        self.right += count
        self.found += count

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 without predictions."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 without gold."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a record and its gold part: `what` is missed, span, value or extra."""

    doc: str
    type: str
    what: str
    gold: str
    predicted: str


@dataclass(slots=True)
class Scores:
    """Tallies by (measure, type), e.g. `("exact", "ORG")`, and every difference."""

    tallies: defaultdict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    differences: list[Difference] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def total(self, measure: str) -> Tally:
        """Sum the tallies of a measure over its types."""
        parts = [tally for (name, _), tally in self.tallies.items() if name == measure]
        return Tally(
            sum(t.right for t in parts),
            sum(t.predicted for t in parts),
            sum(t.found for t in parts),
            sum(t.gold for t in parts),
        )


def figures(scores: Scores) -> dict[str, float]:
    """Name every F1 of the scores, e.g. `exact.ORG`, `facts.strict.measure`; what a gate holds."""
    return {
        f"{measure}.{kind}": tally.f1
        for (measure, kind), tally in _rows(scores)
        if tally.gold or tally.predicted
    }


def _rows(scores: Scores) -> Iterator[tuple[tuple[str, str], Tally]]:
    """Give the tallies in the order of the table, each block of mentions with its sum."""
    for measure, kinds in (
        ("exact", (*NAMED, *VALUED)),
        ("overlap", (*NAMED, *VALUED)),
        ("value", VALUED),
    ):
        for kind in kinds:
            yield (measure, kind), scores.tallies.get((measure, kind), Tally())
        yield (measure, "all"), scores.total(measure)
    yield ("b_cubed", "named"), scores.tallies.get(("b_cubed", "named"), Tally())
    for measure in ("facts.strict", "facts.loose"):
        for kind in RELATION_KINDS:
            yield (measure, kind), scores.tallies.get((measure, kind), Tally())
    yield ("when", "measure"), scores.tallies.get(("when", "measure"), Tally())


def format_scores(scores: Scores) -> str:
    """Lay the scores out as a table, and name the articles without a record."""
    lines = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"]
    for (measure, kind), tally in _rows(scores):
        if tally.gold or tally.predicted:
            rates = "".join(f"{x:7.3f}" for x in (tally.precision, tally.recall, tally.f1))
            lines.append(f"{measure:13}{kind:11}{rates}{tally.gold:7}{tally.predicted:7}")
    if scores.missing:
        lines.append(f"no record for: {', '.join(scores.missing)}")
    return "\n".join(lines)


def format_differences(scores: Scores) -> str:
    """List every difference, one a line, in the order of the articles."""
    return "\n".join(
        f"{d.doc}: {d.type} {d.what}"
        + (f"  gold {d.gold}" if d.gold else "")
        + (f"  found {d.predicted}" if d.predicted else "")
        for d in scores.differences
    )

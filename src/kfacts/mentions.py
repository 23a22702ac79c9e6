"""From candidates to mentions: what the arbiter let through, in text order, with values."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from kfacts.extract.candidate import Candidate, Label
from kfacts.korean.dates import resolve_all
from kfacts.korean.morphemes import Analysis
from kfacts.reference import days_of

if TYPE_CHECKING:
    from kfacts.extract.literals import Literals
    from kfacts.korean.dates import DateExpr

NAMED = frozenset({"organization", "person", "program"})


class Found(NamedTuple):
    """A mention before it has ids: offsets in the analysed text, values resolved.

    Linking and facts read a list of these, sorted by (start, -end); a mention's index in that list
    is how they refer to it.
    """

    start: int
    end: int
    type: Label
    """Never "location"."""
    text: str
    sentence: int
    rule: str
    value: dict[str, Any] | None = None
    """As in the record (model.MoneyValue, DateValue, …); None for a name."""
    ref: str | None = None
    """The user's own id when a names file knows this very name."""


def build(
    analysis: Analysis,
    chosen: Sequence[Candidate],
    literals: "Literals",
    reference: Mapping[str, Any] | None,
) -> list[Found]:
    """Turn what the arbiter let through into mentions, sorted by (start, -end).

    Dates are resolved together, because one takes from another what it leaves unsaid.
    """
    text = analysis.text
    dates = [c for c in chosen if c.label == "date"]
    said = [(c.start, c.end, cast("DateExpr", literals.read(text, c))) for c in dates]
    resolved = dict(
        zip(dates, resolve_all(said, days_of(reference), analysis.sentence_at), strict=True)
    )

    def value(c: Candidate) -> dict[str, Any] | None:
        if c.label in NAMED:
            return None
        return resolved[c] if c.label == "date" else literals.value(text, c)

    found = [
        Found(
            start=c.start,
            end=c.end,
            type=c.label,
            text=text[c.start : c.end],
            sentence=analysis.sentence_at(c.start),
            rule=c.rule,
            value=value(c),
            ref=c.ref,
        )
        for c in chosen
    ]
    return sorted(found, key=lambda f: (f.start, -f.end))

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
    """Turn what the arbiter let through, in text order, into mentions.

    Dates are resolved together, because one takes from another what it leaves unsaid.
    """
    text = analysis.text
    dates = [c for c in chosen if c.label == "date"]
    said = [(c.start, c.end, cast("DateExpr", literals.read(text, c))) for c in dates]
    resolved = iter(resolve_all(said, days_of(reference), analysis.sentence_at))
    found: list[Found] = []
    for candidate in chosen:
        start, end, label, rule, _, ref = candidate
        value = None
        if label == "date":
            value = next(resolved)
        elif label not in NAMED:
            value = literals.value(text, candidate)
        sentence = analysis.sentence_at(start)
        found.append(Found(start, end, label, text[start:end], sentence, rule, value, ref))
    return found

"""From candidates to mentions: what the arbiter let through, in text order, with values."""

from dataclasses import dataclass
from typing import Any

from kfacts.extract.candidate import Label


@dataclass(frozen=True, slots=True)
class Found:
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

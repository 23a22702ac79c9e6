"""What extractors hand to the arbiter: a labelled stretch of text and the rule that found it."""

from typing import Literal, NamedTuple

Label = Literal[
    "organization",
    "person",
    "program",
    "money",
    "date",
    "percent",
    "quantity",
    "location",  # recognised so that places are not taken for organisations; never in a record
]


class Candidate(NamedTuple):
    """A possible mention. Offsets are half-open, in code points of the analysed text."""

    start: int
    end: int
    label: Label
    rule: str
    score: float = 0.0
    """Sum of the evidence for a name; 0 for a literal, which a pattern finds or does not."""
    ref: str | None = None
    """The user's own id of the name, from a names file."""

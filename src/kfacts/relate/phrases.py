"""Phrases, and the sketch of a sentence: what fact patterns and the discourse logic read.

A sentence is a row of phrases (a name, a number, a date, a run of nouns, a predicate) and a sketch
of three characters a phrase: kind, class, marker.
"""

from dataclasses import dataclass, field
from typing import Final

from kfacts.relate.words import NO_CLASS

KIND: Final = {
    "organization": "O",
    "person": "P",
    "program": "G",
    "money": "M",
    "percent": "C",
    "quantity": "Q",
    "date": "D",
}
NUMBERS: Final = frozenset("MCQ")
NAMES: Final = frozenset("OPG")


@dataclass(slots=True)
class Phrase:
    """One phrase. `end` excludes the particle; `form` is what its class was looked up by."""

    kind: str
    start: int
    end: int
    form: str = ""
    marker: str = "_"
    mention: int = -1
    """Index into the list of Found, −1 for other phrases."""
    entity: int = -1
    """Index into the list of Linked of a name, else −1."""
    cls: str = NO_CLASS
    past: bool = False
    negated: bool = False
    nominal: bool = False
    """A predicate made from a noun: 참가하다, 참가 중이다."""
    will: bool = False
    """A predicate of intention: 늘리겠다."""
    this: bool = False
    """A noun that 이, 이번 or 해당 points back with."""
    together: bool = False
    """An organisation that somebody acts with: 시와 함께."""
    general: bool = False
    """A noun about everybody: 우리나라 성인, 국내 생산량."""
    beside: str = ""
    """이상, 규모, 짜리, … behind a number."""


@dataclass(slots=True)
class Sentence:
    """The phrases of one sentence and their sketch."""

    index: int
    start: int
    end: int
    phrases: list[Phrase]
    sketch: str = ""
    clauses: list[tuple[int, int]] = field(default_factory=list)
    """Filled by `clause_of` when first asked."""


def alike(left: Phrase, right: Phrase) -> bool:
    """Tell whether two numbers measure the same kind of thing; units as far as both have one."""
    if left.kind != right.kind:
        return False
    return not (left.form and right.form) or left.form == right.form

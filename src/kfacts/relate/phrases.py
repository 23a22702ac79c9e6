"""Phrases, and the sketch of a sentence: what fact patterns and the discourse logic read.

A sentence is a row of phrases (a name, a number, a date, a run of nouns, a predicate) and a sketch
of three characters a phrase: kind, class, marker.
"""

from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
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
WIDTH: Final = 3
"""Characters of a sketch for each phrase."""
NUMBERS: Final = frozenset("MCQ")
NAMES: Final = frozenset("OPG")
_MARKED: Final = frozenset("은이도의")


@dataclass
class Phrase:
    """One phrase. `end` excludes the particle; `form` is what its class was looked up by.

    What few phrases have is no argument and stands in the class until it is set.
    """

    kind: str
    start: int
    end: int
    form: str = ""
    marker: str = "_"
    cls: str = NO_CLASS
    mention: int = field(default=-1, init=False)
    """Index into the list of Found, −1 for other phrases."""
    entity: int = field(default=-1, init=False)
    """Index into the list of Linked of a name, else −1."""
    past: bool = field(default=False, init=False)
    negated: bool = field(default=False, init=False)
    nominal: bool = field(default=False, init=False)
    """A predicate made from a noun: 참가하다, 참가 중이다."""
    will: bool = field(default=False, init=False)
    """A predicate of intention: 늘리겠다."""
    this: bool = field(default=False, init=False)
    """A noun that 이, 이번 or 해당 points back with."""
    both: bool = field(default=False, init=False)
    """A noun that points back at two: 두 기관."""
    together: bool = field(default=False, init=False)
    """An organisation that somebody acts with: 시와 함께."""
    general: bool = field(default=False, init=False)
    """A noun about everybody: 우리나라 성인, 국내 생산량."""
    beside: str = field(default="", init=False)
    """이상, 규모, 짜리, … behind a number."""


_SIGNS: Final = attrgetter("kind", "cls", "marker")


@dataclass(slots=True)
class Sentence:
    """The phrases of one sentence and their sketch, which must not change any more."""

    index: int
    start: int
    end: int
    phrases: list[Phrase]
    sketch: str = field(init=False)
    mirrored: str = field(init=False)
    """Backwards: what stands before a phrase is read from it on."""
    kinds: str = field(init=False)
    """A character a phrase, as are the markers: strings are quicker to search than phrases."""
    markers: str = field(init=False)
    names: list[int] = field(init=False)
    """The phrases that name an organisation, a person or a programme."""
    marked: list[int] = field(init=False)
    """The phrases marked as topic, subject or owner: 은, 이, 도, 의."""
    clauses: list[tuple[int, int]] = field(init=False, default_factory=list)
    """Filled by `clause_of` when first asked."""
    dates: list[int] | None = field(init=False, default=None)
    """The phrases that may date a number, when first asked."""
    asking: list[int] | None = field(init=False, default=None)
    """The predicates by which somebody asks or looks through records, when first asked."""

    def __post_init__(self) -> None:
        """Draw the sketch."""
        self.sketch = "".join(chain.from_iterable(map(_SIGNS, self.phrases)))
        self.mirrored = self.sketch[::-1]
        self.kinds, self.markers = self.sketch[::WIDTH], self.sketch[WIDTH - 1 :: WIDTH]
        self.names = [i for i, kind in enumerate(self.kinds) if kind in NAMES]
        self.marked = [i for i, marker in enumerate(self.markers) if marker in _MARKED]


def alike(left: Phrase, right: Phrase) -> bool:
    """Tell whether two numbers measure the same kind of thing; units as far as both have one."""
    if left.kind != right.kind:
        return False
    return not (left.form and right.form) or left.form == right.form

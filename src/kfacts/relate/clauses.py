"""Clauses: where in a sentence one ends."""

from collections.abc import Sequence
from typing import Final

from kfacts.relate.phrases import Phrase, Sentence
from kfacts.relate.words import DERIVED, NO_CLASS

_ENDING: Final = frozenset("고면다라과")
"""Markers of a predicate or copula behind which a new clause begins."""


def ends_clause(phrase: Phrase) -> bool:
    """Tell whether a predicate or copula ends its clause: one before a noun does not."""
    return phrase.marker in _ENDING


def clause_of(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the clause around a phrase as a half-open range of indices."""
    if not sentence.clauses:
        sentence.clauses.extend(_clauses(sentence.markers))
    return sentence.clauses[at]


def _clauses(markers: str) -> list[tuple[int, int]]:
    """Return for each phrase the range of its clause."""
    clauses: list[tuple[int, int]] = []
    start = 0
    ends = [end for end, marker in enumerate(markers, 1) if marker in _ENDING]
    for end in (*ends, len(markers)):
        clauses += [(start, end)] * (end - start)
        start = end
    return clauses


def cut_off(phrases: Sequence[Phrase]) -> None:
    """Read a noun before a comma as the predicate it stands for: 사고가 발생, 3명이 다쳤다."""
    if len(phrases) < 2:
        return
    argument, noun = phrases[-2:]
    if noun.kind == "N" and noun.marker == "_" and argument.marker in "을이":
        noun.kind, noun.marker, noun.nominal = "V", "고", True
        noun.start = noun.end - len(noun.form)
        if noun.cls == NO_CLASS:
            noun.cls = DERIVED["noun"]

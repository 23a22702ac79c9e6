"""Clauses: where in a sentence one ends."""

from collections.abc import Sequence

from kfacts.relate.phrases import Phrase, Sentence


def ends_clause(phrase: Phrase) -> bool:
    """Tell whether a predicate or copula ends its clause: one before a noun does not."""
    return phrase.marker in "고면다라과"


def clause_of(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the clause around a phrase as a half-open range of indices."""
    if not sentence.clauses:
        sentence.clauses.extend(_clauses(sentence.phrases))
    return sentence.clauses[at]


def _clauses(phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Return for each phrase the range of its clause."""
    clauses: list[tuple[int, int]] = []
    start = 0
    for i, phrase in enumerate(phrases):
        if phrase.marker in "고면다라과" or i == len(phrases) - 1:
            clauses.extend([(start, i + 1)] * (i + 1 - start))
            start = i + 1
    return clauses

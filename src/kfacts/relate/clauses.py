"""Clauses: where in a sentence one ends."""

from kfacts.relate.phrases import Phrase, Sentence


def ends_clause(phrase: Phrase) -> bool:
    """Tell whether a predicate or copula ends its clause: one inside a noun phrase does not."""
    return phrase.marker in "고면다라" and (phrase.kind == "V" or phrase.marker != "_")


def clause_of(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the clause around a phrase as a half-open range of indices."""
    phrases = sentence.phrases
    start = at
    while start > 0 and not ends_clause(phrases[start - 1]):
        start -= 1
    end = at
    while end < len(phrases) - 1 and not ends_clause(phrases[end]):
        end += 1
    return start, end + 1


def predicate(sentence: Sentence, at: int) -> Phrase | None:
    """Return the predicate or noun of change that governs a phrase: the next one to its right."""
    for p in sentence.phrases[at + 1 :]:
        if p.kind == "V" or (p.kind == "N" and p.cls in "ab"):
            return p
    return None

"""Settles overlaps between candidates by one written order.

1. A name from the user's own list beats everything it touches.
2. Then the longer candidate wins: a name keeps the date inside it, an amount its number.
3. Of two of one length a literal beats a name, a higher score a lower one, then by label.

A literal that is written without a digit must begin and end where a morpheme does (만 of 만일 does
not); one with a digit is taken as its characters say, because Kiwi cuts numbers unsteadily.
"""

from collections.abc import Iterable, Sequence

from kfacts.extract.candidate import Candidate
from kfacts.korean.morphemes import Analysis

LITERALS = frozenset({"money", "date", "percent", "quantity"})
USER_RULE = "names.user"
_LABELS = (
    *("money", "percent", "date", "quantity"),
    *("organization", "person", "program", "location"),
)
_ORDER = {label: i for i, label in enumerate(_LABELS)}


def arbitrate(analysis: Analysis, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that stand, in text order, without overlaps; places are left out."""
    taken: list[Candidate] = []
    covered = bytearray(len(analysis.text))
    for candidate in sorted(candidates, key=_rank):
        start, end = candidate.start, candidate.end
        if 1 in covered[start:end] or not _has_sound_edges(analysis, candidate):
            continue
        covered[start:end] = b"\x01" * (end - start)
        taken.append(candidate)
    return sorted(c for c in taken if c.label != "location")


def _rank(candidate: Candidate) -> tuple[bool, int, int, float, int, int]:
    start, end, label, rule, score = candidate[:5]
    literal = 0 if label in LITERALS else 1
    return rule != USER_RULE, start - end, literal, -score, _ORDER[label], start


def _has_sound_edges(analysis: Analysis, candidate: Candidate) -> bool:
    if candidate.label not in LITERALS:
        return True
    if any(map(str.isdigit, analysis.text[candidate.start : candidate.end])):
        return True
    return analysis.is_edge(candidate.start) and analysis.is_edge(candidate.end)


def losers(candidates: Sequence[Candidate], winners: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that the arbiter refused, for explanations."""
    kept = set(winners)
    return [c for c in candidates if c not in kept]

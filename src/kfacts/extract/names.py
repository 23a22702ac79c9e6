"""Organisations, people, programs and places: candidates, evidence, decision."""

from collections.abc import Sequence

from kfacts.extract.candidate import Candidate
from kfacts.korean.morphemes import Analysis


def find_names(analysis: Analysis, literals: Sequence[Candidate]) -> list[Candidate]:
    """Return the name candidates of a text, in text order."""
    return []

"""Money, dates, percentages and quantities: patterns over the characters of the text."""

from kfacts.extract.candidate import Candidate


def find_literals(text: str) -> list[Candidate]:
    """Return the literal candidates of a text, in text order."""
    return []

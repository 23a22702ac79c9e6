"""Where sentences end, for those who look at a stretch of the text without its analysis."""

import re

SENTENCE_END = re.compile(r"[.!?…][\"'’”]?\s|\n")


def in_one_sentence(text: str, start: int, end: int) -> bool:
    """Whether no sentence ends between two offsets."""
    return SENTENCE_END.search(text, start, end) is None


def sentence_start(text: str, after: int, before: int) -> int:
    """Where the sentence of an offset begins, no further back than another offset."""
    return max([end.end() for end in SENTENCE_END.finditer(text, after, before)], default=after)

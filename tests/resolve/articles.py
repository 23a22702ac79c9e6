"""Articles for tests, written with their names marked: [O:가나전자], [P:홍길동], [G:달빛 축제]."""

import re

from kfacts.korean.morphemes import Analysis
from kfacts.link import Linked, link
from kfacts.mentions import Found

_TYPES = {"O": "organization", "P": "person", "G": "program"}
_MARK = re.compile(r"\[([OPG]):([^\]]+)\]")


def marked(source: str) -> tuple[Analysis, list[Found]]:
    """The text without its marks, and the names they mark."""
    text, found, at = "", [], 0
    for match in _MARK.finditer(source):
        text += source[at : match.start()]
        found.append(
            Found(len(text), len(text) + len(match[2]), _TYPES[match[1]], match[2], 0, "test")
        )
        text, at = text + match[2], match.end()
    text += source[at:]
    return Analysis(text, (), ((0, len(text)),)), found


def linked(source: str) -> list[Linked]:
    return link(*marked(source))


def aliases(source: str) -> list[tuple[str, ...]]:
    """The spellings of each thing of a marked article."""
    return [thing.aliases for thing in linked(source)]

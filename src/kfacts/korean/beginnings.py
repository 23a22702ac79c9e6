"""Where words may begin in a text, as a pattern that one search of the text stops at.

A search for one of many characters is quick; what must follow each is looked at only there.
"""

import re
from collections.abc import Iterable
from typing import Final

BUCKET: Final = 12
"""First characters are looked up in groups: a look at each in turn would cost more."""


def after_first(words: Iterable[str]) -> str:
    """Return a pattern of no width for the place behind a first character.

    It holds where a word begins with that character and goes on with what follows it.
    """
    found = _by_first(words)
    alone = [first for first, rests in sorted(found.items()) if "" in rests]
    alike: dict[str, list[str]] = {}
    for first, rests in sorted(found.items()):
        if "" not in rests:
            alike.setdefault(f"(?={one_of(rests)})", []).append(first)
    groups = [(_class(firsts), ahead) for ahead, firsts in alike.items()]
    buckets = "|".join(_bucket(groups[i : i + BUCKET]) for i in range(0, len(groups), BUCKET))
    seconds = sorted({rest[0] for first in found for rest in found[first] if rest})
    longer = f"(?=[{_class(seconds)}])(?:{buckets})"
    return f"(?<=[{_class(alone)}])|{longer}" if alone else longer


def _bucket(groups: list[tuple[str, str]]) -> str:
    every = "".join(firsts for firsts, _ in groups)
    return f"(?<=[{every}])(?:" + "|".join(f"(?<=[{c}]){ahead}" for c, ahead in groups) + ")"


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of the shortest of some words, common beginnings written once."""
    alike: dict[str, list[str]] = {}
    for first, rests in sorted(_by_first(words).items()):
        alike.setdefault("" if "" in rests else one_of(rests), []).append(first)
    parts = [f"[{_class(firsts)}]{rest}" for rest, firsts in alike.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _by_first(words: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(word[1:])
    return found


def _class(characters: Iterable[str]) -> str:
    """Write characters as the inside of a character class."""
    return "".join(re.escape(c) for c in characters)

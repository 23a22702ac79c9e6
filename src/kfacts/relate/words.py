"""The classes and sets of words that fact patterns speak of, from `rules/facts/words.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kfacts.errors import RuleError

RULES = Path(__file__).parent.parent / "rules" / "facts"
NO_CLASS = "-"
_LETTERS = "abcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρστυφχψω"
"""Of the classes; a capital would be taken for a kind of phrase."""
DERIVED = {"noun": "0", "unit": "1", "length": "2", "score": "3", "done": "4", "point": "5"}
"""Classes that no list gives: a predicate made from a noun, a unit that says what it counts,
a date that is a length of time, a unit of a game that says all about what it counts,
a passive of a predicate of running (개최된), points, which are scored or counted."""


@dataclass(frozen=True)
class Words:
    """What is known about words. Classes are single characters, as in a sketch."""

    letters: dict[str, str]
    """Class name to letter."""
    of: dict[str, str]
    """Word to letter."""
    sets: dict[str, frozenset[str]]
    """Set name to its words."""


@cache
def load_words(path: Path = RULES / "words.toml") -> Words:
    """Read the classes. Raises RuleError naming the word that stands in two of them."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    names = list(table["class"])
    letters = dict(zip(names, _LETTERS[: len(names)], strict=True))
    of: dict[str, str] = {}
    for name, entry in table["class"].items():
        for word in entry["words"].split():
            if of.setdefault(word, letters[name]) != letters[name]:
                raise RuleError(f"{path}: {word!r} stands in two classes; leave it in one")
    sets = {name: frozenset(entry["words"].split()) for name, entry in table["set"].items()}
    return Words({**letters, **DERIVED}, of, sets)


@lru_cache(maxsize=64)
def letter(name: str) -> str:
    """Return the letter of a class."""
    return load_words().letters[name]


@lru_cache(maxsize=1 << 10)
def unit_class(unit: str) -> str:
    """Return the class of a unit that says what it counts (안타, 연승); not 명, 마리, kg."""
    sets = load_words().sets
    if unit in sets["score"]:
        return DERIVED["score"]
    if unit == "점":
        return DERIVED["point"]
    silent = unit in sets["generic"] or unit in sets["spec"]
    if unit in sets["telling"] or (len(unit) > 1 and unit[0] >= "가" and not silent):
        return DERIVED["unit"]
    return NO_CLASS

"""The classes of words that fact patterns speak of, read from `rules/facts/words.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kfacts.errors import RuleError

RULES = Path(__file__).parent.parent / "rules" / "facts"
NO_CLASS = "-"


@dataclass(frozen=True)
class Words:
    """Which class a word belongs to; classes are single letters inside a sketch."""

    letters: dict[str, str]
    """Class name to letter."""
    of: dict[str, str]
    """Word to letter."""


@cache
def load_words(path: Path = RULES / "words.toml") -> Words:
    """Read the classes. Raises RuleError naming the word that stands in two of them."""
    classes = tomllib.loads(path.read_text(encoding="utf-8"))
    letters = {name: chr(ord("a") + i) for i, name in enumerate(classes)}
    of: dict[str, str] = {}
    for name, entry in classes.items():
        for word in entry["words"].split():
            if of.setdefault(word, letters[name]) != letters[name]:
                raise RuleError(f"{path}: {word!r} stands in two classes; leave it in one")
    return Words(letters, of)

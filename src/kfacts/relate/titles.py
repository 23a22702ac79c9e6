"""Titles: where in a run of nouns the words of an office or a calling end."""

import tomllib
from functools import cache, lru_cache
from typing import Final

import regex

from kfacts.relate.words import RULES

_WORD: Final = regex.compile(r"[가-힣A-Za-z0-9]+")
_WHOLE: Final = frozenset(["교육감", "총장"])
_TAILS: Final = ("님", "들", "팀", "진")


@cache
def _heads() -> tuple[frozenset[str], frozenset[str], tuple[int, ...]]:
    """Return the heads, the characters they end in, and the lengths they have."""
    table = tomllib.loads((RULES / "titles.toml").read_text(encoding="utf-8"))
    heads = frozenset({*table["heads"]["words"].split(), *_listed()})
    lengths = sorted({len(head) for head in heads})
    return heads, frozenset(word[-1] for word in (*heads, *_words("tails"))), tuple(lengths)


def _listed() -> list[str]:
    """Return the titles of the name lists; forms of address (씨, 형) are no office."""
    text = (RULES.parent / "names" / "titles.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [title for title, kind, *_ in rows[1:] if kind != "honor"]


@cache
def _words(table: str) -> tuple[str, ...]:
    tables = tomllib.loads((RULES / "titles.toml").read_text(encoding="utf-8"))
    return tuple(tables[table]["words"].split())


def is_bound(title: str) -> bool:
    """Tell whether a title without an organisation is one of the organisation under discussion."""
    return title.endswith(_words("bound"))


def is_sole(title: str) -> bool:
    """Tell whether an organisation has but one person of this title."""
    return title in _words("sole")


def joined_start(text: str, body: int, head: "regex.Match[str]") -> int:
    """Return where the title begins in 다온시장, 다온시교육감, 부산항만청장, joined to its body."""
    if head.group() in _WHOLE:
        return head.start()
    return head.start() - 1 if text[head.start() - 1] in "시군구도" else body


def title_end(text: str) -> int:
    """Return where the title in a noun run ends; 0 when the run holds none.

    The title is everything up to the last word that ends in a head: 사업부문장, 대표이사 사장.
    """
    if _heads()[1].isdisjoint(text):
        return 0
    for word in reversed(list(_WORD.finditer(text))):
        if _ends_in_head(word.group()):
            return word.end()
        if word.group().endswith(_TAILS) and _ends_in_head(word.group()[:-1]):
            return word.end() - 1
    return 0


@lru_cache(maxsize=1 << 12)
def _ends_in_head(word: str) -> bool:
    heads, last, lengths = _heads()
    if word.endswith(_words("tails")) and word not in _words("tails"):
        return True
    if word[-1:] not in last or word.endswith(_words("places")):
        return False
    return any(word[-n:] in heads for n in lengths if n <= len(word))

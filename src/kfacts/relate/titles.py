"""Titles: where in a run of nouns the words of an office or a calling end."""

import re
import tomllib
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from kfacts.relate.words import RULES

_WORD: Final = re.compile(r"[가-힣A-Za-z0-9]+")
_WHOLE: Final = frozenset(["교육감", "총장"])
_TAILS: Final = ("님", "들", "팀", "진")


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """Return the heads by the character that they, or the tails of a title, end in."""
    table = tomllib.loads((RULES / "titles.toml").read_text(encoding="utf-8"))
    heads = sorted({*table["heads"]["words"].split(), *_listed()}, key=itemgetter(-1))
    none: tuple[str, ...] = ()
    ends = dict.fromkeys([tail[-1] for tail in _words("tails")], none)
    return ends | {last: tuple(same) for last, same in groupby(heads, itemgetter(-1))}


@cache
def _may_end() -> re.Pattern[str]:
    """Find a word that ends as titles do: one search, where most nouns hold no title."""
    last = sorted({*_heads(), *(tail[-1] for tail in _TAILS)})
    return re.compile(f"[{''.join(last)}](?![가-힣A-Za-z0-9])")


def _listed() -> list[str]:
    """Return the titles of the name lists; forms of address (씨, 형) are no office."""
    text = (RULES.parent / "names" / "titles.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [title for title, kind, *_ in rows[1:] if kind != "honor"]


@cache
def _words(table: str) -> tuple[str, ...]:
    tables = tomllib.loads((RULES / "titles.toml").read_text(encoding="utf-8"))
    return tuple(tables[table]["words"].split())


@lru_cache(maxsize=1 << 12)
def is_bound(title: str) -> bool:
    """Tell whether a title without an organisation is one of the organisation under discussion."""
    return title.endswith(_words("bound")) and not title.endswith(_words("own"))


def is_sole(title: str) -> bool:
    """Tell whether an organisation has but one person of this title."""
    return title in _words("sole")


def joined_start(text: str, body: int, head: re.Match[str]) -> int:
    """Return where the title begins in 다온시장, 다온시교육감, 부산항만청장, joined to its body."""
    if head.group() in _WHOLE:
        return head.start()
    return head.start() - 1 if text[head.start() - 1] in "시군구도" else body


def title_end(text: str) -> int:
    """Return where the title in a noun run ends; 0 when the run holds none.

    The title is everything up to the last word that ends in a head: 사업부문장, 대표이사 사장.
    """
    if not _may_end().search(text):
        return 0
    for word in reversed([*_WORD.finditer(text)]):
        if _ends_in_head(word[0]):
            return word.end()
        if word[0].endswith(_TAILS) and _ends_in_head(word[0][:-1]):
            return word.end() - 1
    return 0


def _ends_in_head(word: str) -> bool:
    heads = _heads().get(word[-1:])
    if heads is None:
        return False
    if word.endswith(_words("tails")) and word not in _words("tails"):
        return True
    return word.endswith(heads) and not word.endswith(_words("places"))

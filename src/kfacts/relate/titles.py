"""Titles: where in a run of nouns the words of an office or a calling end."""

import tomllib
from functools import cache

import regex

from kfacts.relate.words import RULES


@cache
def _heads() -> regex.Pattern[str]:
    table = tomllib.loads((RULES / "titles.toml").read_text(encoding="utf-8"))
    heads = sorted(table["heads"]["words"].split(), key=len, reverse=True)
    names = "|".join(map(regex.escape, heads))
    return regex.compile(rf"(?:{names})(?=(?:님|들|팀|진)?(?![가-힣A-Za-z0-9]))")


def title_end(text: str) -> int:
    """Return where the title in a noun run ends; 0 when the run holds none.

    The title is everything up to the last word that ends in a head: 플랫폼부문장, 대표이사 사장.
    """
    end = 0
    for found in _heads().finditer(text):
        end = found.end()
    return end

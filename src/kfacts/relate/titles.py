"""Titles: where in a run of nouns the words of an office or a calling end."""

import tomllib
from functools import cache

import regex

from kfacts.relate.words import RULES


@cache
def _heads() -> regex.Pattern[str]:
    table = tomllib.loads((RULES / "titles.toml").read_text(encoding="utf-8"))
    names = {*table["heads"]["words"].split(), *_listed()}
    heads = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(map(regex.escape, heads))
    return regex.compile(rf"(?:{words})(?=(?:님|들|팀|진)?(?![가-힣A-Za-z0-9]))")


def _listed() -> list[str]:
    """Return the titles of the name lists; forms of address (씨, 형) are no office."""
    text = (RULES.parent / "names" / "titles.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [title for title, kind, *_ in rows[1:] if kind != "honor"]


@cache
def _bound() -> tuple[str, ...]:
    table = tomllib.loads((RULES / "titles.toml").read_text(encoding="utf-8"))
    return tuple(table["bound"]["words"].split())


def is_bound(title: str) -> bool:
    """Tell whether a title without an organisation is one of the organisation under discussion."""
    return title.endswith(_bound())


def title_end(text: str) -> int:
    """Return where the title in a noun run ends; 0 when the run holds none.

    The title is everything up to the last word that ends in a head: 플랫폼부문장, 대표이사 사장.
    """
    end = 0
    for found in _heads().finditer(text):
        end = found.end()
    return end

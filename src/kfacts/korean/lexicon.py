"""The lists that linking reads: words of names, letters, titles, surnames.

Each is a file of `rules/linking`, read once, when something first asks for it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple


class Component(NamedTuple):
    """A word that names are built of."""

    kind: str
    """lead, public, head or word: see components.tsv."""
    forms: tuple[str, ...]
    """What it shrinks to in an abbreviation, itself first."""


def _read(name: str) -> str:
    return (files("kfacts") / "rules" / "linking" / name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[list[str]]:
    for line in _read(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.rstrip().split("\t")


@cache
def components() -> Mapping[str, Component]:
    """Words of organisation and program names."""
    table = {}
    for kind, word, *shorts in _rows("components.tsv"):
        listed = shorts[0].split("|") if shorts else []
        if word.endswith("원") and len(word) == 3:
            listed.append(word[0] + word[-1])
        if kind != "head":
            listed.append(word[0])
        forms = dict.fromkeys([word, *listed])
        table[word] = Component(kind, tuple(forms))
    return MappingProxyType(table)


@cache
def letters() -> Mapping[str, tuple[str, ...]]:
    """Lower-case Latin letter (and & and +) → how it is called in Korean."""
    return MappingProxyType(
        {row[0].lower(): tuple(row[1].split("|")) for row in _rows("letters.tsv")}
    )


@cache
def roles() -> Mapping[str, tuple[frozenset[str], bool]]:
    """Title → its fields, and whether it is an office that few hold at a time."""
    table: dict[str, tuple[frozenset[str], bool]] = {}
    for field, titles in _rows("roles.tsv"):
        for written in titles.split("|"):
            title, office = written.rstrip("*"), written.endswith("*")
            fields, was_office = table.get(title, (frozenset[str](), False))
            table[title] = (fields | {field}, was_office or office)
    return MappingProxyType(table)


@cache
def rungs() -> Mapping[str, Mapping[int, int]]:
    """Title → ladder → the rung it stands on there: see rungs.tsv."""
    table: dict[str, dict[int, int]] = {}
    for ladder, row in enumerate(_rows("rungs.tsv")):
        for rung, titles in enumerate(row):
            for title in titles.split("|"):
                table.setdefault(title, {})[ladder] = rung
    return MappingProxyType(table)


@cache
def surnames() -> frozenset[str]:
    """Korean surnames of one and two syllables."""
    return frozenset(word for row in _rows("surnames.txt") for word in row[0].split())


@cache
def forms() -> Mapping[str, Any]:
    """Legal forms, spelling variants, bracket cues, generic words, settled numbers."""
    return MappingProxyType(tomllib.loads(_read("forms.toml")))


@cache
def hanja_surnames() -> Mapping[str, str]:
    """Surname in Chinese characters, as headlines write it → in Hangul."""
    return MappingProxyType({row[0]: row[1] for row in _rows("hanja.tsv")})


@cache
def regions() -> Mapping[str, tuple[str, str]]:
    """Name of a place → the region or country, and the town or district in it; "" for unknown."""
    table: dict[str, tuple[str, str]] = {}
    rows = [[cell.strip("-").split("|") for cell in row] for row in _rows("regions.tsv")]
    for (region,), others, _ in rows:
        table |= {name: (region, "") for name in (region, *others) if name}
    for (region,), _, towns in rows:
        for town in filter(None, towns):
            table.setdefault(town, (region, town))
            if len(town) > 2:
                table.setdefault(town[:-1], (region, town))
    return MappingProxyType(table)


@cache
def foreign_given_names() -> frozenset[str]:
    """Given names of foreigners that many bear: 제임스, 마리아."""
    table = files("kfacts") / "rules" / "names" / "foreign_given.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if line and not line.startswith("#"))

"""The linguist's lists (rules/names/*.tsv) as dictionaries, read once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kfacts.extract.names.gazetteer import Gazetteer, Name
from kfacts.extract.names.tables import column, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LISTS = ("public_bodies", "companies", "universities", "media", "parties_clubs", "programs")
PLACES = ("countries", "local_governments", "places")


@dataclass(frozen=True)
class Lexicon:
    """Cue words of names. Every mapping is from the word itself."""

    names: Gazetteer
    governments: frozenset[str]
    countries: frozenset[str]
    surnames: dict[str, int]
    syllables: dict[str, int]
    titles: dict[str, str]
    compound_titles: frozenset[str]
    titles_before: frozenset[str]
    org_suffixes: dict[str, tuple[str, float]]
    program_heads: frozenset[str]
    program_nouns: frozenset[str]
    program_verbs: tuple[str, ...]
    product_nouns: frozenset[str]
    acts: tuple[str, ...]
    companions: frozenset[str]
    foreign: frozenset[str]

    def org_suffix(self, form: str) -> tuple[str, str, float] | None:
        """Longest organisation ending of a word that is longer than it: (suffix, kind, weight)."""
        for size in range(min(len(form) - 1, 8), 0, -1):
            hit = self.org_suffixes.get(form[-size:])
            if hit:
                return form[-size:], hit[0], hit[1]
        return None

    def program_head(self, form: str) -> str | None:
        """Longest program head that ends the word or is the word."""
        for size in range(min(len(form), 6), 0, -1):
            if form[-size:] in self.program_heads:
                return form[-size:]
        return None

    def title(self, form: str) -> str | None:
        """Class of the title that the word is, or that closes it (플랫폼부문장)."""
        known = self.titles.get(form)
        if known or len(form) < 3:
            return known
        for size in (4, 3, 2):
            if len(form) > size and form[-size:] in self.compound_titles:
                return self.titles[form[-size:]]
        return None

    def person_shape(self, form: str) -> float:
        """How much a word looks like a Korean name: 0 not at all, 1 very much."""
        size = len(form)
        if size not in (2, 3, 4):
            return 0.0
        family = 2 if form[:2] in self.surnames and size > 2 else 1
        strength = self.surnames.get(form[:family], 0)
        given = [self.syllables.get(s, 0) for s in form[family:]]
        if not strength or not all(given):
            return 0.0
        if len(given) == 2:
            return min(1.0, 0.2 * strength + 0.1 * sum(given))
        return 0.12 * strength + 0.12 * given[0] if len(given) == 1 else 0.15


def _names(lists: Iterable[str]) -> Iterator[Name]:
    for name in lists:
        for row in rows(name):
            yield Name(row[0], row[1])
            for alias in row[2].split("|") if len(row) > 2 else ():
                yield Name(alias, row[1])


@cache
def load_lexicon() -> Lexicon:
    """Read the lists (about 10 ms, once a process)."""
    places = {name: column(name) for name in PLACES}
    titles = list(rows("titles"))
    return Lexicon(
        names=Gazetteer(_names((*PLACES, *LISTS))),
        governments=frozenset(
            name.text for name in _names(["local_governments"]) if name.text[-1] in "시도군구"
        ),
        countries=places["countries"],
        surnames={row[0]: int(row[1]) for row in rows("surnames")},
        syllables={row[0]: int(row[1]) for row in rows("given_syllables")},
        titles={row[0]: row[1] for row in titles},
        compound_titles=frozenset(row[0] for row in titles if row[2] == "end"),
        titles_before=column("titles_before"),
        org_suffixes={row[0]: (row[1], float(row[2])) for row in rows("org_suffixes")},
        program_heads=column("program_heads"),
        program_nouns=column("program_nouns"),
        program_verbs=tuple(sorted(column("program_verbs"))),
        product_nouns=column("product_nouns"),
        acts=tuple(sorted(column("acts"))),
        companions=column("org_company"),
        foreign=column("foreign_given"),
    )

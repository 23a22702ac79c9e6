"""The linguist's lists (rules/names/*.tsv) as dictionaries, read once a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from kfacts.extract.kept import Kept
from kfacts.extract.names.gazetteer import LABELS, Gazetteer, Name
from kfacts.extract.names.tables import closed, column, rows
from kfacts.korean.knowledge import things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PLACES = ("countries", "local_governments", "places")


_RARE: Final = 0.45
"""The most that a name with a syllable seldom met in names is like one: a title must say more."""
_HONORS = frozenset("씨님")
_OFFICES, _MEMBERS, _TEAM = ("장", "수"), ("의원", "지사", "청장"), "팀"
"""What makes the head of a local government of its name, a member, and what titles carry on."""
_FIRMS = ("법무법인", "회계법인", "특허법인", "세무법인", "노무법인", "감정평가법인")
_ACADEMIC = ("학과", "교수", "총장", "연구팀")
_OF_UNIVERSITY = (
    *("교수", "총장", "학과", "연구팀", "병원", "의대", "석좌교수", "명예교수", "대학원"),
    "의과대학",
)
_REMEMBERED = 1 << 14
"""Words whose facts are kept, for most words of an article come back in the next."""
_LONG = 7
"""Syllables of a compound with a head such as 장려금 that is a scheme's name, not a kind of it."""
_LAW = regex.compile(
    r"[가-힣]{2,20}(?:특별법|기본법|보호법|진흥법|촉진법|처벌법|방지법|특례법|금지법|관리법|지원법|육성법|"
    r"보장법|특조법|도서관법|운수사업법)"
)


class Suffix(NamedTuple):
    """An organisation's ending, its kind and its weight as evidence."""

    text: str
    kind: str
    weight: float


class Facts(NamedTuple):
    """What the lists say about one word."""

    title: str | None
    org_suffix: Suffix | None
    program_head: str | None
    person_shape: float
    companion: bool
    government: bool
    announces: bool
    """A word after which a person's name follows (배우, 남편)."""
    law: bool
    product: tuple[int, ...]
    """Where the word can be cut into a brand and a product noun."""
    beside: str
    """Whose name may stand beside it, if one's: "ministry", "firm", "school" or "university"."""
    ending: bool
    """Is or ends in the ending of an organisation."""
    marked: bool
    """Any of these but the shape: the word alone is a reason to look for a name."""
    org_noun: bool
    """Ends in a noun that says what an organisation is."""
    program_noun: bool
    """Ends in a noun that says what a programme is."""


_facts = partial(tuple.__new__, Facts)
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """Cue words of names. Every mapping is from the word itself."""

    names: Gazetteer
    governments: frozenset[str]
    towns: frozenset[str]
    """Provinces and cities without 시, 도, …, as clubs carry them."""
    countries: frozenset[str]
    surnames: dict[str, int]
    syllables: dict[str, int]
    titles: dict[str, str]
    compound_titles: frozenset[str]
    titles_before: frozenset[str]
    org_nouns: frozenset[str]
    org_suffixes: dict[str, tuple[str, float]]
    program_heads: frozenset[str]
    program_nouns: frozenset[str]
    program_verb: re.Pattern[str]
    product_nouns: frozenset[str]
    act: re.Pattern[str]
    """What organisations do."""
    human: re.Pattern[str]
    """What only people do."""
    companions: frozenset[str]
    foreign: frozenset[str]

    @cached_property
    def facts(self) -> Callable[[str], Facts]:
        """What the lists say about a word; remembered."""
        return Kept(self._read, _REMEMBERED).__getitem__

    def _read(self, form: str) -> Facts:
        ends, whole = self._ends.get(form[-1:], _NONE), self._whole.get(form, _NONE)
        title = self._title(form) if "title" in ends else None
        suffix = self._org_suffix(form)
        head = self._program_head(form) if "head" in ends else None
        products = self._products(form) if "product" in ends else ()
        law = "law" in ends and _LAW.fullmatch(form) is not None
        academic = "academic" in ends and form.endswith(_ACADEMIC)
        beside = self._beside.get(form, "university" if academic and form[-1] == "과" else "")
        marked = title or suffix or head or products or law or academic or beside or whole
        facts = (
            *(title, suffix, head, self._person_shape(form), "companion" in whole),
            *("government" in whole, "announces" in whole, law, products, beside),
            *(suffix is not None or "suffix" in whole, bool(marked)),
            "org_noun" in ends and _ends_in(form, self.org_nouns),
            "program_noun" in ends and _ends_in(form, self.program_nouns),
        )
        return _facts(facts)

    @cached_property
    def _ends(self) -> dict[str, frozenset[str]]:
        """What a word may be or end in, by its last syllable; all else need not be looked up."""
        lists = {
            "title": (*self.titles, *_OFFICES, *_MEMBERS, _TEAM),
            "head": self.program_heads | closed("long_head"),
            "product": self._product_ends,
            "law": ("법",),
            "academic": _ACADEMIC,
            "org_noun": self.org_nouns,
            "program_noun": self.program_nouns,
        }
        return _kinds((word[-1], kind) for kind, words in lists.items() for word in words)

    @cached_property
    def _whole(self) -> dict[str, frozenset[str]]:
        """What a word is by itself."""
        lists = {
            "companion": self.companions,
            "government": self.governments,
            "announces": self.titles_before,
            "suffix": self.org_suffixes,
            "foreign": self.foreign,
        }
        return _kinds((word, kind) for kind, words in lists.items() for word in words)

    @cached_property
    def _beside(self) -> dict[str, str]:
        """Words beside which the name of an organisation may stand, with its kind."""
        return {
            **dict.fromkeys(closed("ministry"), "ministry"),
            **dict.fromkeys(_FIRMS, "firm"),
            **dict.fromkeys(closed("pupil"), "school"),
            **dict.fromkeys(_OF_UNIVERSITY, "university"),
        }

    def title(self, form: str) -> str | None:
        """Class of the title that the word is, or that closes it (플랫폼부문장)."""
        return self.facts(form).title

    def org_suffix(self, form: str) -> Suffix | None:
        """Longest organisation ending of a word that is longer than it."""
        return self.facts(form).org_suffix

    def program_head(self, form: str) -> str | None:
        """Longest program head that ends the word or is the word."""
        return self.facts(form).program_head

    @cached_property
    def person_shape(self) -> Callable[[str], float]:
        """How much a word looks like a Korean name: 0 not at all, 1 very much; remembered."""
        return Kept(self._person_shape, _REMEMBERED).__getitem__

    def _org_suffix(self, form: str) -> Suffix | None:
        for size in self._suffix_sizes.get(form[-1:], ()):
            hit = self.org_suffixes.get(form[-size:]) if size < len(form) else None
            if hit:
                return Suffix(form[-size:], *hit)
        return None

    @cached_property
    def _suffix_sizes(self) -> dict[str, list[int]]:
        """Lengths of organisations' endings by their last syllable, longest first."""
        sizes: dict[str, set[int]] = {}
        for suffix in self.org_suffixes:
            sizes.setdefault(suffix[-1], set()).add(len(suffix))
        return {last: sorted(found, reverse=True) for last, found in sizes.items()}

    def _products(self, form: str) -> tuple[int, ...]:
        first = max(2, len(form) - self._longest_product)
        return tuple(n for n in range(first, len(form)) if form[n:] in self._product_ends)

    @cached_property
    def _longest_product(self) -> int:
        return max(map(len, self._product_ends))

    @cached_property
    def _product_ends(self) -> frozenset[str]:
        return self.product_nouns | closed("product_end")

    def starts_with_place(self, form: str) -> bool:
        """Whether a word starts as public bodies do: with a place, 국립, 대한 and the like."""
        if form.startswith(("국립", "시립", "도립", "대한", "전국", "중앙", "국군")):
            return True
        heads = (self.names.get(form[:size]) for size in (4, 3, 2))
        return any(name is not None and name.type == "location" for name in heads)

    def _program_head(self, form: str) -> str | None:
        long = closed("long_head") if len(form) >= _LONG else frozenset()
        for size in range(min(len(form), 6), 0, -1):
            if form[-size:] in self.program_heads or form[-size:] in long:
                return form[-size:]
        return None

    def official(self, form: str) -> bool:
        """Whether a word is the head of a local government or a member of its council."""
        return (form[-1:] in _OFFICES and form[:-1] in self.governments) or (
            form[-2:] in _MEMBERS and form[:-2] in self.governments
        )

    def _heads_body(self, form: str) -> bool:
        """Whether a word is the head of a listed body: 방위사업청장."""
        body = self.names.get(form[:-1]) if form[-1] == "장" else None
        return body is not None and body.type == "organization"

    def _title(self, form: str) -> str | None:
        known = self.titles.get(form)
        if known or len(form) < 3 or form in closed("no_title"):
            return known
        if self.official(form) or self._heads_body(form):
            return "public"
        if form[-1] == _TEAM:  # 교수팀, 책임연구원팀, but not 대표팀
            lead = self._title(form[:-1])
            return lead if lead == "academic" else None
        for size in (4, 3, 2):
            if len(form) > size and form[-size:] in self.compound_titles:
                return self.titles[form[-size:]]
        return None

    def _person_shape(self, form: str) -> float:
        size = len(form)
        if not 2 <= size <= 4 or form[0] not in self._surname_heads:
            return 0.0
        long = self._shape_with(form, 2) if size > 2 and form[:2] in self.surnames else 0.0
        return max(long, self._shape_with(form, 1))

    @cached_property
    def _surname_heads(self) -> frozenset[str]:
        return frozenset(surname[0] for surname in self.surnames)

    def _shape_with(self, form: str, family: int) -> float:
        strength = self.surnames.get(form[:family], 0)
        if not strength or form[-1] in _HONORS:
            return 0.0
        given = [self.syllables.get(s, 0) for s in form[family:]]
        if not any(given):
            return 0.0
        if len(given) == 2:
            return min(1.0 if all(given) else _RARE, 0.2 * strength + 0.1 * sum(given))
        if not all(given):
            return 0.0
        return 0.12 * strength + 0.12 * given[0] if len(given) == 1 else 0.15


def _kinds(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Gather the kinds of each word."""
    kinds: dict[str, set[str]] = {}
    for word, kind in pairs:
        kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(of_word) for word, of_word in kinds.items()}


def _ends_in(form: str, nouns: frozenset[str]) -> bool:
    """Whether a word is one of the nouns or ends in one of two to four syllables."""
    return form in nouns or form[-2:] in nouns or form[-3:] in nouns or form[-4:] in nouns


def _names(lists: Iterable[str]) -> Iterator[Name]:
    for name in lists:
        for row in rows(name):
            yield Name(row[0], LABELS[row[1]])
            for alias in row[2].split("|") if len(row) > 2 else ():
                yield Name(alias, LABELS[row[1]])


def _gazetteer() -> Gazetteer:
    known = (Name(name, LABELS[thing.type]) for thing in things() for name in thing.names)
    return Gazetteer([*_names(PLACES), *known])


@cache
def load_lexicon() -> Lexicon:
    """Read the lists (about 10 ms, once a process)."""
    towns = [*_names(["local_governments"]), *(n for n in _names(["places"]) if len(n.text) == 2)]
    titles = list(rows("titles"))
    return Lexicon(
        names=_gazetteer(),
        governments=frozenset(
            name.text for name in _names(["local_governments"]) if name.text[-1] in "시도군구"
        ),
        towns=frozenset(name.text for name in towns if name.text[-1] not in "시도군구"),
        countries=frozenset(name.text for name in _names(["countries"])),
        surnames={row[0]: int(row[1]) for row in rows("surnames")},
        syllables={row[0]: int(row[1]) for row in rows("given_syllables")},
        titles={row[0]: row[1] for row in titles},
        compound_titles=frozenset(row[0] for row in titles if row[2] == "end"),
        titles_before=column("titles_before"),
        org_nouns=column("org_nouns"),
        org_suffixes={row[0]: (row[1], float(row[2])) for row in rows("org_suffixes")},
        program_heads=column("program_heads"),
        program_nouns=column("program_nouns"),
        program_verb=re.compile("|".join(sorted(column("program_verbs")))),
        product_nouns=column("product_nouns"),
        act=re.compile("|".join(sorted(column("acts")))),
        human=re.compile("|".join(sorted(closed("human_act")))),
        companions=column("org_company"),
        foreign=column("foreign_given"),
    )

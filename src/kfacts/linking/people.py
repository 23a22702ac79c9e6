"""Persons inside one article: what stands beside a name, surnames and given names with titles."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from kfacts.korean.jamo import is_hangul, parts
from kfacts.korean.lexicon import hanja_surnames
from kfacts.korean.namekeys import name_key
from kfacts.korean.nameparts import is_body
from kfacts.korean.persons import (
    compound_title_after,
    compound_title_before,
    fields,
    is_rival,
    is_surname,
    same_title,
    split_name,
    title_after,
    title_before,
    without_title,
)
from kfacts.korean.sentence_ends import in_one_sentence
from kfacts.linking.groups import Group
from kfacts.mentions import Found

_FEW = 40
"""More persons of one surname than this are too many to tell apart mention by mention."""
_FAMILY = 2
"""Least syllables of a foreign surname and what stands with it before a given name: 쩐반득."""


_LONGEST_SENTENCE = 120
_WORD = re.compile(r"\s([가-힣A-Za-z&]{2,12})(?=\s)")
_OFFICES = "시도군구청대"
_STATES = frozenset(("후보", "예비후보", "후보자", "당선인", "당선자", "내정자", "지명자"))
"""What anybody of any field may be for a time: 대표 who becomes 후보."""


@dataclass(slots=True)
class Role:
    """What stands beside a person's name."""

    title: str | None
    organization: str | None = None
    """Key of the organisation named right beside."""
    spaced: bool = True
    """Whether the name stands apart from the word behind it."""
    age: int | None = None
    """Years in brackets behind the name."""
    former: bool = False
    """Whether the title is one of the past."""
    namesake: bool = False
    """Whether the words before it say that somebody else has the name: 동명이인."""
    sentence: int | None = None
    """Number of the sentence, where the name is not what somebody becomes."""


@dataclass(slots=True)
class Person:
    """A full name's group with every title it is met with."""

    group: int
    titles: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Offsets of its mentions, ascending."""


def role_at(text: str, found: Sequence[Found], i: int) -> Role:
    """Title and organisation right beside mention i.

    윤 **대표**, 홍길동 **가나전자 대표**, **가나 유나이티드 수비수** 홍길동.
    """
    mention = found[i]
    title = title_after(text, mention.end)
    before = title_before(text, mention.start)
    organization = None
    for j in (i + 1, i - 1):
        if not 0 <= j < len(found) or found[j].type != "organization":
            continue
        gap = text[mention.end : found[j].start] if j > i else text[found[j].end : mention.start]
        told = gap.removeprefix("의").strip()
        beside = gap in ("", " ") or (j < i and (told == (before or "") and gap != ""))
        if not beside:
            continue
        organization = name_key(found[j].text)
        if j > i:
            end = found[j].end
            title = title or title_after(text, end) or compound_title_after(text, end)
        break
    if organization is None and title is None:
        organization, title = _unmarked_role(text, mention.end)
    title = title or before or compound_title_after(text, mention.end)
    spaced = not is_hangul(text[mention.end : mention.end + 1])
    return Role(title or compound_title_before(text, mention.start), organization, spaced)


def _unmarked_role(text: str, end: int) -> tuple[str | None, str | None]:
    """Organisation and title behind a name where nobody marked the organisation: 부산시 부시장."""
    word = _WORD.match(text, end)
    if word is None or not (word[1][-1] in _OFFICES or is_body(name_key(word[1]))):
        return None, None
    title = title_after(text, word.end()) or compound_title_after(text, word.end())
    return (name_key(word[1]), title) if title else (None, None)


def person_key(mention: Found, role: Role) -> str:
    """Key of a person's mention: a bare surname only counts together with its title."""
    name = without_title(mention.text)
    key = name_key(name)
    key = hanja_surnames().get(key, key)
    if not is_surname(key):
        return key
    return f"{key} {role.title or title_after(mention.text, len(name)) or ''}".rstrip()


def one_by_one(keys: Mapping[int, str], found: Sequence[Found]) -> dict[int, int]:
    """Mention → a number of its own, for short names by which several may be called.

    김 대표 may be one person here and another there, so each mention is looked at for itself.
    """
    full = {key: found[i].text for i, key in keys.items() if is_full_name(key, found[i].text)}
    brief = [i for i, key in keys.items() if key not in full]
    if not brief:
        return {}
    callable_by = Counter(piece for key, text in full.items() for piece in _pieces(key, [text]))
    contested = {piece for piece, n in callable_by.items() if 1 < n <= _FEW}
    return {i: i + 1 for i in brief if keys[i].split(" ")[0] in contested}


def is_full_name(key: str, text: str) -> bool:
    """Whether a name is a whole one: 홍길동, 제롬 파월."""
    return split_name(key) is not None or " " in text.strip()


def short_persons(
    text: str, groups: Sequence[Group], roles: dict[int, Role], found: Sequence[Found]
) -> Iterator[tuple[int, int, str]]:
    """(group of the full name, group of the short one, why): 홍 대표 and 길동 씨 for 홍길동."""
    named = [(g, group) for g, group in enumerate(groups) if group.kind == "person"]
    words = {word for _, group in named for word in _ends(group.text)}
    bearers = _bearers(named, roles, found)
    open_: dict[str, int] = {}
    for g, group in named:
        called, first = _called(group, words, bearers), group.mentions[0]
        if called is None:
            continue
        persons, bare = bearers.get(called, []), not (roles[first].title or roles[first].spaced)
        given = any(_is_given(called, groups[person.group]) for person in persons)
        if bare and is_surname(called) and not given:
            continue  # the first of a longer name
        chosen = _choose(persons, roles[first].title, text, found[first].start)
        if chosen is not None and chosen.group != g:
            yield chosen.group, g, "surname" if is_surname(called) else "given name"
        elif chosen is None and open_.setdefault(group.key, g) != g:
            yield open_[group.key], g, "spelling"


def _bearers(
    named: Sequence[tuple[int, Group]], roles: dict[int, Role], found: Sequence[Found]
) -> dict[str, list[Person]]:
    """Return the persons by the parts of their names that may call them."""
    bearers: dict[str, list[Person]] = {}
    for g, group in named:
        if is_full_name(group.key, group.text):
            person = _person(g, group, roles, found)
            for piece in sorted(_pieces(group.key, group.texts)):
                bearers.setdefault(piece, []).append(person)
    for g, group in named:
        if _is_foreign(group):
            person = _person(g, group, roles, found)
            for n in range(_FAMILY, len(group.key)):
                bearers.setdefault(group.key[n:], []).append(person)
    for g, group in named:
        if _is_brief(group) and group.key not in bearers:
            bearers.setdefault(group.key[0], []).append(_person(g, group, roles, found))
    return bearers


def _called(group: Group, words: Set[str], bearers: Mapping[str, object]) -> str | None:
    """Tell by which part of a name a group calls its bearer; None for whole names.

    오타니 looks whole and is not where 오타니 쇼헤이 stands, nor is 유진이 where 최유진 does.
    """
    plain = _without_ending(group.key)
    if plain != group.key and plain in bearers:
        return plain
    whole = is_full_name(group.key, group.text) and group.key not in words
    return None if whole else group.key.split(" ")[0]


def _pieces(key: str, texts: Iterable[str]) -> set[str]:
    """Parts by which the bearer of a full name may be called; 황보라 is 황 or 황보."""
    pieces = {word for text in texts for word in _ends(text)}
    korean = split_name(key)
    if korean:
        cuts = {len(korean[0]), 1} if is_surname(key[0]) else {len(korean[0])}
        given = [key[n:] for n in cuts]
        pieces |= {key[:n] for n in cuts} | {g if len(g) > 1 else g + "이" for g in given}
    return pieces


def _is_given(name: str, group: Group) -> bool:
    """Whether a word that is a surname too is somebody's given name: 선우 of 황선우."""
    korean = split_name(group.key)
    return korean is not None and korean[1] == name


def _without_ending(name: str) -> str:
    """Take off the 이 of a given name that ends in a consonant: 유진이 → 유진."""
    called = len(name) > 2 and is_hangul(name) and name[-1] == "이" and parts(name[-2])[2]
    return name[:-1] if called else name


def _ends(text: str) -> tuple[str, ...]:
    """First and last word of a person's name of several: 제롬, 파월."""
    words = text.split()
    return (name_key(words[0]), name_key(words[-1])) if len(words) > 1 else ()


def _is_foreign(group: Group) -> bool:
    """Whether a name in one word is no Korean one and ends in a given name: 쩐반득, 왕샤오리."""
    key = group.key
    one = len(key) > _FAMILY and is_hangul(key) and " " not in group.text.strip()
    return one and split_name(key) is None


def _is_brief(group: Group) -> bool:
    """Whether the name may be a surname and a given name of one syllable: 백호."""
    return len(group.key) == 2 and is_surname(group.key[0])


def _person(g: int, group: Group, roles: dict[int, Role], found: Sequence[Found]) -> Person:
    titles = [t for i in group.mentions if (t := roles[i].title)]
    return Person(g, list(dict.fromkeys(titles)), [found[i].start for i in group.mentions])


def _choose(persons: list[Person], title: str | None, text: str, at: int) -> Person | None:
    """Choose the bearer whose title agrees best, then the one named last before offset `at`.

    None where two such were last named in one sentence, so that either may be meant.
    """
    graded = [(p, agreement(title, p.titles)) for p in persons]
    best = max((grade for _, grade in graded), default=0)
    fitting = [p for p, grade in graded if grade == best > 0]
    before = sorted(
        (p.places[bisect_left(p.places, at) - 1], p.group, p) for p in fitting if p.places[0] < at
    )
    if not before:
        return fitting[0] if len(fitting) == 1 else None
    place, _, last = before[-1]
    rivals = [other for other, _, _ in before[:-1] if _one_sentence(text, other, place)]
    return None if rivals else last


def _one_sentence(text: str, one: int, other: int) -> bool:
    return other - one <= _LONGEST_SENTENCE and in_one_sentence(text, one, other)


def agreement(title: str | None, titles: list[str]) -> int:
    """3: the same title; 2: one of the same field; 1: nothing known; 0: another field."""
    wanted = fields(title) if title else frozenset()
    if not wanted or title is None:
        return 1
    if any(same_title(title, t) for t in titles):
        return 3
    others = [t for t in titles if fields(t)]
    if not others:
        return 1
    if any(wanted & fields(t) and not is_rival(title, t) for t in others):
        return 2
    return 1 if title in _STATES else 0

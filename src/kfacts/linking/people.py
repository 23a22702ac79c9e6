"""Persons inside one article: surnames and given names with titles, and two bearers of one name."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kfacts.korean.jamo import is_hangul
from kfacts.korean.namekeys import name_key
from kfacts.korean.persons import (
    compound_title_after,
    fields,
    is_surname,
    same_title,
    split_name,
    title_after,
    title_before,
    without_title,
)
from kfacts.linking.groups import Group
from kfacts.mentions import Found


@dataclass(slots=True)
class Role:
    """What stands beside a person's name."""

    title: str | None
    organization: str | None = None
    """Key of the organisation named right beside."""
    spaced: bool = True
    """Whether the name stands apart from the word behind it."""


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
        beside = gap in ("", " ") or (j < i and before is not None and gap.strip() == before)
        if not beside:
            continue
        organization = name_key(found[j].text)
        if j > i:
            end = found[j].end
            title = title or title_after(text, end) or compound_title_after(text, end)
        break
    spaced = not is_hangul(text[mention.end : mention.end + 1])
    return Role(title or before, organization, spaced)


def person_key(mention: Found, role: Role) -> str:
    """Key of a person's mention: a bare surname only counts together with its title."""
    name = without_title(mention.text)
    key = name_key(name)
    if not is_surname(key):
        return key
    return f"{key} {role.title or title_after(mention.text, len(name)) or ''}".rstrip()


def homonyms(roles: Sequence[Role]) -> list[int]:
    """Which bearer of one full name each of its mentions means: 0 for all, unless roles contradict.

    Two bearers only when both are named with an organisation and a title, and neither the
    organisations nor the fields of the titles are shared. A mention with only a title means the
    bearer of that field, one without a role the bearer named last.
    """
    bearers: list[tuple[set[str], set[str]]] = []
    for role in roles:
        field_set = set(fields(role.title)) if role.title else set()
        if role.organization and field_set and _bearer(bearers, role) is None:
            bearers.append(({role.organization}, field_set))
    out, last = [], 0
    for role in roles:
        bearer = _bearer(bearers, role)
        last = last if bearer is None else bearer
        out.append(last)
    return out


def _bearer(bearers: list[tuple[set[str], set[str]]], role: Role) -> int | None:
    """Find the bearer whose organisation or field the role shares, who then has the role's too."""
    field_set = set(fields(role.title)) if role.title else set()
    for n, (organizations, bearer_fields) in enumerate(bearers):
        if role.organization in organizations or bearer_fields & field_set:
            if role.organization:
                organizations.add(role.organization)
                bearer_fields.update(field_set)
            return n
    return None


def short_persons(
    groups: Sequence[Group], roles: dict[int, Role], found: Sequence[Found]
) -> Iterator[tuple[int, int, str]]:
    """(group of the full name, group of the short one, why): 홍 대표 and 길동 씨 for 홍길동."""
    bearers: dict[str, list[Person]] = {}
    words = set[str]()
    for g, group in enumerate(groups):
        words |= _words(group)
        for piece in _pieces(group) if _is_full(group) else ():
            bearers.setdefault(piece, []).append(_person(g, group, roles, found))
    for g, group in enumerate(groups):
        if _is_brief(group) and group.key not in bearers:
            bearers.setdefault(group.key[0], []).append(_person(g, group, roles, found))
    for g, group in enumerate(groups):
        if group.kind != "person" or (_is_full(group) and group.key not in words):
            continue  # 오타니 looks full and is not where 오타니 쇼헤이 stands
        key, first = group.key.split(" ")[0], group.mentions[0]
        if is_surname(key) and roles[first].title is None and not roles[first].spaced:
            continue  # the first of a longer name
        chosen = _choose(bearers.get(key, []), roles[first].title, found[first].start)
        if chosen is not None and chosen.group != g:
            yield chosen.group, g, "surname" if is_surname(key) else "given name"


def _pieces(full: Group) -> set[str]:
    """Parts by which the bearer of a full name may be called."""
    korean = split_name(full.key.split("#")[0])
    if not korean:
        return _words(full)
    surname, given = korean
    return {surname, given, *_words(full)} if len(given) > 1 else {surname, *_words(full)}


def _words(group: Group) -> set[str]:
    """First and last word of a person's name of several: 제롬, 파월."""
    words = group.text.split() if group.kind == "person" else ()
    ends = (name_key(words[0]), name_key(words[-1])) if len(words) > 1 else ()
    return {word for word in ends if len(word) > 1 or is_surname(word)}


def _is_brief(group: Group) -> bool:
    """Whether the name may be a surname and a given name of one syllable: 백호."""
    return group.kind == "person" and len(group.key) == 2 and is_surname(group.key[0])


def _is_full(group: Group) -> bool:
    if group.kind != "person":
        return False
    return split_name(group.key.split("#")[0]) is not None or " " in group.text.strip()


def _person(g: int, group: Group, roles: dict[int, Role], found: Sequence[Found]) -> Person:
    titles = [t for i in group.mentions if (t := roles[i].title)]
    return Person(g, list(dict.fromkeys(titles)), [found[i].start for i in group.mentions])


def _choose(persons: list[Person], title: str | None, at: int) -> Person | None:
    """Choose the bearer whose title agrees best, then the one named last before offset `at`."""
    graded = [(p, _agreement(title, p.titles)) for p in persons]
    best = max((grade for _, grade in graded), default=0)
    fitting = [p for p, grade in graded if grade == best > 0]
    before = [p for p in fitting if p.places[0] < at]
    if before:
        return max(before, key=lambda p: p.places[bisect_left(p.places, at) - 1])
    return fitting[0] if len(fitting) == 1 else None


def _agreement(title: str | None, titles: list[str]) -> int:
    """3: the same title; 2: one of the same field; 1: nothing known; 0: another field."""
    wanted = fields(title) if title else frozenset()
    if not wanted or title is None:
        return 1
    if any(same_title(title, t) for t in titles):
        return 3
    others = [f for t in titles if (f := fields(t))]
    if not others:
        return 1
    return 2 if any(wanted & f for f in others) else 0

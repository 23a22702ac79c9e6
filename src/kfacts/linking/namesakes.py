"""Several persons of one name inside an article: which of them each mention means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kfacts.korean.namekeys import name_key
from kfacts.korean.persons import fields, is_rival, split_name
from kfacts.linking.people import Role, agreement
from kfacts.mentions import Found

_MOST = 50
"""Organisations or titles that tell a bearer of a name from another."""
_STEM = 2
"""Syllables that the names of two bodies of one house begin with: 한빛전자, 한빛그룹."""
_AGE = re.compile(r"\s?[(（](?:여|남)?[,·]?\s?(\d{1,3})세?[)）,·]")
_BRACKET = re.compile(r"\(([가-힣A-Za-z]{2,8})\)")
_BESIDE = 12
"""Characters around a name within which its title is said to be of the past."""
_FORMER = re.compile(r"(?:^|[\s(])(?:전|前|옛|당시|출신)\s|(?:시절|당시|출신)")
_SEVERAL = re.compile(r"동명이인|동명의|이름이 같[은아다]|이름도 같[은아다]|같은 이름[이을의]")
_PAIR = re.compile(r"두 (?:명의 |사람의 )?([가-힣]{2,5})")
_BOTH = re.compile(r"([가-힣]{2,5})[이가] (?:둘|두 명|두 사람|여럿)")
"""Said of a name that two bear: 두 홍길동은, 홍길동이 둘이다."""
_NUMBERS = ("이 둘", "가 둘", "두 명", "두 사람", "여럿")
_BECOMES = re.compile(r"(?:\s?\S{1,8}?)?(?:으로|로|이?라는|이?라고|이?란)\s")
"""Behind a name that somebody becomes or is called: `배우 홍길동이 시인 홍길동으로`."""
_NAMESAKE = re.compile(r"(?:이름이 같은|동명이인|동명의)[^.!?\n]{0,12}$")


@dataclass(slots=True)
class Bearer:
    """One of several bearers of a name, with the roles that show it."""

    number: int
    organizations: list[str]
    titles: list[str]
    age: int | None = None
    sentence: int | None = None
    """Sentence in which the name first stands with a title of the bearer's."""


def _told_apart(text: str, mention: Found, role: Role, several: bool) -> Role:
    """Add what tells a bearer of a name from another: age, an office of the past, `동명이인`.

    Where `several` are said to have the name, brackets behind it say whose each is: `(울산)`.
    """
    bracket = _BRACKET.match(text, mention.end) if several else None
    if bracket and role.organization is None:
        role.organization = name_key(bracket[1])
    around = max(mention.start - 2 * _BESIDE, 0), mention.end + _BESIDE
    aged = _AGE.match(text, mention.end)
    role.age = int(aged[1]) if aged else None
    role.former = role.title is not None and _FORMER.search(text, *around) is not None
    role.namesake = _NAMESAKE.search(text, around[0], mention.start) is not None
    if role.title and not role.former and not _BECOMES.match(text, mention.end):
        role.sentence = mention.sentence
    return role


def bearer_numbers(
    text: str, found: Sequence[Found], keys: Mapping[int, str], roles: Mapping[int, Role]
) -> dict[int, int]:
    """Mention → number of the bearer it means, for full names that have several (see homonyms)."""
    by_name: dict[str, list[int]] = {}
    for i, key in keys.items():
        by_name.setdefault(key, []).append(i)
    numbers: dict[int, int] = {}
    several, twice = _SEVERAL.search(text) is not None, _twice(text)
    for key, mentions in by_name.items():
        if len(mentions) > 1 and split_name(key):
            both = several or key in twice
            told = [_told_apart(text, found[i], roles[i], both) for i in mentions]
            of_role = homonyms(told, both)
            numbers |= dict(zip(mentions, of_role, strict=True))
    return numbers


def _twice(text: str) -> set[str]:
    """Beginnings of the words of which the text says that there are two."""
    words = [found[1] for found in _PAIR.finditer(text)]
    if any(number in text for number in _NUMBERS):
        words += (found[1] for found in _BOTH.finditer(text))
    return {word[:size] for word in words for size in range(2, len(word) + 1)}


def homonyms(roles: Sequence[Role], several: bool = False) -> list[int]:
    """Which bearer of one full name each of its mentions means: 0 for all, unless roles contradict.

    Two bearers when both are named with an organisation and a title, the organisations have
    nothing to do with each other, and the titles are of two fields or of two rungs of a ladder;
    with titles alone on two rungs, neither of them one of the past, or of two fields in one
    sentence; or with two ages; and with two titles in a text that says that `several` have a name.
    A mention with only a title means the bearer of it, one without a role the bearer named last.
    """
    bearers: list[Bearer] = []
    for role in roles:
        told = (role.age or _is_told(role, several)) and not _bearer(bearers, role, several)
        if told and all(_clash(bearer, role, several) for bearer in bearers):
            organizations = [role.organization] if role.organization else []
            titles = [role.title] if role.title else []
            number = len(bearers)
            bearers.append(Bearer(number, organizations, titles, role.age, role.sentence))
    out, last = [], 0
    for role in roles:
        bearer = _bearer(bearers, role, several)
        last = bearer.number if bearer else last
        out.append(last)
    return out


def _is_told(role: Role, several: bool) -> bool:
    """Whether a role says what its bearer is now."""
    if several:
        return bool(role.title or role.organization)
    if role.title is None:
        return False
    return bool(fields(role.title)) and not role.former


def _clash(bearer: Bearer, role: Role, several: bool) -> bool:
    """Whether a role that agrees with nothing of the bearer's belongs to somebody else."""
    if role.namesake or (bearer.age and role.age and abs(bearer.age - role.age) > 1):
        return True
    two_bodies = bool(role.organization and bearer.organizations)
    if several:
        return two_bodies or bool(role.title and bearer.titles)
    if role.title is None:
        return False
    if two_bodies:
        return True
    if role.sentence is not None and role.sentence == bearer.sentence and bearer.titles:
        return True
    return any(is_rival(role.title, title) for title in bearer.titles)


def _bearer(bearers: Sequence[Bearer], role: Role, several: bool) -> Bearer | None:
    """Find the bearer whose organisation or title the role shares, who then has the role's too.

    Where `several` have the name, a title of the same field is not enough: 배우, 시인.
    """
    least = 3 if several and role.title else 1
    bearer = max(bearers, key=lambda b: (_sameness(b, role), -b.number), default=None)
    if bearer is None or _sameness(bearer, role) < least:
        return None
    if role.organization:
        _remember(bearer.organizations, role.organization)
        _remember(bearer.titles, role.title)
    bearer.age = bearer.age or role.age
    return bearer


def _remember(known: list[str], word: str | None) -> None:
    """Add what is new of a person, up to what anybody can be said to have been."""
    if word and word not in known and len(known) < _MOST:
        known.append(word)


def _sameness(bearer: Bearer, role: Role) -> int:
    """5, 4: age, an organisation of the bearer's; 3, 2: a title that agrees; 0: nothing says so."""
    if role.namesake and not bearer.number:
        return 0
    if bearer.age and role.age:
        return 5 if abs(bearer.age - role.age) < 2 else 0
    if role.organization and _at_home(bearer, role.organization):
        return 4
    grade = agreement(role.title, bearer.titles)
    return grade if grade > 1 else 0


def _at_home(bearer: Bearer, organization: str) -> bool:
    """Whether the organisation is one of the bearer's, a part of one, or one written otherwise."""
    return any(
        organization[:_STEM] == own[:_STEM] or organization in own or own in organization
        for own in bearer.organizations
    )

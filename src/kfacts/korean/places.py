"""Names of which there are many: what place tells them apart, and which never stand alone.

Every town has a 중앙초등학교 and several cities have a 중구: the place before such a name says
which (원주 중앙초등학교). A 홍보팀 or an 이사회 says nothing at all without its house.
"""

import re
from functools import cache, lru_cache

from kfacts.korean.lexicon import forms, regions
from kfacts.korean.namekeys import known, name_key

MARK = "#"
"""Between a key and what tells its bearer from the others of the name: 중앙초#강원+원주시."""
HERE = "한국"
_BETWEEN = "+"
_FAR = 26
_WORDS = re.compile(r"(?:^|(?<=[^가-힣]))(?:[가-힣]{2,8} ){1,3}$")
_QUARTER = ("동", "읍", "면", "리", "로", "가", "구")
_DIGITS = "0123456789"
_LONGEST_UNIT = 4
_OURS = ("한국", "대한", "주한", "국내", "서울")
_AMBIGUOUS = ("예산", "사상", "수영", "장수")
"""Towns whose names without 군 or 구 are common words."""


@cache
def _local() -> tuple[str, ...]:
    return tuple(forms()["local"]["heads"])


@cache
def _governing() -> tuple[str, ...]:
    return tuple(forms()["local"]["governing"])


@cache
def _lists() -> tuple[frozenset[str], ...]:
    """Words that stand for themselves, stems, units with a stem and branches with a place."""
    table, generic = forms()["dependent"], forms()["generic"]["words"]
    alone = frozenset([*table["words"], *generic]) - known().keys() - national()
    stems = frozenset(map(name_key, table["stems"]))
    towards = frozenset([*regions(), *table["towards"]])
    return alone, stems, frozenset(table["units"]), frozenset(table["branches"]), towards


@cache
def national() -> frozenset[str]:
    """Powers of the state of which every country has one: 정부, 국회."""
    return frozenset(forms()["dependent"]["national"])


def is_dependent(key: str) -> bool:
    """Whether every house has one of the name, so that it says nothing alone: 홍보팀, 이사회."""
    alone, stems, units, branches, towards = _lists()
    if key in alone:
        return True
    for size in range(1, min(len(key) - 1, _LONGEST_UNIT + 1)):
        unit = key[-size:]
        if unit in units and _is_made_of(key[:-size].rstrip(_DIGITS), stems):
            return key not in known()
        if unit in branches and key[:-size] in towards:
            return key not in known()
    return False


def _is_made_of(text: str, stems: frozenset[str]) -> bool:
    """Whether a text is one or more of the stems, as few as there are in a name."""
    if text in stems:
        return True
    cuts = (n for n in range(2, len(text) - 1) if text[:n] in stems)
    return any(_is_made_of(text[n:], stems) for n in cuts)


@lru_cache(maxsize=1 << 12)
def is_shared(key: str) -> bool:
    """Whether districts of several regions have the name: 중구, 고성군."""
    return regions().get(key, ("-", ""))[0] == ""


@lru_cache(maxsize=1 << 12)
def _tells(key: str) -> tuple[bool, bool]:
    """Whether a place at home, and whether a country, before a key says which one it is."""
    table = regions()
    placed = any(
        table.get(key[:n], ("", ""))[0] and key[n:].endswith(_local()) for n in range(2, len(key))
    )
    local = key.endswith(_local()) and not placed and key not in known() and len(key) > 2
    foreign = key.endswith(_governing()) and not key.startswith(_OURS)
    return local or is_shared(key) or is_dependent(key), foreign


def place_of(text: str, start: int, key: str) -> str:
    """Return the place before a name that tells it from others of the name, as one word.

    `강원+원주시` for 원주 중앙초등학교, `미국` for 미국 국방부; "" where no place stands before it
    or there is only one of the name.
    """
    if start < 3 or text[start - 1] != " ":
        return ""
    at_home, abroad = _tells(key)
    if not (at_home or abroad):
        return ""
    region, town = _before(text[max(start - _FAR, 0) : start])
    if region == HERE:
        return ""
    if region in _countries():
        return region if abroad else ""
    return _BETWEEN.join(filter(None, (region, town))) if at_home else ""


@cache
def _countries() -> frozenset[str]:
    """Regions without towns that are no province."""
    table = regions()
    inhabited = {region for region, town in table.values() if town}
    return frozenset(r for r, _ in table.values() if r and r not in inhabited) - {"세종", HERE}


def _before(text: str) -> tuple[str, str]:
    """Region and town of the words that end a text: 경남 고성군 회화면 ….

    A quarter (…동, …면) is passed over; any other word ends the search.
    """
    words, region, town = _WORDS.search(text), "", ""
    for word in reversed(words[0].split() if words else ()):
        name = word if word in regions() else word.removesuffix("의")
        found = None if name in _AMBIGUOUS else regions().get(name)
        if found is not None:
            region, town = region or found[0], town or found[1]
        elif not word.endswith(_QUARTER):
            break
    return region, town


def places_differ(one: str, other: str) -> bool:
    """Whether two places cannot be one: two regions, or two towns. A region may hold a town."""
    mine, theirs = split_place(one), split_place(other)
    return any(a and b and a != b for a, b in zip(mine, theirs, strict=True))


def split_place(place: str) -> tuple[str, str]:
    """Region and town of a place as `place_of` gives it, "" for what is not told."""
    first, _, town = place.partition(_BETWEEN)
    return (first, town) if regions().get(first, ("", "-"))[1] == "" else ("", first)


def is_foreign(place: str) -> bool:
    """Whether a place is another country."""
    return place in _countries()


def is_place(word: str) -> bool:
    """Whether a word is a region, a country or a town in it."""
    return word in regions()


def front_place(key: str) -> str:
    """Place that a name begins with: 미국 of 미국국방부."""
    table = regions()
    for n in range(min(len(key) - 2, 7), 1, -1):
        if key[:n] in table:
            return _BETWEEN.join(filter(None, table[key[:n]]))
    return ""

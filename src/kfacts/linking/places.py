"""Bodies of one name in several places: 원주 중앙초등학교 is not 여수 중앙초등학교."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kfacts.korean.jamo import is_hangul
from kfacts.korean.namekeys import clubs, known
from kfacts.korean.places import HERE, front_place, is_foreign, place_of, places_differ
from kfacts.linking.groups import Group
from kfacts.mentions import Found


def places_before(text: str, found: Sequence[Found], keys: Mapping[int, str]) -> dict[int, str]:
    """Mention → the place before it, or the club behind, that tells which of the name it means."""
    places = {}
    for i, key in keys.items():
        start = found[i].start
        if start and text[start - 1] == " " and (place := place_of(text, start, key)):
            places[i] = place
        if text[found[i].end : found[i].end + 1] == " " and (club := _club(text, found[i].end)):
            places[i] = club
    return places


@cache
def _clubs() -> re.Pattern[str]:
    return re.compile(rf" ({'|'.join(sorted(filter(is_hangul, clubs()), key=len, reverse=True))})")


def _club(text: str, end: int) -> str:
    """Word of a club behind its sponsor where the name was read without it: KT 소닉붐."""
    club = _clubs().match(text, end)
    return club[1] if club else ""


def numbers_by_place(keys: Mapping[int, str], placed: Mapping[int, str]) -> dict[int, int]:
    """Mention → number of the body it means, for names that the article puts in several places.

    A mention without a place means the one named last; a widely known body of ours has the place
    that nobody needs to name.
    """
    names = {keys[i] for i in placed}
    of_name: dict[str, list[int]] = {name: [] for name in names}
    for i, key in keys.items():
        if key in names:
            of_name[key].append(i)
    numbers: dict[int, int] = {}
    for name, mentions in of_name.items():
        ours = name in known() and any(is_foreign(placed.get(i, "")) for i in mentions)
        places, last = [HERE] if ours and mentions[0] not in placed else [], 0
        for i in mentions:
            if i in placed:
                last = _number(places, placed[i])
            numbers[i] = last
    return numbers


def _number(places: list[str], place: str) -> int:
    """Find the first place that may be the same; it is then as narrow as either tells."""
    for n, known_place in enumerate(places):
        if not places_differ(known_place, place):
            places[n] = max(known_place, place, key=len)
            return n
    places.append(place)
    return len(places) - 1


def elsewhere(short: Group, long: Group) -> bool:
    """Whether a place says that a short name belongs to another body than the long one.

    전주 동산병원 after 가온대 동산병원; 국방부, of which more is said before 미국 국방부 is named.
    """
    own = long.place or front_place(long.key)
    if short.place in clubs():
        return not long.key.endswith(short.place)
    if short.place:
        return places_differ(short.place, own) or (not own and long.key.endswith(short.key))
    ahead = short.mentions[0] < long.mentions[0]
    return ahead and is_foreign(own) and short.key in known() and not is_foreign(short.place)

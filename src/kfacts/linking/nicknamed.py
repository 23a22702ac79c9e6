"""Nicknames and working names that sentences tell: `홍길동 대표를 피터라고 부른다`."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kfacts.korean.jamo import is_hangul
from kfacts.korean.namekeys import is_club
from kfacts.korean.nicknames import (
    bare_nicknames,
    called_by_all,
    is_his_nickname,
    is_nickname,
    is_told_of,
    leads_to,
    told_names,
)
from kfacts.korean.persons import split_name
from kfacts.korean.romanized import romanizes
from kfacts.linking.groups import Group
from kfacts.mentions import Found

_OPENING = ("'", '"', "‘", "“", "「", "『", "<", "〈", "《")
_LONGEST_WAY = 160
"""Characters between a person's name and a nickname that is told later."""
_CROWD = 40
"""Persons of one text whose names are read in other letters."""
_LEGION = "군단"
"""What ends the nicknames of clubs: 푸른 군단."""


def nicknamed(
    text: str, found: Sequence[Found], group_of: Mapping[int, int], groups: Sequence[Group]
) -> Iterator[tuple[int, int, str]]:
    """(group of the person, group of the nickname, why): `홍길동 씨 … 그를 ‘대장’이라 부른다`."""
    last: int | None = None
    bare = {start for start, _ in bare_nicknames(text)}
    people = [i for i, mention in enumerate(found) if mention.type == "person" and i in group_of]
    for n, i in enumerate(people):
        mention = found[i]
        after = people[n + 1 : n + 2]
        if after and leads_to(text, mention.end, found[after[0]].start):
            if group_of[after[0]] != group_of[i]:
                yield group_of[after[0]], group_of[i], "nickname"
            continue
        bared = mention.start in bare
        marked = bared or text[mention.start - 1 : mention.start] in _OPENING
        near = last is not None and mention.start - found[last].end <= _LONGEST_WAY
        if last is None or not (marked and near):
            last = i
        elif bared or is_nickname(text, found[last].end, mention.start, mention.end):
            if group_of[last] != group_of[i]:
                yield group_of[last], group_of[i], "nickname"
        elif split_name(mention.text):
            last = i


def told(
    text: str, found: Sequence[Found], group_of: Mapping[int, int], groups: Sequence[Group]
) -> Iterator[tuple[int, int, str]]:
    """(group of the person, group of what a sentence says the person is called, why)."""
    people = [i for i, mention in enumerate(found) if mention.type == "person" and i in group_of]
    at_end = {found[i].end: i for i in people}
    for person, (_, end, _) in told_names(text, list(at_end)):
        yield from _one(group_of, at_end[person], at_end.get(end))
    for n, i in enumerate(people) if is_told_of(text) else ():
        if n and is_his_nickname(text, found[i].end):
            name = found[people[n - 1]]
            if text[name.start - 1 : name.start] in _OPENING:
                yield from _one(group_of, i, people[n - 1])
    ends = [found[i].end for i in people]
    for start, end, _ in called_by_all(text) if people else ():
        at = bisect_left(ends, start)
        if at and start - ends[at - 1] < _LONGEST_WAY:
            yield from _one(group_of, people[at - 1], at_end.get(end))


def _one(
    group_of: Mapping[int, int], person: int, nickname: int | None
) -> Iterator[tuple[int, int, str]]:
    if nickname is not None and group_of[person] != group_of[nickname]:
        yield group_of[person], group_of[nickname], "nickname"


def romanized(groups: Sequence[Group]) -> Iterator[tuple[int, int, str]]:
    """(group of a Korean name, group of its Latin writing, why): 안익태, Eaktay Ahn."""
    people = [(i, group) for i, group in enumerate(groups) if group.kind == "person"]
    latin = [(i, g) for i, g in people if g.text.isascii() and " " in g.text][:_CROWD]
    korean = [(i, g) for i, g in people if is_hangul(g.key) and split_name(g.key)] if latin else []
    for j, group in latin:
        fits = [i for i, person in korean[:_CROWD] if romanizes(group.text, person.key)]
        if len(fits) == 1:
            yield fits[0], j, "sound"


def legions(groups: Sequence[Group]) -> Iterator[tuple[int, int, str]]:
    """(group of the only club of the text, group of its nickname, why): 푸른 군단."""
    things = [(i, group) for i, group in enumerate(groups) if group.kind == "thing"]
    named = [i for i, group in things if group.key.endswith(_LEGION)]
    teams = [i for i, group in things if named and is_club(group.key)]
    if len(teams) == 1:
        yield from ((teams[0], i, "nickname") for i in named)

"""Words that mean a widely known thing only beside its name: KIA of KIA 타이거즈, 당근."""

import re
from collections.abc import Callable, Sequence

from kfacts.korean.knowledge import things
from kfacts.korean.namekeys import beside, is_club, name_key
from kfacts.linking.groups import Group, known_body
from kfacts.linking.places import elsewhere

_SPORT = re.compile(
    r"감독|코치|선수|단장|구단|주장|경기|구장|원정|리그|라운드|이닝|[전후]반전|세트|시즌|드래프트|"
    r"트레이드|투수|타자|타선|불펜|마운드|선발|홈런|안타|득점|실점|공격수|수비수|골키퍼|세터|유니폼|"
    r"가을야구|한국시리즈|사령탑|[내외]야수|승리|\d골|\d승|\d패|\d위|연승|연패|우승|결승|무승부|순위|선두|꼴찌|강등|승격|승점|꺾|\bFA\b"
)
"""What is said of a club, not of the house or the town whose name it bears."""


def known_bodies(
    groups: Sequence[Group],
    follows: Callable[[int, int], bool],
    sentences: Callable[[int], Sequence[str]],
) -> list[int | None]:
    """Return the widely known body of each group, also of a word that means one beside its name.

    KIA is the club where it goes on from it and sport is spoken of, unless the carmaker has another
    name in the text. `follows` tells whether one group goes on from another, `sentences` where a
    group is named.
    """
    bodies = [known_body(group) for group in groups]
    stated = {body for body in bodies if body is not None}
    doubtful = beside()
    for i, group in enumerate(groups):
        meant = stated.intersection(doubtful.get(group.key, ())) if group.kind == "thing" else ()
        if not meant or bodies[i] in _of_others(bodies, i):
            continue
        longer = [j for j, body in enumerate(bodies) if body in meant and j != i]
        longer = [j for j in longer if follows(i, j) and not elsewhere(group, groups[j])]
        if bodies[i] is not None and any(_is_club(bodies[j]) for j in longer):
            longer = longer if _is_of_sport(group.text, sentences(i)) else []
        if len({bodies[j] for j in longer}) == 1:
            bodies[i] = bodies[longer[0]]
    return bodies


def _is_club(body: int | None) -> bool:
    return body is not None and any(is_club(name_key(name)) for name in things()[body].names)


def _is_of_sport(name: str, sentences: Sequence[str]) -> bool:
    """Whether half of the sentences speak of sport, or of those who cheer for the name."""
    sport = sum(f"{name} 팬" in s or _SPORT.search(s) is not None for s in sentences)
    return 2 * sport >= len(sentences)


def _of_others(bodies: Sequence[int | None], i: int) -> set[int]:
    return {body for j, body in enumerate(bodies) if body is not None and j != i}

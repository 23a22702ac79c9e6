"""Linking inside one article: which mentions name the same thing, and why.

Mentions are grouped by kind and key; then groups are joined by what the user's names file says,
what is widely known, what the text introduces in brackets, other scripts and short forms.
A short form or a surname is only joined when exactly one longer name fits.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from kfacts.korean.jamo import is_hangul
from kfacts.korean.morphemes import Analysis
from kfacts.korean.namekeys import is_club, name_key
from kfacts.korean.persons import split_name
from kfacts.linking.beside import known_bodies
from kfacts.linking.groups import Group, Joiner, add_mention, commonest_type
from kfacts.linking.introduced import hereafter, in_short, introduced
from kfacts.linking.namesakes import bearer_numbers
from kfacts.linking.nicknamed import legions, nicknamed, romanized, told
from kfacts.linking.parted import in_town, is_kin, is_part, parted
from kfacts.linking.people import (
    Role,
    one_by_one,
    person_key,
    role_at,
    short_persons,
)
from kfacts.linking.places import numbers_by_place, places_before
from kfacts.linking.renamed import renamed
from kfacts.linking.shortened import other_scripts, shortened
from kfacts.mentions import Found

_AND = re.compile(r"[’'”]?(?:(?:와|과|이나|하고|및)|\s및|[·,])\s?[‘'“]?")
"""Between two things named together."""
_FEW = 20


@dataclass(frozen=True, slots=True)
class Linked:
    """One thing of the article. `mentions` are indices into the list of `Found`, ascending."""

    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]
    links: tuple[tuple[str, str], ...] = field(default=())
    """(alias, why) for each alias beyond the first."""
    ref: str | None = None
    place: str = ""
    """Place before the name that tells it from others of the name: see korean/places.py."""


def link(analysis: Analysis, found: Sequence[Found]) -> list[Linked]:
    """Group the named mentions into things, in order of first mention."""
    named = [i for i, mention in enumerate(found) if mention.value is None]
    roles = {i: role_at(analysis.text, found, i) for i in named if found[i].type == "person"}
    groups = _grouped(analysis.text, found, named, roles)
    group_of = {i: g for g, group in enumerate(groups) for i in group.mentions}
    follows = partial(_follows, analysis.text, found, groups)
    bodies = known_bodies(groups, follows, partial(_sentences, analysis, found, groups))
    for g in hereafter(analysis.text, found, group_of):
        bodies[g] = None  # what it names elsewhere does not matter
    joiner = Joiner(groups, bodies)
    _join_all(joiner, _same_ref(groups))
    _join_all(joiner, _same_body(groups, bodies))
    _join_all(joiner, introduced(analysis.text, found, group_of, groups))
    _join_all(joiner, in_short(analysis.text, found, group_of, groups))
    _join_all(joiner, renamed(analysis.text, found, group_of, groups))
    _join_all(joiner, nicknamed(analysis.text, found, group_of, groups))
    _join_all(joiner, told(analysis.text, found, group_of, groups))
    _join_all(joiner, legions(groups))
    _join_all(joiner, romanized(groups))
    _join_all(joiner, other_scripts(groups))
    words = cache(lambda g: _words(analysis, found, groups[g]))
    apart = partial(parted, analysis.text, found)
    _join_all(joiner, shortened(groups, joiner, words, follows, apart))
    _join_all(joiner, short_persons(analysis.text, groups, roles, found))
    return [_linked(found, joiner, members) for members in joiner.things()]


def _grouped(
    text: str, found: Sequence[Found], named: list[int], roles: dict[int, Role]
) -> list[Group]:
    keys = {t: name_key(t) for t in dict.fromkeys(found[i].text for i in named)}
    keys_of = {i: person_key(found[i], role) for i, role in roles.items()}
    parts = bearer_numbers(text, found, keys_of, roles) | one_by_one(keys_of, found)
    bodies = {i: keys[found[i].text] for i in named if i not in roles}
    placed = places_before(text, found, bodies)
    if placed:
        parts |= numbers_by_place(bodies, placed)
    groups: dict[tuple[str, str, int], Group] = {}
    for i in named:
        key = keys_of.get(i) or keys[found[i].text]
        group = add_mention(groups, found, i, key, parts.get(i, 0))
        if i in placed:
            group.place = max(group.place, placed[i], key=len)
    return list(groups.values())


def _follows(
    text: str, found: Sequence[Found], groups: Sequence[Group], short: int, long: int
) -> bool:
    """Whether a name goes on from another: first met behind it, or in the headline, and no parent.

    `지주사 한빛`, `모기업 한빛` is another company than 한빛바이오; who says `한빛바이오와 한빛`
    means two.
    """
    first = found[groups[short].mentions[0]]
    headed = first.end <= text.find("\n")
    behind = headed or groups[long].mentions[0] < groups[short].mentions[0]
    together = (_AND.match(text, found[i].end) for i in groups[long].mentions[:_FEW])
    if any(joint and joint.end() == first.start for joint in together):
        return False
    if is_club(groups[long].key) and in_town(text, first.start, groups[long]):
        return False
    return behind and not (is_kin(text, first.start) or is_part(text, first.start))


def _sentences(
    analysis: Analysis, found: Sequence[Found], groups: Sequence[Group], g: int
) -> list[str]:
    """Sentences that a group is named in, of its first mentions."""
    starts = (found[i].start for i in groups[g].mentions[:_FEW])
    spans = (analysis.sentences[analysis.sentence_at(start)] for start in starts)
    return [analysis.text[start:end] for start, end in spans]


def _words(analysis: Analysis, found: Sequence[Found], group: Group) -> tuple[str, ...]:
    """Words of two syllables or more that the analyser sees in a name, in order."""
    mention = found[group.mentions[0]]
    first = bisect_left(analysis.starts, mention.start)
    last = bisect_left(analysis.starts, mention.end)
    inside = analysis.morphemes[first:last]
    return tuple(name_key(m.form) for m in inside if len(m.form) > 1 and m.end <= mention.end)


def _same_ref(groups: Sequence[Group]) -> Iterator[tuple[int, int, str]]:
    """Join what the user's names file gives one id."""
    first: dict[str, int] = {}
    for g, group in enumerate(groups):
        if group.ref is not None and first.setdefault(group.ref, g) != g:
            yield first[group.ref], g, "names"


def _same_body(
    groups: Sequence[Group], bodies: Sequence[int | None]
) -> Iterator[tuple[int, int, str]]:
    """Join two names of one widely known body."""
    first: dict[int, int] = {}
    for g, body in enumerate(bodies):
        if body is not None and first.setdefault(body, g) != g:
            one, other = sorted((first[body], g), key=lambda i: _fullness(groups[i]), reverse=True)
            yield one, other, "known"


def _join_all(joiner: Joiner, joins: Iterator[tuple[int, int, str]]) -> None:
    for name, alias, why in joins:
        joiner.join(name, alias, why)


def _fullness(group: Group) -> tuple[bool, bool, int]:
    full = group.kind == "person" and split_name(group.key) is not None
    return full, any(map(is_hangul, group.key)), len(group.key)


def _linked(found: Sequence[Found], joiner: Joiner, members: list[int]) -> Linked:
    groups = [joiner.groups[g] for g in members]
    if len(groups) == 1:
        return _alone(groups[0])
    mentions = sorted(i for group in groups for i in group.mentions)
    heads = [g for g in members if g not in joiner.shorter] or members
    name = max(heads, key=lambda g: (_fullness(joiner.groups[g]), -g))
    types: dict[str, int] = {}
    for kind, n in (item for group in groups for item in group.types.items()):
        types[kind] = types.get(kind, 0) + n
    aliases = tuple(dict.fromkeys(found[i].text for i in mentions))
    of_text = {found[i].text: g for g in reversed(members) for i in joiner.groups[g].mentions}
    return Linked(
        type=commonest_type(types),
        name=joiner.groups[name].text,
        aliases=aliases,
        mentions=tuple(mentions),
        links=tuple((a, _why(joiner, of_text, aliases[0], a)) for a in aliases[1:]),
        ref=next((group.ref for group in groups if group.ref is not None), None),
        place=joiner.groups[name].place,
    )


def _alone(group: Group) -> Linked:
    """Write down a thing of one key, as most are: its other names are other spellings."""
    aliases = tuple(group.texts)
    links = tuple((alias, "spelling") for alias in aliases[1:])
    mentions = tuple(group.mentions)
    return Linked(group.type, group.text, aliases, mentions, links, group.ref, group.place)


def _why(joiner: Joiner, of_text: dict[str, int], first: str, alias: str) -> str:
    if of_text[first] == of_text[alias]:
        return "spelling"
    own, others = joiner.why.get(of_text[alias]), joiner.why.get(of_text[first])
    return own or others or "spelling"

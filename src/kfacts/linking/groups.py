"""Groups of mentions that share a key, and how groups are joined into things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kfacts.korean.namekeys import known, name_key
from kfacts.korean.places import is_foreign
from kfacts.mentions import Found

RENAMED = "renamed"
"""Reason of a join that the text states of a body's present name and its former one."""
Kind = Literal["thing", "person"]
"""A company and its platform may be one thing; a person never is one with anything else."""


@dataclass(slots=True)
class Group:
    """Mentions of one kind whose names have one key, and of one bearer where a name has several."""

    kind: Kind
    key: str
    mentions: list[int]
    texts: dict[str, int] = field(default_factory=dict)
    """Spelling → mentions, in order of the first."""
    types: dict[str, int] = field(default_factory=dict)
    ref: str | None = None
    place: str = ""
    """Place before the name that tells it from others of the name: see korean/places.py."""

    @property
    def type(self) -> str:
        """Type of most mentions; an organisation when undecided."""
        return commonest_type(self.types)

    @property
    def text(self) -> str:
        """The commonest spelling, the first of equals."""
        texts = self.texts
        return max(texts, key=texts.__getitem__) if len(texts) > 1 else next(iter(texts))


def commonest_type(types: Mapping[str, int]) -> str:
    """Return the type of most mentions; an organisation when undecided."""
    if len(types) == 1:
        return next(iter(types))
    return max(sorted(types), key=lambda t: (types[t], t == "organization"))


def add_mention(
    groups: dict[tuple[str, str, int], Group], found: Sequence[Found], i: int, key: str, part: int
) -> Group:
    """Put mention i into the group of its kind, key and part, made when missing."""
    mention = found[i]
    kind: Kind = "person" if mention.type == "person" else "thing"
    group = groups.get((kind, key, part))
    if group is None:
        group = groups[kind, key, part] = Group(kind, key, [])
    group.mentions.append(i)
    group.texts[mention.text] = group.texts.get(mention.text, 0) + 1
    group.types[mention.type] = group.types.get(mention.type, 0) + 1
    group.ref = group.ref or mention.ref
    return group


def known_body(group: Group) -> int | None:
    """Return the widely known body that a group names; a ministry abroad is none of ours."""
    if group.kind != "thing":
        return None
    abroad = group.place if is_foreign(group.place) else ""
    return known().get(abroad + group.key)


class Joiner:
    """Union-find over groups that keeps the reason of each join and refuses contradictions.

    Never in one thing: a person and something else, two ids of the user, two widely known bodies
    unless the text says that one is the former name of the other.
    """

    def __init__(self, groups: Sequence[Group], bodies: Sequence[int | None]) -> None:
        self.groups = groups
        self._parent = list(range(len(groups)))
        self._bodies = list(bodies)
        self._refs = [g.ref for g in groups]
        self.why: dict[int, str] = {}
        """Group → the reason of the first join it took part in."""
        self.shorter: set[int] = set()
        """Groups that a join named as the other name, not the name."""

    def find(self, i: int) -> int:
        """Return the representative of group i."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def may_join(self, i: int, j: int, why: str = "") -> bool:
        """Whether nothing known speaks against i and j being one."""
        i, j = self.find(i), self.find(j)
        known = (self._refs,) if why == RENAMED else (self._bodies, self._refs)
        return self.groups[i].kind == self.groups[j].kind and all(
            values[i] is None or values[j] is None or values[i] == values[j] for values in known
        )

    def join(self, name: int, alias: int, why: str) -> bool:
        """Make two groups one; `alias` is the other name. False when that would contradict."""
        if not self.may_join(name, alias, why):
            return False
        self.why.setdefault(name, why)
        self.why.setdefault(alias, why)
        now, then = self._bodies[self.find(name)], self._bodies[self.find(alias)]
        i, j = sorted((self.find(name), self.find(alias)))
        if i != j:
            self._parent[j] = i
            self._bodies[i] = now if now is not None else then
            self._refs[i] = self._refs[i] or self._refs[j]
            self.shorter.add(alias)
        return True

    def things(self) -> list[list[int]]:
        """List the groups of each thing, in the order the groups were given."""
        members: dict[int, list[int]] = {}
        for i in range(len(self.groups)):
            members.setdefault(self.find(i), []).append(i)
        return list(members.values())


__all__ = ["RENAMED", "Group", "Joiner", "Kind", "add_mention", "name_key"]

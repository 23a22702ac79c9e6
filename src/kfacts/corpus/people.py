"""Decide and cluster persons: bearers of one name in several articles.

A name alone proves little in Korea, where ten surnames cover two thirds of the people. So bearers
are joined by what they share, strongest first: an organisation they belong to, an organisation of
one that stands in the other's article, an office, two things beside both. Last, a bearer of whom
nothing is known joins the only bearer the folder knows. Two organisations without one in common,
titles of two fields, or one article that names both keep bearers apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kfacts.corpus.compare import ARTICLES_READ, CROWDED, settings
from kfacts.corpus.evidence import Bearer, Evidence, Place, neighbours
from kfacts.korean.namekeys import name_key
from kfacts.korean.persons import areas, is_office, is_surname, same_title, split_name

ARTICLES_COMPARED = 8
"""Articles of one bearer that are compared with another's one by one."""
_FEW = 40
"""More bearers of one name than this are not compared by what stands beside them."""


_COMMON = "김이박최정강조윤장임"
"""Surnames of two thirds of all Koreans."""
_OTHER_RANK = "부전前"
"""Before a title, what makes another of it: 부시장."""
Marks = Callable[["People", int], Iterator[tuple[str, str]]]
"""Lists what a bearer may share with another, each with the reason it gives."""


class Meeting(NamedTuple):
    """Two bearers, by number, and what was decided about them."""

    left: int
    right: int
    why: str


@dataclass(slots=True)
class _Person:
    """What is known of a cluster of bearers."""

    docs: set[str]
    organizations: set[str]
    fields: set[str]
    titles: set[str]
    ref: str | None
    former: str | None


class People:
    """Clusters of bearers with what is known of each."""

    def __init__(self, evidence: Evidence, thing_of: Mapping[str, str]) -> None:
        self.evidence = evidence
        self.bearers = evidence.bearers
        self.thing_of = thing_of
        self._parent = list(range(len(self.bearers)))
        self._known: dict[int, _Person] = {}
        self.parted: set[tuple[int, int]] = set()
        self.made: list[Meeting] = []
        self.refused: list[Meeting] = []

    def _told(self, i: int) -> _Person:
        """Return what is known of representative i; made when first asked for."""
        if i not in self._known:
            self._known[i] = self._person(self.bearers[i])
        return self._known[i]

    def _person(self, bearer: Bearer) -> _Person:
        things = {self.thing_of.get(o, o) for o in bearer.organizations}
        known = set().union(*map(areas, bearer.titles)) if bearer.titles else set()
        docs = {doc_id for doc_id, _ in bearer.records}
        return _Person(docs, things, known, set(bearer.titles), bearer.ref, bearer.former)

    def find(self, i: int) -> int:
        """Return the representative of bearer i's cluster."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self) -> dict[int, list[int]]:
        """Map each representative to its bearers, in order."""
        out: dict[int, list[int]] = {}
        for i in range(len(self.bearers)):
            out.setdefault(self.find(i), []).append(i)
        return out

    def known(self, i: int) -> _Person:
        """Return what is known of bearer i's cluster."""
        return self._told(self.find(i))

    def objection(self, i: int, j: int) -> str | None:
        """Tell what speaks against two bearers being one."""
        i, j = self.find(i), self.find(j)
        one, other = self._told(i), self._told(j)
        if (min(i, j), max(i, j)) in self.parted:
            return "decision: different"
        if one.ref and other.ref and one.ref != other.ref:
            return "two ids of the names file"
        if not one.docs.isdisjoint(other.docs):
            return "two persons in one article"
        if (
            one.organizations
            and other.organizations
            and one.organizations.isdisjoint(other.organizations)
        ):
            return "no organisation in common"
        if one.fields and other.fields and one.fields.isdisjoint(other.fields):
            shared = one.organizations & other.organizations
            return None if shared else "titles of different fields"
        return None

    def join(self, i: int, j: int, why: str, *, over: str | None = None) -> bool:
        """Make two bearers one unless something but the objection `over` speaks against it."""
        i, j = sorted((self.find(i), self.find(j)))
        if i == j:
            return True
        if self.objection(i, j) not in (None, over):
            return False
        self._merge(i, j)
        self.made.append(Meeting(i, j, why))
        return True

    def force(self, i: int, j: int) -> None:
        """Join by decision, whatever speaks against it."""
        i, j = sorted((self.find(i), self.find(j)))
        if i != j:
            self._merge(i, j)
            self.made.append(Meeting(i, j, "decision"))

    def _merge(self, i: int, j: int) -> None:
        self._parent[j] = i
        one, other = self._told(i), self._told(j)
        one.docs |= other.docs
        one.organizations |= other.organizations
        one.fields |= other.fields
        one.titles |= other.titles
        one.ref = one.ref or other.ref
        one.former = one.former or other.former
        if self.parted:
            moved = ((i if x == j else x, i if y == j else y) for x, y in self.parted)
            self.parted = {(min(a, b), max(a, b)) for a, b in moved}


def cluster_people(
    evidence: Evidence,
    thing_of: Mapping[str, str],
    decided: Iterable[tuple[Place | str, Place | str, str]],
) -> People:
    """Join the bearers who are one person. `thing_of` maps a thing's key to its cluster.

    A decision names each side by its place in the records, or by key when it is not known.
    """
    evidence.bearers.sort(key=lambda b: (b.former is None, b.records[0] if b.records else ("", "")))
    people = People(evidence, thing_of)
    _decide(people, decided)
    blocks = _blocks(people)
    for key in sorted(blocks):
        _join_block(people, key, blocks[key])
    return people


def _decide(people: People, decided: Iterable[tuple[Place | str, Place | str, str]]) -> None:
    at: dict[Place | str, int] = {}
    for i, bearer in enumerate(people.bearers):
        at.update({key: i for key in bearer.keys if key not in at})
        at.update(dict.fromkeys(bearer.records, i))
    for left, right, verdict in decided:
        if left not in at or right not in at:
            continue
        i, j = people.find(at[left]), people.find(at[right])
        if verdict == "same":
            people.force(i, j)
        elif i != j:
            people.parted.add((min(i, j), max(i, j)))


def _blocks(people: People) -> dict[str, list[int]]:
    """Key → bearers of the name; a last name of several (일론 머스크) also counts."""
    blocks: dict[str, list[int]] = {}
    for i, bearer in enumerate(people.bearers):
        for key in bearer.keys:
            blocks.setdefault(key, []).append(i)
    for i, bearer in enumerate(people.bearers):
        for key in _last_names(bearer):
            if key in blocks and key not in bearer.keys:
                blocks[key].append(i)
    return {key: bearers for key, bearers in blocks.items() if len(bearers) > 1}


def _last_names(bearer: Bearer) -> Iterator[str]:
    for text in sorted(text for text in bearer.texts if " " in text):
        *first, last = text.split() or [text]
        korean = split_name(name_key(text)) is not None and is_surname("".join(first))
        if first and len(last) > 1 and not korean:
            yield name_key(last)


def _join_block(people: People, key: str, block: list[int]) -> None:
    _join_by(people, block, _by_organization)
    if _are_one(people, block):
        return
    _join_by_place(people, block)
    _join_by(people, block, _by_office)
    if len(block) <= _FEW and not _are_one(people, block):
        _join_by_company(people, block)
        _join_by_title(people, block)
    if split_name(key) or len(key) > 3 or _is_nickname(people, key, block):
        _join_only_bearer(people, key, block)
    _note_refusals(people, block)


def _is_nickname(people: People, key: str, block: list[int]) -> bool:
    """Whether an article gives the name as another one, not as the last of several (스미스)."""
    others = {other for i in block for other in people.bearers[i].keys} - {key}
    return bool(others) and not any(other.endswith(key) for other in others)


def _are_one(people: People, block: list[int]) -> bool:
    return len({people.find(i) for i in block}) == 1


def _join_by(people: People, block: list[int], marks: Marks) -> None:
    first: dict[str, int] = {}
    for i in block:
        for mark, why in marks(people, i):
            j = first.setdefault(mark, i)
            if j != i:
                people.join(j, i, why)


def _by_organization(people: People, i: int) -> Iterator[tuple[str, str]]:
    bearer = people.bearers[i]
    for key in bearer.organizations:
        yield people.thing_of.get(key, key), f"same organisation: {key}"


def _by_office(people: People, i: int) -> Iterator[tuple[str, str]]:
    for title in people.bearers[i].titles:
        office = title.split()[-1]
        if is_office(office):
            yield office, f"same office: {office}"


def _join_by_place(people: People, block: list[int]) -> None:
    """Join who has no organisation to the one bearer whose organisation stands in the article."""
    belonging: dict[str, list[int]] = {}
    for i in block:
        for thing in sorted(people.known(i).organizations):
            belonging.setdefault(thing, []).append(i)
    for i in block if belonging else ():
        if people.known(i).organizations:
            continue
        beside = {
            key: thing
            for key in neighbours(people.evidence, people.bearers[i].records, ARTICLES_READ)
            if (thing := people.thing_of.get(key, "")) in belonging
        }
        bearers = {people.find(j): key for key, t in sorted(beside.items()) for j in belonging[t]}
        if len(bearers) == 1:
            ((j, key),) = bearers.items()
            people.join(j, i, f"organisation in the article: {key}")


def _join_by_title(people: People, block: list[int]) -> None:
    """Join whose organisation nobody tells to the only bearer of the title."""
    for i in block:
        person = people.known(i)
        if person.organizations or not person.titles:
            continue
        alike = {
            people.find(j)
            for j in block
            if any(agree(a, b) for a in person.titles for b in people.known(j).titles)
        } - {people.find(i)}
        if len(alike) == 1 and not _are_strangers(people, min(alike), i):
            people.join(min(alike), i, "same title: " + min(person.titles))


def agree(one: str, other: str) -> bool:
    """Whether two titles may be one, or one says more of the same office: 시장, 가온시장."""
    short, long = sorted((one, other), key=len)
    more = is_office(short) and long.endswith(short) and long[: -len(short)][-1:] not in _OTHER_RANK
    return same_title(one, other) or more


def _join_by_company(people: People, block: list[int]) -> None:
    """Join bearers beside whom the same stand; with one more, even after a change of office."""
    wanted = settings()["shared"]
    own = {key for i in block for key in people.bearers[i].keys}
    beside = {i: _beside(people, i, own) for i in block}
    pairs = [
        (-len(common), i, j, sorted(common))
        for n, i in enumerate(block)
        for j in block[n + 1 :]
        if i != j and len(common := _most_shared(beside[i], beside[j])) >= wanted
    ]
    for _, i, j, shared in sorted(pairs):
        moved = "no organisation in common" if len(shared) > wanted else None
        people.join(i, j, "both beside " + ", ".join(shared[:3]), over=moved)


def _beside(people: People, i: int, own: set[str]) -> list[set[str]]:
    """Per article of a bearer, what stands beside it and is not in every other article."""
    evidence, things = people.evidence, people.evidence.things
    docs = sorted({doc_id for doc_id, _ in people.bearers[i].records})[:ARTICLES_COMPARED]
    named = (set(evidence.mentions.get(doc_id, ())) - own for doc_id in docs)
    return [
        {k for k in keys if k not in things or len(things[k].records) <= CROWDED} for keys in named
    ]


def _most_shared(one: list[set[str]], other: list[set[str]]) -> set[str]:
    """Return what the two most alike articles share: many articles share much by chance."""
    return max(
        (a & b for a in one for b in other), key=lambda s: (len(s), sorted(s)), default=set()
    )


def _join_only_bearer(people: People, key: str, block: list[int]) -> None:
    """Join bearers of whom nothing is known to the only one of whom something is.

    The articles must name something in common. Where one of them names nothing but the bearer, a
    surname that few have is enough.
    """
    name = split_name(key)
    rare = name is None or name[0] not in _COMMON
    told = {people.find(i) for i in block if _is_told(people, i)}
    bare = [i for i in block if not _is_told(people, i)]
    if len(told) > 1 or not bare:
        return
    one = min(told) if told else bare[0]
    for i in bare:
        here, there = (_named(people, n, one, i) for n in (one, i))
        silent = not (here and there) if rare else not (here or there or _is_told(people, one))
        if silent or not here.isdisjoint(there):
            people.join(one, i, "only bearer of the name")


def _named(people: People, n: int, *bearers: int) -> set[str]:
    """Everything that the articles of bearer n name but the bearers themselves."""
    own = {key for i in bearers for key in people.bearers[i].keys}
    keys = neighbours(people.evidence, people.bearers[n].records, ARTICLES_READ)
    return {people.thing_of.get(key, key) for key in keys if key not in own}


def _are_strangers(people: People, i: int, j: int) -> bool:
    """Whether the articles of both name organisations, and none is in both."""
    things, thing_of = people.evidence.things, people.thing_of
    beside = [
        {
            thing_of[key]
            for key in neighbours(people.evidence, people.bearers[n].records, ARTICLES_READ)
            if key in thing_of and things[key].type == "organization"
        }
        for n in (i, j)
    ]
    return all(beside) and beside[0].isdisjoint(beside[1])


def _is_told(people: People, i: int) -> bool:
    person = people.known(i)
    return bool(person.organizations or person.titles or person.ref or person.former)


def _note_refusals(people: People, block: list[int]) -> None:
    """Note why each bearer is not the first one."""
    persons = sorted({people.find(i) for i in block})
    for i in persons[1:_FEW]:
        why = people.objection(persons[0], i) or "nothing in common"
        people.refused.append(Meeting(persons[0], i, why))

"""Reading records: what they say about names, as flat as can be kept for 100,000 of them.

Organisations and programs become one `Thing` per key; persons one `Bearer` per record, because a
personal name alone does not tell who is meant.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kfacts.korean.lexicon import foreign_given_names
from kfacts.korean.namekeys import beside, clubs, is_generic, known, make_key, name_key
from kfacts.korean.persons import is_surname
from kfacts.korean.places import MARK, is_dependent, is_place
from kfacts.model import Corpus, CorpusEntity, Record, RecordEntity

Place = tuple[str, str]
"""doc_id and entity id."""
COUNTED = frozenset({"money", "quantity", "percent"})
"""Types of mentions whose values tell that two articles are of one matter."""
REGISTER = 1_000
"""Names from which on a text is a register or a book: to stand in it beside another tells nothing,
and to compare all that stands beside each name would take the square of them."""
LOCAL_WHYS = frozenset({"spelling", "names", "same"})
"""Reasons inside an article that say nothing about two keys."""


@dataclass(slots=True)
class Thing:
    """An organisation or program: every record entity whose name has this key."""

    key: str
    texts: dict[str, int] = field(default_factory=dict)
    """Spelling → number of records with it."""
    organizations: int = 0
    programs: int = 0
    """Number of records that say it is one."""
    records: list[Place] = field(default_factory=list)
    ref: str | None = None
    former: str | None = None
    """Id in the corpus that this run continues."""

    @property
    def type(self) -> str:
        """Type that most records give, an organisation when undecided; "" without a record."""
        if self.programs > self.organizations:
            return "program"
        return "organization" if self.organizations else ""

    def add(self, place: Place, type_: str, texts: Iterable[str]) -> None:
        """Add an entity of a record."""
        self.records.append(place)
        if type_ == "program":
            self.programs += 1
        else:
            self.organizations += 1
        for text in texts:
            self.texts[text] = self.texts.get(text, 0) + 1


@dataclass(slots=True)
class Bearer:
    """A person of one record, or of the corpus that this run continues."""

    texts: dict[str, int]
    keys: tuple[str, ...]
    """Keys of its full names and nicknames; a bare surname is none."""
    records: tuple[Place, ...]
    organizations: tuple[str, ...]
    """Keys of the things it is affiliated with."""
    titles: tuple[str, ...]
    ref: str | None = None
    former: str | None = None


class Alias(NamedTuple):
    """Two keys that some article takes for one thing."""

    name: str
    alias: str
    why: str


@dataclass(slots=True)
class Evidence:
    """All that the records say."""

    things: dict[str, Thing] = field(default_factory=dict)
    bearers: list[Bearer] = field(default_factory=list)
    aliases: dict[Alias, int] = field(default_factory=dict)
    """How many records say so."""
    mentions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """doc_id → keys of the things and persons in it; none of a register's."""
    figures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """doc_id → exact amounts and counts in it that few articles have by chance: 910명."""
    former: dict[str, CorpusEntity] = field(default_factory=dict)
    """Entities of the corpus that this run continues, by id."""
    keys: dict[str, str] = field(default_factory=dict)
    """Name → its key, of every name read: most are read more than once."""

    def key(self, name: str) -> str:
        """Return the key of a name."""
        key = self.keys.get(name)
        if key is None:
            key = self.keys[name] = make_key(name)
        return key

    def thing(self, key: str) -> Thing:
        """Return the thing of a key, made when missing."""
        thing = self.things.get(key)
        if thing is None:
            thing = self.things[key] = Thing(key)
        return thing


def gather(
    records: Iterable[Record | Mapping[str, Any]],
    names: Mapping[str, str],
    previous: Corpus | None,
    apart: frozenset[Place] = frozenset(),
) -> Evidence:
    """Read the records once, as they come; `names` maps keys to the user's ids.

    `apart` are places that a decision parts from the others of the same name.
    """
    evidence = Evidence()
    fresh: set[str] = set()
    for record in records:
        values = _fields(record)
        if values["doc_id"] not in fresh:
            fresh.add(values["doc_id"])
            _add_record(evidence, values, apart)
    if previous is not None:
        _add_previous(evidence, previous, fresh)
    for key, ref in names.items():
        if key in evidence.things:
            evidence.things[key].ref = ref
    return evidence


# --- records --------------------------------------------------------------------------------

Fields = Mapping[str, Any]
"""A record, entity or fact by the names of its fields."""


def _fields(value: Any) -> Fields:  # noqa: ANN401
    """Return the fields of a model or of the dict of its JSON, without copying."""
    return value if type(value) is dict or isinstance(value, Mapping) else vars(value)


def _company(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return what an article's names tell of each other by standing together."""
    return keys if len(keys) <= REGISTER else ()


def _add_record(evidence: Evidence, record: Fields, apart: frozenset[Place]) -> None:
    doc_id = record["doc_id"]
    keys: dict[str, str] = {}
    persons = []
    for entity in map(_fields, record["entities"]):
        if entity["type"] == "person":
            persons.append(entity)
        else:
            keys[entity["id"]] = _add_thing(evidence, doc_id, entity, apart)
    if persons:
        roles = _roles(record, keys)
        for entity in persons:
            keys[entity["id"]] = evidence.key(entity["name"])
            role = roles.get(entity["id"], ())
            evidence.bearers.append(_bearer(evidence, doc_id, entity, role))
    evidence.mentions[doc_id] = _company(tuple(dict.fromkeys(keys.values())))
    if figures := _company(tuple(dict.fromkeys(_figures(record["mentions"])))):
        evidence.figures[doc_id] = figures


def _figures(mentions: Iterable[Any]) -> Iterator[str]:
    """Yield exact amounts and counts of two digits or more, as number and unit."""
    for mention in map(_fields, mentions):
        if mention["type"] in COUNTED:
            value = _fields(mention["value"])
            number = value["min"]
            if number is not None and number == value["max"] and len(number.strip("0.")) > 1:
                yield number + (value.get("unit") or value.get("currency") or "%")


def _roles(record: Fields, keys: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Person entity → its (key of the organisation, title), "" for what is not told."""
    roles: dict[str, list[tuple[str, str]]] = {}
    for fact in map(_fields, record["facts"]):
        if fact["kind"] == "affiliation":
            role = keys.get(fact["organization"] or "", ""), fact["title"] or ""
            roles.setdefault(fact["person"], []).append(role)
    return roles


def _add_thing(evidence: Evidence, doc_id: str, entity: Fields, apart: frozenset[Place]) -> str:
    place = (doc_id, entity["id"])
    name, aliases = entity["name"], entity["aliases"]
    key = evidence.keys.get(name) or evidence.key(name)
    where = entity.get("place")
    if where and known().get(where + key, -1) == known().get(key):
        where = None  # 국무부, which is none but the American one
    if where and not entity.get("ref"):
        key = f"{key}{MARK}{where}"
    elif (apart and place in apart) or (is_dependent(key) and not entity.get("ref")):
        key = f"{key}{MARK}{doc_id}{MARK}{entity['id']}"
    if len(aliases) > 1 and key.count(MARK) < 2:
        _add_aliases(evidence, key, entity)
    thing = evidence.things.get(key) or evidence.thing(key)
    thing.add(place, entity["type"], aliases or (name,))
    if thing.ref is None:
        thing.ref = entity.get("ref")
    return key


def _add_aliases(evidence: Evidence, key: str, entity: Fields) -> None:
    keys = evidence.keys
    base, mark, where = key.partition(MARK)
    others = {a: k for a in entity["aliases"] if (k := keys.get(a) or evidence.key(a)) != base}
    whys = {link["alias"]: link["why"] for link in map(_fields, entity["links"])} if others else {}
    for alias, other in others.items():
        if not _is_local(base, other):
            why = whys.get(alias, "alias")
            said = Alias(key, other + mark + where, "alias" if why in LOCAL_WHYS else why)
            evidence.aliases[said] = evidence.aliases.get(said, 0) + 1


def _is_local(name: str, alias: str) -> bool:
    """Whether an alias means this body in its own article only.

    공단, 홍보팀; 국방부 of 미국국방부; the sponsor of a club; 당근 of 당근마켓.
    """
    if is_generic(alias) or is_dependent(alias) or known().get(name, -1) in beside().get(alias, ()):
        return True
    if name.startswith(alias) and name[len(alias) :] in clubs():
        return True
    return name.endswith(alias) and is_place(name[: -len(alias)])


def _bearer(
    evidence: Evidence, doc_id: str, entity: Fields, roles: Iterable[tuple[str, str]]
) -> Bearer:
    name = entity["name"]
    names = dict.fromkeys((name, *entity["aliases"]))
    roles = list(roles)
    keys = {n: k for n in names if _tells(k := evidence.keys.get(n) or evidence.key(n), roles)}
    return Bearer(
        dict.fromkeys(keys, 1) or {name: 1},
        tuple(sorted(set(keys.values()))) if len(keys) > 1 else tuple(keys.values()),
        ((doc_id, entity["id"]),),
        _told(o for o, _ in roles),
        _told(t for _, t in roles),
        entity.get("ref"),
    )


def _told(values: Iterable[str]) -> tuple[str, ...]:
    told = {v for v in values if v}
    return tuple(sorted(told)) if len(told) > 1 else tuple(told)


def _tells(key: str, roles: Sequence[object]) -> bool:
    """Whether a personal name may be known beyond its article.

    No surname, no given name (제임스), and two syllables (파월) only of somebody with a role.
    """
    if len(key) < 2 or is_surname(key) or key in foreign_given_names():
        return False
    return len(key) > 2 or key.isascii() or bool(roles)


# --- the corpus that is continued -------------------------------------------------------------


def _add_previous(evidence: Evidence, previous: Corpus, fresh: set[str]) -> None:
    main_keys = {e.id: _main_key(e) for e in previous.entities}
    beside: dict[str, list[str]] = {}
    for entity in previous.entities:
        records = [r for r in entity.records if r.doc_id not in fresh]
        if not records and entity.ref is None:
            continue
        evidence.former[entity.id] = entity
        if entity.type == "person":
            _add_former_bearer(evidence, entity, records, main_keys)
        else:
            _add_former_thing(evidence, entity, records)
        for record in records:
            beside.setdefault(record.doc_id, []).append(main_keys[entity.id])
    evidence.mentions |= {doc_id: _company(tuple(keys)) for doc_id, keys in beside.items()}


def _main_key(entity: CorpusEntity) -> str:
    return entity.keys[0] if entity.keys else name_key(entity.name)


def _add_former_thing(
    evidence: Evidence, entity: CorpusEntity, records: list[RecordEntity]
) -> None:
    main = _main_key(entity)
    for key in entity.keys or [main]:
        thing = evidence.thing(key)
        thing.former = entity.id
        thing.ref = thing.ref or entity.ref
    for record in records:
        thing = evidence.thing(name_key(record.name) if record.name else main)
        thing.former = entity.id
        thing.add((record.doc_id, record.entity), entity.type, (record.name or entity.name,))
    for alias in entity.aliases:
        texts = evidence.thing(main).texts
        texts.setdefault(alias, 1)


def _add_former_bearer(
    evidence: Evidence,
    entity: CorpusEntity,
    records: list[RecordEntity],
    main_keys: Mapping[str, str],
) -> None:
    context = entity.context
    texts = dict.fromkeys(entity.aliases, 1) | {entity.name: len(records) + 1}
    evidence.bearers.append(
        Bearer(
            texts=texts,
            keys=tuple(entity.keys),
            records=tuple((r.doc_id, r.entity) for r in records),
            organizations=tuple(
                main_keys[o] for o in (context.organizations if context else ()) if o in main_keys
            ),
            titles=tuple(context.titles if context else ()),
            ref=entity.ref,
            former=entity.id,
        )
    )


def neighbours(evidence: Evidence, records: Iterable[Place], limit: int) -> Iterator[str]:
    """Keys named in the same articles, of the first `limit` articles in order of doc_id."""
    for doc_id in sorted({doc_id for doc_id, _ in records})[:limit]:
        yield from evidence.mentions.get(doc_id, ())

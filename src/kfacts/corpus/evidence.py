"""Reading records: what they say about names, as flat as can be kept for 100,000 of them.

Organisations and programs become one `Thing` per key; persons one `Bearer` per record, because a
personal name alone does not tell who is meant.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kfacts.korean.namekeys import is_generic, name_key
from kfacts.korean.persons import is_surname, split_name
from kfacts.model import Corpus, CorpusEntity, Record

Place = tuple[str, str]
"""doc_id and entity id."""
LOCAL_WHYS = frozenset({"spelling", "names", "same"})
"""Reasons inside an article that say nothing about two keys."""


@dataclass(slots=True)
class Thing:
    """An organisation or program: every record entity whose name has this key."""

    key: str
    texts: Counter[str] = field(default_factory=Counter)
    """Spelling → number of records with it."""
    types: Counter[str] = field(default_factory=Counter)
    records: list[Place] = field(default_factory=list)
    ref: str | None = None
    former: str | None = None
    """Id in the corpus that this run continues."""


@dataclass(slots=True)
class Bearer:
    """A person of one record, or of the corpus that this run continues."""

    texts: Counter[str]
    keys: tuple[str, ...]
    """Keys of its full names and nicknames; a bare surname is none."""
    records: list[Place]
    organizations: frozenset[str]
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
    aliases: Counter[Alias] = field(default_factory=Counter)
    """How many records say so."""
    mentions: dict[str, list[str]] = field(default_factory=dict)
    """doc_id → keys of the things and persons in it."""
    former: dict[str, CorpusEntity] = field(default_factory=dict)
    """Entities of the corpus that this run continues, by id."""

    def thing(self, key: str) -> Thing:
        """Return the thing of a key, made when missing."""
        thing = self.things.get(key)
        if thing is None:
            thing = self.things[key] = Thing(key)
        return thing


class _Entity(NamedTuple):
    id: str
    type: str
    name: str
    aliases: list[str]
    whys: dict[str, str]
    ref: str | None


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
        doc_id, entities, roles = _parts(record)
        if doc_id in fresh:
            continue
        fresh.add(doc_id)
        _add_record(evidence, doc_id, entities, roles, apart)
    if previous is not None:
        _add_previous(evidence, previous, fresh)
    for key, ref in names.items():
        if key in evidence.things:
            evidence.things[key].ref = ref
    return evidence


# --- records --------------------------------------------------------------------------------


def _parts(
    record: Record | Mapping[str, Any],
) -> tuple[str, list[_Entity], dict[str, list[tuple[str | None, str | None]]]]:
    """doc_id, entities, and per person entity its (organisation entity, title) pairs."""
    if not isinstance(record, Record):
        entities = [
            _Entity(
                e["id"],
                e["type"],
                e["name"],
                e["aliases"],
                {x["alias"]: x["why"] for x in e["links"]},
                e.get("ref"),
            )
            for e in record["entities"]
        ]
        facts = [f for f in record["facts"] if f["kind"] == "affiliation"]
        triples = [(f["person"], f["organization"], f["title"]) for f in facts]
        doc_id = str(record["doc_id"])
    else:
        entities = [
            _Entity(e.id, e.type, e.name, e.aliases, {x.alias: x.why for x in e.links}, e.ref)
            for e in record.entities
        ]
        affiliations = (f for f in record.facts if f.kind == "affiliation")
        triples = [(f.person, f.organization, f.title) for f in affiliations]
        doc_id = record.doc_id
    roles: dict[str, list[tuple[str | None, str | None]]] = {}
    for person, organization, title in triples:
        roles.setdefault(person, []).append((organization, title))
    return doc_id, entities, roles


def _add_record(
    evidence: Evidence,
    doc_id: str,
    entities: list[_Entity],
    roles: Mapping[str, list[tuple[str | None, str | None]]],
    apart: frozenset[Place],
) -> None:
    keys: dict[str, str] = {}
    for entity in entities:
        if entity.type != "person":
            keys[entity.id] = _add_thing(evidence, doc_id, entity, apart)
    for entity in entities:
        if entity.type == "person":
            keys[entity.id] = _add_bearer(evidence, doc_id, entity, roles.get(entity.id, ()), keys)
    evidence.mentions[doc_id] = list(dict.fromkeys(keys.values()))


def _add_thing(evidence: Evidence, doc_id: str, entity: _Entity, apart: frozenset[Place]) -> str:
    place = (doc_id, entity.id)
    key = name_key(entity.name)
    if place in apart:
        key = f"{key}#{doc_id}#{entity.id}"
    thing = evidence.thing(key)
    thing.texts.update(entity.aliases or [entity.name])
    thing.types[entity.type] += 1
    thing.records.append(place)
    thing.ref = thing.ref or entity.ref
    for alias in entity.aliases:
        other = name_key(alias)
        if other != key and place not in apart and not is_generic(other):
            why = entity.whys.get(alias, "spelling")
            evidence.aliases[Alias(key, other, "alias" if why in LOCAL_WHYS else why)] += 1
    return key


def _add_bearer(
    evidence: Evidence,
    doc_id: str,
    entity: _Entity,
    roles: Iterable[tuple[str | None, str | None]],
    keys: Mapping[str, str],
) -> str:
    organizations = frozenset(keys[o] for o, _ in roles if o is not None and o in keys)
    names = [n for n in dict.fromkeys([entity.name, *entity.aliases]) if _tells(n)]
    evidence.bearers.append(
        Bearer(
            texts=Counter(names or [entity.name]),
            keys=tuple(sorted({name_key(n) for n in names})),
            records=[(doc_id, entity.id)],
            organizations=organizations,
            titles=tuple(sorted({t for _, t in roles if t})),
            ref=entity.ref,
        )
    )
    return name_key(entity.name)


def _tells(name: str) -> bool:
    """Whether a personal name may be known beyond its article: no surname, no bare given name."""
    key = name_key(name)
    if is_surname(key) or len(key) < 2:
        return False
    return len(key) > 2 or split_name(key) is not None or key.isascii()


# --- the corpus that is continued -------------------------------------------------------------


def _add_previous(evidence: Evidence, previous: Corpus, fresh: set[str]) -> None:
    main_keys = {e.id: _main_key(e) for e in previous.entities}
    for entity in previous.entities:
        records = [(r.doc_id, r.entity) for r in entity.records if r.doc_id not in fresh]
        if not records and entity.ref is None:
            continue
        evidence.former[entity.id] = entity
        if entity.type == "person":
            _add_former_bearer(evidence, entity, records, main_keys)
        else:
            _add_former_thing(evidence, entity, records)
        for doc_id, _ in records:
            evidence.mentions.setdefault(doc_id, []).append(main_keys[entity.id])


def _main_key(entity: CorpusEntity) -> str:
    return entity.keys[0] if entity.keys else name_key(entity.name)


def _add_former_thing(evidence: Evidence, entity: CorpusEntity, records: list[Place]) -> None:
    for i, key in enumerate(entity.keys or [name_key(entity.name)]):
        thing = evidence.thing(key)
        thing.former = entity.id
        thing.ref = thing.ref or entity.ref
        if i == 0:
            thing.records = [*records, *thing.records]
            thing.types[entity.type] += len(records)
            thing.texts.update(dict.fromkeys(entity.aliases, 1))
            thing.texts[entity.name] += len(records)


def _add_former_bearer(
    evidence: Evidence, entity: CorpusEntity, records: list[Place], main_keys: Mapping[str, str]
) -> None:
    context = entity.context
    texts = Counter(dict.fromkeys(entity.aliases, 1))
    texts[entity.name] += len(records)
    evidence.bearers.append(
        Bearer(
            texts=texts,
            keys=tuple(entity.keys),
            records=records,
            organizations=frozenset(
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

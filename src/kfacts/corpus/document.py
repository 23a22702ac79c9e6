"""From clusters to the corpus document: ids, names, aliases, places, reasons."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import repeat
from operator import attrgetter, itemgetter
from typing import Any

from kfacts.corpus.clusters import Clusters
from kfacts.corpus.evidence import Bearer, Evidence, Place, Thing
from kfacts.corpus.identity import Heritage, Ids, heirs, person_anchor, thing_anchor
from kfacts.corpus.people import People
from kfacts.corpus.things import Pair, Verdicts, refusals_between
from kfacts.korean.namekeys import name_key
from kfacts.korean.places import MARK
from kfacts.model import CORPUS, Corpus, CorpusEntity, Decision, RefusedPair

Draft = dict[str, Any]

# One by one, while a draft is fresh: all drafts together are more than a processor's cache holds.
_validated = CorpusEntity.__pydantic_validator__.validate_python
_OF_PERSON = set(CorpusEntity.model_fields)
_OF_THING = _OF_PERSON - {"context"}
_refusal = RefusedPair.__pydantic_validator__.validate_python


def _entity(draft: Draft) -> CorpusEntity:
    """Validate a draft. What fields are set is noted once a kind: it is a third of an entity."""
    entity: CorpusEntity = _validated(draft)
    fields = _OF_PERSON if entity.type == "person" else _OF_THING
    object.__setattr__(entity, "__pydantic_fields_set__", fields)
    return entity


def corpus_document(
    evidence: Evidence,
    clusters: Clusters[str],
    verdicts: Verdicts,
    people: People,
    decisions: Sequence[Decision],
    ids_of: Corpus | None = None,
) -> Corpus:
    """Write down what was resolved. Entities in order of id; those of `ids_of` keep theirs."""
    ids, old = Ids(evidence.former), Heritage(ids_of)
    things, of_key = _things(evidence, clusters, verdicts.made, ids, old)
    persons, of_bearer = _persons(evidence, people, of_key, ids, old)
    refused = [
        _refused(pair, of_key[pair.left], of_key[pair.right])
        for pair in refusals_between(verdicts, clusters)
        if pair.left in of_key and pair.right in of_key
    ]
    refused += _refused_people(people, of_bearer)
    refused.sort(key=itemgetter("left", "right", "left_id", "right_id", "why"))
    return CORPUS.validate_python(
        {
            "entities": sorted([*things, *persons], key=attrgetter("id")),
            "refused": list(map(_refusal, refused)),
            "decisions": [d.model_dump() for d in decisions],
        }
    )


def _refused(pair: Pair, left_id: str, right_id: str) -> Draft:
    left, right = (k.partition(MARK)[0] if k.count(MARK) > 1 else k for k in pair[:2])
    why, score = pair[2:]
    return {
        "left": left,
        "right": right,
        "why": why,
        "score": score,
        "left_id": left_id,
        "right_id": right_id,
    }


def _texts(tables: Sequence[Mapping[str, int]]) -> list[str]:
    """Spellings of all tables, commonest first, then in order of their characters."""
    whole = tables[0]
    if len(tables) > 1:
        whole = dict(whole)
        for table in tables[1:]:
            for text, n in table.items():
                whole[text] = whole.get(text, 0) + n
    return sorted(whole, key=lambda t: (-whole[t], t)) if len(whole) > 1 else list(whole)


def _records(places: Sequence[Place]) -> list[Draft]:
    ordered = sorted(places) if len(places) > 1 else places
    return [{"doc_id": doc_id, "entity": entity} for doc_id, entity in ordered]


def _named_records(things: Sequence[Thing], main: str) -> list[Draft]:
    """Places in order, each with the name it has there where that is another key."""
    drafts = []
    for thing in (t for t in things if t.records):
        name = None if thing.key.partition("#")[0] == main else _texts([thing.texts])[0]
        drafts += [{"doc_id": d, "entity": e, "name": name} for d, e in thing.records]
    return sorted(drafts, key=lambda r: (r["doc_id"], r["entity"]))


def _kept(
    old: Heritage, groups: Sequence[tuple[Set[str], Iterable[Place]]], ids: Ids
) -> list[list[str]]:
    """Ids of the earlier corpus that each group keeps."""
    kept = heirs([old.claims(keys, places) for keys, places in groups])
    for former in kept:
        ids.keep(former)
    return kept


def _former(marks: Iterable[str | None], evidence: Evidence) -> list[str]:
    """Former ids of a cluster, the one with most records first."""
    known = sorted({m for m in marks if m is not None})
    return sorted(known, key=lambda m: -len(evidence.former[m].records))


def _swallowed(former: Sequence[str], evidence: Evidence, old: Heritage) -> list[str]:
    """Ids that an entity has swallowed, now or in the earlier run: all its former ids but one."""
    before = (evidence.former.get(i) or old.entities[i] for i in former)
    return list(dict.fromkeys([*former[1:], *(i for e in before for i in e.former)]))


# --- things -----------------------------------------------------------------------------------


def _things(
    evidence: Evidence, clusters: Clusters[str], made: Sequence[Pair], ids: Ids, old: Heritage
) -> tuple[list[CorpusEntity], dict[str, str]]:
    links: dict[str, list[Pair]] = {}
    for pair in made:
        links.setdefault(clusters.find(pair.left), []).append(pair)
    entities: list[CorpusEntity] = []
    of_key: dict[str, str] = {}
    groups = list(_groups(evidence, clusters))
    kept: Iterable[Sequence[str]] = repeat(())
    if old.entities:
        kept = _kept(old, [(set(keys), _places(things)) for keys, things in groups], ids)
    for (keys, things), inherited in zip(groups, kept, strict=False):
        anchor = thing_anchor(keys)
        former = _former((t.former for t in things), evidence) if evidence.former else inherited
        id_ = former[0] if former else ids.make("thing", anchor)
        for key in keys:
            of_key[key] = id_
        if len(keys) == 1:
            draft = _lone(id_, things[0], evidence.key)
        else:
            joined = links.get(clusters.find(keys[0]), ())
            draft = _thing(id_, anchor, things, joined, evidence.key)
        if former:
            draft["former"] = _swallowed(former, evidence, old)
        entities.append(_entity(draft))
    return entities, of_key


def _groups(evidence: Evidence, clusters: Clusters[str]) -> Iterator[tuple[list[str], list[Thing]]]:
    """Yield the keys and things of each cluster that some record or the user names."""
    table = evidence.things
    for keys in clusters.members().values():
        things = [table[key] for key in keys]
        if any(t.records or t.ref for t in things):
            yield keys, things


def _places(things: Iterable[Thing]) -> Iterator[Place]:
    return (place for thing in things for place in thing.records)


def _thing(
    id_: str,
    anchor: str,
    things: Sequence[Thing],
    made: Sequence[Pair],
    key_of: Callable[[str], str],
) -> Draft:
    texts = _texts([t.texts for t in things])
    keys = sorted((t.key for t in things), key=lambda k: (k != anchor, k))
    main = keys[0].partition("#")[0]
    spelt = [t for t in texts if key_of(t) == main] or texts[:1]
    return {
        "id": id_,
        "type": _type(things),
        "name": spelt[0],
        "aliases": texts,
        "records": _named_records(things, main),
        "links": _spellings(spelt) + [p._asdict() for p in sorted(made, key=Pair.order)],
        "ref": min((t.ref for t in things if t.ref), default=None),
        "keys": keys,
    }


def _lone(id_: str, thing: Thing, key_of: Callable[[str], str]) -> Draft:
    """Write down a thing of one key, as most are."""
    texts = _texts([thing.texts])
    spelt = texts
    if len(texts) > 1:
        main = thing.key.partition("#")[0]
        spelt = [t for t in texts if key_of(t) == main] or texts[:1]
    return {
        "id": id_,
        "type": thing.type or "organization",
        "name": spelt[0],
        "aliases": texts,
        "records": _records(thing.records),
        "links": _spellings(spelt) if len(spelt) > 1 else [],
        "ref": thing.ref,
        "keys": [thing.key],
    }


def _spellings(spelt: Sequence[str]) -> list[Draft]:
    return [{"left": spelt[0], "right": text, "why": "spelling"} for text in spelt[1:]]


def _type(things: Sequence[Thing]) -> str:
    """Type that most records give; an organisation when undecided."""
    more = sum(t.programs - t.organizations for t in things)
    return "program" if more > 0 else "organization"


# --- persons ----------------------------------------------------------------------------------


def _persons(
    evidence: Evidence, people: People, of_key: Mapping[str, str], ids: Ids, old: Heritage
) -> tuple[list[CorpusEntity], dict[int, str]]:
    links: dict[int, set[tuple[str, str, str]]] = {}
    for left, right, why in people.made:
        names = _name(people.bearers[left]), _name(people.bearers[right])
        links.setdefault(people.find(left), set()).add((*names, why))
    entities: list[CorpusEntity] = []
    of_bearer: dict[int, str] = {}
    groups = [(r, n, [people.bearers[i] for i in n]) for r, n in people.members().items()]
    kept: Iterable[Sequence[str]] = repeat(())
    if old.entities:
        claimants = [({k for b in g for k in b.keys}, _bearer_places(g)) for _, _, g in groups]
        kept = _kept(old, claimants, ids)
    for (root, numbers, bearers), inherited in zip(groups, kept, strict=False):
        anchor = _anchor(bearers)
        former = _former((b.former for b in bearers), evidence) if evidence.former else inherited
        first = "#".join(bearers[0].records[0]) if bearers[0].records else ""
        id_ = former[0] if former else ids.make("person", anchor, first)
        of_bearer |= dict.fromkeys(numbers, id_)
        draft = _person(id_, anchor, bearers, of_key)
        draft["links"] = [
            {"left": a, "right": b, "why": why} for a, b, why in sorted(links.get(root, ()))
        ]
        if former:
            draft["former"] = _swallowed(former, evidence, old)
        entities.append(_entity(draft))
    return entities, of_bearer


def _bearer_places(bearers: Iterable[Bearer]) -> Iterator[Place]:
    return (place for bearer in bearers for place in bearer.records)


def _anchor(bearers: Sequence[Bearer]) -> str:
    if len(bearers) == 1 and len(bearers[0].keys) == 1:
        return bearers[0].keys[0]
    return person_anchor(k for b in bearers for k in b.keys) or _name(bearers[0])


def _name(bearer: Bearer) -> str:
    if len(bearer.texts) == 1:
        return next(iter(bearer.texts))
    return max(_texts([bearer.texts]), key=lambda t: (not t.isascii(), len(name_key(t))))


def _person(id_: str, anchor: str, bearers: Sequence[Bearer], of_key: Mapping[str, str]) -> Draft:
    texts = _texts([b.texts for b in bearers])
    name = (
        texts[0] if len(texts) == 1 else next((t for t in texts if name_key(t) == anchor), texts[0])
    )
    keys = {k for b in bearers for k in b.keys}
    things = {of_key[o] for b in bearers for o in b.organizations if o in of_key}
    return {
        "id": id_,
        "type": "person",
        "name": name,
        "aliases": texts,
        "records": _records([p for b in bearers for p in b.records]),
        "ref": min((b.ref for b in bearers if b.ref), default=None),
        "keys": sorted(keys, key=lambda k: (k != anchor, k)) if len(keys) > 1 else list(keys),
        "context": {
            "organizations": sorted(things),
            "titles": sorted({t for b in bearers for t in b.titles}),
        },
    }


def _refused_people(people: People, of_bearer: Mapping[int, str]) -> list[Draft]:
    drafts = []
    for left, right, why in dict.fromkeys(people.refused):
        if people.find(left) != people.find(right):
            names = _name(people.bearers[left]), _name(people.bearers[right])
            drafts.append(_refused(Pair(*names, why), of_bearer[left], of_bearer[right]))
    return drafts

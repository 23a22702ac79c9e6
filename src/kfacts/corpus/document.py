"""From clusters to the corpus document: ids, names, aliases, places, reasons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kfacts.corpus.clusters import Clusters
from kfacts.corpus.evidence import Bearer, Evidence, Place, Thing
from kfacts.corpus.identity import Ids, person_anchor, thing_anchor
from kfacts.corpus.people import People
from kfacts.corpus.things import Pair, Verdicts, refusals_between
from kfacts.korean.namekeys import name_key
from kfacts.model import CORPUS, Corpus, Decision

Draft = dict[str, Any]


def corpus_document(
    evidence: Evidence,
    clusters: Clusters[str],
    verdicts: Verdicts,
    people: People,
    decisions: Sequence[Decision],
) -> Corpus:
    """Write down what was resolved. Entities in order of id."""
    ids = Ids(evidence.former)
    things, of_key = _things(evidence, clusters, verdicts.made, ids)
    persons, of_bearer = _persons(evidence, people, of_key, ids)
    refused = [
        p._asdict() | {"left_id": of_key[p.left], "right_id": of_key[p.right]}
        for p in refusals_between(verdicts, clusters)
        if p.left in of_key and p.right in of_key
    ]
    refused += _refused_people(people, of_bearer)
    refused.sort(key=lambda r: (r["left"], r["right"], r["left_id"], r["right_id"], r["why"]))
    return CORPUS.validate_python(
        {
            "entities": sorted([*things, *persons], key=lambda e: str(e["id"])),
            "refused": refused,
            "decisions": [d.model_dump() for d in decisions],
        }
    )


def _texts(tables: Sequence[Mapping[str, int]]) -> list[str]:
    """Spellings of all tables, commonest first, then in order of their characters."""
    whole = dict(tables[0])
    for table in tables[1:]:
        for text, n in table.items():
            whole[text] = whole.get(text, 0) + n
    return sorted(whole, key=lambda t: (-whole[t], t)) if len(whole) > 1 else list(whole)


def _records(places: Iterable[Place]) -> list[Draft]:
    return [{"doc_id": doc_id, "entity": entity} for doc_id, entity in sorted(places)]


def _named_records(things: Sequence[Thing], main: str) -> list[Draft]:
    """Places in order, each with the name it has there where that is another key."""
    drafts = []
    for thing in (t for t in things if t.records):
        name = None if thing.key.partition("#")[0] == main else _texts([thing.texts])[0]
        drafts += [{"doc_id": d, "entity": e, "name": name} for d, e in thing.records]
    return sorted(drafts, key=lambda r: (r["doc_id"], r["entity"]))


def _former(marks: Iterable[str | None], evidence: Evidence) -> list[str]:
    """Former ids of a cluster, the one with most records first."""
    known = sorted({m for m in marks if m is not None})
    return sorted(known, key=lambda m: -len(evidence.former[m].records))


# --- things -----------------------------------------------------------------------------------


def _things(
    evidence: Evidence, clusters: Clusters[str], made: Sequence[Pair], ids: Ids
) -> tuple[list[Draft], dict[str, str]]:
    links: dict[str, list[Pair]] = {}
    for pair in made:
        links.setdefault(clusters.find(pair.left), []).append(pair)
    drafts: list[Draft] = []
    of_key: dict[str, str] = {}
    for root, keys in clusters.members().items():
        things = [evidence.things[k] for k in keys]
        if not any(t.records or t.ref for t in things):
            continue
        anchor = thing_anchor(keys)
        former = _former((t.former for t in things), evidence) if evidence.former else []
        id_ = former[0] if former else ids.make("thing", anchor)
        for key in keys:
            of_key[key] = id_
        drafts.append(_thing(id_, anchor, things, links.get(root, ()), former[1:]))
    return drafts, of_key


def _thing(
    id_: str, anchor: str, things: Sequence[Thing], made: Sequence[Pair], former: list[str]
) -> Draft:
    alone = len(things) == 1
    texts = _texts([t.texts for t in things])
    keys = [t.key for t in things]
    if not alone:
        keys.sort(key=lambda k: (k != anchor, k))
    main = keys[0].partition("#")[0]
    if len(texts) == 1:
        name, spelt = texts[0], []
    else:
        spelt = [t for t in texts if name_key(t) == main] or texts[:1]
        name = spelt[0]
    links = [{"left": name, "right": text, "why": "spelling"} for text in spelt[1:]]
    return {
        "id": id_,
        "type": _type(things),
        "name": name,
        "aliases": texts,
        "records": _records(things[0].records) if alone else _named_records(things, main),
        "links": links + [p._asdict() for p in sorted(made)],
        "ref": min((t.ref for t in things if t.ref), default=None),
        "keys": keys,
        "former": former,
    }


def _type(things: Sequence[Thing]) -> str:
    """Type that most records give; an organisation when undecided."""
    programs = sum(t.types.get("program", 0) for t in things)
    organizations = sum(t.types.get("organization", 0) for t in things)
    return "program" if programs > organizations else "organization"


# --- persons ----------------------------------------------------------------------------------


def _persons(
    evidence: Evidence, people: People, of_key: Mapping[str, str], ids: Ids
) -> tuple[list[Draft], dict[int, str]]:
    links: dict[int, set[tuple[str, str, str]]] = {}
    for left, right, why in people.made:
        names = _name(people.bearers[left]), _name(people.bearers[right])
        links.setdefault(people.find(left), set()).add((*names, why))
    drafts: list[Draft] = []
    of_bearer: dict[int, str] = {}
    for root, group in people.members().items():
        bearers = [people.bearers[i] for i in group]
        anchor = person_anchor(k for b in bearers for k in b.keys) or _name(bearers[0])
        former = _former((b.former for b in bearers), evidence) if evidence.former else []
        first = "#".join(bearers[0].records[0]) if bearers[0].records else ""
        id_ = former[0] if former else ids.make("person", anchor, first)
        for i in group:
            of_bearer[i] = id_
        draft = _person(id_, anchor, bearers, of_key)
        draft["links"] = [
            {"left": a, "right": b, "why": why} for a, b, why in sorted(links.get(root, ()))
        ]
        draft["former"] = former[1:]
        drafts.append(draft)
    return drafts, of_bearer


def _name(bearer: Bearer) -> str:
    if len(bearer.texts) == 1:
        return next(iter(bearer.texts))
    return max(_texts([bearer.texts]), key=lambda t: (not t.isascii(), len(name_key(t))))


def _person(id_: str, anchor: str, bearers: Sequence[Bearer], of_key: Mapping[str, str]) -> Draft:
    texts = _texts([b.texts for b in bearers])
    name = next((t for t in texts if name_key(t) == anchor), texts[0])
    keys = {k for b in bearers for k in b.keys}
    things = {of_key[o] for b in bearers for o in b.organizations if o in of_key}
    return {
        "id": id_,
        "type": "person",
        "name": name,
        "aliases": texts,
        "records": _records([p for b in bearers for p in b.records]),
        "ref": min((b.ref for b in bearers if b.ref), default=None),
        "keys": sorted(keys, key=lambda k: (k != anchor, k)),
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
            pair = Pair(*names, why)._asdict()
            drafts.append(pair | {"left_id": of_bearer[left], "right_id": of_bearer[right]})
    return drafts

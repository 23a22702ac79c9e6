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


def build(
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


def _texts(texts: Mapping[str, int]) -> list[str]:
    """Spellings, commonest first, then in order of their characters."""
    return sorted(texts, key=lambda t: (-texts[t], t)) if len(texts) > 1 else list(texts)


def _summed(tables: Sequence[dict[str, int]]) -> dict[str, int]:
    if len(tables) == 1:
        return tables[0]
    whole: dict[str, int] = {}
    for table in tables:
        for item, n in table.items():
            whole[item] = whole.get(item, 0) + n
    return whole


def _records(places: list[Place]) -> list[Draft]:
    places.sort()
    return [{"doc_id": doc_id, "entity": entity} for doc_id, entity in places]


def _first(places: Iterable[Place]) -> str:
    return "#".join(min(places, default=("", "")))


def _former(marks: Iterable[str | None], weight: Mapping[str, int]) -> list[str]:
    """Former ids of a cluster, the one with most records first."""
    known = sorted({m for m in marks if m is not None})
    return sorted(known, key=lambda m: -weight[m])


# --- things -----------------------------------------------------------------------------------


def _things(
    evidence: Evidence, clusters: Clusters[str], made: Sequence[Pair], ids: Ids
) -> tuple[list[Draft], dict[str, str]]:
    links: dict[str, list[Pair]] = {}
    for pair in made:
        links.setdefault(clusters.find(pair.left), []).append(pair)
    weight = {id_: len(entity.records) for id_, entity in evidence.former.items()}
    drafts: list[Draft] = []
    of_key: dict[str, str] = {}
    groups = [
        (_first(p for k in keys for p in evidence.things[k].records), root, keys)
        for root, keys in clusters.members().items()
    ]
    for first, root, keys in sorted(groups):
        things = [evidence.things[k] for k in keys]
        if not any(t.records or t.ref for t in things):
            continue
        former = _former((t.former for t in things), weight)
        anchor = thing_anchor(k.split("#")[0] for k in keys)
        id_ = former[0] if former else ids.make("thing", anchor, first)
        of_key |= dict.fromkeys(keys, id_)
        drafts.append(_thing(id_, anchor, things, links.get(root, ())) | {"former": former[1:]})
    return drafts, of_key


def _commonest(types: Mapping[str, int]) -> str:
    return max(sorted(types), key=lambda t: (types[t], t == "organization"), default="organization")


def _thing(id_: str, anchor: str, things: Sequence[Thing], made: Sequence[Pair]) -> Draft:
    texts = _texts(_summed([t.texts for t in things]))
    types = _summed([t.types for t in things])
    keys = [t.key for t in things]
    if len(keys) > 1:
        keys.sort(key=lambda k: (k.split("#")[0] != anchor, k))
    main = keys[0].split("#")[0]
    name = next((t for t in texts if name_key(t) == main), texts[0])
    spellings = [t for t in texts if t != name and name_key(t) == main]
    return {
        "id": id_,
        "type": _commonest(types),
        "name": name,
        "aliases": texts,
        "records": _records([p for t in things for p in t.records]),
        "links": [
            *({"left": name, "right": s, "why": "spelling"} for s in spellings),
            *(p._asdict() for p in sorted(made)),
        ],
        "ref": min((t.ref for t in things if t.ref), default=None),
        "keys": keys,
    }


# --- persons ----------------------------------------------------------------------------------


def _persons(
    evidence: Evidence, people: People, of_key: Mapping[str, str], ids: Ids
) -> tuple[list[Draft], dict[int, str]]:
    weight = {id_: len(entity.records) for id_, entity in evidence.former.items()}
    members: dict[int, list[int]] = {}
    for i in range(len(people.bearers)):
        members.setdefault(people.find(i), []).append(i)
    links: dict[int, dict[tuple[str, str, str], None]] = {}
    for left, right, why in people.made:
        names = _name(people.bearers[left]), _name(people.bearers[right])
        links.setdefault(people.find(left), {})[*names, why] = None
    drafts: list[Draft] = []
    of_bearer: dict[int, str] = {}
    ordered = sorted(
        (_first(p for i in group for p in people.bearers[i].records), root, group)
        for root, group in members.items()
    )
    for first, root, group in ordered:
        bearers = [people.bearers[i] for i in group]
        former = _former((b.former for b in bearers), weight)
        anchor = person_anchor(k for b in bearers for k in b.keys)
        made = ids.make("person", anchor, first) if not former and anchor else ""
        id_ = former[0] if former else made or ids.make("person", _name(bearers[0]), first)
        of_bearer |= dict.fromkeys(group, id_)
        links_here = [
            {"left": a, "right": b, "why": why} for a, b, why in sorted(links.get(root, ()))
        ]
        drafts.append(
            _person(id_, anchor, bearers, of_key) | {"links": links_here, "former": former[1:]}
        )
    return drafts, of_bearer


def _name(bearer: Bearer) -> str:
    return max(_texts(bearer.texts), key=lambda t: (not t.isascii(), len(name_key(t))))


def _person(id_: str, anchor: str, bearers: Sequence[Bearer], of_key: Mapping[str, str]) -> Draft:
    texts = _texts(_summed([b.texts for b in bearers]))
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

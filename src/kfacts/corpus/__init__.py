"""Entities across a folder: records in, one corpus document out.

The stages stand in files of their own: `evidence` reads the records, `blocking` finds pairs worth a
look, `compare` measures them, `things` and `people` decide and cluster, `identity` gives ids,
`document` writes the document, `decisions` is what a person says about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kfacts.collector import paused
from kfacts.corpus.blocking import PairSource, local_pairs
from kfacts.corpus.decisions import (
    decided_people,
    decided_things,
    merged_decisions,
    places_apart,
    read_decisions,
    write_review,
)
from kfacts.corpus.document import corpus_document
from kfacts.corpus.evidence import gather
from kfacts.corpus.people import cluster_people
from kfacts.corpus.surnames import join_surnames
from kfacts.corpus.things import cluster_things
from kfacts.korean.namekeys import is_generic, name_key
from kfacts.korean.places import MARK, is_dependent
from kfacts.model import Corpus, CorpusEntity, Decision, Record

__all__ = ["alias_rows", "read_decisions", "resolve", "write_review"]


def resolve(
    records: Iterable[Record | Mapping[str, Any]],
    *,
    names: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
    previous: Corpus | None = None,
    ids_of: Corpus | None = None,
    pairs: PairSource = local_pairs,
) -> Corpus:
    """Resolve the entities of many records into the things and persons of the folder.

    `records` are read once, as they come, as `Record` or as the dict of their JSON; their order
    does not matter. `names` maps names to the user's ids. `decisions` win over every rule.
    `previous` is the corpus of an earlier run: its entities keep their ids, its decisions stay,
    and a record that it has already is replaced by the new one. `ids_of` is an earlier corpus of
    the same records and perhaps more or fewer: nothing is read of it but the ids, which stay.
    `pairs` finds the names worth comparing: `kfacts.spark` hands in one that works on a cluster.
    """
    with paused(settled=True):
        return _resolve(records, names or {}, decisions, previous, ids_of, pairs)


def _resolve(
    records: Iterable[Record | Mapping[str, Any]],
    names: Mapping[str, str],
    decisions: Sequence[Decision],
    previous: Corpus | None,
    ids_of: Corpus | None,
    source: PairSource,
) -> Corpus:
    kept = merged_decisions(previous.decisions if previous else (), decisions)
    refs = {name_key(name): ref for name, ref in names.items()}
    evidence = gather(records, refs, previous, places_apart(kept))
    pairs = decided_things(kept)
    known_pairs = {p: v for p, v in pairs.items() if all(k in evidence.things for k in p)}
    clusters, verdicts = cluster_things(evidence, known_pairs, source)
    thing_of = {key: clusters.find(key) for key in evidence.things}
    people = cluster_people(evidence, thing_of, decided_people(kept))
    join_surnames(people)
    return corpus_document(evidence, clusters, verdicts, people, kept, ids_of)


def alias_rows(corpus: Corpus) -> list[dict[str, str]]:
    """List every name with the id it belongs to, for a names file: name, id, type, main name.

    A name that belongs to several entities is left out, because it teaches nothing, and so is one
    that tells only together with a place or a house (중앙초등학교, 홍보팀).
    """
    rows = [
        {"name": alias, "id": entity.ref or entity.id, "type": entity.type, "main": entity.name}
        for entity in corpus.entities
        for alias in entity.aliases
        if _teaches(entity, alias)
    ]
    owners: dict[str, set[str]] = {}
    for row in rows:
        owners.setdefault(row["name"], set()).add(row["id"])
    taught = [row for row in rows if len(owners[row["name"]]) == 1]
    return sorted(taught, key=lambda row: row["name"])


def _teaches(entity: CorpusEntity, alias: str) -> bool:
    key = name_key(alias)
    placed = key not in entity.keys and any(k.startswith(key + MARK) for k in entity.keys)
    return entity.type == "person" or not (placed or is_dependent(key) or is_generic(key))

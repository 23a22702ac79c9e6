"""JSON-LD in schema.org's terms, with its context inside: no network is needed to read it.

    organization   Organization
    person         Person, with a Role for each affiliation
    program        by the end of its name (things.tsv) an Event, Legislation, Product, …,
                   else a Service; with who runs it as its provider, organizer, …
    measure        Observation, its value a MonetaryAmount or a QuantitativeValue
    article        Article, mentioning its entities

Numbers are xsd:decimal and days xsd:date, so nothing is rounded.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kfacts.files import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kfacts.export.source import Source
    from kfacts.model import Affiliation, Corpus, Measure, Mention, Record

Node = dict[str, Any]

_DECIMAL = {"@type": "http://www.w3.org/2001/XMLSchema#decimal"}
_DATE = {"@type": "http://www.w3.org/2001/XMLSchema#date"}
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "minValue": _DECIMAL,
    "maxValue": _DECIMAL,
    "startDate": _DATE,
    "endDate": _DATE,
    "datePublished": _DATE,
}
_TYPES = {"organization": "Organization", "person": "Person"}
SERVICE = ("Service", "provider")


def write(source: Source, to: Path) -> int:
    """Write one document with everything in its @graph; return the number of nodes."""
    count = 0
    with whole(to) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {_dump(CONTEXT)},\n "@graph": [')
        for node in _nodes(source):
            file.write(f"{',' if count else ''}\n  {_dump(node)}")
            count += 1
        file.write("\n]}\n")
    return count


def _dump(node: Node) -> str:
    """Write JSON that may stand inside an HTML script element, too."""
    return json.dumps(node, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    """Return what each ending of a name says of a program: (type, property of who runs it)."""
    table = (files("kfacts.export") / "things.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    return {ending: (kind, by) for kind, by, endings in rows for ending in endings.split()}


def _kind(name: str) -> tuple[str, str]:
    """Return a program's type and the property of who runs it; a whole name is no ending."""
    endings = (name[i:] for i in range(1, len(name)))
    return next((_kinds()[end.strip()] for end in endings if end.strip() in _kinds()), SERVICE)


def _nodes(source: Source) -> Iterator[Node]:
    index = source.index or {}
    if source.corpus is not None:
        yield from _entities(source.corpus)
    for _, record, text in source.articles():
        ids = {
            e.id: _entity(index[record.doc_id, e.id][1])
            if (record.doc_id, e.id) in index
            else f"{_article(record)}#{e.id}"
            for e in record.entities
        }
        for entity in record.entities:
            if (record.doc_id, entity.id) not in index:
                yield _thing(ids[entity.id], entity.type, entity.name, entity.aliases)
        yield _about(record, ids)
        mentions = {mention.id: mention for mention in record.mentions}
        names = {e.id: index.get((record.doc_id, e.id), (e.name,))[0] for e in record.entities}
        for fact in record.facts:
            if fact.kind == "operates":
                by = _kind(names[fact.program])[1]
                yield {"@id": ids[fact.program], by: {"@id": ids[fact.organization]}}
            else:
                yield _fact(record, fact, ids, mentions, text)


def _entity(name: str) -> str:
    return f"urn:kfacts:entity:{quote(name, safe='')}"


def _article(record: Record) -> str:
    return f"urn:kfacts:article:{quote(record.doc_id, safe='')}"


def _entities(corpus: Corpus) -> Iterator[Node]:
    for entity in corpus.entities:
        node = _thing(_entity(entity.id), entity.type, entity.name, entity.aliases)
        yield node | ({"identifier": entity.ref} if entity.ref else {})


def _thing(iri: str, kind: str, name: str, aliases: list[str]) -> Node:
    node: Node = {"@id": iri, "@type": _TYPES.get(kind) or _kind(name)[0], "name": name}
    others = [alias for alias in aliases if alias != name]
    return node | ({"alternateName": others} if others else {})


def _about(record: Record, ids: dict[str, str]) -> Node:
    node: Node = {"@id": _article(record), "@type": "Article", "identifier": record.doc_id}
    if record.source.title is not None:
        node["headline"] = record.source.title
    if record.source.publisher is not None:
        node["publisher"] = {"@type": "Organization", "name": record.source.publisher}
    reference = record.reference
    if reference is not None and reference.start == reference.end:
        node["datePublished"] = reference.start
    return node | {"mentions": [{"@id": iri} for iri in dict.fromkeys(ids.values())]}


def _fact(
    record: Record,
    fact: Affiliation | Measure,
    ids: dict[str, str],
    mentions: dict[str, Mention],
    text: str | None,
) -> Node:
    if fact.kind == "affiliation":
        role: Node = {"@type": "Role"}
        role |= {"roleName": fact.title} if fact.title else {}
        if fact.organization is not None:
            role["affiliation"] = {"@id": ids[fact.organization]}
        return {"@id": ids[fact.person], "affiliation": role}
    node: Node = {"@id": f"{_article(record)}#{fact.id}", "@type": "Observation"}
    if fact.subject is not None:
        node["observationAbout"] = {"@id": ids[fact.subject]}
    if fact.metric is not None:
        node["variableMeasured"] = fact.metric
    node["value"] = _value(mentions[fact.value])
    if fact.when is not None:
        node |= _when(mentions[fact.when])
    if text is not None:
        node["description"] = text[fact.start : fact.end]
    return node | {"subjectOf": {"@id": _article(record)}}


def _value(mention: Mention) -> Node:
    if mention.type not in ("money", "percent", "quantity"):
        return {}
    ends = {"minValue": mention.value.min, "maxValue": mention.value.max}
    node: Node = {key: end for key, end in ends.items() if end is not None}
    if mention.type == "money":
        return {"@type": "MonetaryAmount", "currency": mention.value.currency} | node
    if mention.type == "quantity":
        return {"@type": "QuantitativeValue", "unitText": mention.value.unit} | node
    if mention.type == "percent" and mention.value.point:
        return {"@type": "QuantitativeValue", "unitText": "%p"} | node
    # P1 is the UN/CEFACT code of the percent.
    return {"@type": "QuantitativeValue", "unitText": "%", "unitCode": "P1"} | node


def _when(mention: Mention) -> Node:
    if mention.type != "date":
        return {}
    start, end = mention.value.start, mention.value.end
    days = {key: day for key, day in (("startDate", start), ("endDate", end)) if day is not None}
    return {"temporalCoverage": mention.value.timex or mention.text} | days

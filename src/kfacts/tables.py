"""Flat tables over records: facts, mentions and entities with nothing left to join.

Three tables, each a tuple of `Column`s and a function that yields rows (plain dicts with exactly
those keys, in that order). Numbers are the record's decimal strings, days are ISO 8601, lists are
lists of strings; an export turns them into what its format knows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kfacts.model import Corpus, Fact, Mention, Place, Record

Row = dict[str, Any]
Kind = Literal["text", "integer", "number", "boolean", "day", "list"]
TableName = Literal["facts", "mentions", "entities"]

EVIDENCE = 1_000
"""Longest evidence in code points: a line of a megabyte is not repeated in every row."""


class Column(NamedTuple):
    """A column of a table: its name, what it holds and what that means."""

    name: str
    kind: Kind
    meaning: str


_VALUE = (
    Column("value_type", "text", "money, percent or quantity"),
    Column("value_text", "text", "the number as the article writes it"),
    Column("min", "number", "lower end; empty = open"),
    Column("max", "number", "upper end; empty = open"),
    Column("approx", "boolean", "the article says about"),
    Column("bound", "text", "min: at least, max: at most"),
    Column("inclusive", "boolean", "whether the bound itself counts"),
    Column("currency", "text", "ISO 4217 code of an amount of money"),
    Column("unit", "text", "counter or unit of a quantity; % or %p of a percentage"),
    Column("per", "text", "what an amount of money is for each of"),
)
_DATE = (
    Column("when_text", "text", "the date as the article writes it"),
    Column("when_kind", "text", "date, duration or set"),
    Column("when_timex", "text", "TIMEX3 value"),
    Column("when_start", "day", "first day"),
    Column("when_end", "day", "last day, inclusive"),
    Column("when_mod", "text", "TIMEX3 mod"),
)
_PLACE = (
    Column("sentence", "integer", "index of the sentence in the article, from 0"),
    Column("start", "integer", "offset in code points"),
    Column("end", "integer", "offset in code points, exclusive"),
    Column("evidence", "text", "the sentence that says it"),
)
_ARTICLE = (
    Column("reference_start", "day", "first day of the article's reference date"),
    Column("reference_end", "day", "last day of the article's reference date"),
)

FACTS: tuple[Column, ...] = (
    Column("doc_id", "text", "the article"),
    Column("fact", "text", "the fact's id in the record"),
    Column("kind", "text", "affiliation, operates or measure"),
    Column("person", "text", "name of the person who holds the role"),
    Column("person_id", "text", "corpus entity id"),
    Column("title", "text", "the role as written"),
    Column("organization", "text", "name of the organisation"),
    Column("organization_id", "text", "corpus entity id"),
    Column("program", "text", "name of the program"),
    Column("program_id", "text", "corpus entity id"),
    Column("subject", "text", "name of what was measured"),
    Column("subject_type", "text", "organization, person or program"),
    Column("subject_id", "text", "corpus entity id"),
    Column("metric", "text", "the words that say what is counted"),
    *_VALUE,
    Column("change", "text", "increase or decrease"),
    Column("status", "text", "actual, planned or expected"),
    *_DATE,
    Column("base_text", "text", "what the number is compared with"),
    Column("rule", "text", "the rule that read the fact"),
    Column("places", "integer", "how many places of the article state it"),
    *_PLACE,
    *_ARTICLE,
)

MENTIONS: tuple[Column, ...] = (
    Column("doc_id", "text", "the article"),
    Column("mention", "text", "the mention's id in the record"),
    Column("type", "text", "organization, person, program, money, date, percent or quantity"),
    Column("text", "text", "the mention as the article writes it"),
    Column("name", "text", "the entity's name"),
    Column("entity", "text", "the entity's id in the record"),
    Column("entity_id", "text", "corpus entity id"),
    *_VALUE[2:],
    *_DATE[1:],
    Column("rule", "text", "the rule that recognised it"),
    *_PLACE,
    *_ARTICLE,
)

ENTITIES: tuple[Column, ...] = (
    Column("entity_id", "text", "corpus entity id"),
    Column("type", "text", "organization, person or program"),
    Column("name", "text", "the fullest form found"),
    Column("aliases", "list", "every distinct spelling"),
    Column("ref", "text", "the user's own id, from a names file"),
    Column("articles", "integer", "number of articles that mention it"),
    Column("mentions", "integer", "number of mentions"),
    Column("facts", "integer", "number of facts it takes part in"),
    Column("doc_ids", "list", "the articles"),
)

TABLES: dict[TableName, tuple[Column, ...]] = {
    "facts": FACTS,
    "mentions": MENTIONS,
    "entities": ENTITIES,
}


Known = tuple[str, str, str | None]
"""Name, type and corpus id of an entity."""

EntityIndex = dict[tuple[str, str], tuple[str, str]]
"""(doc_id, entity id in the record) to (name, corpus id)."""


def entity_index(corpus: Corpus) -> EntityIndex:
    """Return where each record's entities went in the corpus."""
    return {
        (member.doc_id, member.entity): (entity.name, entity.id)
        for entity in corpus.entities
        for member in entity.records
    }


def fact_rows(record: Record, text: str | None, index: EntityIndex | None = None) -> Iterator[Row]:
    """Yield one row a fact, keys as in `FACTS`.

    `text` is the article's own text; without it (None) the evidence is. With the `index` of a
    corpus the names are the corpus' and the ids are set.
    """
    known = _known(record, index)
    mentions = {mention.id: mention for mention in record.mentions}
    for fact in record.facts:
        row = dict.fromkeys((column.name for column in FACTS), None)
        row |= {"doc_id": record.doc_id, "fact": fact.id, "kind": fact.kind, "rule": fact.rule}
        row |= _roles(fact, known) | _measured(fact, mentions)
        row |= _place(fact, record, text) | _reference(record)
        row["places"] = 1 + len(fact.evidence or ())
        yield row


def mention_rows(
    record: Record, text: str | None, index: EntityIndex | None = None
) -> Iterator[Row]:
    """Yield one row a mention, keys as in `MENTIONS`."""
    known = _known(record, index)
    for mention in record.mentions:
        row = dict.fromkeys((column.name for column in MENTIONS), None)
        row |= {"doc_id": record.doc_id, "mention": mention.id, "rule": mention.rule}
        row |= {"type": mention.type, "text": mention.text}
        if mention.type in ("organization", "person", "program"):
            row["entity"] = mention.entity
            row["name"], _, row["entity_id"] = known[mention.entity]
        elif mention.type == "date":
            row |= _date(mention)
        else:
            row |= _amount(mention)
        yield row | _place(mention, record, text) | _reference(record)


def entity_rows(corpus: Corpus, records: Iterable[Record]) -> list[Row]:
    """Return one row a corpus entity, keys as in `ENTITIES`, in the corpus' order.

    One pass over the records counts mentions and facts.
    """
    index = entity_index(corpus)
    mentions: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    for record in records:
        ids = {e.id: index.get((record.doc_id, e.id), (None, e.id))[1] for e in record.entities}
        mentions.update({ids[e.id]: len(e.mentions) for e in record.entities})
        facts.update(ids[role] for fact in record.facts for role in roles(fact).values())
    return [
        {
            "entity_id": entity.id,
            "type": entity.type,
            "name": entity.name,
            "aliases": entity.aliases,
            "ref": entity.ref,
            "articles": len({member.doc_id for member in entity.records}),
            "mentions": mentions[entity.id],
            "facts": facts[entity.id],
            "doc_ids": sorted({member.doc_id for member in entity.records}),
        }
        for entity in corpus.entities
    ]


def roles(fact: Fact) -> dict[str, str]:
    """Return the entities of a fact, role to entity id of the record; empty roles left out."""
    if fact.kind == "affiliation":
        found = {"person": fact.person, "organization": fact.organization}
    elif fact.kind == "operates":
        found = {"organization": fact.organization, "program": fact.program}
    else:
        found = {"subject": fact.subject}
    return {role: entity for role, entity in found.items() if entity is not None}


def evidence(record: Record, text: str, place: Place) -> tuple[int, int]:
    """Return the extent of the sentence around a place, at most `EVIDENCE` code points of it.

    A record without sentences (written by hand, say) gets the line instead.
    """
    start, end = _sentence(record, text, place)
    if end - start <= EVIDENCE:
        return start, end
    room = max(EVIDENCE - (place.end - place.start), 0) // 2
    return max(start, place.start - room), min(end, place.end + room)


def _sentence(record: Record, text: str, place: Place) -> tuple[int, int]:
    if place.sentence < len(record.sentences):
        start, end = record.sentences[place.sentence]
        return min(start, place.start), max(end, place.end)
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    return start, len(text) if end < 0 else end


def _known(record: Record, index: EntityIndex | None) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for entity in record.entities:
        name, corpus_id = (index or {}).get((record.doc_id, entity.id), (entity.name, None))
        known[entity.id] = (name, entity.type, corpus_id)
    return known


def _roles(fact: Fact, known: Mapping[str, Known]) -> Row:
    row: Row = {}
    for role, entity in roles(fact).items():
        row[role], kind, row[f"{role}_id"] = known[entity]
        if role == "subject":
            row["subject_type"] = kind
    if fact.kind == "affiliation":
        row["title"] = fact.title
    return row


def _measured(fact: Fact, mentions: Mapping[str, Mention]) -> Row:
    if fact.kind != "measure":
        return {}
    row = _amount(mentions[fact.value])
    row |= {"value_type": mentions[fact.value].type, "value_text": mentions[fact.value].text}
    row |= {"metric": fact.metric, "change": fact.change, "status": fact.status}
    if fact.when is not None:
        row |= _date(mentions[fact.when]) | {"when_text": mentions[fact.when].text}
    if fact.base is not None:
        row["base_text"] = mentions[fact.base].text
    return row


def _amount(mention: Mention) -> Row:
    if mention.type not in ("money", "percent", "quantity"):
        return {}
    value = mention.value
    row: Row = {"min": value.min, "max": value.max, "approx": value.approx}
    row |= {"bound": value.bound, "inclusive": value.inclusive}
    if mention.type == "money":
        row |= {"currency": mention.value.currency, "per": mention.value.per}
    elif mention.type == "percent":
        row["unit"] = "%p" if mention.value.point else "%"
    elif mention.type == "quantity":
        row["unit"] = mention.value.unit
    return row


def _date(mention: Mention) -> Row:
    if mention.type != "date":
        return {}
    value = mention.value
    return {
        "when_kind": value.kind,
        "when_timex": value.timex,
        "when_start": value.start,
        "when_end": value.end,
        "when_mod": value.mod,
    }


def _place(place: Place, record: Record, text: str | None) -> Row:
    row: Row = {"sentence": place.sentence, "start": place.start, "end": place.end}
    if text is not None:
        start, end = evidence(record, text, place)
        row["evidence"] = text[start:end].strip()
    return row


def _reference(record: Record) -> Row:
    if record.reference is None:
        return {}
    return {"reference_start": record.reference.start, "reference_end": record.reference.end}

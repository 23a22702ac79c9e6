"""The last step of an article: places mapped back, ids given, everything checked by pydantic."""

from collections.abc import Mapping
from typing import Any

from kfacts.large import SLICE, validated
from kfacts.link import Linked
from kfacts.mentions import Found
from kfacts.model import RECORD, SCHEMA_VERSION, Record
from kfacts.sections import Reading
from kfacts.text import Article, Cleaned, writable

_ENTITY_KEYS = ("person", "organization", "program", "subject")
_MENTION_KEYS = ("value", "when", "base")
_TOLD = {
    "title": ("title", "headline", "제목", "기사제목"),
    "publisher": ("publisher", "source", "press", "출처", "언론사", "매체", "매체명"),
}
"""Keys of metadata, the first that holds something counts."""


def assemble(
    article: Article,
    cleaned: Cleaned,
    reference: Mapping[str, Any] | None,
    read: Reading,
) -> Record:
    """Build and validate the record. Offsets of what was read are of the cleaned text."""
    sentences, found, entities, facts = read
    text = writable(article.text)
    entity_of = {m: f"e{e}" for e, entity in enumerate(entities, 1) for m in entity.mentions}
    mentions = (_mention(text, cleaned, i, mention, entity_of) for i, mention in enumerate(found))
    stated = (_fact(cleaned, n, fact) for n, fact in enumerate(facts, 1))
    things = (_entity(e, entity) for e, entity in enumerate(entities, 1))
    record = {
        "schema_version": SCHEMA_VERSION,
        "doc_id": writable(article.doc_id),
        "source": {
            "path": article.path and writable(article.path),
            "sha256": article.sha256,
            "encoding": article.encoding,
            "length": len(article.text),
            **_told(article.metadata),
        },
        "reference": _reference(cleaned, reference),
        "sentences": [cleaned.source(a, b) for a, b in sentences],
    }
    if len(found) > SLICE:
        return validated(record, things, mentions, stated)
    parts = {"entities": list(things), "mentions": list(mentions), "facts": list(stated)}
    return RECORD.validate_python({**record, **parts})


def _told(metadata: Mapping[str, Any]) -> dict[str, str]:
    """Return what the metadata tell of the article's title and publisher."""
    known = {str(key).strip().lower(): value for key, value in metadata.items()}
    values = {
        name: next((v for k in keys if isinstance(v := known.get(k), str) and v.strip()), None)
        for name, keys in _TOLD.items()
    }
    return {
        name: writable(" ".join(value.split()))
        for name, value in values.items()
        if value is not None
    }


def _reference(cleaned: Cleaned, reference: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if reference is None:
        return None
    evidence = reference.get("evidence")
    return {**reference, "evidence": evidence and cleaned.source(*evidence)}


def _mention(
    text: str, cleaned: Cleaned, i: int, mention: Found, entity_of: Mapping[int, str]
) -> dict[str, Any]:
    start, end = cleaned.source(mention.start, mention.end)
    what: dict[str, Any] = {
        "id": f"m{i + 1}",
        "type": mention.type,
        "text": text[start:end],
        "start": start,
        "end": end,
        "sentence": mention.sentence,
        "rule": mention.rule,
    }
    if mention.value is None:
        what["entity"] = entity_of[i]
    else:
        what["value"] = mention.value
    return what


def _entity(e: int, entity: Linked) -> dict[str, Any]:
    what: dict[str, Any] = {
        "id": f"e{e}",
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [f"m{i + 1}" for i in entity.mentions],
        "links": [{"alias": alias, "why": why} for alias, why in entity.links],
    }
    if entity.ref is not None:
        what["ref"] = entity.ref
    if entity.place:
        what["place"] = entity.place
    return what


def _fact(cleaned: Cleaned, n: int, fact: Mapping[str, Any]) -> dict[str, Any]:
    what = {"id": f"f{n}", **fact}
    what["start"], what["end"] = cleaned.source(fact["start"], fact["end"])
    for key in _ENTITY_KEYS:
        if what.get(key) is not None:
            what[key] = f"e{what[key] + 1}"
    for key in _MENTION_KEYS:
        if what.get(key) is not None:
            what[key] = f"m{what[key] + 1}"
    if "evidence" in what:
        what["evidence"] = [_place(cleaned, place) for place in what["evidence"]]
    return what


def _place(cleaned: Cleaned, place: Mapping[str, Any]) -> dict[str, Any]:
    start, end = cleaned.source(place["start"], place["end"])
    return {**place, "start": start, "end": end}

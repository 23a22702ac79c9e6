"""What the report's page reads: one index of articles, entities and facts, and each text apart.

The page's offsets count UTF-16 units, as JavaScript does; everything else is the record's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Any

from kfacts import tables
from kfacts.model import NamedMention

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kfacts.model import Corpus, Fact, Mention, Record
    from kfacts.results import Results

Json = dict[str, Any]

TITLE = 60
"""Longest title in code points: an article has none of its own, so one of its lines serves."""
HEAD = 2_000
"""How far into a text its title is looked for."""
_HEADLINE = re.compile(r"[가-힣].*[가-힣]+\s+.*[가-힣]{2}")


class Pages:
    """The report's data: `index` for the whole, `texts` with one entry an article."""

    def __init__(self, results: Results) -> None:
        self.index: Json = {"articles": [], "entities": [], "facts": [], "types": {}}
        self.texts: list[Json] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._types: Counter[str] = Counter()
        corpus = results.corpus()
        if corpus is not None:
            self._corpus(corpus)
        for _, record, text in results.articles():
            self._article(record, text)
        self.index["types"] = dict(sorted(self._types.items()))

    def _corpus(self, corpus: Corpus) -> None:
        for entity in corpus.entities:
            number = self._entity(entity.id, entity.type, entity.name, entity.aliases)
            links = [[link.left, link.right, link.why] for link in entity.links]
            self.index["entities"][number]["links"] = links
            for member in entity.records:
                self._numbers[member.doc_id, member.entity] = number

    def _entity(self, key: str, kind: str, name: str, aliases: list[str]) -> int:
        others = [alias for alias in aliases if alias != name]
        entity = {"id": key, "type": kind, "name": name, "aliases": others, "seen": []}
        self.index["entities"].append(entity)
        return len(self.index["entities"]) - 1

    def _article(self, record: Record, text: str | None) -> None:
        number = len(self.texts)
        own = {}
        for entity in record.entities:
            key = (record.doc_id, entity.id)
            if key not in self._numbers:
                name = f"{record.doc_id}/{entity.id}"
                self._numbers[key] = self._entity(name, entity.type, entity.name, entity.aliases)
            own[entity.id] = self._numbers[key]
            self.index["entities"][own[entity.id]]["seen"].append([number, len(entity.mentions)])
        self._types.update(mention.type for mention in record.mentions)
        units = _utf16(text or "")
        mentions = {mention.id: mention for mention in record.mentions}
        self.index["articles"].append(_heading(record, text))
        self.index["facts"] += [_fact(fact, number, own, mentions, units) for fact in record.facts]
        self.texts.append(_text(record, text, own, units))


def _heading(record: Record, text: str | None) -> Json:
    heading = {
        "id": record.doc_id,
        "title": record.source.title or _title(record, text or "") or record.doc_id,
        "publisher": record.source.publisher,
        "path": record.source.path,
        "length": record.source.length,
        "mentions": len(record.mentions),
        "facts": len(record.facts),
    }
    if record.reference is not None:
        reference = record.reference
        heading |= {"start": reference.start, "end": reference.end, "basis": reference.basis}
    return heading


def _title(record: Record, text: str) -> str:
    """Return the first line that says something in Korean, else the first line."""
    begin = record.sentences[0][0] if record.sentences else 0  # behind front matter
    lines = [line for line in map(str.strip, text[begin : begin + HEAD].splitlines()) if line]
    line = next(filter(_HEADLINE.search, lines), lines[0] if lines else "")
    return line if len(line) <= TITLE else f"{line[:TITLE].rstrip()}…"


def _text(
    record: Record, text: str | None, own: Mapping[str, int], units: Callable[[int], int]
) -> Json:
    return {
        "text": text,
        "sentences": [[units(start), units(end)] for start, end in record.sentences],
        "mentions": [_mention(mention, own, units) for mention in record.mentions],
        "links": {
            own[entity.id]: [[link.alias, link.why] for link in entity.links]
            for entity in record.entities
            if entity.links
        },
    }


def _mention(mention: Mention, own: Mapping[str, int], units: Callable[[int], int]) -> Json:
    shown = {
        "id": mention.id,
        "type": mention.type,
        "at": [units(mention.start), units(mention.end)],
        "text": mention.text,
        "rule": mention.rule,
        "sentence": mention.sentence,
    }
    if isinstance(mention, NamedMention):
        return shown | {"entity": own[mention.entity]}
    return shown | {"value": mention.value.model_dump(exclude_none=True)}


def _fact(
    fact: Fact,
    article: int,
    own: Mapping[str, int],
    mentions: Mapping[str, Mention],
    units: Callable[[int], int],
) -> Json:
    shown: Json = {"article": article, "id": fact.id, "kind": fact.kind, "rule": fact.rule}
    shown |= {"at": [units(fact.start), units(fact.end)], "sentence": fact.sentence}
    shown |= {role: own[entity] for role, entity in tables.roles(fact).items()}
    if fact.kind == "affiliation" and fact.title is not None:
        shown["title"] = fact.title
    if fact.kind == "measure":
        shown |= {"metric": fact.metric or "", "status": fact.status}
        shown["value"] = _told(mentions[fact.value])
        shown |= {"when": _told(mentions[fact.when])} if fact.when else {}
        shown |= {"base": _told(mentions[fact.base])} if fact.base else {}
        shown |= {"change": fact.change} if fact.change else {}
    if fact.evidence:
        shown["also"] = [[units(place.start), units(place.end)] for place in fact.evidence]
    return shown


def _told(mention: Mention) -> Json:
    """Return what a number or date says, beside its words."""
    told: Json = {"mention": mention.id, "type": mention.type, "text": mention.text}
    if not isinstance(mention, NamedMention):
        told |= mention.value.model_dump(exclude_none=True)
    return told


def _utf16(text: str) -> Callable[[int], int]:
    """Return the map from code points to UTF-16 units: beyond the first plane, two a character."""
    if not text or max(text) <= "\uffff":
        return lambda offset: offset
    wide = [i for i, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)

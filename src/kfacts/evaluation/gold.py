"""Gold annotations (`corpus/gold/*.json`): what they hold, how they are read and checked.

One file an article: `doc`, `reference_date`, `mentions`, `entities`, `relations`, and `ignored`,
the digits that are no mention. Offsets are half-open, in code points of the article's text.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kfacts.errors import InputError

NAMED = ("ORG", "PERSON", "PROGRAM")
VALUED = ("MONEY", "PERCENT", "DATE", "QUANTITY")
RELATION_KINDS = ("affiliation", "operates", "measure")

Span = tuple[int, int]
Json = dict[str, Any]

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One annotated mention; `spans` and `types` hold the alternatives that are as right."""

    id: str
    type: str
    text: str
    start: int
    end: int
    entity: str | None
    value: Json | None
    optional: bool
    types: frozenset[str]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One annotated fact: `kind` and its arguments (entity and mention ids, title, metric)."""

    id: str
    kind: str
    arguments: Json
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one article."""

    doc: str
    mentions: tuple[GoldMention, ...]
    entities: tuple[Json, ...]
    relations: tuple[Relation, ...]
    ignored: tuple[Span, ...]


# --- reading --------------------------------------------------------------------------------


def read_gold(path: Path) -> Gold:
    """Read one gold file. Raises InputError when it is not JSON or lacks a key."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Gold(
            doc=data["doc"],
            mentions=tuple(_mention(m) for m in data["mentions"]),
            entities=tuple(data["entities"]),
            relations=tuple(_relation(r) for r in data["relations"]),
            ignored=tuple((i["start"], i["end"]) for i in data.get("ignored", ())),
        )
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not a readable JSON file ({error})") from error
    except (KeyError, TypeError) as error:
        raise InputError(
            f"{path}: not a gold file, see the annotation guide ({error!r})"
        ) from error


def _mention(data: Json) -> GoldMention:
    span = (data["start"], data["end"])
    return GoldMention(
        id=data["id"],
        type=data["type"],
        text=data["text"],
        start=span[0],
        end=span[1],
        entity=data.get("entity"),
        value=data.get("value"),
        optional=data.get("optional", False),
        types=frozenset([data["type"], *data.get("alt_types", ())]),
        spans=(span, *((start, end) for start, end in data.get("alt_spans", ()))),
    )


def _relation(data: Json) -> Relation:
    rest = {k: v for k, v in data.items() if k not in ("id", "type", "optional")}
    return Relation(data["id"], data["type"], rest, data.get("optional", False))


# --- checking -------------------------------------------------------------------------------


def check_gold(gold: Gold, text: str) -> list[str]:
    """Every fault of an annotation against its article, as `doc: place: what is wrong`."""
    faults = (
        *_check_mentions(gold, text),
        *_check_entities(gold, text),
        *_check_relations(gold, text),
        *_check_coverage(gold, text),
    )
    return [f"{gold.doc}: {fault}" for fault in faults]


def _check_mentions(gold: Gold, text: str) -> Iterator[str]:
    entities = {e["id"] for e in gold.entities}
    for number, m in enumerate(gold.mentions, start=1):
        faults = (*_check_place(m, text), *_check_kind(m, entities))
        yield from (f"{m.id} {m.text!r}: {fault}" for fault in faults)
        if m.id != f"m{number}":
            yield f"{m.id} {m.text!r}: the ids are not m1, m2, …"
    for (span, kind), count in Counter(((m.start, m.end), m.type) for m in gold.mentions).items():
        if count > 1:
            yield f"{kind} {text[span[0] : span[1]]!r} at {span[0]} stands {count} times"


def _check_place(m: GoldMention, text: str) -> Iterator[str]:
    if text[m.start : m.end] != m.text or m.text != m.text.strip() or not m.text:
        yield f"the text at {m.start}:{m.end} is {text[m.start : m.end]!r}"
    for start, end in m.spans:
        if not (0 <= start < end <= len(text) and start < m.end and m.start < end):
            yield f"span {start}:{end} does not touch it"


def _check_kind(m: GoldMention, entities: set[str]) -> Iterator[str]:
    if m.type not in (*NAMED, *VALUED):
        yield f"unknown type {m.type!r}"
    elif m.type in NAMED and (m.entity not in entities or m.value is not None):
        yield "must name an entity and carry no value"
    elif m.type in VALUED and m.entity is not None:
        yield f"a {m.type} names no entity"
    elif m.type in VALUED:
        yield from _check_value(m)


def _check_value(m: GoldMention) -> Iterator[str]:
    if m.value is None:
        return
    if m.type == "DATE":
        yield from _check_date(m.value)
        return
    ends: list[Any] = [m.value.get("min"), m.value.get("max")]
    if not all(isinstance(end, str) and _NUMBER.fullmatch(end) for end in ends):
        yield f"min and max must be decimal strings in plain notation, not {ends}"
    elif Decimal(ends[0]) > Decimal(ends[1]):
        yield f"{ends[0]}..{ends[1]} is no interval"
    if m.value.get("bound") not in (None, "min", "max") or not isinstance(m.value["approx"], bool):
        yield "bound is min, max or null; approx is true or false"
    needed = {"MONEY": "currency", "QUANTITY": "unit", "PERCENT": "point"}[m.type]
    if m.value.get(needed) in (None, ""):
        yield f"no {needed}"


def _check_date(value: Json) -> Iterator[str]:
    start, end = value.get("start"), value.get("end")
    if value.get("kind") not in ("date", "duration", "set"):
        yield f"unknown kind {value.get('kind')!r}"
    if (start is None) != (end is None) or (start is not None and start > end):
        yield f"{start}..{end} is no interval"
    if value.get("kind") != "date" and start is not None:
        yield "a duration or a set has no start and end"


def _check_entities(gold: Gold, text: str) -> Iterator[str]:
    forms: dict[str | None, list[str]] = {}
    types: dict[str | None, set[str]] = {}
    for m in gold.mentions:
        if m.text not in forms.setdefault(m.entity, []):
            forms[m.entity].append(m.text)
        types.setdefault(m.entity, set()).update(m.types)
    for entity in gold.entities:
        place = f"{entity['id']} {entity['name']!r}"
        if sorted(forms.get(entity["id"], [])) != sorted(entity["aliases"]):
            yield f"{place}: aliases are not the forms in the text, {forms.get(entity['id'])}"
        if entity["type"] not in types.get(entity["id"], set()):
            yield f"{place}: no mention of type {entity['type']}"
        if entity["name"] not in text:
            yield f"{place}: the name does not stand in the article"


def _check_relations(gold: Gold, text: str) -> Iterator[str]:
    things = {m.id: m.type for m in gold.mentions} | {e["id"]: e["type"] for e in gold.entities}
    allowed = {
        "person": ("PERSON",),
        "org": ("ORG", None),
        "program": ("PROGRAM",),
        "subject": (*NAMED, None),
        "value": ("MONEY", "PERCENT", "QUANTITY"),
        "when": ("DATE", None),
    }
    squeezed = "".join(text.split())
    for r in gold.relations:
        if r.kind not in RELATION_KINDS:
            yield f"{r.id}: unknown type {r.kind!r}"
        for role, wanted in allowed.items():
            target = r.arguments.get(role)
            if (
                role in r.arguments
                and (None if target is None else things.get(target, "?")) not in wanted
            ):
                yield f"{r.id}: {role} {target!r} is not one of {wanted}"
        title = r.arguments.get("title")
        if title is not None and "".join(title.split()) not in squeezed:
            yield f"{r.id}: the title {title!r} does not stand in the article"
        for word in (r.arguments.get("metric") or "").split():
            if word not in squeezed:
                yield f"{r.id}: {word!r} of the metric does not stand in the article"
    for arguments, count in Counter(json.dumps(r.arguments) for r in gold.relations).items():
        if count > 1:
            yield f"the relation {arguments} stands {count} times"


def _check_coverage(gold: Gold, text: str) -> Iterator[str]:
    """Digits and further occurrences of a name that no mention or `ignored` entry covers."""
    covered = bytearray(len(text))
    for start, end in (*((m.start, m.end) for m in gold.mentions), *gold.ignored):
        covered[start:end] = b"\x01" * (end - start)
    for run in _DIGITS.finditer(text):
        if not all(covered[run.start() : run.end()]):
            yield f"the digits {run[0]!r} at {run.start()} are neither mentioned nor ignored"
    names = {alias for e in gold.entities for alias in e["aliases"] if len(alias) > 1}
    for name in sorted(names):
        for found in re.finditer(re.escape(name), text):
            if not any(covered[found.start() : found.end()]):
                yield f"{name!r} at {found.start()} is neither mentioned nor ignored"

"""Records of many thousand mentions: validated slice by slice, so that they stay small.

pydantic notes for each object which of its keys were given, in a set of its own: half of what a
mention takes. All objects that were given the same keys share one set here.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from pydantic import TypeAdapter

from kfacts.model import RECORD, Entity, Fact, Frozen, Mention, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SLICE: Final = 1_000
"""Entities, mentions or facts validated at once."""
LARGE: Final = 1_000_000
"""Bytes of a record's file from which on it is read slice by slice."""

_ENTITIES: Final[TypeAdapter[list[Entity]]] = TypeAdapter(list[Entity])
_MENTIONS: Final[TypeAdapter[list[Mention]]] = TypeAdapter(list[Mention])
_FACTS: Final[TypeAdapter[list[Fact]]] = TypeAdapter(list[Fact])

Rows: TypeAlias = "Iterable[Mapping[str, Any]]"
T = TypeVar("T", bound=Frozen)


def validated(record: Mapping[str, Any], entities: Rows, mentions: Rows, facts: Rows) -> Record:
    """Validate a record whose things come one by one. Raises ValidationError."""
    things = {
        "entities": _small(_ENTITIES, entities),
        "mentions": _small(_MENTIONS, mentions),
        "facts": _small(_FACTS, facts),
    }
    return RECORD.validate_python({**record, **things})


def read(data: bytes) -> Record:
    """Validate a record's JSON. Raises ValidationError."""
    if len(data) < LARGE:
        return RECORD.validate_json(data)
    try:
        told = json.loads(data)
        return validated(
            told, *(_emptied(told.pop(key)) for key in ("entities", "mentions", "facts"))
        )
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return RECORD.validate_json(data)  # which says what is wrong, and where


def _emptied(rows: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    rows.reverse()
    while rows:
        yield rows.pop()


def _small(adapter: TypeAdapter[list[T]], rows: Rows) -> Iterator[T]:
    """Validate a slice at a time; what one leaves behind is gone before the next."""
    given: dict[frozenset[str], set[str]] = {}
    each = iter(rows)
    while taken := list(islice(each, SLICE)):
        for thing in adapter.validate_python(taken):
            yield _sharing(thing, given)


def _sharing(thing: T, given: dict[frozenset[str], set[str]]) -> T:
    for part in (thing, getattr(thing, "value", None), *getattr(thing, "links", ())):
        if isinstance(part, Frozen):
            keys = part.__pydantic_fields_set__
            object.__setattr__(
                part, "__pydantic_fields_set__", given.setdefault(frozenset(keys), keys)
            )
    return thing

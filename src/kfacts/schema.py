"""JSON Schema 2020-12 of the two public documents, generated from their pydantic types."""

from typing import Any

from pydantic import TypeAdapter

from kfacts.model import CORPUS, RECORD, SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "urn:kfacts:{name}:" + SCHEMA_VERSION


def schemas() -> dict[str, dict[str, Any]]:
    """Return file name → schema document."""
    return {
        "record.schema.json": _schema(RECORD, "record"),
        "corpus.schema.json": _schema(CORPUS, "corpus"),
    }


def _schema(adapter: TypeAdapter[Any], name: str) -> dict[str, Any]:
    body = adapter.json_schema(mode="validation")
    return {"$schema": DIALECT, "$id": _ID.format(name=name), **body}

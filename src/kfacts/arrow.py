"""Extraction over Arrow record batches: the one function that serves Spark and any other engine.

Rows in, rows out in the same order: (doc_id, record, error). `record` is the record's JSON, `error`
the message of a row that failed; exactly one of the two is null. Needs `kfacts[arrow]` (pyarrow).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from kfacts.outcome import outcome
from kfacts.settings import Settings
from kfacts.text import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from kfacts.pipeline import Extractor

COLUMNS = ("doc_id", "record", "error")
"""Names of the columns that come out, all strings."""


def extract_batches(
    batches: Iterable[pa.RecordBatch],
    settings: Settings | None = None,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    date: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """Extract the articles of record batches, batch by batch.

    `text`, `doc_id` and `date` name columns; the date is what relative dates are resolved against.
    The extractor is loaded once a process and settings. Raises KeyError for a column that is not
    there; everything that is wrong with one row is told in that row.
    """
    import pyarrow as pa  # noqa: PLC0415

    extractor = _extractor(settings or Settings())
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    for batch in batches:
        names = [name for name in (text, doc_id, date) if name is not None]
        columns = {name: batch.column(name).to_pylist() for name in names}
        dates = columns[date] if date else [None] * batch.num_rows
        rows = [
            _row(extractor, *row) for row in zip(columns[doc_id], columns[text], dates, strict=True)
        ]
        yield pa.RecordBatch.from_pylist(rows, schema=schema)


@cache
def _extractor(settings: Settings) -> Extractor:
    from kfacts.pipeline import Extractor  # noqa: PLC0415

    return Extractor(settings)


def _row(extractor: Extractor, doc_id: Any, text: Any, date: Any) -> dict[str, str | None]:  # noqa: ANN401
    row = {"doc_id": None if doc_id is None else str(doc_id), "record": None, "error": None}
    if row["doc_id"] is None or not isinstance(text, str):
        return row | {"error": "no text" if row["doc_id"] is not None else "no doc_id"}
    metadata = {} if date is None else {"date": str(date)}
    told = outcome(extractor, Article.of(text, row["doc_id"], **metadata))
    return row | ({"record": told.decode()} if isinstance(told, bytes) else {"error": str(told)})

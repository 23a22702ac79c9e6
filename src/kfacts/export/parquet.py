"""Parquet through pyarrow: typed columns, numbers as doubles, days as dates, lists as lists."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from kfacts.errors import UsageError
from kfacts.files import whole
from kfacts.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from kfacts.export.source import Source
    from kfacts.tables import Column, Row

BATCH = 10_000
"""Rows held in memory and written as one row group."""

_TYPES = {
    "text": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool_",
    "day": "date32",
}


def write(source: Source, to: Path) -> int:
    """Write the table; return the number of rows. Raises UsageError when pyarrow is absent."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError(
            f"{to}: Parquet needs pyarrow; install it with: pip install 'kfacts[parquet]'"
        ) from None
    columns = TABLES[source.table]
    schema = pa.schema([_field(pa, column) for column in columns])
    rows = source.rows()
    count = 0
    with whole(to) as part, parquet.ParquetWriter(part, schema, compression="zstd") as out:
        while batch := list(islice(rows, BATCH)):
            data = {column.name: _column(batch, column) for column in columns}
            out.write_table(pa.Table.from_pydict(data, schema))
            count += len(batch)
    return count


def _field(pa: Any, column: Column) -> Any:  # noqa: ANN401  (pyarrow has no types)
    made = pa.list_(pa.string()) if column.kind == "list" else getattr(pa, _TYPES[column.kind])()
    return pa.field(column.name, made, metadata={"description": column.meaning})


def _column(rows: list[Row], column: Column) -> list[Any]:
    values = [row[column.name] for row in rows]
    if column.kind == "number":
        return [None if v is None else float(v) for v in values]
    if column.kind == "day":
        return [None if v is None else date.fromisoformat(v) for v in values]
    return values

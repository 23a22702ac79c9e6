"""CSV that a spreadsheet opens with its Korean intact and without running anything in it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from kfacts.files import harmless, whole
from kfacts.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from kfacts.export.source import Source
    from kfacts.tables import Column

_LIST = " | "


def write(source: Source, to: Path) -> int:
    """Write the table with a byte-order mark, which is how Excel knows UTF-8; return the rows."""
    columns = TABLES[source.table]
    count = 0
    with whole(to) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(column.name for column in columns)
        for row in source.rows():
            out.writerow(cell(row[column.name], column) for column in columns)
            count += 1
    return count


def cell(value: object, column: Column) -> str:
    """Return a value as a cell: lists joined, text that looks like a formula quoted with '."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = _LIST.join(value)
    return harmless(str(value)) if column.kind in ("text", "list") else str(value)

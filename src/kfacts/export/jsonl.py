"""JSON Lines: one row a line, keys in the table's order, numbers as exact decimal strings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kfacts.files import whole

if TYPE_CHECKING:
    from pathlib import Path

    from kfacts.export.source import Source


def write(source: Source, to: Path) -> int:
    """Write the table; return the number of rows."""
    count = 0
    with whole(to) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for row in source.rows():
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count

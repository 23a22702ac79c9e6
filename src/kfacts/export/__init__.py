"""Exports: the results in the formats of other tools, the kind told by the ending.

Each format is a module with one function, `write(source, to) -> int`, imported when the format is
asked for, since some are heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kfacts.errors import UsageError
from kfacts.export.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from kfacts.results import Results
    from kfacts.tables import TableName

TABULAR = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}
"""Formats that hold one table."""

FORMATS = TABULAR | {
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".jsonld": "jsonld",
    ".spacy": "spacy",
    ".displacy.json": "displacy",
}
"""Ending to module; a folder is brat's."""


def export(results: Results, to: Path, table: TableName = "facts", *, search: bool = True) -> int:
    """Write the results to a file, or to a folder of brat files; return how many rows or texts.

    `table` is what .csv, .jsonl and .parquet hold; the other kinds hold everything. `search` adds
    Korean full-text search to SQLite, for which Kiwi reads the texts once more. Raises UsageError
    for an ending nobody knows or an extra that is not installed, OutputError when `to` cannot be
    written, InputError for results that cannot be read.
    """
    module = import_module(f"kfacts.export.{_format(to)}")
    count: int = module.write(Source(results, table, search), to)
    return count


def is_tabular(to: Path) -> bool:
    """Tell whether the file is of a kind that holds one table."""
    return to.name.lower().endswith(tuple(TABULAR))


def _format(to: Path) -> str:
    for ending, module in FORMATS.items():
        if to.name.lower().endswith(ending):
            return module
    if to.suffix and not to.is_dir():
        raise UsageError(
            f"{to}: no export to '{to.suffix}'; end the name in one of {' '.join(FORMATS)}, "
            "or name a folder for brat"
        )
    return "brat"

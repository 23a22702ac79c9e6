"""The review loop: names that a reader marked wrong or missing, kept in a names file.

A line of the file has a name, its type and perhaps aliases and an id; the type `none` says that it
is no name. `kfacts names` writes it, the report's review page too, and `extract --names` reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kfacts.errors import InputError, UsageError
from kfacts.extract.names.userlist import COLUMNS, TYPES, load_names
from kfacts.files import write_whole
from kfacts.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Mark = tuple[str, str]
"""(name, type)"""


def read_marks(path: Path) -> list[Mark]:
    """Return the names of a names file with their types, as they stand in it.

    Raises InputError when there is no such file, NamesError when it is wrong.
    """
    return [(row[0], row[1]) for row in _rows(path)]


def merged(path: Path, marks: Iterable[Mark]) -> list[list[str]]:
    """Return the file's rows with the marks added; a mark replaces what was said of its name.

    Raises UsageError for a name that cannot stand in the file.
    """
    rows = {row[0]: row for row in (_rows(path) if path.exists() else ())}
    for name, kind in marks:
        clean = " ".join(name.split())
        if not any(character.isalnum() for character in clean):
            raise UsageError(f"{name!r} is no name: it has no letter or digit")
        before = rows.pop(clean, [clean, kind, "", ""])
        rows[clean] = [clean, kind, *before[2:]]
    return list(rows.values())


def write_marks(path: Path, rows: list[list[str]]) -> int:
    """Write a names file, the comments it had at its head; return the number of names."""
    comments = [line for line in _lines(path) if line.startswith("#")] if path.exists() else []
    lines = [*comments, "\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    write_whole(path, "".join(f"{line}\n" for line in lines))
    return len(rows)


def _rows(path: Path) -> list[list[str]]:
    """Read (name, type, aliases, id) of each line, checked by the loader that extract uses."""
    if not path.is_file():
        raise InputError(f"{path}: no such file; make it with: kfacts names {path} --person NAME")
    if path.suffix in (".jsonl", ".ndjson"):
        raise UsageError(f"{path}: is JSON Lines; kfacts names keeps a table (TSV)")
    load_names(path)
    cells = [line.split("\t") for line in _lines(path) if line.strip() and not line.startswith("#")]
    if not cells:
        return []
    heading = cells[0]
    return [
        [dict(zip(heading, row, strict=False)).get(column, "") for column in COLUMNS]
        for row in cells[1:]
    ]


def _lines(path: Path) -> list[str]:
    text, _ = decode(path.read_bytes(), str(path))
    return [line.rstrip("\r") for line in text.split("\n")]


__all__ = ["TYPES", "Mark", "merged", "read_marks", "write_marks"]

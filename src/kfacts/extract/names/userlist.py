"""The user's own names: TSV or JSON Lines with name, type, aliases and id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kfacts.errors import InputError, NamesError
from kfacts.extract.names.gazetteer import LABELS, Name
from kfacts.text import decode, writable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kfacts.extract.candidate import Label

NO_NAME = "none"
"""The type of what is no name. It is held for a place, which no record shows."""
TYPES: dict[str, Label] = {**LABELS, NO_NAME: "location"}
COLUMNS = ("name", "type", "aliases", "id")


def load_names(path: Path) -> list[Name]:
    """Read a names file; every alias becomes a name of its own with the same id.

    TSV has a heading with at least `name` and `type`; `aliases` are separated by `|`. JSON Lines
    has one object a line with the same keys, `aliases` a list. Raises NamesError with file, line
    and remedy.
    """
    try:
        text, _ = decode(path.read_bytes(), str(path))  # spreadsheets save cp949 and UTF-16, too
    except OSError as error:
        raise NamesError(f"{path}: cannot be read ({error.strerror})") from error
    except InputError as error:
        raise NamesError(str(error)) from error
    entries = _json_lines if path.suffix in (".jsonl", ".ndjson") else _table
    names: list[Name] = []
    first: dict[tuple[str, str], int] = {}
    for line, entry in entries(path, text):
        name, kind, aliases, ref = _checked(path, line, entry)
        known = first.setdefault((name, kind), line)
        if known != line:
            raise _wrong(path, line, f"{name!r} stands in line {known} already", "keep one of them")
        names.append(Name(name, kind, ref))
        names.extend(Name(alias, kind, ref) for alias in aliases if alias != name)
    return names


def _wrong(path: Path, line: int, what: str, remedy: str) -> NamesError:
    return NamesError(f"{path}, line {line}: {what}; {remedy}")


def _table(path: Path, text: str) -> Iterator[tuple[int, dict[str, object]]]:
    header: list[str] | None = None
    for line, row in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not row.strip() or row.startswith("#"):
            continue
        cells = row.split("\t")
        if header is None:
            header = cells
            unknown = [cell for cell in cells if cell not in COLUMNS]
            if unknown or not {"name", "type"} <= set(cells) or len(set(cells)) < len(cells):
                raise _wrong(
                    path, line, f"the heading is {cells}", f"name columns of {', '.join(COLUMNS)}"
                )
            continue
        if len(cells) > len(header):
            raise _wrong(
                path, line, f"{len(cells)} cells under {len(header)} columns", "check the tabs"
            )
        entry: dict[str, object] = dict(zip(header, cells, strict=False))
        entry["aliases"] = [a for a in str(entry.get("aliases", "")).split("|") if a]
        yield line, entry


def _json_lines(path: Path, text: str) -> Iterator[tuple[int, dict[str, object]]]:
    for line, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        try:
            entry = json.loads(row)
        except (ValueError, RecursionError) as error:
            raise _wrong(path, line, f"no JSON ({error})", "one object a line") from error
        if not isinstance(entry, dict) or set(entry) - set(COLUMNS):
            raise _wrong(path, line, "no object of names", f"use the keys {', '.join(COLUMNS)}")
        yield line, entry


def _checked(
    path: Path, line: int, entry: dict[str, object]
) -> tuple[str, Label, list[str], str | None]:
    name, kind = entry.get("name"), entry.get("type")
    aliases, ref = entry.get("aliases") or [], entry.get("id") or None
    if not isinstance(name, str) or not name.strip():
        raise _wrong(path, line, "the name is empty", "write the name or delete the line")
    if not isinstance(kind, str) or kind not in TYPES:
        raise _wrong(path, line, f"unknown type {kind!r}", f"use one of {', '.join(TYPES)}")
    if not isinstance(aliases, list) or not all(isinstance(a, str) and a for a in aliases):
        raise _wrong(path, line, "aliases are no list of names", 'write ["…", "…"]')
    if ref is not None and not isinstance(ref, str):
        raise _wrong(path, line, f"id {ref!r} is no string", "put it in quotation marks")
    if any(text != writable(text) for text in (name, *aliases, ref or "")):
        raise _wrong(path, line, "half a character (a lone surrogate)", "write the whole of it")
    for text in (name, *aliases):
        if text != text.strip() or not any(c.isalnum() for c in text) or "\n" in text:
            raise _wrong(path, line, f"{text!r} is no name", "remove spaces at its ends")
    return name, TYPES[kind], aliases, ref

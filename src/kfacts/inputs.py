"""Articles from every kind of input: text files, web pages, tables, and metadata beside a text.

    .txt .md …       the file's text; NAME.meta.json beside it or front matter in it are metadata
    .html .htm       the article of a web page (extra: kfacts[html])
    .jsonl .ndjson   one object a line; .csv .tsv one row an article (a heading names the columns)
    .parquet         one row an article (extra: kfacts[parquet])

What cannot be read becomes a `Failure` and the rest goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kfacts.errors import InputError, KfactsError, LimitError, UsageError
from kfacts.files import TEXT_ENDINGS, Failure, bounded, posix, read, refuse_pipe, safe_name
from kfacts.text import DATE_KEYS, Article, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HTML = (".html", ".htm", ".xhtml")
TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
IN_FOLDERS = (*TEXT_ENDINGS, *HTML)
"""What a folder is searched for. A table is read when it is named outright."""

METADATA = ".meta.json"
_FRONT = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([\w가-힣 -]{1,40}):[ \t]*(.*?)[ \t]*$")
_OF_FIELD = re.compile(r"[ \t].*|-[ \t].*|#.*|[ \t]*$")
"""A line that belongs to the field above it: indented or one of a list; a comment; an empty one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what."""

    text: str = "text"
    id: str | None = None
    """None: the column `id` where there is one, else the row's number."""
    date: str | None = None
    """None: whatever column is known to hold a date (date, published, 날짜, …)."""


def is_table(path: str) -> bool:
    """Tell whether a path is of a kind that holds many articles."""
    return path.lower().endswith(TABLES)


def articles(
    named: Iterable[tuple[str, str]], columns: Columns | None = None
) -> Iterator[Article | Failure]:
    """Yield the articles of files given as (path, doc_id), in order.

    A table's articles are called after its id column, or after the file and their row. Raises
    UsageError for a column that a table does not have, or a table whose extra is not installed.
    """
    files = list(named)
    taken = {doc_id.casefold(): path for path, doc_id in files if not is_table(path)}
    for path, doc_id in files:
        try:
            if is_table(path):
                yield from _of_table(path, doc_id, columns or Columns(), taken)
            elif path.lower().endswith(HTML):
                yield _of_page(path, doc_id)
            else:
                yield with_metadata(read(path, doc_id))
        except (InputError, LimitError) as error:
            yield Failure(path, error)


# --- one text, one article ----------------------------------------------------------------------


def with_metadata(article: Article) -> Article:
    """Add what stands in NAME.meta.json beside the text or in front matter at its head.

    The text itself stays as it is: offsets count the file. `body` says where the article begins
    behind its front matter. Raises InputError for a metadata file that is no JSON object.
    """
    fields, body = front_matter(article.text)
    told: dict[str, Any] = dict(article.metadata) | fields
    if article.path is not None:
        path = Path(article.path)
        beside = path.with_name(path.stem + METADATA)
        if os.path.isfile(beside):  # noqa: PTH113  (Path's raises where the name is too long)
            told |= _metadata(beside)
    return replace(article, metadata=told, body=body) if told or body else article


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the `key: value` lines between two lines of --- at the head of a text, and its end.

    Where anything else stands between them, the lines are two rules: ({}, 0).
    """
    found = _FRONT.match(text)
    fields: dict[str, str] = {}
    for line in found[1].splitlines() if found else ():
        field = _FIELD.match(line)
        if field:
            fields[field[1].strip().lower()] = field[2].strip("'\"")
        elif not (fields and _OF_FIELD.match(line)):
            return {}, 0
    return (fields, found.end()) if found and fields else ({}, 0)


def _metadata(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise InputError(f"{path}: no JSON ({error}); correct it or move it away") from None
    if not isinstance(told, dict):
        raise InputError(f'{path}: must hold one object, such as {{"date": "2024-03-05"}}')
    return told


def _of_page(path: str, doc_id: str) -> Article:
    """Read the article of a web page: its text as trafilatura tells it from what is around it."""
    try:
        import trafilatura  # noqa: PLC0415  (heavy, and an extra)
    except ImportError:
        raise InputError(  # the other files of a folder go on
            f"{path}: web pages need trafilatura; install it with: pip install 'kfacts[html]'"
        ) from None
    data = bounded(path)
    text = trafilatura.extract(data, include_comments=False)
    if not text:
        raise InputError(f"{path}: no article found in the page; save its text as a .txt file")
    found = trafilatura.extract_metadata(data)
    told = {"date": found.date, "title": found.title, "source": found.sitename} if found else {}
    metadata = {key: value for key, value in told.items() if value}
    digest = hashlib.sha256(data).hexdigest()
    return Article(doc_id, text, posix(path), digest, "utf-8", metadata)


# --- tables: many articles ----------------------------------------------------------------------

Rows: TypeAlias = "Iterator[tuple[int, Mapping[str, Any] | InputError]]"
"""Line or row number, from 1, with the row or with what is wrong with it."""


def _of_table(
    path: str, doc_id: str, columns: Columns, taken: dict[str, str]
) -> Iterator[Article | Failure]:
    kind = Path(path).suffix.lower()
    reader = {".parquet": _parquet, ".csv": _csv, ".tsv": _csv}.get(kind, _json_lines)
    refuse_pipe(path)
    encoding, rows = reader(path)
    checked, number = False, 0
    for number, row in rows:
        place = f"{path}, row {number}"
        if isinstance(row, InputError):
            yield Failure(place, row)
            continue
        if not checked:
            _check(path, row, columns)
            checked = True
        try:
            article = _of_row(row, place, f"{doc_id}-{number}", columns)
            name = _unique(article, place, taken)
            yield replace(article, path=posix(path), doc_id=name, encoding=encoding)
        except KfactsError as error:
            yield Failure(place, error)
    if not number:
        raise InputError(f"{path}: holds no articles; write one a row or leave the file out")


def _check(path: str, row: Mapping[str, Any], columns: Columns) -> None:
    given = (("--text-column", columns.text), ("--id-column", columns.id))
    for option, name in (*given, ("--date-column", columns.date)):
        if name is not None and name not in row:
            have = ", ".join(str(key) for key in row)
            raise UsageError(f"{path}: no column {name!r}; choose one with {option}: {have}")


def _of_row(row: Mapping[str, Any], place: str, name: str, columns: Columns) -> Article:
    text = row.get(columns.text)
    if not isinstance(text, str):
        raise InputError(f"{place}: column {columns.text!r} holds no text; fill it or drop the row")
    own = row.get(columns.id or "id")
    metadata = {str(k): v for k, v in row.items() if k != columns.text and v not in (None, "")}
    if columns.date is not None:  # and no other column that might hold one
        others = {k: v for k, v in metadata.items() if k.strip().lower() not in DATE_KEYS}
        metadata = others | {"date": row.get(columns.date)}
    doc_id = name if own in (None, "") else safe_name(str(own))
    return replace(Article.of(text, doc_id), metadata=metadata)


def _unique(article: Article, place: str, taken: dict[str, str]) -> str:
    first = taken.setdefault(article.doc_id.casefold(), place)
    if first != place:
        raise InputError(f"{place}: the id {article.doc_id!r} is that of {first}; give it its own")
    return article.doc_id


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None


def _json_lines(path: str) -> tuple[str, Rows]:
    return "utf-8", _objects(path)


def _objects(path: str) -> Rows:
    try:
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield (
                        number,
                        _object(line.removeprefix(b"\xef\xbb\xbf"), f"{path}, row {number}"),
                    )
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None


def _object(line: bytes, place: str) -> Mapping[str, Any] | InputError:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{place}: no JSON ({error}); write one object a line, in UTF-8")
    return told if isinstance(told, dict) else InputError(f"{place}: no JSON object")


def _csv(path: str) -> tuple[str, Rows]:
    text, encoding = decode(_bytes(path), path)
    return encoding, _csv_rows(path, text)


def _csv_rows(path: str, text: str) -> Rows:
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    csv.field_size_limit(max(len(text), 131_072))  # an article may be as long as the file
    delimiter = "\t" if path.lower().endswith(".tsv") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = list(reader.fieldnames or ())
        if twice := [name for name in columns if columns.count(name) > 1]:
            raise InputError(f"{path}: two columns are called {twice[0]!r}; rename one of them")
        for row in reader:
            yield reader.line_num, _full(row, len(columns), f"{path}, row {reader.line_num}")
    except csv.Error as error:
        raise InputError(
            f"{path}, line {reader.line_num + 1}: no CSV ({error}); quote a cell that holds "
            "quotation marks and double them in it"
        ) from None


def _full(row: dict[str, Any], columns: int, place: str) -> Mapping[str, Any] | InputError:
    """Refuse a row of which a part would be lost."""
    if None not in row:
        return row
    cells = columns + len(row[None])  # type: ignore[index]
    return InputError(f"{place}: {cells} cells under {columns} columns; quote cells with commas")


def _parquet(path: str) -> tuple[str, Rows]:
    try:
        import pyarrow  # noqa: F401, PLC0415  (heavy, and an extra)
    except ImportError:
        raise UsageError(
            f"{path}: Parquet needs pyarrow; install it with: pip install 'kfacts[parquet]'"
        ) from None
    return "utf-8", _parquet_rows(path)


def _parquet_rows(path: str) -> Rows:
    from pyarrow import ArrowException, parquet  # noqa: PLC0415

    number = 0
    try:
        for batch in parquet.ParquetFile(path).iter_batches(1_000):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (ArrowException, OSError) as error:
        raise InputError(f"{path}: no Parquet file ({error}); write it again") from None

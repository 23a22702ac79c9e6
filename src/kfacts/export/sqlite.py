"""SQLite: the three tables, articles and sentences, with indexes, views and full-text search.

SQLite's own tokenizers find no Korean word with a particle attached, so the search index has a
column of nouns beside the text: `SELECT * FROM search WHERE search MATCH '매출 증가'`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from kfacts.errors import OutputError
from kfacts.files import whole
from kfacts.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kfacts.export.source import Source
    from kfacts.model import Record
    from kfacts.tables import Column, Row

# NUMERIC keeps an integer exact up to 64 bits and makes the rest a double.
_TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}

_TEXTS = """
CREATE TABLE articles (
  doc_id TEXT PRIMARY KEY, title TEXT, publisher TEXT,
  path TEXT, sha256 TEXT, encoding TEXT, length INTEGER,
  reference_start TEXT, reference_end TEXT, reference_basis TEXT, text TEXT
);
CREATE TABLE sentences (
  id INTEGER PRIMARY KEY, doc_id TEXT REFERENCES articles, sentence INTEGER,
  "start" INTEGER, "end" INTEGER, text TEXT, nouns TEXT
);
"""

_AFTER = """
CREATE INDEX facts_doc ON facts (doc_id);
CREATE INDEX facts_kind ON facts (kind, metric);
CREATE INDEX facts_person ON facts (person_id);
CREATE INDEX facts_organization ON facts (organization_id);
CREATE INDEX facts_program ON facts (program_id);
CREATE INDEX facts_subject ON facts (subject_id);
CREATE INDEX facts_when ON facts (when_start);
CREATE INDEX mentions_doc ON mentions (doc_id, "start");
CREATE INDEX mentions_entity ON mentions (entity_id);
CREATE INDEX mentions_type ON mentions (type);
CREATE INDEX entities_name ON entities (name);
CREATE INDEX sentences_doc ON sentences (doc_id, sentence);

CREATE VIEW affiliations AS
  SELECT person, title, organization, doc_id, evidence FROM facts WHERE kind = 'affiliation';
CREATE VIEW operations AS
  SELECT organization, program, doc_id, evidence FROM facts WHERE kind = 'operates';
CREATE VIEW measures AS
  SELECT subject, metric, value_text, "min", "max", coalesce(currency, unit) AS unit, change,
         status, when_text, when_start, when_end, doc_id, evidence
  FROM facts WHERE kind = 'measure';
CREATE VIEW amounts_by_entity AS
  SELECT subject, currency, count(*) AS amounts, min("min") AS least, max("max") AS most
  FROM facts WHERE value_type = 'money' AND subject IS NOT NULL GROUP BY subject, currency;

CREATE VIRTUAL TABLE search USING fts5 (
  text, nouns, content="sentences", content_rowid="id", tokenize="unicode61"
);
INSERT INTO search (search) VALUES ('rebuild');
"""


def write(source: Source, to: Path) -> int:
    """Write the database; return the number of facts.

    With `source.search` the nouns are found by Kiwi, which reads every text once; without it the
    search index knows the words as they stand.
    """
    try:
        with whole(to) as part, closing(sqlite3.connect(part)) as db:
            return _build(db, source)
    except sqlite3.Error as error:
        raise OutputError(f"{to}: cannot be written ({error}); choose another place") from None


def _build(db: sqlite3.Connection, source: Source) -> int:
    # Nothing can be lost: the file takes its name only when it is whole.
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TEXTS)
    for table, columns in TABLES.items():
        absent = table == "entities" and source.corpus is None
        _fill(db, table, columns, () if absent else source.rows(table))
    _texts(db, source)
    db.executescript(_AFTER)
    count: int = db.execute("SELECT count(*) FROM facts").fetchone()[0]
    return count


def _create(table: str, columns: Iterable[Column]) -> str:
    fields = ", ".join(f'"{c.name}" {_TYPES.get(c.kind, "TEXT")}' for c in columns)
    return f"CREATE TABLE {table} ({fields})"


def _fill(
    db: sqlite3.Connection, table: str, columns: tuple[Column, ...], rows: Iterable[Row]
) -> None:
    db.execute(_create(table, columns))
    marks = ", ".join("?" * len(columns))
    db.executemany(
        f"INSERT INTO {table} VALUES ({marks})",
        ([_cell(row[c.name]) for c in columns] for row in rows),
    )


def _cell(value: Any) -> Any:  # noqa: ANN401  (what a row holds)
    return " | ".join(value) if isinstance(value, list) else value


def _texts(db: sqlite3.Connection, source: Source) -> None:
    for _, record, text in source.articles():
        reference = record.reference
        days = (reference.start, reference.end, reference.basis) if reference else (None,) * 3
        file = (
            record.source.title,
            record.source.publisher,
            record.source.path,
            record.source.sha256,
            record.source.encoding,
        )
        db.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (record.doc_id, *file, record.source.length, *days, text),
        )
        if text is not None:
            db.executemany(
                "INSERT INTO sentences VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                _sentences(record, text, search=source.search),
            )


def _sentences(record: Record, text: str, *, search: bool) -> Iterator[tuple[object, ...]]:
    if search:
        from kfacts.export.nouns import nouns_by_sentence

        nouns = nouns_by_sentence(text, record.sentences)
    else:
        nouns = [""] * len(record.sentences)
    for number, (start, end) in enumerate(record.sentences):
        yield record.doc_id, number, start, end, text[start:end], nouns[number]

"""What every export reads: tables and articles, with one article in memory at a time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kfacts import tables
from kfacts.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.model import Corpus, Record
    from kfacts.results import Results
    from kfacts.tables import EntityIndex, Row, TableName


class Source:
    """Results with what is to be exported of them; their corpus is read once."""

    def __init__(self, results: Results, table: TableName = "facts", search: bool = True) -> None:
        self.results = results
        self.table: TableName = table
        self.search = search

    @cached_property
    def corpus(self) -> Corpus | None:
        """The corpus entities, or None."""
        return self.results.corpus()

    @cached_property
    def index(self) -> EntityIndex | None:
        """Where each record's entities went in the corpus, or None."""
        return None if self.corpus is None else tables.entity_index(self.corpus)

    def articles(self) -> Iterator[tuple[str, Record, str | None]]:
        """Yield (file name, record, text or None)."""
        return self.results.articles()

    def rows(self, table: TableName | None = None) -> Iterator[Row]:
        """Yield the rows of a table. Raises InputError for entities where there are none."""
        table = table or self.table
        if table == "entities":
            yield from self._entities()
            return
        rows = tables.fact_rows if table == "facts" else tables.mention_rows
        for _, record, text in self.articles():
            yield from rows(record, text, self.index)

    def _entities(self) -> list[Row]:
        if self.corpus is None:
            folder = self.results.folder
            raise InputError(
                f"{folder / 'entities.json'}: not there; make it with: kfacts entities {folder}"
            )
        return tables.entity_rows(self.corpus, self.results.records())

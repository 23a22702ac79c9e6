"""kfacts over a Spark DataFrame, for what outgrows one machine. Comes with `kfacts[spark]`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kfacts.arrow import COLUMNS, extract_batches
from kfacts.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def extract(
    articles: DataFrame,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    date: str | None = None,
    settings: Settings | None = None,
) -> DataFrame:
    """Extract every row of a DataFrame with a text column.

    Returns a DataFrame of `doc_id`, `record` (JSON) and `error`, one row an article; a row that
    fails comes back with its error. Rules, names and the model are loaded once a worker process
    from the settings, whose files must be there on every worker.
    """
    wanted = articles.select(*[name for name in (text, doc_id, date) if name is not None])
    work = partial(
        extract_batches, settings=settings or Settings(), text=text, doc_id=doc_id, date=date
    )
    return wanted.mapInArrow(work, ", ".join(f"{name} string" for name in COLUMNS))

"""kfacts over a Spark DataFrame, for what outgrows one machine. Comes with `kfacts[spark]`."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from kfacts import corpus
from kfacts.arrow import COLUMNS, extract_batches
from kfacts.corpus import blocking, near
from kfacts.corpus.evidence import COUNTED
from kfacts.korean.namekeys import known
from kfacts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from kfacts.model import Corpus, Decision


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


# --- resolution ---------------------------------------------------------------------------------


def resolve(
    records: DataFrame,
    *,
    record: str = "record",
    names: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
    previous: Corpus | None = None,
) -> Corpus:
    """Resolve the records of a DataFrame: the same bytes as `kfacts.resolve` of all of them.

    `record` names the column with the records' JSON; rows where it is null are passed over, and a
    doc_id must stand in one row only. The workers cut the records down to what resolution reads and
    find the pairs of names worth comparing by joins on block keys; the driver holds a few small
    values a name and decides with the code of the local run.
    """
    told = records.where(records[record].isNotNull()).select(records[record].alias("record"))
    rows = told.mapInArrow(_slim, "record string").toLocalIterator(prefetchPartitions=True)
    return corpus.resolve(
        (json.loads(row["record"]) for row in rows),
        names=names,
        decisions=decisions,
        previous=previous,
        pairs=partial(_pairs, records.sparkSession),
    )


_READ = ("id", "type", "name", "aliases", "links", "ref", "place")


def _slim(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Keep of each record its entities, its figures and who belongs where."""
    import pyarrow as pa  # noqa: PLC0415

    for batch in batches:
        told = map(json.loads, batch.column("record").to_pylist())
        rows = [json.dumps(_read_part(record)) for record in told]
        yield pa.RecordBatch.from_arrays([pa.array(rows, pa.string())], names=["record"])


def _read_part(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "doc_id": record["doc_id"],
        "entities": [{k: e[k] for k in _READ if k in e} for e in record["entities"]],
        "mentions": [m for m in record["mentions"] if m["type"] in COUNTED],
        "facts": [f for f in record["facts"] if f["kind"] == "affiliation"],
    }


def _pairs(spark: SparkSession, keys: Mapping[str, object], block: int) -> blocking.Pairs:
    """Find by joins on block keys what `blocking.local_pairs` finds by look-up."""
    names = spark.createDataFrame([(key,) for key in sorted(keys)], "key string")
    blocks = names.mapInArrow(_block_keys, "kind string, block string, key string").cache()
    found = _looked_up(blocks, names).union(_with_first(blocks)).union(_with_each(blocks, block))
    of: dict[str, list[tuple[str, str]]] = {}
    for kind, left, right in found.toLocalIterator():
        of.setdefault(kind, []).append((left, right))
    blocks.unpersist()
    alike = [*((short, key) for key, short in of.get("lacking", ())), *of.get("alike", ())]
    return blocking.Pairs(**{kind: of.get(kind, ()) for kind in (_FIRST, *_LOOKED_UP)}, near=alike)


_FIRST = "known"
"""Of keys that share this block, each is paired with the first."""
_LOOKED_UP = ("letters", "short", "company")
"""These blocks, and `lacking`, are keys themselves: what a key may also be called."""


def _block_keys(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Write down (kind, block, key) for all blocks of the keys (in a worker)."""
    import pyarrow as pa  # noqa: PLC0415

    schema = pa.schema([(name, pa.string()) for name in ("kind", "block", "key")])
    for batch in batches:
        keys = batch.column("key").to_pylist()
        rows = [(kind, block, key) for key in keys for kind, block in _blocks(key)]
        columns = zip(*rows, strict=True) if rows else ((), (), ())
        yield pa.RecordBatch.from_arrays([pa.array(c, pa.string()) for c in columns], schema=schema)


def _blocks(key: str) -> Iterator[tuple[str, str]]:
    if key in known():
        yield "known", str(known()[key])
    elif part := blocking.part_of_body(key):
        yield "known", f"{part[0]} {part[1]}"
    forms = (blocking.spelt, blocking.shortened, blocking.company_shortened, near.lacking)
    for kind, of in zip((*_LOOKED_UP, "lacking"), forms, strict=True):
        yield from ((kind, other) for other in dict.fromkeys(of(key)))
    if near.is_long(key):
        yield from (("alike", f"{at} {near.without(key, at)}") for at in range(len(key)))


def _looked_up(blocks: DataFrame, names: DataFrame) -> DataFrame:
    """Pair each key with the keys that it may also be called."""
    also = blocks.where(blocks["kind"].isin(*_LOOKED_UP, "lacking"))
    there = names.withColumnRenamed("key", "block")
    return also.join(there, "block").select("kind", "key", "block")


def _with_first(blocks: DataFrame) -> DataFrame:
    """Pair the first key of each known body with its other names."""
    bodies = blocks.where(blocks["kind"] == _FIRST)
    firsts = bodies.groupBy("block").agg({"key": "min"}).withColumnRenamed("min(key)", "first")
    return bodies.join(firsts, "block").where("first != key").select("kind", "first", "key")


def _with_each(blocks: DataFrame, most: int) -> DataFrame:
    """Pair all keys that differ in one place, unless more than `most` do: a manner of naming."""
    alike = blocks.where("kind = 'alike'")
    few = alike.groupBy("block").count().where(f"count between 2 and {most}").select("block")
    left = alike.join(few, "block")
    right = left.select("block", left["key"].alias("other"))
    return left.join(right, "block").where("key < other").select("kind", "key", "other")

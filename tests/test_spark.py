"""Arrow batches and a real Spark in local cluster mode give the bytes of the local run."""

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks.synthetic import folder
from kfacts import corpus
from kfacts.arrow import extract_batches
from kfacts.corpus import blocking
from kfacts.files import discover, doc_ids, read
from kfacts.korean.namekeys import name_key
from kfacts.pipeline import to_json

pa = pytest.importorskip("pyarrow", reason="needs pyarrow (pip install 'kfacts[arrow]')")

SOURCE = Path(__file__).parents[1] / "src"
CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""A virtual machine for a minute: quick to start, not quick to run."""
OPTIONS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": SMALL,
    "spark.executor.extraJavaOptions": SMALL,
    "spark.executorEnv.PYTHONPATH": str(SOURCE),
    "spark.default.parallelism": "1",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
}

NAMED = [
    ("금융감독원", "sk온"),
    ("금감원", "에스케이온"),
    ("한국도로공사",),
    ("도로공사", "한국도로공사"),
]


def record(*names):
    """A record that names organisations and says no more."""
    entities = [
        {"id": f"e{i}", "type": "organization", "name": n, "aliases": [n], "links": []}
        for i, n in enumerate(names)
    ]
    return {"doc_id": "-".join(names), "entities": entities, "mentions": [], "facts": []}


@pytest.fixture(scope="module")
def articles():
    paths = discover([str(CORPUS)])[:6]
    return [read(path, doc_id) for path, doc_id in zip(paths, doc_ids(paths), strict=True)]


@pytest.fixture(scope="module")
def local(extractor, articles):
    """The local run on the same texts, without their files."""
    return {a.doc_id: to_json(extractor.extract(a.text, doc_id=a.doc_id)) for a in articles}


def test_batches_give_the_bytes_of_the_local_run(articles, local):
    batch = pa.RecordBatch.from_pylist([{"doc_id": a.doc_id, "text": a.text} for a in articles])
    (rows,) = (b.to_pylist() for b in extract_batches([batch]))
    assert {row["doc_id"]: row["record"] for row in rows} == local
    assert [row["error"] for row in rows] == [None] * len(articles)


def test_a_row_that_fails_comes_back_with_its_error():
    batch = pa.RecordBatch.from_pylist(
        [
            {"doc_id": "good", "text": "점포 3곳을 열었다.", "on": "2024-05-01"},
            {"doc_id": "empty", "text": None, "on": None},
            {"doc_id": "when", "text": "점포 3곳을 열었다.", "on": "언젠가"},
        ]
    )
    (rows,) = (b.to_pylist() for b in extract_batches([batch], date="on"))
    assert rows[0]["error"] is None
    assert '"2024-05-01"' in rows[0]["record"]
    assert rows[1]["error"] == "no text"
    assert "언젠가" in rows[2]["error"]
    assert [row["record"] is None for row in rows] == [False, True, True]


@pytest.fixture(scope="module")
def spark():
    sql = pytest.importorskip("pyspark.sql", reason="needs PySpark (pip install 'kfacts[spark]')")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local-cluster[1,1,1024]").appName("kfacts-tests")
    try:
        session = builder.config(map=OPTIONS).getOrCreate()
    except Exception as error:
        pytest.skip(f"Spark does not start here (Java 17 or newer?): {error}")
    yield session
    session.stop()


def test_spark_gives_the_bytes_of_the_local_run(spark, articles, local):
    import kfacts.spark

    frame = spark.createDataFrame(
        [(a.doc_id, a.text) for a in articles], "doc_id string, text string"
    )
    rows = kfacts.spark.extract(frame.repartition(2)).collect()
    assert {row["doc_id"]: row["record"] for row in rows} == local


def test_spark_brings_failing_rows_back(spark):
    import kfacts.spark

    frame = spark.createDataFrame([("a", "점포 3곳"), ("b", None)], "doc_id string, text string")
    rows = {row["doc_id"]: row["error"] for row in kfacts.spark.extract(frame).collect()}
    assert rows == {"a": None, "b": "no text"}


def test_spark_resolves_to_the_bytes_of_the_local_run(spark):
    """Invented folders have every kind of pair; known bodies and misspellings stand beside."""
    import kfacts.spark

    records = [*folder(300).records, *(record(*names) for names in NAMED)]
    frame = spark.createDataFrame(
        [(json.dumps(r), None) for r in records] + [(None, "failed")], "record string, error string"
    )
    whole = corpus.resolve(records)
    assert kfacts.spark.resolve(frame.repartition(3)).model_dump_json() == whole.model_dump_json()
    reasons = {link.why for entity in whole.entities for link in entity.links}
    assert reasons >= {"known", "letters", "abbreviation", "spelling"}


@pytest.mark.parametrize("block", [2, 5])
def test_spark_finds_the_pairs_of_the_local_run(spark, block):
    import kfacts.spark

    names = [
        *(
            "금융감독원",
            "금감원",
            "sk온",
            "에스케이온",
            "한국도로공사",
            "도로공사",
            "가온전자",
            "가온전",
        ),
        *("가온페스티벌", "가온페스티발", "가온페스티벌장", "가#x#1", ""),
        *("다나전자제품", "라나전자제품", "마나전자제품"),
    ]
    keys = dict.fromkeys(map(name_key, names), None)
    local = blocking.local_pairs(keys, block)
    found = kfacts.spark._pairs(spark, keys, block)
    for kind in blocking.Pairs._fields:
        expected = sorted(getattr(local, kind))
        assert sorted(getattr(found, kind)) == expected
        assert expected, kind


def test_spark_resolves_nothing(spark):
    import kfacts.spark

    assert kfacts.spark.resolve(spark.createDataFrame([], "record string")).entities == []


def test_what_is_kept_of_a_record_is_all_that_resolution_reads(articles, local):
    from kfacts.spark import _read_part

    records = [json.loads(told) for told in local.values()]
    records += [*folder(50).records, *(record(*names) for names in NAMED)]
    assert any(told["mentions"] for told in records)
    slim = corpus.resolve(map(_read_part, records))
    assert slim.model_dump_json() == corpus.resolve(records).model_dump_json()

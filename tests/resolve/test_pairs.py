"""Pairs of names with the verdict of a careful reader, in one article and across two."""

from pathlib import Path
from typing import NamedTuple

import pytest

from kfacts.corpus import resolve
from resolve.articles import linked
from resolve.records import record

TYPES = {"O": "organization", "G": "program", "P": "person"}


class Row(NamedTuple):
    type: str
    verdict: str
    left: str
    right: str
    why: str


def rows() -> list[Row]:
    lines = (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    return [Row(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def test_the_table_is_large_and_names_each_pair_once() -> None:
    pairs = [frozenset((r.left, r.right)) for r in rows()]
    assert len(pairs) >= 300
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r.left}-{r.right}")
def test_in_one_article(row: Row) -> None:
    things = linked(f"[{row.type}:{row.left}]와 [{row.type}:{row.right}]가 만났다.")
    assert (len(things) == 1) is (row.verdict != "different"), row.why


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r.left}-{r.right}")
def test_in_two_articles(row: Row) -> None:
    if row.verdict == "article":
        pytest.skip("one article must name both")
    one, other = (record(d, (TYPES[row.type], n)) for d, n in (("a", row.left), ("b", row.right)))
    assert (len(resolve([one, other]).entities) == 1) is (row.verdict == "same"), row.why

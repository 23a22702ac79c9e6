"""The quality gate over our own corpus: figures below their floor fail the build."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kfacts.evaluation.gate import check_gate, read_gate
from kfacts.evaluation.score import evaluate
from kfacts.evaluation.tally import Scores, format_scores
from kfacts.files import read

if TYPE_CHECKING:
    from kfacts.model import Record
    from kfacts.pipeline import Extractor

ROOT = Path(__file__).parents[1]
GATE = ROOT / "tests" / "gate.json"


@pytest.fixture(scope="module")
def records(extractor: "Extractor") -> "list[Record]":
    articles = sorted((ROOT / "corpus" / "articles").glob("*.txt"))
    return [extractor.extract_article(read(str(path), path.stem)) for path in articles]


@pytest.fixture(scope="module")
def scores(records: "list[Record]", tmp_path_factory: pytest.TempPathFactory) -> Scores:
    out = tmp_path_factory.mktemp("records")
    for record in records:
        (out / f"{record.doc_id}.json").write_text(record.model_dump_json(), encoding="utf-8")
    return evaluate(ROOT / "corpus" / "gold", out)


def test_facts_speak_of_what_their_record_holds(records: "list[Record]") -> None:
    for record in records:
        ids = {thing.id for thing in (*record.mentions, *record.entities)}
        told = (fact.model_dump(exclude_none=True) for fact in record.facts)
        parts = ("person", "organization", "program", "subject", "value", "when", "base")
        assert {fact[key] for fact in told for key in parts if key in fact} <= ids, record.doc_id


def test_no_figure_is_below_its_floor(scores: Scores) -> None:
    assert check_gate(scores, GATE) == [], format_scores(scores)


def test_every_article_has_a_record(scores: Scores) -> None:
    assert scores.missing == []


def test_the_gate_holds_every_figure_that_matters() -> None:
    kinds = ("ORG", "PERSON", "PROGRAM", "MONEY", "DATE", "PERCENT", "QUANTITY")
    valued = ("MONEY", "DATE", "PERCENT", "QUANTITY")
    facts = ("affiliation", "operates", "measure")
    wanted = {f"exact.{k}" for k in kinds} | {f"value.{k}" for k in valued}
    wanted |= {f"facts.strict.{k}" for k in facts} | {"b_cubed.named"}
    assert wanted <= set(read_gate(GATE))

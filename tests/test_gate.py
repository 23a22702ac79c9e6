"""The quality gate over our own corpus: figures below their floor fail the build."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kfacts.evaluation.gate import check_gate, read_gate
from kfacts.evaluation.score import evaluate
from kfacts.evaluation.tally import Scores, format_scores
from kfacts.files import read

if TYPE_CHECKING:
    from kfacts.pipeline import Extractor

ROOT = Path(__file__).parents[1]
GATE = ROOT / "tests" / "gate.json"


@pytest.fixture(scope="module")
def scores(extractor: "Extractor", tmp_path_factory: pytest.TempPathFactory) -> Scores:
    out = tmp_path_factory.mktemp("records")
    for path in sorted((ROOT / "corpus" / "articles").glob("*.txt")):
        record = extractor.extract_article(read(str(path), path.stem))
        (out / f"{path.stem}.json").write_text(record.model_dump_json(), encoding="utf-8")
    return evaluate(ROOT / "corpus" / "gold", out)


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

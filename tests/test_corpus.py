"""Our own articles and their gold: complete, consistent, built from the annotated form."""

import json
from pathlib import Path

import pytest

from kfacts.gold import check_gold, read_gold

CORPUS = Path(__file__).parents[1] / "corpus"
NAMES = sorted(path.stem for path in (CORPUS / "articles").glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_gold_agrees_with_its_article(name: str) -> None:
    text = (CORPUS / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    assert check_gold(read_gold(CORPUS / "gold" / f"{name}.json"), text) == []


def test_every_article_has_gold_and_an_annotated_form() -> None:
    for folder, suffix in (("gold", "json"), ("annotated", "txt")):
        assert sorted(p.stem for p in (CORPUS / folder).glob(f"*.{suffix}")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_reference_day_is_a_day_or_null(name: str) -> None:
    gold = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    assert gold["reference_date"] is None or len(gold["reference_date"]) == len("2024-01-01")
    assert gold["reference_date_evidence"]

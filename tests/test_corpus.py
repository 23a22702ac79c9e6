"""Our own articles and their gold: complete, consistent, built from the annotated form."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from kfacts.evaluation.gold import check_gold, read_gold

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


@pytest.fixture(scope="module")
def build_gold() -> ModuleType:
    spec = spec_from_file_location("build_gold", CORPUS.parent / "scripts" / "build_gold.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_article_and_gold_are_what_the_annotated_form_gives(
    name: str, build_gold: ModuleType
) -> None:
    source = (CORPUS / "annotated" / f"{name}.txt").read_text(encoding="utf-8")
    text, gold = build_gold.build(name, source)
    assert (CORPUS / "articles" / f"{name}.txt").read_text(encoding="utf-8") == text
    written = (CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8")
    assert written == build_gold.gold_json(gold)


def test_markup_gives_spans_values_and_nested_mentions(build_gold: ModuleType) -> None:
    marked = "{{한솔|O:h?} 적금|G:s}에 {약|-} {3만여 명|Q ~3e4 명 :: s; 적금; >}이 {올해|D 2024}"
    text, gold = build_gold.build("x", f"{marked}\n====\nref: - | none\nop?: h, s\n")
    assert text == "한솔 적금에 약 3만여 명이 올해\n"
    found = [(m["type"], m["text"], m.get("optional", False)) for m in gold["mentions"]]
    assert found == [
        ("PROGRAM", "한솔 적금", False),
        ("ORG", "한솔", True),
        ("QUANTITY", "3만여 명", False),
        ("DATE", "올해", False),
    ]
    assert gold["mentions"][2]["value"] == {
        "min": "30000",
        "max": "30000",
        "approx": True,
        "bound": None,
        "unit": "명",
    }
    assert gold["relations"] == [
        {"id": "r1", "type": "operates", "org": "e2", "program": "e1", "optional": True},
        {
            "id": "r2",
            "type": "measure",
            "subject": "e1",
            "metric": "적금",
            "value": "m3",
            "when": "m4",
            "change": None,
        },
    ]


@pytest.mark.parametrize(
    ("timex", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2024-05-30/2024-06-02", "2024-05-30", "2024-06-02"),
        ("2016/2020", "2016-01-01", "2020-12-31"),
    ],
)
def test_calendar_values(timex: str, first: str, last: str, build_gold: ModuleType) -> None:
    value = build_gold.date_value([timex])
    assert (value["start"], value["end"]) == (first, last)


@pytest.mark.parametrize("marked", ["{한솔|O:h", "한솔|O:h}", "{한솔|X:h}", "{한솔|O:h alt=새봄}"])
def test_bad_markup_is_refused(marked: str, build_gold: ModuleType) -> None:
    with pytest.raises(build_gold.MarkupError):
        build_gold.build("x", f"{marked}\n====\nref: - | none\n")

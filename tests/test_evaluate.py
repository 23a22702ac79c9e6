"""Scores of tiny cases worked out by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from kfacts.errors import InputError
from kfacts.evaluation.agreement import align, phrases_agree, same_value
from kfacts.evaluation.gate import check_gate, raised_gate, read_gate, update_gate
from kfacts.evaluation.gold import check_gold, read_gold
from kfacts.evaluation.score import evaluate
from kfacts.evaluation.tally import Scores, Tally, figures, format_differences, format_scores

TEXT = "한솔과 새봄의 김도윤 대표는 매출 30억원을 올렸다. 한솔은 2020년에 세웠다."


def gold_mention(number: int, kind: str, text: str, nth: int = 0, **rest: Any) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return {
        "id": f"m{number}",
        "type": kind,
        "start": start,
        "end": start + len(text),
        "text": text,
        **rest,
    }


WON = {"currency": "KRW", "min": "3000000000", "max": "3000000000", "approx": False, "bound": None}
YEAR = {"kind": "date", "timex": "2020", "start": "2020-01-01", "end": "2020-12-31"}

GOLD: dict[str, Any] = {
    "doc": "tiny",
    "reference_date": None,
    "mentions": [
        gold_mention(1, "ORG", "한솔", entity="e1"),
        gold_mention(2, "ORG", "새봄", entity="e2"),
        gold_mention(3, "PERSON", "김도윤", entity="e3"),
        gold_mention(4, "MONEY", "30억원", value=WON),
        gold_mention(5, "ORG", "한솔", 1, entity="e1"),
        gold_mention(6, "DATE", "2020년", value=YEAR),
    ],
    "entities": [
        {"id": "e1", "type": "ORG", "name": "한솔", "aliases": ["한솔"]},
        {"id": "e2", "type": "ORG", "name": "새봄", "aliases": ["새봄"]},
        {"id": "e3", "type": "PERSON", "name": "김도윤", "aliases": ["김도윤"]},
    ],
    "relations": [
        {"id": "r1", "type": "affiliation", "person": "e3", "org": "e2", "title": "대표"},
        {
            "id": "r2",
            "type": "measure",
            "subject": "e2",
            "metric": "매출",
            "value": "m4",
            "when": "m6",
            "change": None,
        },
    ],
}

RECORD_TYPES = {"ORG": "organization", "PERSON": "person", "MONEY": "money", "DATE": "date"}


def record(mentions: list[dict[str, Any]], facts: list[dict[str, Any]]) -> dict[str, Any]:
    """A record whose mentions are gold mentions under other ids (p1, p2, …)."""
    renamed = [
        {**m, "id": f"p{n}", "type": RECORD_TYPES[m["type"]]} for n, m in enumerate(mentions, 1)
    ]
    return {"doc_id": "tiny", "mentions": renamed, "entities": [], "facts": facts}


def score(tmp_path: Path, gold: dict[str, Any], answer: dict[str, Any] | None) -> Scores:
    for folder, data in (("gold", gold), ("records", answer)):
        (tmp_path / folder).mkdir(exist_ok=True)
        if data is not None:
            path = tmp_path / folder / "tiny.json"
            path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return evaluate(tmp_path / "gold", tmp_path / "records")


def perfect() -> dict[str, Any]:
    facts = [
        {"kind": "affiliation", "person": "e3", "organization": "e2", "title": "대표"},
        {"kind": "measure", "subject": "e2", "metric": "매출", "value": "p4", "when": "p6"},
    ]
    return record(GOLD["mentions"], facts)


def test_a_perfect_record_has_all_figures_at_one(tmp_path: Path) -> None:
    scores = score(tmp_path, GOLD, perfect())
    assert set(figures(scores).values()) == {1.0}
    assert scores.differences == []


def test_the_tiny_gold_is_faultless(tmp_path: Path) -> None:
    score(tmp_path, GOLD, None)
    assert check_gold(read_gold(tmp_path / "gold" / "tiny.json"), TEXT) == []


def test_exact_overlap_and_value_by_hand(tmp_path: Path) -> None:
    # 새봄 is found with its particle, the amount is wrong, the year is missed, one is invented.
    answer = perfect()
    mentions = answer["mentions"][:5]
    mentions[1] = {**mentions[1], "end": mentions[1]["end"] + 1}
    mentions[3] = {**mentions[3], "value": {**WON, "max": "4000000000"}}
    mentions.append({"id": "p9", "type": "person", "start": 14, "end": 16, "text": "매출"})
    scores = score(tmp_path, GOLD, {**answer, "mentions": mentions, "facts": []})
    organisations = scores.tallies["exact", "ORG"]
    assert (organisations.precision, organisations.recall) == (2 / 3, 2 / 3)
    assert scores.tallies["overlap", "ORG"].f1 == 1
    assert scores.tallies["exact", "PERSON"].precision == 1 / 2
    assert scores.tallies["exact", "MONEY"].f1 == 1
    assert scores.tallies["value", "MONEY"].f1 == 0
    assert scores.tallies["exact", "DATE"].recall == 0
    everything = scores.total("exact")
    assert (everything.right, everything.predicted, everything.gold) == (4, 6, 6)
    kinds = [
        (d.type, d.what) for d in scores.differences if d.type not in ("affiliation", "measure")
    ]
    assert kinds == [
        ("ORG", "span"),
        ("MONEY", "value"),
        ("DATE", "missed"),
        ("PERSON", "extra"),
    ]


def test_b_cubed_charges_missed_mentions_to_recall(tmp_path: Path) -> None:
    # 한솔₁ and 새봄 are merged, 한솔₂ is missed, 김도윤 is right.
    mentions = [{**GOLD["mentions"][i]} for i in (0, 1, 2)]
    mentions[1]["entity"] = "e1"
    tally = score(tmp_path, GOLD, record(mentions, [])).tallies["b_cubed", "named"]
    assert tally.precision == (1 / 2 + 1 / 2 + 1) / 3
    # 한솔₁ shares itself with its gold pair, 새봄 and 김도윤 are whole, 한솔₂ is lost.
    assert tally.recall == (1 / 2 + 1 + 1 + 0) / 4


def test_b_cubed_charges_a_split_to_recall(tmp_path: Path) -> None:
    mentions = [{**GOLD["mentions"][i]} for i in (0, 1, 2, 4)]
    mentions[3]["entity"] = "e9"
    tally = score(tmp_path, GOLD, record(mentions, [])).tallies["b_cubed", "named"]
    assert tally.precision == 1
    assert tally.recall == (1 / 2 + 1 + 1 + 1 / 2) / 4


@pytest.mark.parametrize(
    ("fact", "strict", "loose"),
    [
        ({"organization": "e2", "title": "대표"}, 1, 1),
        ({"organization": "e2", "title": None}, 0, 1),
        ({"organization": "e1", "title": "대표"}, 0, 1),
        ({"organization": "e1", "title": "감독"}, 0, 0),
    ],
)
def test_affiliations(tmp_path: Path, fact: dict[str, Any], strict: int, loose: int) -> None:
    facts = [{"kind": "affiliation", "person": "e3", **fact}]
    scores = score(tmp_path, GOLD, record(GOLD["mentions"], facts))
    assert scores.tallies["facts.strict", "affiliation"].f1 == strict
    assert scores.tallies["facts.loose", "affiliation"].f1 == loose


def test_measures_and_their_dates(tmp_path: Path) -> None:
    facts = [
        {"kind": "measure", "subject": "e2", "metric": "연 매출", "value": "p4", "when": None},
        {"kind": "measure", "subject": "e1", "metric": "매출", "value": "p4", "when": "p6"},
    ]
    scores = score(tmp_path, GOLD, record(GOLD["mentions"], facts))
    measures = scores.tallies["facts.strict", "measure"]
    assert (measures.precision, measures.recall) == (1 / 2, 1)
    assert scores.tallies["when", "measure"].recall == 0
    assert "extra" in {d.what for d in scores.differences if d.type == "measure"}


def test_what_is_optional_counts_neither_way(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["mentions"][3]["optional"] = True
    gold["relations"][0]["optional"] = True
    for answer in (perfect(), record([m for m in GOLD["mentions"] if m["id"] != "m4"], [])):
        scores = score(tmp_path, gold, answer)
        assert ("exact", "MONEY") not in scores.tallies
        assert scores.tallies["facts.strict", "affiliation"] == Tally()
        assert scores.tallies["facts.strict", "measure"] == Tally()
        assert scores.differences == []


def test_alternative_spans_and_types_are_as_right(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["mentions"][1] |= {"alt_types": ["PERSON"], "alt_spans": [[4, 6], [4, 7]]}
    answer = perfect()
    answer["mentions"][1] |= {"type": "person", "end": 7}
    scores = score(tmp_path, gold, answer)
    assert scores.tallies["exact", "ORG"].f1 == 1


def test_an_open_gold_date_holds_nobody_to_a_value(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["mentions"][5]["value"] |= {"timex": "XXXX", "start": None, "end": None}
    scores = score(tmp_path, gold, perfect())
    assert scores.tallies["exact", "DATE"].f1 == 1
    assert ("value", "DATE") not in scores.tallies


def test_alignment_is_one_to_one_and_prefers_exact_spans(tmp_path: Path) -> None:
    score(tmp_path, GOLD, None)
    gold = read_gold(tmp_path / "gold" / "tiny.json")
    wide = {"id": "p1", "type": "organization", "start": 0, "end": 6}
    exact = {"id": "p2", "type": "organization", "start": 4, "end": 6}
    matches = align(gold.mentions, [wide, exact])
    assert matches["m2"].predicted is exact
    assert matches["m1"].predicted is wide
    assert (matches["m2"].exact, matches["m1"].exact) == (True, False)


@pytest.mark.parametrize(
    ("kind", "gold", "guess", "same"),
    [
        ("MONEY", WON, {**WON, "approx": True, "max": "3000000000.0"}, True),
        ("MONEY", WON, {**WON, "currency": "USD"}, False),
        (
            "QUANTITY",
            {"min": "2", "max": None, "unit": "만 명"},
            {"min": "2", "unit": "만명"},
            True,
        ),
        ("QUANTITY", {"min": "2", "max": "2", "unit": "명"}, None, False),
        ("DATE", YEAR, {**YEAR, "timex": None}, True),
        (
            "DATE",
            {"kind": "duration", "timex": "P1Y"},
            {"kind": "duration", "timex": "P12M"},
            False,
        ),
        ("DATE", YEAR, {**YEAR, "kind": "set"}, False),
    ],
)
def test_values(kind: str, gold: dict[str, Any], guess: dict[str, Any] | None, same: bool) -> None:
    assert same_value(kind, gold, guess) is same


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("누적 거래액", "거래액", True),
        ("참여 파트너", "파트너 참여", True),
        ("매출", "영업이익", False),
        (None, "매출", False),
        (None, None, True),
    ],
)
def test_metric_phrases(a: str | None, b: str | None, agree: bool) -> None:
    assert phrases_agree(a, b) is agree


def test_an_article_without_a_record_is_listed_and_costs_recall(tmp_path: Path) -> None:
    scores = score(tmp_path, GOLD, None)
    assert scores.missing == ["tiny"]
    assert scores.total("exact").recall == 0
    assert "no record for: tiny" in format_scores(scores)


def test_no_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold files"):
        evaluate(tmp_path, tmp_path)
    (tmp_path / "broken.json").write_text('{"doc": "x"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.json"):
        evaluate(tmp_path, tmp_path)


def test_the_table_and_the_differences_are_readable(tmp_path: Path) -> None:
    scores = score(tmp_path, GOLD, record(GOLD["mentions"][:5], []))
    table = format_scores(scores)
    assert any(line.split()[:2] == ["exact", "DATE"] for line in table.splitlines())
    assert "tiny: DATE missed  gold '2020년' date 2020 2020-01-01..2020-12-31" in (
        format_differences(scores).splitlines()
    )


# --- gate -----------------------------------------------------------------------------------


def write_gate(path: Path, floors: dict[str, float]) -> Path:
    path.write_text(json.dumps(floors), encoding="utf-8")
    return path


def test_the_gate_names_what_sank_and_what_vanished(tmp_path: Path) -> None:
    scores = score(tmp_path, GOLD, record(GOLD["mentions"][:4], []))
    floors = {"exact.PERSON": 1.0, "exact.ORG": 0.9, "exact.HORSE": 0.5}
    faults = check_gate(scores, write_gate(tmp_path / "gate.json", floors))
    assert [fault.split(":")[0] for fault in faults] == ["exact.ORG", "exact.HORSE"]
    assert "0.800 is below the floor of 0.900" in faults[0]


def test_floors_rise_by_themselves_and_sink_only_when_told(tmp_path: Path) -> None:
    scores = score(tmp_path, GOLD, record(GOLD["mentions"][:4], []))
    old = {"exact.ORG": 0.95, "exact.PERSON": 0.5, "gone": 0.3}
    raised = raised_gate(scores, old, margin=0.05)
    assert (raised["exact.ORG"], raised["exact.PERSON"], raised["gone"]) == (0.95, 0.95, 0.3)
    lowered = raised_gate(scores, old, margin=0.05, lower=True)
    assert lowered["exact.ORG"] == 0.75
    assert "gone" not in lowered


def test_a_gate_file_is_made_and_raised(tmp_path: Path) -> None:
    gate = tmp_path / "gate.json"
    update_gate(score(tmp_path, GOLD, record(GOLD["mentions"][:4], [])), gate)
    first = read_gate(gate)
    assert first["exact.ORG"] == pytest.approx(0.79)
    assert not any(name.startswith("overlap") for name in first)
    update_gate(score(tmp_path, GOLD, perfect()), gate)
    assert read_gate(gate)["exact.ORG"] == pytest.approx(0.99)
    update_gate(score(tmp_path, GOLD, None), gate)
    assert read_gate(gate)["exact.ORG"] == pytest.approx(0.99)


def test_a_gate_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gate\.json"):
        read_gate(write_gate(tmp_path / "gate.json", {"exact.ORG": "high"}))  # type: ignore[dict-item]


# --- the checker ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda g: g["mentions"][0].update(end=3), "the text at 0:3"),
        (lambda g: g["mentions"][0].update(id="m7"), "the ids are not"),
        (lambda g: g["mentions"][0].update(entity="e9"), "must name an entity"),
        (lambda g: g["mentions"][3]["value"].update(min="3e9"), "plain notation"),
        (lambda g: g["mentions"][3]["value"].update(currency=None), "no currency"),
        (lambda g: g["mentions"][5]["value"].update(start="2021-01-01"), "is no interval"),
        (lambda g: g["mentions"].pop(), "the digits '2020'"),
        (lambda g: g["mentions"].pop(4), "'한솔' at 30 is neither"),
        (lambda g: g["entities"][0].update(aliases=["한솔", "솔"]), "aliases are not"),
        (lambda g: g["relations"][0].update(org="e3"), "org 'e3' is not one of"),
        (lambda g: g["relations"][1].update(when="m4"), "when 'm4' is not one of"),
        (lambda g: g["relations"][0].update(title="감독"), "the title '감독'"),
        (lambda g: g["relations"][1].update(metric="순이익"), "'순이익' of the metric"),
    ],
)
def test_the_checker_names_each_fault(tmp_path: Path, spoil: Any, fault: str) -> None:
    gold = json.loads(json.dumps(GOLD))
    spoil(gold)
    score(tmp_path, gold, None)
    faults = check_gold(read_gold(tmp_path / "gold" / "tiny.json"), TEXT)
    assert any(fault in line for line in faults), faults

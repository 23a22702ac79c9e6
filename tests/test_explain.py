import re

import pytest

from kfacts import sections, steps
from kfacts.explain import explain, trace, why
from kfacts.text import Article

TEXT = (
    "한빛은행은 올해 3분기 순이익이 2조 3,500억원으로 지난해보다 12.5% 늘었다고 밝혔다.\n"
    "김도윤 한빛은행 대표는 서울에서 “회원을 100만명 이상 모으겠다”고 말했다."
)


@pytest.fixture(scope="module")
def traced(extractor):
    return trace(extractor, Article.of(TEXT), "2024-10-30")


def texts(lines, kind):
    return [line.text for line in lines if line.kind == kind]


def test_every_mention_and_fact_of_the_record_is_told(traced):
    lines = list(explain(traced))
    told = texts(lines, "mention")
    assert told == [f"{m.type}  {m.text}  [{m.rule}]" for m in traced.record.mentions]
    assert len(texts(lines, "fact")) == len(traced.record.facts) > 0


def test_values_are_computed_and_dates_resolved_step_by_step(traced):
    told = texts(explain(traced), "step")
    assert "2조 3,500억 = 2×10¹² + 3500×10⁸ = 2,350,000,000,000" in told
    assert "→ 2024-Q3 = 2024-07-01 – 2024-09-30, against 2024-10-30 (option)" in told
    assert "says: year -1 from the reference" in told
    assert "→ 1,000,000 명, a lower bound, inclusive" in told


def test_names_are_told_with_the_weight_of_each_cue(traced):
    told = texts(explain(traced), "step")
    sums = [line for line in told if line.endswith("is enough")]
    assert len(sums) == sum(m.type in ("organization", "person") for m in traced.record.mentions)
    assert any(line.startswith("+") and "person." in line for line in told)


def test_what_was_refused_is_told_with_the_reason(traced):
    refused = texts(explain(traced), "refused")
    assert any("서울" in line and "a place" in line for line in refused)


def test_one_word_is_told_wherever_it_stands(traced):
    lines = list(why(traced, "한빛은행"))
    assert [line.text.split(":")[0] for line in lines if line.kind == "head"] == [
        f"한빛은행 at {TEXT.index('한빛은행')}",
        f"한빛은행 at {TEXT.rindex('한빛은행')}",
    ]
    assert list(why(traced, "없는말")) == []
    assert "no rule matches" in list(why(traced, "밝혔다"))[1].text


LONG = "".join(
    f"한빛은행은 올해 점포 {i + 3}곳을 열고 {i + 5}억원을 썼다. 김도윤 대표가 서울에서 밝혔다.\n"
    for i in range(40)
)


def test_a_text_of_many_sections_is_told_as_its_record_has_it(extractor, monkeypatch):
    monkeypatch.setattr(sections, "LONGEST", len(LONG) // 5)
    traced = trace(extractor, Article.of(f"\u200b{LONG}"), "2024-10-30")
    assert len(list(traced.passages())) > 4
    lines, record = list(explain(traced)), traced.record
    assert texts(lines, "mention") == [f"{m.type}  {m.text}  [{m.rule}]" for m in record.mentions]
    assert len(texts(lines, "fact")) == len(record.facts) > 40
    heads = [line.split("  ", 1) for line in texts(lines, "head")[1:]]
    sentences = [LONG[max(a - 1, 0) : b - 1].split() for a, b in record.sentences]
    assert [int(number) for number, _ in heads] == list(range(1, len(heads) + 1))
    assert [said.split() for _, said in heads] == sentences
    places = [line.text.split(":")[0] for line in why(traced, "점포") if line.kind == "head"]
    assert places == [f"점포 at {m.start() + 1}" for m in re.finditer("점포", LONG)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1,234명", []),
        ("2조 3,500억원", ["2조 3,500억 = 2×10¹² + 3500×10⁸ = 2,350,000,000,000"]),
        ("1.1천만 원", ["1.1천만 = 1100×10⁴ = 11,000,000"]),
        ("삼천오백만원", ["삼천오백만 = 3500×10⁴ = 35,000,000"]),
        ("스물두 명", ["스물두 = 22"]),
        ("5000만~1억 원", ["5000만 = 5000×10⁴ = 50,000,000", "1억 = 1×10⁸ = 100,000,000"]),
        ("수십억", []),
    ],
)
def test_arithmetic_is_shown_only_where_it_adds_up(text, lines):
    assert list(steps.arithmetic(text)) == lines


def test_the_command_has_no_colour_in_a_pipe(kfacts, tmp_path):
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    done = kfacts("explain", tmp_path / "news.txt", "--reference", "2024")
    assert done.code == 0
    assert "\x1b" not in done.out
    assert done.out.startswith("reference date: 2024-01-01 – 2024-12-31 (option)")


def test_a_word_that_is_not_there_is_told(kfacts, tmp_path):
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    done = kfacts("explain", tmp_path / "news.txt", "--why", "없는말")
    assert done.code == 4
    assert "does not hold" in done.err

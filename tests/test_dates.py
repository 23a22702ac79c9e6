"""Dates, durations and sets: the table of expressions, sentences without any, and properties."""

import json
import re
import time
from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfacts.korean.dates import find_dates, resolve_all
from kfacts.korean.dates import stretch as cal
from kfacts.korean.dates.solar_terms import TERMS, solar_term
from kfacts.reference import parse_reference

VALUES = Path(__file__).parent / "values"
SPAN = re.compile(r"\[([^\[\]]+)\]")


def rows(name):
    lines = (VALUES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def values_in(text, reference=None):
    """Return (start, end) → value of each date in a text, sentences cut at full stops."""
    ends = [m.end() for m in re.finditer(r"[.?!]\s|\n", text)]
    found = find_dates(text)
    days = parse_reference(reference) if reference else None
    values = resolve_all(
        [(d.start, d.end, d.expr) for d in found], days, lambda offset: bisect_right(ends, offset)
    )
    return {(d.start, d.end): value for d, value in zip(found, values, strict=True)}


@pytest.mark.parametrize(
    "row", rows("dates.jsonl"), ids=lambda row: f"{row['family']}: {row['text']}"
)
def test_table(row):
    marked = row["text"]
    span = SPAN.search(marked)
    text = marked[: span.start()] + span[1] + marked[span.end() :]
    place = (span.start(), span.start() + len(span[1]))
    found = values_in(text, row["reference"])
    assert place in found, f"found {[text[a:b] for a, b in found]}"
    value = found[place]
    assert {key: value.get(key) for key in row["value"]} == row["value"]


NONE = (VALUES / "dates_none.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", [line for line in NONE if line.strip()])
def test_nothing_is_found_where_there_is_no_date(text):
    assert [text[d.start : d.end] for d in find_dates(text)] == []


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
WRITINGS = (
    "{d.year}년 {d.month}월 {d.day}일",
    "{d.year}년{d.month}월{d.day}일",
    "{d:%Y-%m-%d}",
    "{d:%Y.%m.%d}",
    "{d:%Y/%m/%d}",
    "{d.year}. {d.month}. {d.day}.",
    "{d.year}.{d.month}.{d.day}",
    "{d.year} 년 {d.month} 월 {d.day} 일",
)


@given(DAYS, st.sampled_from(WRITINGS), st.sampled_from(("", " 서울에서 열렸다", "(수)까지", "에")))
@settings(max_examples=300, deadline=None)
def test_any_day_in_any_writing_is_itself(day, writing, after):
    text = "행사는 " + writing.format(d=day) + after
    (value,) = values_in(text).values()
    assert (value["start"], value["end"], value["timex"]) == (day.isoformat(),) * 3


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_two_digit_years_are_of_the_century_around_2000(day):
    for writing in (f"'{day:%y.%m.%d}", f"{day:%y}-{day.month}-{day.day}", f"{day:%y/%m/%d}"):
        (value,) = values_in(writing).values()
        assert value["timex"] == day.isoformat()


@given(
    st.text(
        alphabet="0123456789년월일주분초시간부터까지~-./ '지난올해이전후말매반한두여간", max_size=60
    )
)
@settings(max_examples=500, deadline=None)
def test_random_text_gives_ordered_exact_spans(text):
    reference = (date(2023, 11, 30), date(2023, 11, 30))
    found = find_dates(text)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for value in resolve_all([(d.start, d.end, d.expr) for d in found], reference, lambda _: 0):
        assert (value["start"] is None) == (value["end"] is None)
        if value["start"]:
            assert value["start"] <= value["end"]


@given(DAYS, st.integers(-400, 400))
@settings(max_examples=100, deadline=None)
def test_days_ago_and_hence(day, shift):
    word = f"{abs(shift)}일 {'전' if shift < 0 else '뒤'}"
    if shift:
        (value,) = values_in(word, day.isoformat()).values()
        assert value["start"] == (day + timedelta(days=shift)).isoformat()


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "만",
        "1.",
        "1년 ",
        "3~",
        "2023.",
        "지난 ",
        "3월부터 ",
        "(3월 ",
        "일",
        "-1",
        "오늘",
        "1,000",
    ],
)
def test_hostile_text_costs_linear_time(piece):
    def seconds(times):
        text = piece * times
        begun = time.process_time()
        resolve_all([(d.start, d.end, d.expr) for d in find_dates(text)], None, lambda _: 0)
        return time.process_time() - begun

    seconds(100)
    small, large = seconds(2_000), seconds(16_000)
    assert large < 8 * 4 * small + 0.2


def test_a_stretch_a_year_away_keeps_its_shape():
    assert cal.years_away(cal.month(2024, 2), -1).end == date(2023, 2, 28)
    assert cal.years_away(cal.quarter(2023, 3), -1).timex == "2022-Q3"
    assert cal.years_away(cal.day(date(2024, 2, 29)), 1).timex is None


TERMS_OF_2024 = {
    **{"소한": "01-06", "대한": "01-20", "입춘": "02-04", "우수": "02-19"},
    **{"경칩": "03-05", "춘분": "03-20", "청명": "04-04", "곡우": "04-19"},
    **{"입하": "05-05", "소만": "05-20", "망종": "06-05", "하지": "06-21"},
    **{"소서": "07-06", "대서": "07-22", "입추": "08-07", "처서": "08-22"},
    **{"백로": "09-07", "추분": "09-22", "한로": "10-08", "상강": "10-23"},
    **{"입동": "11-07", "소설": "11-22", "대설": "12-07", "동지": "12-21"},
}


@pytest.mark.parametrize(("name", "day"), TERMS_OF_2024.items())
def test_the_solar_terms_of_a_year(name, day):
    assert solar_term(name, 2024).isoformat() == f"2024-{day}"


def test_the_solar_terms_of_any_year_follow_each_other():
    for year in (1, 1392, 1900, 2000, 2023, 2100, 9998):
        days = [solar_term(name, year) for name in TERMS]
        assert all(13 <= (b - a).days <= 17 for a, b in pairwise(days)), year

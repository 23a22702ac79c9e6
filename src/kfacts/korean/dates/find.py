"""Dates in a text: one pass that stops where a date can begin and reads on from there."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kfacts.korean.dates import words
from kfacts.korean.dates.compose import Reading, read_date, recurring, walk
from kfacts.korean.dates.cues import clock_end, word_ok
from kfacts.korean.dates.expr import DateExpr
from kfacts.korean.dates.lengths import read_length
from kfacts.korean.dates.measure import read_around, read_single
from kfacts.korean.dates.steps import FOLLOWS
from kfacts.korean.dates.words import looked_up, plain, spelling


class FoundDate(NamedTuple):
    """A date in a text: half-open offsets, the family that names its kind, and what is said."""

    start: int
    end: int
    rule: str
    expr: DateExpr


EVERY: Final = looked_up(words.EVERY)
DATE_WORDS: Final = (
    *words.RELATIVE,
    *words.SAME_PERIOD,
    *words.TOWARD,
    *words.SEASONS,
    *words.HALVES,
    *words.WEEKDAYS,
    *words.HOLIDAYS,
    *words.EDGES,
    *("주말", "기원전", "서기", "기원후", "BC", "AD", "음력"),
)
COUNTED: Final = r"년|월|해|개월|달|주|시간|일|날|분|초"
NUMERALS: Final = (*words.NATIVE, *words.NATIVE_RANGES, *words.VAGUE)
LENGTHS: Final = (*words.DAYS, "반년", "반_년", "반나절", "한나절", "며칠")
SINO: Final = "일이삼사오유육칠팔구시십백천"
FIRST: Final = "".join(
    sorted({word[0] for word in (*DATE_WORDS, *words.EVERY, *words.AROUND, *NUMERALS, *LENGTHS)})
)
"""What a date can begin with, besides a digit: looked at before anything else, for speed."""
HEAD = re.compile(
    rf"(?=[\d'’‘{SINO}{FIRST}])(?:"
    r"(?<![0-9A-Za-z])(?<!\d[.,:/·~-])(?:['’‘](?=\d\d\D))?(?P<digit>\d)"
    r"(?=[\d,.~∼〜～˜–—·'’‘ \u00a0-]{0,14}[십백천만억여학회 \u00a0]{0,4}"
    rf"(?:{COUNTED}|분기|세기|기|회계)"
    r"|\d{1,3}[ ]?[.\-/~∼〜～][ ]?\d|[./]\d|[ ]?[/·][ ]?4|[·.ㆍ]1절|\d?:\d|\d?[ ]?시)"
    r"|(?<![가-힣A-Za-z0-9])(?:"
    rf"(?P<every>{spelling([*words.EVERY, '매 '])})"
    rf"|(?P<around>{spelling(words.AROUND)})"
    rf"|(?P<number>(?:{spelling(NUMERALS)}|[{SINO}]{{1,9}})[ ]?여?[ ]?(?:{COUNTED})"
    rf"|{spelling(LENGTHS)})"
    rf"|(?P<word>{spelling(DATE_WORDS)})))"
)
READERS: Final = {
    "digit": (read_date, read_single),
    "around": (read_around, read_date),
    "number": (read_date, read_single),
    "word": (read_date,),
}
EVERY_WORD = re.compile(rf"(?P<word>{spelling(words.EVERY)})")
EACH = re.compile(r"매[ ](?=\d)")


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates, durations and sets of a text, in text order, without overlaps."""
    return list(_dates(text))


def _dates(text: str) -> Iterator[FoundDate]:
    pos = 0
    while match := HEAD.search(text, pos):
        start, head = match.start(), match.lastgroup or ""
        clock = clock_end(text, start) if head == "digit" else None
        found = None if clock else _read(text, start, head)
        if found:
            yield found
        pos = found.end if found else clock or start + 1


def _read(text: str, start: int, head: str) -> FoundDate | None:
    readers = (_read_set,) if head == "every" else READERS[head]
    for read in readers:
        if found := read(text, start):
            return FoundDate(start, found.end, family(found.expr), found.expr)
    return None


GROUPS: Final = {
    "century": "era",
    "decade": "era",
    "half": "quarter",
    "schoolyear": "term",
    "third": "month",
    "weekend": "week",
    "lunar": "holiday",
}
"""Units that share a family of rules/date.toml with another one."""


def family(expr: DateExpr) -> str:
    """Return the rule id of an expression, explained in rules/date.toml."""
    if expr.kind != "date":
        return f"date.{expr.kind}"
    if expr.until:
        return "date.range"
    if not expr.steps:
        return "date.relative_vague"
    first, last = expr.steps[0], expr.steps[-1]
    if first.unit == "same":
        return "date.same_period"
    if first.anchor == "then":
        return "date.anaphoric"
    counted = (first.shift is not None and first.unit != "weekday") or first.toward
    unit = GROUPS.get(last.unit, last.unit)
    return f"date.relative_{unit}" if counted else f"date.{unit}"


def _read_set(text: str, start: int) -> Reading | None:
    """Read 매주, 매년 3월, 매월 15일, 격주 월요일, 매 4년."""
    if match := EVERY_WORD.match(text, start):
        unit, period = EVERY[plain(match["word"])]
        end = match.end()
        inner = walk(text, end + (text[end : end + 1] == " "), unit) if unit in FOLLOWS else None
        if inner:
            end, period = inner.end, recurring(unit, inner.steps)
        return Reading(end, DateExpr("set", period=period)) if word_ok(text, start, end) else None
    match = EACH.match(text, start)
    length = read_length(text, match.end()) if match else None
    return Reading(length.end, DateExpr("set", period=length.timex)) if length else None

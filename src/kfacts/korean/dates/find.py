"""Dates in a text: one pass that stops where a date can begin and reads on from there."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from kfacts.korean.beginnings import after_first
from kfacts.korean.dates import words
from kfacts.korean.dates.compose import BLANKS, TOWARD, Reading, read_date, recurring, walk
from kfacts.korean.dates.cues import clock_end, word_ok
from kfacts.korean.dates.expr import DateExpr
from kfacts.korean.dates.figures import QUOTES
from kfacts.korean.dates.lengths import read_length
from kfacts.korean.dates.measure import read_around, read_single
from kfacts.korean.dates.steps import BEGINNINGS as PART_BEGINNINGS
from kfacts.korean.dates.steps import FOLLOWS, WORDS
from kfacts.korean.dates.vocabulary import Vocabulary, followed


class FoundDate(NamedTuple):
    """A date in a text: half-open offsets, the family that names its kind, and what is said."""

    start: int
    end: int
    rule: str
    expr: DateExpr


EVERY: Final = Vocabulary(words.EVERY)
FIGURES: Final = "0123456789"
DATE_WORDS: Final = (
    *(word for word in WORDS if word != "설"),
    *(f"설{c}" for c in " ·.,()'’\"”과를맞앞을이에절"),
    *(w for era in ("기원전", "서기", "기원후", "BC", "AD") for w in followed(era, FIGURES)),
    *("음력", "FY", "회계연도"),
)
COUNTED: Final = r"년|월|해|개월|달|주|시간|일|날|분|초"
NUMERALS: Final = (*words.NATIVE, *words.NATIVE_RANGES, *words.VAGUE)
LENGTHS: Final = (
    *words.DAYS,
    *words.DAY_RANGES,
    "반년",
    "반 년",
    "반시간",
    "반 시간",
    "반나절",
    "한나절",
    "며칠",
    "반세기",
    "반 세기",
)
SINO: Final = "일이삼사오유육륙칠팔구시십백천"
COUNTS_BEGIN: Final = "여년월해개달주시일날분초세박나"
"""What the words that may follow a numeral begin with: 여, and the units of time."""
DIGIT = re.compile(
    r"\d(?:(?=[\d,.~∼〜～˜–—·'’‘/와 \u00a0-]{0,14}[십백천만억여학회사 \u00a0]{0,4}"
    rf"(?:{COUNTED}|분기|세기|기|회계|시즌|박|영업일|거래일|근무일)"
    r"|\d{1,3}[ ]?[.\-/~∼〜～][ ]?\d|[./]\d|\.[ ]\d{1,2}\.|[ ]?[/·][ ]?4|[·.ㆍ]1절|\d?:\d|\d?[ ]?시"
    r"|\d{3}\)|\d{3}[ ][봄여가겨상하설추크성부핼할밸발어한]|\d{7}(?!\d)))"
)
"""A digit with what makes a date or a clock time of the number: looked at before it is read."""
WEEKDAY_NOTE = re.compile(r"[ ]?\([월화수목금토일]요일\)")
SOME_WEEKDAYS = re.compile(
    r"[ ](?:[월화수목금토일](?:[·ㆍ,/~∼-][월화수목금토일]){1,5}(?:요일)?"
    r"|[월화수목금토일]요일(?:(?:[·ㆍ,/~∼-][ ]?|[와과][ ])[월화수목금토일]요일){1,5})(?![가-힣]{2})"
)
"""매주 월·수·금요일: several days of every week."""
TRADING_DAY = re.compile("직?전[ ]?(?:거래|영업)일")
"""A day that no calendar of ours knows."""
EACH = re.compile(r"매[ ](?=\d)")
QUOTED = re.compile(r"(?<![0-9A-Za-z])['’‘](?=\d\d\D)")
MEASURE = re.compile(r"\d{1,4}[ ]?(?:개월|시간|분(?!기)|초|주(?!차))")
Reader = Callable[[str, int], Reading | None]
DATE_FIRST: Final[tuple[Reader, ...]] = (read_date, read_single)
LENGTH_FIRST: Final[tuple[Reader, ...]] = (read_single, read_date)


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates, durations and sets of a text, in text order, without overlaps."""
    return list(_last_found(text))


@lru_cache(maxsize=2)
def _last_found(text: str) -> tuple[FoundDate, ...]:
    """Keep the last text's: values and the article's own date are sought one after the other."""
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[FoundDate]:
    pos = 0
    for head in HEAD.finditer(text):
        start = head.start()
        if start < pos:
            continue
        if text[start].isdigit():
            if not DIGIT.match(text, start):
                continue
            if clock := clock_end(text, start):
                pos = clock
                continue
            start -= start > pos and QUOTED.match(text, start - 1) is not None
            readers = LENGTH_FIRST if MEASURE.match(text, start) else DATE_FIRST
        else:
            two = text[start : start + 2]
            spaced = two[1:] in BLANKS
            begins = f"{two[0]} {text[start + 2 : start + 3]}" if spaced else two
            readers = STARTS.get(begins) or STARTS.get(two[0], ())
        if readers and (found := _read(text, start, readers)):
            yield found
            pos = found.end
            if "(" in text[pos : pos + 2] and (note := WEEKDAY_NOTE.match(text, pos)):
                pos = note.end()


def _read(text: str, start: int, readers: Iterable[Reader]) -> FoundDate | None:
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
    "today": "day",
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
    unit = str(last.value) if last.unit == "nth" else GROUPS.get(last.unit, last.unit)
    return f"date.relative_{unit}" if counted else f"date.{unit}"


def _read_set(text: str, start: int) -> Reading | None:
    """Read 매주, 매년 3월, 매월 15일, 격주 월요일, 매 4년."""
    if word := EVERY.read(text, start):
        end, _, (unit, period) = word
        if unit == "week" and (days := SOME_WEEKDAYS.match(text, end)):
            return Reading(days.end(), DateExpr("set", period=period))
        inner = walk(text, end + (text[end : end + 1] == " "), unit) if unit in FOLLOWS else None
        if inner:
            end, period = inner.end, recurring(unit, inner.steps)
        return Reading(end, DateExpr("set", period=period)) if word_ok(text, start, end) else None
    match = EACH.match(text, start)
    length = read_length(text, match.end()) if match else None
    return Reading(length.end, DateExpr("set", period=length.timex)) if length else None


def _read_trading_day(text: str, start: int) -> Reading | None:
    match = TRADING_DAY.match(text, start)
    return Reading(match.end(), DateExpr("date")) if match else None


def _beginnings() -> Iterator[tuple[Iterable[str], tuple[Reader, ...]]]:
    """Yield what may begin a date, in words, with what reads on from there."""
    units = [*COUNTS_BEGIN, *(f" {c}" for c in COUNTS_BEGIN)]
    counted = (n + c for n in NUMERALS for c in units)
    sino = (first + second for first in SINO for second in (*SINO, *units, "만", "억"))
    yield (*EVERY, *(f"매 {digit}" for digit in FIGURES)), (_read_set,)
    yield words.AROUND, (read_around, read_date)
    yield (*LENGTHS, *counted, *sino), DATE_FIRST
    yield (*DATE_WORDS, *_toward()), (read_date,)
    yield ("전 거래일", "전거래일", "직전", "전 영업일"), (_read_trading_day,)


def _toward() -> Iterator[str]:
    """Yield 지난, 오는, 다음 and, where it begins many words (올려), what must follow."""
    part = (*sorted(PART_BEGINNINGS), *FIGURES, *QUOTES, "들")
    for word in TOWARD:
        yield from [word] if word[1:] else followed(word, part)


def _starts() -> dict[str, tuple[Reader, ...]]:
    """Return what may be read by the first two characters (three, if one is a space), or by one."""
    found: dict[str, list[Reader]] = {}
    for spelt, readers in _beginnings():
        for beginning in sorted({word[: 3 if word[1:2] == " " else 2] for word in spelt}):
            known = found.setdefault(beginning, [])
            known += [read for read in readers if read not in known]
    return {beginning: tuple(readers) for beginning, readers in found.items()}


LOOK: Final = 4
"""How many characters of a word are looked at before it is read."""
STARTS: Final = _starts()
FIRST: Final = "".join(sorted({beginning[0] for beginning in STARTS}))
WORD: Final = after_first(word[:LOOK] for spelt, _ in _beginnings() for word in spelt)
HEAD = re.compile(
    rf"[\d{FIRST}](?<![가-힣A-Za-z0-9]\D)"
    rf"(?:(?<=\d)(?<![0-9A-Za-z].)(?<!\d[.,:/·~-].)|{WORD})"
)
"""Where a date can begin: a digit that begins a number, or the first character of a date's word."""

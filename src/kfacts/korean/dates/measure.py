"""What a length of time makes in its surroundings: a duration, a date (3년 전), a set (2년마다)."""

import re
from dataclasses import replace
from decimal import Decimal

from kfacts.korean.dates import words
from kfacts.korean.dates.compose import ABOUT, Reading, walk
from kfacts.korean.dates.cues import after_event, length_ok, sentenced
from kfacts.korean.dates.expr import DateExpr, Mod, Step
from kfacts.korean.dates.lengths import SPACE, WORKDAYS, Length, read_length, read_nights
from kfacts.korean.dates.vocabulary import spelling
from kfacts.korean.numerals import asked

AROUND = re.compile(rf"(?:{spelling(words.AROUND)})의?{SPACE}(?:약 )?")
TAIL_LENGTH = re.compile(
    rf"{SPACE}(?P<shift>전(?![가-힣])|전(?=[에의과인]|부터|까지|만 |보다|쯤|이[ 었다]|엔|도 )"
    r"|(?:후|뒤)(?![가-힣])|(?:후|뒤)(?=[에의면쯤로인는]|부터|까지|엔|이[ 었다]|도 ))"
    rf"|{SPACE}(?P<every>마다)"
    rf"|{SPACE}(?P<span>(?:간|째|차)(?![가-힣])|(?:간|째|차)(?=[의은이을에만도씩인로]|으로))"
)
TERM = re.compile(r"(?:(?P<years>\d{1,2})년[ ]?)?(?P<months>\d{1,2})월")
DURING = re.compile("[ ]?동안")
TODAY = re.compile("[ ]오늘(?!날)")
ROUGHLY = re.compile(r"(?:(?<![가-힣])(?:약|근|한)|대략|거의|얼추)[ ]?$")


def read_around(text: str, start: int) -> Reading | None:
    """Read a length with the words before it that belong to it: 지난 6년간, 향후 5년."""
    match = AROUND.match(text, start)
    if not match:
        return None
    length = read_length(text, match.end())
    if length is None or not length_ok(text, match.end(), length.end, length.parts):
        return None
    if match[0].startswith("지난") and _is_date(text, match.end(), length):
        return None
    return _measured(text, length, shiftable=False)


def _is_date(text: str, start: int, length: Length) -> bool:
    """Tell whether the number after 지난 is a day of the month or a year: 지난 15일, 지난 98년.

    With nothing before or behind it, `지난 3일` is the three days.
    """
    tail = TAIL_LENGTH.match(text, length.end)
    letter, count, _ = length.parts[0]
    spans = (tail and tail["span"]) or DURING.match(text, length.end)
    if len(length.parts) > 1 or spans or not text[start].isdigit():
        return False
    if letter == "D" and length.end == len(text) and text.startswith("지난"):
        return start > len("지난 ")
    return count is not None and (
        (letter == "D" and count <= 31) or (letter == "Y" and count >= 60)
    )


def read_single(text: str, start: int) -> Reading | None:
    """Read a length that stands by itself: 3년 6개월, 닷새간, 3년 전, 2년마다."""
    length = read_nights(text, start) or _read_term(text, start) or read_length(text, start)
    if length is None or not length_ok(text, start, length.end, length.parts):
        return None
    if asked(text, start, length.end):
        return None
    read = _measured(text, length, shiftable=True)
    if read.expr.kind == "date" and after_event(text, start):
        read = Reading(read.end, from_event(read.expr))
    if ROUGHLY.search(text[max(start - 3, 0) : start]):
        return Reading(read.end, with_mod(read.expr, "APPROX"))
    return read


def _read_term(text: str, start: int) -> Length | None:
    """Read 징역 1년 6월, where 월 counts months."""
    match = TERM.match(text, start) if text[start].isdigit() else None
    if match is None or not sentenced(text, start):
        return None
    counts = (("Y", match["years"]), ("M", match["months"]))
    parts = tuple((letter, Decimal(n), Decimal(n)) for letter, n in counts if n)
    return Length(match.end(), parts, approx=False)


def _measured(text: str, length: Length, *, shiftable: bool) -> Reading:
    """Return the duration, the set (2년마다) or the date (3년 전) that a length makes."""
    approx: Mod | None = "APPROX" if length.approx or ABOUT.match(text, length.end) else None
    tail = TAIL_LENGTH.match(text, length.end)
    if tail and tail["shift"] and text.endswith(WORKDAYS, 0, length.end):
        return Reading(tail.end(), DateExpr("date"))  # no calendar of ours knows them
    if tail and tail["shift"] and shiftable and (expr := _counted_from(length, tail["shift"])):
        if (today := TODAY.match(text, tail.end())) and expr.steps and not expr.until:
            return Reading(today.end(), replace(expr, steps=(*expr.steps, Step("today"))))
        if inner := _inside(text, tail.end(), length, expr):
            return inner
        return Reading(tail.end(), with_mod(expr, approx))
    if tail and tail["every"]:
        return Reading(tail.end(), DateExpr("set", period=length.timex))
    end = tail.end() if tail and tail["span"] else length.end
    return Reading(end, DateExpr("duration", period=length.timex, mod=approx))


def _inside(text: str, end: int, length: Length, expr: DateExpr) -> Reading | None:
    """Read on inside the year, month or week so long ago: 3년 전 여름, 2주 뒤 금요일."""
    if not expr.steps or expr.until or text[end : end + 1] not in ("의", " "):
        return None
    letter, count, _ = length.parts[-1]
    step = expr.steps[0]
    if letter == "W" and count is not None:
        step = Step("week", shift=int(count) if (step.shift or 0) > 0 else -int(count))
    part = walk(text, end + 1 + text.startswith("의 ", end), step.unit)
    if part is None or part.until or step.unit == "day":
        return None
    return Reading(part.end, DateExpr("date", (step, *part.steps), mod=part.mod))


def from_event(expr: DateExpr) -> DateExpr:
    """Return a date that is counted from what happened and not from the article's day."""
    if expr.kind != "date":
        return expr
    first, last = (tuple(s._replace(anchor="event") for s in p) for p in (expr.steps, expr.until))
    return replace(expr, steps=first, until=last)


def _counted_from(length: Length, word: str) -> DateExpr | None:
    """Return the date so long ago or hence, in the unit that was counted (weeks in days)."""
    letters = "".join(letter for letter, _, _ in length.parts)
    if letters not in {"Y", "M", "W", "D", "YM"}:
        return None
    counts = [count for _, low, high in length.parts for count in (low, high)]
    if any(count is None or count % 1 for count in counts):
        return DateExpr("date")
    sign = -1 if word == "전" else 1
    low, high = (_step(letters, length, pick, sign) for pick in (1, 2))
    if low == high:
        return DateExpr("date", (low,))
    first, last = (low, high) if sign > 0 else (high, low)
    return DateExpr("date", (first,), until=(last,), mod="APPROX")


def _step(letters: str, length: Length, pick: int, sign: int) -> Step:
    counts = {part[0]: int(part[pick] or 0) for part in length.parts}
    if letters == "Y":
        return Step("year", shift=sign * counts["Y"])
    if letters in {"M", "YM"}:
        return Step("month", shift=sign * (12 * counts.get("Y", 0) + counts["M"]))
    return Step("day", shift=sign * (counts.get("D", 0) + 7 * counts.get("W", 0)))


def with_mod(expr: DateExpr, mod: Mod | None) -> DateExpr:
    """Return the expression with a modifier, unless it has one."""
    return expr if mod is None or expr.mod else replace(expr, mod=mod)

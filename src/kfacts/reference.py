"""The days against which an article's relative dates are resolved, and what tells them.

In this order: the command line, a metadata file, the file's name, a dateline or byline in the text,
the text itself. None of them means null: no clock is read and nothing is guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from pathlib import PurePath
from typing import Any, Final

from kfacts.dateline import (
    HEAD,
    PROSE,
    Evidence,
    Interval,
    days_named,
    from_dateline,
    interval_of,
)
from kfacts.errors import InputError, UsageError
from kfacts.korean.dates import DateExpr, FoundDate, find_dates, resolve
from kfacts.korean.dates import stretch as cal
from kfacts.korean.dates.stretch import Stretch
from kfacts.text import DATE_KEYS

IN_NAME = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])"
    r"|(?P<ym>(?:19|20)\d\d)[-_.](?P<ymm>0[1-9]|1[0-2])(?![-_.]?\d)"
    r"|(?<![0-9A-Za-z])(?P<yy>\d\d)(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d)"
)


def parse_reference(written: str, source: str = "--reference") -> Interval:
    """Return the days of `2023-11-30`, `2023-11` or `2023`.

    Raises UsageError for anything else.
    """
    found = interval_of(written.strip())
    if found is None:
        raise UsageError(
            f"{source}: {written!r} is no date; write a day (2023-11-30), a month (2023-11) or a"
            " year (2023)"
        )
    return found


def find_reference(
    text: str,
    *,
    path: str | PurePath | None = None,
    metadata: Mapping[str, Any] | None = None,
    option: str | None = None,
    dates: Sequence[FoundDate] | None = None,
) -> dict[str, Any] | None:
    """Return the record's reference of an article (model.Reference), or None.

    `option` is what the user gave (`2023-11-30`, `2023-11`, `2023`), `metadata` a row of a table
    or the like, `path` the article's file, `dates` the dates of the text if they are known already.
    Raises UsageError or InputError where the option or the metadata's date is none.
    """
    found = _from_option(option) or _from_metadata(metadata or {}, path)
    if found is None:
        found = _sharper(_from_name(path), from_dateline(text))
    if found is None:
        found = _from_text(text, find_dates(text) if dates is None else dates)
    if found is None:
        return None
    return {
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "basis": found.basis,
        "evidence": found.place,
    }


def days_of(reference: Mapping[str, Any] | None) -> Interval | None:
    """Return the days of a record's reference, as `resolve_all` wants them."""
    if reference is None:
        return None
    return date.fromisoformat(reference["start"]), date.fromisoformat(reference["end"])


def _sharper(name: Evidence | None, dateline: Evidence | None) -> Evidence | None:
    """Return what the file's name tells, or a dateline that lies inside it: a day of its month."""
    if name is None or dateline is None:
        return name or dateline
    inside = name.start <= dateline.start and dateline.end <= name.end
    return dateline if inside and name.start != name.end else name


# --- outside the text -----------------------------------------------------------------------


def _from_option(option: str | None) -> Evidence | None:
    return Evidence(*parse_reference(option), "option") if option else None


def _from_metadata(metadata: Mapping[str, Any], path: str | PurePath | None) -> Evidence | None:
    """Read the first known column that holds a value; what it holds must be a date."""
    known = {str(key).strip().lower(): value for key, value in metadata.items()}
    for key in DATE_KEYS:
        written = str(known.get(key) or "").strip()
        if not written:
            continue
        found = interval_of(written)
        if found is None:
            raise InputError(
                f"{path or 'text'}: metadata {key}: {written!r} is no date; "
                "write 2023-11-30, 2023-11 or 2023"
            )
        return Evidence(*found, "metadata")
    return None


def _from_name(path: str | PurePath | None) -> Evidence | None:
    if path is None:
        return None
    found = IN_NAME.search(PurePath(path).stem)
    interval = _named(found) if found else None
    return Evidence(*interval, "filename") if interval else None


def _named(found: re.Match[str]) -> Interval | None:
    if found["y"]:
        return days_named(found["y"], found["m"], found["d"])
    if found["ym"]:
        return days_named(found["ym"], found["ymm"], None)
    return days_named(f"20{found['yy']}", found["mm"], found["dd"])


# --- the text itself ------------------------------------------------------------------------

OPENING: Final = 40
"""Characters into the first paragraph up to which a full day is the article's own."""
RESULTS = re.compile(r"[^.!?\n]{0,20}?(?:실적|매출|영업이익|순이익|결산)[^.!?\n]{0,30}?")
"""What stands between a period and the day on which its results were told."""
TOLD = re.compile(r"[ ]?(?:발표|공시|공개|밝혔|내놨|내놓)")
PLANNED = re.compile(r"[ ]?(?:까지|목표|말까지|이후|부터는|에는|이면|에도|완공|개통|예정|도입)")
APPOSED = re.compile(r"(?:이었지만|였지만|이지만|인|이자)?[ ]?\(?")
"""What stands between two names of one year: 2021년이었지만 올해, 올해(2023년), 지난해인 2022년."""
PREDICATE = re.compile(r"(?P<particle>부터|에)[는도만]?[ ](?P<word>[가-힣]{2})")
NTH_YEAR = re.compile(
    r"[^.!?\n]{0,60}?(?:시작|출범|설립|창립|개최|운영)[^.!?\n]{0,12}?(?P<n>\d{1,2})년[ ]?째"
)
SPAN = re.compile(
    r"올해?부터 (?P<last>20\d\d)년까지(?: 앞으로| 향후| 총)? (?P<n>\d{1,2})년(?:간|동안| 동안)"
    r"|20\d\d년부터 올해까지(?: 최근| 총)? (?P<m>\d{1,2})년(?:간|동안| 동안)"
)
"""Both begin with a character, not with a group: so the search for them is quick."""
ANNIVERSARY = re.compile(
    r"(?P<y>(?:19|20)\d\d)년[^.!?\n]{0,20}?(?:설립|창립|출범|창단|창간|개관|개교|개원|문을 [연열])"
    r"[^.!?\n]{0,60}?올해(?:로|는)? ?[^.!?\n]{0,12}?(?P<n>\d{1,3})주년"
)
ENOUGH: Final = 3
MOST_YEARS: Final = 60
"""Years of an article that are compared with each other at most."""


def _from_text(text: str, dates: Sequence[FoundDate]) -> Evidence | None:
    """Read the day of results, the day the article begins with, or the year it calls this year."""
    return _results_day(text, dates) or _opening_day(text, dates) or _stated_year(text, dates)


def _results_day(text: str, dates: Sequence[FoundDate]) -> Evidence | None:
    """Return the day of `2025년 1분기 실적을 4월 11일 발표했다`: the first after the period."""
    for period, told in pairwise(d for d in dates if d.start < HEAD):
        steps = told.expr.steps
        if [step.unit for step in steps] != ["month", "day"] or told.expr.until:
            continue
        if not TOLD.match(text, told.end) or not RESULTS.fullmatch(text[period.end : told.start]):
            continue
        end = _absolute(period.expr).end
        for year in (end.year, end.year + 1) if end else ():
            day = cal.day_of(year, int(steps[0].value or 0), int(steps[1].value or 0)).start
            if day and end and day > end:
                return Evidence(day, day, "text", (told.start, told.end))
    return None


def _opening_day(text: str, dates: Sequence[FoundDate]) -> Evidence | None:
    """Return a full day at the very beginning, unless the article tells of later years."""
    prose = PROSE.search(text[: 4 * HEAD])
    limit = (prose.start() if prose else 0) + OPENING
    opening = next((d for d in dates if d.start <= limit and _absolute(d.expr).day), None)
    day = _absolute(opening.expr).day if opening else None
    if opening is None or day is None:
        return None
    for found in dates:
        later = _absolute(found.expr)
        if later.year and later.year > day.year and not PLANNED.match(text, found.end):
            return None
    return Evidence(day, day, "text", (opening.start, opening.end))


def _absolute(expr: DateExpr) -> Stretch:
    """Return what an expression means without any reference; a range means no single time."""
    if expr.kind != "date" or expr.until or not expr.steps or expr.mod in {"BEFORE", "AFTER"}:
        return cal.UNKNOWN
    return resolve(expr)


def _stated_year(text: str, dates: Sequence[FoundDate]) -> Evidence | None:
    """Return the year that the article calls 올해, or the one after what it calls 지난해."""
    votes: dict[int, int] = {}
    places: dict[int, tuple[int, int]] = {}
    relative = [(d, shift) for d in dates if (shift := _year_shift(d.expr)) is not None]
    for found in [d for d in dates if _year_named(d.expr)][:MOST_YEARS]:
        for year, weight in _votes(text, found, relative[:MOST_YEARS]):
            votes[year] = votes.get(year, 0) + weight
            places.setdefault(year, (found.start, found.end))
    for year, place in islice(_told_years(text), MOST_YEARS):
        votes[year] = votes.get(year, 0) + ENOUGH
        places.setdefault(year, place)
    best = max(votes, key=lambda year: (votes[year], year), default=None)
    if best is None or votes[best] < ENOUGH:
        return None
    return Evidence(date(best, 1, 1), date(best, 12, 31), "text", places[best])


def _told_years(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield (this year, place) of periods (올해부터 2027년까지 4년간: 2024) and anniversaries."""
    for found in SPAN.finditer(text) if "년까지" in text or "올해까지" in text else ():
        length = int(found["n"] or found["m"])
        if found["last"]:
            yield int(found["last"]) - length + 1, found.span("last")
        else:
            first = found.start()
            yield int(text[first : first + 4]) + length - 1, (first, first + 4)
    for found in ANNIVERSARY.finditer(text) if "주년" in text else ():
        yield int(found["y"]) + int(found["n"]), found.span("y")


def _votes(
    text: str, found: FoundDate, relative: Sequence[tuple[FoundDate, int]]
) -> Iterator[tuple[int, int]]:
    """Yield (this year, weight) for each relative year that names the same as an absolute one."""
    year = _year_named(found.expr)
    doing = PREDICATE.match(text, found.end)
    for other, shift in relative:
        left, right = sorted((found, other), key=lambda d: d.start)
        if right.start - left.end <= 8 and APPOSED.fullmatch(text[left.end : right.start]):
            yield year - shift, 2 * ENOUGH
        alike = PREDICATE.match(text, other.end)
        if doing and alike and doing.group() == alike.group():
            yield year - shift, ENOUGH
    if since := NTH_YEAR.match(text, found.end):
        yield year + int(since["n"]) - 1, ENOUGH


def _year_named(expr: DateExpr) -> int:
    """Return the year that an expression is, e.g. 2021; 0 when it is something else."""
    steps = expr.steps
    if expr.kind != "date" or expr.until or len(steps) != 1 or steps[0].unit != "year":
        return 0
    value = steps[0].value
    return value if isinstance(value, int) and 1900 <= value <= 2100 else 0


def _year_shift(expr: DateExpr) -> int | None:
    """Return 0 for 올해 and -1 for 지난해."""
    step = expr.steps[0] if len(expr.steps) == 1 and not expr.until else None
    if step is None or step.unit != "year" or step.anchor != "now" or step.shift not in (-1, 0):
        return None
    return step.shift

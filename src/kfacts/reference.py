"""The days against which an article's relative dates are resolved, and what tells them.

In this order: the command line, a metadata file, the file's name, a dateline or byline in the text,
the text itself. None of them means null: no clock is read and nothing is guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import Any, Final, Literal, NamedTuple

from kfacts.errors import InputError, UsageError
from kfacts.korean.dates import DateExpr, FoundDate, find_dates, resolve
from kfacts.korean.dates import stretch as cal
from kfacts.korean.dates.stretch import Stretch
from kfacts.text import DATE_KEYS

Basis = Literal["option", "metadata", "filename", "dateline", "text"]
Interval = tuple[date, date]

HEAD: Final = 1200
"""Characters at either end of an article where its own date is looked for."""

WRITTEN = re.compile(
    r"(?P<y>\d{4})(?:[-./년]\s?(?P<m>\d{1,2})(?:[-./월]\s?(?P<d>\d{1,2}))?)?"
    r"[일월년.]?(?:[T ].*)?|(?P<packed>\d{8}|\d{6})(?:\d{6})?"
)
IN_NAME = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])"
    r"|(?P<ym>(?:19|20)\d\d)[-_.](?P<ymm>0[1-9]|1[0-2])(?![-_.]?\d)"
    r"|(?<![0-9A-Za-z])(?P<yy>\d\d)(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d)"
)
LABELLED = re.compile(
    r"(?:입력|승인|게재|등록|기사\s?입력|최초\s?입력|최초\s?등록|작성일?|발행일?|발간일?|보도일시?|배포일시?|배포|보도일자|작성일시"
    r"|등록일시?|입력일시?|인터뷰일|취재일|집필일|기사등록|기사작성|게시일|수정|업데이트|송고|Published|Date)"
    r"[\s:|·.\])시간일자]{0,8}"
    r"(?P<date>(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})"
)
STAMP = re.compile(
    r"(?P<date>(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})\s?[.일]?\s?"
    r"(?:\(?[월화수목금토일](?:요일)?\)?\s?)?(?:(?:오전|오후)\s?)?\d{1,2}\s?(?::|시)\s?\d{2}"
)
TAG = re.compile(r"(?m)^.{0,80}?#\S{0,40}[^\n]{0,20}?_(?P<date>\d{6})(?!\d)")
ALONE = re.compile(
    r"(?m)^[\s\[(<|·-]{0,6}(?P<date>(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})\s?[.일]?"
    r"[\s\])>|·-]{0,6}(?:\(?[월화수목금토일](?:요일)?\)?)?[\s\])>]{0,3}$"
)
RELEASED = re.compile(
    r"(?P<date>(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})\s?[.일]?\s?(?:\([월화수목금토일]\)\s?)?"
    r"(?:배포|게재|입력|등록|발행|발간|보도|작성|송고|발표|기사)"
)
BRACKETED = re.compile(
    r"[(\[<]\s?(?P<date>(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})\s?[.일]?\s?[)\]>]\s*$"
)
ISSUE = re.compile(
    r"(?P<date>(?:19|20)\d\d년(?:\s?\d{1,2}월)?)\s?(?:(?:봄|여름|가을|겨울|신년|창간)?호)(?![가-힣])"
)
PRINTED = re.compile(
    r"(?m)^[\s\[(<|·-]{0,6}"
    r"(?P<date>(?:19|20)\d\d(?:년 ?|[-./] ?)\d{1,2}(?:월 ?|[-./] ?)\d{1,2})[ .]?일?자"
    r"(?: ?[\dA-Z]{1,4}면)?[\s\])>|·-]{0,6}$"
)
CAPTION = re.compile(
    r"(?m)(?P<date>20\d\d[-./] ?\d{1,2}[-./] ?\d{1,2})\.?(?: ?[/@] ?\S{1,20})?[)\]]?$"
)
DATELINE = re.compile(
    r"[(\[【][^()\[\]\n]{1,30}(?:=|뉴스|일보|신문|통신)[^()\[\]\n]{0,30}[)\]】][^\n=]{0,40}=\s?(?P<day>\d{1,2})일"
)


class Evidence(NamedTuple):
    """A reference with the place in the text that tells it."""

    start: date
    end: date
    basis: Basis
    place: tuple[int, int] | None = None


def parse_reference(written: str, source: str = "--reference") -> Interval:
    """Return the days of `2023-11-30`, `2023-11` or `2023`.

    Raises UsageError for anything else.
    """
    found = _interval(written.strip())
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
        found = _sharper(_from_name(path), _from_dateline(text))
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
        found = _interval(written)
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
        return _days(found["y"], found["m"], found["d"])
    if found["ym"]:
        return _days(found["ym"], found["ymm"], None)
    return _days(f"20{found['yy']}", found["mm"], found["dd"])


def _interval(written: str) -> Interval | None:
    match = WRITTEN.fullmatch(written)
    if not match:
        return None
    if not match["packed"]:
        return _days(match["y"], match["m"], match["d"])
    digits = match["packed"] if len(match["packed"]) == 8 else f"20{match['packed']}"
    return _days(digits[:4], digits[4:6], digits[6:])


def _days(year: str, month: str | None, day: str | None) -> Interval | None:
    whole = cal.year(int(year))
    if month is not None:
        whole = cal.month(int(year), int(month))
    if month is not None and day is not None and whole.start:
        whole = cal.day_of(int(year), int(month), int(day))
    return (whole.start, whole.end) if whole.start and whole.end else None


# --- dateline and byline --------------------------------------------------------------------


def _from_dateline(text: str) -> Evidence | None:
    """Look for the day of publication at the head of the article, then at its foot."""
    for pattern in (LABELLED, RELEASED, STAMP, TAG, ALONE, PRINTED, BRACKETED, ISSUE):
        for start, part in ((0, text[:HEAD]), (max(len(text) - HEAD, 0), text[-HEAD:])):
            for match in pattern.finditer(part):
                interval = _interval(re.sub(r"\s", "", match["date"]))
                if interval:
                    place = (start + match.start("date"), start + match.end("date"))
                    return Evidence(*interval, "dateline", place)
            if len(text) <= HEAD:
                break
    return _from_agency(text) or _from_caption(text)


def _from_agency(text: str) -> Evidence | None:
    """Read `(서울=…) … 기자 = 30일` with the month and year of a full date that the text has."""
    match = DATELINE.search(text[:HEAD])
    if not match:
        return None
    day = int(match["day"])
    for found in find_dates(text[:HEAD]):
        whole = resolve(found.expr)
        if whole.day and whole.day.day == day and not found.expr.until:
            return Evidence(
                whole.day, whole.day, "dateline", (match.start("day"), match.end("day"))
            )
    return None


def _from_caption(text: str) -> Evidence | None:
    """Read a caption's day (`[사진] … 2025.11.18`) that the article calls by its day (18일)."""
    days = [
        match for match in CAPTION.finditer(text) if _interval(re.sub(r"\s", "", match["date"]))
    ]
    if not days:
        return None
    said = {d.expr.steps[0].value for d in find_dates(text[:HEAD]) if _is_day(d.expr)}
    for match in days:
        interval = _interval(re.sub(r"\s", "", match["date"]))
        if interval and interval[0].day in said:
            return Evidence(*interval, "dateline", match.span("date"))
    return None


def _is_day(expr: DateExpr) -> bool:
    return [step.unit for step in expr.steps] == ["day"] and not expr.until


# --- the text itself ------------------------------------------------------------------------

OPENING: Final = 40
"""Characters into the first paragraph up to which a full day is the article's own."""
PROSE = re.compile(r"(?m)^[^\n]{60,}")
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
    best = max(votes, key=lambda year: (votes[year], year), default=None)
    if best is None or votes[best] < ENOUGH:
        return None
    return Evidence(date(best, 1, 1), date(best, 12, 31), "text", places[best])


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

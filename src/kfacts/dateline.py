"""The day of publication that an article shows: labels, stamps, bylines, datelines, captions."""

import re
from datetime import date
from typing import Final, Literal, NamedTuple

from kfacts.korean.dates import DateExpr, find_dates, resolve
from kfacts.korean.dates import stretch as cal

Basis = Literal["option", "metadata", "filename", "dateline", "text"]
Interval = tuple[date, date]

HEAD: Final = 1200
"""Characters at either end of an article where its own date is looked for."""

PROSE: Final = re.compile(r"(?m)^[^\n]{60,}")
"""A line of running text."""

WRITTEN = re.compile(
    r"(?P<y>\d{4})(?:[-./년]\s?(?P<m>\d{1,2})(?:[-./월]\s?(?P<d>\d{1,2}))?)?"
    r"[일월년.]?(?:[T ].*)?|(?P<packed>\d{8}|\d{6})(?:\d{6})?"
)
DAY = r"(?P<date>(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})"
SHOWN = re.compile(DAY)
"""A full day in figures, which most patterns look for: without one they are not tried."""
LABELLED = re.compile(
    r"(?:입력|승인|게재|등록|기사\s?입력|최초\s?입력|최초\s?등록|작성일?|발행일?|발간일?|보도일시?|배포일시?|배포|보도일자|작성일시"
    r"|등록일시?|입력일시?|인터뷰일|취재일|집필일|기사등록|기사작성|게시일|수정|업데이트|송고|Published|Date)"
    r"[\s:|·.\])시간일자]{0,8}" + DAY
)
STAMP = re.compile(
    DAY + r"\s?[.일]?\s?"
    r"(?:\(?[월화수목금토일](?:요일)?\)?\s?)?(?:(?:오전|오후)\s?)?\d{1,2}\s?(?::|시)\s?\d{2}"
)
TAG = re.compile(r"(?m)^.{0,80}?#\S{0,40}[^\n]{0,20}?_(?P<date>\d{6})(?!\d)")
ALONE = re.compile(
    r"(?m)^[\s\[(<|·-]{0,6}" + DAY + r"\s?[.일]?"
    r"[\s\])>|·-]{0,6}(?:\(?[월화수목금토일](?:요일)?\)?)?[\s\])>]{0,3}$"
)
RELEASED = re.compile(
    DAY + r"\s?[.일]?\s?(?:\([월화수목금토일]\)\s?)?"
    r"(?:배포|게재|입력|등록|발행|발간|보도|작성|송고|발표|기사)"
)
BRACKETED = re.compile(r"[(\[<]\s?" + DAY + r"\s?[.일]?\s?[)\]>]\s*$")
ISSUE = re.compile(
    r"(?P<date>(?:19|20)\d\d년(?:\s?\d{1,2}월)?)\s?(?:(?:봄|여름|가을|겨울|신년|창간)?호)(?![가-힣])"
)
PRINTED = re.compile(
    r"(?m)^[\s\[(<|·-]{0,6}"
    r"(?P<date>(?:19|20)\d\d(?:년 ?|[-./] ?)\d{1,2}(?:월 ?|[-./] ?)\d{1,2})[ .]?일?"
    r"(?:자(?: ?[\dA-Z]{1,4}면)?|(?: ?\(?[월화수목금토일](?:요일)?\)?)? ?[A-Z]?\d{1,3}면)"
    r"[\s\])>|·-]{0,6}$"
)
"""`2024년 11월 19일자`, `2024-11-19 26면`: the day and page of a printed paper."""
CAPTION = re.compile(
    r"(?m)(?P<date>20\d\d[-./] ?\d{1,2}[-./] ?\d{1,2})\.?(?: ?[/@] ?\S{1,20})?[)\]]?$"
)
HEADED = re.compile(
    r"(?m)^(?=[^\n]{8,60}$)(?![^\n]*(?:일시|기간|일정|접수|마감|모집|행사|개막|공연|전시|사진|제공|출처))[^\n]*?"
    r"(?<![\d~∼–])" + DAY + r"\s?[.일]?"
    r"(?=\s*(?:$|[(|)\]>·,/]|조간|석간)|\s{2,}|\s(?:글|사진|취재|정리|인터뷰)\b)"
)
"""A full day in a short line above the first paragraph: 매체 2024-11-19 글 이름."""
DATELINE = re.compile(
    r"[(\[【][^()\[\]\n]{1,30}(?:=|뉴스|일보|신문|통신)[^()\[\]\n]{0,30}[)\]】][^\n=]{0,40}=\s?(?P<day>\d{1,2})일"
)


class Evidence(NamedTuple):
    """A reference with the place in the text that tells it."""

    start: date
    end: date
    basis: Basis
    place: tuple[int, int] | None = None


def interval_of(written: str) -> Interval | None:
    """Return the days of a day, month or year in figures: 2023-11-30, 2023.11, 20231130, 2023."""
    match = WRITTEN.fullmatch(written)
    if not match:
        return None
    if not match["packed"]:
        return days_named(match["y"], match["m"], match["d"])
    digits = match["packed"] if len(match["packed"]) == 8 else f"20{match['packed']}"
    return days_named(digits[:4], digits[4:6], digits[6:])


def days_named(year: str, month: str | None, day: str | None) -> Interval | None:
    """Return the first and last day of a year, month or day in figures; None when it is none."""
    whole = cal.year(int(year))
    if month is not None:
        whole = cal.month(int(year), int(month))
    if month is not None and day is not None and whole.start:
        whole = cal.day_of(int(year), int(month), int(day))
    return (whole.start, whole.end) if whole.start and whole.end else None


def from_dateline(text: str) -> Evidence | None:
    """Look for the day of publication at the head of the article, then at its foot."""
    foot = len(text) - HEAD
    parts = [(0, text[:HEAD]), *([(foot, text[foot:])] if foot > 0 else ())]
    shown = [(start, part) for start, part in parts if SHOWN.search(part)]
    tagged = [(start, part) for start, part in parts if "#" in part]
    for pattern, where in (
        *((pattern, shown) for pattern in (LABELLED, RELEASED, STAMP)),
        (TAG, tagged),
        *((pattern, shown) for pattern in (ALONE, PRINTED, BRACKETED)),
        (ISSUE, parts),
    ):
        for start, part in where:
            for match in pattern.finditer(part):
                if interval := interval_of(re.sub(r"\s", "", match["date"])):
                    place = (start + match.start("date"), start + match.end("date"))
                    return Evidence(*interval, "dateline", place)
    heading = _from_heading(text) if shown else None
    return heading or _from_agency(text) or _from_caption(text)


def _from_heading(text: str) -> Evidence | None:
    """Read the day that a line above the first paragraph ends with, or names before the writer."""
    head = text[:HEAD]
    prose = PROSE.search(head)
    match = HEADED.search(head, 0, prose.start() if prose else len(head))
    interval = interval_of(re.sub(r"\s", "", match["date"])) if match else None
    return Evidence(*interval, "dateline", match.span("date")) if match and interval else None


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
        match for match in CAPTION.finditer(text) if interval_of(re.sub(r"\s", "", match["date"]))
    ]
    if not days:
        return None
    said = {d.expr.steps[0].value for d in find_dates(text[:HEAD]) if _is_day(d.expr)}
    for match in days:
        interval = interval_of(re.sub(r"\s", "", match["date"]))
        if interval and interval[0].day in said:
            return Evidence(*interval, "dateline", match.span("date"))
    return None


def _is_day(expr: DateExpr) -> bool:
    return [step.unit for step in expr.steps] == ["day"] and not expr.until

"""Dates in figures and in the order of other languages: 2018.9.5, 11/24/2016, 24일 11월."""

import re
from calendar import monthrange
from typing import Final

from kfacts.korean.dates.expr import Part, Step, Unit

QUOTES: Final = "'’‘"
VERSION = re.compile("[A-Za-z버전][ ]?$")


FULL = re.compile(
    r"['’‘]?(?P<y>\d{4}|\d{2})[ ]?(?P<s>[.\-/])[ ]?(?P<m>\d{1,2})[ ]?(?P=s)[ ]?(?P<d>\d{1,2})(?!\d)"
    r"(?:\.?(?:[ ]?\([월화수목금토일]\))?[ ]?(?:[~∼〜～˜–—]|-(?=\d\d?(?!\d)))[ ]?"
    r"(?:(?:(?P<y2>\d{4}|\d{2})(?P=s)[ ]?)?(?P<m2>\d{1,2})(?P=s)[ ]?)?(?P<d2>\d{1,2})(?![\d시:]))?"
)
YEAR_MONTH = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<s>\. |[.\-/])(?P<m>1[0-2]|0?[1-9])(?!\d|[.\-/]\d|%)"
    r"(?=[ ]?(?:부터|까지|에 |이후|이전|현재|기준|말|초)|이[다며고]|입|[ ]?[^가-힣 ]|[ ]?$)"
)
MONTH_FIRST = re.compile(
    r"(?P<a>\d{1,2})(?P<s>[/.\-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/])"
)
"""11/24/2016; where the first number is no month, it is the day (24/11/2016)."""
DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})일[ ](?P<m>\d{1,2})월(?![ ]?\d{1,2}일)(?:[ ](?P<y>(?:19|20)\d\d)(?:년|(?!\d)))?"
)
"""24일 11월 2016년: the order of other languages."""
YEAR_LAST = re.compile(
    r"(?P<m>\d{1,2})월(?:[ ](?P<d>\d{1,2})일,?)?[ ](?P<y>(?:19|20)\d\d)년(?![대도]|[ ]\d{1,2}월)"
)
BARE_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)[ ](?P<m>\d{1,2})월[ ](?P<d>\d{1,2})일")
HEADING_YEAR = re.compile(
    r"(?<![\d-])(?P<y>(?:19|20)\d\d)"
    r"(?=[ ](?:봄|여름|가을|겨울|상반기|하반기|[1-4]분기|설날|추석|한가위|크리스마스|성탄절|부활절"
    r"|핼러윈|핼로윈|할로윈|밸런타인|발렌타인|어린이날|어버이날|추수감사절))"
)
"""2024 상반기: headings leave 년 out."""
SEASON_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)(?:[-/~∼](?P<z>\d{4}|\d{2}))?[ ]?시즌(?!즈|별)")
MONTH_DAY = re.compile(
    r"(?P<m>1[0-2]|0?[1-9])(?:"
    r"(?:[./]|\.[ ])(?P<d>3[01]|[12]\d|0?[1-9])\.?(?=[ ]?\([월화수목금토일](?:요일)?\))"
    r"|\.[ ](?P<dotted>3[01]|[12]\d|0?[1-9])\.(?=$|[ ]?[~∼〜～]|까지|부터|자(?![가-힣])|에[ ])"
    r"|/(?P<late>3[01]|2\d|1[3-9])(?![\d/.%,])(?=까지|부터|에|[ ]?[~(),]|[ ]|$))"
)
"""9/5(수), 11.30(목), 12. 25.; with a slash and no weekday only a day that no common fraction has:
2/15까지."""
MONTH_DAYS = re.compile(
    r"(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])[ ]?[~∼〜～][ ]?"
    r"(?:(?P<m2>1[0-2]|0?[1-9])/)?(?P<d2>3[01]|[12]\d|0?[1-9])(?![\d/.%,:가-힣]|[ ]?[시분개명원배])"
)
"""5/3~5/7, 5/3~7."""
YEARS = re.compile(
    r"(?P<a>(?:19|20)\d\d)[ ]?[~∼〜～][ ]?(?P<b>(?:19|20)\d\d)(?![\d가-힣%]|[ ][A-Z]?리그)"
)


def full_year(number: int, digits: int) -> int:
    """Return the year that one or two digits stand for: 23 is 2023, 98 is 1998."""
    return number if digits > 2 else number + (2000 if number < 50 else 1900)


def read_figures(text: str, pos: int) -> Part | None:
    """Read a date written without its units at an offset."""
    part = _full(text, pos) or _years(text, pos)
    if part:
        return part
    match = YEAR_MONTH.match(text, pos)
    if match:
        return Part(match.end(), (Step("year", int(match["y"])), Step("month", int(match["m"]))))
    if match := MONTH_DAYS.match(text, pos):
        first, last = _steps(None, match["m"], match["d"]), _steps(None, match["m2"], match["d2"])
        return Part(match.end(), first, last) if first and last else None
    match = MONTH_DAY.match(text, pos)
    if match:
        day = int(match["d"] or match["dotted"] or match["late"])
        return Part(match.end(), (Step("month", int(match["m"])), Step("day", day)))
    if match := HEADING_YEAR.match(text, pos):
        return Part(match.end(), (Step("year", int(match["y"])),))
    return (
        _month_first(text, pos)
        or _season(text, pos)
        or _published(text, pos)
        or _packed(text, pos)
        or _beside(text, pos)
    )


BESIDE_DATE = re.compile(r"(?:오늘|내일|어제|그제|모레|요일|명절|설날?|추석)\($")
DOTTED = re.compile(r"(?P<m>1[0-2]|0?[1-9])\.[ ]?(?P<d>3[01]|[12]\d|0?[1-9])\.?(?=\))")
"""내일(4.26): a day in brackets beside one in words."""


def _beside(text: str, pos: int) -> Part | None:
    match = DOTTED.match(text, pos)
    if not match or not BESIDE_DATE.search(text[max(pos - 4, 0) : pos]):
        return None
    steps = _steps(None, match["m"], match["d"])
    return Part(match.end("d"), steps) if steps else None


PUBLISHED = re.compile(r"(?P<y>(?:1[89]|20)\d\d)(?=\))")
TITLE_BEFORE = re.compile(r"[』》]\((?:[^()]{1,20},[ ]?)?$")
"""『제목』(2013), 『제목』(출판사, 2013): a book with its year."""


def _published(text: str, pos: int) -> Part | None:
    match = PUBLISHED.match(text, pos)
    if not match or not TITLE_BEFORE.search(text[max(pos - 26, 0) : pos]):
        return None
    return Part(match.end(), (Step("year", int(match["y"])),))


def _season(text: str, pos: int) -> Part | None:
    """Read a season of sport: 2024시즌 is its year, 2023-24시즌 both."""
    match = SEASON_YEAR.match(text, pos)
    if not match:
        return None
    first, last = int(match["y"]), match["z"]
    until = (Step("year", int(match["y"][: -len(last)] + last)),) if last else ()
    if until and int(until[0].value or 0) != first + 1:
        return None
    return Part(match.end(), (Step("year", first),), until)


TURNED: Final = (DAY_FIRST, YEAR_LAST, BARE_YEAR)
TURNS = re.compile(r"\d{1,2}일[ ]\d|\d{1,2}월[ ](?:\d{1,2}일,?[ ])?\d{4}|\d{4}[ ]\d{1,2}월")


def read_turned(text: str, pos: int) -> Part | None:
    """Read a day and month in the order of other languages, or with a bare year."""
    if not TURNS.match(text, pos):
        return None
    for pattern in TURNED:
        if match := pattern.match(text, pos):
            steps = _steps(match["y"], match["m"], match["d"])
            return Part(match.end(), steps) if steps else None
    return None


def _month_first(text: str, pos: int) -> Part | None:
    """Read 11/24/2016, 24.11.2016 and 11/24/16."""
    match = MONTH_FIRST.match(text, pos)
    if not match:
        return None
    month, day = (match["a"], match["b"]) if int(match["a"]) <= 12 else (match["b"], match["a"])
    steps = _steps(str(full_year(int(match["y"]), len(match["y"]))), month, day)
    return Part(match.end(), steps) if steps else None


def _full(text: str, pos: int) -> Part | None:
    """Read a date of numbers (2018.9.5), maybe with its last day (2016.03.04~06)."""
    match = FULL.match(text, pos)
    if not match or text[match.end() : match.end() + 2].strip(".")[:1].isdigit():
        return None
    if len(match["y"]) == 2 and not _dated(text, match):
        return None
    year = full_year(int(match["y"]), len(match["y"]))
    last = match["y2"] and str(full_year(int(match["y2"]), len(match["y2"])))
    until = _steps(last, match["m2"], match["d2"]) if match["d2"] else ()
    steps = _steps(str(year), match["m"], match["d"])
    if not steps or not 1000 <= year <= 2999 or until is None:
        return None
    return Part(match.end(), steps, until)


def _steps(year: str | None, month: str | None, day: str | None) -> tuple[Step, ...] | None:
    """Return the steps of a date in numbers; None when there is no such day."""
    days = monthrange(int(year or 2000), int(month))[1] if month and 1 <= int(month) <= 12 else 31
    if not 1 <= int(day or 1) <= days or (month and not 1 <= int(month) <= 12):
        return None
    named: tuple[tuple[Unit, str | None], ...] = (("year", year), ("month", month), ("day", day))
    return tuple(Step(unit, int(digits)) for unit, digits in named if digits)


PLAUSIBLE_YEARS: Final = frozenset([*range(13, 36), *range(80, 100)])
"""Years of two digits that may stand before dots; up to 12 it may be a month or a version."""


def _dated(text: str, match: re.Match[str]) -> bool:
    """Tell a date of two-digit year (23-9-5, '18.9.5, 23.09.05) from a version or a score."""
    if match[0][0] in QUOTES:
        return True
    before, after = (
        text[max(match.start() - 3, 0) : match.start()],
        text[match.end() : match.end() + 1],
    )
    if before[-1:].isalnum() or VERSION.search(before) or after in ("-", "/"):
        return False
    if match["s"] != "." or len(match["m"]) == len(match["d"]) == 2:
        return True
    return int(match["y"]) in PLAUSIBLE_YEARS and _said_of_date(text, match)


PACKED = re.compile(
    r"(?P<y>19\d\d|20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.,/~-]*\d)"
)
"""20130215, where something tells that it is a date and no identifier."""
DATE_BEFORE = re.compile(
    r"(?:날짜|일자|일시|년월일|마감|기한|생일"
    r"|[작생발입수촬게등개신승배마접납]\S{1,3}일)[은는:이가 ]{0,3}$"
)
DATE_AFTER = re.compile(
    r"\.?(?:[ ]?(?:\([월화수목금토일](?:요일)?\)|이?후[ ]|이전|현재|기준|오전|오후|아침|저녁)"
    r"|일자|자(?![가-힣])"
    r"|까지|부터|에(?![가-힣])|[ ]?$)"
)


def _said_of_date(text: str, match: re.Match[str]) -> bool:
    """Tell by what stands around figures that they are a date: 일자: 24.5.16, 20130215까지."""
    before = text[max(match.start() - 10, 0) : match.start()]
    if DATE_BEFORE.search(before):
        return True
    after = DATE_AFTER.match(text, match.end())
    return after is not None and (not before.strip() or after.end() < len(text))


def _packed(text: str, pos: int) -> Part | None:
    """Read a day in eight figures, 20130215."""
    match = PACKED.match(text, pos)
    if not match or not _said_of_date(text, match):
        return None
    steps = _steps(match["y"], match["m"], match["d"])
    return Part(match.end(), steps) if steps else None


def _years(text: str, pos: int) -> Part | None:
    match = YEARS.match(text, pos)
    if not match or int(match["a"]) >= int(match["b"]):
        return None
    return Part(match.end(), (Step("year", int(match["a"])),), (Step("year", int(match["b"])),))

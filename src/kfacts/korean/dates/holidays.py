"""Days with a name: public holidays, feasts and days that the calendar moves."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from kfacts.korean.dates.solar_terms import TERMS, solar_term
from kfacts.korean.dates.stretch import DAY, UNKNOWN, Stretch, day, day_of, nth_weekday, spanned
from kfacts.korean.dates.stretch import month as month_of

SOLAR: Final = {
    "신정": (1, 1),
    "밸런타인데이": (2, 14),
    "삼일절": (3, 1),
    "여성의날": (3, 8),
    "화이트데이": (3, 14),
    "성패트릭의날": (3, 17),
    "만우절": (4, 1),
    "식목일": (4, 5),
    "지구의날": (4, 22),
    "노동절": (5, 1),
    "어린이날": (5, 5),
    "어버이날": (5, 8),
    "스승의날": (5, 15),
    "부부의날": (5, 21),
    "현충일": (6, 6),
    "독립기념일": (7, 4),
    "제헌절": (7, 17),
    "광복절": (8, 15),
    "국군의날": (10, 1),
    "개천절": (10, 3),
    "한글날": (10, 9),
    "핼러윈": (10, 31),
    "빼빼로데이": (11, 11),
    "재향군인의날": (11, 11),
    "성탄전야": (12, 24),
    "성탄절": (12, 25),
    "박싱데이": (12, 26),
    "제야": (12, 31),
}
"""Days fixed in the solar calendar: month and day."""

LUNAR: Final = {
    "설날": (1, 1),
    "대보름": (1, 15),
    "석가탄신일": (4, 8),
    "단오": (5, 5),
    "칠석": (7, 7),
    "추석": (8, 15),
}
"""Days fixed in the lunar calendar: lunar month and day."""

WEEKDAYS: Final = {
    "마틴루서킹데이": (1, 0, 3),
    "대통령의날": (2, 0, 3),
    "성년의날": (5, 0, 3),
    "어머니날": (5, 6, 2),
    "메모리얼데이": (5, 0, -1),
    "아버지날": (6, 6, 3),
    "콜럼버스의날": (10, 0, 2),
    "추수감사절": (11, 3, 4),
}
"""Days that are the n-th weekday of a month: month, weekday (Monday 0), which (-1 the last)."""

AFTER_THANKSGIVING: Final = {"블랙프라이데이": 1, "사이버먼데이": 4}
"""Days counted from the fourth Thursday of November."""

AROUND_EASTER: Final = {"성금요일": -2, "부활절": 0, "부활절월요일": 1}
"""Days counted from Easter Sunday."""

EVE: Final = {"섣달그믐": "설날"}
"""The day before another one."""

NAMES: Final = frozenset(
    {*SOLAR, *LUNAR, *WEEKDAYS, *AFTER_THANKSGIVING, *AROUND_EASTER, *EVE, *TERMS}
)


def holiday(name: str, year: int | None) -> Stretch:
    """Return the day of that name in a year; `설날 연휴` and `추석 연휴` are three days."""
    base, _, breaks = name.partition(" ")
    if base in EVE:
        following = _day(EVE[base], None if year is None else year + 1).day
        return day(following - DAY) if following else UNKNOWN
    found = _day(base, year)
    if breaks and found.day and base in LUNAR:
        return spanned(day(found.day - DAY), day(found.day + DAY))
    return found


def recurring_day(name: str) -> str | None:
    """Return the TIMEX3 value of a day that every year has on the same date: XXXX-12-25."""
    return day_of(None, *SOLAR[name]).timex if name in SOLAR else None


def _day(name: str, year: int | None) -> Stretch:
    if name in SOLAR:
        return day_of(year, *SOLAR[name])
    if year is None:
        return UNKNOWN
    if name in LUNAR:
        return lunar(year, *LUNAR[name])
    if name in WEEKDAYS:
        month, weekday, which = WEEKDAYS[name]
        return nth_weekday(month_of(year, month), weekday, which)
    return day(_moved(name, year))


def _moved(name: str, year: int) -> date:
    """Return a day that is counted from another one, or that the sun tells."""
    if name in AFTER_THANKSGIVING:
        first = date(year, 11, 1)
        return first + timedelta((3 - first.weekday()) % 7 + 21 + AFTER_THANKSGIVING[name])
    if name in AROUND_EASTER:
        return easter(year) + timedelta(AROUND_EASTER[name])
    return solar_term(name, year)


@lru_cache(maxsize=1 << 10)
def lunar(year: int, month: int, number: int) -> Stretch:
    """Return the solar day of a lunar one, for the years the Korean tables cover (1391-2050)."""
    from korean_lunar_calendar import KoreanLunarCalendar  # noqa: PLC0415 - few texts need it

    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, number, False):
        return UNKNOWN
    return day(date(calendar.solarYear, calendar.solarMonth, calendar.solarDay))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus's algorithm)."""
    golden = year % 19
    hundreds, rest = divmod(year, 100)
    leap_hundreds, odd_hundreds = divmod(hundreds, 4)
    correction = (8 * hundreds + 13) // 25
    epact = (19 * golden + hundreds - leap_hundreds - correction + 15) % 30
    leap, odd = divmod(rest, 4)
    weekday = (32 + 2 * odd_hundreds + 2 * leap - epact - odd) % 7
    late = (golden + 11 * epact + 19 * weekday) // 433
    month = (epact + weekday - 7 * late + 90) // 25
    return date(year, month, (epact + weekday - 7 * late + 33 * month + 19) % 32)

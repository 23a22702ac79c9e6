"""Stretches of the calendar: each unit of time as days and as its TIMEX3 name.

What is not known of a unit stands as X in the name, and then there are no days: the ninth month of
some year is `XXXX-09`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An inclusive interval of days with its TIMEX3 name; both are None where nothing is known."""

    timex: str | None = None
    start: date | None = None
    end: date | None = None

    @property
    def year(self) -> int | None:
        """The year that holds it (of its first day), if known."""
        if self.start:
            return self.start.year
        return int(self.timex[:4]) if self.timex and self.timex[:4].isdigit() else None

    @property
    def month(self) -> int | None:
        """The month that holds it or that it is, if known."""
        if self.start and self.end:
            same = (self.start.year, self.start.month) == (self.end.year, self.end.month)
            return self.start.month if same else None
        part = (self.timex or "")[5:7]
        return int(part) if part.isdigit() else None

    @property
    def day(self) -> date | None:
        """The day it is, if it is one."""
        return self.start if self.start == self.end else None


UNKNOWN = Stretch()
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""TIMEX3 code of each season: its first month. Winter runs into the next year."""


def century(number: int) -> Stretch:
    """Return a century: the 21st runs from 2001 to 2100; TIMEX3 names it by its hundreds."""
    if -99 <= number < 0:
        return Stretch(f"BC{-number - 1:02d}")
    if not 1 <= number <= 99:
        return UNKNOWN
    return Stretch(f"{number - 1:02d}", date(100 * number - 99, 1, 1), date(100 * number, 12, 31))


def decade(first: int) -> Stretch:
    """Return the ten years from `first`, e.g. 1990."""
    if not 10 <= first <= MAXYEAR - 10:
        return UNKNOWN
    return Stretch(f"{first // 10:03d}", date(first, 1, 1), date(first + 9, 12, 31))


def hundreds(first: int) -> Stretch:
    """Return the hundred years from `first`, e.g. 1800."""
    return Stretch(f"{first // 100:02d}", date(first, 1, 1), date(first + 99, 12, 31))


@lru_cache(maxsize=1 << 10)
def year(number: int | None) -> Stretch:
    """Return a year; one before Christ has a name and no days."""
    if number is None:
        return UNKNOWN
    if -MAXYEAR <= number < 0:
        return Stretch(f"BC{-number:04d}")
    if not MINYEAR <= number <= MAXYEAR:
        return UNKNOWN
    return Stretch(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


@lru_cache(maxsize=1 << 12)
def months(number: int | None, first: int, count: int, code: str) -> Stretch:
    """Return `count` months from month `first` of a year, named by a TIMEX3 code: 2023-H2."""
    if number is None:
        return Stretch(f"XXXX-{code}")
    last_year, last = number + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    if not (number >= MINYEAR and last_year <= MAXYEAR):
        return UNKNOWN
    end = date(last_year, last, monthrange(last_year, last)[1])
    return Stretch(f"{number:04d}-{code}", date(number, first, 1), end)


def month(number: int | None, which: int) -> Stretch:
    """Return a month of a year."""
    return months(number, which, 1, f"{which:02d}") if 1 <= which <= 12 else UNKNOWN


def half(number: int | None, which: int) -> Stretch:
    """Return the first or second half of a year."""
    return months(number, 6 * which - 5, 6, f"H{which}")


def quarter(number: int | None, which: int) -> Stretch:
    """Return a quarter of a year."""
    return months(number, 3 * which - 2, 3, f"Q{which}")


def season(number: int | None, code: str) -> Stretch:
    """Return a season of the year it begins in."""
    return months(number, SEASONS[code], 3, code)


def spanned(first: Stretch, last: Stretch) -> Stretch:
    """Return the interval from the start of one stretch to the end of another."""
    timex = None
    if first.timex and last.timex:
        timex = f"{first.timex.split('/')[0]}/{last.timex.split('/')[-1]}"
    if first.start and last.end and first.start <= last.end:
        return Stretch(timex, first.start, last.end)
    return Stretch(timex)


def term(number: int | None, which: int) -> Stretch:
    """Return a Korean school term: the first from March to August, the second to February."""
    first = month(number, 3 if which == 1 else 9)
    last = month(number, 8) if which == 1 else month(None if number is None else number + 1, 2)
    return spanned(first, last)


def schoolyear(number: int | None) -> Stretch:
    """Return a Korean school year: March to the next February."""
    return spanned(month(number, 3), month(None if number is None else number + 1, 2))


def third(inside: Stretch, which: int) -> Stretch:
    """Return 초순, 중순 or 하순 of a month: days 1 to 10, 11 to 20, 21 to its end."""
    if inside.timex is None:
        return UNKNOWN
    first, last = 10 * which - 9, 10 * which
    if inside.start is None or inside.end is None:
        end = f"{last:02d}" if which < 3 else "XX"
        return Stretch(f"{inside.timex}-{first:02d}/{inside.timex}-{end}")
    start = inside.start.replace(day=first)
    end_day = inside.start.replace(day=last) if which < 3 else inside.end
    return spanned(day(start), day(end_day))


def day(when: date) -> Stretch:
    """Return one day."""
    return Stretch(when.isoformat(), when, when)


def day_of(number: int | None, which_month: int | None, which: int) -> Stretch:
    """Return a day of a month, with what is known; a day the month lacks is unknown."""
    if number is None or which_month is None:
        month_name = "XX" if which_month is None else f"{which_month:02d}"
        year_name = "XXXX" if number is None else f"{number:04d}"
        return Stretch(f"{year_name}-{month_name}-{which:02d}")
    if not (MINYEAR <= number <= MAXYEAR) or not 1 <= which <= monthrange(number, which_month)[1]:
        return UNKNOWN
    return day(date(number, which_month, which))


def shifted(when: date, days: int) -> date | None:
    """Return a day so many days away, or None beyond the calendar."""
    try:
        return when + days * DAY
    except OverflowError:
        return None


def week_of(when: date, weeks: int = 0) -> Stretch:
    """Return the ISO week (Monday to Sunday) so many weeks from the one of a day."""
    monday = shifted(when, 7 * weeks - when.weekday())
    sunday = shifted(monday, 6) if monday else None
    if monday is None or sunday is None:
        return UNKNOWN
    iso = monday.isocalendar()
    return Stretch(f"{iso.year:04d}-W{iso.week:02d}", monday, sunday)


def week_in(inside: Stretch, which: int) -> Stretch:
    """Return a week of a month by the Korean standard (KS X ISO 8601): its Thursday decides."""
    thursday = nth_weekday(inside, 3, which)
    return week_of(thursday.start) if thursday.start else UNKNOWN


def nth_weekday(inside: Stretch, weekday: int, which: int) -> Stretch:
    """Return the n-th (-1: the last) such weekday of a stretch; Monday is 0."""
    if inside.start is None or inside.end is None:
        return UNKNOWN
    if which > 0:
        when = shifted(inside.start, (weekday - inside.start.weekday()) % 7 + 7 * (which - 1))
    else:
        when = shifted(inside.end, -((inside.end.weekday() - weekday) % 7) + 7 * (which + 1))
    return day(when) if when and inside.start <= when <= inside.end else UNKNOWN


def nth_weekend(inside: Stretch, which: int) -> Stretch:
    """Return the n-th (-1: the last) weekend of a stretch: its Saturday decides."""
    saturday = nth_weekday(inside, 5, which)
    return weekend_of(week_of(saturday.start)) if saturday.start else UNKNOWN


def nth(inside: Stretch, unit: str, which: int) -> Stretch:
    """Return the n-th (-1: the last) day or month of a stretch."""
    if inside.start is None or inside.end is None:
        return UNKNOWN
    if unit == "day":
        when = inside.end if which < 0 else shifted(inside.start, which - 1)
        return day(when) if when and when <= inside.end else UNKNOWN
    if which < 0:
        return month(inside.end.year, inside.end.month)
    years, months_on = divmod(inside.start.month + which - 2, 12)
    found = month(inside.start.year + years, months_on + 1)
    return found if found.end and found.end <= inside.end else UNKNOWN


def weekend_of(week: Stretch) -> Stretch:
    """Return Saturday and Sunday of a week."""
    if week.start is None or week.end is None:
        return UNKNOWN
    return Stretch(f"{week.timex}-WE", week.end - DAY, week.end)


def years_away(what: Stretch, years: int) -> Stretch:
    """Return the same part of another year: 2023-Q3 a year back is 2022-Q3."""
    if what.timex is None or what.start is None or what.end is None:
        return UNKNOWN
    parts = what.timex.split("/")
    if not all(part[:4].isdigit() and "W" not in part[4:6] for part in parts):
        return UNKNOWN
    renamed = "/".join(f"{int(part[:4]) + years:04d}{part[4:]}" for part in parts)
    whole_months = what.end + DAY
    try:
        start = what.start.replace(year=what.start.year + years)
        end = (
            whole_months.replace(year=whole_months.year + years) - DAY
            if whole_months.day == 1
            else what.end.replace(year=what.end.year + years)
        )
    except (ValueError, OverflowError):  # 29 February, or beyond the calendar
        return UNKNOWN
    return Stretch(renamed, start, end)


def brought_before(what: Stretch, last: date, *, weekly: bool) -> Stretch:
    """Return the same day or part of the last week or year that does not begin behind a day."""
    if what.start is None:
        return what
    if weekly:
        when = shifted(what.start, (last - what.start).days // 7 * 7)
        return day(when) if when else UNKNOWN
    moved = years_away(what, last.year - what.start.year)
    return years_away(moved, -1) if moved.start and moved.start > last else moved

"""What a date expression says, before anybody knows what day it was written.

A date is a walk from coarse to fine: `내년 5월 둘째 주 월요일` is a year counted from now, a month,
a week of it and a weekday. Each part of the walk is a `Step`; `resolve` walks it.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Unit = Literal[
    "century",
    "decade",
    "year",
    "half",
    "quarter",
    "season",
    "term",
    "schoolyear",
    "month",
    "third",
    "week",
    "weekend",
    "weekday",
    "day",
    "holiday",
    "lunar",
    "same",
    "nth",
    "today",
]
Kind = Literal["date", "duration", "set"]
Mod = Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"]
Anchor = Literal["now", "then", "event", "said"]
"""now: the reference; then: the last date of the text (이날, 이듬해, 전년) or else the reference;
event: the last date of the text or else nothing known (출시 이틀 뒤); said: the day of an
announcement (15일 밝혔다), which no other date of its sentence moves."""


class Step(NamedTuple):
    """One part of a date: a unit that is named, or counted from an anchor, or sought from it."""

    unit: Unit
    value: int | str | None = None
    """As named: year 2018, month 9, quarter 3, weekday 0 (Monday), holiday 추석; -1 = last."""
    shift: int | None = None
    """Units counted from the anchor: 작년 is year -1, 사흘 전 day -3. Which weekday of its month
    (둘째 월요일) or which `value` of its container, for unit nth (마지막 날); -1 is the last."""
    toward: int = 0
    """For a named unit without its container: -1 the last (지난 9월), 1 the next (오는)."""
    anchor: Anchor = "now"


class Part(NamedTuple):
    """Steps read at an offset, with the end of a range where the part holds one."""

    end: int
    steps: tuple[Step, ...]
    until: tuple[Step, ...] = ()
    mod: Mod | None = None
    short: bool = False
    """A year of one or two digits, which may as well be a length (23년)."""


@dataclass(frozen=True, slots=True)
class DateExpr:
    """A date, a duration or a set, as said."""

    kind: Kind
    steps: tuple[Step, ...] = ()
    """From coarse to fine; empty for a duration and a set."""
    until: tuple[Step, ...] = ()
    """The last unit of a range, which takes what it leaves unsaid from the first one."""
    period: str | None = None
    """TIMEX3 value of a duration (P3Y6M) or a set (P1W, XXXX-XX-15)."""
    mod: Mod | None = None

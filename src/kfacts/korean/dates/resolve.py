"""From what is said to days: a date expression against a reference interval and its neighbours.

No clock is read. The reference is an interval of days (the day of the article, or only its month or
year); what it does not tell stays unknown. The conventions are those of Korean news:

- a bare month or month and day belongs to the reference year, a bare day to the reference month;
  at its turn one far away (over eight months, 24 days) gives way to one close by (`Bounds`);
- `지난 9월` is the last September that is over, `오는 9월` the next that is not; when only the year
  of the article is known, both are that year's;
- a bare weekday is the next one; a bare weekend that of this week; weeks run from Monday;
- `15일 밝혔다` is a day of the reference month, whatever other date the sentence has; elsewhere a
  bare day or month continues the date before it in the sentence (`3월 2일과 5일`);
- 이날, 전날, 이듬해, 전년 and the like count from the last fitting date of the passage.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kfacts.korean.dates import stretch as cal
from kfacts.korean.dates.expr import DateExpr, Step
from kfacts.korean.dates.holidays import holiday, lunar
from kfacts.korean.dates.stretch import UNKNOWN, Stretch

YEARLY: Final = {"half", "quarter", "season", "term", "schoolyear", "month", "holiday", "lunar"}
"""Units that a year holds: named without it, they take the year from their surroundings."""
PER_YEAR: Final = {"month": 12, "quarter": 4, "half": 2}


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an expression."""

    reference: Stretch = UNKNOWN
    container: Stretch = UNKNOWN
    """The year, month or week that a bare unit continues, if any."""
    earlier: tuple[Stretch, ...] = field(default=())
    """Dates of the passage before it, the nearest first."""


def resolve(
    expr: DateExpr, reference: Stretch = UNKNOWN, context: Context | None = None
) -> Stretch:
    """Return the days that an expression means; UNKNOWN parts where nothing tells.

    A duration or a set has a TIMEX3 value and no days.
    """
    context = context or Context(reference)
    if not expr.steps:
        return Stretch(expr.period)
    first = _walk(expr.steps, context)
    if not expr.until:
        return first
    last = _last(expr.until, first, context)
    if first.start and last.start and first.start > last.start and is_bare(expr.steps):
        weekly = expr.steps[0].unit in {"weekday", "weekend"}
        first = cal.brought_before(first, last.start, weekly=weekly)
    return cal.spanned(first, last)


def value_of(expr: DateExpr, found: Stretch) -> dict[str, Any]:
    """Return the record's value (model.DateValue) of an expression and its days."""
    value: dict[str, Any] = {
        "kind": expr.kind,
        "timex": found.timex,
        "start": found.start.isoformat() if found.start and found.end else None,
        "end": found.end.isoformat() if found.start and found.end else None,
    }
    return value | {"mod": expr.mod} if expr.mod else value


# --- one expression -------------------------------------------------------------------------


def is_bare(steps: Sequence[Step]) -> bool:
    """Tell whether the first unit is named without the container that would place it."""
    first = steps[0]
    if first.unit == "weekday":
        return first.value is not None
    return first.shift is None and first.unit in YEARLY | {"day", "weekend"}


def _walk(steps: Sequence[Step], context: Context) -> Stretch:
    if not is_bare(steps):
        return _down(steps, None, context)
    if context.container.timex:
        found = _down(steps, context.container, context)
        if found.start:
            return found
    chosen = _choose(steps[0], lambda away: _within(steps, away, context), context.reference)
    return chosen if chosen.start else _down(steps, UNKNOWN, context)


def _down(steps: Iterable[Step], inside: Stretch | None, context: Context) -> Stretch:
    for step in steps:
        inside = _enter(step, inside, context)
    return inside or UNKNOWN


def _within(steps: Sequence[Step], away: int, context: Context) -> Stretch:
    """Return the walk in the reference's year, month or week, or in one so many away."""
    container = _neighbour(steps[0].unit, context.reference, away)
    return _down(steps, container, context) if container.start else UNKNOWN


def _neighbour(unit: str, around: Stretch, away: int) -> Stretch:
    if around.start is None or around.end is None:
        return UNKNOWN
    if unit in YEARLY:
        same_year = around.start.year == around.end.year
        return cal.year(around.start.year + away) if same_year else UNKNOWN
    return _counted("month", away, around) if unit == "day" else _weeks(around, away)


class Bounds(NamedTuple):
    """Days off: what is far of the present year or month, and close of the last and next one."""

    far: int
    past: int
    ahead: int


MONTHLY: Final = Bounds(24, 3, 1)
YEARLY_DAY: Final = Bounds(240, 45, 31)
YEARLY_PERIOD: Final = Bounds(240, 75, -1)
"""In January, `10월 수출` is last year's; in December, `1월` is this year's as often as not."""


def _choose(first: Step, at: Callable[[int], Stretch], reference: Stretch) -> Stretch:
    """Choose among the neighbouring years, months or weeks by 지난, 오는 or neither."""
    start, end = reference.start, reference.end
    if start is None or end is None:
        return UNKNOWN
    if (end - start).days > 31 or not (first.toward or first.unit == "weekday"):
        return _nearby(first, at, reference)
    if first.toward < 0 or (first.unit == "weekday" and first.anchor == "said"):
        finer = start < end and first.unit in {"day", "weekday"}  # 지난 12일, only the month known
        limit = end + cal.DAY if finer else start
        return next((s for s in map(at, (1, 0, -1, -2)) if s.end and s.end < limit), UNKNOWN)
    if first.unit == "weekday":
        return next((s for s in (at(0), at(1)) if s.start and s.start > end), UNKNOWN)
    around = (at(-1), at(0), at(1), at(2))
    if first.unit == "season":  # in winter, 다음 겨울 is the one after it
        return next((s for s in around if s.start and s.start > end), UNKNOWN)
    return next((s for s in around if s.end and s.end >= end), UNKNOWN)


def _nearby(first: Step, at: Callable[[int], Stretch], reference: Stretch) -> Stretch:
    """Prefer the reference's own year or month, unless it is far and a neighbour's is close."""
    here = at(0)
    if reference.day is None:
        return here
    if here.start is None:  # the 31st in a month of thirty days
        around = [s for s in (at(-1), at(1)) if s.start]
        return min(around, key=lambda s: _distance(s, reference), default=UNKNOWN)
    bounds = MONTHLY if first.unit == "day" else YEARLY_DAY if here.day else YEARLY_PERIOD
    if _distance(here, reference) <= bounds.far:
        return here
    before, after = at(-1), at(1)
    if before.start and here.start > reference.day:
        return before if _distance(before, reference) <= bounds.past else here
    return after if after.start and _distance(after, reference) <= bounds.ahead else here


def _distance(one: Stretch, other: Stretch) -> int:
    if not (one.start and one.end and other.start and other.end):
        return 0
    return max((one.start - other.end).days, (other.start - one.end).days, 0)


def _last(steps: Sequence[Step], first: Stretch, context: Context) -> Stretch:
    """Resolve the last unit of a range: it continues the first one, and does not precede it."""
    if not is_bare(steps) or not first.start:
        earlier = (first, *context.earlier)  # 3월부터 이듬해 5월
        inherited = Context(context.reference, container_of(steps[0].unit, first), earlier)
        return _walk(steps, inherited)
    for away in (0, 1):
        container = container_of(steps[0].unit, cal.day(first.start), away)
        last = _down(steps, container, context)
        if last.end and last.end >= first.start:
            return last
    return UNKNOWN


def container_of(unit: str, of: Stretch, away: int = 0) -> Stretch:
    """Return the year, month or week that holds the end of a date, or the next one."""
    if of.end is None:
        return Stretch(of.timex[:7]) if unit == "day" and of.timex and of.month else UNKNOWN
    if unit in YEARLY:
        return cal.year(of.end.year + away)
    if unit == "day":
        return _counted("month", away, cal.day(of.end))
    return cal.week_of(of.end, away)


# --- one step -------------------------------------------------------------------------------


def _enter(step: Step, inside: Stretch | None, context: Context) -> Stretch:
    """Return the unit of a step inside the stretch so far (None: nothing so far)."""
    if step.unit in _LARGE:
        return _LARGE[step.unit](step, inside, context)
    if step.unit == "today":
        return _today(inside or UNKNOWN, context.reference)
    if step.shift is not None and step.unit not in {"weekday", "nth"}:
        return _count(step, inside if inside and step.anchor == "now" else _anchor(step, context))
    return (_yearly if step.unit in YEARLY else _inner)(step, inside or UNKNOWN)


def _year(step: Step, inside: Stretch | None, context: Context) -> Stretch:
    if step.value is not None:
        return cal.year(int(step.value))
    anchor = (inside or _anchor(step, context)).year
    return UNKNOWN if anchor is None else cal.year(anchor + (step.shift or 0))


def _century(step: Step, inside: Stretch | None, context: Context) -> Stretch:
    if step.shift is None:
        return cal.century(int(step.value or 0))
    year = _anchor(step, context).year
    return UNKNOWN if year is None else cal.century((year + 99) // 100 + step.shift)


HUNDREDS: Final = 2000
"""Before it a round number of years is a hundred of them (1800년대), from it on ten (2000년대)."""


def _decade(step: Step, inside: Stretch | None, context: Context) -> Stretch:
    """Return a decade; one said by two digits is the last such that has begun."""
    first, reference_year = int(step.value or 0), context.reference.year
    if first >= 100:
        return cal.hundreds(first) if first % 100 == 0 and first < HUNDREDS else cal.decade(first)
    if reference_year is None:
        return cal.decade(1900 + first) if first >= 30 else UNKNOWN
    century_start = reference_year // 100 * 100
    begun = century_start + first <= reference_year
    return cal.decade(century_start + first - (0 if begun else 100))


def _yearly(step: Step, inside: Stretch) -> Stretch:
    """Return a unit that a year holds; the year may be unknown."""
    number, value = inside.year, step.value
    if step.unit == "season":
        return cal.season(number, str(value))
    if step.unit == "holiday":
        return holiday(str(value), number)
    if step.unit == "schoolyear":
        return cal.schoolyear(number if value is None else int(value))
    if step.unit == "lunar":
        month, _, day = str(value).partition("-")
        return UNKNOWN if number is None else lunar(number, int(month), int(day))
    builders: dict[str, Callable[[int | None, int], Stretch]] = {
        "half": cal.half,
        "quarter": cal.quarter,
        "term": cal.term,
        "month": cal.month,
    }
    return builders[step.unit](number, int(value or 0))


def _inner(step: Step, inside: Stretch) -> Stretch:
    """Return a unit finer than a month."""
    value = step.value if isinstance(step.value, int) else 0
    within: dict[str, Callable[[], Stretch]] = {
        "nth": lambda: cal.nth(inside, str(step.value), step.shift or 1),
        "weekend": lambda: cal.nth_weekend(inside, value) if value else cal.weekend_of(inside),
        "third": lambda: cal.third(inside, value),
        "week": lambda: cal.week_in(inside, value),
        "day": lambda: _day(inside, value),
        "weekday": lambda: _weekday(step, inside, value),
    }
    return within[step.unit]()


def _day(inside: Stretch, value: int) -> Stretch:
    if value > 0:
        return cal.day_of(inside.year, inside.month, value)
    return cal.day(inside.end) if inside.end else UNKNOWN


def _today(inside: Stretch, reference: Stretch) -> Stretch:
    """Return the day of another year, month or week that answers to today: 작년 오늘."""
    if inside.start is None or inside.end is None or reference.day is None:
        return UNKNOWN
    length = (inside.end - inside.start).days
    if length == 0:  # 일주일 전 오늘
        return inside
    if length < 7:
        return cal.nth_weekday(inside, reference.day.weekday(), 1)
    which = inside.start.month if length < 31 else reference.day.month
    return cal.day_of(inside.start.year, which, reference.day.day)


def _weekday(step: Step, inside: Stretch, value: int) -> Stretch:
    if inside.day:  # 9월 5일 수요일: the day stands already
        return inside
    if inside.start is None:
        return Stretch(f"XXXX-WXX-{value + 1}")
    return cal.nth_weekday(inside, value, step.shift or 1)


def _same(step: Step, inside: Stretch | None, context: Context) -> Stretch:
    """Return 전년 동기, 같은 기간: the last period of the passage, so many years away."""
    for found in context.earlier:
        if found.start and found.end and found.start != found.end:
            return cal.years_away(found, step.shift or 0) if step.shift else found
    return UNKNOWN


_LARGE: Final = {"year": _year, "decade": _decade, "century": _century, "same": _same}


def _anchor(step: Step, context: Context) -> Stretch:
    """Return what a count starts from: the reference, or the last date that is fine enough."""
    if step.anchor in {"then", "event"}:
        for found in context.earlier:
            if _fine_enough(step.unit, found):
                return found
    return UNKNOWN if step.anchor == "event" else context.reference


def _fine_enough(unit: str, found: Stretch) -> bool:
    if unit == "day":
        return found.day is not None
    if unit in {"quarter", "half"}:
        return _counted(unit, 0, found).start is not None and found.day is None
    if unit in {"month", "week"}:
        return found.month is not None
    return found.start is not None and found.year is not None


def _count(step: Step, anchor: Stretch) -> Stretch:
    """Return the day, month, quarter, … so many units from the one that holds the anchor."""
    shift = step.shift or 0
    if step.unit == "day":
        when = cal.shifted(anchor.day, shift) if anchor.day else None
        return cal.day(when) if when else UNKNOWN
    if step.unit in {"week", "weekend"}:
        week = _weeks(anchor, shift)
        return week if step.unit == "week" else cal.weekend_of(week)
    if step.unit in {"term", "schoolyear"}:
        return _counted_school(step.unit, shift, anchor)
    return _counted(step.unit, shift, anchor)


def _counted(unit: str, shift: int, anchor: Stretch) -> Stretch:
    if anchor.start is None or anchor.end is None or unit not in PER_YEAR:
        return UNKNOWN
    length = 12 // PER_YEAR[unit]
    first, last = ((d.year * 12 + d.month - 1) // length for d in (anchor.start, anchor.end))
    if first != last:
        return UNKNOWN
    number, which = divmod(first + shift, PER_YEAR[unit])
    builders = {"month": cal.month, "quarter": cal.quarter, "half": cal.half}
    return builders[unit](number, which + 1)


def _counted_school(unit: str, shift: int, anchor: Stretch) -> Stretch:
    """Count terms and school years, which begin in March and September."""
    if anchor.start is None or anchor.end is None:
        return UNKNOWN
    first, last = ((d.year * 12 + d.month - 3) // 6 for d in (anchor.start, anchor.end))
    if first != last:
        return UNKNOWN
    if unit == "schoolyear":
        return cal.schoolyear(first // 2 + shift)
    number, which = divmod(first + shift, 2)
    return cal.term(number, which + 1)


def _weeks(anchor: Stretch, shift: int) -> Stretch:
    if anchor.start is None or anchor.end is None:
        return UNKNOWN
    week = cal.week_of(anchor.start, shift)
    return week if week == cal.week_of(anchor.end, shift) else UNKNOWN

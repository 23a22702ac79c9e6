"""From what is said to days: a date expression against a reference interval and its neighbours.

No clock is read. The reference is an interval of days (the day of the article, or only its month or
year); what it does not tell stays unknown. The conventions are those of Korean news:

- a bare month or month and day belongs to the reference year, a bare day to the reference month;
  only across the turn of the year (or month) does a date close by win over one far away;
- `지난 9월` is the last September that is over, `오는 9월` the next that is not; when only the year
  of the article is known, both are that year's;
- a bare weekday is the next one; a bare weekend that of this week; weeks run from Monday;
- `15일 밝혔다` is a day of the reference month, whatever other date the sentence has; elsewhere a
  bare day or month continues the date before it in the sentence (`3월 2일과 5일`);
- 이날, 전날, 이듬해, 전년 and the like count from the last fitting date of the passage.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

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
    if first.start and last.start and first.start > last.start and _bare(expr.steps):
        first = cal.years_away(first, last.start.year - first.start.year)
        if first.start and first.start > last.start:
            first = cal.years_away(first, -1)
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


def _bare(steps: Sequence[Step]) -> bool:
    """Tell whether the first unit is named without the container that would place it."""
    first = steps[0]
    if first.unit == "weekday":
        return first.value is not None
    return first.shift is None and first.unit in YEARLY | {"day", "weekend"}


def _walk(steps: Sequence[Step], context: Context) -> Stretch:
    if not _bare(steps):
        return _down(steps, None, context)
    if context.container.timex:
        found = _down(steps, context.container, context)
        if found.start:
            return found
    found = _choose(steps, _candidates(steps, context), context)
    return found or _down(steps, UNKNOWN, context)


def _down(steps: Iterable[Step], inside: Stretch | None, context: Context) -> Stretch:
    for step in steps:
        inside = _enter(step, inside, context)
    return inside or UNKNOWN


def _candidates(steps: Sequence[Step], context: Context) -> list[tuple[int, Stretch]]:
    """Return the walk in the containers before, at and after the reference that have it."""
    containers = _containers(steps[0].unit, context.reference)
    found = ((away, _down(steps, container, context)) for away, container in containers)
    return [(away, stretch) for away, stretch in found if stretch.start]


def _containers(unit: str, around: Stretch) -> list[tuple[int, Stretch]]:
    if around.start is None or around.end is None:
        return []
    if unit in YEARLY:
        if around.start.year != around.end.year:
            return []
        return [(n, cal.year(around.start.year + n)) for n in (-1, 0, 1)]
    if unit == "day":
        return [
            (n, month) for n in (-2, -1, 0, 1, 2) if (month := _counted("month", n, around)).start
        ]
    return [(n, week) for n in (-1, 0, 1) if (week := _weeks(around, n)).start]


def _choose(
    steps: Sequence[Step], found: list[tuple[int, Stretch]], context: Context
) -> Stretch | None:
    first, reference = steps[0], context.reference
    here = next((s for away, s in found if away == 0), None)
    start, end = reference.start, reference.end
    if not found or start is None or end is None:
        return None
    if first.toward and (end - start).days > 31:  # only the year is known
        return here
    stretches = [s for _, s in found]
    if first.toward < 0 or (first.unit == "weekday" and first.anchor == "said"):
        past = [s for s in stretches if s.end and s.end < start]
        return past[-1] if past else None
    if first.unit == "weekday":
        return next((s for s in stretches if s.start and s.start > end), None)
    if first.toward > 0:
        return next((s for s in stretches if s.end and s.end >= end), None)
    return _nearby(here, found, reference)


def _nearby(here: Stretch | None, found: list[tuple[int, Stretch]], reference: Stretch) -> Stretch:
    """Prefer the reference's own year or month; at its turn, what is close over what is far.

    A month or quarter is looked for back only: in December `1월` is this year's as often as not.
    """
    if reference.day is None:
        return here or UNKNOWN
    if here is None:  # the 31st in a month of thirty days
        return min((s for _, s in found), key=lambda s: _distance(s, reference))
    monthly = any(abs(away) == 2 for away, _ in found) or len(found) > 3
    close, far = (3, 24) if monthly else (31, 240)
    if _distance(here, reference) > far:
        for away, other in found:
            if abs(away) == 1 and _distance(other, reference) <= close and (away < 0 or other.day):
                return other
    return here


def _distance(one: Stretch, other: Stretch) -> int:
    if not (one.start and one.end and other.start and other.end):
        return 0
    return max((one.start - other.end).days, (other.start - one.end).days, 0)


def _last(steps: Sequence[Step], first: Stretch, context: Context) -> Stretch:
    """Resolve the last unit of a range: it continues the first one, and does not precede it."""
    if not _bare(steps) or not first.start:
        inherited = Context(context.reference, _container(steps[0].unit, first), context.earlier)
        return _walk(steps, inherited)
    for away in (0, 1):
        container = _container(steps[0].unit, first, away)
        last = _down(steps, container, context)
        if last.end and last.end >= first.start:
            return last
    return UNKNOWN


def _container(unit: str, of: Stretch, away: int = 0) -> Stretch:
    """Return the year, month or week that holds a date, or the next one."""
    if of.start is None:
        return Stretch(of.timex[:7]) if unit == "day" and of.timex and of.month else UNKNOWN
    if unit in YEARLY:
        return cal.year(of.start.year + away)
    if unit == "day":
        return _counted("month", away, cal.day(of.start))
    return cal.week_of(of.start, away)


# --- one step -------------------------------------------------------------------------------


def _enter(step: Step, inside: Stretch | None, context: Context) -> Stretch:
    """Return the unit of a step inside the stretch so far (None: nothing so far)."""
    unit = step.unit
    if unit == "same":
        return _same(step, context)
    if unit == "year":
        return _year(step, inside, context)
    if unit == "century":
        return cal.century(int(step.value or 0))
    if unit == "decade":
        return _decade(int(step.value or 0), context.reference.year)
    if step.shift is not None and unit != "weekday":
        if step.anchor == "then" or inside is None:
            inside = _anchor(step, context)
        return _weeks(inside, step.shift) if unit == "week" else _count(step, inside)
    inside = inside or UNKNOWN
    return _yearly(step, inside) if unit in YEARLY else _inner(step, inside)


def _year(step: Step, inside: Stretch | None, context: Context) -> Stretch:
    if step.value is not None:
        return cal.year(int(step.value))
    anchor = (inside or _anchor(step, context)).year
    return UNKNOWN if anchor is None else cal.year(anchor + (step.shift or 0))


def _decade(first: int, reference_year: int | None) -> Stretch:
    """Return a decade; one said by two digits is the last such that has begun."""
    if first >= 100:
        return cal.decade(first)
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
    if step.unit == "weekend":
        return cal.weekend_of(inside)
    value = int(step.value or 0)
    if step.unit == "third":
        return cal.third(inside, value)
    if step.unit == "week":
        return cal.week_in(inside, value)
    if step.unit == "day":
        return cal.day_of(inside.year, inside.month, value)
    if inside.day:  # 9월 5일 수요일: the day stands already
        return inside
    if inside.start is None:
        return Stretch(f"XXXX-WXX-{value + 1}")
    return cal.nth_weekday(inside, value, step.shift or 1)


def _same(step: Step, context: Context) -> Stretch:
    """Return 전년 동기, 같은 기간: the last date finer than a year, so many years away."""
    for found in context.earlier:
        if found.start and found.end and (found.end - found.start).days < 200:
            return cal.years_away(found, step.shift or 0)
    return UNKNOWN


def _anchor(step: Step, context: Context) -> Stretch:
    """Return what a count starts from: the reference, or the last date that is fine enough."""
    if step.anchor == "then":
        for found in context.earlier:
            if _fine_enough(step.unit, found):
                return found
    return context.reference


def _fine_enough(unit: str, found: Stretch) -> bool:
    if unit == "day":
        return found.day is not None
    if unit in {"month", "week"}:
        return found.month is not None
    return found.start is not None and found.year is not None


def _count(step: Step, anchor: Stretch) -> Stretch:
    """Return the day, month, quarter, … so many units from the one that holds the anchor."""
    shift = step.shift or 0
    if step.unit == "day":
        when = cal.shifted(anchor.day, shift) if anchor.day else None
        return cal.day(when) if when else UNKNOWN
    if step.unit == "weekend":
        return cal.weekend_of(_weeks(anchor, shift))
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


# --- all expressions of a text ---------------------------------------------------------------

NEAR: Final = 40
"""Characters between two dates of one sentence of which the later continues the earlier one."""
JOINED: Final = 4
"""Characters between dates that are joined (2022년에는 3월과), when the earlier is only a year."""
RECALL: Final = 12
"""How many earlier dates 이날 and 이듬해 look through."""


@dataclass(frozen=True, slots=True)
class _Seen:
    end: int
    sentence: int
    found: Stretch
    year_said: bool
    month_said: bool


def resolve_all(
    dates: Sequence[tuple[int, int, DateExpr]],
    reference: tuple[date, date] | None,
    sentence_of: Callable[[int], int],
) -> list[dict[str, Any]]:
    """Resolve the dates of a text, each with what stands before it.

    `dates` are (start, end, expression) in text order, `reference` the first and last day of the
    article's day, month or year, `sentence_of` gives the sentence of an offset. Returns the
    record's values in the same order.
    """
    known = cal.spanned(cal.day(reference[0]), cal.day(reference[1])) if reference else UNKNOWN
    known = Stretch(known.timex, known.start, known.end)
    seen: list[_Seen] = []
    values = []
    for start, end, expr in dates:
        sentence = sentence_of(start)
        container, carried = _continued(expr, start, sentence, seen, known)
        earlier = tuple(s.found for s in _recalled(expr, sentence, seen, known))
        found = resolve(expr, known, Context(known, container, earlier))
        values.append(value_of(expr, found))
        if expr.kind == "date" and found.timex:
            seen.append(_note(expr, end, sentence, found, carried))
    return values


def _note(expr: DateExpr, end: int, sentence: int, found: Stretch, carried: bool) -> _Seen:
    units = {step.unit for step in expr.steps}
    placed = not _bare(expr.steps) or bool(expr.steps[0].toward) or carried
    last = _tail(found)
    return _Seen(end, sentence, last, placed, "month" in units or ("day" in units and placed))


def _tail(found: Stretch) -> Stretch:
    """Return what a range leaves to continue: its last day's year and month."""
    if found.timex and "/" in found.timex and found.end and found.end.day:
        return Stretch(found.timex, found.start, found.end)
    return found


def _continued(
    expr: DateExpr, start: int, sentence: int, seen: list[_Seen], reference: Stretch
) -> tuple[Stretch, bool]:
    """Return the container that a bare date takes from the date before it, if it does."""
    if not seen or not expr.steps or not _bare(expr.steps):
        return UNKNOWN, False
    first, last = expr.steps[0], seen[-1]
    if first.toward or first.anchor == "said" or first.unit in {"weekday", "weekend"}:
        return UNKNOWN, False
    gap = start - last.end
    same_sentence = last.sentence == sentence
    if first.unit == "day":
        near = same_sentence and gap <= (NEAR if last.found.day else JOINED)
        alone = reference.month is None and sentence - last.sentence <= 2
        if last.month_said and (near or alone):
            return _container("day", last.found), last.year_said
        return UNKNOWN, False
    whole_year = last.found.timex is not None and len(last.found.timex) == 4
    near = same_sentence and gap <= (JOINED if whole_year else NEAR)
    if last.year_said and (near or reference.year is None):
        return _container(first.unit, last.found), True
    return UNKNOWN, False


def _recalled(
    expr: DateExpr, sentence: int, seen: list[_Seen], reference: Stretch
) -> Iterable[_Seen]:
    """Return the earlier dates that may be meant by 이날, 이듬해, 동기: the near ones first.

    A day is recalled from three sentences back, a year or period from the sentence before; without
    a reference, from anywhere before.
    """
    if not expr.steps or all(s.anchor != "then" and s.unit != "same" for s in expr.steps):
        return ()
    daily = expr.steps[0].unit == "day"
    reach = 3 if daily else 1
    far = reference.day is None if daily else reference.year is None
    return [s for s in reversed(seen[-RECALL:]) if far or sentence - s.sentence <= reach]

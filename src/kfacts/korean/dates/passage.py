"""All dates of a text at once: each with what the dates before it tell about it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Final

from kfacts.korean.dates.expr import DateExpr
from kfacts.korean.dates.resolve import Context, container_of, is_bare, resolve, value_of
from kfacts.korean.dates.stretch import UNKNOWN, Stretch

NEAR: Final = 40
"""Characters between two dates of one sentence of which the later continues the earlier one."""
JOINED: Final = 4
"""Characters between dates that are joined (2022년에는 3월과), when the earlier is only a year."""
RECENT: Final = 2
"""How many sentences back a bare date finds its year or month where no reference tells it."""
APPOSED: Final = 2
"""Most characters between two names of a day: 이튿날인 12일, 어제(12일), 토요일(12일)."""
RECALL: Final = 12
"""How many earlier dates 이날 and 이듬해 look through."""

REACH: Final = {"day": 1, "month": 3, "quarter": 40, "half": 40, "same": 40}
"""How many sentences back a unit is recalled; a year only from the sentence before."""
ONWARD: Final = 4
"""How many sentences back 그해, 이듬해 and 이튿날 look; 이날 is soon the article's own."""


@dataclass(frozen=True, slots=True)
class _Seen:
    end: int
    sentence: int
    found: Stretch
    year_said: bool
    month_said: bool
    said: bool = False
    """The day of an announcement: no year or month is counted from it."""


def resolve_all(
    dates: Sequence[tuple[int, int, DateExpr]],
    reference: tuple[date, date] | None,
    sentence_of: Callable[[int], int],
) -> list[dict[str, Any]]:
    """Resolve the dates of a text, each with what stands before it.

    `dates` are (start, end, expression) in text order, `reference` the first and last day of the
    article's day, month or year, `sentence_of` gives the sentence of an offset. Returns the
    record's values in the same order. `같은 기간` far from any period is the one last compared.
    """
    known = Stretch("", *reference) if reference else UNKNOWN
    dates = _apposed(dates)
    seen: list[_Seen] = []
    compared: Stretch | None = None
    values = []
    for start, end, expr in dates:
        sentence = sentence_of(start)
        container, carried = _continued(expr, start, sentence, seen, known)
        recalled = _recalled(expr, sentence, seen, known)
        earlier = tuple(s.found for s in recalled)
        if expr.steps and expr.steps[0].unit == "same":
            near = (s.found for s in recalled if sentence - s.sentence <= 1)
            compared = _period(near) or compared or _period(earlier)
            earlier = (compared,) if compared else ()
        found = resolve(expr, known, Context(known, container, earlier))
        values.append(value_of(expr, found))
        if expr.kind == "date" and found.timex and not _compared(expr):
            seen.append(_note(expr, end, sentence, found, carried))
    return values


def _period(found: Iterable[Stretch]) -> Stretch | None:
    """Return the first that is longer than a day, as 같은 기간 means."""
    return next((s for s in found if s.start and s.end and s.start != s.end), None)


def _apposed(dates: Sequence[tuple[int, int, DateExpr]]) -> list[tuple[int, int, DateExpr]]:
    """Give a counted day the date that names it: 이튿날인 12일, 사흘 뒤인 3월 5일."""
    named = list(dates)
    for i, ((_, end, expr), (start, _, other)) in enumerate(pairwise(dates)):
        counted = expr.kind == other.kind == "date" and not (expr.until or other.until)
        if 0 < start - end <= APPOSED and counted and _daily(expr) and _named_day(other):
            named[i] = (*dates[i][:2], replace(expr, steps=other.steps))
    return named


def _named_day(expr: DateExpr) -> bool:
    last = expr.steps[-1] if expr.steps else None
    return last is not None and last.unit == "day" and bool(last.value)


def _daily(expr: DateExpr) -> bool:
    last = expr.steps[-1] if expr.steps else None
    counted = last is not None and last.unit == "day" and bool(last.shift)
    return counted or (len(expr.steps) == 1 and expr.steps[0].unit == "weekday")


def _compared(expr: DateExpr) -> bool:
    """Tell a date that is only compared with (전년 동기, 전월): the text does not go on from it."""
    first = expr.steps[0]
    return first.unit == "same" or (first.anchor == "then" and (first.shift or 0) < 0)


def _note(expr: DateExpr, end: int, sentence: int, found: Stretch, carried: bool) -> _Seen:
    units = {step.unit for step in expr.steps}
    placed = not is_bare(expr.steps) or bool(expr.steps[0].toward) or carried
    month_said = "month" in units or ("day" in units and placed)
    return _Seen(end, sentence, found, placed, month_said, expr.steps[0].anchor == "said")


def _continued(
    expr: DateExpr, start: int, sentence: int, seen: list[_Seen], reference: Stretch
) -> tuple[Stretch, bool]:
    """Return the container that a bare date takes from the date before it, if it does."""
    if not seen or not expr.steps or not is_bare(expr.steps):
        return UNKNOWN, False
    first, last = expr.steps[0], seen[-1]
    if first.toward or first.anchor == "said" or first.unit in {"weekday", "weekend"}:
        return UNKNOWN, False
    gap = start - last.end if last.sentence == sentence else NEAR + 1
    if first.unit == "day":
        near = gap <= (NEAR if last.found.day else JOINED)
        alone = reference.month is None and sentence - last.sentence <= RECENT
        inherits = last.month_said and (near or alone)
        return (container_of("day", last.found) if inherits else UNKNOWN), last.year_said
    whole_year = last.found.timex is not None and len(last.found.timex) == 4
    near = gap <= (JOINED if whole_year else NEAR)
    recent = reference.year is None and sentence - last.sentence <= RECENT
    if not last.year_said or not (near or recent):
        return UNKNOWN, False
    return _onward(expr, container_of(first.unit, last.found), last.found, gap, reference), True


def _onward(
    expr: DateExpr, container: Stretch, last: Stretch, gap: int, reference: Stretch
) -> Stretch:
    """Return the year itself or, where the date would go back in time, the next one if it is past.

    So `작년 10월 출시 이후 4월` is this year's April; joined dates (10월과 4월) share their year.
    """
    here = resolve(expr, reference, Context(reference, container))
    if gap <= JOINED or not (here.end and last.start and reference.end and here.end < last.start):
        return container
    following = container_of("month", last, 1)
    begun = following.start is not None and following.start <= reference.end
    return following if begun else container


def _recalled(
    expr: DateExpr, sentence: int, seen: list[_Seen], reference: Stretch
) -> Sequence[_Seen]:
    """Return the earlier dates that may be meant by 이날, 이듬해, 동기: the near ones first.

    Without a reference they are recalled from anywhere before.
    """
    first = expr.steps[0] if expr.steps else None
    if first is None or (first.anchor not in {"then", "event"} and first.unit != "same"):
        return ()
    daily = first.unit == "day"
    shift = first.shift or 0
    onward = (first.unit == "year" and shift >= 0) or (first.unit == "day" and shift > 0)
    reach = ONWARD if onward else REACH.get(first.unit, 1)
    far = reference.day is None if daily else reference.year is None
    return [
        s
        for s in reversed(seen[-RECALL:])
        if (far or sentence - s.sentence <= (1 if _ahead(s.found, reference) else reach))
        and (daily or not s.said)
    ]


def _ahead(found: Stretch, reference: Stretch) -> bool:
    """Tell a day to come: an article soon goes back from it to the day it was written."""
    return bool(found.day and reference.day and found.day > reference.day)

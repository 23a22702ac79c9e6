"""Dates, durations and sets: what is said (`expr`), found (`find`) and resolved (`resolve`)."""

from kfacts.korean.dates.expr import DateExpr, Step
from kfacts.korean.dates.find import FoundDate, find_dates
from kfacts.korean.dates.passage import resolve_all
from kfacts.korean.dates.resolve import resolve, value_of

__all__ = ["DateExpr", "FoundDate", "Step", "find_dates", "resolve", "resolve_all", "value_of"]

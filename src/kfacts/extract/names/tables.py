"""Rows of the linguist's lists (rules/names/*.tsv)."""

from __future__ import annotations

from functools import cache

from kfacts.korean.knowledge import rows

__all__ = ["closed", "column", "endings", "rows"]


def column(name: str) -> frozenset[str]:
    """First column of a list."""
    return frozenset(row[0] for row in rows(name))


@cache
def closed(kind: str) -> frozenset[str]:
    """Return the words of a small closed class, e.g. particles (rules/names/closed.tsv)."""
    return frozenset(_classes().get(kind, ()))


@cache
def endings(kind: str) -> tuple[str, ...]:
    """Return the words of a small closed class as `str.endswith` takes them."""
    return tuple(sorted(closed(kind)))


@cache
def _classes() -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {}
    for kind, word, *_ in rows("closed"):
        classes.setdefault(kind, []).append(word)
    return classes

"""Rows of the linguist's lists (rules/names/*.tsv)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows(name: str) -> Iterator[list[str]]:
    """Rows of one of our lists, without comments and the heading."""
    path = files("kfacts") / "rules" / "names" / f"{name}.tsv"
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    body = (line for line in lines if line and not line.startswith("#"))
    next(body)
    for line in body:
        yield line.split("\t")


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

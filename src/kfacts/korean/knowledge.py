"""What is widely known: bodies, companies, schools, clubs, works and services with their names.

Each thing is a row of a list in `rules/names`: what it is called, its type, its other names, and
names that mean it only where one of the others stands in the text. Finding and linking read the
same rows.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

LISTS: Final = ("public_bodies", "companies", "universities", "media", "parties_clubs", "programs")
"""Lists of things; of two that share a spelling, the first has it."""
PROVINCES: Final = "local_governments"
_PROVINCE = ("시", "도")
"""What the government of a province is called by; 서울 and 충북 are places too."""


class Thing(NamedTuple):
    """A widely known thing."""

    names: tuple[str, ...]
    """Its names, the fullest first: wherever one stands, this is meant."""
    type: str
    """organization, program, or location for a province."""
    beside: tuple[str, ...]
    """Words that mean it where one of its names stands in the same text: 당근, 전북, KIA."""


@cache
def things() -> tuple[Thing, ...]:
    """Read the lists (about 10 ms, once a process)."""
    return (*(_thing(*row) for name in LISTS for row in rows(name)), *_provinces())


def rows(name: str) -> Iterator[list[str]]:
    """Rows of a list in `rules/names`, without comments and the heading."""
    path = files("kfacts") / "rules" / "names" / f"{name}.tsv"
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    body = (line for line in lines if line and not line.startswith("#"))
    next(body)
    for line in body:
        yield line.split("\t")


def _thing(name: str, kind: str, aliases: str = "", beside: str = "") -> Thing:
    return Thing((name, *_split(aliases)), kind, _split(beside))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _provinces() -> Iterator[Thing]:
    for name, kind, *aliases in rows(PROVINCES):
        if aliases:
            names = (name, *_split(aliases[0]))
            yield Thing(tuple(n for n in names if n.endswith(_PROVINCE)), kind, ())

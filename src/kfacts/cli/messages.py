"""What the command line says, in English or Korean (korean.tsv).

Messages are written in English where they arise; here a whole message is matched against the
patterns of the table and said in Korean. One that the table does not know stays English.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Language = Literal["ko", "en"]

LANGUAGE: ContextVar[Language] = ContextVar("language", default="en")
"""The language of this run of the command line."""

_HOLE = re.compile(r"\{(\w+)\}")
_MESSAGES = ("what", "remedy", "unit")
"""Holes that hold messages themselves."""
_BETWEEN = re.compile(r"(, | … until )")
"""What stands between the steps of a date."""


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that `--lang` before the command names, else the locale's."""
    for i, argument in enumerate(arguments):
        if not argument.startswith("-") and (i == 0 or arguments[i - 1] != "--lang"):
            break
        _, _, value = argument.partition("--lang=")
        value = arguments[i + 1] if argument == "--lang" and i + 1 < len(arguments) else value
        if value in ("ko", "en"):
            return cast("Language", value)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "ko" if environment[name].startswith("ko") else "en"
    return "en"


def translated(message: str) -> str:
    """Return a message in the language of this run."""
    if LANGUAGE.get() == "en":
        return message
    plain, patterns = _table()
    if message in plain:
        return plain[message]
    for english, korean in patterns:
        match = _pattern(english).fullmatch(message)
        if match:
            return _filled(korean, match.groupdict())
    return message


def _filled(korean: str, parts: Mapping[str, str]) -> str:
    def said(hole: re.Match[str]) -> str:
        part = parts[hole[1]]
        if hole[1] == "steps":
            return "".join(map(translated, _BETWEEN.split(part)))
        return translated(part) if hole[1] in _MESSAGES else part  # a file may be called records

    return _HOLE.sub(said, korean)


@cache
def _table() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the messages that stand as they are, and those with holes, each with its Korean."""
    text = (files("kfacts.cli") / "korean.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    plain = {english: korean for english, korean in rows if not _HOLE.search(english)}
    return plain, [(english, korean) for english, korean in rows if english not in plain]


def _pattern(english: str) -> re.Pattern[str]:
    pieces = _HOLE.split(english)  # words and names of holes, in turn
    parts = [f"(?P<{p}>.+?)" if i % 2 else re.escape(p) for i, p in enumerate(pieces)]
    return re.compile("".join(parts), re.DOTALL)

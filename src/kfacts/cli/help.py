"""The help of the commands: laid out plainly, and in Korean where the run speaks Korean."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from kfacts.cli.messages import LANGUAGE, translated

_FILLER = "\ue000"
"""Follows a Hangul syllable while a page is laid out: a terminal shows it two columns wide."""
_WIDE = re.compile("[가-힣]")
_BRACES = re.compile(r"\{([A-Z0-9]+)\}")
_TYPE = re.compile(r"(?m)^(  \[?[A-Z0-9]+\]?)( <[^>]+>)(?=  )")
_WORDS = {
    "Usage:": "사용법:",
    "[OPTIONS]": "[옵션]",
    "COMMAND [ARGS]...": "명령 [인자]...",
    "Arguments:": "인자:",
    "Options:": "옵션:",
    "Commands:": "명령:",
    "[default:": "[기본값:",
    "[required]": "[필수]",
    "Show this message and exit.": "이 도움말을 보이고 끝냅니다.",
}
"""What the library itself says in a page of help."""


class Command(TyperCommand):
    """A command whose help is tidied."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """Return the page of help."""
        return _tidy(super().get_help(ctx))


class Group(TyperGroup):
    """The commands together."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """Return the page of help."""
        return _tidy(super().get_help(ctx))


def in_language(command: Any) -> Any:  # noqa: ANN401  (a click command, of whichever click)
    """Put the texts of a command and of those below it into the language of this run."""
    if LANGUAGE.get() == "en":
        return command
    for part in (command, *command.params):
        if part.help:
            part.help = _paragraphs(part.help)
    if command.epilog:
        command.epilog = _paragraphs(command.epilog)
    for below in getattr(command, "commands", {}).values():
        in_language(below)
    return command


def _paragraphs(text: str) -> str:
    """Say a text in Korean, paragraph by paragraph; each wide sign with its filler."""
    said = (_paragraph(part) for part in re.split(r"\n(?:[ ]*\n)+", text.strip("\n")))
    return "\n\n".join(_WIDE.sub(rf"\g<0>{_FILLER}", part) for part in said)


def _paragraph(text: str) -> str:
    words = text.split()
    indent = text[: text.index(words[0])] if words else ""
    return indent + translated(" ".join(words))


def _tidy(page: str) -> str:
    page = _BRACES.sub(r"\1", page)
    page = _TYPE.sub(lambda found: found[1] + " " * len(found[2]), page)
    if LANGUAGE.get() == "ko":
        for english, korean in _WORDS.items():
            page = page.replace(english, korean)
    return page.replace(_FILLER, "")

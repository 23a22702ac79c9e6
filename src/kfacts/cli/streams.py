"""The two streams: data on one, everything else on the other, on any console."""

import io
import os
import sys

import typer

from kfacts.cli.messages import translated


def set_up_streams() -> None:
    """Make both streams take any text: a cp949 console shows ? for what it has no sign for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(message: str) -> None:
    """Tell the user something, on standard error."""
    sys.stderr.write(f"{translated(message)}\n")
    sys.stderr.flush()


def emit(data: str) -> None:
    """Put out a line of data, on standard output; end quietly when nobody reads on."""
    try:
        sys.stdout.write(f"{data}\n")
    except BrokenPipeError:
        hang_up()
        raise typer.Exit from None


def hang_up() -> None:
    """Send the rest of standard output nowhere: its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def has_colour(stream: io.TextIOBase | None = None) -> bool:
    """Whether colour is wanted: a terminal, and NO_COLOR unset (no-color.org)."""
    stream = stream or sys.stdout  # type: ignore[assignment]
    return stream.isatty() and not os.environ.get("NO_COLOR")  # type: ignore[union-attr]

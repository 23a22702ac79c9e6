"""The two streams: data on one, everything else on the other, on any console."""

import contextlib
import io
import locale
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from kfacts.cli.messages import translated
from kfacts.errors import OutputError


def read_names_as_utf8() -> None:
    """Start over in UTF-8 mode where the locale would have names of files read otherwise.

    Records are called after their articles' files, and must be called the same everywhere. What is
    shown on a terminal stays in its own encoding.
    """
    given = Path("/proc/self/cmdline")  # in bytes, which Python cannot always tell from its strings
    if sys.getfilesystemencoding() != "utf-8" and given.exists():
        this, *arguments = given.read_bytes().split(b"\0")[:-1]
        shown = {b"PYTHONIOENCODING": f"{locale.getencoding()}:replace".encode()}
        os.execve(sys.executable, [this, b"-X", b"utf8", *arguments], os.environb | shown)


def set_up_streams() -> None:
    """Make both streams take any text: a cp949 console shows ? for what it has no sign for.

    A stream that the caller closed goes nowhere.
    """
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(message: str) -> None:
    """Tell the user something, on standard error."""
    sys.stderr.write(f"{_readable(translated(message))}\n")
    sys.stderr.flush()


def _readable(message: str) -> str:
    """Put right names of files that the system handed over as bytes (LC_ALL=C)."""
    try:
        return message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # what an article holds
        return message


def emit(data: str) -> None:
    """Put out a line of data, on standard output; end quietly when nobody reads on.

    Raises OutputError when it cannot be written.
    """
    with _writing():
        sys.stdout.write(f"{data}\n")


def finish() -> None:
    """Hand over what was put out so far. Raises OutputError as `emit` does."""
    with _writing():
        sys.stdout.flush()


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        hang_up()
        raise typer.Exit from None
    except OSError as error:
        hang_up()
        raise OutputError(
            f"standard output: cannot be written ({error.strerror}); free space"
        ) from None


def hang_up() -> None:
    """Send the rest of standard output nowhere: its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def has_colour(stream: io.TextIOBase | None = None) -> bool:
    """Whether colour is wanted: a terminal, and NO_COLOR unset (no-color.org)."""
    stream = stream or sys.stdout  # type: ignore[assignment]
    return stream.isatty() and not os.environ.get("NO_COLOR")  # type: ignore[union-attr]

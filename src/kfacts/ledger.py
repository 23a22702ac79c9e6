"""What a run has finished, so that the next one can go on from there.

`OUT/ledger.jsonl` gets one line an article after its record is in place:
{"doc_id": …, "input": sha256 of text, metadata and reference, "run": what it was extracted with}.
A line cut off by a kill, or damaged otherwise, is passed over: its article is extracted again.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kfacts.errors import OutputError
from kfacts.text import Article

NAME = "ledger.jsonl"
LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished article."""

    doc_id: str
    input: str
    run: str


def entry(article: Article, reference: str | None, run: str) -> Entry:
    """Say what a finished article was made of."""
    told = json.dumps([dict(article.metadata), reference], sort_keys=True, default=str)
    digest = hashlib.sha256(f"{article.sha256}\n{article.path}\n{told}".encode("utf-8", "replace"))
    return Entry(article.doc_id, digest.hexdigest(), run)


def load(out: Path) -> dict[str, Entry]:
    """Read the ledger of a folder: the last line for each article counts."""
    entries: dict[str, Entry] = {}
    with contextlib.suppress(FileNotFoundError), (out / NAME).open("rb") as lines:
        for line in lines:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                told = json.loads(line)
                entries[told["doc_id"]] = Entry(told["doc_id"], told["input"], told["run"])
    return entries


@contextlib.contextmanager
def opened(out: Path) -> Iterator[IO[bytes]]:
    """Open the ledger for appending, on a line of its own even after a torn one."""
    path = out / NAME
    _refuse_link(path)
    with _writing(path):
        file = path.open("ab")
        torn = file.tell() > 0 and _last_byte(path) != b"\n"
    try:
        if torn:
            with _writing(path):
                file.write(b"\n")
                file.flush()
        yield file
    finally:
        with contextlib.suppress(OSError):  # of a line that did not fit, and was told
            file.close()


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as before:
        before.seek(-1, os.SEEK_END)
        return before.read(1)


def still_there(file: IO[bytes]) -> None:
    """Raise OutputError when the folder was removed, moved or replaced since the ledger was opened.

    What would be written now would stand in another folder than what was written before.
    """
    path = Path(file.name)
    with contextlib.suppress(OSError):
        if os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return
    raise OutputError(f"{path.parent}: was removed or replaced during the run; run it again")


def append(file: IO[bytes], done: Entry) -> None:
    """Add a line and hand it to the system at once, so that a kill loses no finished article.

    Raises OutputError.
    """
    line = {"doc_id": done.doc_id, "input": done.input, "run": done.run}
    with _writing(Path(file.name)):
        file.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        file.flush()


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); free space or choose another folder"
        ) from None


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold a folder for one run; the system lets go when the process ends, however it ends.

    Raises OutputError when another run holds it or the folder cannot be written.
    """
    _refuse_link(out / LOCK)
    try:
        out.mkdir(parents=True, exist_ok=True)
        file = (out / LOCK).open("a+b")
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror}); choose another folder with -o"
        ) from None
    with file:
        try:
            _hold(file)
        except OSError:
            raise OutputError(
                f"{out}: another kfacts run is writing here; wait for it or choose another folder"
            ) from None
        yield


def _refuse_link(path: Path) -> None:
    """Write to nothing outside the folder: a link here is no work of ours."""
    if path.is_symlink():
        raise OutputError(f"{path}: is a link to another file; remove it")


def _hold(file: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""Which files an input names, what each is called in the output, and writing a file whole.

An input is a file, a folder (searched recursively), a glob, or - for standard input.
"""

import contextlib
import glob
import hashlib
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kfacts.errors import InputError, KfactsError, LimitError, OutputError
from kfacts.settings import Limits
from kfacts.text import Article, decode

TEXT_ENDINGS = (".txt", ".md", ".text")
"""What a folder is searched for. A file named outright is read whatever its ending."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record, and why. The rest of the folder goes on."""

    name: str
    error: KfactsError


def discover(inputs: Sequence[str], endings: Sequence[str] = TEXT_ENDINGS) -> list[str]:
    """Return the paths the inputs name, each once, sorted within a folder or glob.

    Raises InputError for an input that names nothing.
    """
    paths: dict[str, None] = {}
    for name in inputs:
        found = list(_expand(name, endings))
        if not found:
            if not Path(name).is_dir():
                raise InputError(f"{name}: no such file or folder; see how it is spelt")
            raise InputError(
                f"{name}: holds no files with {', '.join(endings)}; "
                "name tables (.csv .jsonl .parquet) themselves"
            )
        paths.update(dict.fromkeys(found))
    return list(paths)


def _expand(name: str, endings: Sequence[str]) -> Iterator[str]:
    path = Path(name)
    if name == "-" or path.is_file():
        yield name
    elif path.is_dir():
        refused: list[OSError] = []
        yield from (f for f in _below(path, refused) if f.lower().endswith(tuple(endings)))
        yield from (str(error.filename) for error in refused)  # reading it says what is wrong
    elif path.exists() or path.is_symlink():
        yield name  # a device or a broken link: reading it says what is wrong
    else:
        matches = glob.glob(name, recursive=True)  # noqa: PTH207  (Path.glob takes no absolute one)
        yield from sorted(p for p in matches if Path(p).is_file())


def _below(path: Path, refused: list[OSError]) -> Iterator[str]:
    """Yield the files below a folder, but for hidden ones and what an earlier run wrote.

    The folder itself may hold both: articles, and what was written beside them. Why a folder could
    not be looked into is added to `refused`.
    """
    for folder, folders, names in os.walk(path, onerror=refused.append, followlinks=False):
        if {"ledger.jsonl", "run.json"} <= set(names):
            if folder != str(path):
                folders.clear()
                continue
            folders[:] = [f for f in folders if f not in ("records", "texts")]
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(names):
            if not file.startswith("."):
                yield (Path(folder) / file).as_posix()


def passed_over(inputs: Sequence[str], endings: Sequence[str] = TEXT_ENDINGS) -> Counter[str]:
    """Count, by their endings, the files in the folders named that `discover` leaves out."""
    known = (*endings, ".meta.json")
    files = (f for name in inputs for f in _below(Path(name), []) if not f.lower().endswith(known))
    return Counter(PurePosixPath(f).suffix.lower() for f in files)


def read(path: str, doc_id: str) -> Article:
    """Read one text file (or standard input, for -). Raises InputError, LimitError."""
    data = bounded(path)
    text, encoding = decode(data, path)
    digest = hashlib.sha256(data).hexdigest()
    return Article(doc_id, text, None if path == "-" else posix(path), digest, encoding)


def bounded(path: str, most: int = Limits.max_bytes) -> bytes:
    """Read a file's bytes (or standard input's, for -).

    Raises InputError for what cannot be read or may never end, LimitError for more than `most`.
    """
    try:
        refuse_pipe(path)
        with contextlib.ExitStack() as opened:
            file = sys.stdin.buffer if path == "-" else opened.enter_context(Path(path).open("rb"))
            data = file.read(most + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    if len(data) > most:
        raise LimitError(f"{path}: more than {most:,} bytes; split it")
    return data


def refuse_pipe(path: str) -> None:
    """Raise InputError for a named pipe: reading would wait for a writer."""
    if Path(path).is_fifo() and not path.startswith("/dev/"):
        raise InputError(f"{path}: is a pipe, no file; hand its text over with -")


def posix(path: str) -> str:
    """Write a path with forward slashes, as records do."""
    return Path(path).as_posix()


# --- names in the output --------------------------------------------------------------------

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
"""What Windows refuses, and marks that show a name in another order than it has."""
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³]|con(in|out)\$) *(\.|$)", re.IGNORECASE)
_LONGEST = 180
"""Bytes of UTF-8; file systems allow 255, and an ending and a temporary mark are added."""


def doc_ids(paths: Sequence[str]) -> list[str]:
    """Name each article after its file, with as many of its folders as tell it from the others."""
    parts = [_parts(path) for path in paths]
    depth = [1] * len(paths)
    while True:
        names = [safe_name("-".join(p[-d:])) for p, d in zip(parts, depth, strict=True)]
        count = Counter(name.casefold() for name in names)
        clash = [count[name.casefold()] > 1 for name in names]
        deeper = [c and d < len(p) for c, d, p in zip(clash, depth, parts, strict=True)]
        if not any(deeper):
            return _numbered(names)
        depth = [d + grow for d, grow in zip(depth, deeper, strict=True)]


def _parts(path: str) -> list[str]:
    if path == "-":
        return ["stdin"]
    posix_path = PurePosixPath(posix(path))
    folders = [p for p in posix_path.parts[:-1] if p not in ("/", ".", "..")]
    return [*folders, posix_path.stem]


def _numbered(names: Iterable[str]) -> list[str]:
    """Tell apart what its folders cannot: the second of one name becomes name-2."""
    taken: set[str] = set()
    result = []
    for name in names:
        unique, n = name, 1
        while unique.casefold() in taken:
            n += 1
            unique = f"{name}-{n}"
        taken.add(unique.casefold())
        result.append(unique)
    return result


def safe_name(name: str) -> str:
    """Turn any string into a file name that every system takes and that stays in its folder."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    name = _FORBIDDEN.sub("_", name).strip(" .") or "article"
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name.encode()) > _LONGEST:
        mark = hashlib.sha256(name.encode()).hexdigest()[:10]
        name = f"{name.encode()[: _LONGEST - 11].decode('utf-8', 'ignore')}-{mark}"
    return name


_FORMULA = re.compile(
    r"[\s\x00-\x1f\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff]*"
    r"[=+\-@＝＋－＠﹢﹣﹦﹫−|%]|[\x00-\x1f]"
)
"""How a cell begins that a spreadsheet takes for a formula: also in full-width forms, also behind
what it skips or does not show."""


def harmless(cell: str) -> str:
    """Write a cell so that no spreadsheet runs it: text that looks like a formula gets a '."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


# --- writing --------------------------------------------------------------------------------


_TORN = ".part"


def clear_torn(folder: Path) -> None:
    """Remove what a killed run left half-written in a folder or the folders right below it."""
    for pattern in (f".*{_TORN}", f"*/.*{_TORN}"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def write_bytes_whole(path: Path, *parts: bytes) -> None:
    """Write a file whole or not at all. Raises OutputError."""
    with whole(path) as part, part.open("wb") as out:
        out.writelines(parts)


def write_whole(path: Path, chunks: str | Iterable[str]) -> None:
    """Write a text file whole or not at all. Raises OutputError."""
    with (
        whole(path) as part,
        part.open("w", encoding="utf-8", newline="", errors="surrogatepass") as out,
    ):
        out.writelines((chunks,) if isinstance(chunks, str) else chunks)


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` that takes its place at the end, or goes without trace.

    Raises OutputError; what stood at `path` before then still stands.
    """
    part = path.with_name(f".{path.name}{_TORN}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            reason = error.strerror or error
            raise OutputError(
                f"{path}: cannot be written ({reason}); free space or choose another place"
            ) from None
        raise

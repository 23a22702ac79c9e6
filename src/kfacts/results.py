"""The folder that `kfacts extract` writes, read back: records, texts and corpus entities.

OUT/records/NAME.json    one record an article
OUT/texts/NAME.txt       its text, exactly as the offsets count it
OUT/entities.json        the corpus entities
OUT/facts.jsonl          the facts as a flat table
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from kfacts.errors import InputError
from kfacts.large import read
from kfacts.model import CORPUS, Corpus, Record
from kfacts.text import writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Results:
    """An OUT folder. Everything is read when asked for, one article at a time."""

    folder: Path

    def names(self) -> list[str]:
        """Return the record files' names without `.json`, sorted."""
        return sorted(path.stem for path in (self.folder / "records").glob("*.json"))

    def record(self, name: str) -> Record:
        """Read one record. Raises InputError naming the file and the place."""
        path = self.folder / "records" / f"{name}.json"
        return _validated(path, read, f"kfacts extract … -o {self.folder} --force")

    def records(self) -> Iterator[Record]:
        """Read the records one by one, in the order of their names."""
        return map(self.record, self.names())

    def articles(self) -> Iterator[tuple[str, Record, str | None]]:
        """Yield (file name, record, text); the text is None when it is nowhere to be found."""
        for name in self.names():
            record = self.record(name)
            yield name, record, self.text(name, record)

    def corpus(self) -> Corpus | None:
        """Read the corpus entities; None when the folder has none."""
        path = self.folder / "entities.json"
        if not path.exists():
            return None
        return _validated(
            path, CORPUS.validate_json, f"kfacts entities {self.folder}, when you have removed it"
        )

    def text(self, name: str, record: Record) -> str | None:
        """Read the text beside the record, None without one; another length is not the record's.

        A lone surrogate, which no file or database takes, becomes U+FFFD: one for one.
        """
        path = self.folder / "texts" / f"{name}.txt"
        try:
            text = path.read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError):
            return None
        if len(text) != record.source.length:
            return None
        return writable(text)


def open_results(folder: Path) -> Results:
    """Return the results in a folder. Raises InputError when it holds none."""
    results = Results(folder)
    if not any((folder / "records").glob("*.json")):
        raise InputError(
            f"{folder}: no results here (no records/*.json); make them with: "
            f"kfacts extract ARTICLES -o {folder}"
        )
    return results


def _validated(path: Path, read: Callable[[bytes], T], command: str) -> T:
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the document"
        raise InputError(
            f"{path}: {place}: {first['msg']}; not written by this version of kfacts; "
            f"make it again with: {command}"
        ) from None

"""Everything a run can be told, as one frozen value passed as an argument.

No module reads an environment variable or keeps a global: a worker process, a Spark executor or a
test builds its extractor from one `Settings` and nothing else.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kfacts._version import __version__
from kfacts.errors import InputError


@dataclass(frozen=True)
class Limits:
    """Bounds that turn a runaway input into a clear `LimitError`."""

    max_characters: int = 20_000_000
    """Longest article in code points."""
    max_bytes: int = 80_000_000
    """Largest text file or web page: what is larger is refused before it is read."""
    max_seconds: float | None = None
    """Longest time for one article in a worker process; None = no limit."""


@dataclass(frozen=True)
class Settings:
    """What to load and how to run. Paths are taken as given; nothing is read until `load`."""

    rules: tuple[Path, ...] = ()
    """Folders or files of the user's own rules (TOML), added to the built-in ones."""
    names: tuple[Path, ...] = ()
    """The user's names files (TSV or JSONL)."""
    model: bool = True
    """Use the learned name model when it is installed."""
    limits: Limits = field(default_factory=Limits)

    def describe(self) -> dict[str, str]:
        """Return what a record depends on beside its article, each as a version or a digest."""
        package = files("kfacts")
        return {
            "kfacts": __version__,
            "kiwi": f"{version('kiwipiepy')}/{version('kiwipiepy_model')}",
            "rules": _digest([package / "rules", *self.rules]),
            "names": _digest(self.names),
            "model": _digest([package / "models"]) if self.model else "none",
        }

    def fingerprint(self) -> str:
        """Return one short digest of `describe`: equal when the same text gives the same record."""
        return hashlib.sha256(json.dumps(self.describe()).encode()).hexdigest()[:16]


def _digest(paths: Sequence[Path | Traversable]) -> str:
    """Digest the bytes of files, and of the files below folders in the order of their names."""
    if not paths:
        return "none"
    digest = hashlib.sha256()
    for path in paths:
        for file in _below(path):
            try:
                data = file.read_bytes()
            except OSError as error:
                raise InputError(f"{file}: cannot be read ({error.strerror})") from None
            digest.update(file.name.encode("utf-8", "replace") + b"\0" + data)
    return digest.hexdigest()[:16]


def _below(path: Path | Traversable) -> Iterator[Path | Traversable]:
    if path.is_dir():
        for child in sorted(path.iterdir(), key=lambda p: p.name):
            if not child.name.startswith((".", "__")):
                yield from _below(child)
    elif path.is_file():
        yield path

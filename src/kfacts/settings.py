"""Everything a run can be told, as one frozen value passed as an argument.

No module reads an environment variable or keeps a global: a worker process, a Spark executor or a
test builds its extractor from one `Settings` and nothing else.
"""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """Bounds that turn a runaway input into a clear `LimitError`."""

    max_characters: int = 20_000_000
    """Longest article in code points."""
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

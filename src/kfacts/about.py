"""What is installed: versions, rules, names, the learned model, and where they lie."""

from __future__ import annotations

import platform
from collections import Counter
from importlib import metadata
from importlib.resources import files
from typing import TYPE_CHECKING

from kfacts._version import __version__
from kfacts.extract.names.lexicon import load_lexicon
from kfacts.rulefile import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("kiwipiepy", "kiwipiepy_model", "spacy", "pydantic", "rapidfuzz")
_EXTRAS = {"parquet": "pyarrow", "html": "trafilatura", "spark": "pyspark"}


def about() -> Iterator[tuple[str, str]]:
    """Yield (what, value) in the order to show them."""
    yield "kfacts", __version__
    yield "python", platform.python_version()
    for package in _PACKAGES:
        yield package, _version(package) or "missing: install kfacts again"
    rules = Counter(rule.label for rule in load_rules().rules)
    yield "rules", ", ".join(f"{label} {n}" for label, n in sorted(rules.items()))
    yield "names", f"{len(load_lexicon().names):,} known names"
    yield "model", _model()
    for extra, package in _EXTRAS.items():
        yield f"[{extra}]", _version(package) or f"not installed: pip install 'kfacts[{extra}]'"
    yield "lies in", str(files("kfacts"))


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _model() -> str:
    folder = files("kfacts") / "models"
    found = sorted(f.name for f in folder.iterdir()) if folder.is_dir() else []
    shown = [name for name in found if not name.startswith((".", "__")) and name != "LICENSE"]
    if not shown:
        return "WARNING: the learned name model is absent; names are found by rules alone"
    return ", ".join(shown)

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
from kfacts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("kiwipiepy", "kiwipiepy_model", "spacy", "pydantic", "rapidfuzz")
NO_MODEL = (
    "warning: the learned name model is absent, so fewer names are found; install kfacts again"
)
"""Said wherever the model is wanted."""
_EXTRAS = {"parquet": "pyarrow", "html": "trafilatura", "spark": "pyspark"}


def about() -> Iterator[tuple[str, str]]:
    """Yield (what, value) in the order to show them."""
    yield "kfacts", __version__
    yield "python", platform.python_version()
    for package in _PACKAGES:
        yield package, _version(package) or "missing: install kfacts again"
    known = load_rules()
    rules = Counter(rule.label for rule in known.rules) + Counter(date=len(known.families))
    refusals = rules.pop("none", 0)
    counts = [*sorted(rules.items()), ("refusals", refusals)]
    yield "rules", ", ".join(f"{label} {n}" for label, n in counts)
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


def has_model() -> bool:
    """Tell whether the learned name model is installed."""
    return (files("kfacts") / "models" / "names.npz").is_file()


def _model() -> str:
    if not has_model():
        return NO_MODEL
    return f"names.npz, digest {Settings().describe()['model']}"

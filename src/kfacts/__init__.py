"""Structured, source-anchored facts from Korean articles.

>>> import kfacts
>>> extractor = kfacts.load()
>>> record = extractor.extract("한빛은행은 올해 3월 서울에 점포 12곳을 열었다.", reference="2024")
>>> [(m.type, m.text) for m in record.mentions]
[('organization', '한빛은행'), ('date', '올해 3월'), ('quantity', '12곳')]

Importing kfacts loads nothing heavy: Kiwi, spaCy and pydantic come with the first `load`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kfacts._version import __version__

if TYPE_CHECKING:
    from kfacts.corpus import resolve
    from kfacts.errors import KfactsError
    from kfacts.model import Corpus, Record
    from kfacts.pipeline import Extractor, load
    from kfacts.settings import Limits, Settings
    from kfacts.text import Article

__all__ = [
    "Article",
    "Corpus",
    "Extractor",
    "KfactsError",
    "Limits",
    "Record",
    "Settings",
    "__version__",
    "load",
    "resolve",
]

_HOME = {
    "Article": "text",
    "Corpus": "model",
    "Extractor": "pipeline",
    "KfactsError": "errors",
    "Limits": "settings",
    "Record": "model",
    "Settings": "settings",
    "load": "pipeline",
    "resolve": "corpus",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name in _HOME:
        return getattr(import_module(f"kfacts.{_HOME[name]}"), name)
    raise AttributeError(f"module 'kfacts' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

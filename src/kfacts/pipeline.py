"""The whole chain on one screen: Article → Doc → candidates → mentions → entities → facts → Record.

The three steps inside spaCy (literals, names, arbiter) are the components of
`spacy_components.py`; everything after the arbiter works on plain values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kfacts.collector import paused
from kfacts.errors import LimitError
from kfacts.korean.tokenizer import analysis
from kfacts.link import link
from kfacts.mentions import build
from kfacts.record import assemble
from kfacts.reference import find_reference
from kfacts.relate import relate
from kfacts.settings import Limits, Settings
from kfacts.spacy_components import CANDIDATES, language
from kfacts.text import Article, clean

if TYPE_CHECKING:
    from kfacts.extract.literals import Literals
    from kfacts.extract.names import Names
    from kfacts.model import Record


class Extractor:
    """Turns articles into records. Loads Kiwi, the rules and the model once, when made.

    Raises RuleError, NamesError or ModelError when a part of the settings is wrong.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        with paused():  # compiling the rules allocates much and throws little away
            self.nlp = language(self.settings)
        self.literals: Literals = self.nlp.get_pipe("kfacts_literals").literals  # type: ignore[attr-defined]
        self.names: Names = self.nlp.get_pipe("kfacts_names").names  # type: ignore[attr-defined]

    def extract(self, text: str, *, doc_id: str = "text", reference: str | None = None) -> Record:
        """Extract one text. `reference` is a day, month or year: 2023-11-30, 2023-11, 2023.

        Raises LimitError for a text beyond the settings' limits, UsageError for a reference that
        is no date.
        """
        return self.extract_article(Article.of(text, doc_id), reference=reference)

    def extract_many(self, articles: Iterable[Article | str]) -> Iterator[Record]:
        """Extract articles one after the other; a plain string gets text-1, text-2, … as its id."""
        for n, article in enumerate(articles, 1):
            given = Article.of(article, f"text-{n}") if isinstance(article, str) else article
            yield self.extract_article(given)

    def extract_article(self, article: Article, *, reference: str | None = None) -> Record:
        """Extract one article, resolving dates against `reference` or what the article tells."""
        limit = self.settings.limits.max_characters
        if len(article.text) > limit:
            raise LimitError(
                f"{article.path or article.doc_id}: {len(article.text):,} characters, the limit is "
                f"{limit:,}; split it or raise Limits.max_characters"
            )
        cleaned = clean(article.text)
        doc = self.nlp(cleaned.text)
        analysed = analysis(doc)
        chosen = doc.user_data[CANDIDATES]
        when = find_reference(
            cleaned.text, path=article.path, metadata=article.metadata, option=reference
        )
        found = build(analysed, chosen, self.literals, when)
        entities = link(analysed, found)
        facts = relate(analysed, found, entities)
        return assemble(article, cleaned, analysed, when, found, entities, facts)


def load(
    *,
    rules: Iterable[str | Path] = (),
    names: Iterable[str | Path] = (),
    model: bool = True,
    limits: Limits | None = None,
) -> Extractor:
    """Load an extractor (a few seconds: Kiwi's model).

    `rules` and `names` are the user's own rule and names files; `model=False` leaves the learned
    name model out. Raises RuleError, NamesError or ModelError.
    """
    settings = Settings(
        rules=tuple(Path(p) for p in rules),
        names=tuple(Path(p) for p in names),
        model=model,
        limits=limits or Limits(),
    )
    return Extractor(settings)


def to_json(record: Record) -> str:
    """Write a record as one line of JSON, the same bytes for the same record."""
    return record.model_dump_json(exclude_unset=True)

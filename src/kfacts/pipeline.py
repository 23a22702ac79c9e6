"""The whole chain on one screen: Article → Analysis → candidates → mentions → entities → facts.

Every step works on plain values. The first three are spaCy components too (`spacy_components.py`),
but a `Doc` is not built here: its vocabulary keeps each new word for good, and building one costs
more than most of these steps (docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kfacts.collector import paused
from kfacts.errors import LimitError
from kfacts.extract.arbiter import arbitrate
from kfacts.finders import literal_finder, name_finder
from kfacts.interrupts import heeded
from kfacts.korean.analyser import analyse, load_kiwi
from kfacts.link import link
from kfacts.mentions import build
from kfacts.record import assemble
from kfacts.reference import find_reference
from kfacts.relate import relate
from kfacts.sections import Reading, joined, sections
from kfacts.settings import Limits, Settings
from kfacts.text import Article, clean

if TYPE_CHECKING:
    from kfacts.model import Record


class Extractor:
    """Turns articles into records. Loads Kiwi, the rules and the model once, when made.

    Raises RuleError, NamesError or ModelError when a part of the settings is wrong.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        with heeded(), paused():  # compiling the rules allocates much and throws little away
            self.literals = literal_finder(self.settings.rules)
            self.names = name_finder(self.settings.names, model=self.settings.model)
            self.kiwi = load_kiwi()

    @property
    def has_model(self) -> bool:
        """Whether the learned name model is at work.

        False where the settings leave it out and where the installation lacks it: names are then
        found by rules and lists alone, and fewer of them.
        """
        return self.names.tagger is not None

    def extract(self, text: str, *, doc_id: str = "text", reference: str | None = None) -> Record:
        """Extract one `text`; the record carries `doc_id` as its name.

        `reference` is the day, month or year that relative dates count from: 2023-11-30, 2023-11,
        2023. Raises LimitError for a text beyond the settings' limits, UsageError for a reference
        that is no date.
        """
        return self.extract_article(Article.of(text, doc_id), reference=reference)

    def extract_many(self, articles: Iterable[Article | str]) -> Iterator[Record]:
        """Extract `articles` one after the other, as they come; records come in their order.

        A plain string gets text-1, text-2, … as its id. Raises what `extract` raises.
        """
        for n, article in enumerate(articles, 1):
            given = Article.of(article, f"text-{n}") if isinstance(article, str) else article
            yield self.extract_article(given)

    @paused()  # a long text would else have all that was loaded walked again and again
    def extract_article(self, article: Article, *, reference: str | None = None) -> Record:
        """Extract one `article`, resolving dates against `reference` or what the article tells.

        Raises LimitError and UsageError as `extract` does.
        """
        limit = self.settings.limits.max_characters
        if len(article.text) > limit:
            raise LimitError(
                f"{article.path or article.doc_id}: {len(article.text):,} characters, the limit is "
                f"{limit:,}; split it (in Python, Limits.max_characters may be raised)"
            )
        cleaned = clean(article.text, article.body)
        text = cleaned.text
        when = find_reference(text, path=article.path, metadata=article.metadata, option=reference)
        readings = ((begin, self._read(text[begin:end], when)) for begin, end in sections(text))
        return assemble(article, cleaned, when, joined(readings))

    def _read(self, text: str, when: Mapping[str, Any] | None) -> Reading:
        """Read a section of an article, which most have one of."""
        analysed = analyse(text, self.kiwi)
        literals = self.literals.find(text)
        names = self.names.find(analysed, literals)
        chosen = arbitrate(analysed, [*literals, *names])
        found = build(analysed, chosen, self.literals, when)
        entities = link(analysed, found)
        return Reading(analysed.sentences, found, entities, relate(analysed, found, entities))


def load(
    *,
    rules: Iterable[str | Path] = (),
    names: Iterable[str | Path] = (),
    model: bool = True,
    limits: Limits | None = None,
) -> Extractor:
    """Load an extractor (a few seconds: Kiwi's model).

    `rules` and `names` are the user's own rule and names files; `model=False` leaves the learned
    name model out; `limits` bound what one article may cost. Raises RuleError, NamesError or
    ModelError.
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

"""What spaCy finds through entry points: a tokenizer and three components.

    kfacts.KiwiTokenizer.v1   text → Doc, lossless, with Sejong tags, lemmas and sentence starts
    kfacts_literals           finds money, dates, percentages and quantities
    kfacts_names              finds organisations, people and programs (needs the tokenizer)
    kfacts_arbiter            settles overlaps; leaves doc.spans["kfacts"]

spaCy imports this module for every user's pipeline, ours or not, so importing it loads neither
Kiwi nor any model; each maker does so when a pipeline that names it is built.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from kfacts.extract.literals import Literals
    from kfacts.extract.names import Names
    from kfacts.korean.tokenizer import KiwiTokenizer
    from kfacts.settings import Settings

CANDIDATES = "kfacts.candidates"
"""Key of `doc.user_data`: what the components found, after the arbiter what stands."""

SPANS = "kfacts"
"""Key of `doc.spans`: label_ is the type, id_ the rule. Only spans on token edges are there."""

TOKENIZER = "kfacts.KiwiTokenizer.v1"


def create_tokenizer() -> Callable[[Language], KiwiTokenizer]:
    """Return spaCy's two-step maker of a `KiwiTokenizer` (kfacts.KiwiTokenizer.v1)."""

    def make(nlp: Language) -> KiwiTokenizer:
        from kfacts.korean.tokenizer import KiwiTokenizer  # noqa: PLC0415

        return KiwiTokenizer(nlp.vocab)

    return make


class LiteralFinder:
    """Adds the literal candidates of a Doc."""

    def __init__(self, literals: Literals) -> None:
        self.literals = literals

    def __call__(self, doc: Doc) -> Doc:
        """Find them in the characters of the text: any tokenizer will do."""
        from kfacts.korean.tokenizer import text_of  # noqa: PLC0415

        doc.user_data[CANDIDATES] = self.literals.find(text_of(doc))
        return doc


class NameFinder:
    """Adds the name candidates of a Doc that `KiwiTokenizer` made."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def __call__(self, doc: Doc) -> Doc:
        """Find them in the morphemes, beside the literals found before."""
        from kfacts.korean.tokenizer import analysis  # noqa: PLC0415

        literals = doc.user_data.get(CANDIDATES, [])
        doc.user_data[CANDIDATES] = literals + self.names.find(analysis(doc), literals)
        return doc


class Arbiter:
    """Keeps the candidates that stand and shows them as spans."""

    def __call__(self, doc: Doc) -> Doc:
        """Settle the overlaps between all candidates found so far."""
        from kfacts.extract.arbiter import arbitrate  # noqa: PLC0415
        from kfacts.korean.tokenizer import analysis  # noqa: PLC0415

        chosen = arbitrate(analysis(doc), doc.user_data.get(CANDIDATES, []))
        doc.user_data[CANDIDATES] = chosen
        spans = (doc.char_span(c.start, c.end, c.label, span_id=c.rule) for c in chosen)
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc


@Language.factory("kfacts_literals", default_config={"rules": []})
def create_literals(nlp: Language, name: str, rules: list[str]) -> LiteralFinder:
    """Make the finder of literals; `rules` are files or folders of the user's own rules."""
    from kfacts.finders import literal_finder  # noqa: PLC0415

    return LiteralFinder(literal_finder(_paths(rules)))


@Language.factory("kfacts_names", default_config={"names": [], "model": True})
def create_names(nlp: Language, name: str, names: list[str], model: bool) -> NameFinder:
    """Make the finder of names; `names` are the user's files, `model` says to use the tagger."""
    from kfacts.finders import name_finder  # noqa: PLC0415

    return NameFinder(name_finder(_paths(names), model=model))


@Language.factory("kfacts_arbiter")
def create_arbiter(nlp: Language, name: str) -> Arbiter:
    """Make the arbiter, the last of the three."""
    return Arbiter()


def language(settings: Settings) -> Language:
    """Build the spaCy pipeline of a run: the tokenizer and the three components."""
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = settings.limits.max_characters
    rules = [str(path) for path in settings.rules]
    names = [str(path) for path in settings.names]
    nlp.add_pipe("kfacts_literals", config={"rules": rules})
    nlp.add_pipe("kfacts_names", config={"names": names, "model": settings.model})
    nlp.add_pipe("kfacts_arbiter")
    return nlp


def _paths(names: list[str]) -> tuple[Path, ...]:
    return tuple(Path(name) for name in names)

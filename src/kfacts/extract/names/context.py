"""What every finder of cues reads: the words, the lists and the evidence of one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kfacts.extract.names.evidence import Evidence
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.names.gazetteer import Name
    from kfacts.extract.names.learned import Reading
    from kfacts.extract.names.lexicon import Facts, Lexicon
    from kfacts.extract.names.words import Word
    from kfacts.korean.morphemes import Analysis


@dataclass
class Context:
    """One text on its way from words to names."""

    analysis: Analysis
    words: Sequence[Word]
    lexicon: Lexicon
    evidence: Evidence = field(default_factory=Evidence)
    reading: Reading | None = None
    """What the learned tagger sees."""
    known: dict[int, Name] = field(default_factory=dict)
    """Listed names by the index of the word they start with."""

    @cached_property
    def facts(self) -> list[Facts]:
        """What the lists say about each word."""
        look, text = self.lexicon.facts, self.analysis.text
        return [look(word.form or text[word.start : word.end]) for word in self.words]

    @cached_property
    def starts(self) -> dict[int, int]:
        """Index of the word that starts at an offset."""
        return {word.start: i for i, word in enumerate(self.words)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Index of the word that ends at an offset."""
        return {word.end: i for i, word in enumerate(self.words)}

    @property
    def text(self) -> str:
        """The analysed text."""
        return self.analysis.text

    def title(self, i: int) -> str | None:
        """Class of the title that word `i` is, if it is one."""
        return self.facts[i].title

    def written(self, i: int) -> str:
        """Return the characters of word `i`, particle and all."""
        word = self.words[i]
        return self.text[word.start : word.end]

    def bare_end(self, i: int) -> int:
        """Where word `i` ends without its particle, also when Kiwi sees no noun in it."""
        word = self.words[i]
        if word.stem > word.start:
            return word.stem
        particles = closed("particle")
        ends = (
            at for at in range(word.start + 2, word.end) if self.text[at : word.end] in particles
        )
        return next(ends, word.end)

    def listed(self, i: int) -> str | None:
        """Type of the listed name that is exactly word `i` (its nominal part)."""
        name = self.known.get(i)
        word = self.words[i]
        if name and len(name.text) in (word.stem - word.start, word.end - word.start):
            return name.type
        return None

    def sentence_end(self, offset: int) -> int:
        """Where the sentence that holds the offset ends."""
        sentences = self.analysis.sentences
        return sentences[self.analysis.sentence_at(offset)][1] if sentences else len(self.text)

    def acts(self, start: int, end: int) -> bool:
        """Whether a verb of what organisations do stands between two offsets."""
        return self.lexicon.act.search(self.text, start, end) is not None

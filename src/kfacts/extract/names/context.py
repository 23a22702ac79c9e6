"""What every finder of cues reads: the words, the lists and the evidence of one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kfacts.extract.names.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.names.gazetteer import Name
    from kfacts.extract.names.lexicon import Lexicon
    from kfacts.extract.names.words import Word
    from kfacts.korean.morphemes import Analysis


@dataclass
class Context:
    """One text on its way from words to names."""

    analysis: Analysis
    words: Sequence[Word]
    lexicon: Lexicon
    evidence: Evidence = field(default_factory=Evidence)
    known: dict[int, Name] = field(default_factory=dict)
    """Listed names by the index of the word they start with."""
    titles: dict[str, str | None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The analysed text."""
        return self.analysis.text

    def title(self, i: int) -> str | None:
        """Class of the title that word `i` is, if it is one."""
        word = self.words[i]
        form = word.form or self.text[word.start : word.end]
        if form not in self.titles:
            self.titles[form] = self.lexicon.title(form)
        return self.titles[form]

    def written(self, i: int) -> str:
        """Return the characters of word `i`, particle and all."""
        word = self.words[i]
        return self.text[word.start : word.end]

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

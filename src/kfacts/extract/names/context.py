"""What every finder of cues reads: the words, the lists and the evidence of one text."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.evidence import Evidence
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from kfacts.extract.names.gazetteer import Name
    from kfacts.extract.names.lexicon import Facts, Lexicon
    from kfacts.extract.names.reading import Reading
    from kfacts.extract.names.words import Word
    from kfacts.korean.morphemes import Analysis


_start, _end = itemgetter(0), itemgetter(2)
_NEVER = -1
_HEADED = regex.compile(r"(?<=(?<![가-힣])([가-힣]{2,4}[시군구]))\((?:시장|군수|구청장) ")
"""A local government with its head in brackets, listed or not."""
_ARTICLE = 5
"""Sentences that make an article."""


@cache
def _particles() -> tuple[frozenset[str], int]:
    """Particles, and the length of the longest."""
    particles = closed("particle")
    return particles, max(map(len, particles))


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
    families: list[tuple[int, int]] = field(default_factory=list)
    """Surnames before 군 and 양, given names before 님: persons if the article knows the name."""
    quoted: list[tuple[int, int]] = field(default_factory=list)
    """What stands in quotation marks and may be a name."""
    _acts: dict[int, int] = field(default_factory=dict)
    """Last act of an organisation in a sentence, by the end of the sentence."""

    @cached_property
    def facts(self) -> list[Facts]:
        """What the lists say about each word."""
        text = self.analysis.text
        forms = [word.form or text[word.start : word.end] for word in self.words]
        facts = list(map(self.lexicon.facts, forms))
        for i in (
            [i for i, form in enumerate(forms) if form in self.governments]
            if self.governments
            else ()
        ):
            facts[i] = facts[i]._replace(government=True, marked=True)
        return facts

    @cached_property
    def governments(self) -> frozenset[str]:
        """Local governments that the text names with their heads and no list has."""
        return frozenset(_HEADED.findall(self.text)) - self.lexicon.governments

    def beginning(self, heads: Set[str]) -> list[int]:
        """Words whose first two characters are one of these, in order."""
        by_head = self.by_head
        return sorted([i for head in by_head.keys() & heads for i in by_head[head]])

    @cached_property
    def by_head(self) -> dict[str, list[int]]:
        """Words by their first two characters (one, if a word has no more)."""
        heads: defaultdict[str, list[int]] = defaultdict(list)
        text = self.text
        for i, word in enumerate(self.words):
            start = word[0]
            heads[text[start : start + 2] if word[2] - start > 1 else text[start]].append(i)
        return dict(heads)

    @cached_property
    def marked(self) -> list[int]:
        """Words that may be, carry or announce a name, by their make or by the lists."""
        pairs = enumerate(zip(self.words, self.facts, strict=True))
        return [i for i, (w, facts) in pairs if facts.marked or w.proper or w.broken]

    @cached_property
    def named(self) -> list[int]:
        """Words that no dictionary knows as everyday ones."""
        words = self.words
        return [i for i in self.marked if words[i].proper or words[i].broken]

    @cached_property
    def unknown(self) -> Counter[str]:
        """How often the article has each word that is in no dictionary, without particles."""
        words, text = self.words, self.text
        unknown = [i for i in self.named if words[i].guessed or words[i].broken]
        return Counter([text[words[i].start : self.bare_end(i)] for i in unknown])

    @cached_property
    def starts(self) -> dict[int, int]:
        """Index of the word that starts at an offset."""
        return dict(zip(map(_start, self.words), count(), strict=False))

    @cached_property
    def ends(self) -> dict[int, int]:
        """Index of the word that ends at an offset."""
        return dict(zip(map(_end, self.words), count(), strict=False))

    @cached_property
    def lone(self) -> bool:
        """Whether there are too few sentences for an article, which introduces its names."""
        return len(self.analysis.sentences) < _ARTICLE

    @cached_property
    def text(self) -> str:
        """The analysed text."""
        return self.analysis.text

    @cached_property
    def lines(self) -> str:
        """The text behind a line break: a pattern finds the starts of lines by a character."""
        return "\n" + self.text

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
        start, stem = word.start, word.stem
        if stem > start:
            return stem
        end, particles, longest = word.end, *_particles()
        for at in range(max(start + 2, end - longest), end):
            if self.text[at:end] in particles:
                return at
        return end

    def listed(self, i: int) -> str | None:
        """Type of the listed name that is exactly word `i` (its nominal part)."""
        name = self.known.get(i)
        word = self.words[i]
        if name and len(name.text) in (word.stem - word.start, word.end - word.start):
            return name.type
        return None

    def in_latin_phrase(self, i: int) -> bool:
        """Whether word `i` goes on a phrase in Latin letters: `Made with Hanbit`."""
        word = self.words[i]
        if not i or word.gap != " " or not self.text[word.start].isascii():
            return False
        last = self.text[self.words[i - 1].end - 1]
        return last.isascii() and last.isalpha()

    def sentence_end(self, offset: int) -> int:
        """Where the sentence that holds the offset ends."""
        sentences = self.analysis.sentences
        return sentences[self.analysis.sentence_at(offset)][1] if sentences else len(self.text)

    def acts(self, start: int, end: int) -> bool:
        """Whether a verb of what organisations do begins between two offsets of a sentence.

        `end` is the end of the sentence, so its last such verb is all there is to know.
        """
        last = self._acts.get(end)
        if last is None:
            begin = self.analysis.sentences[self.analysis.sentence_at(start)][0]
            last, search = _NEVER, self.lexicon.act.search
            while found := search(self.text, max(begin, last + 1), end):
                last = found.start()
            self._acts[end] = last
        return last >= start

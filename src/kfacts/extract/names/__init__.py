"""Organisations, people, programs and places: candidates, evidence, decision.

`Names` gathers named cues for spans of the text (`people`, `organizations`, `programs`, the lists,
the learned tagger), lets the article speak as a whole (`article`) and takes what sums to the
threshold (`evidence`). Cues and weights stand in `rules/names/weights.tsv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kfacts.extract.candidate import Candidate
from kfacts.extract.names.article import find_in_article
from kfacts.extract.names.clubs import find_clubs
from kfacts.extract.names.coined import find_coined
from kfacts.extract.names.context import Context
from kfacts.extract.names.credits import find_credits
from kfacts.extract.names.gazetteer import Gazetteer
from kfacts.extract.names.governments import cut_governments
from kfacts.extract.names.houses import find_houses
from kfacts.extract.names.learned import note_countries, note_names
from kfacts.extract.names.lexicon import load_lexicon
from kfacts.extract.names.organizations import find_organizations
from kfacts.extract.names.people import (
    find_latin,
    find_people,
    find_rows,
    find_speakers,
    find_spelt,
)
from kfacts.extract.names.places import find_places
from kfacts.extract.names.programs import find_programs
from kfacts.extract.names.recalled import note_recalled
from kfacts.extract.names.tables import closed
from kfacts.extract.names.titles import find_titled
from kfacts.extract.names.told import find_told
from kfacts.extract.names.ventures import find_ventures
from kfacts.extract.names.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.evidence import Cue, Decided, Evidence
    from kfacts.extract.names.gazetteer import Name
    from kfacts.extract.names.reading import Tagger
    from kfacts.extract.names.words import Word
    from kfacts.korean.morphemes import Analysis


_SEVERAL = 1.5
"""How much more a listed name of several words counts than one of them (전북 현대)."""


class Names:
    """The extractor of names, built once and used for any number of texts."""

    def __init__(self, user: Iterable[Name] = (), tagger: Tagger | None = None) -> None:
        self.lexicon = load_lexicon()
        self.user = Gazetteer(user)
        self.tagger = tagger

    def find(self, analysis: Analysis, literals: Sequence[Candidate] = ()) -> list[Candidate]:
        """Return the names of a text, places included, in text order; none overlaps another."""
        names = _outside(find_in_article(self._gather(analysis)), literals)
        if self.user:
            return [self._candidate(analysis.text, name) for name in names]
        return [Candidate(*name) for name in names]

    def explain(
        self, analysis: Analysis, literals: Sequence[Candidate], start: int, end: int
    ) -> list[Cue]:
        """Return the cues with their weights that spoke for the span as the type it would have."""
        evidence = self.evidence(analysis)
        labels = evidence.cues.get((start, end), {})
        if not labels:
            return []
        best = max(sorted(labels), key=lambda label: evidence.total(start, end, label))
        return sorted(labels[best].items(), key=lambda cue: (-cue[1], cue[0]))

    def evidence(self, analysis: Analysis) -> Evidence:
        """Return every cue of a text, with those that the article as a whole adds."""
        context = self._gather(analysis)
        find_in_article(context)
        return context.evidence

    def _gather(self, analysis: Analysis) -> Context:
        """Note every cue that one place of the text gives by itself."""
        words = split_words(analysis)
        cut_governments(words, self.lexicon.governments)
        context = Context(analysis, words, self.lexicon)
        self._listed(context)
        find_organizations(context)
        find_clubs(context)
        find_places(context)
        find_people(context)
        find_titled(context)
        find_houses(context)
        find_rows(context)
        find_latin(context)
        find_spelt(context)
        find_speakers(context)
        find_credits(context)
        find_programs(context)
        find_ventures(context)
        find_told(context)
        find_coined(context)
        if self.tagger is not None:
            context.reading = self.tagger.read(analysis)
            note_names(context)
            note_countries(context)
        note_recalled(context)
        return context

    def _listed(self, context: Context) -> None:
        """Look up the user's names and ours."""
        for cue, gazetteer in (("names.list", self.lexicon.names), ("names.user", self.user)):
            listed = gazetteer.find(context.text, context.words, context.by_head, spaced=True)
            reach = 0
            for i, name in listed:
                word = context.words[i]
                end = word.start + len(name.text)
                if cue == "names.list" and end <= word.end and _ordinary(word, name.type):
                    continue
                if name.text[0].isascii() and context.in_latin_phrase(i) and cue == "names.list":
                    continue
                context.known[i] = name
                several = " " in name.text
                reach = max(reach, end) if several else reach
                scale = _SEVERAL if cue == "names.list" and several else 1.0
                if end > reach or several:  # not 현대 of 전북 현대
                    context.evidence.add(word.start, end, name.type, cue, scale)

    def _candidate(self, text: str, name: Decided) -> Candidate:
        form = text[name.start : name.end]
        user = self.user.get(form) or self.user.get(form.replace(" ", ""))
        return Candidate(*name, user.ref if user and user.type == name.label else None)


def _ordinary(word: Word, kind: Label) -> bool:
    """Whether Kiwi reads the word as an everyday one: 대상, 신원, 있지 are companies too."""
    return not word.tags or (
        word.common
        and (len(word.form) < 3 or kind == "program" or word.form in closed("everyday"))
        and word.form not in closed("authority")
    )


def _outside(names: Iterable[Decided], literals: Sequence[Candidate]) -> Iterator[Decided]:
    """Leave out names that a literal covers: `3월` is a date. Both are in text order."""
    at = end = 0
    for name in names:
        while at < len(literals) and literals[at].start <= name.start:
            end = max(end, literals[at].end)
            at += 1
        if name.end > end:
            yield name


def find_names(analysis: Analysis, literals: Sequence[Candidate]) -> list[Candidate]:
    """Return the name candidates of a text, in text order, without user lists."""
    return Names().find(analysis, literals)

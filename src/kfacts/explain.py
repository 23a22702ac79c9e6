"""Why an article's record says what it says: sentence by sentence, and for any one word.

The record is made by the extractor as always; beside it the candidates and their evidence are
gathered once more, section by section as the record was, so that what was refused can be told, too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, cast

from kfacts import steps
from kfacts.extract.arbiter import LITERALS, arbitrate
from kfacts.extract.names.evidence import THRESHOLD
from kfacts.extract.names.tables import rows
from kfacts.korean.analyser import analyse
from kfacts.model import NamedMention
from kfacts.rulefile import load_rules
from kfacts.sections import sections
from kfacts.text import Cleaned, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kfacts.extract.candidate import Candidate
    from kfacts.extract.names.evidence import Evidence, Span
    from kfacts.korean.dates import DateExpr
    from kfacts.korean.morphemes import Analysis, Morpheme
    from kfacts.model import Entity, Fact, Mention, Record
    from kfacts.pipeline import Extractor
    from kfacts.text import Article

T = TypeVar("T")
P = TypeVar("P", bound="tuple[Any, ...]")

NEAR = 1.0
"""A name that has this much evidence, but not enough, is worth telling."""


class Line(NamedTuple):
    """A line of the explanation; `kind` says how to show it, `depth` how far in."""

    kind: Literal["head", "tokens", "mention", "step", "fact", "refused"]
    depth: int
    text: str


@dataclass(frozen=True)
class Trace:
    """An article's record, and what it takes to weigh everything in the article once more."""

    record: Record
    cleaned: Cleaned
    extractor: Extractor

    def passages(self) -> Iterator[Passage]:
        """Weigh the article's sections, one after the other: a book is not held at once."""
        first = 0
        for begin, end in sections(self.cleaned.text):
            analysis = analyse(self.cleaned.text[begin:end], self.extractor.kiwi)
            literals = self.extractor.literals.find(analysis.text)
            candidates = [*literals, *self.extractor.names.find(analysis, literals)]
            chosen = arbitrate(analysis, candidates)
            evidence = self.extractor.names.evidence(analysis)
            yield Passage(self, begin, first, analysis, candidates, chosen, evidence)
            first += len(analysis.sentences)

    @cached_property
    def mentions(self) -> dict[tuple[int, int], Mention]:
        """The record's mentions by their place."""
        return {(m.start, m.end): m for m in self.record.mentions}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each of the record's mentions."""
        return {mention.id: mention.text for mention in self.record.mentions}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The record's entities by their ids."""
        return {entity.id: entity for entity in self.record.entities}

    def name(self, entity: str | None) -> str | None:
        """Return the name of the record's entity with an id."""
        return self.entities[entity].name if entity else None

    @cached_property
    def facts(self) -> dict[int, list[Fact]]:
        """The record's facts by their sentence."""
        return _grouped((fact.sentence, fact) for fact in self.record.facts)


@dataclass(frozen=True)
class Passage:
    """A section of an article with everything that was weighed on the way to its mentions.

    Offsets and sentences are counted within the section.
    """

    of: Trace
    begin: int
    """Where it begins in the cleaned text."""
    first: int
    """Which of the article's sentences is its first."""
    analysis: Analysis
    candidates: list[Candidate]
    chosen: list[Candidate]
    """What stood, in text order, without overlaps."""
    evidence: Evidence

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where an extent of the section stands in the article."""
        return self.of.cleaned.source(self.begin + start, self.begin + end)

    def chosen_in(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield what stood and shares a character with a stretch."""
        for candidate in self.chosen[bisect_right(self._ends, start) :]:
            if candidate.start >= end:
                return
            yield candidate

    @cached_property
    def _ends(self) -> list[int]:
        return [candidate.end for candidate in self.chosen]

    @cached_property
    def refused(self) -> dict[int, list[Candidate]]:
        """The candidates that lost, by sentence."""
        stood = set(self.chosen)
        return self._by_sentence(c for c in self.candidates if c not in stood)

    @cached_property
    def spans(self) -> dict[int, list[Span]]:
        """What any cue speaks of, by sentence, in text order."""
        return self._by_sentence(sorted(self.evidence.cues))

    @cached_property
    def morphemes(self) -> dict[int, list[Morpheme]]:
        """The morphemes by sentence."""
        at = self.analysis.sentence_at
        return _grouped((at(m.start), m) for m in self.analysis.morphemes)

    def _by_sentence(self, places: Iterable[P]) -> dict[int, list[P]]:
        return _grouped((self.analysis.sentence_at(place[0]), place) for place in places)


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    groups: dict[int, list[T]] = {}
    for number, thing in pairs:
        groups.setdefault(number, []).append(thing)
    return groups


def trace(extractor: Extractor, article: Article, reference: str | None = None) -> Trace:
    """Extract an article, to be explained. Raises what `extract_article` raises."""
    record = extractor.extract_article(article, reference=reference)
    return Trace(record, clean(article.text, article.body), extractor)


# --- sentence by sentence -----------------------------------------------------------------------


def explain(traced: Trace) -> Iterator[Line]:
    """Yield the explanation of a whole article."""
    yield Line("head", 0, f"reference date: {_reference(traced.record)}")
    for passage in traced.passages():
        for number, (start, end) in enumerate(passage.analysis.sentences):
            yield from _sentence(passage, number, start, end)


def _sentence(passage: Passage, number: int, start: int, end: int) -> Iterator[Line]:
    traced, in_all = passage.of, passage.first + number
    yield Line("head", 0, f"{in_all + 1}  {_flat(passage.analysis.text[start:end])}")
    yield Line("tokens", 1, _tokens(passage, number, start, end))
    for candidate in passage.chosen_in(start, end):
        if start <= candidate.start:
            yield from _chosen(passage, candidate)
    for fact in traced.facts.get(in_all, ()):
        yield Line("fact", 1, f"{_fact(traced, fact)}  [{fact.rule}]")
    yield from _refused(passage, number)


def _reference(record: Record) -> str:
    found = record.reference
    if found is None:
        return "unknown; give one with --reference"
    days = found.start if found.start == found.end else f"{found.start} – {found.end}"
    return f"{days} ({found.basis})"


def _tokens(passage: Passage, number: int, start: int, end: int) -> str:
    those = passage.morphemes.get(number, ())
    return " ".join(f"{m.form}/{m.tag}" for m in those if start <= m.start < end)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _chosen(passage: Passage, candidate: Candidate) -> Iterator[Line]:
    mention = passage.of.mentions.get(passage.source(candidate.start, candidate.end))
    if mention is None:
        return
    yield Line("mention", 1, f"{mention.type}  {_flat(mention.text)}  [{mention.rule}]")
    if isinstance(mention, NamedMention):
        yield from _cues(passage, candidate.start, candidate.end, candidate.label)
        yield from _link(passage.of, mention)
    else:
        yield from _value(passage, candidate, mention)


def _cues(passage: Passage, start: int, end: int, label: str) -> Iterator[Line]:
    cues = passage.evidence.cues.get((start, end), {}).get(label, {})
    for cue, weight in sorted(cues.items(), key=lambda c: (-c[1], c[0])):
        yield Line("step", 2, f"{weight:+.1f}  {cue}: {_meanings().get(cue, '')}")
    if cues:
        total = passage.evidence.total(start, end, label)
        verdict = "is enough" if total >= THRESHOLD else "would be needed"
        yield Line("step", 2, f"= {total:.1f}; {THRESHOLD:g} {verdict}")


@cache
def _meanings() -> dict[str, str]:
    return {row[0]: row[3] for row in rows("weights")}


def _link(traced: Trace, mention: NamedMention) -> Iterator[Line]:
    entity = traced.entities[mention.entity]
    why = next((link.why for link in entity.links if link.alias == mention.text), None)
    if why is not None:
        yield Line("step", 2, f"is {entity.name} ({entity.id}): {why}")


def _value(passage: Passage, candidate: Candidate, mention: Mention) -> Iterator[Line]:
    extractor, record = passage.of.extractor, passage.of.record
    meaning = _rules(extractor).get(candidate.rule)
    if meaning:
        yield Line("step", 2, f"rule: {meaning}")
    if mention.type == "date":
        said = cast("DateExpr", extractor.literals.read(passage.analysis.text, candidate))
        yield Line("step", 2, f"says: {steps.walk(said)}")
        value = mention.value.model_dump()
        yield Line("step", 2, f"→ {steps.resolved(value, _reference(record))}")
    elif not isinstance(mention, NamedMention):
        for line in steps.arithmetic(mention.text):
            yield Line("step", 2, line)
        yield Line("step", 2, f"→ {steps.amount(mention.value.model_dump())}")


@cache
def _rules(extractor: Extractor) -> dict[str, str]:
    return {rule.id: rule.why for rule in load_rules(extractor.settings.rules).rules}


def _fact(traced: Trace, fact: Fact) -> str:
    texts = traced.texts
    if fact.kind == "affiliation":
        parts = [traced.name(fact.person), traced.name(fact.organization), fact.title]
    elif fact.kind == "operates":
        parts = [traced.name(fact.organization), traced.name(fact.program)]
    else:
        parts = [traced.name(fact.subject), fact.metric, texts[fact.value]]
        parts += [texts.get(fact.when or ""), fact.change]
    return f"{fact.kind}  " + " · ".join(_flat(part) for part in parts if part)


# --- what was refused ---------------------------------------------------------------------------


def _refused(passage: Passage, number: int) -> Iterator[Line]:
    """Yield the candidates of a sentence that lost, and the names with too little evidence."""
    for candidate in passage.refused.get(number, ()):
        text = _flat(passage.analysis.text[candidate.start : candidate.end])
        reason = _reason(passage, candidate)
        yield Line("refused", 1, f"not {candidate.label}  {text}  [{candidate.rule}]: {reason}")
    for start, end in passage.spans.get(number, ()):
        yield from _weak(passage, start, end)


def _weak(passage: Passage, start: int, end: int) -> Iterator[Line]:
    evidence = passage.evidence
    labels = sorted(evidence.cues[start, end])
    label = max(labels, key=lambda name: evidence.total(start, end, name))
    total = evidence.total(start, end, label)
    if not NEAR <= total < THRESHOLD or any(passage.chosen_in(start, end)):
        return
    noted = evidence.cues[start, end][label]
    cues = ", ".join(f"{cue} {weight:+.1f}" for cue, weight in noted.items())
    text = _flat(passage.analysis.text[start:end])
    yield Line("refused", 1, f"not {label}  {text}: {cues} = {total:.1f}, below {THRESHOLD:g}")


def _reason(passage: Passage, candidate: Candidate) -> str:
    if candidate.label == "location":
        return "a place, which no record holds"
    winner = next(passage.chosen_in(candidate.start, candidate.end), None)
    if winner is not None:
        text = _flat(passage.analysis.text[winner.start : winner.end])
        return f"{winner.label} {text} [{winner.rule}] is longer, or stronger at that length"
    if candidate.label in LITERALS:
        return "it begins or ends inside a word"
    return "it stands inside a number or date"


# --- one word -----------------------------------------------------------------------------------


def why(traced: Trace, words: str) -> Iterator[Line]:
    """Yield, for each place where the words stand, what they were taken for and why not else.

    Yields nothing when the words are not in the article.
    """
    wanted = clean(words).text
    if not wanted:
        return
    for passage in traced.passages():
        text = passage.analysis.text
        at = text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            first, _ = passage.source(at, end)
            around = _flat(text[max(at - 20, 0) : end + 20])
            yield Line("head", 0, f"{wanted} at {first}: …{around}…")
            yield from _about(passage, at, end)
            at = text.find(wanted, end)


def _about(passage: Passage, start: int, end: int) -> Iterator[Line]:
    told = False
    at = passage.analysis.sentence_at
    chosen = list(passage.chosen_in(start, end))
    for candidate in chosen:
        told = True
        yield from _chosen(passage, candidate)
    taken = {(c.start, c.end, c.label) for c in chosen}
    sentences = range(at(start), at(end - 1) + 1)
    spans = [span for n in sentences for span in passage.spans.get(n, ())]
    for a, b in spans:
        if a < end and start < b:
            for label in sorted(set(passage.evidence.cues[a, b])):
                if (a, b, label) not in taken:
                    told = True
                    text = _flat(passage.analysis.text[a:b])
                    yield Line("refused", 1, f"as {label}  {text}:")
                    yield from _cues(passage, a, b, label)
    if not told:
        yield Line("refused", 1, "no rule matches here and no cue speaks for a name")
        yield Line("tokens", 1, _tokens(passage, sentences[0], start, end))

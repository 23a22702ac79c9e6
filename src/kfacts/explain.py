"""Why an article's record says what it says: sentence by sentence, and for any one word.

The record is made by the extractor as always; beside it the candidates and their evidence are
gathered once more, so that what was refused can be told, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from kfacts import steps
from kfacts.extract.arbiter import LITERALS, arbitrate
from kfacts.extract.names.evidence import THRESHOLD
from kfacts.extract.names.tables import rows
from kfacts.korean.analyser import analyse
from kfacts.model import NamedMention
from kfacts.rulefile import load_rules
from kfacts.text import Cleaned, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.extract.candidate import Candidate
    from kfacts.extract.names.evidence import Evidence
    from kfacts.korean.dates import DateExpr
    from kfacts.korean.morphemes import Analysis
    from kfacts.model import Fact, Mention, Record
    from kfacts.pipeline import Extractor
    from kfacts.text import Article

NEAR = 1.0
"""A name that has this much evidence, but not enough, is worth telling."""


class Line(NamedTuple):
    """A line of the explanation; `kind` says how to show it, `depth` how far in."""

    kind: Literal["head", "tokens", "mention", "step", "fact", "refused"]
    depth: int
    text: str


@dataclass(frozen=True)
class Trace:
    """An article with everything that was weighed on the way to its record."""

    record: Record
    cleaned: Cleaned
    analysis: Analysis
    candidates: list[Candidate]
    chosen: list[Candidate]
    evidence: Evidence
    extractor: Extractor

    def source(self, candidate: Candidate) -> tuple[int, int]:
        """Where a candidate stands in the article."""
        return self.cleaned.source(candidate.start, candidate.end)


def trace(extractor: Extractor, article: Article, reference: str | None = None) -> Trace:
    """Extract an article and keep what was weighed. Raises what `extract_article` raises."""
    record = extractor.extract_article(article, reference=reference)
    cleaned = clean(article.text, article.body)
    analysis = analyse(cleaned.text)
    literals = extractor.literals.find(cleaned.text)
    candidates = [*literals, *extractor.names.find(analysis, literals)]
    chosen = arbitrate(analysis, candidates)
    evidence = extractor.names.evidence(analysis)
    return Trace(record, cleaned, analysis, candidates, chosen, evidence, extractor)


# --- sentence by sentence -----------------------------------------------------------------------


def explain(traced: Trace) -> Iterator[Line]:
    """Yield the explanation of a whole article."""
    yield Line("head", 0, f"reference date: {_reference(traced.record)}")
    for number, (start, end) in enumerate(traced.analysis.sentences):
        yield Line("head", 0, f"{number + 1}  {_flat(traced.analysis.text[start:end])}")
        yield Line("tokens", 1, _tokens(traced.analysis, start, end))
        for candidate in traced.chosen:
            if start <= candidate.start < end:
                yield from _chosen(traced, candidate)
        for fact in traced.record.facts:
            if fact.sentence == number:
                yield Line("fact", 1, f"{_fact(traced.record, fact)}  [{fact.rule}]")
        yield from _refused(traced, start, end)


def _reference(record: Record) -> str:
    found = record.reference
    if found is None:
        return "unknown; give one with --reference"
    days = found.start if found.start == found.end else f"{found.start} – {found.end}"
    return f"{days} ({found.basis})"


def _tokens(analysis: Analysis, start: int, end: int) -> str:
    return " ".join(f"{m.form}/{m.tag}" for m in analysis.morphemes if start <= m.start < end)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _chosen(traced: Trace, candidate: Candidate) -> Iterator[Line]:
    place = traced.source(candidate)
    mention = next((m for m in traced.record.mentions if (m.start, m.end) == place), None)
    if mention is None:
        return
    yield Line("mention", 1, f"{mention.type}  {_flat(mention.text)}  [{mention.rule}]")
    if isinstance(mention, NamedMention):
        yield from _cues(traced, candidate.start, candidate.end, candidate.label)
        yield from _link(traced.record, mention)
    else:
        yield from _value(traced, candidate, mention)


def _cues(traced: Trace, start: int, end: int, label: str) -> Iterator[Line]:
    cues = traced.evidence.cues.get((start, end), {}).get(label, {})
    for cue, weight in sorted(cues.items(), key=lambda c: (-c[1], c[0])):
        yield Line("step", 2, f"{weight:+.1f}  {cue}: {_meanings().get(cue, '')}")
    if cues:
        total = traced.evidence.total(start, end, label)
        verdict = "is enough" if total >= THRESHOLD else "would be needed"
        yield Line("step", 2, f"= {total:.1f}; {THRESHOLD:g} {verdict}")


@cache
def _meanings() -> dict[str, str]:
    return {row[0]: row[3] for row in rows("weights")}


def _link(record: Record, mention: NamedMention) -> Iterator[Line]:
    entity = next(e for e in record.entities if e.id == mention.entity)
    why = next((link.why for link in entity.links if link.alias == mention.text), None)
    if why is not None:
        yield Line("step", 2, f"is {entity.name} ({entity.id}): {why}")


def _value(traced: Trace, candidate: Candidate, mention: Mention) -> Iterator[Line]:
    meaning = _rules(traced.extractor).get(candidate.rule)
    if meaning:
        yield Line("step", 2, f"rule: {meaning}")
    if mention.type == "date":
        said = cast("DateExpr", traced.extractor.literals.read(traced.analysis.text, candidate))
        yield Line("step", 2, f"says: {steps.walk(said)}")
        value = mention.value.model_dump()
        yield Line("step", 2, f"→ {steps.resolved(value, _reference(traced.record))}")
    elif not isinstance(mention, NamedMention):
        for line in steps.arithmetic(mention.text):
            yield Line("step", 2, line)
        yield Line("step", 2, f"→ {steps.amount(mention.value.model_dump())}")


@cache
def _rules(extractor: Extractor) -> dict[str, str]:
    return {rule.id: rule.why for rule in load_rules(extractor.settings.rules).rules}


def _fact(record: Record, fact: Fact) -> str:
    names = {entity.id: entity.name for entity in record.entities}
    texts = {mention.id: mention.text for mention in record.mentions}
    if fact.kind == "affiliation":
        parts = [names[fact.person], names.get(fact.organization or ""), fact.title]
    elif fact.kind == "operates":
        parts = [names[fact.organization], names[fact.program]]
    else:
        parts = [names.get(fact.subject or ""), fact.metric, texts[fact.value]]
        parts += [texts.get(fact.when or ""), fact.change]
    return f"{fact.kind}  " + " · ".join(_flat(part) for part in parts if part)


# --- what was refused ---------------------------------------------------------------------------


def _refused(traced: Trace, start: int, end: int) -> Iterator[Line]:
    """Yield the candidates of a stretch that lost, and the names with too little evidence."""
    chosen = set(traced.chosen)
    for candidate in traced.candidates:
        if start <= candidate.start < end and candidate not in chosen:
            text = _flat(traced.analysis.text[candidate.start : candidate.end])
            reason = _reason(traced, candidate)
            yield Line("refused", 1, f"not {candidate.label}  {text}  [{candidate.rule}]: {reason}")
    for (at, until), labels in sorted(traced.evidence.cues.items()):
        if start <= at < end:
            yield from _weak(traced, at, until, sorted(labels))


def _weak(traced: Trace, start: int, end: int, labels: list[str]) -> Iterator[Line]:
    label = max(labels, key=lambda name: traced.evidence.total(start, end, name))
    total = traced.evidence.total(start, end, label)
    if not NEAR <= total < THRESHOLD or _winner(traced, start, end) is not None:
        return
    noted = traced.evidence.cues[start, end][label]
    cues = ", ".join(f"{cue} {weight:+.1f}" for cue, weight in noted.items())
    text = _flat(traced.analysis.text[start:end])
    yield Line("refused", 1, f"not {label}  {text}: {cues} = {total:.1f}, below {THRESHOLD:g}")


def _reason(traced: Trace, candidate: Candidate) -> str:
    if candidate.label == "location":
        return "a place, which no record holds"
    winner = _winner(traced, candidate.start, candidate.end)
    if winner is not None:
        text = _flat(traced.analysis.text[winner.start : winner.end])
        return f"{winner.label} {text} [{winner.rule}] is longer, or stronger at that length"
    if candidate.label in LITERALS:
        return "it begins or ends inside a word"
    return "it stands inside a number or date"


def _winner(traced: Trace, start: int, end: int) -> Candidate | None:
    return next((c for c in traced.chosen if c.start < end and start < c.end), None)


# --- one word -----------------------------------------------------------------------------------


def why(traced: Trace, words: str) -> Iterator[Line]:
    """Yield, for each place where the words stand, what they were taken for and why not else.

    Yields nothing when the words are not in the article.
    """
    text = traced.analysis.text
    wanted = clean(words).text
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        first, _ = traced.cleaned.source(at, end)
        yield Line("head", 0, f"{wanted} at {first}: …{_flat(text[max(at - 20, 0) : end + 20])}…")
        yield from _about(traced, at, end)
        at = text.find(wanted, end)


def _about(traced: Trace, start: int, end: int) -> Iterator[Line]:
    told = False
    for candidate in traced.chosen:
        if candidate.start < end and start < candidate.end:
            told = True
            yield from _chosen(traced, candidate)
    spans = [(a, b) for a, b in traced.evidence.cues if a < end and start < b]
    chosen = {(c.start, c.end, c.label) for c in traced.chosen}
    for a, b in sorted(spans):
        for label in sorted(traced.evidence.cues[a, b]):
            if (a, b, label) not in chosen:
                told = True
                yield Line("refused", 1, f"as {label}  {_flat(traced.analysis.text[a:b])}:")
                yield from _cues(traced, a, b, label)
    if not told:
        yield Line("refused", 1, "no rule matches here and no cue speaks for a name")
        yield Line("tokens", 1, _tokens(traced.analysis, start, end))

"""What an article is talking about: topics carried from sentence to sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kfacts.relate.phrases import NAMES, NUMBERS, Phrase, Sentence
from kfacts.relate.words import letter

_LEAD: Final = 4
"""Sentences with names in which an article shows its main thing."""
_OFTEN: Final = 3


@dataclass(slots=True)
class Discourse:
    """What is known before a sentence is read; entities as indices of `Linked`."""

    main: int | None = None
    """The one thing that the whole article is about, when there is one."""
    topic: int | None = None
    """The named thing last marked as topic or subject in this paragraph."""
    organization: int | None = None
    """The organisation last marked so: who runs what stands without an owner."""
    focus: int | None = None
    """The programme under discussion."""
    speaker: int | None = None
    """Whom 저희 and 우리 stand for: the organisation of the one who answers, or the person."""
    when: int | None = None
    """The date (index of `Found`) that dates the sentences before, in this paragraph."""
    period: int | None = None
    """The period that a whole report is about: a quarter, the days of a survey."""


def new_paragraph(state: Discourse) -> None:
    """Let go of what only the paragraph before was about."""
    state.topic = None
    state.when = None


def follow(state: Discourse, sentence: Sentence, introduced: Sequence[int]) -> None:
    """Take in what a sentence was about; `introduced` are programmes it says somebody runs."""
    mains = _mains(sentence)
    if mains:
        state.topic = mains[0].entity
    orgs = [p.entity for p in mains if p.kind == "O"]
    if orgs:
        state.organization = orgs[0]
    programs = [p.entity for p in mains if p.kind == "G"]
    if programs:
        state.focus = programs[0]
    elif introduced:
        state.focus = introduced[-1]
    elif orgs:
        state.focus = None
    elif not mains:
        brought = _object(sentence)
        state.focus = state.focus if brought is None else brought


def _object(sentence: Sentence) -> int | None:
    """Return the programme that a sentence or headline without a named subject is about."""
    verbs = any(p.kind in "VMCQ" for p in sentence.phrases)
    for p in sentence.phrases:
        if p.kind == "G" and (p.marker == "을" or not verbs):
            return p.entity
    return None


def _mains(sentence: Sentence) -> list[Phrase]:
    """Return names marked as topic or subject, topics first; not those that only report."""
    topics: list[Phrase] = []
    subjects: list[Phrase] = []
    for i, p in enumerate(sentence.phrases):
        if p.kind not in NAMES or counted(sentence.phrases, i) or reports(sentence, i):
            continue
        if p.marker in "은도":
            topics.append(p)
        elif p.marker == "이" and not relative(sentence, i):
            subjects.append(p)
    return topics + subjects


def counted(phrases: Sequence[Phrase], at: int) -> bool:
    """Tell whether a name stands behind a number and so is what is counted: 1만 개의 톡채널이."""
    return at > 0 and phrases[at - 1].kind in NUMBERS and phrases[at - 1].marker in "의_"


def relative(sentence: Sentence, at: int) -> bool:
    """Tell whether the first predicate after a phrase is a relative clause's."""
    phrases = sentence.phrases
    for i in range(at + 1, len(phrases)):
        p = phrases[i]
        chained = i + 1 < len(phrases) and phrases[i + 1].kind == "V" and p.marker == "고"
        if (p.kind == "V" or p.marker == "다") and not chained:
            return p.marker in "ㄴㄹ"
    return False


def reports(sentence: Sentence, at: int) -> bool:
    """Tell whether a name is the subject of saying and another subject stands in what is said.

    협회는 회사가 … 기부했다고 밝혔다: the facts are the company's.
    """
    announce = letter("announce")
    said = other = False
    for p in sentence.phrases[at + 1 :]:
        said = said or p.marker == "라"
        other = other or (p.marker in "이은" and p.kind in NAMES and not said)
        if p.cls == announce and p.kind == "V":
            return said and other
    return False


def main_thing(sentences: Iterable[Sentence]) -> int | None:
    """Return the entity an article is about: named in its lead and far oftener than any other."""
    counts: Counter[int] = Counter()
    lead: set[int] = set()
    for n, sentence in enumerate(sentences):
        for p in sentence.phrases:
            if p.kind in "OG":
                counts[p.entity] += 1 + (p.marker in "은이도의")
                if n < _LEAD:
                    lead.add(p.entity)
    ranked = sorted((e for e in counts if e in lead), key=lambda e: (-counts[e], e))
    return ranked[0] if ranked and counts[ranked[0]] >= _OFTEN else None

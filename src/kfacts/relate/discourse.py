"""What an article is talking about: topics carried from sentence to sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kfacts.link import Linked
from kfacts.relate.phrases import NAMES, NUMBERS, Phrase, Sentence
from kfacts.relate.words import letter, load_words

_LEAD: Final = 4
"""Sentences with names in which an article shows its main thing."""
_OFTEN: Final = 3


@dataclass(slots=True)
class Discourse:
    """What is known before a sentence is read; entities as indices of `Linked`."""

    main: int | None = None
    """The one thing that the whole article is about, when there is one."""
    company: int | None = None
    """The organisation under discussion: 회사는; who runs what stands without an owner."""
    topic: int | None = None
    """The named thing last marked as topic or subject in this paragraph."""
    focus: int | None = None
    """The programme under discussion."""
    fresh: bool = False
    """The focus was the topic of the last sentence, so it may lead over to a new paragraph."""
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
    if not state.fresh:
        state.focus = None
    state.fresh = False


def follow(
    state: Discourse, sentence: Sentence, introduced: Sequence[int], observers: frozenset[int]
) -> None:
    """Take in what a sentence was about; `introduced` are programmes it says somebody runs.

    `observers` only report on others and are never what the text goes on about.
    """
    mains = [p for p in _mains(sentence) if p.entity not in observers]
    if mains and mains[0].kind != "G":
        state.topic = mains[0].entity
    orgs = [p.entity for p in mains if p.kind == "O"]
    if orgs:
        state.company = orgs[0]
    programs = [p.entity for p in mains if p.kind == "G"]
    if programs:
        state.focus, state.fresh = programs[0], True
    elif introduced:
        state.focus, state.fresh = introduced[-1], True
    elif mains:
        state.focus = None
    elif state.focus is None:
        state.focus = _object(sentence)
        state.fresh = state.focus is not None


def _object(sentence: Sentence) -> int | None:
    """Return the programme that a sentence or headline without a named subject is about."""
    phrases = sentence.phrases
    verbs = any(p.kind in "VMCQ" for p in phrases)
    for i, p in enumerate(phrases):
        source = any(q.marker == "면" for q in phrases[i + 1 : i + 2])  # 동향을 보면
        if p.kind == "G" and not source and (p.marker == "을" or not verbs):
            return p.entity
    return None


def _mains(sentence: Sentence) -> list[Phrase]:
    """Return names marked as topic or subject, topics first; not those that only report.

    Where a common noun is the topic, the subject is what is said of it and not the topic.
    """
    topics: list[Phrase] = []
    subjects: list[Phrase] = []
    noun = False
    for i, p in enumerate(sentence.phrases):
        noun = noun or (p.kind == "N" and p.marker == "은")
        if p.kind not in NAMES or counted(sentence.phrases, i) or reports(sentence, i):
            continue
        if p.marker in "은도":
            topics.append(p)
        elif p.marker == "이" and not noun and not relative(sentence, i):
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


def observers_of(entities: Sequence[Linked]) -> frozenset[int]:
    """Return the organisations that survey, count or report: press, pollsters, statisticians."""
    ends = tuple(sorted(load_words().sets["observer"]))
    return frozenset(
        i
        for i, e in enumerate(entities)
        if e.type == "organization" and any(alias.endswith(ends) for alias in e.aliases)
    )


def main_thing(sentences: Iterable[Sentence], observers: frozenset[int]) -> int | None:
    """Return the entity an article is about: named in its lead and oftener than any other."""
    counts: Counter[int] = Counter()
    lead: set[int] = set()
    for n, sentence in enumerate(sentences):
        for p in sentence.phrases:
            if p.kind in "OG" and p.entity not in observers:
                counts[p.entity] += 1 + (p.marker in "은이도의")
                if n < _LEAD:
                    lead.add(p.entity)
    ranked = sorted((e for e in counts if e in lead), key=lambda e: (-counts[e], e))
    return ranked[0] if ranked and counts[ranked[0]] >= _OFTEN else None

"""The subject of a measure: the organisation, programme or person that the number is about."""

from typing import Final

from kfacts.relate.clauses import clause_of
from kfacts.relate.discourse import Discourse, counted, reports
from kfacts.relate.metric import Metric
from kfacts.relate.phrases import NAMES, Phrase, Sentence
from kfacts.relate.words import letter

_NEAR: Final = 4
"""Phrases between a number and the name that owns it."""


def find_subject(sentence: Sentence, at: int, metric: Metric, state: Discourse) -> int | None:
    """Return the entity a number is about, None when it is about no named thing."""
    for find in (_bracketed, _owner, _relative_head, _inside, _marked, _complement, _earlier):
        entity = find(sentence, at, metric)
        if entity is not None:
            return entity
    if metric.program is not None:
        return metric.program
    return _carried(sentence, at, metric, state)


def _bracketed(sentence: Sentence, at: int, _: Metric) -> int | None:
    """Find a name with the number in brackets behind it: 후보(45%)."""
    phrases = sentence.phrases
    if at > 1 and phrases[at - 1].kind == "L" and phrases[at - 2].kind in NAMES:
        return phrases[at - 2].entity
    return None


def _owner(sentence: Sentence, at: int, metric: Metric) -> int | None:
    """Find a name right before the metric: 회사의 매출, 회사 매출, 후보 45%."""
    phrases = sentence.phrases
    start = metric.span[0] if metric.span and metric.span[0] < at else at
    i = start - 1
    while i > 0 and _modifies(phrases[i]) and start - i < _NEAR:
        i -= 1
    if i >= 0 and phrases[i].kind in NAMES and phrases[i].marker in ("의", "_"):
        return phrases[i].entity
    return None


def _modifies(phrase: Phrase) -> bool:
    return phrase.kind in "DNTX" and phrase.marker in "_의준"


def _relative_head(sentence: Sentence, at: int, _: Metric) -> int | None:
    """Find the name whose relative clause holds the number: 매출 130억 원을 올린 회사."""
    phrases = sentence.phrases
    for i in range(at + 1, min(at + _NEAR, len(phrases))):
        if phrases[i].kind == "V":
            return _head(phrases[i + 1 : i + 4]) if phrases[i].marker in "ㄴㄹ" else None
    return None


def _head(behind: list[Phrase]) -> int | None:
    for p in behind:
        if p.kind in NAMES:
            return p.entity
        if p.kind not in "NT" or p.marker != "_":
            return None
    return None


def _inside(sentence: Sentence, at: int, metric: Metric) -> int | None:
    """Find a programme inside the relative clause of the metric: 행사에 참여한 상인은 96%가."""
    phrases = sentence.phrases
    if not metric.span or metric.span[0] == 0 or metric.span[0] > at:
        return None
    before = phrases[metric.span[0] - 1]
    if before.kind != "V" or before.marker != "ㄴ":
        return None
    for p in reversed(phrases[max(metric.span[0] - 5, 0) : metric.span[0] - 1]):
        if p.kind == "G":
            return p.entity
        if p.kind in "VX":
            return None
    return None


def _marked(sentence: Sentence, at: int, _: Metric) -> int | None:
    """Find the nearest name marked as topic or subject in the clause."""
    return _nearest(sentence, clause_of(sentence, at)[0], at)


def _earlier(sentence: Sentence, at: int, _: Metric) -> int | None:
    """Find one in the clauses before, or else a programme that is their means."""
    marked = _nearest(sentence, 0, at)
    return marked if marked is not None else _means(sentence, 0, at)


def _nearest(sentence: Sentence, start: int, at: int) -> int | None:
    phrases = sentence.phrases
    for i in range(at - 1, start - 1, -1):
        p = phrases[i]
        if p.kind not in NAMES or p.marker not in "은도이" or counted(phrases, i):
            continue
        if (p.marker == "이" and _closed(sentence, i, at)) or reports(sentence, i):
            continue
        return p.entity
    return None


def _closed(sentence: Sentence, subject: int, at: int) -> bool:
    """Tell whether a subject belongs to a relative clause that ends before the number."""
    for p in sentence.phrases[subject + 1 : at]:
        if p.kind == "V":
            return p.marker in "ㄴㄹ"
    return False


def _complement(sentence: Sentence, at: int, _: Metric) -> int | None:
    """Find a programme as means or goal: 사업에 참여했으며, 사업으로, 행사를 통해."""
    start, end = clause_of(sentence, at)
    before = _means(sentence, start, at)
    return _means(sentence, at, end) if before is None else before


def _means(sentence: Sentence, start: int, end: int) -> int | None:
    phrases = sentence.phrases
    for i in range(start, end):
        p = phrases[i]
        if p.kind != "G" or p.marker == "와" or (i and phrases[i - 1].marker == "와"):
            continue
        tail = phrases[i + 1] if p.marker == "_" and i + 1 < end else p
        if tail.kind in "GN" and (tail.marker in "로에서" or _through(phrases, i, tail)):
            return p.entity
    return None


def _through(phrases: list[Phrase], i: int, tail: Phrase) -> bool:
    return tail.marker == "을" and any(p.form == "통하" for p in phrases[i + 1 : i + _NEAR])


def _carried(sentence: Sentence, at: int, metric: Metric, state: Discourse) -> int | None:
    """Find, where nobody is named, the speaker, the programme or organisation discussed."""
    if state.speaker is not None:
        return state.speaker
    if _sourced(sentence):
        return None
    if _corporate(sentence, metric) or _decided(sentence, at):
        return _first(state.organization if state.topic is None else state.topic, state.main)
    return _first(state.focus, state.topic, state.main)


def _first(*entities: int | None) -> int | None:
    return next((e for e in entities if e is not None), None)


def _sourced(sentence: Sentence) -> bool:
    """Tell whether the sentence quotes statistics: 집계에 따르면."""
    return any(p.form == "따르" and p.marker == "면" for p in sentence.phrases)


def _corporate(sentence: Sentence, metric: Metric) -> bool:
    if not metric.span:
        return False
    own = letter("own")
    return any(p.cls == own for p in sentence.phrases[metric.span[0] : metric.span[1]])


def _decided(sentence: Sentence, at: int) -> bool:
    """Tell whether somebody decided: 지원하기로 했다. It is organisations that decide."""
    return any(p.kind == "V" and p.marker == "기" for p in sentence.phrases[at + 1 : at + 3])

"""The metric: the words that say what a number counts."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kfacts.relate.patterns import FactRule, fitting
from kfacts.relate.phrases import NUMBERS, Phrase, Sentence, alike
from kfacts.relate.words import DERIVED, letter, load_words


class Metric(NamedTuple):
    """What is counted: the words, the phrases they stand in (half-open), and the rule."""

    text: str | None
    span: tuple[int, int] | None
    rule: str
    program: int | None = None
    """The programme whose name the words begin with: 모아톡 친구."""


_QUOTES: Final = regex.compile(r"[‘’“”\"'「」『』《》〈〉<>\[\]]|\((?![^()]*\))|(?<!\([^()]*)\)")
"""Quotation marks, square brackets, and round ones that have no partner."""
_MARKS: Final = frozenset("‘’“”\"'「」『』《》〈〉<>[]()")
_QUOTED: Final = regex.compile(
    r"(?r)[‘'](?P<words>(?:[^‘’'\n\d]|(?P<digit>\d))+)[’'](?:[은는이가]|다는|라는)?"
)
_AMONG: Final = re.compile(r" (?:가운데|중) ")
"""Behind what a number counts the whole of: 서른 건의 제안 가운데 심사에서."""
_LONGEST_QUOTE: Final = 24
UNNAMED: Final = Metric(None, None, "measure.unnamed")


def find_metrics(sentence: Sentence, numbers: Sequence[int], text: str) -> dict[int, Metric]:
    """Return the metric of each number (indices of phrases), the sentence read as a whole."""
    metrics = {at: _by_rule(sentence, at, text) for at in numbers}
    metrics.update(_distributed(sentence, numbers, metrics))
    _share(sentence, numbers, metrics)
    return metrics


def _by_rule(sentence: Sentence, at: int, text: str) -> Metric:
    for rule in fitting("measure", sentence, at):
        spans = rule.match(sentence, at)
        if spans is not None:
            return _named(sentence.phrases, at, spans, rule, text)
    return UNNAMED


def _named(
    phrases: Sequence[Phrase],
    at: int,
    spans: dict[str, tuple[int, int]],
    rule: FactRule,
    text: str,
) -> Metric:
    if "metric" not in spans:
        return Metric(phrases[at].form, None, rule.id)
    first, end = spans["metric"]
    start = _extended(phrases, first)
    program = phrases[start].entity if phrases[start].kind == "G" else None
    words = _said(text, phrases[start].start, phrases[end - 1])
    if phrases[at].marker in "_의":
        words = _AMONG.split(words, 1)[0]
    if phrases[at].cls == DERIVED["score"]:
        words += f" {phrases[at].form}"
    if "verb" in spans:
        words += f" {_word(phrases[spans['verb'][0]], text)}"
    return Metric(words, (start, end), rule.id, program)


def _words_end(phrase: Phrase) -> int:
    """Return where a phrase's words end; a predicate made from a noun (참가했다): the noun."""
    return phrase.start + len(phrase.form) if _from_noun(phrase) else phrase.end


def _word(phrase: Phrase, text: str) -> str:
    return _said(text, phrase.start, phrase)


def _said(text: str, start: int, last: Phrase) -> str:
    """Return the words from `start` to the end of a phrase, without quotation marks.

    Of what a quotation begins before them and ends, all of it.
    """
    end = _words_end(last)
    before = max(start - _LONGEST_QUOTE, 0)
    opened = text.find("‘", before, start) >= 0 or text.find("'", before, start) >= 0
    quoted = _QUOTED.search(text, before, last.end + 1) if opened else None
    if quoted and quoted.start("words") < start < quoted.end() and not quoted["digit"]:
        start, end = quoted.start("words"), end if end > quoted.end() else quoted.end("words")
    words = text[start:end]
    return (words if _MARKS.isdisjoint(words) else _QUOTES.sub("", words)).strip()


def _from_noun(phrase: Phrase) -> bool:
    return phrase.kind == "V" and phrase.nominal


def _extended(phrases: Sequence[Phrase], start: int) -> int:
    """Take in the words right before the noun: 공장 증설, 모아톡 친구; no name before 매출."""
    cut = phrases[start].cls in (letter("up"), letter("down"), letter("run"), letter("plan"))
    if start and cut and phrases[start - 1].kind == "N" and phrases[start - 1].marker == "_":
        return start - 1
    own = phrases[start].cls == letter("own")
    if start and not own and phrases[start - 1].kind == "G" and phrases[start - 1].marker == "_":
        return start - 1
    if start and phrases[start].form in load_words().sets["vague"]:
        return _qualified(phrases, start)
    return start


def _qualified(phrases: Sequence[Phrase], start: int) -> int:
    """Take in the relative clause that says which: 우울감을 느끼는 비율, 지원을 받은 사람."""
    if phrases[start - 1].kind != "V" or phrases[start - 1].marker != "ㄴ":
        return start
    inner = phrases[start - 2] if start > 1 else None
    said = inner is not None and inner.kind in "NG" and inner.cls != letter("bare")
    return start - 2 if said and inner and inner.marker in "을에로이서" else start - 1


def _distributed(
    sentence: Sentence, numbers: Sequence[int], metrics: dict[int, Metric]
) -> dict[int, Metric]:
    """Hand out, at 각각, the numbers behind it to the metrics before it, in order."""
    if "E" not in sentence.kinds:
        return {}
    phrases = sentence.phrases
    given: dict[int, Metric] = {}
    for at in [at for at, kind in enumerate(sentence.kinds) if kind == "E"]:
        behind = row_of(phrases, at + 1)
        before = [n for n in numbers if n < at and metrics[n].text]
        if len(behind) > 1 and len(before) >= len(behind):
            owners = [metrics[n] for n in before[-len(behind) :]]
        else:
            owners = _named_list(sentence, at, len(behind))
        for number, owner in zip(behind, owners, strict=False):
            if number in metrics:
                given[number] = owner._replace(rule="measure.each")
    return given


def row_of(phrases: Sequence[Phrase], start: int) -> list[int]:
    """Return the numbers in a row from `start`, with only commas and 와 between."""
    row: list[int] = []
    for i in range(start, len(phrases)):
        if phrases[i].kind in NUMBERS:
            row.append(i)
        elif phrases[i].kind != "X":
            if row:
                break
            if phrases[i].kind != "D":
                break
    return row


def _named_list(sentence: Sentence, at: int, count: int) -> list[Metric]:
    """Return the nouns A와 B before 각각, when they are as many as the numbers."""
    names: list[Metric] = []
    for i in range(at - 1, -1, -1):
        p = sentence.phrases[i]
        if p.kind == "N":
            names.append(Metric(p.form, (i, i + 1), "measure.each"))
        elif p.kind not in "XDO":
            break
        if len(names) == count:
            return names[::-1]
    return []


def _share(sentence: Sentence, numbers: Sequence[int], metrics: dict[int, Metric]) -> None:
    """Let before → after, and a value and its other form in brackets, share one metric."""
    phrases = sentence.phrases
    for left, right in pairwise(numbers):
        a, b = metrics[left], metrics[right]
        near = right - left <= 3
        if near and phrases[left].marker in "서ㄴ" and alike(phrases[left], phrases[right]):
            best = a if a.text and not a.rule.endswith("value_verb") else b
            if best.text:
                metrics[left] = best._replace(rule="measure.before")
                metrics[right] = best._replace(rule="measure.after")
            continue
        unnamed = b.text is None and (near or _may_share(phrases[left], phrases[right]))
        if unnamed or (a.text and b.rule != "measure.each" and _moved(phrases, left, right)):
            metrics[right] = a


def _moved(phrases: Sequence[Phrase], left: int, right: int) -> bool:
    """Tell whether a percentage says how the value right before it moved: 5억원으로 12%↑."""
    return phrases[left].marker == "로" and right - left <= 2 and phrases[right].kind == "C"


def _may_share(left: Phrase, right: Phrase) -> bool:
    """Tell whether an unnamed number may count what the one before it does: 300억원, … 12%."""
    return right.kind == "C" or right.form == "배" or alike(left, right)

"""Status: whether a number is reported as a fact, planned, expected, or not reported at all."""

from typing import Final

import regex

from kfacts.relate.clauses import clause_of, ends_clause
from kfacts.relate.phrases import Sentence
from kfacts.relate.words import load_words

_EXAMPLE: Final = regex.compile(r"예를 들|예컨대|가령|만약|만일")


def is_figure(sentence: Sentence, at: int, text: str) -> bool:
    """Tell whether the article reports the number: no example, hypothesis, rhetoric or denial."""
    number = sentence.phrases[at]
    if number.beside == "짜리" or text.endswith("나머지", sentence.start, number.start - 1):
        return False
    _, end = clause_of(sentence, at)
    last = sentence.phrases[end - 1]
    if last.marker == "면" and last.kind == "V":
        return False
    if number.marker in "이" and end - at <= 2 and last.form == "아니":
        return False
    return not _EXAMPLE.search(text, sentence.start, number.start)


def status_of(sentence: Sentence, at: int) -> str:
    """Return actual, planned or expected, by the words that close the number's clause."""
    letters = load_words().letters
    for p in sentence.phrases[at + 1 :]:
        if p.cls == letters["plan"]:
            return "planned"
        if p.cls == letters["expect"]:
            return "expected"
        if p.kind == "V" and p.marker == "기":
            return "planned"
        if p.past or (ends_clause(p) and p.marker == "다" and p.kind == "V"):
            return "actual"
    return "actual"

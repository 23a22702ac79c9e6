"""Whose a noun is: the owner before it, the bearer of a title, who gave out its own figures."""

from collections.abc import Sequence
from typing import Final

from kfacts.relate.phrases import NAMES, NUMBERS, Phrase, Sentence
from kfacts.relate.words import load_words

_MODIFIERS: Final = 3
"""So many phrases may stand between an owner and what it owns."""


def owner_of(phrases: Sequence[Phrase], at: int) -> int | None:
    """Return the name right before a noun that owns it: 회사의 매출은, 앱 이용자가."""
    owner = owning(phrases, at)
    return None if owner is None else owner.entity


def owning(phrases: Sequence[Phrase], at: int) -> Phrase | None:
    """Return the phrase of the name that owns a noun."""
    noun = phrases[at]
    if not at or noun.kind != "N" or noun.form in load_words().sets["people"]:
        return None
    if phrases[at - 1].kind == "V":
        return _publisher(phrases, at)
    i = before_modifiers(phrases, at - 1)
    owner = phrases[i]
    owns = owner.marker == "의" or (owner.marker == "_" and i == at - 1)
    return owner if owns and owner.kind in "OG" else None


def _publisher(phrases: Sequence[Phrase], at: int) -> Phrase | None:
    """Return who gave out its own figures: 새론식품이 앞서 8일 내놓은 수치는."""
    words = load_words()
    if phrases[at].form not in words.sets["figure"] or phrases[at - 1].marker != "ㄴ":
        return None
    for p in reversed(phrases[max(at - 1 - _MODIFIERS, 0) : at - 1]):
        if p.kind in NAMES or p.kind == "V":
            return p if p.kind == "O" and p.marker == "이" else None
    return None


def bearer_of(phrases: Sequence[Phrase], at: int) -> Phrase | None:
    """Return the person whom a title is about, but for an age right before it: 김소라(52) 씨가."""
    if at < 1 or phrases[at].form not in load_words().sets["self"]:
        return None
    i = at - 1
    if phrases[i].kind == "R" and i > 2 and phrases[i - 2].kind == "L":
        i -= 3
    person = phrases[i]
    return person if person.kind == "P" and person.marker == "_" else None


def before_modifiers(phrases: Sequence[Phrase], i: int) -> int:
    """Return the phrase that dates, nouns and a bracket separate from a noun: 회사의 올해 매출."""
    first = max(i - _MODIFIERS, 0)
    while i > first:
        p = phrases[i]
        if p.kind == "R":
            i = _opening_of(phrases, i) - 1
        elif p.kind == "D" or (p.kind == "N" and p.marker == "_"):
            i -= 1
        else:
            break
    return max(i, 0)


def _opening_of(phrases: Sequence[Phrase], i: int) -> int:
    while i > 0 and phrases[i].kind != "L":
        i -= 1
    return i


def counted(phrases: Sequence[Phrase], at: int) -> bool:
    """Tell whether a name stands behind a number and so is what is counted: 1만 개의 모아톡이."""
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

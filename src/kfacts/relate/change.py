"""Change: whether the article says that a value went up or down."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kfacts.mentions import Found
from kfacts.relate.clauses import ends_clause
from kfacts.relate.phrases import NUMBERS, Sentence, alike
from kfacts.relate.words import load_words

_CLIMBED: Final = ("오르", "올라서", "뛰어오르")
"""Verbs of change that also tell which place somebody took."""


def find_change(sentence: Sentence, at: int, found: Sequence[Found]) -> str | None:
    """Return increase, decrease or None for the number at a phrase."""
    phrases = sentence.phrases
    number = phrases[at]
    if number.marker in "서ㄴ" and any(alike(number, p) for p in phrases[at + 1 : at + 4]):
        return None  # the value before
    return _by_word(sentence, at) or _by_pair(sentence, at, found)


def _by_word(sentence: Sentence, at: int) -> str | None:
    letters = load_words().letters
    up, down = letters["up"], letters["down"]
    phrases = sentence.phrases
    before = phrases[at - 1] if at else None
    if before is not None and before.kind == "V" and before.marker == "ㄴ":
        risen = {up: "increase", down: "decrease"}.get(before.cls)
        if risen:
            return risen  # 12% 늘어난 200억원
    for i, p in enumerate(phrases[at + 1 :], at + 1):
        if p.form == "올리" and any(n.kind in NUMBERS and n.marker == "을" for n in phrases[at:i]):
            return None  # 매출 90억 원, 순이익 8억 원을 올렸다: 거두었다
        if p.cls == up:
            place = p.form in _CLIMBED and phrases[i - 1].form == "번"  # 승점 54점으로 6위에 올랐다
            return None if p.negated or place else "increase"
        if p.cls == down:
            return None if p.negated else "decrease"
        if ends_clause(p) or (p.kind == "V" and p.cls not in (letters["light"], letters["make"])):
            return None
    return None


def _by_pair(sentence: Sentence, at: int, found: Sequence[Found]) -> str | None:
    """Compare the values of a before → after pair that has no verb of change."""
    phrases = sentence.phrases
    for p in reversed(phrases[max(at - 3, 0) : at]):
        if p.kind in NUMBERS and p.marker in "서ㄴ" and alike(p, phrases[at]):
            before, after = _low(found[p.mention]), _low(found[phrases[at].mention])
            if before is None or after is None or before == after:
                return None
            return "increase" if after > before else "decrease"
    return None


def _low(mention: Found) -> Decimal | None:
    low = (mention.value or {}).get("min")
    return None if low is None else Decimal(low)

"""Status: whether a number is reported as a fact, planned, expected, or not reported at all."""

import re
from collections.abc import Sequence
from typing import Final

from kfacts.relate.clauses import clause_of
from kfacts.relate.phrases import NUMBERS, Phrase, Sentence
from kfacts.relate.words import letter, load_words

_EXAMPLE: Final = re.compile(r"예를 들|예컨대|가령|만약|만일")
_DENIED: Final = re.compile(
    r"(?:보도|소문|의혹|주장|풍문|루머|설|관측)(?:은|는|이|가|을|를|에 대해)? ?[^.]{0,20}?"
    r"(?:사실이 아니|사실과 다르|사실무근|부인했|부인하|일축했|근거 없)"
)
_HUNDRED: Final = re.compile(r"100(?![\d,.])|백")
_ONE: Final = re.compile(r"(?:1|한)(?![\d,.])")
# Verbs whose 면 compares or points at a source and supposes nothing: 비교하면, 이르면, 따르면.
NO_CONDITION: Final = frozenset(
    [
        "비교",
        "견주",
        "비하",
        "보",
        "따르",
        "이르",
        "빠르",
        "늦",
        "길",
        "짧",
        "많",
        "적",
        "감안",
        "고려",
        "들",
    ]
)


def reported(sentence: Sentence, numbers: Sequence[int], text: str) -> list[int]:
    """Return the numbers that the article reports: none in or behind an example."""
    if not numbers:
        return []
    example = _EXAMPLE.search(text, sentence.start, sentence.phrases[numbers[-1]].start)
    end = example.start() if example else sentence.end
    denied = _DENIED.search(text, sentence.phrases[numbers[0]].end, sentence.end)
    start = denied.start() if denied else sentence.start
    return [
        at
        for at in numbers
        if start <= sentence.phrases[at].start <= end and is_figure(sentence, at, text)
    ]


def is_figure(sentence: Sentence, at: int, text: str) -> bool:
    """Tell whether a number is a fact: no hypothesis, rhetoric or denial."""
    number = sentence.phrases[at]
    if text.endswith("나머지", sentence.start, number.start - 1) and number.kind == "C":
        return False
    if number.marker in "마면" or _whole(sentence, at, text):
        return False  # 10명마다; 50만 원이면
    if number.kind == "Q" and (_sizes(sentence, at) or _of_which(sentence, at, text)):
        return False
    _, end = clause_of(sentence, at)
    last = sentence.phrases[end - 1]
    if last.kind == "V" and last.marker == "면" and last.form not in NO_CONDITION:
        return False
    return not (number.marker == "이" and end - at <= 2 and last.form == "아니")


def _sizes(sentence: Sentence, at: int) -> bool:
    """Tell whether a quantity only says how big a thing is: 5톤 트럭."""
    phrases = sentence.phrases
    number = phrases[at]
    if number.form not in load_words().sets["spec"] or number.beside:
        return False
    return number.marker == "_" and at + 1 < len(phrases) and phrases[at + 1].kind in "NT"


def _of_which(sentence: Sentence, at: int, text: str) -> bool:
    """Tell whether a quantity is the whole or the unit of the next: 열 명 중 여섯, 1박에 2만원."""
    phrases = sentence.phrases
    behind = phrases[at + 1 : at + 3]
    if not behind:
        return False
    if phrases[at].marker == "에" and behind[0].kind in "MQ":
        return bool(_ONE.match(text, phrases[at].start))
    among = behind[0].kind == "N" and behind[0].form in ("중", "가운데", "당")
    return among and len(behind) > 1 and behind[1].kind in NUMBERS


def resolves(behind: Sequence[Phrase]) -> bool:
    """Tell whether a decision follows a predicate in 기: 지원하기로 했다, not 하기 시작했다."""
    return any(p.kind == "V" and p.form in load_words().sets["resolve"] for p in behind)


def _whole(sentence: Sentence, at: int, text: str) -> bool:
    """Tell whether all of a thing is meant that somebody makes or gives: 100%를 만들다."""
    number, behind = sentence.phrases[at], sentence.phrases[at + 1 : at + 2]
    hundred = number.kind == "C" and number.marker == "을" and _HUNDRED.match(text, number.start)
    return bool(hundred) and any(p.form in load_words().sets["fulfil"] for p in behind)


def status_of(sentence: Sentence, at: int) -> str:
    """Return actual, planned or expected, by the words that close the number's clause."""
    plan, expect = letter("plan"), letter("expect")
    if "목표" in [p.form for p in sentence.phrases[max(at - 2, 0) : at] if p.kind == "N"]:
        return "planned"
    behind = sentence.phrases[at + 1 :]
    for i, p in enumerate(behind, 1):
        if p.cls == plan:
            return "planned"
        if p.cls == expect and p.marker not in "을보":
            return "expected"  # not what is compared with: 전망치를 웃돌았다
        if p.kind == "V" and p.marker == "기" and resolves(behind[i : i + 1]):
            return "planned"
        if p.past or (p.kind == "V" and p.marker == "다"):
            return "actual"
    return "actual"

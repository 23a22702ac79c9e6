"""When: the date that governs a number, and the date or amount it is compared with."""

from collections.abc import Sequence
from typing import Final

from kfacts.mentions import Found
from kfacts.relate.clauses import clause_of
from kfacts.relate.discourse import Discourse
from kfacts.relate.phrases import NUMBERS, Phrase, Sentence
from kfacts.relate.words import load_words

_NOW: Final = ("현재", "앞서", "최근", "지금", "앞서다", "이제")


def find_when(sentence: Sentence, at: int, found: Sequence[Found], state: Discourse) -> int | None:
    """Return the index of the date mention, None when nothing dates the number."""
    start, end = clause_of(sentence, at)
    for lo, hi in ((start, at), (0, start), (at + 1, end)):
        dates = [i for i in range(lo, hi) if _dates(sentence, i, at, found)]
        if dates:
            return _best(sentence.phrases, dates, found)
    return state.when if not _moved(sentence) else None


def _best(phrases: Sequence[Phrase], dates: Sequence[int], found: Sequence[Found]) -> int:
    """Choose the nearest one; a calendar date rather than the duration beside it (8월 한 달간)."""
    nearest = dates[-1]
    for i in reversed(dates):
        if nearest - i > 1:
            break
        value = found[phrases[i].mention].value or {}
        if value.get("kind") == "date":
            return phrases[i].mention
    return phrases[nearest].mention


def _dates(sentence: Sentence, i: int, at: int, found: Sequence[Found]) -> bool:
    """Tell whether a date dates what follows: not one compared with, nor of an announcement."""
    p = sentence.phrases[i]
    if p.kind != "D" or (p.marker in "보와의만" and p.marker != "의"):
        return False
    if (found[p.mention].value or {}).get("kind") == "set":
        return False
    return not _told(sentence, i, at) and not _in_relative(sentence, i, at)


def _told(sentence: Sentence, i: int, at: int) -> bool:
    announce = load_words().letters["announce"]
    for j in range(i + 1, len(sentence.phrases)):
        p = sentence.phrases[j]
        if p.kind in NUMBERS:
            return False
        if p.kind == "V" or p.cls == announce:
            return p.cls == announce
    return False


def _in_relative(sentence: Sentence, i: int, at: int) -> bool:
    """지난해부터 진행하는 사업이 … 111개: the date belongs to 진행하는."""
    if i > at:
        return False
    for p in sentence.phrases[i + 1 : at]:
        if p.kind == "V":
            return p.marker in "ㄴ"
    return False


def _moved(sentence: Sentence) -> bool:
    return any(p.form in _NOW for p in sentence.phrases if p.kind in "NV")


def find_base(sentence: Sentence, at: int) -> int | None:
    """Return the mention of the date or amount compared with: 전년 동기 대비, 작년보다."""
    start, _ = clause_of(sentence, at)
    phrases = sentence.phrases
    for i in range(at - 1, start - 1, -1):
        p = phrases[i]
        if p.mention >= 0 and p.kind in "DMCQ" and (p.marker == "보" or _against(phrases, i)):
            return p.mention
    return None


def _against(phrases: Sequence[Phrase], i: int) -> bool:
    if phrases[i].marker not in "에와" or i + 1 >= len(phrases):
        return False
    return phrases[i + 1].form in ("비하", "비교", "견주")


def dated(sentence: Sentence, found: Sequence[Found]) -> int | None:
    """Return the date that a sentence sets for the ones after it."""
    dates = [
        i
        for i, p in enumerate(sentence.phrases)
        if p.kind == "D"
        and _dates(sentence, i, len(sentence.phrases), found)
        and (found[p.mention].value or {}).get("kind") == "date"
    ]
    return sentence.phrases[dates[-1]].mention if dates else None

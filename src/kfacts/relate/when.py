"""When: the date that governs a number, and the date or amount it is compared with."""

import re
from collections.abc import Sequence
from typing import Any, Final

from kfacts.mentions import Found
from kfacts.relate.clauses import clause_of
from kfacts.relate.discourse import Discourse, own_figures
from kfacts.relate.phrases import NUMBERS, Phrase, Sentence
from kfacts.relate.status import NO_CONDITION
from kfacts.relate.words import letter

_HEADING: Final = 6
_NO_HEADING: Final = frozenset("VMCQOPG")
_NOUNS: Final = frozenset("NT")
_NOW: Final = frozenset(["현재", "앞서", "최근", "지금", "이제", "앞으로", "향후"])
_PERIOD: Final = re.compile(r"[QH]\d|/|^\d{4}-\d{2}$")
_SUPPOSING: Final = 2
"""So near before its predicate a date belongs to a condition."""
_APART: Final = 8
"""So many phrases stand between a value before and one after."""
_QUARTER: Final = re.compile(r"[QH]\d")
_AGAINST: Final = frozenset(["비하", "비교", "견주"])


def find_when(
    sentence: Sentence, at: int, found: Sequence[Found], state: Discourse, metric: str | None
) -> int | None:
    """Return the index of the date mention, None when nothing dates the number.

    Business figures are of the quarter reported before they are of a passage's date.
    """
    beside = _before_bracket(sentence, at)
    if beside is not None and (found[beside].value or {}).get("kind") == "date":
        return beside
    here = _dating(sentence, found)
    if here:
        poll = state.survey and state.period is not None
        own = _own_date(sentence, at, here, found, events=not poll)
        if own is not None:
            return own
    carried = state.period if state.when is None else state.when
    if carried is None or _is_now(sentence):
        return None
    if state.when is None or state.period is None:
        return carried
    business = metric is not None and metric.endswith(own_figures())
    quarter = business and _QUARTER.search(_timex(state.period, found))
    return state.period if quarter else state.when


def _is_now(sentence: Sentence) -> bool:
    """Tell whether a sentence is about the present: 현재, 앞으로; not who is ahead (앞섰다)."""
    return not _NOW.isdisjoint([p.form for p in sentence.phrases if p.kind != "V"])


def _before_bracket(sentence: Sentence, at: int) -> int | None:
    """Return the date that a number in brackets belongs to: 작년(6만)보다, 작년 조사(57%)보다."""
    if at > 1 and sentence.kinds.startswith("DL", at - 2):
        return sentence.phrases[at - 2].mention
    if at < 3 or sentence.kinds[at - 1] != "L" or sentence.markers[at - 2] != "보":
        return None
    dates = [i for i in (at - 3, at - 4) if i >= 0 and sentence.kinds[i] == "D"]
    of = [i for i in dates if _dated_noun(sentence.phrases, i) == at - 2]
    return sentence.phrases[of[0]].mention if of else None


def _dating(sentence: Sentence, found: Sequence[Found]) -> Sequence[int]:
    """Return the phrases that may date a number: no set, no rate, not compared with, 만에."""
    if "D" not in sentence.kinds:
        return ()
    if sentence.dates is None:
        phrases = sentence.phrases
        sentence.dates = [
            i
            for i, kind in enumerate(sentence.kinds)
            if kind == "D"
            and phrases[i].marker not in "보만을"
            and _is_when(found[phrases[i].mention])
        ]
    return sentence.dates


def _own_date(
    sentence: Sentence, at: int, here: Sequence[int], found: Sequence[Found], events: bool
) -> int | None:
    """Find the date of the clause, of the clauses before, of the rest, or of an event.

    The answers of a poll are of its days, not of events that it asks about.
    """
    start, end = clause_of(sentence, at)
    before = _value_before(sentence, start, at)
    here = [i for i in here if i + 1 != before]
    for lo, hi in ((start, at), (0, start), (at + 1, end)):
        dates = [i for i in here if lo <= i < hi and _dates(sentence, i, at)]
        if dates:
            return _best(sentence.phrases, dates, found)
    inside = [i for i in here if events and i < at and _event(sentence, i, at)]
    return sentence.phrases[inside[-1]].mention if inside else None


def _value_before(sentence: Sentence, start: int, at: int) -> int:
    """Return the value before, which the date right before it dates: 작년 7억에서 11억으로 50%."""
    phrases = sentence.phrases
    for i in range(at - 1, max(start, at - _APART), -1):
        if phrases[i].kind in NUMBERS and phrases[i].marker == "서":
            return i
    return -1


def _best(phrases: Sequence[Phrase], dates: Sequence[int], found: Sequence[Found]) -> int:
    """Choose the nearest one; a calendar date rather than the duration beside it (5월 한 달간)."""
    nearest = dates[-1]
    into = phrases[nearest + 1 : nearest + 3]
    if len(into) == 2 and into[0].form == "들" and into[1].kind == "D":
        return into[1].mention  # 올해 들어 11월 말까지
    for i in reversed(dates):
        if nearest - i > 1:
            break
        if _value(phrases[i], found).get("kind") == "date":
            return phrases[i].mention
    return phrases[nearest].mention


def _value(phrase: Phrase, found: Sequence[Found]) -> dict[str, Any]:
    return found[phrase.mention].value or {}


def _dates(sentence: Sentence, i: int, at: int) -> bool:
    """Tell whether a date dates what follows: not one compared with, nor of an announcement."""
    phrases = sentence.phrases
    p = phrases[i]
    if p.marker == "의" and i + 1 < len(phrases) and phrases[i + 1].kind in NUMBERS:
        return i + 1 == at and phrases[at].form != "배"  # 작년의 두 배: compared with
    if _opens_bracket(phrases, i) and at != i + 2:
        return False
    if "면" in sentence.markers and _supposed(sentence, i, at):
        return False
    return not (_against(phrases, i) or _told(sentence, i) or _in_relative(phrases, i, at))


def _supposed(sentence: Sentence, i: int, at: int) -> bool:
    """Tell whether a date stands in a condition before the number: 내일이 투표일이라면."""
    _, end = clause_of(sentence, i)
    last = sentence.phrases[end - 1]
    near = end - 1 - i <= _SUPPOSING and end <= at
    return near and last.marker == "면" and last.form not in NO_CONDITION


def _is_when(mention: Found) -> bool:
    """Tell whether a date can date a number: no set, no rate (하루 50개), no 같은 기간."""
    if mention.text.startswith(("같은", "동기", "이 기간")):
        return False
    kind = (mention.value or {}).get("kind")
    return kind == "date" or (kind == "duration" and mention.text.endswith(("간", "동안", "내내")))


def _event(sentence: Sentence, i: int, at: int) -> bool:
    """Tell whether a date in a relative clause dates the whole: 9일부터 열린 축제가 … 21만 명을."""
    p = sentence.phrases[i]
    if p.marker == "부" or _against(sentence.phrases, i):
        return False
    return not _told(sentence, i) and _in_relative(sentence.phrases, i, at)


def _opens_bracket(phrases: Sequence[Phrase], i: int) -> bool:
    """Tell whether a number in brackets follows, which alone the date dates: 작년(6만 톤)."""
    behind = phrases[i + 1 : i + 3]
    return len(behind) > 1 and behind[0].kind == "L" and behind[1].kind in NUMBERS


def _told(sentence: Sentence, i: int) -> bool:
    announce = (letter("announce"), letter("publish"))
    for p in sentence.phrases[i + 1 :]:
        if p.kind in NUMBERS:
            return False
        if p.kind == "V" or p.cls in announce:
            return p.cls in announce
    return False


def _in_relative(phrases: Sequence[Phrase], i: int, at: int) -> bool:
    """Tell whether a date belongs to a relative clause: 지난해부터 진행하는 사업이 … 30곳."""
    for p in phrases[i + 1 : at]:
        if p.kind == "V":
            return p.marker == "ㄴ" and p.form != "들"
    return False


def find_base(sentence: Sentence, at: int) -> int | None:
    """Return the mention of the date or amount compared with: 전년 동기 대비, 작년보다."""
    start, _ = clause_of(sentence, at)
    phrases = sentence.phrases
    if start and phrases[start - 1].form in _AGAINST:
        start = clause_of(sentence, start - 1)[0]
    for i in range(at - 1, start - 1, -1):
        p = phrases[i]
        if p.kind in "DMCQ" and (p.marker == "보" or _against(phrases, i)):
            return p.mention
    return None


def _against(phrases: Sequence[Phrase], i: int) -> bool:
    """Tell whether a phrase is what something is compared with: 작년에 비해, 작년과 비교하면.

    Or whether it only says which one that is: 지난달 조사와 비교하면, 작년 조사(57%)보다.
    """
    noun = _dated_noun(phrases, i) if phrases[i].kind == "D" else i
    marker = phrases[noun].marker
    if marker == "보":
        return noun != i
    return marker in "에와" and any(p.form in _AGAINST for p in phrases[noun + 1 : noun + 3])


def _dated_noun(phrases: Sequence[Phrase], i: int) -> int:
    """Return the noun that a date is of, else the date: 지난달 (같은) 조사."""
    j = i + 1
    if phrases[i].marker != "_" or j >= len(phrases):
        return i
    if phrases[j].kind == "V" and phrases[j].marker == "ㄴ" and phrases[j].cls == letter("same"):
        j += 1
    return j if j < len(phrases) and phrases[j].kind == "N" else i


def passage_date(
    sentence: Sentence, measures: Sequence[dict[str, Any]], found: Sequence[Found]
) -> int | None:
    """Return the date that a sentence sets for the ones after it: that of its last measure."""
    if measures:
        facts = (m for m in reversed(measures) if m["status"] == "actual")
        return next((m["when"] for m in facts if m["when"] is not None), None)
    phrases = sentence.phrases
    end = len(phrases)
    dates = [
        phrases[i].mention
        for i in _dating(sentence, found)
        if phrases[i].marker in "은준" and _dates(sentence, i, end)
    ]
    return dates[-1] if dates else None


def heading_date(sentence: Sentence, found: Sequence[Found]) -> int | None:
    """Return the date in a heading, which dates the section under it: ■ 1분기 요약."""
    phrases = sentence.phrases
    if len(phrases) > _HEADING or not _NO_HEADING.isdisjoint(sentence.kinds):
        return None
    nouns = not _NOUNS.isdisjoint(sentence.kinds)
    dates = [
        p.mention for p in phrases if p.kind == "D" and _PERIOD.search(_timex(p.mention, found))
    ]
    return dates[0] if dates and nouns else None


def _timex(mention: int, found: Sequence[Found]) -> str:
    return str((found[mention].value or {}).get("timex") or "")


def said_again(
    period: int | None, measures: Sequence[dict[str, Any]], found: Sequence[Found]
) -> int | None:
    """Return the latest mention of the period that a report is about."""
    if period is None:
        return None
    dates: list[int] = [m["when"] for m in measures if m["when"] is not None]
    said = _timex(period, found)
    return next((d for d in reversed(dates) if _timex(d, found) == said), period)


def reported_period(measures: Sequence[dict[str, Any]], found: Sequence[Found]) -> int | None:
    """Return the period that the first dated measures are about, a quarter or some days or months.

    A report on a quarter, a month or a survey goes on being about it to its end.
    """
    for measure in measures:
        when = measure["when"]
        if when is None:
            continue
        return when if _PERIOD.search(_timex(when, found)) else None
    return None

"""Whole dates from their parts: 내년 5월 둘째 주 월요일, 지난 9월, 3월 말, 9월부터 11월."""

import re
from typing import Final, NamedTuple

from kfacts.korean.dates import words
from kfacts.korean.dates.cues import after_event, edge_ok, is_length, said_day, word_ok
from kfacts.korean.dates.expr import DateExpr, Mod, Part, Step, Unit
from kfacts.korean.dates.holidays import recurring_day
from kfacts.korean.dates.lengths import DASH, SPACE, read_length
from kfacts.korean.dates.resolve import YEARLY
from kfacts.korean.dates.steps import FOLLOWS, MOD, THIRD, THIRDS, read_part
from kfacts.korean.dates.vocabulary import Vocabulary


class Reading(NamedTuple):
    """An expression read at an offset, and where its text ends."""

    end: int
    expr: DateExpr


TOWARD: Final = Vocabulary(words.TOWARD)
FINE: Final = {"day", "weekday"}
WEEKS_IN_MONTH: Final = 5
BLANKS: Final = frozenset(" \u00a0")
THIS_YEAR = re.compile("올(?=[ ]?(?:들어|한[ ]?해|[초말](?![가-힣])|[초말](?=[에부까쯤께])))")
WEEKDAY_NOTE = r"(?:[ ]?\([월화수목금토일](?:요일)?\))?"
CONNECT = re.compile(
    rf"{WEEKDAY_NOTE}{SPACE}(?:(?P<word>부터|에서)|(?P<both>[와과])[ ]|{DASH}){SPACE}"
)
BETWEEN = re.compile(rf"{SPACE}(?:의[ ])?사이")
CLOSE = re.compile(rf"{WEEKDAY_NOTE}{SPACE}(?:까지|사이|에 걸쳐)")
COMMA = re.compile(r"(?<=년), (?=\d{1,2}월)|(?<=일), (?=[월화수목금토일]요일(?![은과와]|부터))")
"""2016년, 11월 7일 and 12월 16일, 화요일, as other languages write them."""
WEEKDAYS: Final = frozenset("월화수목금토일")
PARTICLES_OF_START: Final = frozenset("부로으")
AFTER_DATE: Final = frozenset("이후전경께쯤무즈가남정안")
"""Beginnings of the words that open or blur a date: one look spares a search."""
WEEKDAY_FIRST = re.compile(r"[월화수목금토일]요일(?:,[ ]?|[ ])(?=\d{1,2}월|\d{4}년)")
WEEK_OF = re.compile(
    r"(?:이[ ]?(?:있는|속한|포함된|들어[ ]?있는|낀)|의)?[ ]주(?:간|일)?"
    r"(?=$|[,.?!]|에(?!서)|의|를|는|부터|까지)"
)
"""3월 6일이 있는 주, 3월 6일 주: the week that holds a day."""
FROM = re.compile(r"(?P<particle>으?로부터|부터)?[ ]?")
BESIDE = re.compile(r"(?:(?P<before>전날|전야|하루[ ]전)|다음[ ]?날|이튿날)(?![가-힣]{2})")
SHIFTED = re.compile(
    r"[ ]?(?:(?P<before>전)|후|뒤)(?:(?![가-힣])|(?=[에의면쯤인]|까지|부터|이[다었]))"
)
COUNTED_IN: Final[dict[str, tuple[Unit, int]]] = {
    **{"Y": ("year", 1), "M": ("month", 1), "W": ("day", 7), "D": ("day", 1)},
}
WHOLE: Final = (
    "세계|구간|국민|직원|지역|품목|제품|계열|과정|점포|매장|연령|산업|업종|부문|분야|종목|세대|학년|노선|공정"
    "|대표|회장|장관|의원|사장|대통령|총리|감독|시장|지사|위원장|인류|당원|회원|객실|좌석|경기|도시"
)
"""What 전 is the whole or the former of, and no time before: 올해 전 세계."""
EACH = re.compile("(?:[ ]?(?:아침|점심|저녁|밤|새벽|오전|오후|낮))?마다")
EACH_BEGINS: Final = frozenset("마 아점저밤새오낮")
JOINS: Final = frozenset(" \u00a0(부에와과~∼〜～˜–—-")
OPEN_END = re.compile(
    rf"{SPACE}(?:(?P<AFTER>이후|이래|후(?![가-힣]))|(?P<BEFORE>이전|전(?![가-힣]|[ ](?:{WHOLE}))"
    r"|전(?=에|까지)))"
)
ABOUT = re.compile(
    rf"{SPACE}(?:경|께|쯤|무렵|즈음|가량|전후|남짓|정도|안팎)(?![가-힣])|"
    rf"{SPACE}(?:경|께|쯤|무렵|즈음|가량|전후)(?=에|부터|까지|엔|의)"
)


def read_date(text: str, start: int) -> Reading | None:
    """Read a date or a range of dates at an offset."""
    first = (text[start] in WEEKDAYS and _weekday_first(text, start)) or _prefixed(text, start)
    if first and not first.until:
        first = _onward(text, first)
    if first is None or not edge_ok(text, start, first.end):
        return None
    ranged = None if first.until else _range(text, first)
    if ranged or is_length(text, start, first):
        return ranged
    each = EACH.match(text, first.end) if text[first.end : first.end + 1] in EACH_BEGINS else None
    if each and not first.until and len(first.steps) == 1:
        unit = "week" if first.steps[0].unit in {"weekday", "weekend"} else "year"
        return Reading(each.end(), DateExpr("set", period=recurring(unit, first.steps)))
    if not first.until and not word_ok(text, start, first.end):
        return None
    return Reading(first.end, _expr(text, start, first, first.mod or open_end(text, first.end)))


def _weekday_first(text: str, start: int) -> Part | None:
    """Read a day with its weekday before it: 토요일, 3월 15일."""
    match = WEEKDAY_FIRST.match(text, start)
    part = walk(text, match.end(), None) if match else None
    return part if part and [s.unit for s in part.steps[-2:]] == ["month", "day"] else None


def _onward(text: str, part: Part) -> Part:
    """Read on to a date that is said by way of another one."""
    last = part.steps[-1]
    if last.unit == "day" and last.value and (week := WEEK_OF.match(text, part.end)):
        return part._replace(end=week.end(), steps=(*part.steps, Step("week", shift=0)))
    return (_may_count_from(text, part) and _from(text, part)) or part


def _may_count_from(text: str, part: Part) -> bool:
    return part.steps[-1].unit == "holiday" or text[part.end : part.end + 1] in PARTICLES_OF_START


def _from(text: str, part: Part) -> Part | None:
    """Read on to the date so long after a date or before it: 월요일로부터 2주 뒤, 추석 전날."""
    feast = part.steps[-1].unit == "holiday"
    match = FROM.match(text, part.end)
    if match is None or not (feast or match["particle"]):
        return None
    if feast and (beside := BESIDE.match(text, match.end())):
        shift = -1 if beside["before"] else 1
        return part._replace(end=beside.end(), steps=(*part.steps, Step("day", shift=shift)))
    if not text[match.end() : match.end() + 1].isdigit() and not match["particle"] and not feast:
        return None
    length = read_length(text, match.end())
    tail = SHIFTED.match(text, length.end) if length else None
    if length is None or tail is None or len(length.parts) > 1:
        return None
    letter, low, high = length.parts[0]
    if letter not in COUNTED_IN or low is None or low != high or low % 1:
        return None
    unit, many = COUNTED_IN[letter]
    shift = many * int(low) * (-1 if tail["before"] else 1)
    return part._replace(end=tail.end(), steps=(*part.steps, Step(unit, shift=shift)), short=False)


def open_end(text: str, end: int) -> Mod | None:
    """Return what the words after a date make of it: 이후 AFTER, 이전 BEFORE, 쯤 APPROX."""
    word = end + (text[end : end + 1] in BLANKS)
    if text[word : word + 1] not in AFTER_DATE:
        return None
    if match := OPEN_END.match(text, end):
        return "AFTER" if match["AFTER"] else "BEFORE"
    return "APPROX" if ABOUT.match(text, end) else None


def recurring(unit: str, steps: tuple[Step, ...]) -> str:
    """Return the TIMEX3 value of a part that recurs in every such unit: XXXX-03, XXXX-WXX-1."""
    last = steps[-1]
    value = last.value if isinstance(last.value, int) else 0
    month = next((f"{s.value:02d}" for s in steps if s.unit == "month"), "XX")
    if last.unit == "weekday":
        return f"XXXX-XX-W{last.shift}-{value + 1}" if last.shift else f"XXXX-WXX-{value + 1}"
    names = {
        "weekend": "XXXX-WXX-WE",
        "day": f"XXXX-{month}-{value:02d}",
        "month": f"XXXX-{month}",
        "half": f"XXXX-H{value}",
        "quarter": f"XXXX-Q{value}",
        "season": f"XXXX-{last.value}",
        "holiday": recurring_day(str(last.value)),
    }
    return names.get(last.unit) or ("P1Y" if unit == "year" else "P1M")


def walk(text: str, pos: int, after: str | None) -> Part | None:
    """Read parts at an offset as long as each is finer than the one before it."""
    found: Part | None = None
    end = pos
    while True:
        gap = _gap(text, end) if found else 0
        if after == "day" and text[end + gap : end + gap + 1] not in WEEKDAYS:
            break
        part = read_part(text, end + gap, after)
        if part and found and part.mod and after == part.steps[0].unit:  # 지난해 연말, 이달 월말
            return found._replace(end=part.end, mod=part.mod)
        if part is None or not _may_follow(after, part.steps[0]):
            break
        steps = found.steps + part.steps if found else part.steps
        found = part._replace(steps=steps, short=part.short and found is None)
        end, after = part.end, part.steps[-1].unit
        if part.until or part.mod:
            return found
    return _modified(text, found) if found else None


def _may_follow(after: str | None, step: Step) -> bool:
    if after is None:
        return step.unit != "nth" and not _in_year(step)  # 첫날: of what? 12주차 of a course
    if _in_year(step):
        return after == "year"
    named = step.shift is None or step.unit in {"weekday", "nth"}
    if after == "year" and step.unit in {"week", "weekend", "weekday"}:
        return bool(step.value or step.shift)  # 올해 첫 주, 올해 마지막 금요일
    return named and step.unit in FOLLOWS.get(after, ())


def _in_year(step: Step) -> bool:
    """Tell a week that no month has so many of: 40주차."""
    return step.unit == "week" and isinstance(step.value, int) and step.value > WEEKS_IN_MONTH


def _gap(text: str, end: int) -> int:
    """Return the length of what may stand between two parts: a space, 의, a comma, or nothing."""
    if text.startswith("의 ", end) or (text[end : end + 1] == "," and COMMA.match(text, end)):
        return 2
    return int(text[end : end + 1] in BLANKS)


def _modified(text: str, part: Part) -> Part:
    """Read 초, 말, 중반 or 중순 after a unit that can have them."""
    last = part.steps[-1].unit
    if last == "month" and (match := THIRD.match(text, part.end)):
        step = Step("third", THIRDS[match["third"]])
        return part._replace(end=match.end(), steps=(*part.steps, step), short=False)
    match = None if last in FINE | {"holiday", "weekend", "lunar"} else MOD.match(text, part.end)
    if not match or (part.short and match.end() - part.end < 2):
        return part
    mod: Mod = "START" if match["start"] else "MID" if match["mid"] else "END"
    return part._replace(end=match.end(), mod=mod, short=False)


def _prefixed(text: str, start: int) -> Part | None:
    """Read a date with 지난, 오는, 이번, 올 or 다음 before it, or without."""
    if part := walk(text, start, None):
        return part
    if match := THIS_YEAR.match(text, start):
        return _modified(text, Part(match.end(), (Step("year", shift=0),)))
    word = TOWARD.read(text, start)
    part = walk(text, word.end + (text[word.end : word.end + 1] in BLANKS), None) if word else None
    if word is None or part is None or (part.steps[0].shift is not None and part.mod is None):
        return None
    steps = directed(word.spelt, word.value, part.steps)
    return part._replace(steps=steps, short=False) if steps else None


def directed(word: str, toward: int, steps: tuple[Step, ...]) -> tuple[Step, ...] | None:
    """Return the steps of a named unit after 지난, 오는, 이번, 올 or 다음; None if it has none."""
    first = steps[0]
    if (first.unit == "year" and not toward and first.shift is None) or (
        word == "다음" and first.unit == "day"
    ):
        return None  # 다음 15일 is a length
    if first.shift is not None:  # 지난 연말, 올 연초
        first = first._replace(shift=min(toward, 0))
    elif word == "올" and first.unit in YEARLY - {"season"}:
        return (Step("year", shift=0), *steps)
    elif first.unit == "weekday" and word in {"다음", "이번", "요번"}:
        return (Step("week", shift=toward), *steps)
    elif not toward:
        first = first._replace(anchor="said")
    elif first.unit != "year":
        first = first._replace(toward=toward)
    return (first, *steps[1:])


def _expr(text: str, start: int, part: Part, mod: Mod | None) -> DateExpr:
    steps = part.steps
    if steps[0].anchor == "then" and not steps[0].shift and after_event(text, start):
        steps = (steps[0]._replace(anchor="event"), *steps[1:])  # 사고 당일
    if steps[0].unit in FINE and said_day(text, part.end):
        steps = (steps[0]._replace(anchor="said"), *steps[1:])
    return DateExpr("date", steps, part.until, mod=mod)


def _range(text: str, first: Part) -> Reading | None:
    """Read on after the first date of a range: 9월부터 11월, 9월 5일~7일, 10월 말에서 11월 초."""
    match = CONNECT.match(text, first.end) if text[first.end : first.end + 1] in JOINS else None
    last = _prefixed(text, match.end()) if match else None
    if match is None or last is None or last.until or last.short:
        return None
    if first.short and last.steps[0].unit != "year":
        return None
    if match["both"]:
        closed = bool(BETWEEN.match(text, last.end))
    elif match["word"]:
        closed = bool(CLOSE.match(text, last.end)) or last.end == len(text)
    else:
        closed = _alike(first, last)
    return Reading(last.end, DateExpr("date", first.steps, last.steps)) if closed else None


def _alike(first: Part, last: Part) -> bool:
    """Tell whether a dash between two dates can mean a range."""
    return last.steps[-1].unit == first.steps[-1].unit or first.steps[-1].unit in FINE

"""Lengths of time: 3년 6개월, 두 달 반, 10여 년, 보름, 몇 시간, 2~3주."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from kfacts.korean.dates.vocabulary import plain, spelling
from kfacts.korean.dates.words import DAY_RANGES, DAYS, NATIVE, NATIVE_RANGES, SINO_RANGES, VAGUE

UNITS: Final = {
    **{
        "년": "Y",
        "해": "Y",
        "개월": "M",
        "달": "M",
        "주일": "W",
        "주간": "W",
        "주": "W",
        "일": "D",
    },
    **{"날": "D", "시간": "H", "분": "m", "초": "S", "영업일": "D", "거래일": "D", "근무일": "D"},
}
"""Unit words and their ISO 8601 letters (m is a minute, so that it differs from a month)."""
ORDER: Final = "YMWDHmS"
Quantity = tuple[str, Decimal | None, Decimal | None]
"""An ISO letter with the low and high count; None for an open number (몇, 수십)."""
HALVES: Final[dict[str, Quantity]] = {
    letter: (finer, Decimal(count), Decimal(count))
    for letter, count, finer in (
        *(("Y", 6, "M"), ("M", 15, "D"), ("D", 12, "H"), ("H", 30, "m"), ("m", 30, "S")),
    )
}
"""What 반 after a unit adds: 2년 반 is two years and six months."""
MYRIADS: Final = {"천": 1000, "만": 10_000, "십만": 100_000, "백만": 1_000_000, "억": 100_000_000}
SINO: Final = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
TENS: Final = {"십": 10, "백": 100, "천": 1000}

SPACE: Final = "[ \u00a0]?"
NUMBER: Final = r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,2})?"
DASH: Final = "[~∼〜～˜–—-]"

NOT_YET: Final = "[ ]?(?:더|안|채|못|넘|되|지나|남)"
"""What tells 10년도 더 (not even ten years) from 19년도 (the year 2019)."""
YEARS: Final = f"년(?!대|물|도(?!{NOT_YET}))"
WEEKS: Final = "주일|주간(?!지)|주(?![년당식택민요변문도차인기호]|간지|의[^ ])"
MONTHS: Final = "개월|달(?![러성걀리음빛팽])"
MINUTES: Final = "분(?!대기조|[기야석류위포배단량들께양쟁할리말홍노담명신])"
SECONDS: Final = "초(?![등반과급기룰대선여순중록점청코콜고])"
WORKDAYS: Final = ("영업일", "거래일", "근무일")
SINO_DIGITS: Final = "일이삼사오육칠팔구"
SINO_TWICE: Final = "[이삼사오육칠팔구십백][일이삼사오육칠팔구십]"
MEASURED: Final = "[ ]?(?:간|동안|째|만에|전|후|뒤)"
"""What makes a length of a unit that is also an everyday syllable (수일, 몇 분, 삼 주)."""
LASTING: Final = (
    r"(?=(?:만|이면|은)?(?:$|[.,!?~)]|[ ]?(?:간|동안|째|만에|전|후|뒤|이내|안에|안으로|내로|내에"
    r"|정도|가량|쯤|이상|이하|미만|남[았은짓]|걸[리려린렸]|더[ ]|밖에|씩|짜리|지[나났]|기다|쉬))"
    r"|만[ ]|이면[ ]|이?나[ ])"
)
"""The same of a number word before 일, 분 or 초: 삼 일 걸렸다, 십 초 남았다."""

ABOUT_SO: Final = "(?=[ ]?(?:정도|이내|안에|가량|쯤|걸[리려린렸]|밖에)|이?나[ ]기다)"
"""The same where the word is one with its number: 삼일 정도, 십분 이내."""

COUNT = re.compile(
    rf"(?P<low>{NUMBER})(?:(?P<scale>{'|'.join(MYRIADS)})?{SPACE}{DASH}{SPACE}(?P<high>{NUMBER}))?"
    rf"{SPACE}(?P<myriad>{'|'.join(MYRIADS)})?{SPACE}(?P<over>여)?{SPACE}"
    rf"(?P<unit>{YEARS}|{MONTHS}|{WEEKS}|일(?![장제본당품손])|시간(?!당)|{MINUTES}|{SECONDS}"
    rf"|{'|'.join(WORKDAYS)})"
)
FRACTION = re.compile(
    rf"(?:(?P<whole>\d{{1,3}})(?:[ ]|와[ ]?))?(?P<above>[1-7])/(?P<below>[2458]){SPACE}"
    rf"(?P<unit>{YEARS}|{MONTHS}|{WEEKS}|일(?![장제본당품손])|시간(?!당)|{MINUTES}|{SECONDS})"
)
"""2 1/2 시간, 1/2년."""
WORD = re.compile(
    rf"(?:(?P<pair>{spelling(NATIVE_RANGES)})|(?P<vague>{spelling(VAGUE)})"
    rf"|(?P<native>{spelling(NATIVE)})){SPACE}(?P<over>여)?{SPACE}"
    rf"(?P<unit>년|해|{MONTHS}|{WEEKS}|시간(?!당)|날(?=[ ]?동안)|(?<=(?:여러|스무)[ ])날(?=$|[ ])"
    rf"|(?<=[수몇십][ ])초{LASTING}"
    rf"|(?<=[수몇십])초{LASTING}|(?<=몇[ ])분(?=만[ ]|[ ]?(?:안에|이내|걸리|남))"
    rf"|(?:분|초|(?<=[수러몇십백][ ])일|(?<=[수러몇십백])일)"
    rf"(?={MEASURED}|[ ]?(?:이내|안에|내[에로 ]|걸)))"
    rf"|(?P<dayrange>{spelling(DAY_RANGES)})|(?P<days>{spelling(DAYS)})"
    rf"|(?P<half>반{SPACE}년(?!도)|반나절|한[ ]?나절|반{SPACE}시간"
    rf"|반[ ]달(?={MEASURED}))"
    rf"|(?P<age>(?:반|한|두|수|몇|\d{{1,2}}|[일이삼사오]){SPACE}세기"
    rf"(?={MEASURED}|[ ]?(?:넘|가까|이상)))"
    rf"|(?P<halfage>반{SPACE}세기|한[ ]세기)"
    rf"|(?P<few>며칠(?={MEASURED}|[ ]?(?:사이|안에|내|걸)|[ ]새[^로])"
    r"|(?<=(?:지난|으로|최근|다음|향후|과거) )며칠)"
    rf"|(?P<sinopair>{spelling(SINO_RANGES)}){SPACE}"
    r"(?P<pairunit>년(?!도|대)|개월|주일|주(?=[ ]|$)|일|시간)"
    rf"|(?P<sino>[일이삼사오육칠팔구십백천]+)(?P<many>[만억])?{SPACE}(?P<tens>여)?{SPACE}"
    rf"(?P<sinounit>년(?!도|대)|개월|주일"
    r"|(?:(?<!이 )(?<!이)|(?<=[십백천]이)|(?<=[십백천]이 ))시간(?!당)"
    rf"|(?:주|일)(?=[ ]?걸)|(?:주(?!간지)|일|{MINUTES}|{SECONDS})(?={MEASURED})"
    rf"|(?<!일)주$|(?:(?<={SINO_TWICE})|(?<={SINO_TWICE} ))(?:{MINUTES}|{SECONDS})"
    rf"|(?:(?<=[이삼사오육칠팔구십] )|(?<=십[{SINO_DIGITS}])|(?<=[삼십]))주(?!간지){LASTING}"
    rf"|(?<=[이삼사오육칠팔구십백])(?:일|분){ABOUT_SO}|(?<=백[ ])초{LASTING}"
    rf"|(?<=[일이삼사오육칠팔구] )분(?=만[ ]|$)"
    rf"|(?<=[삼사오육칠팔구십백천][ ])(?:일|{MINUTES}){LASTING}"
    rf"|(?<=[일이삼사오육칠팔구십][ ])초{LASTING}|(?<=[일이삼사오육칠팔구십])초{LASTING}"
    rf"|(?:(?<=[{SINO_DIGITS}])|(?<=[{SINO_DIGITS}] ))분(?=[ ]?[{SINO_DIGITS}십]{{1,3}}[ ]?초"
    rf"|에서[ ]?[{SINO_DIGITS}십]{{1,3}}[ ]?분|만(?![가-힣])|[ ]?(?:정도|이내|안에|걸[리려렸])))"
)
NIGHTS = re.compile(
    rf"(?:\d{{1,2}}|[일이삼사오육칠팔구]|한|두|세|네|열){SPACE}박{SPACE}(?P<days>\d{{1,2}}|[{SINO_DIGITS}십]{{1,3}}){SPACE}일"
)
HUNDREDTHS = re.compile(r"(?<=\d초)\d\d(?!\d)")
"""10초07, as results of races are written."""
DAY_WORDS: Final = tuple(DAYS)
BEGINNINGS: Final = frozenset(
    [
        *(word[0] for word in (*NATIVE_RANGES, *VAGUE, *NATIVE, *DAYS, *DAY_RANGES)),
        *SINO,
        *TENS,
        "반",
        "며",
    ]
)
"""What a length in words can begin with."""
TO = re.compile(rf"{SPACE}(?:{DASH}|내지|(?P<word>에서)){SPACE}")
"""Between two lengths that are a range."""
TO_BEGINS: Final = frozenset(" \u00a0~∼〜～˜–—-내에")
CLOSE = re.compile(r"[ ]?(?:까지|사이|정도|가량|쯤)|\s*$")
"""What must follow a range said with 에서: 150분에서 300분의 운동 are two lengths."""
CHANGED = re.compile("[ ]?(?:정도|가량|이상)?(?:으로|로)(?!부터)|까지[ ]?(?:늘|줄|길|짧|연장|단축)")
DAYS_IN: Final = {
    **{"Y": Decimal(365), "M": Decimal(30), "W": Decimal(7), "D": Decimal(1)},
    **{"H": 1 / Decimal(24), "m": 1 / Decimal(1440), "S": 1 / Decimal(86400)},
}
AND = re.compile("[ ]?(?:하고도?|그리고)[ ]?")
"""Between a unit and a finer one, as in 10년하고도 3개월."""
AND_BEGINS: Final = frozenset(" \u00a0하그")
AND_FINER = re.compile("[과와][ ](?=\\d{1,2}[ ]?(?:분|초))")
"""The same within a day: 2시간과 30분."""
HALF = re.compile("반(?![가-힣])|반(?=[만이을의간에째쯤전후뒤]|동안|정도|가량|짜리)")


class Length(NamedTuple):
    """A length as read: the end of its text, ISO letters with low and high counts, vagueness."""

    end: int
    parts: tuple[Quantity, ...]
    """From coarse to fine."""
    approx: bool

    @property
    def timex(self) -> str:
        """TIMEX3 value: P3Y6M; P2Y/P3Y for a range; PXM for an open number."""
        return _timex(self.parts)


@lru_cache(maxsize=1 << 10)
def _timex(parts: tuple[Quantity, ...]) -> str:
    low = _iso([(letter, low) for letter, low, _ in parts])
    high = _iso([(letter, high) for letter, _, high in parts])
    return low if low == high else f"{low}/{high}"


def _iso(parts: list[tuple[str, Decimal | None]]) -> str:
    said = [part for part in parts if part[1] != 0] or parts[-1:]
    days = "".join(_plain(count) + letter for letter, count in said if letter in "YMWD")
    time = "".join(_plain(count) + letter.upper() for letter, count in said if letter in "HmS")
    return f"P{days}T{time}" if time else f"P{days}"


def _plain(count: Decimal | None) -> str:
    if count is None:
        return "X"
    text = f"{count:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def sino(text: str) -> int:
    """Return a Sino-Korean number below ten thousand; 0 when it is not one."""
    total, digit = 0, 0
    for char in text:
        if char in SINO:
            if digit:
                return 0
            digit = SINO[char]
        else:
            total, digit = total + (digit or 1) * TENS[char], 0
    return total + digit


def read_length(text: str, pos: int) -> Length | None:
    """Read the length of time that begins at an offset, or two that are a range (2주에서 3주)."""
    first = _read_one(text, pos)
    if first is None or text[first.end : first.end + 1] not in TO_BEGINS:
        return first
    match = TO.match(text, first.end)
    last = _read_one(text, match.end()) if match else None
    if match is None or last is None or CHANGED.match(text, last.end):  # 2시간에서 3시간으로
        return first
    if match["word"] and not CLOSE.match(text, last.end):
        return first
    return _between(first, last) or first


def _between(first: Length, last: Length) -> Length | None:
    """Return the range of two lengths; None when the second is not the longer one."""
    low = {letter: count for letter, count, _ in first.parts}
    high = {letter: count for letter, _, count in last.parts}
    if None in (*low.values(), *high.values()) or _days(low) >= _days(high):
        return None
    zero = Decimal(0)
    letters = [letter for letter in ORDER if letter in low or letter in high]
    parts = tuple((letter, low.get(letter, zero), high.get(letter, zero)) for letter in letters)
    return Length(last.end, parts, first.approx or last.approx)


def _days(counts: Mapping[str, Decimal | None]) -> Decimal:
    return sum((DAYS_IN[letter] * (count or 0) for letter, count in counts.items()), Decimal(0))


def read_nights(text: str, pos: int) -> Length | None:
    """Read 3박 4일, which is so many days."""
    match = NIGHTS.match(text, pos) if "박" in text[pos : pos + 4] else None
    days = _many(match["days"]) if match else None
    return Length(match.end(), (("D", days, days),), approx=False) if match and days else None


def _read_one(text: str, pos: int) -> Length | None:
    """Read a length with all its units."""
    component = _component(text, pos)
    if component is None:
        return None
    end, parts, approx = component
    alone = text.startswith(DAY_WORDS, pos)  # 하루 8시간 are two lengths
    while (half := _half(text, end, parts)) is None and not alone:
        component = _component(text, _joined(text, end))
        if component is None or ORDER.index(component[1][0][0]) <= ORDER.index(parts[-1][0]):
            break
        end, parts, approx = component[0], parts + component[1], approx or component[2]
    if half:
        end, parts = half.end(), _and_half(parts)
    return Length(end, parts, approx)


def _joined(text: str, pos: int) -> int:
    """Return where the next component may begin: behind 하고, 그리고 or a space."""
    char = text[pos : pos + 1]
    match = AND.match(text, pos) if char in AND_BEGINS else None
    if match is None and char in ("과", "와"):
        match = AND_FINER.match(text, pos)
    return match.end() if match else _spaced(text, pos)


def _spaced(text: str, pos: int) -> int:
    return pos + (text[pos : pos + 1] in (" ", "\u00a0"))


def _and_half(parts: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Add half a unit: in the next finer one, or to the weeks themselves."""
    letter, low, high = parts[-1]
    if letter != "W":
        return (*parts, HALVES[letter])
    half = Decimal("0.5")
    weeks = (letter, None if low is None else low + half, None if high is None else high + half)
    return (*parts[:-1], weeks)


def _half(text: str, end: int, parts: tuple[Quantity, ...]) -> re.Match[str] | None:
    letter = parts[-1][0]
    match = HALF.match(text, _spaced(text, end)) if letter in HALVES or letter == "W" else None
    if match is None and text.startswith(("하고", " 하고"), end) and letter in HALVES:
        match = HALF.match(text, _joined(text, end))
    return match


_Component = tuple[int, tuple[Quantity, ...], bool]


def _component(text: str, pos: int) -> _Component | None:
    """Read one number with its unit."""
    char = text[pos : pos + 1]
    if char.isdigit() and "/" in text[pos : pos + 7] and (match := FRACTION.match(text, pos)):
        share = Decimal(match["above"]) / Decimal(match["below"]) + Decimal(match["whole"] or 0)
        return match.end(), ((UNITS[match["unit"]], share, share),), False
    match = COUNT.match(text, pos) if char.isdigit() else None
    if match:
        scale = MYRIADS.get(match["myriad"] or "", 1)
        low = Decimal(match["low"].replace(",", "")) * MYRIADS.get(match["scale"] or "", scale)
        high = Decimal(match["high"].replace(",", "")) * scale if match["high"] else low
        if high < low:
            return None
        if fine := HUNDREDTHS.match(text, match.end()):
            low = high = low + Decimal(fine.group()) / 100
            return fine.end(), (("S", low, high),), False
        end, over = _over(text, match.end())
        return end, ((UNITS[match["unit"]], low, high),), bool(match["over"]) or over
    match = WORD.match(text, pos) if char in BEGINNINGS else None
    return _worded(text, match) if match else None


def _worded(text: str, match: re.Match[str]) -> _Component | None:
    """Read a length in words: one of its own (보름, 반나절) or a number word with its unit."""
    if part := _of_its_own(match):
        return match.end(), (part,), bool(match["few"])
    counts = _said_counts(match)
    if counts is None:
        return None
    unit = match["unit"] or match["sinounit"] or match["pairunit"]
    end, over = _over(text, match.end())
    approx = over or bool(match["over"] or match["tens"] or match["vague"])
    return end, ((UNITS[unit], *counts),), approx


def _of_its_own(match: re.Match[str]) -> Quantity | None:
    """Return the length that a word says without a unit."""
    if match["dayrange"]:
        first, last = RANGES_OF_DAYS[plain(match["dayrange"])]
        return "D", Decimal(first), Decimal(last)
    if match["days"]:
        return "D", Decimal(DAYS[match["days"]]), Decimal(DAYS[match["days"]])
    if match["half"]:
        letter, count = next(half for word, half in HALF_OF.items() if word in match["half"])
        return letter, count, count
    if age := match["age"] or match["halfage"]:
        if age[0] in "수몇":
            return "Y", None, None
        years = Decimal(50) if age.startswith("반") else 100 * _many(age.removesuffix("세기"))
        return "Y", years, years
    return ("D", None, None) if match["few"] else None


def _said_counts(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None] | None:
    """Return the low and high count of a number word; None when it is no number."""
    if match["vague"]:
        return None, None
    if match["sinopair"] or match["pair"]:
        low, high = SINO_RANGES.get(match["sinopair"]) or NATIVE_RANGES[match["pair"]]
        return Decimal(low), Decimal(high)
    scale = MYRIADS.get(match["many"] or "", 1)
    count = Decimal(sino(match["sino"]) * scale if match["sino"] else NATIVE[match["native"]])
    return (count, count) if count else None


RANGES_OF_DAYS: Final = {word.replace("_", ""): days for word, days in DAY_RANGES.items()}
HALF_OF: Final = {
    "나절": ("H", Decimal(6)),
    "시간": ("m", Decimal(30)),
    "달": ("D", Decimal(15)),
    "년": ("M", Decimal(6)),
}
"""What a half of each is: 반나절, 반 시간, 반 달, 반년."""


def _many(number: str) -> Decimal:
    number = number.strip()
    return Decimal(number if number.isdigit() else NATIVE.get(number) or sino(number))


OVER = re.compile("여(?![가-힣])|여(?=만|간|동안|째|의|에|를|전|후|뒤)")


def _over(text: str, pos: int) -> tuple[int, bool]:
    """Step over 여 after a unit (5개월여)."""
    match = OVER.match(text, pos)
    return (match.end(), True) if match else (pos, False)

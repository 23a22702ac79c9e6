"""The one number grammar: every way Korean writes a number, read exactly.

`NUM` is the grammar as a pattern, `parse` gives what a match says. Digits (`1,234.5`), digits with
myriads (`6조6,980억5,600만`, `1.1천만`, `3만 7500`), Sino-Korean words (`삼천오백만`), native words
(`스물두`, `서너`), vague numbers (`수십억`, `10여`), fractions (`3분의 2`), signs and ranges
(`30~40만`, `5000만~1억`). Numbers are `Decimal`; nothing here is a float. Every repetition is
bounded, so that a match costs the same wherever it starts and a text of digits stays linear.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kfacts.korean.beginnings import after_first, one_of

DIGIT: Final = "0-9０-９"
UNIT_WORDS: Final = "일이삼사오육륙칠팔구"
SMALL: Final = {"십": Decimal(10), "백": Decimal(100), "천": Decimal(1000)}
LARGE: Final = {
    "만": Decimal(10**4),
    "억": Decimal(10**8),
    "조": Decimal(10**12),
    "경": Decimal(10**16),
}
DIGIT_WORDS: Final = {w: Decimal(i + 1) for i, w in enumerate("일이삼사오육칠팔구")} | {
    "륙": Decimal(6),
    "영": Decimal(0),
    "공": Decimal(0),
}
NATIVE_UNITS: Final = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4,
    "넉": 4, "다섯": 5, "닷": 5, "여섯": 6, "엿": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
NATIVE_TENS: Final = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
NATIVE_ABOUT: Final = {
    "한두": (1, 2), "두세": (2, 3), "두어": (2, 3), "두서너": (2, 4), "서너": (3, 4),
    "너댓": (4, 5), "네댓": (4, 5), "너덧": (4, 5), "네다섯": (4, 5), "댓": (5, 5),
    "대여섯": (5, 6), "대엿": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "일여덟": (7, 8),
    "여덟아홉": (8, 9), "여남은": (10, 10),
}  # fmt: skip
"""Two neighbouring numbers said as one: never exact."""


def _any(words: Iterable[str]) -> str:
    """Alternation of words, longest first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


# --- the grammar as patterns ------------------------------------------------------------------

_INT = rf"(?>[{DIGIT}]{{1,3}}(?:[,，][{DIGIT}]{{3}}){{1,8}}(?![{DIGIT}])|[{DIGIT}]{{1,18}})"
DECIMAL: Final = rf"(?:{_INT}(?>[.．][{DIGIT}]{{1,10}})?|(?<!\S)\.[{DIGIT}]{{1,10}})"
"""Digits, with or without commas and a fraction."""

_SCALE = (
    r"(?:[십백천]?(?:만(?!나|약|큼|족)|억|조(?![각사합건항치명별례카언교련]|지아| 조|선)"
    r"|경(?!기|우|험|제|찰|로|쟁|영))"
    r"|십(?!자|대\s)|백(?!신|업|분|제|화점)|천(?!안|체|장|재|연))"
)
_GROUP = rf" ?(?:{DECIMAL}|[{UNIT_WORDS}])?여?{_SCALE}"
_REST = rf"(?:{DECIMAL}|(?<=[만천]) (?:[{DIGIT}],[{DIGIT}]{{3}}|[{DIGIT}]{{2,4}})(?![{DIGIT},.]))"
_SIGN = r"(?:(?<![\w)\]%％])(?:[-−–+±△▲▼]|마이너스 ?|플러스 ?|영하 ?))?"
_DIGITS = rf"{DECIMAL}(?: ?여? ?{_SCALE}(?:{_GROUP}){{0,6}}{_REST}?)?"
_START = rf"(?<![{DIGIT}A-Za-z_])(?<![{DIGIT}][.,:/십백천만억조])"
"""Not in the middle of another number or of a code."""

_SINO_CHARS = rf"영공{UNIT_WORDS}십백천만억조경"
_POINT = rf"(?: ?점 ?[영공{UNIT_WORDS}]{{1,6}})?"
_SINO = (
    rf"(?:(?:수|몇) ?(?:[십백천]?[만억조]|[십백천])|몇|[{UNIT_WORDS}]?십[수몇][만억조]?"
    rf"|(?![조경억]|[{UNIT_WORDS}십백천만]조(?! ?(?:[\d{UNIT_WORDS}백천]|원|달러|엔|위안|유로)))"
    rf"[{_SINO_CHARS}]{{1,36}}(?: [{UNIT_WORDS}십백천만억조]{{1,12}}){{0,3}}{_POINT})"
)
SINO: Final = rf"(?<![\w]){_SINO}"
"""A Sino-Korean number word at the start of a word."""

_TENS = _any(t for t in NATIVE_TENS if t != "스무")
_ONES = _any([*NATIVE_ABOUT, *NATIVE_UNITS])
_NATIVE = rf"(?:(?:{_TENS})?(?:{_ONES})|{_any(NATIVE_TENS)})"
NATIVE: Final = rf"(?<![\w]){_NATIVE}"
"""A native number word at the start of a word."""

TO: Final = (
    r"(?: ?[~∼～〜˜∽⁓] ?| ?[-–—−‐] ?|(?<=\d)에서 ?(?![\d,.]{1,12}\S{0,6}?로(?:\s|$))| ?내지 "
    r"|[과와] (?=[\d,.천만억]{1,12} ?\S{1,8} ?(?:의 )?사이))"
)
"""What stands between the ends of a range."""

_ABOUT = "(?: ?여)?"
_ONE = rf"(?:{_DIGITS}|{_NATIVE}|{_SINO})"
DIGITS: Final = rf"(?:{_SIGN}{_START}{_DIGITS}{_ABOUT}(?:{TO}(?:{_DIGITS}|[-−]{_DIGITS}){_ABOUT})?)"
"""A number or range that starts with digits, without its unit."""
_SECOND = "".join(sorted({w[1] for w in (*NATIVE_UNITS, *NATIVE_TENS, *NATIVE_ABOUT) if w[1:]}))
_UNITS_SAID_AT_ONCE = "명개배원마가차곳권잔그시달파위루페프센퍼유할푼분번대쯤점"
_OTHER_WORD = (
    rf"(?!백일[장홍])(?![영공{UNIT_WORDS}한두세네석넉닷댓엿열](?=[가-힣])"
    rf"[^{_SINO_CHARS}수몇한두세네아{_SECOND}여{_UNITS_SAID_AT_ONCE}])"
)
"""One syllable that could be a number and another one that goes on as no number does (사람)."""
WORDS: Final = (
    rf"(?:(?<!\w){_OTHER_WORD}(?:마이너스 |플러스 |영하 )?(?:{_NATIVE}|{_SINO}){_ABOUT}"
    rf"(?:(?:에서 ?| ?내지 | ?[~∼～] ?){_ONE}{_ABOUT})?)"
)
"""A number or range that starts with a number word, without its unit."""
FIGURES: Final = rf"(?:{_DIGITS}{_ABOUT}(?:{TO}{_DIGITS}{_ABOUT})?)"
"""Digits whatever stands before them: behind a currency sign or code."""
NUM: Final = f"(?:{DIGITS}|{WORDS})"
"""Any number or range of numbers, without its unit."""


class Beginning(NamedTuple):
    """Where to look for numbers in a text: a character, and what must hold around it.

    Both are written for `re`, whose search for one of many characters is quick.
    """

    characters: str
    """Inside of a character class."""
    around: str
    """Pattern of no width at the place after the character."""


_NATIVE_WORDS = (*NATIVE_UNITS, *NATIVE_TENS, *NATIVE_ABOUT)
_FIRST = "".join(sorted({w[0] for w in _NATIVE_WORDS}))
_LONG = "".join(sorted({w[0] for w in _NATIVE_WORDS} - {*_NATIVE_WORDS, *_SINO_CHARS}))
"""First syllables that are no number by themselves: the second one decides."""
_SIGN_WORDS: Final = r"(?<=[마플영])(?=(?:이너스|러스|하)[ ]?"
_ONE_SYLLABLE = "".join(sorted({w for w in _NATIVE_WORDS if not w[1:]}))
DIGITS_BEGIN: Final = Beginning(
    rf"{DIGIT}.+\-−–±△▲▼마플영",
    rf"(?:(?<=[{DIGIT}])(?<![{DIGIT}].)|(?<![{DIGIT}])(?<!\S\.)(?=[{DIGIT}.])"
    rf"|(?<![\w.][마플영]){_SIGN_WORDS}[{DIGIT}.]))",
)
WORDS_BEGIN: Final = Beginning(
    f"{_FIRST}{_SINO_CHARS}수몇마플",
    rf"(?<!\w.)(?:(?<=[십백천만억조경몇])(?![들든나약족큼능요상준용건출업우기험영찰제로쟁]|에(?!서))"
    rf"|(?<=수)(?=[ ]?[십백천만억조])|{_SIGN_WORDS}[^\d])"
    rf"|{after_first(w for w in _NATIVE_WORDS if w[0] in _LONG)}"
    rf"|(?<![십백천만억조경몇수{_LONG}])(?=[{_SINO_CHARS}수몇한두세네아{_SECOND}여{_UNITS_SAID_AT_ONCE}]|[^가-힣]))",
)


def words_beginning(
    attached: Iterable[str], money: Iterable[str], sino: Iterable[str], native: Iterable[str]
) -> Beginning:
    """Return where number words can begin if all that they count is known.

    Behind a word of one syllable must stand another number or a counted word: at once (`attached`,
    behind 십, 백, 천 and 만 also `money`), or behind a space, where a Sino-Korean digit takes less
    than other number words do.
    """
    many, symbol = "[십백천만억조경]", "[ ]?[%％﹪‰~∼～A-Za-z㎀-㏿°℃℉$€]"
    twos = "|".join(f"(?<={a}){b}" for a, b in (*pairwise("일이삼사오육칠팔구"), "오륙"))
    point = f"점[ ]?[{_SINO_CHARS}]"
    taken = f"{one_of(attached)}|{symbol}"
    after_digit = (
        f"(?={many}|(?:{twos}|(?<=오)륙)(?:{many}|[ ]|{taken})|{point}|{taken}|분의"
        f"|[ ](?:[{_SINO_CHARS}점]|{one_of(sino)}))"
    )
    apart = f"[ ](?:[{_SINO_CHARS}]|{one_of(native)})"
    after_native = f"(?={taken}|(?<!한)번|분|여|{apart})"
    after_many = (
        f"(?=[{_SINO_CHARS}]|(?<=[십몇])[수몇]|{taken}|{one_of(money)}|분의|{point}|여|[ ][여수몇]"
        f"|에서|[ ]?내지|{apart})"
    )
    tens = (ten + one for ten in NATIVE_TENS for one in (*NATIVE_UNITS, *NATIVE_ABOUT))
    longer = after_first(w for w in (*_NATIVE_WORDS, *tens) if w[1:] and w != "하나")
    return Beginning(
        f"{_ONE_SYLLABLE}{_LONG}영공{UNIT_WORDS}십백천만수몇마플",
        rf"(?<!\w.)(?:(?<=[영공{UNIT_WORDS}]){after_digit}|(?<=[십백천만몇]){after_many}"
        rf"|(?<=[{_ONE_SYLLABLE}]){after_native}|{longer}|(?<=수)(?=[ ]?[십백천만억조])"
        rf"|(?<=[마플영])(?=(?:이너스|러스|하)[ ][{_FIRST}{_SINO_CHARS}수몇]))",
    )


_QUESTION = regex.compile(
    r"(?![^?!.\n]{0,4}(?:전|후|뒤|만에|동안|간))"
    r"(?:[^?!.\n]{0,14}\?|(?:이|이나|쯤|정도|가|을|를)? ?(?:이?야|예요|이에요|인가요?|인지|일까요?"
    r"|입니까|이니|이죠|이지|걸려요?|걸리나요|걸립니까|걸릴까요?|남았니|남았나요|드나요|들어요)"
    r"(?![가-힣]))"
)


def asked(text: str, start: int, end: int) -> bool:
    """Tell whether 몇 asks how many (몇 퍼센트야, 몇 달 걸려) and says no number.

    >>> asked("몇 퍼센트야", 0, 5)
    True
    >>> asked("몇 달러만 더", 0, 4)
    False
    """
    return text[start] == "몇" and _QUESTION.match(text, end) is not None


# --- reading ----------------------------------------------------------------------------------


class Number(NamedTuple):
    """What a number says: an exact one has low == high."""

    low: Decimal
    high: Decimal
    approx: bool = False
    """The number itself is vague: 여, 수, 몇, 서너."""


_ASCII = str.maketrans("０１２３４５６７８９．，−–△▼∼～〜˜∽⁓—‐", "0123456789.,----~~~~~~--")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_RANGED = re.compile("[~\\-에내과와]")
"""What a range has, whatever else it is: one look spares a search."""
_RANGE = regex.compile(rf"(?<=[\w])(?:{TO}|에서 ?)(?=[-\w])")
_SIGNED = re.compile(r"(-|\+|±|▲|마이너스 ?|영하 ?|플러스 ?)?(.*)", re.DOTALL)
_WELL_FORMED = re.compile(rf"[영공]|(?:\d+(?:\.\d+)?|[{UNIT_WORDS}십백천만억조경])+")
_CUT_SHORT = re.compile(rf"억[\d{UNIT_WORDS}]천")
"""`7억 2천` says 7억 2천만: nobody counts in thousands behind hundreds of millions."""
_SECTION = re.compile(r"(?=.)([^만억조경]*)([만억조경]?)")
_PART = re.compile(rf"(?=.)((?:\d+(?:\.\d+)?|[영공{UNIT_WORDS}])?)([십백천]?)")
_VAGUE = re.compile(r"([^수몇]*)([수몇]?)(.*)", re.DOTALL)
_POINTED = re.compile(rf"(.+?)점([영공{UNIT_WORDS}]+)")
_NEIGHBOURS = re.compile(r"(십?)([일이삼사오육칠팔])([이삼사오육륙칠팔구])([십백천만억조경]*)")
"""이삼만, 오륙백: one or the other."""
_NATIVE_WORD = re.compile(rf"({_any(NATIVE_TENS)})?({_any([*NATIVE_ABOUT, *NATIVE_UNITS])})?")


@lru_cache(maxsize=1 << 12)
def parse(text: str) -> Number | None:
    """Read a number or range as `NUM` matches it; None when it is not a well-formed number.

    >>> parse("6조6,980억")
    Number(low=Decimal('6698000000000'), high=Decimal('6698000000000'), approx=False)
    >>> parse("30~40만")
    Number(low=Decimal('300000'), high=Decimal('400000'), approx=False)
    """
    if _PLAIN.fullmatch(text):
        plain = Decimal(text.replace(",", ""))
        return Number(plain, plain)
    text = text.translate(_ASCII).strip()
    if _RANGED.search(text) and (found := _RANGE.search(text)):
        return _range(text[: found.start()], text[found.end() :])
    return _single(text)


def _single(text: str) -> Number | None:
    sign, body = _SIGNED.fullmatch(text).groups()  # type: ignore[union-attr]  # matches anything
    number = _unsigned(body)
    if number is None or sign in (None, "+", "▲", "플러스", "플러스 "):
        return number
    if sign == "±":
        return Number(-number.high, number.high, number.approx)
    return Number(-number.high, -number.low, number.approx)


def _unsigned(text: str) -> Number | None:
    about = "여" in text and not text.startswith("여") and "여섯" not in text and "여덟" not in text
    bare = text.replace("여", "") if about else text
    bare = bare.replace(" ", "").replace(",", "")
    if not bare:
        return None
    bare = f"0{bare}" if bare.startswith(".") else bare
    number = _fraction(bare) or _native(bare) or _sino(bare)
    return number and Number(number.low, number.high, number.approx or about)


def _range(left: str, right: str) -> Number | None:
    """Read both ends; a scale said once, at the right, counts for both (30~40만)."""
    high = _single(right)
    if high is None:
        return None
    lifted = _single(left + _shared_scale(left, right))
    plain = _single(left)
    for low in (lifted, plain):
        if low is not None and low.low <= high.high:
            return Number(low.low, high.high, low.approx or high.approx)
    return None


_SCALES = re.compile(r"[\d.,]+ ?(?:여 ?)?([십백천]?)([만억조경]?)")
_LARGE = re.compile("[만억조경]")
_SMALL = re.compile("[십백천]")


def _shared_scale(left: str, right: str) -> str:
    if _LARGE.search(left):
        return ""
    found = _SCALES.match(right)
    if not found:
        return ""
    small, large = found.groups()
    return large if _SMALL.search(left) else small + large


def _fraction(text: str) -> Number | None:
    if text in ("절반", "반"):
        return Number(Decimal("0.5"), Decimal("0.5"))
    below, of, above = text.partition("분의")
    if not of:
        return None
    lower, upper = _sino(below), _sino(above)
    if not lower or not upper or not lower.low:
        return None
    share = upper.low / lower.low
    return Number(share, share)


def _native(text: str) -> Number | None:
    found = _NATIVE_WORD.fullmatch(text)
    if not found:
        return None
    tens, units = found.groups()
    base = NATIVE_TENS[tens] if tens else 0
    if units in NATIVE_ABOUT:
        low, high = NATIVE_ABOUT[units]
        return Number(Decimal(base + low), Decimal(base + high), approx=True)
    whole = Decimal(base + (NATIVE_UNITS[units] if units else 0))
    return Number(whole, whole)


def _sino(text: str) -> Number | None:
    """Read digits and Sino-Korean words, vague ones (수십억) as 2 to 9 times what they count."""
    if text[0].isdigit():
        total = _myriads(f"{text}만" if _CUT_SHORT.search(text[-3:]) else text)
        return None if total is None else Number(total, total)
    return _sino_words(text)


def _sino_words(text: str) -> Number | None:
    """Read a number that begins with a word."""
    if pair := _NEIGHBOURS.fullmatch(text):
        before, first, second, after = pair.groups()
        if DIGIT_WORDS[second] == DIGIT_WORDS[first] + 1:
            low, high = _myriads(before + first + after), _myriads(before + second + after)
            return None if low is None or high is None else Number(low, high, approx=True)
    if pointed := _POINTED.fullmatch(text):
        whole = _myriads(pointed[1])
        part = Decimal("0." + "".join(str(DIGIT_WORDS[w]) for w in pointed[2]))
        return None if whole is None else Number(whole + part, whole + part)
    if _CUT_SHORT.search(text[-3:]):
        text += "만"
    before, vague, after = _VAGUE.fullmatch(text).groups()  # type: ignore[union-attr]
    total = _myriads(f"{before}일{after}" if vague else text)
    if total is None:
        return None
    step = _myriads(f"일{after}") if vague else None
    return Number(total + step, total + 8 * step, approx=True) if step else Number(total, total)


def _myriads(text: str) -> Decimal | None:
    """Sum sections of up to four digits, each with its 만, 억, 조 or 경."""
    if not _WELL_FORMED.fullmatch(text):
        return None
    return _falling(text, _SECTION, LARGE, _section)


def _section(text: str) -> Decimal | None:
    return _falling(text, _PART, SMALL, _coefficient)


def _coefficient(text: str) -> Decimal:
    return DIGIT_WORDS.get(text) or Decimal(0 if text in ("영", "공") else text)


def _falling(
    text: str,
    part: re.Pattern[str],
    scales: Mapping[str, Decimal],
    read: Callable[[str], Decimal | None],
) -> Decimal | None:
    """Sum of coefficient times scale; each must be smaller than the scale before it."""
    total, limit = Decimal(0), Decimal("Infinity")
    for coefficient, word in part.findall(text):
        scale = scales.get(word, Decimal(1))
        value = read(coefficient) if coefficient else Decimal(1)
        if value is None or value * scale >= limit:
            return None
        total, limit = total + value * scale, scale
    return total

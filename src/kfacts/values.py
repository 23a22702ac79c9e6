"""Values: from the matched text to what it says. Pure functions; None is a veto.

A rule names one of `FUNCTIONS`, which gets the text the pattern matched and the rule's arguments.
What stands beside the match (약, 이상, 넘는) is read by `kfacts.extract.modifiers`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Literal

import regex

from kfacts.korean import numerals
from kfacts.korean.dates import DateExpr, find_dates
from kfacts.korean.numerals import DIGIT_WORDS, Number
from kfacts.units import SAID_ATTACHED, Currency, currencies, currency_signs, either, units

Bound = Literal["min", "max"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range with its unit: what money, percentages and quantities say."""

    low: Decimal
    high: Decimal
    approx: bool
    unit: str
    """ISO 4217 code, `%`, `%p`, or the counter as written without spaces."""
    bound: Bound | None = None
    inclusive: bool | None = None
    per: str | None = None
    closed: bool = False
    """Both ends are said (10만원 이상 20만원 미만): no word beside it makes a bound of it."""


def decimal_text(number: Decimal) -> str:
    """Write a number in plain notation: no exponent, no trailing zeros.

    >>> decimal_text(Decimal("1.50E+3"))
    '1500'
    """
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def as_dict(label: str, amount: Amount) -> dict[str, Any]:
    """Give the record's value (`model.MoneyValue`, `PercentValue`, `QuantityValue`) as a dict."""
    low = decimal_text(amount.low)
    value: dict[str, Any] = {
        "min": low,
        "max": low if amount.high is amount.low else decimal_text(amount.high),
        "approx": amount.approx,
        "bound": amount.bound,
    }
    if amount.bound is not None:
        value["inclusive"] = bool(amount.inclusive)
    if label == "money":
        value["currency"] = amount.unit
        if amount.per:
            value["per"] = amount.per
    elif label == "percent":
        value["point"] = amount.unit == "%p"
    else:
        value["unit"] = amount.unit
    return value


# --- the functions that rules name ------------------------------------------------------------

_NUMBER = regex.compile(numerals.NUM)
_SIGN = regex.compile(either(currency_signs()))
_THOUSANDS = re.compile(
    r" ?(?:([kK])|([mM]|million|백만)|([bB]|billion|bn)|(trillion))(?![A-Za-z])"
)
_DIGITS = re.compile(r"\d")
_FROM_DIGITS = re.compile(r"\d.*")
_MYRIADS = re.compile("[십백천만억조]")
_TWICE = re.compile(r"(?P<name>\D+?)로? ?(?P<number>\d.*?) ?(?:달러|페소)")
_DECADE = re.compile(r"대(?: ?(초반|중반|후반))?$")
_THIRDS = {"초반": (0, 4), "중반": (4, 7), "후반": (7, 10), None: (0, 10)}
_WHOLE = frozenset({"KRW", "JPY", "VND"})
"""Currencies that are not divided: 20만원대 ends at 299,999."""


def money(text: str, code: str = "", times: str = "1") -> Amount | None:
    """Read an amount of money: `5만4천원`, `$3.5`, `3 홍콩 달러`, `20만원대 후반`.

    With a code the unit is not looked at: for patterns of one currency; `times` is what one of the
    number is in it.
    """
    if text[0] in "-−" and (positive := money(text[1:], code)) and _SIGN.match(text, 1):
        return replace(positive, low=-positive.high, high=-positive.low)
    sign = _SIGN.match(text)
    split = _split(text[sign.end() :].lstrip() if sign else text)
    if split is None:
        return None
    said, number, written = split
    number, written = _thousands(number, written)
    third = _DECADE.search(written)
    written = (written[: third.start()] if third else written).replace(" ", "")
    known = currencies().get(written)
    if known is None and (code or sign):
        known = Currency(code or currency_signs()[sign.group()], Decimal(1))  # type: ignore[union-attr]
    if known is None:
        return None
    if not sign and _is_word(text, said, written):
        return None
    amount = _amount(number, known.code, known.factor * Decimal(times))
    return _decade(amount, third[1], int(known.code in _WHOLE)) if third else amount


def money_named(text: str) -> Amount | None:
    """Read an amount behind the name of its currency: `캐나다 달러 50`."""
    number = _FROM_DIGITS.search(text)
    return money(f"{number.group()} {text[: number.start()].strip()}") if number else None


def money_named_twice(text: str) -> Amount | None:
    """Read an amount whose country is said before it: `호주 달러 120달러`."""
    found = _TWICE.fullmatch(text)
    return money(f"{found['number']} {found['name']}") if found else None


def money_and_part(text: str, code: str, whole: str, part: str) -> Amount | None:
    """Read an amount with hundredths that only follow it: `1,320원 50전`."""
    large, _, small = text.partition(whole)
    amount = money(f"{large}{whole}", code)
    if amount is None or amount.low != amount.high:
        return None
    total = amount.low + Decimal(small.removesuffix(part).strip()) / 100
    return replace(amount, low=total, high=total)


def percent(text: str, scale: str = "1", unit: str = "%") -> Amount | None:
    """Read a percentage; `scale` is what one of the unit is in percent, unit `%` or `%p`."""
    split = _split(text)
    if split is None:
        return None
    said, number, written = split
    if _is_word(text, said, written):
        return None
    amount = _amount(number, unit, Decimal(scale))
    third = _DECADE.search(written)
    return _decade(amount, third[1], 0) if third else amount


def percent_of(text: str) -> Amount | None:
    """Read a fraction of a hundred: `100분의 3`."""
    number = numerals.parse(text)
    return number and _amount(number, "%", Decimal(100))


def percent_share(text: str) -> Amount | None:
    """Read a share of one percent: `1/4 퍼센트`, `4분의 1 퍼센트`."""
    above, slash, below = _SHARE.match(text).group().partition("/")  # type: ignore[union-attr]
    number = numerals.parse(f"{below}분의{above}" if slash else above)
    return number and _amount(number, "%", Decimal(1))


def fixed(_text: str, share: str) -> Amount:
    """Give what a word says by itself: 반값 is 50 percent."""
    return Amount(Decimal(share), Decimal(share), approx=False, unit="%")


_SHARE = re.compile(r"\d+/\d+|[^ 분]+ ?분의 ?.")
_PLACES = {"할": Decimal(10), "푼": Decimal(1), "리": Decimal("0.1")}
_PLACE = regex.compile(rf"({numerals.FIGURES}|{numerals.NUM}|[{numerals.UNIT_WORDS}]) ?([할푼리])")


def places(text: str) -> Amount | None:
    """Read tenths, hundredths and thousandths: `3할 2푼 5리` is 32.5 percent."""
    total = Decimal(0)
    for written, place in _PLACE.findall(text):
        number = numerals.parse(written)
        if number is None or number.low != number.high:
            return None
        total += number.low * _PLACES[place]
    return Amount(total, total, approx=False, unit="%") if total else None


def quantity(text: str, unit: str = "") -> Amount | None:
    """Read a number with its counter or unit, as written; `unit` where a rule names another."""
    split = _split(text)
    if split is None:
        return None
    said, number, written = split
    if unit:
        return _amount(number, unit, Decimal(1))
    spaced = written.endswith(" 반")
    written = written.replace(" ", "")
    if written.endswith("반") and (spaced or written not in units()):
        written = written[:-1]
        number = Number(number.low + HALF, number.high + HALF, number.approx)
    if said.strip() == "만일":  # if
        return None
    if text.startswith("이 ") and not written.endswith(("미터", "그램", "리터", "톤")):
        return None  # this
    if not written or _is_word(text, said, written) or not _goes_with(said, written, number):
        return None
    return _amount(number, written, Decimal(1))


HALF: Final = Decimal("0.5")


def _is_word(text: str, number: str, unit: str) -> bool:
    """Whether what looks like a number word is the beginning of a word: 이유로, 세종, 만점."""
    said = number.strip()
    if _DIGITS.search(said) or (len(said) > 1 and _MYRIADS.search(said)):
        return False
    single = said in DIGIT_WORDS
    spaced = text[len(number) : len(number) + 1].isspace() or number.endswith(" ")
    if unit == "원":
        return said == "이" if spaced and single else said not in ("십", "백", "천", "만")
    if spaced:
        of_this = unit == "프로" and said == "이"  # this pro
        return single and (len(unit) == 1 or unit == "사람" or of_this)
    if said in ("십", "백", "천", "만") and unit in currencies():
        return False
    return unit not in SAID_ATTACHED


_MANY = re.compile("[^0-9]+[만억]")
_FIGURES = re.compile("[0-9０-９]")
_COUNTS = re.compile("[0-9０-９십백천만억조]")
_SPELT = re.compile("[영공일이삼사오육륙칠팔구]+(?:점|$)")


def _goes_with(number: str, unit: str, value: Number) -> bool:
    """Whether a counter takes this sort of number word; an unknown unit takes any."""
    known = units().get(unit)
    if number.strip() in ("몇", "하나"):
        return False
    if known is None:
        return unit not in currencies()
    kinds = known.numbers
    if _MANY.fullmatch(number) and len(unit) == 1 and not {*kinds} & {*"s1n"}:
        return False  # 오만석
    if _COUNTS.search(number):
        least = 10_000 if "m" in kinds else 100 if "h" in kinds else 0
        counted = "d" in kinds if _FIGURES.search(number) else len(kinds) > 1
        return value.low >= least if least else counted or value.low >= 10_000
    if _SPELT.match(number):
        return "s" in kinds and (len(unit) > 1 or len(number.strip()) > 1)
    return ("1" if number.strip() == "한" else "n") in kinds


def _split(text: str) -> tuple[str, Number, str] | None:
    """Return the number at the beginning of a text as written, as read, and what follows it."""
    match = _NUMBER.match(text)
    number = match and numerals.parse(match.group())
    if match is None or number is None:
        return None
    return match.group(), number, text[match.end() :].strip()


def _thousands(number: Number, written: str) -> tuple[Number, str]:
    """Multiply by a K, M or B behind the digits (10K 달러)."""
    found = _THOUSANDS.match(written)
    if not found or (found.end() == len(written) and written in currencies()):
        return number, written
    factor = Decimal(1000) ** next(i + 1 for i, g in enumerate(found.groups()) if g)
    scaled = Number(number.low * factor, number.high * factor, number.approx)
    return scaled, written[found.end() :].strip()


def _amount(number: Number, unit: str, factor: Decimal) -> Amount:
    low = number.low * factor
    high = low if number.high is number.low else number.high * factor
    return Amount(low, high, number.approx, unit)


def _decade(amount: Amount, third: str | None, less: int) -> Amount:
    """Widen to all that begins with the same digits: 20만원대 is 200,000 to 299,999."""
    tenth = _place(amount.high) / 10
    first, end = _THIRDS[third]
    low = amount.low + tenth * first
    high = amount.high + tenth * end - less
    return replace(amount, low=low, high=high, approx=amount.approx or third is not None)


def _place(number: Decimal) -> Decimal:
    """Place value of the last digit that is not zero: 10,000 for 230,000."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


# --- ranges ------------------------------------------------------------------------------------


def span(low: Amount, high: Amount) -> Amount | None:
    """Join the two ends of a range (`5천만원`, `1억원`); None when they do not belong together."""
    if low.unit != high.unit or low.low > high.high:
        return None
    return replace(low, high=high.high, approx=low.approx or high.approx)


_IN_CENTS: Final = frozenset({"EUR", "HKD", "SGD", "AUD", "NZD", "CAD", "TWD"})
"""Currencies whose hundredth is called 센트 too; alone it is the dollar's."""


def compound(large: Amount, small: Amount) -> Amount | None:
    """Add a part said in a subunit (`3달러`, `50센트`); None when it is none."""
    shared = small.unit == "USD" and large.unit in _IN_CENTS
    if (large.unit != small.unit and not shared) or small.high >= 1 or large.low != large.high:
        return None
    return replace(large, low=large.low + small.low, high=large.high + small.high)


def date(text: str) -> DateExpr | None:
    """Read a date, duration or set that the matched text is as a whole."""
    found = find_dates(text)
    return found[0].expr if found and (found[0].start, found[0].end) == (0, len(text)) else None


FUNCTIONS: Final[Mapping[str, Callable[..., Amount | DateExpr | None]]] = {
    "date": date,
    "money": money,
    "money_and_part": money_and_part,
    "money_named": money_named,
    "money_named_twice": money_named_twice,
    "fixed": fixed,
    "percent": percent,
    "percent_of": percent_of,
    "percent_share": percent_share,
    "places": places,
    "quantity": quantity,
}
"""What a rule's `value` may name. All take the matched text first, then the rule's arguments."""

"""Currencies, units and counters as data, and as the sub-patterns that rules are written with."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from kfacts.korean import numerals
from kfacts.korean.numerals import DIGITS_BEGIN, Beginning


class Currency(NamedTuple):
    """What a currency word stands for."""

    code: str
    """ISO 4217."""
    factor: Decimal
    """1, or what one subunit is in the main unit."""


BUCKET = 12


def either(words: Iterable[str]) -> str:
    """Alternation of literal words, the longest first; a space in a word is optional.

    Words are grouped by their first character and these again into buckets behind a character
    class, so that a long list costs little where none of its words begins.
    """
    rests: dict[str, list[str]] = {}
    spelt = {spelling for word in words for spelling in (word, word.replace(" ", ""))}
    for word in sorted(spelt, key=lambda w: (-len(w), w)):
        rests.setdefault(word[0], []).append(regex.escape(word[1:]))
    groups = [(regex.escape(c), "|".join(rests[c])) for c in sorted(rests)]
    buckets = [groups[i : i + BUCKET] for i in range(0, len(groups), BUCKET)]
    return _guarded(groups, "|".join(_guarded(b, _joined(b)) for b in buckets))


def _joined(groups: Iterable[tuple[str, str]]) -> str:
    return "|".join(f"{first}(?:{rest})" for first, rest in groups)


def _guarded(groups: Iterable[tuple[str, str]], pattern: str) -> str:
    return f"(?=[{''.join(first for first, _ in groups)}])(?:{pattern})"


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a built-in table, without its comments."""
    text = (files("kfacts") / "rules" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def currencies() -> Mapping[str, Currency]:
    """Every way to name a currency after a number, spaces removed."""
    found: dict[str, Currency] = {}
    for code, countries, names, _, subunits in rows("currencies.tsv"):
        known = found.setdefault
        for word, alone in _starred(names.split(",")):
            for name in _named(countries, word, alone):
                known(name, Currency(code, Decimal(1)))
        for part in filter(None, subunits.split(";")):
            words, _, many = part.partition("=")
            for word, alone in _starred(words.split(",")):
                for name in _named(countries, word, alone):
                    known(name, Currency(code, 1 / Decimal(many or 100)))
    return found


def _starred(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words; after the first with a star all mean this currency without a country."""
    starred = bool(words) and words[0].startswith("*")
    for word in words:
        yield word.removeprefix("*"), starred or not regex.match("[가-힣]", word)


def _named(countries: str, word: str, alone: bool) -> Iterator[str]:
    if alone:
        yield word.replace(" ", "")
    for country in filter(None, countries.split(",")):
        if regex.match("[가-힣]", word):
            yield (country + word).replace(" ", "")


@cache
def currency_signs() -> Mapping[str, str]:
    """Signs and codes that stand before a number, with their ISO code."""
    return {
        sign: code
        for code, _, _, signs, _ in rows("currencies.tsv")
        for sign in filter(None, signs.split(","))
    }


class Unit(NamedTuple):
    """A counter or unit and the number words it goes with."""

    numbers: str
    """Letters as explained in units.tsv."""
    family: str


@cache
def units() -> Mapping[str, Unit]:
    """Counters and units as written, spaces removed."""
    return {word: Unit(numbers, family) for word, numbers, family in rows("units.tsv")}


SAID_ATTACHED = frozenset(
    [
        *("명", "개", "배", "원", "마리", "가지", "차례", "곳", "권", "잔", "사람", "그릇", "시간"),
        *("달러", "파운드", "위안", "루피", "페소", "프랑", "센트", "퍼센트", "프로", "퍼"),
    ]
)
"""Units that number words take without a space; before others they are parts of words (세종)."""
_COUNTED_BY_RULES = (
    *("분", "번", "대", "원", "한국", "할", "푼", "구", "기", "동", "회", "층", "주", "건"),
    *("퍼센트", "퍼", "프로", "페 센트", "곱", "점"),
)
"""What the patterns of built-in rules count by besides units and currencies."""


def digits_counting() -> Beginning:
    """Return where built-in rules can begin with digits: not where these only name a date."""
    dated = r"(?!\d{0,3}(?:년|개월)(?![생당])|\d?[월일](?!당))"
    return Beginning(DIGITS_BEGIN.characters, f"(?:{DIGITS_BEGIN.around}){dated}")


def words_counting() -> Beginning:
    """Return where built-in rules can begin with a number word.

    A word of one syllable is one only if what it counts stands behind it.
    """
    sino = [word for word, unit in units().items() if "s" in unit.numbers and word[1:]]
    money = [word for word in currencies() if re.match("[가-힣]", word)]
    apart = (*money, *_COUNTED_BY_RULES)
    return numerals.words_beginning(
        attached=_beginnings([*SAID_ATTACHED, "할", "푼", "대"]),
        money=_beginnings(money),
        sino=_beginnings([*sino, *(word for word in apart if word[1:]), *"원번할푼", "분의"]),
        native=_beginnings([*units(), *apart]),
    )


def _beginnings(words: Iterable[str]) -> list[str]:
    return sorted({word[:2] for word in words})


@cache
def end_pattern() -> str:
    """Pattern of the end of a unit: no word goes on, or only particles and endings follow."""
    attached = either(word for (word,) in rows("endings.tsv"))
    return (
        r"(?:(?<=[A-Za-z㎀-㏿°%％℃℉ℓ²³₂$]|m[23]|CO2)(?![A-Za-z0-9²³/])"
        r"|(?<![A-Za-z0-9])(?:(?!\w)"
        r"|(?=[이가은는을를의에와과도만로나씩당급쯤꼴등인선대권중간고다죠야요뿐랑면래](?![가-힣]))"
        rf"|(?={attached})))"
    )


def currency_pattern() -> str:
    """Pattern of a currency after a number, a space allowed after its country."""
    words = set()
    for _, countries, names, _, subunits in rows("currencies.tsv"):
        listed = [names, *(s.partition("=")[0] for s in subunits.split(";"))]
        for word, alone in (w for part in listed for w in _starred(part.split(","))):
            if word and alone:
                words.add(word)
            if word and regex.match("[가-힣]", word):
                words.update(f"{country} {word}" for country in countries.split(",") if country)
    return either(words)


@cache
def shared_patterns() -> Mapping[str, str]:
    """Sub-patterns that every rule may name."""
    return {
        "NUM": numerals.NUM,
        "DIGITS": numerals.DIGITS,
        "WORDS": numerals.WORDS,
        "FIGURES": numerals.FIGURES,
        "SINO": numerals.SINO,
        "NATIVE": numerals.NATIVE,
        "TO": numerals.TO,
        "CURRENCY": currency_pattern(),
        "CURRENCY_SIGN": either(currency_signs()),
        "UNIT": either(units()),
        "END": end_pattern(),
    }

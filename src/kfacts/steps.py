"""How a value came about, step by step: arithmetic of numbers, walks of dates."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import regex

from kfacts.korean import numerals
from kfacts.values import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kfacts.korean.dates import DateExpr, Step

_NUMBER = regex.compile(numerals.NUM)
_ENDS = regex.compile(numerals.TO)
_SECTION = regex.compile(r"(?=.)([^만억조경]*)([만억조경]?)")
_POWERS = {"": "", "만": "×10⁴", "억": "×10⁸", "조": "×10¹²", "경": "×10¹⁶"}


def arithmetic(text: str) -> Iterator[str]:
    """Yield one line for each number of a text that is more than its digits: 2조 3,500억 = ….

    Only what adds up is shown: the parts are read one by one and must sum to the number.
    """
    for match in _NUMBER.finditer(text):
        for written in _ENDS.split(match.group()):
            line = _sum(written.strip())
            if line:
                yield line


def _sum(written: str) -> str | None:
    number = numerals.parse(written)
    if number is None or number.low != number.high:
        return None
    parts = []
    total = Decimal(0)
    for coefficient, word in _SECTION.findall(written.replace("여", "")):
        one = numerals.parse(coefficient) if coefficient.strip() else numerals.parse("1")
        if one is None:
            return None
        total += one.low * numerals.LARGE.get(word, Decimal(1))
        parts.append(f"{decimal_text(one.low)}{_POWERS[word]}")
    shown = grouped(decimal_text(number.low))
    if total != number.low or written in (shown, decimal_text(number.low)):
        return None
    whole = " + ".join(parts)
    return f"{written} = {whole} = {shown}" if whole != shown else f"{written} = {shown}"


_CLOSED = {True: "inclusive", False: "exclusive"}


def amount(value: Mapping[str, Any]) -> str:
    """Say what the record's money, percent or quantity value means."""
    low, high = value["min"], value["max"]
    ends = [grouped(end) if end is not None else "…" for end in (low, high)]
    text = ends[0] if low == high else " – ".join(ends)
    unit = value.get("currency") or value.get("unit")
    unit = unit or ("%p" if value.get("point") else "%")
    marks = [
        "approximate" if value["approx"] else "",
        {"min": "a lower bound", "max": "an upper bound"}.get(value["bound"] or "", ""),
        "" if value.get("inclusive") is None else _CLOSED[value["inclusive"]],
        f"per {value['per']}" if value.get("per") else "",
    ]
    return ", ".join([f"{text} {unit}", *filter(None, marks)])


def grouped(number: str) -> str:
    """Write a decimal string with commas."""
    return f"{Decimal(number):,f}"


def walk(expr: DateExpr) -> str:
    """Say what a date expression says, before it is resolved: year -1 from the reference, …."""
    if expr.period is not None:
        said = f"{expr.kind} {expr.period}"
    else:
        said = ", ".join(map(_step, expr.steps))
        if expr.until:
            said += f" … until {', '.join(map(_step, expr.until))}"
    return f"{said}, {expr.mod}" if expr.mod else said


_ANCHORS = {"now": "the reference", "then": "the date before it", "said": "the reference"}


def _step(step: Step) -> str:
    anchor = _ANCHORS[step.anchor]
    if step.shift is not None and step.value is None:
        return (
            f"{step.unit} of {anchor}"
            if not step.shift
            else f"{step.unit} {step.shift:+d} from {anchor}"
        )
    which = {-1: "last ", 0: "", 1: "next "}.get(step.toward, "")
    return f"{which}{step.unit}" + ("" if step.value is None else f" {step.value}")


def resolved(value: Mapping[str, Any], reference: str) -> str:
    """Say what a date came to, and against what."""
    timex = value["timex"] or "unknown"
    if value["kind"] != "date":
        return f"{value['kind']} {timex}"
    if value["start"] is None:
        return f"{timex}: its days cannot be known from {reference}"
    days = (
        value["start"] if value["start"] == value["end"] else f"{value['start']} – {value['end']}"
    )
    return f"{timex} = {days}, against {reference}"

"""Money, dates, percentages and quantities: patterns over the characters of the text.

All rules stand in one alternation, tried once at each place: first the rules with a shape of
their own, then the number, read once, and behind it what may follow. So a text costs one pass,
however many rules there are.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

import regex

from kfacts.extract.candidate import Candidate
from kfacts.extract.modifiers import Modifiers
from kfacts.korean import numerals
from kfacts.korean.dates import DateExpr, find_dates
from kfacts.rulefile import Rule, RuleSet
from kfacts.values import FUNCTIONS, Amount, as_dict, compound, span

Said = Amount | DateExpr
"""What stands at a literal."""

_TO = regex.compile(rf"{numerals.TO}|부터 ?|[와과] (?=.*? ?사이)")
_CHANGE = regex.compile(r"(?:으로|로)(?!부터)")
"""After `A에서 B` tells that A became B: two values, not a range."""


class Literals:
    """The compiled rules. Build it once; it holds nothing of the texts but the last few results."""

    def __init__(self, rules: RuleSet) -> None:
        alone = [rule for rule in rules.rules if not rule.shares_head]
        tails = [rule for rule in rules.rules if rule.shares_head]
        self._rules = (*alone, *tails)
        self._pattern = regex.compile(_alternation(alone, tails))
        self._modifiers = Modifiers(rules.modifiers)
        self._said = lru_cache(maxsize=1 << 14)(self._value)
        self._scan = lru_cache(maxsize=8)(self._read_all)

    def find(self, text: str) -> list[Candidate]:
        """Return what the rules find, in text order; a date may overlap an amount."""
        return sorted(self._scan(text))

    def read(self, text: str, candidate: Candidate) -> Said:
        """Return what is said at a candidate that `find` gave for this text (KeyError else)."""
        return self._scan(text)[candidate]

    def value(self, text: str, candidate: Candidate) -> dict[str, Any]:
        """Return the record's value of a money, percent or quantity candidate."""
        return as_dict(candidate.label, cast("Amount", self.read(text, candidate)))

    def _read_all(self, text: str) -> dict[Candidate, Said]:
        found: dict[Candidate, Said] = {}
        for candidate, said in _joined(text, self._matches(text)):
            if isinstance(said, Amount):
                found[candidate] = self._modifiers.apply(said, text, *candidate[:2])
            else:
                found[candidate] = said
        for date in find_dates(text):
            found[Candidate(date.start, date.end, "date", date.rule)] = date.expr
        return found

    def _matches(self, text: str) -> Iterator[tuple[Candidate, Said]]:
        for match in self._pattern.finditer(text):
            index = cast("int", match.lastindex) - 1
            rule = self._rules[index]
            if rule.label == "none":
                continue
            said = self._said(index, match.group())
            if said is not None:
                yield Candidate(match.start(), match.end(), rule.label, rule.id), said

    def _value(self, index: int, text: str) -> Said | None:
        rule = self._rules[index]
        return FUNCTIONS[rule.function](text, *rule.args)


def _alternation(alone: Sequence[Rule], tails: Sequence[Rule]) -> str:
    """Write all rules as one pattern whose n-th group is the n-th rule, `alone` before `tails`."""
    choices = [f"{rule.before}({rule.body})" for rule in alone]
    if tails:
        head = f"(?:{numerals.NUM})"
        choices.append(head + "(?:" + "|".join(f"({_tail(rule)})" for rule in tails) + ")")
    return "|".join(choices)


def _tail(rule: Rule) -> str:
    return rule.body.removeprefix(f"(?:{numerals.NUM})")


def _joined(text: str, found: Iterator[tuple[Candidate, Said]]) -> Iterator[tuple[Candidate, Said]]:
    """Join ranges said with both units (`5천만원에서 1억원`) and parts (`3달러 50센트`)."""
    held: tuple[Candidate, Said] | None = None
    for candidate, said in found:
        joined = held and _join(text, *held, candidate, said)
        if held and not joined:
            yield held
        held = joined or (candidate, said)
    if held:
        yield held


def _join(
    text: str, left: Candidate, low: Said, right: Candidate, high: Said
) -> tuple[Candidate, Said] | None:
    if left.label != right.label or right.start - left.end > 6:
        return None
    if not isinstance(low, Amount) or not isinstance(high, Amount):
        return None
    gap = text[left.end : right.start]
    if gap in ("", " "):
        said = compound(low, high)
    elif _TO.fullmatch(gap) and not ("에서" in gap and _CHANGE.match(text, right.end)):
        said = span(low, high)
    else:
        return None
    if said is None:
        return None
    return Candidate(left.start, right.end, left.label, left.rule), said

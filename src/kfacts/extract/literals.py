"""Money, dates, percentages and quantities: patterns over the characters of the text.

Rules that begin with a number share one pass: the number is read once, and behind it stand all that
may follow. A rule with a shape of its own has a pass of its own, which costs next to nothing where
its first character is rare. What overlaps is settled by one written order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

import regex

from kfacts.extract.candidate import Candidate
from kfacts.extract.modifiers import Modifiers, per
from kfacts.korean import numerals
from kfacts.korean.dates import DateExpr, find_dates
from kfacts.rulefile import Rule, RuleLabel, RuleSet
from kfacts.units import shared_patterns
from kfacts.values import FUNCTIONS, Amount, as_dict, compound, span

Said = Amount | DateExpr
"""What is said: for a date before it is resolved."""


class Match(NamedTuple):
    """Where a rule matched (half-open), and what is said there; None for label none."""

    start: int
    end: int
    rank: int
    label: RuleLabel
    rule: str
    said: Said | None


_TO = regex.compile(rf"{numerals.TO}|에서 ?|부터 ?|[와과] (?=.*? ?사이)")
_CHANGE = regex.compile(r"(?: ?(?:정도|가량|수준|선|대|안팎|쯤))?(?:으로|로)(?!부터)")
"""After `A에서 B` tells that A became B: two values, not a range."""


class Literals:
    """The compiled rules. Build it once; it holds nothing of the texts but the last few results."""

    def __init__(self, rules: RuleSet) -> None:
        self._modifiers = Modifiers(rules.modifiers)
        ranked = list(enumerate(rules.rules))
        self._passes = [_Pass([(i, rule)]) for i, rule in ranked if not rule.heads]
        for head in ("DIGITS", "WORDS"):
            if tails := [(i, rule) for i, rule in ranked if head in rule.heads]:
                # What depends on the words before is tried last, lest it hide what does not.
                tails.sort(key=lambda tail: bool(tail[1].before))
                self._passes.append(_Pass(tails, head))
        self._dates = _rank_of_dates(rules)
        self._scan = lru_cache(maxsize=8)(self._read_all)

    def find(self, text: str) -> list[Candidate]:
        """Return what the rules find, in text order, without overlaps."""
        return list(self._scan(text))

    def read(self, text: str, candidate: Candidate) -> Said:
        """Return what is said at a candidate that `find` gave for this text (KeyError else)."""
        return self._scan(text)[candidate]

    def value(self, text: str, candidate: Candidate) -> dict[str, Any]:
        """Return the record's value of a money, percent or quantity candidate."""
        return as_dict(candidate.label, cast("Amount", self.read(text, candidate)))

    def forget(self) -> None:
        """Drop the results kept of the last texts, as before a measurement."""
        self._scan.cache_clear()

    def _read_all(self, text: str) -> dict[Candidate, Said]:
        matches = [
            Match(d.start, d.end, self._dates, "date", d.rule, d.expr) for d in find_dates(text)
        ]
        matches += (match for one in self._passes for match in one.matches(text))
        found: dict[Candidate, Said] = {}
        for candidate, said in _joined(text, _settled(matches)):
            if isinstance(said, Amount):
                found[candidate] = self._beside(text, candidate, said)
            else:
                found[candidate] = said
        return found

    def _beside(self, text: str, candidate: Candidate, said: Amount) -> Amount:
        """Add what the words beside the amount say."""
        amount = self._modifiers.apply(said, text, candidate.start, candidate.end)
        each = per(text, candidate.start) if candidate.label == "money" else None
        return replace(amount, per=each) if each else amount


def _settled(matches: list[Match]) -> Iterator[tuple[Candidate, Said]]:
    """Keep what does not overlap: the leftmost first, at one place the first in rank."""
    matches.sort(key=itemgetter(0, 2))
    until = 0
    for start, end, _, label, rule, said in matches:
        if start < until:
            continue
        until = end
        if label != "none" and said is not None:
            yield Candidate(start, end, label, rule), said


class _Pass:
    """One run over the text: a rule with a shape of its own, or all that follow a number."""

    def __init__(self, ranked: Sequence[tuple[int, Rule]], head: str = "") -> None:
        self._ranks, self._rules = zip(*ranked, strict=True)
        self._pattern = regex.compile(_written(self._rules, head))
        self._before = [rule.before and regex.compile(rule.before) for rule in self._rules]
        self._said = lru_cache(maxsize=1 << 12)(self._value)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield what is found and has a value, or is of label none."""
        for match in self._pattern.finditer(text):
            index = cast("int", match.lastindex) - 1
            before, rule = self._before[index], self._rules[index]
            if before and not before.match(text, match.start()):
                continue
            said = self._said(index, match.group())
            if said is not None or rule.label == "none":
                yield Match(*match.span(), self._ranks[index], rule.label, rule.id, said)

    def _value(self, index: int, text: str) -> Said | None:
        rule = self._rules[index]
        return FUNCTIONS[rule.function](text, *rule.args) if rule.function else None


def _rank_of_dates(rules: RuleSet) -> int:
    """Dates come before quantities of no priority, and after everything else."""
    later = (i for i, r in enumerate(rules.rules) if r.priority <= 0 and r.label == "quantity")
    return next(later, len(rules.rules))


def _written(rules: Sequence[Rule], head: str) -> str:
    """Write rules as one pattern whose n-th group is the n-th rule; the number is read once."""
    if not head:
        return f"({rules[0].body})"
    known = shared_patterns()
    tails = [rule.body[len(f"(?:{known[rule.head]})") :] for rule in rules]
    return f"(?:{known[head]})(?:" + "|".join(f"({tail})" for tail in tails) + ")"


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
    elif _TO.fullmatch(gap) and not _changes(text, gap, low, right.end):
        said = span(low, high)
    else:
        return None
    if said is None:
        return None
    return Candidate(left.start, right.end, left.label, left.rule), said


def _changes(text: str, gap: str, low: Amount, end: int) -> bool:
    """Whether `A에서 B` tells a change and not a range: B is followed by 로, or A is a range."""
    ranged = low.low != low.high and not low.approx
    return "에서" in gap and (ranged or _CHANGE.match(text, end) is not None)

"""Money, dates, percentages and quantities: patterns over the characters of the text.

Rules that begin with a number share one pass: the number is read once, and behind it stand all that
may follow. A rule with a shape of its own has a pass of its own, which costs next to nothing where
its first character is rare. What overlaps is settled by one written order.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

import regex

from kfacts.extract.candidate import Candidate
from kfacts.extract.modifiers import Modifiers
from kfacts.korean import numerals
from kfacts.rulefile import Rule, RuleSet, shared_patterns
from kfacts.values import FUNCTIONS, Amount, as_dict, compound, span

Said = Amount | Any
"""An amount, or for a date what `korean.dates` reads."""

Match = tuple[int, int, Rule, Said]
"""Where a rule matched (half-open), and what is said there; None for label none."""

_TO = regex.compile(rf"{numerals.TO}|부터 ?|[와과] (?=.*? ?사이)")
_CHANGE = regex.compile(r"(?:으로|로)(?!부터)")
"""After `A에서 B` tells that A became B: two values, not a range."""


class Literals:
    """The compiled rules. Build it once; it holds nothing of the texts but the last few results."""

    def __init__(self, rules: RuleSet) -> None:
        self._modifiers = Modifiers(rules.modifiers)
        self._passes = [_Pass([rule]) for rule in rules.rules if not rule.heads]
        for head in ("DIGITS", "WORDS"):
            if tails := [rule for rule in rules.rules if head in rule.heads]:
                # What depends on the words before is tried last, lest it hide what does not.
                self._passes.append(_Pass(sorted(tails, key=lambda r: bool(r.before)), head))
        self._rank = {rule.id: i for i, rule in enumerate(rules.rules)}
        self._scan = lru_cache(maxsize=8)(self._read_all)

    def find(self, text: str) -> list[Candidate]:
        """Return what the rules find, in text order, without overlaps."""
        return list(self._scan(text))

    def read(self, text: str, candidate: Candidate) -> Said:
        """Return what is said at a candidate that `find` gave for this text (KeyError else)."""
        return self._scan(text)[candidate]

    def value(self, text: str, candidate: Candidate) -> dict[str, Any]:
        """Return the record's value of a money, percent or quantity candidate."""
        return as_dict(candidate.label, self.read(text, candidate))

    def _read_all(self, text: str) -> dict[Candidate, Said]:
        matches = [match for one in self._passes for match in one.matches(text)]
        found: dict[Candidate, Said] = {}
        for candidate, said in _joined(text, self._settled(matches)):
            if isinstance(said, Amount):
                found[candidate] = self._modifiers.apply(said, text, *candidate[:2])
            else:
                found[candidate] = said
        return found

    def _settled(self, matches: list[Match]) -> Iterator[tuple[Candidate, Said]]:
        """Keep what does not overlap: the leftmost first, at one place the first rule."""
        matches.sort(key=lambda m: (m[0], self._rank[m[2].id]))
        until = 0
        for start, end, rule, said in matches:
            if start < until:
                continue
            until = end
            if rule.label != "none":
                yield Candidate(start, end, rule.label, rule.id), said


class _Pass:
    """One run over the text: a rule with a shape of its own, or all that follow a number."""

    def __init__(self, rules: Sequence[Rule], head: str = "") -> None:
        self._rules = rules
        self._pattern = regex.compile(_written(rules, head))
        self._before = [rule.before and regex.compile(rule.before) for rule in rules]
        self._said = lru_cache(maxsize=1 << 12)(self._value)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield what is found and has a value, or is of label none."""
        for match in self._pattern.finditer(text):
            index = cast("int", match.lastindex) - 1
            before = self._before[index]
            if before and not before.match(text, match.start()):
                continue
            rule = self._rules[index]
            said = self._said(index, match.group())
            if said is not None or rule.label == "none":
                yield match.start(), match.end(), rule, said

    def _value(self, index: int, text: str) -> Said | None:
        rule = self._rules[index]
        return FUNCTIONS[rule.function](text, *rule.args) if rule.function else None


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
    if left.label != right.label or not isinstance(low, Amount) or right.start - left.end > 6:
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

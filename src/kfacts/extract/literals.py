"""Money, dates, percentages and quantities: patterns over the characters of the text.

One scan stops at the characters a rule can begin with. Rules that begin with a number share one
pattern: the number is read once, and behind it stand all that may follow. A rule with a shape of
its own that does not say what it begins with has a pass of its own over the text. What overlaps is
settled by one written order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, cast

import regex

from kfacts.extract.candidate import Candidate
from kfacts.extract.modifiers import Modifiers, per
from kfacts.korean import numerals
from kfacts.korean.dates import DateExpr, FoundDate, find_dates
from kfacts.korean.numerals import DIGITS_BEGIN, WORDS_BEGIN, Beginning
from kfacts.rulefile import Rule, RuleLabel, RuleSet
from kfacts.units import digits_counting, shared_patterns, words_counting
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


_TO = re.compile(rf"{numerals.TO}|에서 ?|부터 ?")
_PARTS = frozenset(["", " ", "와 ", "과 ", "하고 ", " 하고 "])
"""Between an amount and its part in a subunit."""
_BOTH = regex.compile("[와과] ?")
_AT_LEAST = regex.compile(" ?(?:이상|초과)(?:에서|부터|,)? ?[~∼～]? ?")
_AT_MOST = regex.compile(" ?(?:이하|미만|이내)")
_BETWEEN = regex.compile(" ?(?:의 ?)?사이")
_CHANGE = regex.compile(
    r"(?: ?(?:정도|가량|수준|선|대|안팎|쯤|이상|이하|남짓|내외))?(?:(?:으로|로)(?!부터)"
    r"|[이가] ?(?:됐|되었|돼)|, 다시"
    r"|까지 (?:(?:대폭|크게|소폭|더) )?(?:늘|줄|올[라리렸랐]|오르|내[려리렸]|떨어|높[아이였]"
    r"|낮[추아췄]|치솟|확대|증가|감소|상승|하락))"
)
"""After `A에서 B` tells that A became B: two values, not a range."""


_APART = "(?<![A-Za-z][A-Za-z])(?<![가-힣][가-힣])"
"""Not inside a word."""


def _beginning(rule: Rule) -> Beginning:
    """Return where a rule with a shape of its own can begin."""
    return Beginning(rule.begins, _APART + (f"(?={rule.second})" if rule.second else ""))


class Literals:
    """The compiled rules. Build it once; it holds nothing of the texts but the last few results."""

    def __init__(self, rules: RuleSet) -> None:
        self._modifiers = Modifiers(rules.modifiers)
        ranked = list(enumerate(rules.rules))
        alone = [_Group([(i, rule)], _beginning(rule)) for i, rule in ranked if not rule.heads]
        self._passes = [group for group in alone if not group.begins.characters]
        groups: list[_Group] = []
        for head, built_in, begins in (
            ("DIGITS", True, digits_counting()),
            ("WORDS", True, words_counting()),
            ("DIGITS", False, DIGITS_BEGIN),
            ("WORDS", False, WORDS_BEGIN),
        ):
            mine = ((i, r) for i, r in ranked if head in r.heads and r.built_in == built_in)
            # What depends on the words before is tried last, lest it hide what does not.
            if tails := sorted(mine, key=lambda tail: bool(tail[1].before)):
                groups.append(_Group(tails, begins, head))
        groups += (group for group in alone if group.begins.characters)
        self._scan = _Scan(groups)
        self._dates = _rank_of_dates(rules)
        self._results = lru_cache(maxsize=8)(self._read_all)

    def find(self, text: str) -> list[Candidate]:
        """Return what the rules find, in text order, without overlaps."""
        return list(self._results(text))

    def read(self, text: str, candidate: Candidate) -> Said:
        """Return what is said at a candidate that `find` gave for this text (KeyError else)."""
        return self._results(text)[candidate]

    def value(self, text: str, candidate: Candidate) -> dict[str, Any]:
        """Return the record's value of a money, percent or quantity candidate."""
        return as_dict(candidate.label, cast("Amount", self.read(text, candidate)))

    def forget(self) -> None:
        """Drop the results kept of the last texts, as before a measurement."""
        self._results.cache_clear()

    def _read_all(self, text: str) -> dict[Candidate, Said]:
        dates = find_dates(text)
        matches = [Match(d.start, d.end, self._dates, "date", d.rule, d.expr) for d in dates]
        matches += (match for one in self._passes for match in one.everywhere(text))
        matches += self._scan.matches(text, dates)
        found: dict[Candidate, Said] = {}
        for candidate, said in _joined(text, _settled(matches)):
            if isinstance(said, Amount):
                found[candidate] = self._beside(text, candidate, said)
            else:
                found[candidate] = said
        return found

    def _beside(self, text: str, candidate: Candidate, said: Amount) -> Amount:
        """Add what the words beside the amount say."""
        amount = said
        if not said.closed:
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


class _Group:
    """A rule with a shape of its own, or all that begin with a number."""

    def __init__(
        self, ranked: Sequence[tuple[int, Rule]], begins: Beginning, head: str = ""
    ) -> None:
        self.begins = begins
        self._ranks, self._rules = zip(*ranked, strict=True)
        self._tails = _tails(self._rules) if head else ()
        self._pattern = regex.compile(_written(self._rules, head, self._tails))
        self._before = [rule.before and regex.compile(rule.before) for rule in self._rules]
        self._place = re.compile(
            f"[{begins.characters}]{begins.around}" if begins.characters else ""
        )
        self._said = lru_cache(maxsize=1 << 12)(self._value)
        self._tail = lru_cache(maxsize=None)(self._compiled_tail)

    def everywhere(self, text: str) -> Iterator[Match]:
        """Yield what is found in a text."""
        found = map(self._read, self._pattern.finditer(text))
        return (match for match in found if match)

    def may_begin(self, text: str, start: int) -> bool:
        """Tell whether an offset is a place where it can begin."""
        return self._place.match(text, start) is not None

    def at(self, text: str, start: int) -> Match | None:
        """Return what is found at an offset where it may begin."""
        match = self._pattern.match(text, start)
        return self._read(match) if match else None

    def _read(self, match: regex.Match[str]) -> Match | None:
        """Return a match that stands where it may and has a value, or is of label none."""
        index = (match.lastindex or 0) - 1
        text, start = match.string, match.start()
        before = self._before[index]
        if before and not before.match(text, start):
            return self._otherwise(index, text, start, match.start(index + 1))
        return self._found(index, text, start, match.end())

    def _found(self, index: int, text: str, start: int, end: int) -> Match | None:
        rule, said = self._rules[index], self._said(index, text[start:end])
        if (said is None and rule.label != "none") or numerals.asked(text, start, end):
            return None
        return Match(start, end, self._ranks[index], rule.label, rule.id, said)

    def _otherwise(self, index: int, text: str, start: int, end: int) -> Match | None:
        """Return what a later rule makes of the number at text[start:end].

        The later ones all depend on the words before, as the one does that may not stand here.
        """
        for later in range(index + 1, len(self._tails)):
            tail = self._tail(later).match(text, end)
            if tail and self._before[later].match(text, start):
                return self._found(later, text, start, tail.end())
        return None

    def _compiled_tail(self, index: int) -> regex.Pattern[str]:
        return regex.compile(self._tails[index])

    def _value(self, index: int, text: str) -> Said | None:
        rule = self._rules[index]
        return FUNCTIONS[rule.function](text, *rule.args) if rule.function else None


class _Scan:
    """Groups of rules by the characters they begin with."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self._groups = groups
        every = "".join(group.begins.characters for group in groups)
        places = "|".join(rf"(?<=[{g.begins.characters}]){g.begins.around}()" for g in groups)
        self._places = re.compile(f"[{every}](?<![가-힣][가-힣])(?:{places})")
        self._at = lru_cache(maxsize=1 << 12)(self._beginning_with)

    def matches(self, text: str, dates: Sequence[FoundDate]) -> Iterator[Match]:
        """Yield what is found outside of dates, or in the place of one."""
        until, date = 0, 0
        for place in self._places.finditer(text):
            start = place.start()
            while date < len(dates) and dates[date].end <= start:
                date += 1
            if start < until or (date < len(dates) and dates[date].start < start):
                continue
            first, *others = self._at(text[start], place.lastindex or 0)
            match = first.at(text, start)
            for group in others:
                other = group.at(text, start) if group.may_begin(text, start) else None
                match = other if match is None or (other and other.rank < match.rank) else match
            if match:
                until = match.end
                yield match

    def _beginning_with(self, character: str, first: int) -> tuple[_Group, ...]:
        """Return what can begin with a character, from the first group that may on."""
        later = self._groups[first - 1 :]
        return tuple(g for g in later if re.match(f"[{g.begins.characters}]", character))


def _rank_of_dates(rules: RuleSet) -> int:
    """Dates come before quantities of no priority, and after everything else."""
    later = (i for i, r in enumerate(rules.rules) if r.priority <= 0 and r.label == "quantity")
    return next(later, len(rules.rules))


def _tails(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return what stands behind the number that every one of the rules begins with."""
    known = shared_patterns()
    return tuple(rule.body[len(f"(?:{known[rule.head]})") :] for rule in rules)


def _written(rules: Sequence[Rule], head: str, tails: Sequence[str]) -> str:
    """Write rules as one pattern whose n-th group is the n-th rule; the number is read once."""
    if not head:
        return f"({rules[0].body})"
    choices = "|".join(
        _choice(list(some))
        for _, some in groupby(
            zip(rules, tails, strict=True), key=lambda pair: bool(pair[0].begins)
        )
    )
    return f"(?:{shared_patterns()[head]})(?:{choices})"


def _choice(some: Sequence[tuple[Rule, str]]) -> str:
    """Write neighbouring rules; one look tells whether what any of them begins with is there."""
    choice = "|".join(f"({tail})" for _, tail in some)
    begins = "".join(rule.begins for rule, _ in some)
    return f"(?= ?[{begins}])(?:{choice})" if begins else choice


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
    said = compound(low, high) if gap in _PARTS else None
    if said is None and _ranges(text, gap, low, right.end):
        said = span(low, high)
    end = right.end
    if said is None and _AT_LEAST.fullmatch(gap) and (closing := _AT_MOST.match(text, end)):
        both = span(low, high)
        said, end = both and replace(both, closed=True), closing.end()
    if said is None:
        return None
    return Candidate(left.start, end, left.label, left.rule), said


def _ranges(text: str, gap: str, low: Amount, end: int) -> bool:
    """Whether the words between two amounts make a range of them; `end` is that of the second."""
    if _TO.fullmatch(gap):
        return not _changes(text, gap, low, end)
    return bool(_BOTH.fullmatch(gap) and _BETWEEN.match(text, end))


def _changes(text: str, gap: str, low: Amount, end: int) -> bool:
    """Whether `A에서 B` tells a change and not a range: B is followed by 로, or A is a range."""
    ranged = low.low != low.high and not low.approx
    return "에서" in gap and (ranged or _CHANGE.match(text, end) is not None)

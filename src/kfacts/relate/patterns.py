"""Fact patterns: a rule's words compiled to regular expressions over sketches.

A sketch writes a sentence with three characters a phrase: its kind (a capital), its class (a small
letter, `-` for none) and its marker (a Hangul letter for the particle or ending, `_` for none).
A pattern names phrases in order, exactly one of them the anchor, about which the fact is:

    metric=NOUN/은,이,도 ~ MONEY          a noun marked 은, 이 or 도, anything, the anchor
    NUMBER/의 metric=NOUN:!up,down        a noun not of these classes right after the anchor

`KIND:classes/markers`; `~` is anything up to the end of a clause, `~~` anything, `~-` and `~=`
these without another name for a subject; `{A | B}` groups;
`?` and `*` repeat; `name=` captures; `()` is any bracket; `^` stands where no subject does.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from kfacts.errors import RuleError
from kfacts.relate.phrases import WIDTH, Sentence
from kfacts.relate.words import RULES, load_words

KINDS: Final = {
    "ORG": "O",
    "PERSON": "P",
    "PROGRAM": "G",
    "NAME": "[OPG]",
    "MONEY": "M",
    "PERCENT": "C",
    "QUANTITY": "Q",
    "NUMBER": "[MCQ]",
    "DATE": "D",
    "NOUN": "[NT]",
    "TITLE": "T",
    "VERB": "V",
    "EACH": "E",
    "FORMER": "F",
    "ANY": "[A-Z]",
    "THING": "[A-OQ-Z]",
    ",": "X",
    "(": "L",
    ")": "R",
    ":": "K",
    "BULLET": "B",
}


class Part(NamedTuple):
    """A part of a pattern as regular expressions."""

    ahead: str
    """Over a sketch."""
    back: str
    """Over a mirrored one: what stands before an anchor is read from the anchor on."""
    first: tuple[str, ...] = ()
    """The phrases that the part may begin with."""
    last: tuple[str, ...] = ()
    """Those that it may end with."""
    empty: bool = False
    """It may stand for nothing."""


def _one(kind: str, cls: str = ".", marker: str = ".") -> Part:
    phrase = kind + cls + marker
    return Part(phrase, marker + cls + kind, (phrase,), (phrase,))


def _unlike(*phrases: Part) -> Part:
    """Return a phrase that is none of some."""
    ahead, back = (f"(?!{'|'.join(way)})..." for way in zip(*(p[:2] for p in phrases), strict=True))
    return Part(ahead, back, (ahead,), (ahead,))


def _sequence(parts: Iterable[Part]) -> Part:
    return reduce(_then, parts, Part("", "", empty=True))


def _then(one: Part, other: Part) -> Part:
    return Part(
        one.ahead + other.ahead,
        other.back + one.back,
        one.first + other.first if one.empty else one.first,
        one.last + other.last if other.empty else other.last,
        one.empty and other.empty,
    )


def _either(ways: Sequence[Part], many: str = "", opens: str = "(?:") -> Part:
    """Return a group of alternatives; `many` tells how often it stands."""
    return Part(
        f"{opens}{'|'.join([way.ahead for way in ways])}){many}",
        f"{opens}{'|'.join([way.back for way in ways])}){many}",
        tuple(first for way in ways for first in way.first),
        tuple(last for way in ways for last in way.last),
        many != "" or any(way.empty for way in ways),
    )


_BRACKET: Final = _sequence([_one("L"), _either([_one("[^R]")], "{0,10}"), _one("R")])
_END: Final = (_one("V", ".", "[고면다라]"), _one("[LR]"))
_SUBJECT: Final = _one("[OPG]", ".", "[이은]")
FIXED: Final = {
    "~": _either([_BRACKET, _unlike(*_END)], "{0,14}?"),
    "~~": _either([_BRACKET, _one(".")], "{0,28}?", "(?>"),
    "~-": _either([_BRACKET, _unlike(*_END, _SUBJECT)], "{0,14}?"),
    "~=": _either([_BRACKET, _unlike(_SUBJECT)], "{0,28}?"),
    "()": _BRACKET,
    "()?": _either([_BRACKET], "?"),
    "^": Part("(?<![이은도])", "(?![이은도])", empty=True),
}
_LEXER: Final = re.compile(
    r"""(?P<fixed>~[~=-]? | \(\)\?? | \^ | \|) | (?:(?P<opens>\w+)=)?(?P<open>\{)
    | \}(?P<close>[?*]?)
    | (?P<anchor>@)? (?:(?P<name>\w+)=)? (?P<kind>[A-Z]+|[,():])
      (?::(?P<not>!?)(?P<classes>\w+(?:,\w+)*))?
      (?:/(?P<unlike>!?)(?P<markers>\w+(?:,\w+)*))? (?P<many>[?*]?)
    | (?P<space>\s+) | (?P<wrong>.)""",
    re.VERBOSE,
)


class Side(NamedTuple):
    """What must stand on one side of an anchor."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]
    """Of its groups, in order."""
    nearest: re.Pattern[str] | None
    """The phrase right beside the anchor; None where it may be any or none."""


@dataclass(frozen=True)
class FactRule:
    """A pattern, cut at its anchor: what must stand before it and what after it."""

    id: str
    anchor: re.Pattern[str]
    before: Side | None
    after: Side | None
    options: dict[str, Any]

    def match(self, sentence: Sentence, at: int) -> dict[str, tuple[int, int]] | None:
        """Return the captured phrases as half-open ranges of indices.

        The phrase at `at` fits the anchor: `fitting` gives only such rules.
        """
        left = right = None
        if self.after is not None:
            right = self.after.pattern.match(sentence.sketch, (at + 1) * WIDTH)
            if right is None:
                return None  # the cheaper side first: it looks at one clause
        count = len(sentence.phrases)
        if self.before is not None:
            left = self.before.pattern.match(sentence.mirrored, (count - at) * WIDTH)
            if left is None:
                return None
        spans: dict[str, tuple[int, int]] = {}
        if left is not None and self.before is not None:
            for name, start, end in _groups(self.before, left):
                spans[name] = count - end, count - start
        if right is not None and self.after is not None:
            for name, start, end in _groups(self.after, right):
                spans[name] = start, end
        return spans


def _groups(side: Side, found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the name and the extent, in phrases, of each group that took part."""
    for name, (start, end) in zip(side.names, found.regs[1:], strict=True):
        if start >= 0:
            yield name, start // WIDTH, end // WIDTH


FILES = ("affiliation", "operates", "operates_implied", "measure")
"""The rule files of facts, without their ending."""


def read_rules(name: str) -> list[dict[str, Any]]:
    """Return the rules of `rules/facts/NAME.toml` as written."""
    table = tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))
    return cast("list[dict[str, Any]]", table["rule"])


@cache
def load_rules(name: str) -> tuple[FactRule, ...]:
    """Compile `rules/facts/NAME.toml`. Raises RuleError naming file and rule."""
    return tuple(compile_rule(rule, RULES / f"{name}.toml") for rule in read_rules(name))


def fitting(name: str, sentence: Sentence, at: int) -> tuple[FactRule, ...]:
    """Return the rules of a file that can fit the phrase at `at` and its two neighbours."""
    first = at * WIDTH - WIDTH if at else 0
    return _around(name, sentence.sketch[first : at * WIDTH + 2 * WIDTH], at == 0)


@lru_cache(maxsize=1 << 13)
def _around(name: str, sketch: str, opens: bool) -> tuple[FactRule, ...]:
    """Return the rules of a file that can fit the phrase in the middle, or the first of two."""
    here = 0 if opens else WIDTH
    end = here + WIDTH
    fit = _at(name, sketch[here:end]) & _behind(name, sketch[:here]) & _before(name, sketch[end:])
    return tuple(rule for i, rule in enumerate(load_rules(name)) if fit >> i & 1) if fit else ()


@lru_cache(maxsize=1 << 12)
def _at(name: str, phrase: str) -> int:
    """Return the rules whose anchor a phrase fits, as the bits of a number."""
    return _bits(rule.anchor.match(phrase) for rule in load_rules(name))


@lru_cache(maxsize=1 << 12)
def _behind(name: str, phrase: str) -> int:
    """Return the rules whose anchor may stand right behind a phrase."""
    return _bits(_may_adjoin(rule.before, phrase) for rule in load_rules(name))


@lru_cache(maxsize=1 << 12)
def _before(name: str, phrase: str) -> int:
    """Return the rules whose anchor may stand right before a phrase."""
    return _bits(_may_adjoin(rule.after, phrase) for rule in load_rules(name))


def _may_adjoin(side: Side | None, phrase: str) -> bool:
    return side is None or side.nearest is None or side.nearest.match(phrase) is not None


def _bits(fits: Iterable[object]) -> int:
    return sum(1 << i for i, fit in enumerate(fits) if fit)


def compile_rule(rule: dict[str, Any], path: Path) -> FactRule:
    """Compile one rule of a file."""
    where = f"{path}: rule {rule.get('id')!r}"
    if not rule.get("accept") or not rule.get("reject"):
        raise RuleError(f"{where}: give at least one accept and one reject example")
    try:
        before, here, after = _cut(rule["pattern"])
        return FactRule(
            id=rule["id"],
            anchor=re.compile(here.ahead),
            before=_side(before.back, before.last, before.empty) if before.back else None,
            after=_side(after.ahead, after.first, after.empty) if after.ahead else None,
            options={k: v for k, v in rule.items() if k not in ("id", "pattern", "why")},
        )
    except (KeyError, ValueError, re.error) as wrong:
        raise RuleError(f"{where}: cannot read the pattern: {wrong}") from wrong


def _side(written: str, nearest: Iterable[str], empty: bool) -> Side:
    pattern = re.compile(written)
    names = tuple(group.partition("_")[0] for group in pattern.groupindex)
    return Side(pattern, names, None if empty else re.compile("|".join(dict.fromkeys(nearest))))


def _cut(pattern: str) -> tuple[Part, Part, Part]:
    """Read a pattern: what stands before the anchor, the anchor, what stands after it."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _LEXER.finditer(pattern):
        if token["wrong"]:
            raise ValueError(f"{token['wrong']!r} at {token.start()}")
        if token["anchor"]:
            parts += [[token], []]
        elif not token["space"]:
            parts[-1].append(token)
    if len(parts) != 3:
        raise ValueError("mark exactly one phrase with @ as the anchor")
    before, here, after = (_group(iter(part)) for part in parts)
    return before, here, after


def _group(tokens: Iterator[re.Match[str]], opens: re.Match[str] | None = None) -> Part:
    """Read alternatives up to the end, or to the brace that closes the group that `opens`."""
    ways: list[list[Part]] = [[]]
    for token in tokens:
        if token["close"] is not None and opens is not None:
            return _either([*map(_sequence, ways)], token["close"], _named(opens, opens["opens"]))
        if token["open"]:
            ways[-1].append(_group(tokens, token))
        elif token["fixed"] == "|":
            ways.append([])
        elif token["fixed"]:
            ways[-1].append(FIXED[token["fixed"]])
        elif token["kind"]:
            ways[-1].append(_phrase(token))
        else:
            raise ValueError("a brace closes nothing")
    if opens is not None:
        raise ValueError("a brace is not closed")
    return _sequence(ways[0]) if len(ways) == 1 else _either([*map(_sequence, ways)])


def _named(token: re.Match[str], name: str | None) -> str:
    """Open a group. A name may stand in several alternatives, so its place makes it one's own."""
    return f"(?P<{name}_{token.start()}>" if name else "(?:"


def _phrase(token: re.Match[str]) -> Part:
    cls = _classes(token["classes"], bool(token["not"]))
    one = _one(KINDS[token["kind"]], cls, _markers(token["markers"], bool(token["unlike"])))
    return _either([one], token["many"], _named(token, token["name"]))


def _classes(names: str | None, other: bool) -> str:
    if not names:
        return "."
    letters = load_words().letters
    return f"[{'^' if other else ''}{''.join(letters[name] for name in names.split(','))}]"


def _markers(names: str | None, other: bool) -> str:
    if not names:
        return "."
    return f"[{'^' if other else ''}{names.replace(',', '')}]"

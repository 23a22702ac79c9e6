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

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import regex

from kfacts.errors import RuleError
from kfacts.relate.phrases import WIDTH
from kfacts.relate.words import RULES, load_words

KINDS = {
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
_BRACKET = "(?:L..(?:[^R]..){0,10}R..)"
FIXED = {
    "~": f"(?:{_BRACKET}|(?!V.[고면다라]|[LR])...){{0,14}}?",
    "~~": f"(?>{_BRACKET}|...){{0,28}}?",
    "~-": f"(?:{_BRACKET}|(?!V.[고면다라]|[LR]|[OPG].[이은])...){{0,14}}?",
    "~=": f"(?:{_BRACKET}|(?![OPG].[이은])...){{0,28}}?",
    "()": _BRACKET,
    "()?": f"{_BRACKET}?",
    "^": "(?<![이은도])",
    "|": "|",
}
_LEXER = regex.compile(
    r"""(?P<fixed>~[~=-]? | \(\)\?? | \^ | \|) | (?:(?P<opens>\w+)=)?(?P<open>\{)
    | \}(?P<close>[?*]?)
    | (?P<anchor>@)? (?:(?P<name>\w+)=)? (?P<kind>[A-Z]+|[,():])
      (?::(?P<not>!?)(?P<classes>\w+(?:,\w+)*))?
      (?:/(?P<unlike>!?)(?P<markers>\w+(?:,\w+)*))? (?P<many>[?*]?)
    | (?P<space>\s+) | (?P<wrong>.)""",
    regex.VERBOSE,
)


@dataclass(frozen=True)
class FactRule:
    """A pattern, cut at its anchor: what must stand before it and what after it."""

    id: str
    anchor: regex.Pattern[str]
    before: regex.Pattern[str] | None
    after: regex.Pattern[str] | None
    options: dict[str, Any]

    def match(self, sketch: str, at: int) -> dict[str, tuple[int, int]] | None:
        """Return the captured phrases as half-open ranges of indices.

        The phrase at `at` fits the anchor: `fitting` gives only such rules.
        """
        here = at * WIDTH
        right = self.after.match(sketch, here + WIDTH) if self.after else None
        if self.after and not right:
            return None  # the cheaper side first: it looks at one clause
        left = self.before.match(sketch, 0, here) if self.before else None
        if self.before and not left:
            return None
        return {name: span for found in (left, right) if found for name, span in _groups(found)}


def _groups(found: "regex.Match[str]") -> Iterator[tuple[str, tuple[int, int]]]:
    for name in found.re.groupindex:
        start, end = found.span(name)
        if start >= 0:
            yield name, (start // WIDTH, end // WIDTH)


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


def fitting(name: str, sketch: str, at: int) -> tuple[FactRule, ...]:
    """Return the rules of a file that can fit the phrase at `at` and its two neighbours.

    A partial match of the neighbours is enough: `FactRule.match` looks at the whole sentence.
    """
    here = at * WIDTH
    end = here + WIDTH
    left, right = sketch[max(here - WIDTH, 0) : here], sketch[end : end + WIDTH]
    return _chosen(name, _at(name, sketch[here:end]) & _before(name, left) & _after(name, right))


@lru_cache(maxsize=1 << 12)
def _at(name: str, phrase: str) -> int:
    """Return the rules whose anchor a phrase (three characters) fits, as the bits of a number."""
    return _bits(rule.anchor.match(phrase) for rule in load_rules(name))


@lru_cache(maxsize=1 << 12)
def _before(name: str, phrase: str) -> int:
    """Return the rules that a phrase may stand right before the anchor of."""
    end = len(phrase)
    return _bits(
        rule.before is None or rule.before.match(phrase, 0, end, partial=True)
        for rule in load_rules(name)
    )


@lru_cache(maxsize=1 << 12)
def _after(name: str, phrase: str) -> int:
    """Return the rules that a phrase may stand right behind the anchor of."""
    return _bits(
        rule.after is None or rule.after.match(phrase, partial=True) for rule in load_rules(name)
    )


def _bits(fits: Iterable[object]) -> int:
    return sum(1 << i for i, fit in enumerate(fits) if fit)


@lru_cache(maxsize=1 << 12)
def _chosen(name: str, bits: int) -> tuple[FactRule, ...]:
    return tuple(rule for i, rule in enumerate(load_rules(name)) if bits >> i & 1)


def compile_rule(rule: dict[str, Any], path: Path) -> FactRule:
    """Compile one rule of a file."""
    where = f"{path}: rule {rule.get('id')!r}"
    if not rule.get("accept") or not rule.get("reject"):
        raise RuleError(f"{where}: give at least one accept and one reject example")
    try:
        before, here, after = _cut(rule["pattern"])
        return FactRule(
            id=rule["id"],
            anchor=regex.compile(here),
            before=regex.compile("(?r)" + before) if before else None,
            after=regex.compile(after) if after else None,
            options={k: v for k, v in rule.items() if k not in ("id", "pattern", "why")},
        )
    except (KeyError, ValueError, regex.error) as wrong:
        raise RuleError(f"{where}: cannot read the pattern: {wrong}") from wrong


def _cut(pattern: str) -> tuple[str, str, str]:
    """Translate a pattern: what stands before the anchor, the anchor, what stands after it."""
    parts: list[list[str]] = [[]]
    for token in _LEXER.finditer(pattern):
        if token["wrong"]:
            raise ValueError(f"{token['wrong']!r} at {token.start()}")
        if token["anchor"]:
            parts += [[_phrase(token)], []]
        elif not token["space"]:
            parts[-1].append(_expression(token))
    if len(parts) != 3:
        raise ValueError("mark exactly one phrase with @ as the anchor")
    before, here, after = ("".join(part) for part in parts)
    return before, here, after


def _expression(token: "regex.Match[str]") -> str:
    if token["fixed"]:
        return FIXED[token["fixed"]]
    if token["open"]:
        return f"(?P<{token['opens']}>" if token["opens"] else "(?:"
    if token["close"] is not None:
        return ")" + token["close"]
    return _phrase(token)


def _phrase(token: "regex.Match[str]") -> str:
    one = KINDS[token["kind"]] + _classes(token["classes"], bool(token["not"]))
    one += _markers(token["markers"], bool(token["unlike"]))
    body = f"(?P<{token['name']}>{one})" if token["name"] else f"(?:{one})"
    return body + token["many"]


def _classes(names: str | None, other: bool) -> str:
    if not names:
        return "."
    letters = load_words().letters
    return f"[{'^' if other else ''}{''.join(letters[name] for name in names.split(','))}]"


def _markers(names: str | None, other: bool) -> str:
    if not names:
        return "."
    return f"[{'^' if other else ''}{names.replace(',', '')}]"

"""Rule files: TOML in, frozen rules out; every fault is a `RuleError` naming file and rule.

A rule says what it looks for (`pattern`), why it is there, what value it gives, and proves itself
by examples: `accept` marks the span in brackets, `reject` must give no mention of the label. A
pattern is a regular expression in which names in capitals stand for sub-patterns: `{NUM}` any
number or range, `{CURRENCY}`, `{UNIT}`, `{END}` (a word ends here, or a particle follows), and
those that a file defines in its own `[patterns]` table.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from inspect import signature
from pathlib import Path
from typing import Any, Final, Literal, TypeGuard

import regex

from kfacts.errors import RuleError
from kfacts.rulepatterns import NAME, branches, check, listed, sub_patterns, written_out
from kfacts.units import shared_patterns
from kfacts.values import FUNCTIONS, Bound

RuleLabel = Literal["none", "money", "percent", "date", "quantity"]
LABELS: Final = ("none", "money", "percent", "date", "quantity")
"""In the order in which rules are tried; `none` rules find what only looks like a value."""

BUILT_IN: Final = (
    "none.toml", "money.toml", "percent.toml", "date.toml", "quantity.toml", "modifiers.toml",
)  # fmt: skip
_CALL = regex.compile(r"([a-z_]+)(?:\(([^()]*)\))?")
_SPAN = regex.compile(r"\[([^\[\]]+)\]")
HEADS: Final = {"NUM": ("DIGITS", "WORDS"), "DIGITS": ("DIGITS",), "WORDS": ("WORDS",)}
"""Sub-patterns that are numbers, and the passes in which a rule that starts with one takes part."""
_LOOK_AROUND: Final = ("preceded_by", "not_preceded_by", "followed_by", "not_followed_by")
_PROOF: Final = ("id", "why", "accept", "reject")
_RULE_KEYS = frozenset({*_PROOF, *_LOOK_AROUND, "pattern", "begins", "second", "value", "priority"})
_MODIFIER_KEYS = frozenset({*_PROOF, "side", "words", "approx", "bound", "inclusive"})
_FAMILY_KEYS = frozenset(["id", "why", "accept", "reject"])


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the span a rule must find in it, and the value it must have."""

    text: str
    start: int
    end: int
    value: Mapping[str, Any]
    """The keys of the record's value that the example states; the others are not compared."""
    reference: str | None = None
    """ISO day or interval against which a date is resolved."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with its value and its proofs."""

    id: str
    label: RuleLabel
    why: str
    pattern: str
    """As written, sub-patterns as names."""
    before: str
    """What must and must not stand before it, as look-behinds; tried only where the rest fits."""
    body: str
    """The pattern with its sub-patterns written out, and its look-aheads."""
    function: str
    """A name in `values.FUNCTIONS`; empty for label none."""
    args: tuple[str, ...]
    accept: tuple[Example, ...]
    reject: tuple[str, ...]
    priority: int
    source: str
    """The file that holds the rule."""
    begins: str = ""
    """The characters it can begin with, as inside a character class: it is tried only there (at a
    letter only where a word begins). Of a rule that starts with a number, those that can stand
    behind the number, with or without a space."""
    second: str = ""
    """What must stand behind the first character, where `begins` alone lets too much through."""
    built_in: bool = False
    """What it counts by is known: the rules of users may count by any word."""

    @property
    def head(self) -> str:
        """The sub-pattern it starts with, if that is a number and all of it hangs on it."""
        found = NAME.match(self.pattern)
        return found[1] if found and found[1] in HEADS and not branches(self.pattern) else ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The passes over the text in which it takes part; none when it has one of its own."""
        return HEADS.get(self.head, ())


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words beside a value that make it vague or a bound: 약, 이상, 넘는."""

    id: str
    why: str
    side: Literal["before", "after"]
    words: tuple[str, ...]
    approx: bool
    bound: Bound | None
    inclusive: bool | None
    accept: tuple[Example, ...]
    reject: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of date that `kfacts.korean.dates` reads: what it covers, with its proofs."""

    id: str
    why: str
    accept: tuple[Example, ...]
    reject: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in the order in which they are tried, the modifiers and the families of dates."""

    rules: tuple[Rule, ...]
    modifiers: tuple[Modifier, ...] = field(default=())
    families: tuple[Family, ...] = field(default=())


def load_rules(extra: Sequence[Path] = ()) -> RuleSet:
    """Read the built-in rules and the user's files and folders (`*.toml`, sorted by name).

    Raises RuleError for a file that cannot be read, for TOML that does not parse and for every
    fault of a rule: unknown keys, a bad pattern, an unknown value function, missing examples, an id
    used twice.
    """
    folder = files("kfacts") / "rules"
    sources = [folder / name for name in BUILT_IN if (folder / name).is_file()]
    rules: list[Rule] = []
    modifiers: list[Modifier] = []
    families: list[Family] = []
    for source in [*sources, *_user_files(extra)]:
        table = _read(source)
        own = source not in sources  # the tests compile the built-in ones: it takes a second
        names = sub_patterns(table.get("patterns", {}), str(source), compiled=own)
        label = table.get("label")
        mine = [
            replace(_rule(t, label, names, str(source)), built_in=not own)
            for t in _tables(table, "rule", source)
        ]
        beside = [_modifier(t, str(source)) for t in _tables(table, "modifier", source)]
        if own:
            _check_patterns(mine, beside)
            if not mine and not beside:
                raise RuleError(f"{source}: no rules in it; see kfacts rules --help")
        rules += mine
        modifiers += beside
        families += [_family(t, str(source)) for t in _tables(table, "family", source)]
    _refuse_twins([*rules, *modifiers, *families])
    rules.sort(key=lambda r: (-r.priority, LABELS.index(r.label)))
    return RuleSet(tuple(rules), tuple(modifiers), tuple(families))


def _user_files(extra: Iterable[Path]) -> Iterator[Path]:
    for path in extra:
        found = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not found:
            raise RuleError(f"{path}: no rules in it; see kfacts rules --help")
        yield from found


def _read(source: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RuleError(f"{source}: not TOML: {error}; correct it there") from error
    except OSError as error:
        raise RuleError(f"{source}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{source}: cannot be read as UTF-8 ({error}); save it as UTF-8") from error


def _tables(table: Mapping[str, Any], key: str, source: Traversable) -> list[Mapping[str, Any]]:
    unknown = table.keys() - {"label", "patterns", "rule", "modifier", "family"}
    if unknown:
        raise RuleError(
            f"{source}: unknown key {sorted(unknown)[0]!r}; a rule begins with [[rule]]"
        )
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(t, dict) for t in found):
        raise RuleError(f"{source}: write each {key} as [[{key}]]")
    return found


def _refuse_twins(rules: Iterable[Rule | Modifier | Family]) -> None:
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{rule.source}: rule {rule.id}: id also used in {seen[rule.id]}")
        seen[rule.id] = rule.source


# --- rules --------------------------------------------------------------------------------------


def _check_patterns(rules: Iterable[Rule], modifiers: Iterable[Modifier]) -> None:
    for rule in rules:
        place = f"{rule.source}: rule {rule.id}"
        for pattern in (rule.before, rule.body):
            check(pattern, place)
        check(f"[{rule.begins}](?={rule.second})" if rule.begins else rule.second, place)
        if regex.fullmatch(rule.body, ""):
            raise RuleError(f"{place}: the pattern matches nothing at all; let it ask for a sign")
    for modifier in modifiers:
        for word in modifier.words:
            check(word, f"{modifier.source}: rule {modifier.id}")


def _rule(table: Mapping[str, Any], label: object, names: Mapping[str, str], source: str) -> Rule:
    place = _place(table, source, _RULE_KEYS)
    if label not in LABELS:
        raise RuleError(f"{place}: the file's label must be one of {listed(LABELS)}, not {label!r}")
    pattern = _text(table, "pattern", place)
    body = pattern
    for key, ahead in (("followed_by", "(?={})"), ("not_followed_by", "(?!{})")):
        if choice := "|".join(_texts(table, key, place)):
            body += ahead.format(choice)
    before = ""
    for key, behind in (("preceded_by", "(?<={})"), ("not_preceded_by", "(?<!{})")):
        if choice := "|".join(_texts(table, key, place)):
            before += behind.format(choice)
    function, args = _call(table, label, place)
    accept, reject = _examples(table, place)
    return Rule(
        id=table["id"],
        label=label,
        why=_text(table, "why", place),
        pattern=pattern,
        before=written_out(before, names, place),
        body=written_out(body, names, place),
        function=function,
        args=args,
        accept=accept,
        reject=reject,
        priority=_integer(table, "priority", place),
        source=source,
        begins=_text(table, "begins", place) if "begins" in table else "",
        second=_text(table, "second", place) if "second" in table else "",
    )


def _family(table: Mapping[str, Any], source: str) -> Family:
    place = _place(table, source, _FAMILY_KEYS)
    accept, reject = _examples(table, place)
    return Family(table["id"], _text(table, "why", place), accept, reject, source)


def _modifier(table: Mapping[str, Any], source: str) -> Modifier:
    place = _place(table, source, _MODIFIER_KEYS)
    side, bound = table.get("side"), table.get("bound")
    if side not in ("before", "after"):
        raise RuleError(f"{place}: side must be before or after, not {side!r}")
    if bound not in (None, "min", "max"):
        raise RuleError(f"{place}: bound must be min or max, not {bound!r}")
    for key in ("approx", "inclusive"):
        if not isinstance(table.get(key, False), bool):
            raise RuleError(f"{place}: {key} must be true or false")
    accept, reject = _examples(table, place)
    words = tuple(written_out(w, shared_patterns(), place) for w in _texts(table, "words", place))
    if not words:
        raise RuleError(f"{place}: words are missing")
    return Modifier(
        id=table["id"],
        why=_text(table, "why", place),
        side=side,
        words=words,
        approx=table.get("approx", False),
        bound=bound,
        inclusive=table.get("inclusive"),
        accept=accept,
        reject=reject,
        source=source,
    )


def _place(table: Mapping[str, Any], source: str, keys: frozenset[str]) -> str:
    name = table.get("id")
    if not isinstance(name, str) or not regex.fullmatch(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+", name):
        raise RuleError(f"{source}: a rule's id must look like money.won, not {name!r}")
    unknown = table.keys() - keys
    if unknown:
        raise RuleError(
            f"{source}: rule {name}: unknown key {min(unknown)!r}; known: {listed(keys)}"
        )
    return f"{source}: rule {name}"


def _call(table: Mapping[str, Any], label: object, place: str) -> tuple[str, tuple[str, ...]]:
    if label == "none":
        if "value" in table:
            raise RuleError(f"{place}: a rule of label none has no value")
        return "", ()
    written = _text(table, "value", place)
    found = _CALL.fullmatch(written)
    if not found or found[1] not in FUNCTIONS:
        raise RuleError(f"{place}: unknown value function {written!r}; known: {listed(FUNCTIONS)}")
    args = tuple(a.strip() for a in (found[2] or "").split(",") if a.strip())
    try:
        signature(FUNCTIONS[found[1]]).bind("", *args)
    except TypeError:
        raise RuleError(f"{place}: {written} has too many or too few arguments") from None
    return found[1], args


def _examples(table: Mapping[str, Any], place: str) -> tuple[tuple[Example, ...], tuple[str, ...]]:
    accept = table.get("accept")
    reject = tuple(_texts(table, "reject", place))
    if not isinstance(accept, list) or not accept or not reject:
        raise RuleError(f"{place}: give at least one accept and one reject example")
    return tuple(_example(e, place) for e in accept), reject


def _example(given: object, place: str) -> Example:
    table = {"text": given} if isinstance(given, str) else given
    if not _is_example(table):
        raise RuleError(f"{place}: an accept example is a text or {{ text, value, reference }}")
    marked = _text(table, "text", place)
    spans = list(_SPAN.finditer(marked))
    if len(spans) != 1:
        raise RuleError(f"{place}: mark one [span] in the accept example {marked!r}")
    start, inner = spans[0].start(), spans[0][1]
    return Example(
        text=marked[:start] + inner + marked[spans[0].end() :],
        start=start,
        end=start + len(inner),
        value=table.get("value", {}),
        reference=table.get("reference"),
    )


def _is_example(table: object) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(table, dict)
        and not table.keys() - {"text", "value", "reference"}
        and isinstance(table.get("value", {}), dict)
        and isinstance(table.get("reference", ""), str)
    )


def _text(table: Mapping[str, Any], key: str, place: str) -> str:
    found = table.get(key)
    if not isinstance(found, str) or not found:
        raise RuleError(f"{place}: {key} must be a string")
    return found


def _texts(table: Mapping[str, Any], key: str, place: str) -> list[str]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(t, str) and t for t in found):
        raise RuleError(f"{place}: {key} must be a list of strings")
    return found


def _integer(table: Mapping[str, Any], key: str, place: str) -> int:
    found = table.get(key, 0)
    if not isinstance(found, int):
        raise RuleError(f"{place}: {key} must be a whole number")
    return found

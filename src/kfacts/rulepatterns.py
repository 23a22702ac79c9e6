"""The patterns of rule files: names in capitals written out, and what is wrong with one."""

from collections.abc import Iterable, Mapping
from typing import Final

import regex

from kfacts.errors import RuleError
from kfacts.units import shared_patterns

NAME: Final = regex.compile(r"\{([A-Z][A-Z0-9_]*)\}")
"""A sub-pattern, as a pattern names it: {NUM}."""
LONGEST: Final = 200_000
"""Characters of a pattern that is written out: compiling more takes gigabytes."""


def sub_patterns(own: object, source: str, *, compiled: bool) -> dict[str, str]:
    """Return the shared sub-patterns with a file's `own`, which may use those before them.

    Raises RuleError; where they are `compiled`, also for what does not compile.
    """
    names = dict(shared_patterns())
    if not isinstance(own, dict):
        raise RuleError(f"{source}: [patterns]: must be a table; write a line [patterns]")
    for name, pattern in own.items():
        if not NAME.fullmatch(f"{{{name}}}") or not isinstance(pattern, str):
            raise RuleError(f"{source}: [patterns] {name}: a name in capitals and a string, please")
        place = f"{source}: [patterns] {name}"
        names[name] = written_out(pattern, names, place)
        if compiled:
            check(names[name], place)
    return names


def written_out(pattern: str, names: Mapping[str, str], place: str) -> str:
    """Write a pattern with its sub-patterns. Raises RuleError for one that is not known."""
    length = len(pattern)

    def look_up(found: regex.Match[str]) -> str:
        nonlocal length
        if found[1] not in names:
            raise RuleError(f"{place}: unknown sub-pattern {found.group()}; known: {listed(names)}")
        length += len(names[found[1]])
        if length > LONGEST:
            raise RuleError(
                f"{place}: the pattern is longer than {LONGEST:,} characters, written out; "
                "split it into several rules"
            )
        return f"(?:{names[found[1]]})"

    return NAME.sub(look_up, pattern)


def check(pattern: str, place: str) -> None:
    """Compile a pattern. Raises RuleError for what does not compile or captures."""
    try:
        compiled = regex.compile(pattern)
    except (regex.error, RecursionError) as error:
        raise RuleError(f"{place}: pattern does not compile: {error}") from error
    if compiled.groups:
        raise RuleError(f"{place}: use (?:…) in place of (…): rules capture nothing")


def branches(pattern: str) -> bool:
    """Whether a pattern is an alternation at its top level (a|b, but not (?:a|b) or [a|b])."""
    bare = regex.sub(r"\\.|\[(?:\\.|[^\]])*\]", "", pattern)
    while bare != (bare := regex.sub(r"\([^()]*\)", "", bare)):
        pass
    return "|" in bare


def listed(names: Iterable[str]) -> str:
    """Name what there is, sorted."""
    return ", ".join(sorted(names))

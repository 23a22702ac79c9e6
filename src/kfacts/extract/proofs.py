"""Do the examples of a rule hold? Asked by the tests and by `kfacts rules --check`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kfacts.extract.literals import Literals
from kfacts.korean.dates import DateExpr, resolve_all
from kfacts.reference import parse_reference
from kfacts.rulefile import Example, Modifier, Rule


def faults(literals: Literals, rules: Iterable[Rule | Modifier]) -> list[str]:
    """Return one line for each example that does not hold, naming file, rule and example."""
    return [
        f"{rule.source}: rule {rule.id}: {fault}"
        for rule in rules
        for fault in _faults(literals, rule)
    ]


def _faults(literals: Literals, rule: Rule | Modifier) -> Iterator[str]:
    for example in rule.accept:
        yield from _accept_faults(literals, rule, example)
    if isinstance(rule, Modifier) or rule.label == "none":
        return
    for text in rule.reject:
        found = [c for c in literals.find(text) if c.label == rule.label]
        if found:
            shown = text[found[0].start : found[0].end]
            yield f"reject example {text!r} gives {shown!r} as {rule.label}"


def _accept_faults(literals: Literals, rule: Rule | Modifier, example: Example) -> Iterator[str]:
    found = literals.find(example.text)
    if isinstance(rule, Rule) and rule.label == "none":
        if any(c.start < example.end and example.start < c.end for c in found):
            yield f"accept example {example.text!r} still gives a value there"
        return
    exact = [c for c in found if (c.start, c.end) == (example.start, example.end)]
    if not exact:
        shown = [example.text[c.start : c.end] for c in found]
        yield f"accept example {example.text!r} gives {shown}"
        return
    if isinstance(rule, Rule) and exact[0].rule != rule.id:
        yield f"accept example {example.text!r} is read by {exact[0].rule}"
    said = literals.read(example.text, exact[0])
    value = (
        _date(said, example)
        if isinstance(said, DateExpr)
        else literals.value(example.text, exact[0])
    )
    wrong = {k: value.get(k) for k, v in example.value.items() if value.get(k) != v}
    if wrong:
        yield f"accept example {example.text!r} has {wrong}, not {dict(example.value)}"


def _date(said: DateExpr, example: Example) -> Mapping[str, Any]:
    days = parse_reference(example.reference) if example.reference else None
    return resolve_all([(example.start, example.end, said)], days, lambda _: 0)[0]

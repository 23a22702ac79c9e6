"""What changed between two runs: facts, and whether text, rules or model were the cause."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from kfacts.tables import fact_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.model import Record
    from kfacts.results import Results

_CONTENT = (
    *("kind", "person", "title", "organization", "program", "subject", "metric", "value_text"),
    *("min", "max", "currency", "unit", "change", "status", "when_timex", "when_start", "when_end"),
)
"""What makes two facts the same: their content, not their place or number."""


def differences(before: Results, after: Results) -> Iterator[str]:
    """Yield lines: first what the runs were made with, then each article's changes, then sums.

    A line begins with - for what only the first run has, + for what only the second has.
    """
    yield from _made_with(before, after)
    old, new = set(before.names()), set(after.names())
    same = lost = found = texts = 0
    for name in sorted(old | new):
        one = before.record(name) if name in old else None
        other = after.record(name) if name in new else None
        if one is None or other is None:
            yield f"{'+' if one is None else '-'} article {name}"
        elif one.source.sha256 != other.source.sha256:
            texts += 1
            yield f"  article {name}: the text changed"
        left, right = _facts(one), _facts(other)
        same += sum((left & right).values())
        for mark, rest in (("-", left - right), ("+", right - left)):
            yield from (f"{mark} {name}: {fact}" for fact in sorted(rest.elements()))
        lost += sum((left - right).values())
        found += sum((right - left).values())
    yield f"articles: {len(old & new)} in both, {texts} of them with another text"
    yield f"facts: {same} the same, {lost} lost, {found} new"


def _made_with(before: Results, after: Results) -> Iterator[str]:
    """Yield what of the analyser, the rules, the names and the model is not the same."""
    one, other = _run(before), _run(after)
    for part in sorted(one.keys() | other.keys()):
        if one.get(part) != other.get(part):
            yield f"  {part}: {one.get(part, 'unknown')} → {other.get(part, 'unknown')}"


def _run(results: Results) -> dict[str, str]:
    try:
        told = json.loads((results.folder / "run.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def _facts(record: Record | None) -> Counter[str]:
    if record is None:
        return Counter()
    return Counter(
        " · ".join(str(row[key]) for key in _CONTENT if row[key] not in (None, "actual"))
        for row in fact_rows(record, None)
    )

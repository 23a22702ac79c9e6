"""What an article says of who runs what, put together: one fact for each pair."""

from collections.abc import Sequence
from typing import Any, Final

from kfacts.link import Linked
from kfacts.relate.operates import Running
from kfacts.relate.words import load_words

_UNDERSTOOD: Final = "operates.topic_"
"""Rules that leave the organisation to the discourse, which a named one outweighs."""


def merge_running(running: Sequence[Running], entities: Sequence[Linked]) -> list[dict[str, Any]]:
    """One fact for each pair, the first statement in front, the others as evidence."""
    groups: dict[tuple[int, int], list[Running]] = {}
    owned = {r.program for r in running if not r.weak}
    operators = {r.organization for r in running if not r.weak}
    stated = {r.program for r in running if not (r.weak or r.rule.startswith(_UNDERSTOOD))}
    named = {(r.organization, r.program) for r in running if not r.rule.startswith(_UNDERSTOOD)}
    public, page = tuple(sorted(load_words().sets["public_name"])), load_words().sets["page"]
    for r in sorted(running, key=lambda r: r.start):
        name = entities[r.program].name
        if name in page or (r.weak and (r.program in owned or name.endswith(public))):
            continue
        if r.guessed and r.organization not in operators:
            continue
        pair = (r.organization, r.program)
        if r.rule.startswith(_UNDERSTOOD) and r.program in stated and pair not in named:
            continue
        groups.setdefault(pair, []).append(r)
    return [_fact(group) for group in groups.values()]


def _fact(group: list[Running]) -> dict[str, Any]:
    best = group[0]
    fact: dict[str, Any] = {
        "kind": "operates",
        "organization": best.organization,
        "program": best.program,
        "sentence": best.sentence,
        "start": best.start,
        "end": best.end,
        "rule": best.rule,
    }
    if group[1:]:
        fact["evidence"] = [
            {"start": r.start, "end": r.end, "sentence": r.sentence, "rule": r.rule}
            for r in group[1:]
        ]
    return fact

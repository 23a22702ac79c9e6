"""Linking inside one article: which mentions name the same thing, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kfacts.korean.morphemes import Analysis
from kfacts.mentions import Found


@dataclass(frozen=True, slots=True)
class Linked:
    """One thing of the article. `mentions` are indices into the list of `Found`, ascending."""

    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]
    links: tuple[tuple[str, str], ...] = field(default=())
    """(alias, why) for each alias beyond the first."""
    ref: str | None = None


def link(analysis: Analysis, found: Sequence[Found]) -> list[Linked]:
    """Group the named mentions into things, in order of first mention."""
    by_name: dict[tuple[str, str], list[int]] = {}
    for i, mention in enumerate(found):
        if mention.value is None:
            by_name.setdefault((mention.type, mention.text), []).append(i)
    return [
        Linked(type=kind, name=name, aliases=(name,), mentions=tuple(mentions))
        for (kind, name), mentions in by_name.items()
    ]

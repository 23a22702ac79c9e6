"""From evidence to names that do not overlap: the stronger first, a longer one before its part."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.names.evidence import Decided


def settle(found: Sequence[Decided]) -> list[Decided]:
    """Drop names that overlap a stronger one; return the rest in text order, as they come in."""
    out: list[Decided] = []
    cluster: list[Decided] = []
    end = 0
    for name in found:
        if name.start >= end:
            out += cluster if len(cluster) < 2 else _best(cluster)
            cluster, end = [name], name.end
        else:
            cluster.append(name)
            end = max(end, name.end)
    return out + (cluster if len(cluster) < 2 else _best(cluster))


def _best(cluster: list[Decided]) -> list[Decided]:
    """Return the strongest of names that overlap one another."""
    kept: list[Decided] = []  # in text order, so that only its neighbours can overlap a name
    for name in sorted(cluster, key=lambda name: (-_strength(name), name.start, name.end)):
        at = bisect_left(kept, name)
        before = at == 0 or kept[at - 1].end <= name.start
        if before and (at == len(kept) or name.end <= kept[at].start):
            kept.insert(at, name)
    return kept


def _strength(name: Decided) -> float:
    """Score, and a little for length: of two good readings the longer tells more."""
    return name.score + 0.25 * min(name.end - name.start, 12)

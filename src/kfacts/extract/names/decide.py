"""From evidence to names that do not overlap: the stronger first, a longer one before its part."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kfacts.extract.names.evidence import Decided


def settle(found: Iterable[Decided]) -> list[Decided]:
    """Drop names that overlap a stronger one; return the rest in text order."""
    out: list[Decided] = []
    for cluster in _clusters(found):
        out += cluster if len(cluster) == 1 else _best(cluster)
    return out


def _clusters(found: Iterable[Decided]) -> Iterator[list[Decided]]:
    """Stretches of names that overlap one another, so that each is settled by itself."""
    cluster: list[Decided] = []
    end = 0
    for name in sorted(found):
        if cluster and name.start >= end:
            yield cluster
            cluster = []
        cluster.append(name)
        end = max(end, name.end)
    if cluster:
        yield cluster


def _best(cluster: list[Decided]) -> list[Decided]:
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

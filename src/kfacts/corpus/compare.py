"""Compare: how alike two names look, and what their articles have in common."""

from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz

from kfacts.corpus.evidence import Evidence, Place, neighbours
from kfacts.korean.jamo import spread
from kfacts.korean.lexicon import forms

ARTICLES_READ = 50
"""Articles of a name that are looked at for what stands beside it."""
CROWDED = 200
"""A name in more articles than this tells nothing by standing beside another."""


@cache
def settings() -> dict[str, Any]:
    """Return the settled numbers of the corpus stage: see rules/linking/forms.toml."""
    return dict(forms()["corpus"])


def likeness(one: str, other: str) -> float:
    """Similarity of two keys in percent, by syllables and by jamo, the higher."""
    jamo = fuzz.ratio(_jamo(one), _jamo(other))
    return float(max(jamo, fuzz.ratio(one, other)))


@lru_cache(maxsize=1 << 10)
def _jamo(key: str) -> str:
    return spread(key)


def percent(score: float) -> str:
    """Write a similarity as the record writes numbers: 92.3."""
    return f"{score:.1f}"


def same_articles(one: list[Place], other: list[Place]) -> int:
    """Count the articles that name both, as two things."""
    if len(one) == len(other) == 1:
        return int(one[0][0] == other[0][0])
    few, many = sorted((one, other), key=len)
    if len(many) > 4 * CROWDED and len(few) > 4 * CROWDED:
        few = sorted(few)[: 4 * CROWDED]
    docs = {doc_id for doc_id, _ in many}
    return len({doc_id for doc_id, _ in few if doc_id in docs})


def shared_neighbours(
    evidence: Evidence, one: list[Place], other: list[Place], but: set[str]
) -> list[str]:
    """Keys that stand beside both in articles, without those in `but` and those everywhere."""
    beside = set(neighbours(evidence, one, ARTICLES_READ))
    common = beside.intersection(neighbours(evidence, other, ARTICLES_READ)) - but
    return sorted(k for k in common if not _crowded(evidence, k))


def _crowded(evidence: Evidence, key: str) -> bool:
    thing = evidence.things.get(key)
    return thing is not None and len(thing.records) > CROWDED

"""Join names across articles of one matter, as a reader does who has both before him."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from kfacts.corpus.clusters import Clusters
from kfacts.corpus.compare import same_articles
from kfacts.corpus.evidence import Evidence
from kfacts.corpus.matters import Matter, heads
from kfacts.corpus.shapes import likely, possible
from kfacts.korean.places import MARK, is_place
from kfacts.korean.sounds import sound_alike

_PLACE = 2
"""Characters of a place that a key may begin with."""
_BRIEF = 3
"""Characters up to which a shorter key must keep to those of the longer."""
_MOST = 60
"""Things of one article that are compared with another's."""


def related(
    evidence: Evidence, clusters: Clusters[str], of_one_matter: Sequence[Matter]
) -> Iterator[tuple[str, str, str]]:
    """(fuller key, other key, why) of things that articles of one matter name differently."""
    docs = {doc_id for matter in of_one_matter for doc_id in matter[:2]}
    headed = heads(evidence, docs)
    own = {doc_id: _things(evidence, doc_id) for doc_id in docs}
    refused: set[tuple[str, str]] = set()
    for matter in of_one_matter:
        belong = headed[matter.one], headed[matter.other]
        one, other = own[matter.one], own[matter.other]
        lefts = [key for key in one if key not in other]
        rights = [key for key in other if key not in one]
        if matter.is_of_one_person():
            lefts = [key for key in lefts if key in belong[0]]
            rights = [key for key in rights if key in belong[1]] if lefts else []
        if not (lefts and rights):
            continue
        for left, right in (*_alike(lefts, rights), *_sounding(clusters, lefts, rights)):
            pair = _fuller(left, right)
            if pair in refused:
                continue
            if not _may_be_one(evidence, clusters, pair):
                refused.add(pair)
            elif why := _why(evidence, pair, matter, belong):
                yield (*pair, why)


def _alike(lefts: Sequence[str], rights: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys of which one may be short for the other."""
    for left in lefts if rights else ():
        first, last = left[0], left[-1]
        begin = [right for right in rights if right[0] in left or first in right]
        for right in begin:
            if (last in right or right[-1] in left) and _shares(left, right):
                yield left, right


def _sounding(
    clusters: Clusters[str], lefts: Sequence[str], rights: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of a Latin key that no article explains and a Hangul one that sounds like it."""
    for ours, theirs in ((lefts, rights), (rights, lefts)):
        for latin in filter(str.isascii, ours):
            if not clusters.is_joined(latin):
                yield from ((latin, other) for other in theirs if sound_alike(latin, other))


def _shares(one: str, other: str) -> bool:
    """Whether the characters of the shorter key stand in the longer one, but a place's or a sign.

    A word may get a sign of its own by being shortened: 켐 of 케미칼.
    """
    short, long = (one, other) if len(one) < len(other) else (other, one)
    lacking = len(short) - sum(map(long.__contains__, short))
    return (lacking < 2 and (not lacking or len(short) > _BRIEF)) or (
        lacking == _PLACE and any(is_place(key[:_PLACE]) for key in (one, other))
    )


def _things(evidence: Evidence, doc_id: str) -> dict[str, None]:
    """Keys of the things of an article that may be named otherwise elsewhere."""
    named = (key for key in evidence.mentions[doc_id] if key in evidence.things and MARK not in key)
    return dict.fromkeys(islice(named, _MOST))


def _fuller(left: str, right: str) -> tuple[str, str]:
    """Put the fuller key first: the Hangul one, then the longer."""
    return (left, right) if _fullness(left) >= _fullness(right) else (right, left)


def _fullness(key: str) -> tuple[bool, int, str]:
    return not key.isascii(), len(key), key


def _may_be_one(evidence: Evidence, clusters: Clusters[str], pair: tuple[str, str]) -> bool:
    left, right = (evidence.things[key] for key in pair)
    return (
        left.type == right.type
        and clusters.find(pair[0]) != clusters.find(pair[1])
        and not same_articles(left.records, right.records)
    )


def _why(
    evidence: Evidence,
    pair: tuple[str, str],
    matter: Matter,
    headed: tuple[Mapping[str, set[str]], Mapping[str, set[str]]],
) -> str | None:
    """Tell why two keys are one thing; None when the articles do not bear it out."""
    fuller, other = pair
    thing = evidence.things[fuller]
    if likely(other, fuller, sorted(thing.texts), thing.type):
        shared = sorted(mark.lstrip("@=") for mark in matter.marks if mark not in pair)
        return "both beside " + ", ".join(shared[:3])
    persons = _heads(headed, fuller) & _heads(headed, other)
    if persons and thing.type == "organization" and possible(other, fuller):
        return "same head: " + min(persons)
    return None


def _heads(headed: Sequence[Mapping[str, set[str]]], key: str) -> set[str]:
    """Persons with their titles who belong to a thing in the article of the two that names it."""
    return next((persons[key] for persons in headed if key in persons), set())

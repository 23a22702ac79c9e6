"""Join names across articles of one matter, as a reader does who has both before him."""

from collections.abc import Iterator, Mapping, Sequence

from kfacts.corpus.clusters import Clusters
from kfacts.corpus.compare import same_articles
from kfacts.corpus.evidence import Evidence
from kfacts.corpus.matters import Matter, heads
from kfacts.corpus.shapes import likely, possible
from kfacts.korean.places import MARK, is_place
from kfacts.korean.sounds import sound_alike

_PLACE = 2
_BRIEF = 3
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
        if matter.is_of_one_person():
            one, other = (
                [k for k in keys if k in of] for keys, of in zip((one, other), belong, strict=True)
            )
        for left in one[:_MOST] if other else ():
            for right in _resembling(left, other[:_MOST]):
                pair = _fuller(left, right)
                if pair in refused or left in other or right in one:
                    continue
                if not _may_be_one(evidence, clusters, pair):
                    refused.add(pair)
                elif why := _why(evidence, pair, matter, belong):
                    yield (*pair, why)


def _resembling(key: str, others: Sequence[str]) -> list[str]:
    """Those of the other keys that may be short for the key, or it for them."""
    first, latin = key[0], key.isascii()
    return [
        other
        for other in others
        if ((other[0] in key or first in other) and other != key and _shares(key, other))
        or (other.isascii() != latin and sound_alike(key, other))
    ]


def _shares(one: str, other: str) -> bool:
    """Whether the characters of the shorter key stand in the longer one, but a place's or a sign.

    A word may get a sign of its own by being shortened: 켐 of 케미칼.
    """
    short, long = (one, other) if len(one) < len(other) else (other, one)
    lacking = len(short) - sum(map(long.__contains__, short))
    return (lacking < 2 and (not lacking or len(short) > _BRIEF)) or (
        lacking == _PLACE and any(is_place(key[:_PLACE]) for key in (one, other))
    )


def _things(evidence: Evidence, doc_id: str) -> list[str]:
    """Keys of the things of an article that may be named otherwise elsewhere."""
    keys = evidence.mentions[doc_id]
    return [key for key in keys if MARK not in key and key in evidence.things]


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
    one, two = headed
    persons = (one.get(fuller) or two.get(fuller, set())) & (
        one.get(other) or two.get(other, set())
    )
    if persons and thing.type == "organization" and possible(other, fuller):
        return "same head: " + min(persons)
    return None


def _heads(headed: Sequence[Mapping[str, set[str]]], key: str) -> set[str]:
    """Persons with their titles who belong to a thing in the article of the two that names it."""
    return next((persons[key] for persons in headed if key in persons), set())

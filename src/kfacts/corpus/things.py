"""Decide and cluster organisations and programs: which keys are one thing, which are not, and why.

Reasons are tried strongest first; within one reason pairs are taken in order of their keys, so the
order of the records changes nothing. A short form that fits two things joins neither.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kfacts.corpus.blocking import Pairs, PairSource, local_pairs
from kfacts.corpus.clusters import Clusters
from kfacts.corpus.compare import (
    likeness,
    percent,
    same_articles,
    settings,
    shared_neighbours,
)
from kfacts.corpus.evidence import Evidence
from kfacts.corpus.matters import matters
from kfacts.corpus.related import related
from kfacts.korean import knowledge
from kfacts.korean.jamo import is_hangul, parts
from kfacts.korean.namekeys import known
from kfacts.korean.places import MARK, is_place, is_shared, split_place

_SETTLED = ("decision", "earlier run")
"""Reasons to join that nothing known speaks against."""
_OFTEN = 3
"""Articles from which a spelling is settled, so that one seen once may be a slip of it."""


class Pair(NamedTuple):
    """Two keys and what was decided about them."""

    left: str
    right: str
    why: str
    score: str | None = None

    def order(self) -> tuple[str, str, str, str]:
        """Return what to sort by: of two that say the same, one may have a score and one none."""
        return self.left, self.right, self.why, self.score or ""


class Verdicts(NamedTuple):
    """What was joined and what was not."""

    made: list[Pair]
    refused: list[Pair]


def cluster_things(
    evidence: Evidence,
    decided: Mapping[tuple[str, str], str],
    source: PairSource = local_pairs,
) -> tuple[Clusters[str], Verdicts]:
    """Join the keys that name one thing. `decided` maps pairs of keys to same or different."""
    for alias in evidence.aliases:
        evidence.thing(alias.alias)
    clusters = _start(evidence)
    pairs = source(evidence.things, settings()["block"])
    verdicts = Verdicts([], [])
    for (left, right), verdict in sorted(decided.items()):
        if verdict == "different":
            clusters.part(left, right)
    same = [(a, b) for (a, b), verdict in decided.items() if verdict == "same"]
    _join(clusters, verdicts, same, "decision")
    _join(clusters, verdicts, _same_former(evidence), "earlier run")
    _join(clusters, verdicts, _same_ref(evidence), "names")
    _join(clusters, verdicts, pairs.known, "known")
    _join(clusters, verdicts, pairs.letters, "letters")
    _join_places(evidence, clusters, verdicts)
    _join_aliases(evidence, clusters, verdicts)
    _join_short(evidence, clusters, verdicts, pairs)
    _join_related(evidence, clusters, verdicts)
    _join_near(evidence, clusters, verdicts, pairs)
    return clusters, verdicts


def _start(evidence: Evidence) -> Clusters[str]:
    clusters, bodies, things = Clusters[str](), known(), evidence.things
    clusters.add(sorted(things))
    for key in bodies.keys() & things.keys():
        clusters.label(key, "known", bodies[key])
    for key, thing in things.items():
        if thing.ref is not None:
            clusters.label(key, "names", thing.ref)
        _, mark, where = key.partition(MARK)
        if mark and MARK not in where:
            for kind, name in zip(("region", "town"), split_place(where), strict=True):
                if name:
                    clusters.label(key, kind, name)
    return clusters


def _join(
    clusters: Clusters[str], verdicts: Verdicts, pairs: Iterable[tuple[str, str]], why: str
) -> None:
    """Join pairs for one reason; what a person decided is so whatever is known."""
    for left, right in sorted(pairs):
        if clusters.find(left) == clusters.find(right):
            continue
        objection = clusters.join(left, right, whatever=why in _SETTLED)
        if objection is None:
            verdicts.made.append(Pair(left, right, why))
        else:
            verdicts.refused.append(Pair(left, right, _spoken(objection, left, right)))


def _spoken(objection: str, left: str, right: str) -> str:
    if objection == "parted":
        return "decision: different"
    if objection == "names":
        return "two ids of the names file"
    if objection in ("region", "town"):
        return "two places: " + ", ".join(key.partition(MARK)[2] or key for key in (left, right))
    bodies = (knowledge.things()[known()[key]].names[0] for key in (left, right) if key in known())
    return "two known bodies: " + ", ".join(bodies)


def _same_former(evidence: Evidence) -> Iterator[tuple[str, str]]:
    return _same((k, t.former) for k, t in evidence.things.items() if t.former is not None)


def _same_ref(evidence: Evidence) -> Iterator[tuple[str, str]]:
    return _same((k, t.ref) for k, t in evidence.things.items() if t.ref is not None)


def _same(marks: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for key, mark in sorted(marks):
        if first.setdefault(mark, key) != key:
            yield first[mark], key


# --- names of many bearers ---------------------------------------------------------------------


def _join_places(evidence: Evidence, clusters: Clusters[str], verdicts: Verdicts) -> None:
    """Join a name without its place, or with the region only, to the one bearer that it fits."""
    for base, marked in sorted(_marked(evidence).items()):
        local = [key for key in marked if key.count(MARK) > 1]
        why = "a name that every house has"
        verdicts.refused.extend(Pair(local[0], key, why) for key in local[1:])
        placed = [key for key in marked if key.count(MARK) == 1]
        wide = [key for key in placed if "" in split_place(key.partition(MARK)[2])]
        for key in wide:
            _join_only(clusters, verdicts, key, [k for k in placed if k != key])
        alone = base in evidence.things and evidence.things[base].records
        if alone and (is_shared(base) or base in known()):
            why = "others have the name too, and no place says which"
            verdicts.refused.extend(Pair(base, key, why) for key in placed)
        elif alone:
            _join_only(clusters, verdicts, base, placed)
        for key in placed[1:]:
            if objection := clusters.objection(placed[0], key):
                verdicts.refused.append(Pair(placed[0], key, _spoken(objection, placed[0], key)))


def _marked(evidence: Evidence) -> dict[str, list[str]]:
    """Key → the keys of things that have it together with a place or an article, in order."""
    marked: dict[str, list[str]] = {}
    for key in evidence.things:
        if MARK in key:
            marked.setdefault(key.partition(MARK)[0], []).append(key)
    return {base: sorted(keys) for base, keys in marked.items()}


def _join_only(
    clusters: Clusters[str], verdicts: Verdicts, key: str, others: Sequence[str]
) -> None:
    possible = [other for other in others if not clusters.objection(other, key)]
    things = {clusters.find(other) for other in possible} - {clusters.find(key)}
    if len(things) == 1:
        clusters.join(possible[0], key)
        verdicts.made.append(Pair(possible[0], key, "only bearer of the name"))
    elif things:
        why = "fits several: " + ", ".join(possible)
        verdicts.refused.extend(Pair(other, key, why) for other in possible)


# --- what articles say ------------------------------------------------------------------------


def _join_aliases(evidence: Evidence, clusters: Clusters[str], verdicts: Verdicts) -> None:
    """Join names that articles take for one thing, unless more articles name both as two."""
    names: dict[str, dict[str, str]] = {}
    for (name, alias, why), count in sorted(evidence.aliases.items()):
        both = _records_with_both(evidence, name, alias)
        if body := _other_body(name, alias):
            verdicts.refused.append(Pair(name, alias, f"a name of {body}"))
        elif both >= count:
            score = percent(likeness(name, alias))
            verdicts.refused.append(Pair(name, alias, f"two things in {both} articles", score))
        else:
            names.setdefault(alias, {})[name] = why
    _join_unique(clusters, verdicts, names)


def _other_body(name: str, alias: str) -> str | None:
    """Return the widely known body that an alias names everywhere, if the name is none of its."""
    bodies, plain = known(), name.partition(MARK)[0]
    body = bodies.get(alias)
    if body is None or plain in bodies:
        return None
    own = {bodies.get(plain[n:]) for n in range(2, len(plain) - 1) if is_place(plain[:n])}
    return None if body in own else knowledge.things()[body].names[0]


def _records_with_both(evidence: Evidence, one: str, other: str) -> int:
    left, right = evidence.things[one], evidence.things[other]
    return same_articles(left.records, right.records) if left.records and right.records else 0


def _join_short(
    evidence: Evidence, clusters: Clusters[str], verdicts: Verdicts, pairs: Pairs
) -> None:
    """Join a short form that no other long name fits, and no article parts.

    A public body's short form is believed wherever it stands, a company's (다온차) only where its
    articles name the same others as those of the long name.
    """
    for forms, context in ((pairs.short, False), (pairs.company, True)):
        names: dict[str, dict[str, str]] = {}
        for long, short in sorted(forms):
            if clusters.find(long) == clusters.find(short):
                continue
            against = _against_short(evidence, long, short, context)
            if against is None:
                names.setdefault(short, {})[long] = "abbreviation"
            elif against:
                verdicts.refused.append(Pair(long, short, against))
        _join_unique(clusters, verdicts, names)


def _against_short(evidence: Evidence, long: str, short: str, context: bool) -> str | None:
    """Tell what speaks against a short form; "" when it is not worth a word."""
    one, other = evidence.things[long], evidence.things[short]
    if one.type != other.type:
        return ""
    if both := _records_with_both(evidence, long, short):
        return f"two things in {both} articles"
    if context:
        shared = shared_neighbours(evidence, one.records, other.records, {long, short})
        if len(shared) < settings()["shared"]:
            return "a short form, but the articles share too little"
    return None


def _join_unique(
    clusters: Clusters[str],
    verdicts: Verdicts,
    names: Mapping[str, Mapping[str, str]],
) -> None:
    """Join each short name to the one thing whose names it fits; two things: to neither."""
    for short in sorted(names, key=lambda s: (-len(s), s)):
        possible = {n: why for n, why in names[short].items() if not clusters.objection(n, short)}
        for name in sorted(set(names[short]) - set(possible)):
            objection = clusters.objection(name, short) or ""
            verdicts.refused.append(Pair(name, short, _spoken(objection, name, short)))
        things = {clusters.find(name) for name in possible} - {clusters.find(short)}
        if len(things) == 1:
            name = min(n for n in possible if clusters.find(n) in things)
            clusters.join(name, short)
            verdicts.made.append(Pair(name, short, possible[name]))
        elif things:
            why = "fits several: " + ", ".join(sorted(possible))
            verdicts.refused.extend(Pair(name, short, why) for name in sorted(possible))


def _join_related(evidence: Evidence, clusters: Clusters[str], verdicts: Verdicts) -> None:
    """Join what articles of one matter name differently, a short form only to one fuller name."""
    names: dict[str, dict[str, str]] = {}
    for fuller, other, why in related(evidence, clusters, matters(evidence, clusters)):
        names.setdefault(other, {}).setdefault(fuller, why)
    _join_unique(clusters, verdicts, names)


# --- near misses ------------------------------------------------------------------------------


def _join_near(
    evidence: Evidence, clusters: Clusters[str], verdicts: Verdicts, pairs: Pairs
) -> None:
    """Join misspellings of long names met in one company; note the other near misses."""
    near = settings()["near"]
    for left, right in sorted(pairs.near):
        score = likeness(left, right)
        if score < near or clusters.find(left) == clusters.find(right):
            continue
        why = _against(evidence, clusters, left, right)
        if why is None:
            clusters.join(left, right)
            verdicts.made.append(Pair(left, right, "misspelling", percent(score)))
        else:
            verdicts.refused.append(Pair(left, right, why, percent(score)))


def _slip(left: str, right: str) -> bool:
    """Whether two keys differ in one syllable by one of its letters: 페스티벌, 페스티발."""
    differing = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    if len(left) != len(right) or len(differing) != 1 or not is_hangul("".join(differing[0])):
        return False
    (one, other) = differing[0]
    return sum(a != b for a, b in zip(parts(one), parts(other), strict=True)) == 1


def _against(evidence: Evidence, clusters: Clusters[str], left: str, right: str) -> str | None:
    numbers, things = settings(), evidence.things
    if objection := clusters.objection(left, right):
        return _spoken(objection, left, right)
    if both := _records_with_both(evidence, left, right):
        return f"two things in {both} articles"
    if len(left) < numbers["typo_syllables"] or not _slip(left, right):
        return "one character apart"
    once, often = sorted((things[left].records, things[right].records), key=len)
    if len(once) != 1 or len(often) < _OFTEN:
        return "one character apart"
    if len(shared_neighbours(evidence, once, often, {left, right})) <= numbers["shared"]:
        return "one character apart, and the articles share too little"
    return None


def refusals_between(verdicts: Verdicts, clusters: Clusters[str]) -> Sequence[Pair]:
    """Refused pairs whose two sides did not become one another way."""
    kept = [p for p in verdicts.refused if clusters.find(p.left) != clusters.find(p.right)]
    return sorted(dict.fromkeys(kept), key=Pair.order)

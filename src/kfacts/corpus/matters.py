"""Articles of one matter: pairs that share what few other articles have.

A likeness that proves nothing by itself (가온극장, 가온청년극장) is enough where both articles tell
of the same persons, works and figures. Such pairs are found by look-up: a mark that more than a few
articles have points to no matter and makes no pair.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kfacts.corpus.clusters import Clusters
from kfacts.corpus.evidence import Bearer, Evidence
from kfacts.korean.namekeys import is_generic
from kfacts.korean.persons import areas, split_name
from kfacts.korean.places import MARK, is_place, national

_FEW = 6
"""Articles beyond which what they have in common no longer points to one matter."""
PERSON = "@"
"""Before the name of a person among the marks of an article."""
_RANKS = ("공동", "각자", "신임", "총괄")


class Matter(NamedTuple):
    """Two articles of one matter, by doc_id, and what both have."""

    one: str
    other: str
    marks: frozenset[str]

    def is_of_one_person(self) -> bool:
        """Whether all they share is one person of one title, as chance may have it."""
        return len({m.partition(" ")[0] for m in self.marks}) == 1 and PERSON in min(self.marks)


def title_of(title: str) -> str:
    """Reduce a title to what its writings share: 공동대표, 전 대표이사 → 대표."""
    word = (title.split() or [title])[-1]
    for rank in _RANKS:
        word = word.removeprefix(rank) or word
    return word.removesuffix("이사") if word == "대표이사" else word


def roles(bearer: Bearer) -> Iterator[str]:
    """Name a bearer together with each title: two articles seldom have both by chance."""
    for key in bearer.keys:
        if tells(key):
            yield from (f"{key} {title_of(title)}" for title in bearer.titles)


def tells(key: str) -> bool:
    """Whether a personal name is full, so that two articles seldom have it by chance."""
    return split_name(key) is not None or len(key) > 3


def _is_telling(key: str) -> bool:
    """Whether a thing's key says something about an article: not 국회, 서울시, 공단."""
    return not (MARK in key or is_place(key) or key in national() or is_generic(key))


def _field(title: str) -> str:
    """Return the only field of a title, "" where there is none or several."""
    found = areas(title)
    return next(iter(found)) if len(found) == 1 else ""


def matters(evidence: Evidence, clusters: Clusters[str]) -> list[Matter]:
    """Find the pairs of articles that share two marks or more, in order of their doc_ids."""
    docs = sorted(evidence.mentions)
    marks: dict[str, int] = {}
    of_mark, of_doc = array("q"), array("q")
    number = {doc_id: n for n, doc_id in enumerate(docs)}
    for mark, doc_id in _all_marks(evidence, clusters):
        of_mark.append(marks.setdefault(mark, len(marks)))
        of_doc.append(number[doc_id])
    pairs = _pairs(of_mark, of_doc, len(docs))
    if not pairs:
        return []
    names = list(marks)
    return [Matter(docs[a], docs[b], frozenset(names[m] for m in m_)) for a, b, m_ in pairs]


def _all_marks(evidence: Evidence, clusters: Clusters[str]) -> Iterator[tuple[str, str]]:
    """Yield each mark of each article: its things, persons, persons with titles and figures."""
    telling = {
        key: clusters.find(key)
        for key in evidence.things
        if (len(evidence.things[key].records) > 1 or clusters.is_joined(key)) and _is_telling(key)
    }
    for doc_id, named in evidence.mentions.items():
        yield from ((telling[key], doc_id) for key in named if key in telling)
    borne = Counter(key for bearer in evidence.bearers for key in bearer.keys)
    for bearer in evidence.bearers:
        keys = [key for key in bearer.keys if borne[key] > 1 and tells(key)]
        if not keys or "press" in map(_field, bearer.titles):
            continue
        for doc_id, _ in bearer.records:
            yield from ((PERSON + key, doc_id) for key in keys)
            yield from ((PERSON + role, doc_id) for role in roles(bearer))
    for doc_id, figures in evidence.figures.items():
        yield from ((f"={figure}", doc_id) for figure in figures)


def _pairs(
    of_mark: Sequence[int], of_doc: Sequence[int], docs: int
) -> list[tuple[int, int, list[int]]]:
    """Pairs of articles with two marks or more in common, with the marks."""
    import numpy as np  # noqa: PLC0415

    if not len(of_mark):
        return []
    codes = np.unique(np.array(of_mark, np.int64) * docs + np.array(of_doc, np.int64))
    mark, doc = np.divmod(codes, docs)
    sizes = np.unique(mark, return_counts=True)[1]
    few = np.repeat((sizes > 1) & (sizes <= _FEW), sizes)
    mark, doc = mark[few], doc[few]
    found = []
    for apart in range(1, _FEW):
        same = mark[apart:] == mark[:-apart]
        found.append((doc[:-apart][same] * docs + doc[apart:][same], mark[apart:][same]))
    pair = np.concatenate([p for p, _ in found])
    of = np.concatenate([m for _, m in found])
    order = pair.argsort(kind="stable")
    pair, of = pair[order], of[order]
    _, starts, counts = np.unique(pair, return_index=True, return_counts=True)
    return [
        (*divmod(int(pair[s]), docs), sorted(of[s : s + n].tolist()))
        for s, n in zip(starts[counts > 1], counts[counts > 1], strict=True)
    ]


def heads(evidence: Evidence, docs: Iterable[str]) -> dict[str, dict[str, set[str]]]:
    """Of some articles: thing → the persons with their titles who belong to it, by doc_id."""
    out: dict[str, dict[str, set[str]]] = {doc_id: {} for doc_id in docs}
    for bearer in evidence.bearers:
        held = [doc_id for doc_id, _ in bearer.records if doc_id in out]
        known_by = set(roles(bearer)) if held and bearer.organizations else ()
        for doc_id in held if known_by else ():
            for thing in bearer.organizations:
                out[doc_id].setdefault(thing, set()).update(known_by)
    return out

"""Ids of corpus entities: made of what an entity is, so that new articles rename nothing."""

from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import blake2b

from kfacts.corpus.evidence import Place
from kfacts.korean.knowledge import things
from kfacts.korean.namekeys import known, name_key
from kfacts.model import Corpus


def thing_anchor(keys: Sequence[str]) -> str:
    """Choose the key an id is made of: the known body's name, else the fullest Hangul key.

    Articles seldom bring a fuller name than those before, so the anchor stays.
    """
    table = known()
    if len(keys) == 1 and keys[0] not in table:
        return keys[0]
    bodies = sorted({table[k] for k in keys if k in table})
    if bodies:
        return name_key(things()[bodies[0]].names[0])
    return max(sorted(keys), key=_fullness)


def person_anchor(keys: Iterable[str]) -> str:
    """Choose the key a person's id is made of: the fullest Hangul name, "" when there is none."""
    return max(sorted(set(keys)), key=_fullness, default="")


def _fullness(key: str) -> tuple[bool, int]:
    return not key.isascii(), len(key)


class Heritage:
    """Ids that places had in an earlier corpus of the same folder."""

    def __init__(self, corpus: Corpus | None) -> None:
        self.entities = {e.id: e for e in corpus.entities} if corpus else {}
        self._of_place: dict[Place, str] = {}
        for entity in self.entities.values():
            self._of_place |= {(r.doc_id, r.entity): entity.id for r in entity.records}

    def claims(self, keys: Set[str], places: Iterable[Place]) -> dict[str, int]:
        """Former id → how many of the places it had, for ids that one of the keys had too.

        Another version may number the entities of an article anew; a key it had must bear it out.
        """
        counts: dict[str, int] = {}
        for place in places if self._of_place else ():
            former = self._of_place.get(place)
            if former is not None:
                counts[former] = counts.get(former, 0) + 1
        return {i: n for i, n in counts.items() if not keys.isdisjoint(self.entities[i].keys)}


def heirs(claims: Sequence[Mapping[str, int]]) -> list[list[str]]:
    """Give each former id to the one with most claim to it; of each one's ids the strongest first.

    Of equal claims the first one's counts.
    """
    rows = sorted((-n, i, former) for i, all_ in enumerate(claims) for former, n in all_.items())
    given: dict[str, int] = {}
    for _, i, former in rows:
        given.setdefault(former, i)
    out: list[list[str]] = [[] for _ in claims]
    for former, i in given.items():
        out[i].append(former)
    return out


class Ids:
    """Hands out ids such as `thing-3f9a1c20b7d4`, each once and never one of an earlier run."""

    def __init__(self, former: Iterable[str]) -> None:
        self._taken = set(former)

    def keep(self, former: Iterable[str]) -> None:
        """Never hand out these."""
        self._taken.update(former)

    def make(self, kind: str, anchor: str, first: str = "") -> str:
        """Make the id of an entity; `first`, its first place, tells namesakes apart."""
        made = _digest(kind, anchor)
        attempt = 0
        while made in self._taken:
            made = _digest(kind, anchor, first, *[str(attempt)] * (attempt > 0))
            attempt += 1
        self._taken.add(made)
        return made


def _digest(kind: str, *parts: str) -> str:
    written = "\n".join((kind, *parts)).encode()
    return f"{kind}-{blake2b(written, digest_size=6).hexdigest()}"

"""Ids of corpus entities: made of what an entity is, so that new articles rename nothing."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from kfacts.korean.lexicon import known_rows
from kfacts.korean.namekeys import known, name_key


def thing_anchor(keys: Sequence[str]) -> str:
    """Choose the key an id is made of: the known body's name, else the fullest Hangul key.

    Articles seldom bring a fuller name than those before, so the anchor stays.
    """
    table = known()
    if len(keys) == 1 and keys[0] not in table:
        return keys[0]
    bodies = sorted({table[k] for k in keys if k in table})
    if bodies:
        return name_key(known_rows()[bodies[0]][0])
    return max(sorted(keys), key=_fullness)


def person_anchor(keys: Iterable[str]) -> str:
    """Choose the key a person's id is made of: the fullest Hangul name, "" when there is none."""
    return max(sorted(set(keys)), key=_fullness, default="")


def _fullness(key: str) -> tuple[bool, int]:
    return not key.isascii(), len(key)


class Ids:
    """Hands out ids such as `thing-3f9a1c20b7d4`, each once and never one of an earlier run."""

    def __init__(self, former: Iterable[str]) -> None:
        self._taken = set(former)

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
    return f"{kind}-{blake2b(chr(10).join((kind, *parts)).encode(), digest_size=6).hexdigest()}"

"""Ids of corpus entities: made of what an entity is, so that new articles rename nothing."""

from collections.abc import Iterable
from hashlib import blake2b

from kfacts.korean.lexicon import known_rows
from kfacts.korean.namekeys import known, name_key


def thing_anchor(keys: Iterable[str]) -> str:
    """Choose the key an id is made of: the known body's name, else the fullest Hangul key.

    Articles seldom bring a fuller name than those before, so the anchor stays.
    """
    keys, table = sorted(keys), known()
    bodies = sorted({table[k] for k in keys if k in table})
    if bodies:
        return name_key(known_rows()[bodies[0]][0])
    return max(keys, key=lambda k: (not k.isascii(), len(k)))


def person_anchor(keys: Iterable[str]) -> str:
    """Choose the key a person's id is made of: the fullest Hangul name."""
    return max(sorted(keys), key=lambda k: (not k.isascii(), len(k)), default="")


def entity_id(kind: str, *parts: str) -> str:
    """Make an id such as `thing-3f9a1c20b7d4` of what identifies an entity."""
    digest = blake2b("\n".join((kind, *parts)).encode(), digest_size=6)
    return f"{kind}-{digest.hexdigest()}"


class Ids:
    """Hands out ids, each once; former ids first."""

    def __init__(self, former: Iterable[str]) -> None:
        self._taken = set(former)

    def make(self, kind: str, anchor: str, first: str) -> str:
        """Make the id of an entity; `first` tells namesakes apart: the first place it stands."""
        for parts in ((anchor,), (anchor, first), (anchor, first, "again")):
            made = entity_id(kind, *parts)
            if made not in self._taken:
                self._taken.add(made)
                return made
        return entity_id(kind, anchor, first, str(len(self._taken)))

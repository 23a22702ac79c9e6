"""How a name may look that stands for a longer one in another article of the same matter.

Two grades. What talk leaves out of a body's or a work's name (`likely`) is believed where two
articles tell of one matter. What may as well be another body (`possible`) is believed only where
the same person heads both.
"""

from collections.abc import Iterable
from functools import cache

from kfacts.korean.lexicon import components, forms
from kfacts.korean.namekeys import is_generic, name_key
from kfacts.korean.nameparts import is_lead, name_parts
from kfacts.korean.places import is_place
from kfacts.korean.shorten import (
    ellipsis,
    is_another,
    is_contraction,
    is_initials,
    is_made_of,
    is_squeezed,
    is_waisted,
    without_scheme,
    without_tail,
)
from kfacts.korean.sounds import sound_alike

_SHORTEST = 3
_SHORTEST_PLACED = 4
_LONGEST_PLACE = 7


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(name_key(word) for word in forms()[table]["words"])


def likely(short: str, long: str, texts: Iterable[str], type_: str) -> bool:
    """Whether a key may stand for a longer one where the articles have much in common.

    `texts` are the writings of the longer name, `type_` is what both are.
    """
    if short.isascii() != long.isascii():
        return sound_alike(short, long)
    if len(short) >= len(long) or len(short) < _SHORTEST or is_generic(short):
        return False
    if type_ == "program":
        return any(_of_title(short, text) for text in texts)
    if ellipsis(short, long) is not None:
        return True
    if long.startswith(short) or long.endswith(short):
        return False
    return is_contraction(short, long) or is_squeezed(short, long, ()) or is_waisted(short, long)


def _of_title(short: str, text: str) -> bool:
    """Whether a work or scheme is called by some of its words, or without what kind it is."""
    long = name_key(text)
    tail = long[len(short) :] if long.startswith(short) else ""
    if tail and tail in _words("trailing") and len(short) > _SHORTEST:
        return True
    if without_scheme(short, long) or is_initials(short, text):
        return True
    words = text.split()
    if any(name_key("".join(words[n:])) == short for n in range(1, len(words))):
        return short not in components() and not short.endswith(_words("features"))
    return any(name_key("".join(words[:n])) == short for n in range(2, len(words) - 1))


def possible(short: str, long: str) -> bool:
    """Whether two keys may name one body if one person heads both.

    Besides `likely`: a place before one of them, some of the middle left out, or the tail.
    """
    if len(short) > len(long):
        short, long = long, short
    names = (short, long)
    if is_another(*names):
        return False
    if likely(*names, (), "organization"):
        return True
    bare = tuple(map(_unplaced, names))
    if bare != names and (bare[0] == bare[1] or possible(*bare)):
        return True
    return _clipped(short, long) or (len(short) >= _SHORTEST and _abridged(short, long))


def _unplaced(key: str) -> str:
    """Take off a place that a key begins with, if more than a kind of body is left."""
    for size in range(min(len(key) - _SHORTEST_PLACED, _LONGEST_PLACE), 1, -1):
        if is_place(key[:size]) and not is_generic(key[size:]):
            return key[size:]
    return key


def _abridged(short: str, long: str) -> bool:
    """Whether short keeps the beginning of long and its head, and nothing is turned round."""
    start = len(name_parts(long)[0].text) if is_lead(name_parts(long)[0].text) else 0
    if short[0] not in (long[0], long[start : start + 1]) or long.startswith(short):
        return False
    return is_made_of(short, long) and short[-1] in name_parts(long)[-1].text


def _clipped(short: str, long: str) -> bool:
    """Whether long is short with what says nothing of its trade: 다온의원, 다온넥스트.

    가온에너지 is not 가온: a listed word makes another company of the house.
    """
    tail = long[len(short) :] if long.startswith(short) else ""
    if not tail:
        return False
    if tail in _words("callings"):
        return True
    return tail not in components() and without_tail(short, long)

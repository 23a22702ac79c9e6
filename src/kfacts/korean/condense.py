"""Long names told in short: beginnings of some of their words and what they end in.

동해산호숲보호시민연대 → 산호숲연대, ‘새봄 마을배움터’ → 새봄배움터. What falls away may make
another body, so this is believed only within one article, where no other name fits.
"""

from collections.abc import Sequence

from kfacts.korean.lexicon import forms
from kfacts.korean.nameparts import is_body, is_lead, name_parts
from kfacts.korean.places import is_place
from kfacts.korean.shorten import is_another, is_made_of

_MUCH = 4
"""Syllables that fall away: with fewer two bodies of one field are too much alike."""
_INITIALS = (2, 3)
"""How many syllables stand for the words before the head."""
_WHOLE = 2
"""Least syllables of a word that says something by itself."""


def is_condensed(short: str, long: str, words: Sequence[str]) -> bool:
    """Whether short keeps beginnings of the words of a body's name and its head, in order.

    `words` are those of two syllables or more that the analyser sees in it. The first may only
    fall away where it is a place; of the others whole words are kept, or syllables alone.
    """
    if len(long) - len(short) < _MUCH or not is_body(long) or is_another(short, long):
        return False
    if _of_syllables(short, long):
        return True
    if len(words) < 2:
        return False
    inner, ends = words[:-1], _ends(long, words[-1])
    bodies = [short[: -len(end)] for end in ends if short.endswith(end)]
    starts = [inner, inner[1:]] if _falls_away(inner[0]) else [inner]
    return any(start and _is_kept(body, start, long) for body in bodies for start in starts)


def _of_syllables(short: str, long: str) -> bool:
    """Whether short is syllables of long, the first one first, and what its head shrinks to."""
    first, *_, head = name_parts(long)
    at = len(first.text) if is_lead(first.text) and short[0] != long[0] else 0
    for end in head.forms:
        body = short[: -len(end)]
        brief = len(end) < len(head.text) and short.endswith(end) and len(body) in _INITIALS
        if brief and body[0] == long[at] and is_made_of(body, long[at : -len(head.text)]):
            return True
    return False


def _falls_away(word: str) -> bool:
    """Whether a word before a body's name says where or whose it is: 한국, 서해, 강릉."""
    return is_lead(word) or is_place(word) or word in forms()["areas"]["words"]


def _ends(long: str, last: str) -> list[str]:
    """List what a name may end in for short: 연합회, 연합, 련."""
    head = name_parts(long)[-1]
    return [*head.forms, head.text, *(last[:n] for n in range(_WHOLE, len(last) + 1))]


def _is_kept(body: str, words: Sequence[str], long: str) -> bool:
    """Whether body begins with the first word and goes on with others."""
    if len(body) < _WHOLE or not body.startswith(words[0][:_WHOLE]):
        return False
    at = long.find(words[0])
    if long.startswith(body, at) and len(body) > len(words[0]):
        return any(long.startswith(word, at + len(body)) for word in words[1:])
    left = {body}
    for word in words:
        left |= {rest[len(word) :] for rest in left if rest.startswith(word)}
    return "" in left


def is_bridged(short: str, title: str) -> bool:
    """Whether short is the first word of a title and the end of its last: 새봄배움터."""
    words = title.split()
    if len(words) < 2 or not short.startswith(words[0]) or len(words[0]) < _WHOLE:
        return False
    end = short[len(words[0]) :]
    whole = len(words) == _WHOLE and end == words[-1]
    return len(end) >= _WHOLE and words[-1].endswith(end) and not whole

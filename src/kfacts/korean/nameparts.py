"""The parts of Korean names: listed words (공사, 연구원, 토지) and what stands between them."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kfacts.korean.lexicon import components

_LOOSE = 1.1
"""Cost of a syllable that belongs to no listed word; a word costs 1, so words win."""
_SYLLABLE = 1.05
"""Cost of a word of one syllable: only just better than none."""
_LAST = 0.9
"""Cost of the word that ends the name: what kind of body it is matters most."""


class Part(NamedTuple):
    """A stretch of a name: a listed word, or what stands between listed words (kind `brand`)."""

    text: str
    kind: str
    forms: tuple[str, ...]
    """What it may shrink to, itself first."""


@lru_cache(maxsize=1 << 12)
def name_parts(key: str, brands: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Cut a key into listed words, the given brands and the unlisted rest, as few as possible."""
    words, sizes, last = components(), _sizes(), key[-1:]
    if brands:
        of_brands = {len(brand) for brand in brands}
        sizes = {char: tuple(sorted(of_brands.union(sizes.get(char, ())))) for char in key}
    costs, starts = [0.0], [0]
    for end, char in enumerate(key, 1):  # of one syllable only what the name ends in: 부, 청
        cost, start = costs[-1] + _LOOSE, end - 1
        for size in sizes.get(char, ()):
            begin = end - size
            if begin < 0:
                continue
            word = key[begin:end]
            if (word in words and (size > 1 or char == last)) or word in brands:
                more = _SYLLABLE if size == 1 else _LAST if end == len(key) else 1
                if costs[begin] + more < cost:
                    cost, start = costs[begin] + more, begin
        costs.append(cost)
        starts.append(start)
    return tuple(_joined(key, starts, brands))


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """Last syllable → lengths of the listed words that end in it."""
    sizes: dict[str, set[int]] = {}
    for word in components():
        sizes.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(found)) for last, found in sizes.items()}


@cache
def _listed() -> dict[str, Part]:
    """Word → what it is inside a name, where what kind of body it is shrinks to a syllable too."""
    return {
        word: Part(word, kind, (*forms, word[0]) if kind == "head" else forms)
        for word, (kind, forms) in components().items()
    }


def _joined(key: str, starts: Sequence[int], brands: tuple[str, ...]) -> list[Part]:
    words, cuts, end = _listed(), [], len(key)
    while end:
        cuts.append(key[starts[end] : end])
        end = starts[end]
    parts: list[Part] = []
    loose = False
    for text in reversed(cuts):
        listed = words.get(text) if len(text) > 1 or text == key[-1] else None
        if listed is not None:
            parts.append(listed)
        elif loose and text not in brands:
            parts[-1] = _brand(parts[-1].text + text)
        else:
            parts.append(_brand(text))
        loose = listed is None and text not in brands
    if parts[-1].kind == "head":
        parts[-1] = Part(parts[-1].text, "head", components()[parts[-1].text].forms)
    return parts


def _brand(text: str) -> Part:
    whole = text.isascii() or len(text) == 1
    return Part(text, "brand", (text,) if whole else (text, text[0]))


def is_public(key: str) -> bool:
    """Whether the last word is a head of bodies of which a field has one (공사, 협회)."""
    return name_parts(key)[-1].kind == "public"


def is_body(key: str) -> bool:
    """Whether the last word says what kind of body it is (공사, 포럼, 은행)."""
    return name_parts(key)[-1].kind in ("public", "head")


@cache
def public_heads() -> tuple[str, ...]:
    """List the words that end the names of public bodies and schools."""
    schools = ("대학교", "대학")
    return tuple(w for w, c in components().items() if c.kind == "public" or w in schools)


def is_lead(word: str) -> bool:
    """Whether the word falls away before a public body's name: 한국, 전국."""
    listed = components().get(word)
    return listed is not None and listed.kind == "lead"

"""Names shortened inside one article, believed only when a single longer name fits."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kfacts.korean.jamo import is_hangul
from kfacts.korean.lexicon import forms
from kfacts.korean.namekeys import is_generic, name_key, spellings
from kfacts.korean.nameparts import is_public
from kfacts.korean.shorten import ellipsis, is_contraction
from kfacts.korean.sounds import is_latin, sound_alike
from kfacts.linking.groups import Group, Joiner

_CROWD = 300
"""Longer names that share a syllable with a short one: beyond this many, none is singled out."""


_VERSION = re.compile(r"v?\d+\.\d+")


@cache
def _clubs() -> frozenset[str]:
    return frozenset(map(name_key, forms()["clubs"]["words"]))


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(forms()[table]["words"])


def other_scripts(groups: Sequence[Group]) -> Iterator[tuple[int, int, str]]:
    """Hangul and Latin writings of one name: 엘지 and LG, 넷플릭스 and Netflix."""
    for kind in ("thing", "person"):
        keys = {g.key: i for i, g in enumerate(groups) if g.kind == kind}
        for key, i in keys.items() if kind == "thing" else ():
            yield from ((i, keys[w], "letters") for w in spellings(key) if w in keys)
        latin = [k for k in keys if is_latin(k)][:_CROWD]
        hangul = [k for k in keys if is_hangul(k)][:_CROWD] if latin else []
        for key in latin:
            alike = [k for k in hangul if sound_alike(key, k)]
            if len(alike) == 1:
                yield keys[alike[0]], keys[key], "sound"


def shortened(groups: Sequence[Group], joiner: Joiner) -> Iterator[tuple[int, int, str]]:
    """(group of the full name, group of its short form, why), where only one full name fits."""
    things = [i for i, g in enumerate(groups) if g.kind == "thing" and len(g.key) > 1]
    keys = {groups[i].key for i in things}
    holding: dict[str, list[int]] = {}
    for i in things:
        for char in dict.fromkeys(groups[i].key):
            holding.setdefault(char, []).append(i)
    for i in things:
        short = groups[i]
        rivals = holding[short.key[0]]
        if len(rivals) > _CROWD or is_generic(short.key):
            continue
        fits = [(j, why) for j in rivals if (why := _fits(short, groups[j], keys))]
        fits = [(j, why) for j, why in fits if joiner.may_join(j, i)]
        if len({joiner.find(j) for j, _ in fits}) == 1:
            yield fits[0][0], i, fits[0][1]


def _fits(short: Group, long: Group, keys: set[str]) -> str | None:
    """Why `short` may be a short form of `long` in an article that has these names."""
    a, b = short.key, long.key
    if len(a) >= len(b) or a[0] not in b or short.type != long.type:
        return None
    if b.endswith(a):
        return _headless(a, b, long, keys)
    if b.startswith(a):
        return _tailless(a, b, long)
    brands = [b[:n] for n in range(2, len(b)) if b[:n] in keys]
    shrunken = any(is_contraction(a, b, (brand,)) for brand in brands) or is_contraction(a, b)
    return "abbreviation" if shrunken or ellipsis(a, b) else None


def _headless(short: str, long: str, group: Group, keys: set[str]) -> str | None:
    """Test for a brand, place or 한국 left out before the name: 카카오톡 채널 → 톡채널."""
    dropped = long[: -len(short)]
    if ellipsis(short, long):
        return "abbreviation"
    if dropped in _words("regions"):
        return "abbreviation" if len(short) >= 4 else None
    parted = name_key(group.text.split(" ", 1)[-1]) == short
    if dropped in keys:
        return "abbreviation" if len(short) >= 3 or parted else None
    return "abbreviation" if parted and len(short) >= 3 else None


def _tailless(short: str, long: str, group: Group) -> str | None:
    """Test for 사업, 지원 left out after a program's name, 공사 after a body's."""
    if ellipsis(short, long):
        return "abbreviation"
    tail = long[len(short) :]
    if group.type == "program":
        dropped = len(short) >= 4 and tail in _words("trailing")
        return "abbreviation" if dropped or _VERSION.fullmatch(tail) else None
    if " " in group.text and (tail in _clubs() or (is_public(tail) and len(tail) > 4)):
        return "abbreviation"
    return "abbreviation" if is_contraction(short, long) else None

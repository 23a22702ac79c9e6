"""Names shortened inside one article, believed only when a single longer name fits."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kfacts.korean.condense import is_bridged, is_condensed
from kfacts.korean.jamo import is_hangul
from kfacts.korean.lexicon import components, forms
from kfacts.korean.namekeys import clubs, is_generic, known, name_key, spellings
from kfacts.korean.nameparts import is_lead, is_public, name_parts
from kfacts.korean.shorten import (
    ellipsis,
    is_clip,
    is_contraction,
    is_initials,
    is_squeezed,
    is_waisted,
    new_signs,
    without_scheme,
    without_tail,
)
from kfacts.korean.sounds import is_latin, mixed_alike, spells
from kfacts.linking.groups import Group, Joiner
from kfacts.linking.places import elsewhere

_CROWD = 300
"""Longer names that share a syllable with a short one: beyond this many, none is singled out."""


_FAMILY = 2
"""Names that begin alike: a brand, and with what the company is; more are a house of several."""
_SAYING = 3
"""Syllables beyond which the end of a name says by itself what is meant: 도약계좌."""
_SCHOOLS = ("대", "대학교", "대학", "대병원", "대학교병원")
"""Schools of one kind stand in many towns: 대구가톨릭대 is not 가톨릭대."""
_LAW = re.compile(r"(.{3,}?)((?:특별|기본)?법)")
_VERSION = re.compile(r"v?\d+\.\d+")


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
            alike = [k for k in hangul if spells(k, key)]
            if len(alike) == 1:
                yield keys[alike[0]], keys[key], "sound"
        both = [k for k in keys if k[0].isascii() and not k.isascii()] if kind == "thing" else []
        for key in both[:_CROWD]:
            alike = [k for k in keys if k[-1] == key[-1] and mixed_alike(key, k)]
            if len(alike) == 1:
                yield keys[alike[0]], keys[key], "sound"


def shortened(
    groups: Sequence[Group],
    joiner: Joiner,
    cuts: Callable[[int], tuple[str, ...]],
    follows: Callable[[int, int], bool],
    apart: Callable[[Group, Group], bool],
) -> Iterator[tuple[int, int, str]]:
    """(group of the full name, group of its short form, why), where only one full name fits.

    `cuts` gives the words that the analyser sees in the name of a group; `follows` tells whether
    one group is first named behind another, `apart` whether the text tells two of them apart.
    """
    things = [i for i, g in enumerate(groups) if g.kind == "thing" and len(g.key) > 1]
    types = {i: groups[i].type for i in things}
    keys = {groups[i].key for i in things}
    signs = {i: frozenset(groups[i].key) for i in things}
    fitting = _Fitting(groups, types, keys, cuts, follows)
    holding: dict[str, list[int]] = {}
    for i in things:
        for char in signs[i]:
            holding.setdefault(char, []).append(i)
    for i in things:
        short, size = groups[i].key, len(groups[i].key)
        if not 1 < len(holding[short[0]]) <= _CROWD:
            continue
        kept = _kept(short) | {short[0]}
        fewest = min((holding[char] for char in kept), key=len)
        longer = [j for j in fewest if len(groups[j].key) > size and kept <= signs[j]]
        if not longer:
            continue
        if is_generic(short):
            fits = [j for j in longer if types[j] == types[i] and size > 2]
            fits = [j for j in fits if _ends(short, groups[j], keys)]
        else:
            fits = fitting(i, longer)
        fits = [j for j in fits if joiner.may_join(j, i) and not elsewhere(groups[i], groups[j])]
        fits = [j for j in fits if not _of_another(short, groups[j].key)]
        fits = [j for j in fits if not apart(groups[i], groups[j])]
        if len({joiner.find(j) for j in fits}) == 1:
            yield fits[0], i, "abbreviation"


def _of_another(short: str, long: str) -> bool:
    """Whether a long name begins with a known body other than the short one: CJ대한통운노조, CJ."""
    bodies = known()
    body = bodies.get(short)
    if body is None or not long.startswith(short):
        return False
    return any(bodies.get(long[:n], body) != body for n in range(len(short) + 1, len(long)))


@dataclass(frozen=True, slots=True)
class _Fitting:
    """Finds the longer names that a short one may stand for, the surest way to shorten first."""

    groups: Sequence[Group]
    types: Mapping[int, str]
    keys: set[str]
    cuts: Callable[[int], tuple[str, ...]]
    follows: Callable[[int, int], bool]

    def __call__(self, i: int, longer: Sequence[int]) -> list[int]:
        """Return those of the longer names that group i may shorten."""
        short, groups, keys = self.groups[i].key, self.groups, self.keys
        alike = [j for j in longer if self.types[j] == self.types[i]]
        fits = [j for j in alike if _fits(short, groups[j], self.types[i], keys)]
        if not fits and len(short) > 2:
            fits = [j for j in longer if _branded(short, groups[j], keys)]
            fits = fits or [j for j in alike if _last_words(short, groups[j])]
            fits = fits or [j for j in alike if _made_of(short, groups[j], self.cuts(j))]
        fits = fits or [j for j in alike if _clipped_in_talk(short, groups[j], self.cuts(j))]
        return fits or (self._later(i, alike) if alike and short not in known() else [])

    def _later(self, i: int, alike: Sequence[int]) -> list[int]:
        """Return what fits only because the long name is met first."""
        short, groups = self.groups[i].key, self.groups
        fits = [j for j in alike if _left(short, groups[j], self.types[j], self.cuts, j)]
        fits = [j for j in fits if self.follows(i, j)]
        house = fits and groups[fits[0]].key.startswith(short) and _is_house(short, self.keys)
        return [] if house else fits


def _kept(short: str) -> frozenset[str]:
    """Return the characters of a short form that any longer name of the same thing has.

    All but those that no word is shortened to (켐 of 케미칼), and none where it begins with a body
    that is widely known and may have been written otherwise.
    """
    bodies = known()
    if not bodies.keys().isdisjoint([short[:n] for n in range(2, len(short))]):
        return frozenset()
    return frozenset(short) - new_signs()


def _clipped_in_talk(short: str, long: Group, words: tuple[str, ...]) -> bool:
    """Whether short is no word and no other known body, and long may be called so: 맥날, 조세연."""
    if short in known() or short in components():
        return False
    if long.type == "program" and is_initials(short, long.text):
        return True
    return is_clip(short, long.key) or is_squeezed(short, long.key, words)


def _is_house(brand: str, keys: set[str]) -> bool:
    """Whether the article has more names that begin so than a company's and its brand."""
    return sum(key.startswith(brand) for key in keys) > _FAMILY


def _left(
    short: str, long: Group, kind: str, cuts: Callable[[int], tuple[str, ...]], j: int
) -> bool:
    """Whether short is what an article that gave the long name goes on to say for it.

    The brand of a company (투썸), the words of a title that come first (유퀴즈), or a name without
    what stands before it (국립암센터, 암센터; 청년도약계좌, 도약계좌).
    """
    if long.key.endswith(short):
        return _without_front(short, long, kind, cuts(j))
    if kind == "organization":
        whole = " " not in long.text
        if (whole and without_tail(short, long.key)) or _waisted(short, long.key):
            return True
        return is_condensed(short, long.key, cuts(j))
    return _first_words(short, long.text) or is_bridged(short, long.text)


def _is_school(key: str) -> bool:
    """Whether a name ends as schools' do; 연대 is a league."""
    return key.endswith(_SCHOOLS) and name_parts(key)[-1].text != "연대"


def _waisted(short: str, long: str) -> bool:
    """Whether the middle of a body's name is left out, or its place and then all but syllables."""
    if _is_school(short):
        return False
    places = (place for place in _words("regions") if long.startswith(place))
    place = max(places, key=len, default="")
    if place:
        return len(short) > 2 and is_contraction(short, long[len(place) :])
    return is_waisted(short, long)


def _first_words(short: str, text: str) -> bool:
    """Whether short is made of the first words of a title that goes on, or leaves its kind out."""
    words = text.split()
    if len(words) == 1:
        return without_scheme(short, name_key(text))
    if len(words) == 2 and len(short) > 2 and name_key(words[0]) == short:
        return not name_key(words[1]).endswith(tuple(_words("features")))
    return any(name_key("".join(words[:n])) == short for n in range(2, len(words) - 1))


def _without_front(short: str, long: Group, kind: str, words: tuple[str, ...]) -> bool:
    """Whether whole words fall away before a programme or a body: 도약계좌, 암센터."""
    dropped = long.key[: -len(short)]
    if kind == "program":
        return " " not in long.text and len(dropped) > 1 and len(short) > _SAYING
    if _is_school(short):
        return False
    if is_lead(dropped):
        return len(short) > 2
    starts = (*words[1:], *(part.text for part in name_parts(long.key)[1:]))
    return any(map(short.startswith, starts)) and len(dropped) > 1 and len(short) > _SAYING


def _made_of(short: str, long: Group, words: tuple[str, ...]) -> bool:
    """Whether short keeps syllables of the words that the analyser sees in long: 중처법."""
    if len(words) > 1 and short.endswith("법") and long.key.endswith(("법", "법률")):
        return _made_of_law(short, long.key, words)
    brand = long.type == "program" and long.key.startswith(short)
    return len(words) > 1 and not brand and is_contraction(short, long.key, words)


def _made_of_law(short: str, long: str, words: tuple[str, ...]) -> bool:
    """Whether a law's short name keeps words of its long one, or single syllables of them.

    Whole words only of a long-winded law: 국토계획법; 노인복지법 is not 노인복지시설법.
    """
    stem, whole = short[:-1], "관한" in long
    if not stem or stem[0] != words[0][0]:
        return False
    left = {stem}
    for word in words:
        taken = {rest[1:] for rest in left if rest[:1] == word[0]}
        if whole:
            taken |= {rest[len(word) :] for rest in left if rest.startswith(word)}
        left |= taken
    return "" in left and len(stem) > 1


def _last_words(short: str, long: Group) -> bool:
    """Whether short is the last words of long: 남해 드래건스, 드래건스; not 찾아가는 미술관."""
    words = long.text.split()
    last = len(words) - 1
    cuts = (i for i in range(1, len(words)) if i < last or not words[i - 1].endswith("는"))
    return any(name_key("".join(words[i:])) == short for i in cuts)


def _ends(kind: str, long: Group, keys: set[str]) -> bool:
    """Whether a kind of thing, used as a name, is what a longer name ends in: 선물하기."""
    return _last_words(kind, long) or _branded(kind, long, keys)


def _fits(a: str, long: Group, type_: str, keys: set[str]) -> bool:
    """Whether `a` may be a short form of `long` in an article that has these names.

    Both are of one type, and the first character of `a` stands in `long`, which is longer.
    """
    b = long.key
    if ellipsis(a, b):
        return True
    if b.endswith(a):
        return _headless(a, b, long, keys)
    if b.startswith(a):
        return _tailless(a, long, type_)
    if type_ == "program" and any(b.replace(word, "", 1) == a for word in _words("grand")):
        return True
    if _without_weak(a, b) or _law(a, b) or _other_name(a, b) or _without_rank(a, b):
        return True
    brands = [b[:n] for n in range(2, len(b)) if b[:n] in keys]
    return any(is_contraction(a, b, (brand,)) for brand in brands) or is_contraction(a, b)


def _other_name(short: str, long: str) -> bool:
    """Test for another name of a known body before the same words: 한국은행 본부, 한은 본부."""
    bodies = known()
    for n in range(1, len(short) - 1):
        if short[-n] != long[-n]:
            return False
        body = bodies.get(short[:-n])
        if body is not None and body == bodies.get(long[:-n]):
            return True
    return False


def _without_weak(short: str, long: str) -> bool:
    """Test for 산업 left out together with the lead: 한국반도체산업협회, 반도체협회."""
    first, *rest = name_parts(long)
    kept = [part.text for part in rest if part.text not in _words("weak")]
    return first.kind == "lead" and len(kept) < len(rest) and "".join(kept) == short


def _law(short: str, long: str) -> bool:
    """Test for the first words of a long-winded law: 가나다에 관한 특별법, 가나다특별법."""
    found = _LAW.fullmatch(short)
    if not found or "관한" not in long or not long.startswith(found[1]):
        return False
    return long.endswith(found[2]) or (found[2] == "법" and long.endswith("법률"))


def _headless(short: str, long: str, group: Group, keys: set[str]) -> bool:
    """Test for a place left out before the name: 서울 강남경찰서; or a brand that stands alone."""
    dropped = long[: -len(short)]
    parted = name_key(group.text.split(" ", 1)[-1]) == short
    if dropped in _words("regions"):
        return (len(short) >= 4 or parted) and not short.endswith(_SCHOOLS)
    return dropped in keys and (len(short) >= 3 or parted)


def _without_rank(short: str, long: str) -> bool:
    """Test for a place told with and without its rank: 경기도 가온센터, 경기 가온센터."""
    regions = _words("regions")
    places = (short[:n] for n in range(2, len(short)) if short[:n] in regions)
    return any(long == f"{place}{rank}{short[len(place) :]}" for place in places for rank in "도시")


def _branded(short: str, long: Group, keys: set[str]) -> bool:
    """Test for a brand left out whole or clipped: 한빛 스마트마켓, 한빛톡 알림방 → 톡알림방.

    The brand is a name of the article or widely known. An unknown one of a program may be clipped
    by more than half, while the words behind it stay whole.
    """
    dropped = long.key[: -len(short)]
    if not long.key.endswith(short):
        return False
    if dropped in keys or dropped in known():
        return True
    brand, *rest = map(name_key, long.text.split())
    clipped = 0 < len(brand) - len(dropped) < len(dropped)
    return clipped and bool(rest) and long.type == "program"


def _tailless(short: str, group: Group, type_: str) -> bool:
    """Test for 사업, 지원 left out after a program's name, FC after a town's."""
    tail = group.key[len(short) :]
    if type_ == "program":
        dropped = len(short) >= 4 and tail in _words("trailing")
        return dropped or _VERSION.fullmatch(tail) is not None
    if " " in group.text and (
        tail in clubs() or (is_public(tail) and is_lead(name_parts(tail)[0].text))
    ):
        return True
    return _clipped(short, group.key) or is_contraction(short, group.key)


def _clipped(short: str, long: str) -> bool:
    """Test for a long last word cut off in its middle: 가온에어로스페이스, 가온에어로.

    What is kept of it is no word of its own: 가온금융 is not 가온금융투자.
    """
    *front, last = name_parts(long)
    kept = short[sum(len(part.text) for part in front) :]
    inside = 1 < len(kept) < len(last.text) - 1 and kept not in components()
    return bool(front) and last.kind == "head" and inside

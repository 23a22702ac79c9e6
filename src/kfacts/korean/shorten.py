"""How Korean names are shortened: 금융감독원 → 금감원, 한국수출입은행 → 수출입은행, SK하이닉스 → 하이닉스.

Two ways, kept apart because they fail differently. A *contraction* keeps single syllables of the
parts (금·감·원); an *ellipsis* keeps whole parts and leaves others out. An ellipsis in the middle is
never believed: 한국가스공사 is not 한국가스안전공사.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kfacts.korean.jamo import is_hangul
from kfacts.korean.lexicon import components, forms
from kfacts.korean.namekeys import is_generic

_LONGEST_WORD = 7
_TAILS = ("공사", "공단")
"""Heads that fall away at the end: 한국전력(공사), 국민연금(공단)."""
_OFFICES = ("부", "처", "청", "위원회")
"""Heads before which all but the first part may fall away: 국토(교통)부, 공정(거래)위."""
_SHORTEST = 2
_MOST_PARTS = 7


class Part(NamedTuple):
    """A stretch of a name: a listed word, or what stands between listed words (kind `brand`)."""

    text: str
    kind: str
    forms: tuple[str, ...]


@lru_cache(maxsize=1 << 15)
def name_parts(key: str, brands: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Cut a key into listed words, the given brands and the unlisted rest, as few as possible."""
    words = components()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(key) + 1):
        cost, start = best[end - 1][0] + 1.1, end - 1
        for size in range(1, min(_LONGEST_WORD, end) + 1):
            word = key[end - size : end]
            listed = word in words and (size > 1 or end == len(key) or word == "톡")
            if listed or word in brands:
                candidate = best[end - size][0] + (1.0 if size > 1 else 1.05)
                if candidate < cost:
                    cost, start = candidate, end - size
        best.append((cost, start))
    return tuple(_joined(key, best, brands))


def _joined(key: str, best: Sequence[tuple[float, int]], brands: tuple[str, ...]) -> list[Part]:
    words, cuts, end = components(), [], len(key)
    while end:
        start = best[end][1]
        cuts.append(key[start:end])
        end = start
    parts: list[Part] = []
    loose = False
    for text in reversed(cuts):
        word = words.get(text) if len(text) > 1 or text == key[-1] or text == "톡" else None
        if word is not None and text not in brands:
            parts.append(Part(text, word.kind, word.forms))
        elif text not in brands and loose:
            parts[-1] = _brand(parts[-1].text + text)
        else:
            parts.append(_brand(text))
        loose = word is None and text not in brands
    return parts


def _brand(text: str) -> Part:
    whole = text.isascii() or len(text) == 1
    return Part(text, "brand", (text,) if whole else (text, text[0]))


def is_public(key: str) -> bool:
    """Whether the last word of the name is a head of bodies of which a field has one (공사, 협회)."""
    return name_parts(key)[-1].kind == "public"


# --- contraction ----------------------------------------------------------------------------


class _Path(NamedTuple):
    """One reading of a short form: per part of the long name what it keeps, "" when left out."""

    kept: tuple[str, ...]


def _paths(parts: Sequence[Part], short: str) -> Iterator[_Path]:
    if not parts:
        if not short:
            yield _Path(())
        return
    head, rest = parts[0], parts[1:]
    for form in head.forms:
        if short.startswith(form):
            yield from (_Path((form, *p.kept)) for p in _paths(rest, short[len(form) :]))
    if short:
        yield from (_Path(("", *p.kept)) for p in _paths(rest, short))
    elif not short:
        yield _Path(("",) * len(parts))


def _sound(parts: Sequence[Part], path: _Path) -> bool:
    """Whether people shorten names this way."""
    kept = path.kept
    used = [i for i, k in enumerate(kept) if k]
    if len(used) < 2:
        return False
    first, last, end = used[0], used[-1], len(parts) - 1
    if len(used) == 2 and first == 0 and last == end and parts[end].text in _OFFICES:
        return len(kept[end]) == 1
    if not any(len(kept[i]) < len(parts[i].text) for i in used):
        return False
    if any(parts[i].kind != "lead" for i in range(first)):
        return False
    if last != end and not (last == end - 1 and parts[end].text in (*_TAILS, "기금", "재단")):
        return False
    if len(used) == last - first + 1:
        return True
    if first > 0 and len(used) < 3:
        return False
    return len(used) >= 3 and all(len(kept[i]) == 1 for i in used)


@lru_cache(maxsize=1 << 14)
def is_contraction(short: str, long: str, brands: tuple[str, ...] = ()) -> bool:
    """Whether short is made of leading syllables of the parts of long: 전경련, 서울대, 배민."""
    if not (
        _SHORTEST <= len(short) < len(long) - 1 or (len(short) >= 3 and len(short) < len(long))
    ):
        return False
    if short[-1] not in long[1:] and not _irregular_end(short, long):
        return False
    parts = name_parts(long, brands)
    if not 2 <= len(parts) <= _MOST_PARTS:
        return False
    if len(short) == 2 and parts[0].kind == "lead" and short[0] == long[0] and not is_public(long):
        return False
    whole = len(parts[0].text) > 1 and short.startswith(parts[0].text)
    return any(
        _sound(parts, path)
        for path in _paths(parts, short)
        if not whole or path.kept[0] == parts[0].text
    )


def _irregular_end(short: str, long: str) -> bool:
    return any(f.endswith(short[-1]) for f in name_parts(long)[-1].forms)


# --- ellipsis -------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def ellipsis(short: str, long: str) -> str | None:
    """Which part of long may be left out to give short, wherever the two are met.

    `word`: a word that shrinks the same way in every name (대학교 → 대); `lead`: 한국 and the like before a public body; `tail`: 공사 or 공단; `brand`: Latin letters
    before a Hangul name (SK하이닉스). None when no such part is missing.
    """
    if len(short) < 3 or len(short) >= len(long):
        return None
    if shrunk(long) == shrunk(short):
        return "word"
    if long.startswith(short) and long[len(short) :] in _TAILS and not is_generic(short):
        return "tail" if len(short) >= 4 else None
    if not long.endswith(short):
        long, short = shrunk(long), shrunk(short)
    if not long.endswith(short) or len(long) == len(short):
        return None
    dropped = long[: -len(short)]
    if dropped.isascii() and is_hangul(short):
        return "brand" if not is_generic(short) else None
    return "lead" if is_lead(dropped) and is_public(short) and len(name_parts(short)) > 1 else None


def is_lead(word: str) -> bool:
    """Whether the word falls away before a public body's name: 한국, 전국."""
    listed = components().get(word)
    return listed is not None and listed.kind == "lead"


# --- generation -----------------------------------------------------------------------------


@lru_cache(maxsize=1 << 12)
def short_forms(name: str, limit: int = 24) -> tuple[str, ...]:
    """Short forms by which a long name may be called, likeliest first.

    `name` is a key (see namekeys.name_key). Ellipses first, then contractions of public bodies and
    schools: a company's contraction (현대차) is read only where both forms are met.
    """
    found = dict.fromkeys(_ellipses(name))
    parts = name_parts(name)
    if 2 <= len(parts) <= _MOST_PARTS and (
        parts[-1].kind == "public" or parts[-1].forms[-1] == "대"
    ):
        for short in _contractions(parts):
            if len(found) >= limit:
                break
            if len(short) >= _SHORTEST and short != name:
                found[short] = None
    return tuple(found)


@cache
def _shrinking() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(forms()["shrink"]["words"])
    return re.compile("(?<=[^ ])(?:" + "|".join(table) + ")"), table


def shrunk(key: str) -> str:
    """The key with the words that shrink the same way in every name: 서울대학교병원 → 서울대병원."""
    pattern, table = _shrinking()
    return pattern.sub(lambda m: table[m[0]], key)


def _ellipses(name: str) -> Iterator[str]:
    first = name_parts(name)[0].text
    small = shrunk(name)
    shorts = (small, name[len(first) :], small[len(first) :], name[:-2])
    yield from (s for s in dict.fromkeys(shorts) if s and s != name and ellipsis(s, name))


def _contractions(parts: Sequence[Part]) -> Iterator[str]:
    start = 1 if parts[0].kind == "lead" and len(parts) > 2 else 0
    for begin in dict.fromkeys((0, start)):
        used = parts[begin:]
        head = used[-1]
        ends = [f for f in dict.fromkeys(head.forms) if f != head.text or len(f) == 1]
        if head.text in (*_TAILS, "기금", "재단"):
            ends = ["", head.text[0], head.text]
        initials = "".join(p.text[0] for p in used[:-1])
        for end in ends:
            if len(initials + end) >= _SHORTEST and (len(used) > 1):
                yield initials + end
            if len(used[0].text) > 1 and end:
                yield used[0].text + "".join(p.text[0] for p in used[1:-1]) + end
                if head.text in _OFFICES:
                    yield used[0].text + end
            if len(used) > 3 and end:
                for skip in range(1, len(used) - 1):
                    kept = used[:skip] + used[skip + 1 : -1]
                    yield "".join(p.text[0] for p in kept) + end

"""Keys of names: what is left of a name when spacing, case, marks and legal form are taken off."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product

from kfacts.korean.jamo import is_hangul
from kfacts.korean.knowledge import Thing, things
from kfacts.korean.lexicon import components, forms, letters

_PLAIN = re.compile(r"[가-힣A-Za-z0-9]+|[가-힣0-9 ]+")
_LEGAL_CUE = re.compile("회사|법인|조합|기업")
_MARKS = re.compile(r"(?<!\d)[.,](?!\d)|[^\w&+.,%#]|_|[.,]$")
_LATIN = re.compile(r"[a-z]+")
_LATIN_TAIL = 5
"""Longer runs of Latin letters are words, which nobody spells letter by letter."""


@cache
def _legal() -> re.Pattern[str]:
    legal = forms()["legal"]
    korean = "|".join(map(re.escape, sorted(legal["korean"], key=len, reverse=True)))
    fronts = "|".join(map(re.escape, legal["fronts"]))
    marks = "|".join(re.escape(unicodedata.normalize("NFKC", m)) for m in legal["marks"])
    latin = "|".join(re.escape(w) for w in sorted(legal["latin"], key=len, reverse=True))
    return re.compile(
        rf"{marks}|^(?:{fronts})\s+(?=\S)|^(?:{korean})(?=\s|\w\w)|(?<=\w)\s?(?:{korean})$|\s(?:{korean})(?=\s)"
        rf"|(?<=\w)(?:,?\s+(?:{latin})\.?)+$",
        re.IGNORECASE,
    )


@cache
def _folds() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {a: b for a, b in forms()["spelling"]["fold"] if a != b}
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


def without_legal_form(name: str) -> str:
    """Take off ㈜, 주식회사, Inc. and the like: `(주)가나` → `가나`."""
    return _legal().sub("", unicodedata.normalize("NFKC", name)).strip()


def make_key(name: str) -> str:
    """Reduce a name to what its spellings share: no legal form, spaces or marks, one case.

    & and + stay (KT&G is not KT). A name of nothing but marks is its own key.
    """
    if _PLAIN.fullmatch(name) and not _LEGAL_CUE.search(name):
        key = name.replace(" ", "") or name
    else:
        key = _MARKS.sub("", without_legal_form(name)).rstrip(".,") or name
    key = key.casefold()
    pattern, table = _folds()
    return pattern.sub(lambda m: table[m[0]], key) if pattern.search(key) else key


name_key = lru_cache(maxsize=1 << 12)(make_key)
"""`make_key` for who sees the same few names again and again."""


def spellings(key: str) -> tuple[str, ...]:
    """Write a key's Latin letters in Hangul: `sk하이닉스` → `에스케이하이닉스`.

    Empty when there is no Latin letter or a run of them is a word rather than initials.
    """
    runs = _LATIN.findall(key)
    if not runs or max(map(len, runs)) > _LATIN_TAIL or sum(map(len, runs)) > 2 * _LATIN_TAIL:
        return ()
    table = letters()
    choices = [table.get(c, (c,)) for c in key]
    if sum(len(c) > 1 for c in choices) > 3:
        choices = [c[:1] for c in choices]
    return tuple("".join(written) for written in product(*choices))


@cache
def known() -> dict[str, int]:
    """Key → number of the widely known thing it names."""
    table: dict[str, int] = {}
    for i, thing in enumerate(things()):
        for name in thing.names:
            table.setdefault(make_key(name), i)
    for key, i in list(table.items()):
        for spelt in spellings(key) if len(key) > 2 else ():
            table.setdefault(spelt, i)
    return table


def thing_of(key: str) -> Thing | None:
    """Return the widely known thing that a key names."""
    at = known().get(key)
    return things()[at] if at is not None else None


@cache
def beside() -> dict[str, tuple[int, ...]]:
    """Key → numbers of the things that it means where one of their names stands in the text."""
    table: dict[str, tuple[int, ...]] = {}
    for i, thing in enumerate(things()):
        for name in thing.beside:
            key = make_key(name)
            table[key] = (*table.get(key, ()), i)
    return table


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(name_key, forms()["generic"]["words"]))


def is_bare(key: str) -> bool:
    """Whether the key is one word for a kind of thing: 공단, 채널, 투자."""
    if key in known():
        return False
    return key in _generic() or key in components() or (len(key) < 2 and is_hangul(key))


@lru_cache(maxsize=1 << 12)
def is_generic(key: str) -> bool:
    """Whether the key is a kind of thing (공단, 채널, 투자증권), not a name of one."""
    if is_bare(key):
        return True
    if key in known():
        return False
    words = components()
    cuts = (i for i in range(2, len(key) - 1) if key[:i] in words and key[i:] in words)
    return any(words[key[i:]].kind != "public" for i in cuts)


@cache
def clubs() -> frozenset[str]:
    """Words of sports clubs, before which a sponsor or a town stands: 이글스, 유나이티드."""
    return frozenset(map(name_key, forms()["clubs"]["words"]))


@cache
def _club_ends() -> tuple[str, ...]:
    return (*sorted(clubs()), "fc")


def is_club(key: str) -> bool:
    """Whether a name is a sports club's: 가람이글스, FC가람."""
    return key.endswith(_club_ends()) or key.startswith("fc")

"""Whether a Latin and a Hangul writing sound alike: Netflix and 넷플릭스.

Vowels are too free to compare, so only consonants are: those of the Hangul are read against those
that Korean may hear in the Latin word.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kfacts.korean.jamo import VOWELS, is_hangul, parts, vowel

_HANGUL = {
    **dict.fromkeys("ㄱㄲㅋ", "k"),
    **dict.fromkeys("ㄷㄸㅌ", "t"),
    **dict.fromkeys("ㅂㅃㅍ", "p"),
    **dict.fromkeys("ㅈㅉ", "j"),
    **dict.fromkeys("ㅊ", "c"),
    **dict.fromkeys("ㅅㅆ", "s"),
    **dict.fromkeys("ㄴ", "n"),
    **dict.fromkeys("ㅁ", "m"),
    **dict.fromkeys("ㄹ", "l"),
    **dict.fromkeys("ㅎ", "h"),
}
_FINAL = _HANGUL | dict.fromkeys("ㅅㅆㅈㅊㄷㅌ", "t") | {"ㅇ": "N"}
_UNITS = (
    ("tion|sion", ("sn",)),
    ("ng(?![aeiouy])", ("N", "Nk")),
    ("ng", ("N", "Nk", "nk", "nj")),
    ("nk", ("Nk", "nk")),
    ("sch|sh", ("s",)),
    ("tch|ch", ("c", "j", "k", "tc", "tj")),
    ("ts", ("c", "ts", "tj", "s", "j")),
    ("lk(?![aeiouy])", ("k", "lk")),
    ("ck|qu|q|k", ("k",)),
    ("ph|f|v|p|b", ("p",)),
    ("th", ("s", "t")),
    ("gh", ("", "k")),
    ("dg(?=[eiy])", ("j", "tj")),
    ("g(?=[eiy])", ("j", "k")),
    ("g", ("k",)),
    ("c(?=[eiy])", ("s", "c")),
    ("c", ("k",)),
    ("x", ("ks", "s", "j")),
    ("ds", ("j", "tj", "ts", "js")),
    ("z", ("j", "s", "c")),
    ("s", ("s", "j")),
    ("j", ("j",)),
    ("t", ("", "t", "c", "j", "tt", "ct", "jt")),
    ("d", ("t", "j")),
    ("l", ("l",)),
    ("r", ("", "l")),
    ("m", ("m",)),
    ("n", ("n", "N")),
    ("h", ("", "h")),
)
"""Latin letters and the consonants that Korean may hear in them."""
_UNIT = re.compile("|".join(f"({latin})" for latin, _ in _UNITS))
_DOUBLED = re.compile(r"([a-z])\1")
_VOWEL = re.compile(r"[aeiouy]")
_VOWELS = {
    "a": "ㅏㅐㅑㅒㅓㅔㅖㅗㅘㅙ",
    "e": "ㅔㅖㅣㅐㅓㅕㅚㅞ",
    "i": "ㅣㅏㅓㅟ",
    "o": "ㅗㅛㅓㅏㅜㅝㅘ",
    "u": "ㅜㅠㅓㅏㅝㅟ",
    "y": "ㅣㅑㅕㅛㅠㅏㅖ",
}
_MIXED = re.compile("([a-z]{3,})([가-힣]+)")
_ENOUGH = 2
"""Consonants below which two writings sound alike by chance."""


@lru_cache(maxsize=4096)
def _heard(hangul: str) -> str:
    """Write the consonants of the Hangul; a final and the same initial after it are one."""
    out: list[str] = []
    for i, syllable in enumerate(hangul):
        initial, _, final = parts(syllable)
        sound = "o" if initial == "ㅇ" and i == 0 else _HANGUL.get(initial, "")
        if not (i and sound and parts(hangul[i - 1])[2] and out[-1] == sound):
            out.append(sound)
        out.append("".join(_FINAL.get(c, "") for c in final))
    return "".join(out)


@lru_cache(maxsize=4096)
def _sounds(latin: str) -> tuple[tuple[str, ...], ...]:
    """Return what may be heard of each consonant of the Latin word, one after the other."""
    single = _DOUBLED.sub(r"\1", _plain(latin))
    sounds = [_UNITS[(unit.lastindex or 1) - 1][1] for unit in _UNIT.finditer(single)]
    return (("o",), *sounds) if single[0] in "aeiouwy" else tuple(sounds)


def _hears(heard: str, sounds: Iterable[tuple[str, ...]]) -> bool:
    """Whether the consonants heard are a way to say the sounds."""
    reached = {0}
    for options in sounds:
        reached = {at + len(o) for at in reached for o in options if heard.startswith(o, at)}
        if not reached:
            return False
    return len(heard) in reached


def is_latin(name: str) -> bool:
    """Whether the name is nothing but Latin letters, accents included."""
    return name[:1] <= "\u024f" and name.isalpha() and max(name) <= "\u024f"


def sound_alike(one: str, other: str) -> bool:
    """Whether of two name keys one is a Hangul writing of the other's Latin word.

    Needs at least two consonants to compare, and first vowels that may be one; names that mix
    scripts are never alike.
    """
    latin, hangul = (one, other) if is_latin(one) else (other, one)
    return is_latin(latin) and is_hangul(hangul) and spells(hangul, latin)


def spells(hangul: str, latin: str) -> bool:
    """Whether the first of two names in these scripts is a writing of the second's sound."""
    if abs(len(latin) - 2.2 * len(hangul)) >= 7 or vowel(hangul[0]) not in _vowels(latin):
        return False
    heard = _heard(hangul)
    return len(heard.lstrip("o")) >= _ENOUGH and _hears(heard, _sounds(latin))


@lru_cache(maxsize=4096)
def _vowels(latin: str) -> str:
    """Return what may be the first vowel; ㅡ only stands between consonants and says nothing."""
    written = _VOWEL.search(_plain(latin))
    return VOWELS if written is None else f"ㅡ{_VOWELS[written[0]]}"


def mixed_alike(one: str, other: str) -> bool:
    """Whether two name keys differ only in the script they begin in: posco퓨처엠, 포스코퓨처엠."""
    latin, hangul = (one, other) if not is_hangul(one) else (other, one)
    mixed = _MIXED.fullmatch(latin)
    if mixed is None or not is_hangul(hangul) or not hangul[1:].endswith(mixed[2]):
        return False
    return spells(hangul[: -len(mixed[2])], mixed[1])


def _plain(latin: str) -> str:
    """Take off accents: João → Joao."""
    if latin.isascii():
        return latin
    letters = unicodedata.normalize("NFD", latin.replace("ø", "o"))
    return "".join(c for c in letters if not unicodedata.combining(c))

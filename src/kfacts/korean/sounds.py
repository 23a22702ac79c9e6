"""Whether a Latin and a Hangul writing sound alike: Netflix and 넷플릭스.

Vowels are too free to compare, so only consonants are: a Latin word becomes a pattern of the
consonants that Korean may hear in it, and the consonants of the Hangul are matched against it.
"""

import re
import unicodedata
from functools import lru_cache

from kfacts.korean.jamo import is_hangul, parts

_HANGUL = {
    **dict.fromkeys("ㄱㄲㅋ", "k"),
    **dict.fromkeys("ㄷㄸㅌ", "t"),
    **dict.fromkeys("ㅂㅃㅍ", "p"),
    **dict.fromkeys("ㅈㅉㅊ", "j"),
    **dict.fromkeys("ㅅㅆ", "s"),
    **dict.fromkeys("ㄴ", "n"),
    **dict.fromkeys("ㅁ", "m"),
    **dict.fromkeys("ㄹ", "l"),
    **dict.fromkeys("ㅎ", "h"),
}
_FINAL = _HANGUL | dict.fromkeys("ㅅㅆㅈㅊㄷㅌ", "t") | {"ㅇ": "N"}
_UNITS = (
    ("tion|sion", "sn"),
    ("ng(?![aeiouy])", "(?:N|Nk)"),
    ("ng", "(?:N|Nk|nk|nj)"),
    ("nk", "(?:Nk|nk)"),
    ("sch|sh", "s"),
    ("tch|ch", "[jk]"),
    ("ck|qu|q|k", "k"),
    ("ph|f|v|p|b", "p"),
    ("th", "[st]"),
    ("gh", "k?"),
    ("dg(?=[eiy])", "j"),
    ("g(?=[eiy])", "[jk]"),
    ("g", "k"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("x", "(?:ks|s|j)"),
    ("z", "[js]"),
    ("s", "[sj]"),
    ("j", "j"),
    ("t", "[tj]?t?"),
    ("d", "[tj]"),
    ("l", "l"),
    ("r", "l?"),
    ("m", "m"),
    ("n", "[nN]"),
    ("h", "h?"),
    ("[aeiouyw]", ""),
)
_UNIT = re.compile("|".join(f"({latin})" for latin, _ in _UNITS))
_DOUBLED = re.compile(r"([a-z])\1")
_ENOUGH = 3
"""Consonants below which two writings sound alike by chance."""


def _heard(hangul: str) -> str:
    out = []
    for i, syllable in enumerate(hangul):
        initial, _, final = parts(syllable)
        out.append("o" if initial == "ㅇ" and i == 0 else _HANGUL.get(initial, ""))
        out.append("".join(_FINAL.get(c, "") for c in final))
    return re.sub(r"(.)\1+", r"\1", "".join(out))


@lru_cache(maxsize=4096)
def _pattern(latin: str) -> re.Pattern[str]:
    single = _DOUBLED.sub(r"\1", latin)
    body = "".join(_UNITS[(m.lastindex or 1) - 1][1] for m in _UNIT.finditer(single))
    return re.compile(("o" if single[0] in "aeiouwy" else "") + body)


def is_latin(name: str) -> bool:
    """Whether the name is nothing but Latin letters, accents included."""
    return name.isalpha() and max(name, default="") <= "\u024f"


def sound_alike(one: str, other: str) -> bool:
    """Whether of two name keys one is a Hangul writing of the other's Latin word.

    Needs at least three consonants to compare; names that mix scripts are never alike.
    """
    latin, hangul = (one, other) if is_latin(one) else (other, one)
    if not (is_latin(latin) and is_hangul(hangul)):
        return False
    heard = _heard(hangul)
    enough = len(heard.lstrip("o")) >= _ENOUGH and abs(len(latin) - 2.2 * len(hangul)) <= 6
    return enough and _pattern(_plain(latin)).fullmatch(heard) is not None


def _plain(latin: str) -> str:
    """Take off accents: João → Joao."""
    if latin.isascii():
        return latin
    letters = unicodedata.normalize("NFD", latin.replace("ø", "o"))
    return "".join(c for c in letters if not unicodedata.combining(c))

"""Hangul syllables and the letters (jamo) they are made of."""

from functools import lru_cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = ord("가"), ord("힣")


def is_hangul(text: str) -> bool:
    """Whether the text is nothing but Hangul syllables (and not empty)."""
    return text != "" and min(text) >= "가" and max(text) <= "힣"


def parts(syllable: str) -> tuple[str, str, str]:
    """Split one Hangul syllable into initial, vowel and final, which may be empty."""
    code = ord(syllable) - FIRST
    return INITIALS[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


def vowel(syllable: str) -> str:
    """Return the vowel of one Hangul syllable."""
    return VOWELS[(ord(syllable) - FIRST) % 588 // 28]


@lru_cache(maxsize=1 << 14)
def _spread(char: str) -> str:
    return "".join(parts(char)) if FIRST <= ord(char) <= LAST else char


def spread(text: str) -> str:
    """Write each Hangul syllable of the text as its jamo: 한글 → ㅎㅏㄴㄱㅡㄹ."""
    return "".join(map(_spread, text))

"""Means: the programme by which a number came about: 사업에 참여했으며, 행사를 통해, 앱으로."""

from collections.abc import Sequence
from typing import Final

from kfacts.relate.look import Look
from kfacts.relate.phrases import Phrase
from kfacts.relate.words import letter, load_words

_NEAR: Final = 4
"""So many phrases from a programme 통하다 says that it is a means."""
_SOURCES: Final = frozenset(["따르", "의하", "신고", "등록", "공시", "게재", "실리"])


def means_of(look: Look, start: int, end: int) -> int | None:
    """Return the programme by which or in which the phrases from `start` to `end` tell of it."""
    phrases = look.phrases
    for i in [i for i in look.sentence.names if start <= i < end]:
        p = phrases[i]
        if p.kind != "G" or p.marker == "와" or (i and phrases[i - 1].marker == "와"):
            continue
        tail = phrases[i + 1] if p.marker == "_" and i + 1 < end else p
        held = tail.kind == "N" and tail.marker == "서" and tail.cls == letter("service")
        if tail.kind in "GN" and (held or tail.marker in "로에" or _through(phrases, i, tail)):
            return None if _is_source(phrases, i) or _placed(look, i, tail) else p.entity
    return None


def _through(phrases: Sequence[Phrase], i: int, tail: Phrase) -> bool:
    return tail.marker == "을" and any(p.form == "통하" for p in phrases[i + 1 : i + _NEAR])


def _placed(look: Look, i: int, tail: Phrase) -> bool:
    """Tell whether a programme only is where or by what somebody got it: 장터에 올린 상품 90개."""
    behind = [p for p in look.phrases[i + 1 : min(i + 2 * _NEAR, look.at)] if p is not tail]
    verb = next((p for p in behind if p.kind == "V"), None)
    if tail.marker != "에" or verb is None or verb.marker != "ㄴ":
        return False
    return verb.form not in load_words().sets["take"] and verb.cls != letter("run")


def _is_source(phrases: Sequence[Phrase], i: int) -> bool:
    """Tell whether a name is what the numbers were read from: 통계에 따르면, 시스템에 신고된."""
    return any(p.form in _SOURCES for p in phrases[i + 1 : i + 3])

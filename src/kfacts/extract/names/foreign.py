"""Whether Hangul spells Latin letters: `루카 베르너` and `Luca Werner`."""

from __future__ import annotations

from typing import Final

_SYLLABLES: Final = range(0xAC00, 0xD7A4)
_INITIALS: Final = (
    *("gkcq", "gkc", "n", "dt", "td", "lr", "m", "bvp", "pb", "sczt", "s", "", "jzgsc", "zcj"),
    *("cjtz", "kcqgx", "td", "pf", "hfwj"),
)
_FINALS: Final = {1: "kcgq", 4: "n", 7: "td", 8: "lr", 16: "mn", 17: "bpv", 19: "tsd", 21: "n"}
"""Letters that may spell a final consonant, by its number."""
_ENOUGH: Final = 0.75


def spells(hangul: str, latin: str) -> bool:
    """Whether most consonants of a word in Hangul come in the same order in Latin letters.

    `spells("베르너", "Werner")` is true, `spells("협회", "Association")` is not.
    """
    wanted = [options for options in _consonants(hangul) if options]
    letters = latin.lower().replace("w", "b")
    at = met = 0
    for options in wanted:
        places = [place for place in (letters.find(o, at) for o in options) if place >= 0]
        if places:
            met += 1
            at = min(places) + 1
    return len(wanted) > 0 and met >= _ENOUGH * len(wanted) and len(latin) <= 4 * len(hangul)


def _consonants(hangul: str) -> list[str]:
    """Latin letters for each consonant of a word; the two of 엘레나 are one."""
    out: list[str] = []
    for syllable in hangul:
        if ord(syllable) in _SYLLABLES:
            code = ord(syllable) - _SYLLABLES.start
            initial = _INITIALS[code // 588]
            out += ["" if out and initial == out[-1] else initial, _FINALS.get(code % 28, "")]
    return out

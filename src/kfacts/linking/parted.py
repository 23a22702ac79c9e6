"""What an article says of two names that look like a long one and its short form, and are not."""

import re
from collections.abc import Sequence
from functools import cache

from kfacts.korean.lexicon import forms
from kfacts.korean.namekeys import clubs
from kfacts.korean.places import front_place, is_foreign, is_place
from kfacts.korean.sentence_ends import in_one_sentence
from kfacts.linking.groups import Group
from kfacts.mentions import Found

_KIN = re.compile(
    r"(?:모회사|모기업|모그룹|지주사|지주회사|계열사|자회사|관계사|최대주주|대주주|경쟁사|라이벌)"
    r"(?:인|이자)?\s(?:[가-힣]{2,6}\s)?[‘'“\"]?$"
)
"""Words before a name that say whose other company it is."""
_BEGUN = re.compile(r"[‘“「『《〈](?:[^’”」』》〉\s]*[^’”」』》〉\s은는이가을를에도]\s)+$")
"""Words before a name that begin a longer one in marks."""
_NEAR = 16
_SENTENCE = 200
_FEW = 20
_SUBJECT = re.compile(r"[’'”\"]?(?:은|는|이|가)\s")
_WORD = re.compile(r"(?:^|\s)([가-힣]{2,4})\s$")


def is_kin(text: str, start: int) -> bool:
    """Whether the name at an offset is said to be another company of the house."""
    return _KIN.search(text, max(start - _NEAR, 0), start) is not None


def is_part(text: str, start: int) -> bool:
    """Whether the name at an offset is the end of a longer one in marks."""
    return _BEGUN.search(text, max(start - _NEAR, 0), start) is not None


def in_town(text: str, start: int, long: Group) -> bool:
    """Whether a town stands right before a name, and the long name has none: 수원 한빛."""
    before = _WORD.search(text, max(start - _NEAR, 0), start)
    return before is not None and is_place(before[1]) and not long.text.startswith(before[1])


def parted(text: str, found: Sequence[Found], short: Group, long: Group) -> bool:
    """Whether the text tells a name from the longer one that it might shorten.

    `한빛은 한빛솔루션을 세웠다`: who goes on from a short name to a longer one means two; so does
    who names a federation before its branch (약사회, 부산시약사회), a club's owner as a company, or
    the town of another club of the owner's.
    """
    if long.key.startswith(short.key):
        club = long.key[len(short.key) :] in clubs()
        if any(is_kin(text, found[i].start) for i in short.mentions[:_FEW]):
            return True
        if club:
            return any(in_town(text, found[i].start, long) for i in short.mentions[:_FEW])
        return _goes_on(text, found[short.mentions[0]], found[long.mentions[0]])
    if not long.key.endswith(short.key) or short.mentions[0] > long.mentions[0]:
        return False
    place = long.place or front_place(long.key)
    return bool(place) and not is_foreign(place) and short.key.endswith(_federated())


@cache
def _federated() -> tuple[str, ...]:
    return tuple(forms()["local"]["federated"])


def _goes_on(text: str, short: Found, long: Found) -> bool:
    """Whether one sentence says something of the short name and goes on to the long one."""
    near = short.end < long.start <= short.end + _SENTENCE
    return (
        near
        and _SUBJECT.match(text, short.end) is not None
        and text.find("\n", short.end, long.start) < 0
        and in_one_sentence(text, short.end, long.start)
    )

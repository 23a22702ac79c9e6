"""Careers: what somebody was or is besides, told of one who is named before.

석 감독은 가람여고 코치로 일했다. 그는 가람학회 이사를 지냈고, 새론 부장, 다솜 상무를 거쳤다.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kfacts.relate.affiliation import Role
from kfacts.relate.phrases import WIDTH, Phrase, Sentence
from kfacts.relate.words import letter

_THEY: Final = frozenset(["그", "그녀"])
_OFFICE: Final = re.compile("O.[_의](?P<former>F..)?(?P<title>T)")
_MOST: Final = 8
"""So many offices stand in a list."""
_FAR: Final = 40
"""So many phrases before an office its sentence's topic is looked for."""
RULE: Final = "affiliation.career"


@cache
def _told() -> re.Pattern[str]:
    """Find a list of offices and the predicate that tells of them: 회장을 지냈다, 국장 출신이다."""
    serve, origin = letter("serve"), letter("origin")
    office = "O.[_의](?:F..)?T"
    held = f".[을로](?:[ND].[^이은]){{0,3}}V{serve}[^ㄴ]"
    return re.compile(f"(?:{office}._X..){{0,{_MOST}}}{office}(?:{held}|._N{origin}[다로고])")


def find_careers(sentence: Sentence, before: Sequence[Sentence], text: str) -> Iterator[Role]:
    """Yield the offices that a sentence tells of its topic, or of that of the ones `before`."""
    sketch = sentence.sketch
    tells = f"V{letter('serve')}" in sketch or f"N{letter('origin')}" in sketch
    if not tells or "T" not in sketch or "O" not in sketch:
        return
    for chain in _told().finditer(sketch):
        first = chain.start() // WIDTH
        person = _told_of(sentence.phrases[max(first - _FAR, 0) : first], before)
        if person is None:
            continue
        for office in _OFFICE.finditer(sketch, chain.start(), chain.end()):
            yield _role(sentence, office, person, text)


def _told_of(phrases: Sequence[Phrase], before: Sequence[Sentence]) -> int | None:
    """Find the person of the nearest topic: 석 감독은; 그는 is the one told of before."""
    for i in range(len(phrases) - 1, -1, -1):
        p = phrases[i]
        if p.kind == "P" and p.marker in "은이도":
            return p.entity
        if p.marker not in "은도" or p.kind not in "TNO":
            continue
        if p.form in _THEY:
            break
        if p.kind == "O":
            return None
        person = _bearer(phrases, i)
        if person is not None:
            return person.entity
        if p.cls != letter("bare"):
            return None
    return _told_of(before[-1].phrases[-_FAR:], before[:-1]) if before else None


def _bearer(phrases: Sequence[Phrase], i: int) -> Phrase | None:
    """Return the person before a title, an organisation and 전 between them: 표 새론 전 대표는."""
    while i > 0 and phrases[i].kind in "TNFO" and phrases[i - 1].marker in "_의":
        i -= 1
        if phrases[i].kind == "P":
            return phrases[i]
    return None


def _role(sentence: Sentence, office: re.Match[str], person: int, text: str) -> Role:
    phrases = sentence.phrases
    org = phrases[office.start() // WIDTH]
    first = phrases[office.start("former" if office["former"] else "title") // WIDTH]
    title = phrases[office.start("title") // WIDTH]
    words = text[first.start : title.end]
    return Role(person, org.entity, words, sentence.index, org.start, title.end, RULE)

"""Clubs by their town or their sponsor alone: `전주가 울산을 2대 1로 꺾었다`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.gazetteer import Name

_SPORT = re.compile(
    r"감독|선수|경기장|홈경기|원정|리그|라운드|이닝|전반전|후반전|세트|골키퍼|공격수|투수|타자|"
    r"연승|연패|승점|시즌"
)
_SPORTING = 4
"""Words of sport that make an article one of sport."""
_BEAT = (
    r"(?:꺾|물리[치쳐친쳤]|제압|누르|눌렀|눌러|격파|완파|제치|제쳤|따돌|잡고|잡았|상대로|이기|이겼)"
)
_BEATEN = regex.compile(
    rf"(?:(?:[을를]|과의|와의)(?: [^\s.]{{1,8}}){{0,4}})? (?:{_BEAT}|\d{{1,3}}[-–대:] ?\d{{1,3}})"
)
"""Behind a club that another one meets or beats."""
_RESULT = regex.compile(
    r"(?:[이가은는]|도)? (?:[^\s.]{1,9} ){0,6}?(?:\d{1,2}승|\d{1,2}연[승패]|\d{1,2}위|승점 ?\d|"
    rf"[^\s.]{{2,9}}[을를] (?:[^\s.]{{1,8}} ){{0,3}}{_BEAT})"
)
"""Behind a club that wins, loses or is placed."""
_ACTING = frozenset({"JKS", "JX", "JKG", "JKO", "JC"})
"""Tags of particles behind who acts, not behind where."""
_PLACED = frozenset({"JKB", "JX"})
_IN = ("에서", "에는", "에", "까지", "부터", "으로", "로")


def find_clubs(context: Context) -> None:
    """Note towns and listed names that meet one another in an article of sport."""
    words = islice(_SPORT.finditer(context.text), _SPORTING)
    if sum(1 for _ in words) < _SPORTING:
        return
    towns: dict[str, list[int]] = {}
    clubs = {word for name in context.known.values() for word in _home(context, name)}
    for i in context.marked:
        word, listed = context.words[i], context.listed(i)
        town = word.form in context.lexicon.towns
        club = town or listed in ("organization", "program")
        if word.stem - word.start < 2 or not club or _inside(context, i):
            continue
        if town:
            towns.setdefault(word.form, []).append(i)
        elif context.title(i) and not listed:
            continue
        if _meets(context, i):
            clubs.add(word.form)
            context.evidence.add(word.start, word.stem, "organization", "org.team")
    for form, places in towns.items():
        for i in places if form in clubs else ():
            if context.words[i].tail in _ACTING:
                word = context.words[i]
                context.evidence.add(word.start, word.stem, "organization", "org.team")


def _home(context: Context, name: Name) -> list[str]:
    """Town in the name of a listed club: 전북 of 전북 현대, 서울 of FC서울."""
    form = name.text
    if name.type != "organization" or form in context.lexicon.towns:
        return []
    heads = form.partition(" ")[0], form.removesuffix("FC"), form.removeprefix("FC")
    return [head for head in heads if head in context.lexicon.towns]


def _inside(context: Context, i: int) -> bool:
    """Whether word `i` goes on with a listed name: 현대 of 전북 현대."""
    known = context.known.get(i - 1) if i else None
    end = context.words[i - 1].start + len(known.text) if known else 0
    return known is not None and known.type == "organization" and end > context.words[i].start


def _meets(context: Context, i: int) -> bool:
    """Whether word `i` beats another club, is beaten, or is placed."""
    word, text = context.words[i], context.text
    if word.tail in _PLACED and text.startswith(_IN, word.stem):
        return False
    stop = context.sentence_end(word.start)
    if word.tail in ("", "JKO", "JC", "JKG") and _BEATEN.match(text, word.stem, stop):
        return True
    return word.tail[:1] != "E" and _RESULT.match(text, word.stem, stop) is not None

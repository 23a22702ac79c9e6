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
_FIGURE = re.compile(r"\(\d[\d,.]*\s?(?:억|만|승|골|점|위|패|경기)")
"""Behind a club in a list: what it paid or won."""
_PLURAL = ("스", "즈", "츠")
"""How names of clubs end: 이글스, 베어즈."""
_LIKELY = 0.8
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
    named = _named(context)
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
    clubs |= named
    for form, places in towns.items():
        for i in places if form in clubs else ():
            word = context.words[i]
            if word.tail in _ACTING or (not word.tail and _lists(context, i)):
                context.evidence.add(word.start, word.stem, "organization", "org.team")


def _named(context: Context) -> set[str]:
    """Note clubs by town and name, `울산 한빛스`, `수원 삼성`; return the towns."""
    words, towns, names = context.words, set(), set()
    for i in context.marked:
        word, after = words[i], words[i + 1] if i + 1 < len(words) else None
        if word.tail or word.form not in context.lexicon.towns or after is None:
            continue
        firm = context.known.get(i + 1)
        sponsor = firm is not None and firm.type == "organization" and firm.text == after.form
        sponsor = sponsor and context.facts[i + 1].org_suffix is None  # 파리 검찰청
        proper = after.guessed or after.tags == ("NNP",)
        own = proper and after.form.endswith(_PLURAL) and len(after.form) > 2
        if after.gap == " " and (own or sponsor) and not context.title(i + 1):
            context.evidence.add(word.start, after.stem, "organization", "org.team")
            towns.add(word.form)
            names.update([after.form] * own)
    for i in context.named if names else ():
        word = words[i]
        if word.form in names and not (i and words[i - 1].form in towns and word.gap == " "):
            context.evidence.add(word.start, word.stem, "organization", "org.team")
    return towns


def _lists(context: Context, i: int) -> bool:
    """Whether a figure or a player stands behind the town: `전주(203억원)`, `전주 홍길동이`."""
    if _FIGURE.match(context.text, context.words[i].end):
        return True
    after = i + 1
    if after >= len(context.words) or context.words[after].gap != " ":
        return False
    foreign = context.words[after].form in context.lexicon.foreign
    return foreign or (
        context.words[after].guessed and context.facts[after].person_shape >= _LIKELY
    )


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

"""Schools, clinics and shops whose kind stands apart from their name: `푸른솔 어린이집`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.people import HANGUL, person_form
from kfacts.extract.names.tables import closed, endings

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_KINDS = ("school", "hospital", "shop", "religion", "farm")
_KEEPERS = (
    "대표",
    "사장",
    "원장",
    "교장",
    "원감",
    "교감",
    "점주",
    "주인",
    "약사",
    "한의사",
    "교사",
)
"""How the titles end of those who keep such a house or teach there; 님 may follow."""
_RUN = regex.compile(
    r"[을를] (?:운영하는|운영하던|운영 중인|이끄는|꾸리는|꾸려 가는|하는|하시는|하던|연|"
    r"차린|지키는|경영하는|창업한) "
)
"""Between a shop and its keeper."""
_LEAST = 0.45
"""Likeness to a personal name of who stands between the house and the title."""
_BOUND = ("J", "E")
"""First letters of the tags of particles and endings, which no name has behind it there."""
_FUNCTION = ("NP", "MAJ", "MAG", "IC", "J")
"""First letters of the tags of words that name nothing: 저는, 그리고."""
_JOINING = tuple("고서며면니려어아여게지")
"""How verbs end that go on with the next words."""
_LONGEST = 6
"""Most syllables of the word that tells one house from the next."""


def find_houses(context: Context) -> None:
    """Note a house by its keeper: `한빛 서점 홍길동 대표`, `한빛 서점을 운영하는 홍길동`."""
    for i in context.marked:
        if context.title(i) and _keeper(context, i):
            near = _person(context, i - 1) and _spaced(context, i - 1)
            for k in (i - 1, i - 2) if near else (i - 1,):
                if k > 0 and _spaced(context, k + 1) and not context.words[k].tail:
                    _house(context, k, i - 1 if k < i - 1 else None)
    for found in _RUN.finditer(context.text):
        who, run = context.starts.get(found.end()), context.ends.get(found.start() + 1)
        if run and who is not None and _person(context, who):
            _house(context, run)


def _keeper(context: Context, i: int) -> bool:
    return _spaced(context, i) and context.words[i].form.removesuffix("님").endswith(_KEEPERS)


def _spaced(context: Context, i: int) -> bool:
    return i > 0 and context.words[i].gap == " "


def _person(context: Context, i: int) -> bool:
    return person_form(context, i)[2] >= _LEAST


def _house(context: Context, i: int, who: int | None = None) -> None:
    """Note word `i` with the word before it, if the one says what kind of house the other names.

    `who` is its keeper's word behind it.
    """
    start = context.words[i - 1].start
    kind = _kind(context, i) if _spaced(context, i) else None
    town = who is not None and context.words[i - 1].form in context.lexicon.towns
    named = _named(context, i - 1) or (kind == "shop" and town and not context.words[i - 1].tail)
    if kind and named and not (kind == "shop" and _where(context, i - 1)):
        context.evidence.add(start, context.bare_end(i), "organization", "org.house")
        if who is not None:
            span = person_form(context, who)
            context.evidence.add(*span[:2], "person", "person.keeper")
        for end in {context.words[i - 1].stem, context.words[i - 1].end} - {start}:
            context.evidence.add(start, end, "organization", "org.cut")


def _kind(context: Context, i: int) -> str | None:
    """Kind of the house that word `i` is by itself."""
    form = context.text[context.words[i].start : context.bare_end(i)]
    kind = context.lexicon.org_suffixes.get(form, ("", 0))[0]
    return kind if kind in _KINDS else "shop" if form.endswith(endings("house")) else None


def _where(context: Context, i: int) -> bool:
    """Whether word `i` may say where a shop is: `성수동 카페`."""
    return context.written(i).endswith(("동", "읍", "면", "역", "거리", "골목", "시장", "대"))


def _named(context: Context, i: int) -> bool:
    """Whether word `i` may be a name, not a place or which of many such houses is meant."""
    word, written = context.words[i], context.written(i)
    if not HANGUL.fullmatch(written) or not 1 < len(written) <= _LONGEST:
        return False
    if all(tag.startswith(_FUNCTION) for tag in word.tags):
        return False
    other = context.listed(i) or context.title(i) or written in closed("modifier")
    if other or written in closed("which_house") or word.form in context.lexicon.towns:
        return False
    if word.guessed or written in closed("fair"):
        return True
    bound = word.tail[:1] in _BOUND or word.tags[-1] == "ETM"
    return not (bound or (word.tags[-1][:1] == "E" and written.endswith(_JOINING)))

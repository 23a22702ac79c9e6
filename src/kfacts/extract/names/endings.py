"""Programmes and bodies that an article goes on to call by the last words of their names.

`찾아가는 우리마을 진료소 … 우리마을 진료소는`, `꿈나무 과학캠프 … 과학캠프 참가비`. A kind of thing
(축제, 프로그램) names none, and what other words stand right before belongs to another name.
A body is called so where it acts, or where somebody of it is named: `가람항만공사 … 항만공사는`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kfacts.extract.names.gazetteer import Gazetteer, Name
from kfacts.extract.names.tables import closed
from kfacts.korean.jamo import is_hangul
from kfacts.korean.namekeys import is_generic, name_key
from kfacts.korean.nameparts import is_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context

_SHORTEST = 4
"""Syllables by which one word may say which programme is meant."""
_LONG = 3
"""Words that are looked at of an ending behind which a particle stands."""
_MOST = 40
"""Names of one text whose last words are looked for."""
_PLACES = ("마을", "단지", "거리", "공원", "시장", "광장", "지구", "구역")
"""What a place is: where a programme was is no other name of it."""
_WHEN = frozenset(
    ("올해", "지난해", "작년", "내년", "이번", "이", "그", "당시", "다만", "특히", "현재")
)
"""Words before a name that are no part of one."""


def find_endings(
    context: Context, established: Mapping[str, tuple[Label, bool]]
) -> Iterator[tuple[int, int, Label]]:
    """Yield places where the last words of an established programme's name stand for it."""
    forms = [form for form, known in established.items() if known[0] == "program"][:_MOST]
    ends = dict.fromkeys(
        ending
        for form in forms
        for ending in _endings(form)
        if ending not in established and not any(f"{ending} " in other for other in forms)
    )
    index = Gazetteer(Name(ending, "program") for ending in ends)
    for i, known in index.find(context.text, context.words, context.by_head) if ends else ():
        start = context.words[i].start
        end = start + len(known.text)
        if _free(context, i) and _tells(context, i, end):
            yield start, end, "program"
    yield from _of_bodies(context, established)


def _of_bodies(
    context: Context, established: Mapping[str, tuple[Label, bool]]
) -> Iterator[tuple[int, int, Label]]:
    """Yield words that end the name of one body alone, which the article is sure of."""
    bodies = [form for form, known in established.items() if known == ("organization", True)]
    longs = [form for form in bodies if len(form) > _SHORTEST + 1 and is_body(name_key(form))]
    longs = longs[:_MOST]
    heads = {form[at : at + 2] for form in longs for at in range(2, len(form) - _SHORTEST + 1)}
    for i in context.beginning(heads):
        word = context.words[i]
        short = context.text[word.start : context.bare_end(i)]
        if len(short) < _SHORTEST or short in established or context.listed(i):
            continue
        fits = [form for form in longs if form.endswith(short) and len(form) > len(short) + 1]
        alone = word.gap != " " or not i or context.words[i - 1].tail
        named = _acting(context, i) and _telling(context, i) and not is_generic(name_key(short))
        if len(fits) == 1 and alone and named:
            yield word.start, word.start + len(short), "organization"


def _acting(context: Context, i: int) -> bool:
    """Whether a sentence is about word `i`, or somebody of it follows."""
    particle = context.text[context.bare_end(i) : context.words[i].end]
    spoken = i + 1 < len(context.words) and context.facts[i + 1]
    return particle in closed("subject") or bool(spoken and (spoken.companion or spoken.title))


def _endings(form: str) -> Iterator[str]:
    words = form.split(" ")
    for n in range(1, len(words)):
        ending = " ".join(words[n:])
        key = name_key(ending)
        place = words[-1].endswith(_PLACES)
        if len(key) >= _SHORTEST and is_hangul(key) and not (place or is_generic(key)):
            yield ending


def _free(context: Context, i: int) -> bool:
    """Whether no noun stands right before word `i` that may be part of a longer name."""
    if not i or context.words[i].gap != " ":
        return True
    before = context.words[i - 1]
    return bool(before.tail) or before.form in _WHEN or "NNG" not in before.tags[-1:]


def _tells(context: Context, i: int, end: int) -> bool:
    """Whether the words from word `i` to an offset are not all everyday ones."""
    if context.words[i].end >= end:
        return _telling(context, i)
    last = context.ends.get(end)
    words = context.words[i : i + _LONG if last is None else last + 1]
    return any(not word.common and word.start < end for word in words)


def _telling(context: Context, i: int) -> bool:
    """Whether one word is of several nouns or in no dictionary, and no scheme of which many are."""
    word = context.words[i]
    made = len(word.tags) > 1 and all(tag in ("NNG", "NNP", "XSN", "XPN") for tag in word.tags)
    return (made or word.guessed or word.broken) and word.form not in closed("scheme")

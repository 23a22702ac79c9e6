"""Full names of people whom the text goes on to call by a part: 홍길동은 … 홍 셰프, 길동 씨."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kfacts.extract.names.people import HANGUL, person_form, surname
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_FULL = 3
"""Syllables of most Korean names."""
_LEAST = 0.5
"""Likeness to a personal name of a word that a surname or a given name may recall."""
_CROWD = 40
"""Places of one surname that are looked at."""
_POINTING = frozenset("이한온")
"""Surnames that point at a thing or count it when they stand alone: 이 선장."""
_ADDRESS = re.compile(r" ?(?:씨|군|양)(?![가-힣]{2})")


def recall_people(context: Context, names: Sequence[Decided]) -> None:
    """Note the only word before a surname or a given name with a title that may be the full name.

    Nothing beside the full name told a person; that somebody is called so later does.
    """
    _recall_by_calling(context)
    people = [name for name in names if name.label == "person"]
    full = [form for name in people if len(form := context.text[name.start : name.end]) == _FULL]
    seen: set[str] = set()
    for name in people:
        part = context.text[name.start : name.end]
        if len(part) < _FULL and part not in seen and _addressed(context, name, part):
            seen.add(part)
            if not any(_recalls(part, form) for form in full):
                _note(context, [span for _, span in _bearers(context, part, name.start)])


def _recall_by_calling(context: Context) -> None:
    """`홍길동 선장은 … 홍 선장은`: what somebody is stands behind a surname and a name of it."""
    words, facts = context.words, context.facts
    heads = [head for head in context.by_head if len(head) == 1 and surname(context, head)]
    for head in heads:
        if head in _POINTING or head in closed("modifier") or head in closed("no_family"):
            continue
        for i in context.by_head[head][:_CROWD]:
            j = i + 1
            if j == len(words) or words[j].gap != " " or not (facts[j].announces or facts[j].title):
                continue
            fulls = [
                span
                for k, span in _bearers(context, head, words[i].start)
                if words[k + 1].gap == " " and words[k + 1].form == words[j].form
            ]
            if _note(context, fulls):
                context.evidence.add(words[i].start, words[i].end, "person", "person.known")


def _addressed(context: Context, name: Decided, part: str) -> bool:
    """Whether a title or 씨 stands behind a part of a name."""
    if not HANGUL.match(part):
        return False
    i = context.starts.get(name.end + 1)
    titled = i is not None and context.title(i) is not None
    return titled or _ADDRESS.match(context.text, name.end) is not None


def _recalls(part: str, form: str) -> bool:
    return form[:1] == part if len(part) == 1 else form[1:] == part


def _bearers(context: Context, part: str, before: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the words before an offset that may be the full name, each with its span."""
    at = len(part) - 1
    heads = {head for head in context.by_head if len(head) > at and head[at] == part[0]}
    for i in context.beginning(heads):
        word = context.words[i]
        if word.start >= before or word.common or context.listed(i):
            continue
        start, end, likeness = person_form(context, i)
        if end - start == _FULL and likeness >= _LEAST and _recalls(part, context.text[start:end]):
            yield i, (start, end)


def _note(context: Context, spans: list[tuple[int, int]]) -> bool:
    one = len({context.text[start:end] for start, end in spans}) == 1
    for start, end in spans if one else ():
        context.evidence.add(start, end, "person", "person.recalled")
    return one

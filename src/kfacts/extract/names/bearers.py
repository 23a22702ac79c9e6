"""Parts of a name by which an article calls a person it knows: 홍 9단, 길동이, 길동은."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.tables import closed
from kfacts.korean.lexicon import hanja_surnames
from kfacts.korean.persons import split_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context

_FULL = 3
"""Syllables of most Korean names."""
_GRADED = regex.compile(r"(?<![가-힣])[가-힣](?= [1-9]단(?![가-힣]{2}))")
"""A syllable before a grade of players and fighters: `홍 9단`."""


def note_families(context: Context, established: Mapping[str, tuple[Label, bool]]) -> None:
    """Note a surname before 군, 양, a title or a grade, a given name before 님, that it knows."""
    people = [form for form, (label, _) in established.items() if label == "person"]
    borne = {form[0] for form in people} | {form[1:] for form in people if len(form) == _FULL}
    graded = [found.span() for found in _GRADED.finditer(context.text)] if people else []
    for start, end in (*context.families, *graded):
        if context.text[start:end] in borne:
            context.evidence.add(start, end, "person", "person.known")


def find_given(
    context: Context, established: Mapping[str, tuple[Label, bool]]
) -> Iterator[tuple[int, int, Label]]:
    """Yield a given name, with or without 이 (하람이는, 하람은), or 李 before a title.

    Without 이 it must be no word of its own, and one person's of the article.
    """
    people = [form for form, (label, _) in established.items() if label == "person"]
    parted = filter(None, map(split_name, people))
    given = Counter(name for _, name in parted if len(name) < _FULL)
    families = {form[0] for form in people}
    hanja = {sign for sign, family in hanja_surnames().items() if family in families}
    heads = {(name + "이")[:2] for name in given} | hanja
    for i in context.beginning(heads) if people else ():
        start = context.words[i].start
        if context.text[start] in hanja and context.bare_end(i) == start + 1:
            if i + 1 < len(context.words) and context.title(i + 1):
                yield start, start + 1, "person"
            continue
        for name in (context.text[start : start + size] for size in (1, 2)):
            if name not in given:
                continue
            called = name + "이"
            if _is_word(context, i, called):
                yield start, start + len(called), "person"
            elif given[name] == 1 and name not in established and _names_one(context, i, name):
                yield start, start + len(name), "person"


def _is_word(context: Context, i: int, name: str) -> bool:
    """Whether a name and at most a particle make up word `i`."""
    start, end = context.words[i].start, context.words[i].end
    rest = context.text[start + len(name) : end]
    return context.text.startswith(name, start) and (not rest or rest in closed("particle"))


def _names_one(context: Context, i: int, name: str) -> bool:
    """Whether a given name stands there that is no everyday word, no place and no body.

    Where Kiwi does not know it, it hears somebody called: 연아 as 연 and 아.
    """
    word = context.words[i]
    if len(name) < 2 or context.listed(i) or not _is_word(context, i, name):
        return False
    cut = word.stem < word.start + len(name)
    if word.tail != "JKV" if cut else word.common or not (word.proper or word.broken):
        return False
    labels = context.evidence.cues.get((word.start, word.start + len(name)), {})
    return labels.keys() <= {"person"}

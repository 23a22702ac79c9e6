"""Organisations by the company they keep: who stands in a row with one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_MARKS = frozenset("·,ㆍ・∙")


def note_rows(context: Context, names: Sequence[Decided]) -> None:
    """Note a local government or an unknown word in a row with an organisation."""
    words, ends = context.words, {name.end for name in names}
    for name in names:
        _joined(context, name)
        i = context.starts.get(name.start)
        if i and words[i].gap == " " and words[i - 1].form in closed("legal_form"):
            i -= 1
        while i and words[i].gap.strip() in _MARKS and words[i].gap.strip():
            i -= 1
            word = words[i]
            unknown = word.guessed or word.form in context.lexicon.governments
            if word.tail or not unknown or word.end in ends:
                break  # where the row of another name begins
            government = word.form in context.lexicon.governments
            cue = "org.government" if government else "org.list"
            context.evidence.add(word.start, word.end, "organization", cue)
    for left, right in pairwise(names):
        _third(context, left, right)


def _third(context: Context, left: Decided, right: Decided) -> None:
    """Note an unknown word that goes on a row of two: `한빛전자, 새솔, 메아리온 등`."""
    text = context.text
    gap = text[left.end : right.start]
    if gap.strip() not in _MARKS or not gap.strip() or not text.startswith(gap, right.end):
        return
    i = context.starts.get(right.end + len(gap))
    if i is None or context.listed(i) or context.title(i):
        return
    word, end = context.words[i], context.bare_end(i)
    closes = text.startswith((" 등", gap), word.end)
    unknown = word.guessed or (closes and (word.broken or word.tags == ("NNP",)))
    if unknown and end - word.start > 1 and context.facts[i].person_shape < 0.6:
        context.evidence.add(word.start, end, "organization", "org.list")


def _joined(context: Context, name: Decided) -> None:
    """Note an unknown word behind `와` or `과`: `밴드 한빛과 새솔은`."""
    i = context.starts.get(name.end + 2)
    if i is None or context.text[name.end : name.end + 2] not in ("와 ", "과 "):
        return
    word = context.words[i]
    person = context.lexicon.person_shape(word.form) >= 0.6
    if word.guessed and word.tail[:1] == "J" and not person and not context.listed(i):
        context.evidence.add(word.start, word.stem, "organization", "org.list")

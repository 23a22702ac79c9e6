"""The article as a whole: what it established once holds in its other places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kfacts.extract.names.decide import settle
from kfacts.extract.names.gazetteer import Gazetteer, Name
from kfacts.extract.names.organizations import find_abbreviations, find_departments
from kfacts.extract.names.programs import find_brands, find_compounds

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_UNIQUE = {"person": 2, "organization": 2, "program": 2}
"""Shortest name, in characters, that is looked for elsewhere."""


def find_in_article(context: Context) -> list[Decided]:
    """Spread what is established over the whole text and settle the names."""
    first = settle(context.evidence.decided())
    _compose(context, first)
    second = settle(context.evidence.decided())
    _spread(context, second)
    return settle(context.evidence.decided())


def _compose(context: Context, names: list[Decided]) -> None:
    """Names that need another name beside them: abbreviations, departments, brands' products."""
    organizations = [name for name in names if name.label == "organization"]
    find_abbreviations(context, [(name.start, name.end) for name in organizations])
    find_departments(context, {name.end: name.start for name in organizations})
    brands = [name for name in names if name.label in ("organization", "program")]
    find_brands(context, {name.end: (name.start, name.label) for name in brands})
    texts = {context.text[name.start : name.end]: name.label for name in brands}
    find_compounds(context, texts)


def _spread(context: Context, names: list[Decided]) -> None:
    """Give every other place of an established name the cue `article`."""
    types: dict[str, dict[str, float]] = {}
    for name in names:
        form = context.text[name.start : name.end]
        if len(form) >= 2 and name.label in _UNIQUE:
            scores = types.setdefault(form, {})
            scores[name.label] = max(scores.get(name.label, 0.0), name.score)
    established = Gazetteer(
        Name(form, max(sorted(scores), key=lambda label: scores[label]))
        for form, scores in types.items()
        if _distinct(context, form, scores)
    )
    if not len(established):
        return
    cue = {"person": "person.article", "organization": "org.article", "program": "program.article"}
    own = {(name.start, name.end, name.label) for name in names}
    for i, known in established.find(context.text, context.words):
        start = context.words[i].start
        if (start, start + len(known.text), known.type) not in own:
            context.evidence.add(start, start + len(known.text), known.type, cue[known.type])


def _distinct(context: Context, form: str, scores: dict[str, float]) -> bool:
    """Say whether a name is sure enough to be looked for elsewhere."""
    strong = max(scores.values()) >= 2.5
    return strong and not (len(form) == 2 and context.lexicon.title(form))

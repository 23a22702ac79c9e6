"""The article as a whole: what it established once holds in its other places."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from kfacts.extract.names.composed import compose, join_places
from kfacts.extract.names.decide import settle
from kfacts.extract.names.gazetteer import Gazetteer, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_SPREAD = ("organization", "person", "program")
_SURE = 2.5
"""What a name must score in one place, or over its places, to be looked for in others."""


def find_in_article(context: Context) -> list[Decided]:
    """Spread what is established over the whole text and settle the names."""
    first = settle(context.evidence.decided())
    compose(context, first)
    second = settle(context.evidence.decided())
    _spread(context, second)
    return settle(context.evidence.decided())


def _spread(context: Context, names: list[Decided]) -> None:
    """Give every other place of an established name the cue `article`."""
    established = Gazetteer(Name(form, label) for form, label in _established(context, names))
    if not len(established):
        return
    cue = {"person": "person.article", "organization": "org.article", "program": "program.article"}
    ends = [name.end for name in names]
    organizations: list[tuple[int, int]] = []
    for i, known in established.find(context.text, context.words):
        start = context.words[i].start
        end = start + len(known.text)
        at = bisect_left(ends, end)
        inside = at < len(names) and names[at].start <= start
        if not inside or (names[at].label != known.type and names[at].end == end):
            context.evidence.add(start, end, known.type, cue[known.type])
            if known.type == "organization":
                organizations.append((start, end))
    join_places(context, organizations)


def _established(context: Context, names: list[Decided]) -> Iterator[tuple[str, str]]:
    """Yield the forms the article is sure of, each with its type: one place, or many weak ones."""
    scores: dict[str, dict[str, float]] = {}
    for name in names:
        if name.label in _SPREAD and name.end - name.start > 1:
            of_form = scores.setdefault(context.text[name.start : name.end], {})
            of_form[name.label] = max(of_form.get(name.label, 0.0), name.score)
    for form, label, score in _recurrent(context):
        of_form = scores.setdefault(form, {})
        of_form[label] = max(of_form.get(label, 0.0), score)
    for form, of_form in scores.items():
        label = max(sorted(of_form), key=lambda kind: of_form[kind])
        if of_form[label] >= _SURE and not (len(form) == 2 and context.lexicon.title(form)):
            yield form, label


def _recurrent(context: Context) -> Iterator[tuple[str, str, float]]:
    """Yield words in no dictionary that come back, with what their places say together."""
    places: dict[str, list[tuple[int, int]]] = {}
    for word in context.words:
        if word.guessed and len(word.form) > 1:
            places.setdefault(word.form, []).append((word.start, word.stem))
    for form, spans in places.items():
        if len(spans) < 2:
            continue
        for label in _SPREAD:
            totals = [context.evidence.total(*span, label) for span in spans]
            score = max(totals) + 0.5 * (sum(max(t, 0.0) for t in totals) - max(totals))
            if max(totals) > 0:
                yield form, label, score

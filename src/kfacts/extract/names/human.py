"""Whether an article treats a name as a human being.

An article introduces its people: somewhere a title, an age, a relative or a verb of speech stands
beside the name. What the learned tagger alone takes for a person, and what no place of a whole
article treats as one, is a brand, a plant or a character. Single sentences introduce nobody.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.evidence import THRESHOLD
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_NEAR = 40
"""Characters after a subject in which its verb is looked for."""
_ROW = re.compile(r"(?:이?랑|와|과|하고)? |[·ㆍ]|, ?")
_BRACKET = regex.compile(r"\s?\((?:본명|당시|향년|만 |\d{2}[)세])")
_BELONGS = regex.compile(r"\(([가-힣A-Za-z0-9 ]{2,14})\)")
"""Behind a name in a list: the organisation of its bearer."""


_DRAWN = re.compile(
    r"(?:[와과] [가-힣]{2,5})?[이가] (?:그려진|새겨진|인쇄된|그려져|새겨져)"
    r"|(?: 캐릭터의?)? (?:인형|이모티콘|굿즈|피규어)"
)
"""Behind a character: what it is drawn on or made into."""
_HEROES = ("주인공 ", "주인공인 ")
_STORY = regex.compile("웹툰|웹소설|소설|드라마|영화|만화|애니메이션|게임|연극|뮤지컬")
_SURELY = 1.5
"""What being drawn counts beside the word 캐릭터."""


def note_strangers(context: Context, names: Sequence[Decided]) -> None:
    """Note where only the tagger sees a person whom the article never treats as one.

    What an article calls 정부 is no name either; the tagger learned it from single sentences.
    """
    if context.lone:
        return
    for name in names:
        if context.text[name.start : name.end] in closed("nameless"):
            context.evidence.add(name.start, name.end, name.label, "org.generic_word")
    people = [name for name in names if name.label == "person"]
    forms = [context.text[name.start : name.end] for name in people]
    met = {form for name, form in zip(people, forms, strict=True) if _human(context, name)}
    met = _with_beside(context, people, met)
    drawn = {
        form
        for name, form in zip(people, forms, strict=True)
        if _DRAWN.match(context.text, name.end)
    }
    drawn |= _heroes(context, people)
    drawn = _with_beside(context, people, drawn)
    known = _parts(met)
    parts = {part for form in forms if " " in form for part in form.split()}
    for name, form in zip(people, forms, strict=True):
        if form in drawn:
            context.evidence.add(name.start, name.end, "person", "person.character", _SURELY)
        elif form in closed("character") and form not in parts:
            context.evidence.add(name.start, name.end, "person", "person.character")
        elif form not in known:
            context.evidence.add(name.start, name.end, "person", "person.stranger")


def _heroes(context: Context, people: Sequence[Decided]) -> set[str]:
    """Names of a story's heroes: `주인공 도윤`, not `오늘의 주인공 홍길동`."""
    text, words = context.text, context.words
    forms = set()
    for name in people:
        i = context.starts.get(name.start, 0)
        whose = i > 1 and words[i - 2].tail == "JKG"
        if not whose and text.endswith(_HEROES, 0, name.start):
            forms.add(text[name.start : name.end])
    return forms if forms and len(_STORY.findall(text)) > 1 else set()


def _parts(forms: Iterable[str]) -> set[str]:
    """Full names with what an article calls their bearers later: 마르타 코발스카, 표승준이."""
    out: set[str] = set()
    for form in forms:
        out |= {form, *form.split()}
        if len(form) == 3:
            out |= {form[1:], form[1:] + "이"}
    return out


def _with_beside(context: Context, people: Sequence[Decided], met: set[str]) -> set[str]:
    """Forms that are met, with those that stand in a row with one of them."""
    text, out = context.text, set(met)
    rows = [pair for pair in pairwise(people) if _ROW.fullmatch(text, pair[0].end, pair[1].start)]
    for pair in [*rows, *reversed(rows)]:
        forms = {text[name.start : name.end] for name in pair}
        if forms & out:
            out |= forms
    return out


def _human(context: Context, name: Decided) -> bool:
    """Whether this place has anything that only people have."""
    if context.evidence.by_rules(name.start, name.end, "person") >= THRESHOLD / 2:
        return True
    first, last = context.starts.get(name.start), _last(context, name)
    if first is None or last is None or _bracketed(context, name.end):
        return True  # a name inside a longer word is for other cues to judge
    words = context.words
    if last > first and words[first].form.isascii():
        return True  # Ryan Kim
    if first and not words[first - 1].tail and words[first].gap.strip() in ("", "'", "‘"):
        before = words[first - 1].form
        if context.title(first - 1) or before in context.lexicon.titles_before:
            return True
    after = last + 1 < len(words) and words[last + 1].gap.isspace()
    if after and (context.title(last + 1) or words[last + 1].form in closed("oeuvre")):
        return True
    return _speaks(context, name.end, words[last].end)


def _bracketed(context: Context, end: int) -> bool:
    """Whether a bracket tells the real name, the age or the organisation of a person."""
    found = _BELONGS.match(context.text, end)
    belongs = found and context.evidence.total(*found.span(1), "organization") >= THRESHOLD
    return bool(belongs or _BRACKET.match(context.text, end))


def _last(context: Context, name: Decided) -> int | None:
    """Index of the word in which the name ends."""
    i = context.starts.get(name.start)
    while i is not None and i + 1 < len(context.words) and context.words[i].end < name.end:
        i += 1
    return i


def _speaks(context: Context, end: int, word_end: int) -> bool:
    """Whether a verb of what only people do follows the name as its subject."""
    particle = context.text[end:word_end]
    if particle not in closed("subject"):
        return False
    stop = min(context.sentence_end(end), word_end + _NEAR)
    return context.lexicon.human.search(context.text, word_end, stop) is not None

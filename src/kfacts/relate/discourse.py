"""What an article is talking about: topics carried from sentence to sentence, and who speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from kfacts.relate.affiliation import Role
from kfacts.relate.phrases import NAMES, NUMBERS, Phrase, Sentence

_ASK: Final = regex.compile(r"(?<![A-Za-z0-9])(?P<who>[QA])\s?[.:)]|[▲△●■]\s?(?P<say>답)")
_FIRST_PERSON: Final = regex.compile(
    r"(?<![가-힣])(?:저희|우리|제가|저는|저도|나는|내가|저의|제)(?![가-힣]{3})"
)


@dataclass(slots=True)
class Discourse:
    """What is known before a sentence is read; entities as indices."""

    topic: int | None = None
    """The named thing last marked as topic or subject."""
    organization: int | None = None
    """The organisation last marked so: who runs what stands without an owner."""
    focus: int | None = None
    """The programme that the sentence before brought in."""
    speaker: int | None = None
    """Whom 저희 and 우리 stand for: the organisation of the one who answers, or the person."""
    when: int | None = None
    """The date that dates the passage."""
    history: list[int] = field(default_factory=list)


def follow(state: Discourse, sentence: Sentence, introduced: Sequence[int]) -> None:
    """Take in what a sentence was about; `introduced` are programmes it says somebody runs."""
    mains = _mains(sentence)
    if mains:
        state.topic = mains[0].entity
    orgs = [p.entity for p in mains if p.kind == "O"]
    if orgs:
        state.organization = orgs[0]
    programs = [p.entity for p in mains if p.kind == "G"]
    if programs:
        state.focus = programs[0]
    elif introduced:
        state.focus = introduced[-1]
    elif orgs:
        state.focus = None
    elif not mains:
        brought = _object(sentence)
        state.focus = state.focus if brought is None else brought


def _object(sentence: Sentence) -> int | None:
    """Return the programme that a sentence or headline without a named subject is about."""
    verbs = any(p.kind in "VMCQ" for p in sentence.phrases)
    for p in sentence.phrases:
        if p.kind == "G" and (p.marker == "을" or not verbs):
            return p.entity
    return None


def _mains(sentence: Sentence) -> list[Phrase]:
    """Names marked as topic or subject, topics first, subjects of relative clauses left out."""
    topics: list[Phrase] = []
    subjects: list[Phrase] = []
    for i, p in enumerate(sentence.phrases):
        if counted(sentence.phrases, i):
            continue
        if p.kind in NAMES and p.marker in "은도":
            topics.append(p)
        elif p.kind in NAMES and p.marker == "이" and not relative(sentence, i):
            subjects.append(p)
    return topics + subjects


def counted(phrases: Sequence[Phrase], at: int) -> bool:
    """Tell whether a name stands behind a number and so is what is counted: 1만 개의 톡채널이."""
    return at > 0 and phrases[at - 1].kind in NUMBERS and phrases[at - 1].marker in "의_"


def relative(sentence: Sentence, at: int) -> bool:
    """Tell whether the first predicate after a phrase is a relative clause's or a quotation's."""
    phrases = sentence.phrases
    for i in range(at + 1, len(phrases)):
        p = phrases[i]
        chained = i + 1 < len(phrases) and phrases[i + 1].kind == "V" and p.marker == "고"
        if (p.kind == "V" or p.marker == "다") and not chained:
            return p.marker in "ㄴㄹ"
    return False


def speakers(
    text: str, roles: Sequence[Role], sentences: Sequence[Sentence]
) -> list[tuple[int, int | None]]:
    """Return (offset, entity or None) in text order: from there on, whom 저희 stands for."""
    turns: list[tuple[int, int | None]] = []
    heads = _heads(text, roles, sentences)
    turns.extend(heads)
    marks = list(_ASK.finditer(text))
    if any(m["who"] == "Q" for m in marks):
        for m in marks:
            if m["who"] == "Q":
                turns.append((m.start(), None))
            else:
                before = [r for r in roles if r.end <= m.start()]
                if before:
                    last = max(before, key=lambda r: r.end)
                    turns.append((m.start(), _stands_for(last)))
    return sorted(turns, key=lambda t: t[0])


def _heads(
    text: str, roles: Sequence[Role], sentences: Sequence[Sentence]
) -> list[tuple[int, int | None]]:
    """Return the turns that a line opens which only introduces a person."""
    by_sentence = {s.index: s for s in sentences}
    heads: list[tuple[int, int | None]] = []
    for role in sorted(roles, key=lambda r: r.start):
        line_start = text.rfind("\n", 0, role.start) + 1
        line_end = text.find("\n", role.end)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        sentence = by_sentence.get(role.sentence)
        if sentence is None or len(line) > 60 or not line.strip():
            continue
        inside = [p for p in sentence.phrases if line_start <= p.start < line_start + len(line)]
        if not any(p.kind in "VMCQ" for p in inside):
            heads.append((line_start, _stands_for(role)))
    return heads


def _stands_for(role: Role) -> int:
    return role.person if role.organization is None else role.organization

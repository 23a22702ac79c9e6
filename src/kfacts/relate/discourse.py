"""What an article is talking about: topics carried from sentence to sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from kfacts.link import Linked
from kfacts.relate.owners import bearer_of, counted, owning, relative
from kfacts.relate.phrases import NAMES, Phrase, Sentence
from kfacts.relate.words import letter, load_words

_SURVEY: Final = re.compile(r"여론 ?조사|설문|응답자")
_TELLING: Final = frozenset("VMCQ")
"""Kinds of phrases by which a sentence says something of what it names."""
_TOPICAL: Final = frozenset("은는도이가")
_LEAD: Final = 4
"""Sentences with names in which an article shows its main thing."""
LEAD_ANNOUNCED: Final = 6
"""Sentences with a mention in which an announcement says what it announces."""
_FADED: Final = 3
"""After so many sentences about nobody a programme is no longer under discussion."""
_OFTEN: Final = 3
_STAYING: Final = 2
"""So often named in a paragraph a programme is still under discussion in the next."""
_HEADLINE: Final = 2
"""What a mention in the first sentence counts more."""


@dataclass(slots=True)
class Discourse:
    """What is known before a sentence is read; entities as indices of `Linked`."""

    observers: frozenset[int] = frozenset()
    """Organisations that survey, count or report and are never what the text goes on about."""
    organizations: frozenset[int] = frozenset()
    """All organisations of the article."""
    acting: frozenset[int] = frozenset()
    """Those of them that do something in it."""
    brands: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Each programme with the organisations whose name its own begins with."""
    main: int | None = None
    """The organisation that the whole article is about, when there is one."""
    program: int | None = None
    """The programme that the whole article is about, when there is one."""
    person: int | None = None
    """The person whom the whole article is about, when there is one."""
    survey: bool = False
    """The article reports a poll: its numbers are about nobody who is not named with them."""
    announced: int | None = None
    """The programme that the article announces: its figures are the article's."""
    company: int | None = None
    """The organisation under discussion: 회사는; who runs what stands without an owner."""
    pair: tuple[int, ...] = ()
    """The two organisations that last acted together: 두 기관은."""
    both: tuple[int, ...] = ()
    """The two organisations last under discussion, where none acted together."""
    bodies: dict[str, list[int]] = field(default_factory=dict)
    """Organisations by the ends of their names, which call them: 상인회는, 시는."""
    topic: int | None = None
    """The named thing last marked as topic or subject in this paragraph."""
    focus: int | None = None
    """The programme under discussion."""
    heard: int = 0
    """Sentences since the focus was last brought in."""
    often: frozenset[int] = frozenset()
    """Things named often enough to stay under discussion in a new paragraph."""
    spoken: list[int | None] = field(default_factory=list)
    """What was named in this paragraph, each time."""
    fresh: bool = False
    """The focus was the topic of the last sentence, so it may lead over to a new paragraph."""
    speaker: int | None = None
    """Whom 저희 and 우리 stand for: the organisation of the one who answers, or the person."""
    recent: int | None = None
    """The programme last named: 이 사업은."""
    brought: int | None = None
    """The programme that the sentence before named last, in this paragraph."""
    metric: str | None = None
    """What the number before counted, in this paragraph: 늘었다 alone goes on about it."""
    counted: Phrase | None = None
    """The number that `metric` was said of; None when the metric stood alone: 매출도 가파르다."""
    row: list[tuple[str, int | None]] = field(default_factory=list)
    """What the sentence before counted, each with its subject, in this paragraph."""
    themes: Counter[tuple[tuple[str, str], str]] = field(default_factory=Counter)
    """How often the numbers of a kind and unit counted what."""
    theme: dict[tuple[str, str], str] = field(default_factory=dict)
    """What most numbers of a kind and unit counted."""
    when: int | None = None
    """The date (index of `Found`) that dates the sentences before, in this paragraph."""
    run: dict[int, int] = field(default_factory=dict)
    """The one programme that the sentence says somebody runs, by whoever runs it."""
    homes: dict[int, int | None] = field(default_factory=dict)
    """The organisation of each person who has one."""
    ends: dict[str, list[int]] = field(default_factory=dict)
    """Programmes by how their names end: 시범단지 for 스마트 과원 시범단지."""
    named: set[int] = field(default_factory=set)
    """What the article has named so far."""
    period: int | None = None
    """The period that a whole report is about: a quarter, the days of a survey."""
    ministries: frozenset[int] = frozenset()
    """Ministries and agencies of the state, which announce figures of the country."""
    advocates: frozenset[int] = frozenset()
    """Organisations whose people speak of the world, as observers do: associations, unions."""


def calls_again(phrases: Sequence[Phrase], i: int) -> bool:
    """Tell whether a noun alone calls an organisation again: 회사는, 시는."""
    alone = i == 0 or phrases[i - 1].marker not in "_의" or phrases[i - 1].kind in "DX"
    p = phrases[i]
    return alone and p.end - p.start == len(p.form) and p.form in load_words().sets["anaphor"]


def points_back(phrase: Phrase) -> bool:
    """Tell whether a noun points back at the programme last named: 이 대회에는."""
    if not phrase.this or phrase.marker not in "은이도의에을로":
        return False
    return phrase.cls in (letter("service"), letter("work"), letter("goods"))


def new_paragraph(state: Discourse) -> None:
    """Let go of what only the paragraph before was about."""
    state.topic = state.brought = None
    state.metric = state.counted = None
    state.row = []
    state.when = None
    stays = state.focus in state.often or state.spoken.count(state.focus) >= _STAYING
    if not (state.fresh and stays):
        state.focus = None
    state.fresh = False
    state.spoken.clear()


@cache
def own_figures() -> tuple[str, ...]:
    """Return the nouns that count an organisation's own business."""
    own = letter("own")
    words = load_words()
    return tuple(sorted(w for w, cls in words.of.items() if cls == own))


def hear_opening(state: Discourse, word: str) -> None:
    """Take in an unmentioned sentence that opens on the company's own figures: 매출도 뛰었다."""
    if word[-1:] in _TOPICAL and word[:-1].endswith(own_figures()):
        state.focus, state.company = None, state.main
        state.metric, state.counted = word[:-1], None


def follow(state: Discourse, sentence: Sentence, introduced: Sequence[int]) -> None:
    """Take in what a sentence was about; `introduced` are programmes it says somebody runs."""
    phrases = sentence.phrases
    here = [phrases[i].entity for i in sentence.names]
    state.named.update(here)
    state.spoken += here
    brought = _brought(sentence, state) if sentence.names else state.brought
    pointing = [p for i in sentence.marked if (p := phrases[i]).this]
    back = any(p.marker in "은이" and points_back(p) for p in pointing)
    again = state.recent if back else None
    program = sentence.kinds.rfind("G")
    if program >= 0:
        state.recent = phrases[program].entity
    mains = [p for p in _mains(sentence) if p.entity not in state.observers]
    if mains and mains[0].kind != "G":
        state.topic = mains[0].entity
    state.pair = _pair(sentence) or state.pair
    orgs = [p.entity for p in mains if p.kind == "O"]
    if orgs:
        if state.company not in (None, orgs[0]):
            state.both = (state.company, orgs[0])
        state.company = orgs[0]
    _take_up(state, sentence, mains, introduced)
    if again is not None and not any(p.kind == "G" for p in mains):
        state.focus, state.fresh, state.heard = again, True, 0
    state.brought = None if state.heard == 0 and state.focus is not None else brought


def _brought(sentence: Sentence, state: Discourse) -> int | None:
    """Return the programme that a sentence names last, if it names nothing after it."""
    last = sentence.names[-1]
    p = sentence.phrases[last]
    if p.kind != "G" or p.entity in state.observers or not _stands(sentence.phrases, last):
        return None
    return p.entity


def _stands(phrases: Sequence[Phrase], i: int) -> bool:
    """Tell whether a programme stands for itself: with a particle, before 사업, 서비스, last."""
    if phrases[i].marker != "_":
        return phrases[i].marker != "와"
    if i + 1 == len(phrases):
        return True  # 이름하여 '한입밥상'!
    label = phrases[i + 1]
    return label.kind == "N" and label.marker in "은이도을"


def _pair(sentence: Sentence) -> tuple[int, ...]:
    """Return the two organisations that a sentence joins, if it names no others: A는 B와."""
    if "와" not in sentence.markers:
        return ()
    named = [p for p in sentence.phrases if p.kind == "O"]
    both = tuple(dict.fromkeys([p.entity for p in named]))
    return both if len(both) == 2 and any(p.marker == "와" for p in named) else ()


def _take_up(
    state: Discourse, sentence: Sentence, mains: Sequence[Phrase], introduced: Sequence[int]
) -> None:
    """Take in which programme a sentence is about, brings in or lets go of."""
    programs = [p.entity for p in mains if p.kind == "G"] or list(introduced[-1:])
    state.heard += 1
    faded = state.heard >= _FADED and state.focus not in (state.announced, state.program)
    if programs:
        state.focus, state.fresh, state.heard = programs[0], True, 0
    elif mains or faded:
        state.focus = None
    elif state.focus is None:
        state.focus, state.heard = _object(sentence), 0
        state.fresh = state.focus is not None


def ends_of(entities: Sequence[Linked]) -> dict[str, list[int]]:
    """Return the programmes by the ends of their names, two to six characters, that call them."""
    ends: dict[str, list[int]] = {}
    for i, entity in enumerate(entities):
        if entity.type == "program":
            for alias in entity.aliases:
                for n in range(2, min(len(alias) - 1, 7)):
                    ends.setdefault(alias[-n:], []).append(i)
    return ends


def _object(sentence: Sentence) -> int | None:
    """Return the programme that a sentence or headline without a named subject is about."""
    if "G" not in sentence.kinds:
        return None
    verbs = not _TELLING.isdisjoint(sentence.kinds)
    for i in sentence.names:
        p = sentence.phrases[i]
        source = sentence.markers[i + 1 : i + 2] == "면"  # 동향을 보면
        if p.kind == "G" and not source and (p.marker == "을" or not verbs):
            return p.entity
    return None


def _mains(sentence: Sentence) -> list[Phrase]:
    """Return names marked as topic or subject, topics first; not those that only report.

    Where a common noun is the topic, the subject is what is said of it and not the topic.
    """
    phrases = sentence.phrases
    topics: list[Phrase] = []
    subjects: list[Phrase] = []
    noun = False
    for i in sentence.marked if sentence.names else ():
        p = phrases[i]
        if p.marker == "의":
            bearer = bearer_of(phrases, i)
            if bearer is not None:
                subjects.append(bearer)  # 김소라 씨의 장부를 보았다
            continue
        owner = owning(phrases, i) if p.kind in "NT" and p.marker != "도" else None
        if owner is not None:
            topics.append(owner)
        noun = noun or (p.kind == "N" and p.marker == "은")
        if p.kind not in NAMES or counted(phrases, i):
            continue
        first = _first_joined(phrases, i)
        if p.marker in "은도":
            topics.append(first)
        elif not noun and not relative(sentence, i):
            subjects.append(first)
    return topics + subjects


def _first_joined(phrases: Sequence[Phrase], i: int) -> Phrase:
    """Return the first of names that are joined: 새론항공과 다솜항공은."""
    while i > 0 and phrases[i - 1].kind == phrases[i].kind and phrases[i - 1].marker == "와":
        i -= 1
    return phrases[i]


def observers_of(entities: Sequence[Linked]) -> frozenset[int]:
    """Return those that survey, count or report, and the documents that numbers stand in."""
    return ending_in(entities, "observer") | ending_in(entities, "document", "program")


def often_named(entities: Sequence[Linked]) -> frozenset[int]:
    """Return what is named often enough to stay under discussion in a new paragraph."""
    return frozenset(i for i, e in enumerate(entities) if len(e.mentions) >= _OFTEN)


def ending_in(entities: Sequence[Linked], name: str, kind: str = "organization") -> frozenset[int]:
    """Return the entities of a type one of whose names ends in a word of a set."""
    ends = _ends(name)
    return frozenset(
        [
            i
            for i, e in enumerate(entities)
            if e.type == kind
            for alias in e.aliases
            if alias.endswith(ends)
        ]
    )


@lru_cache(maxsize=64)
def _ends(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_words().sets[name]))


def surveyed(sentences: Sequence[Sentence], text: str) -> bool:
    """Tell whether an article reports a poll: its lead says so."""
    lead = sentences[:LEAD_ANNOUNCED]
    return bool(lead and _SURVEY.search(text, 0, lead[-1].end))


def main_things(
    sentences: Sequence[Sentence], observers: frozenset[int]
) -> tuple[int | None, int | None, int | None]:
    """Return the organisation, programme and person that an article is about, None where none is.

    What it is about stands in its lead and is named oftener than any other of its kind, a person
    oftener than the organisation, a programme at least half as often as that and as any other.
    """
    counts: dict[str, Counter[int | None]] = {"O": Counter(), "G": Counter(), "P": Counter()}
    lead: set[int] = set()
    headed = len(sentences) > 1
    for n, sentence in enumerate(sentences):
        for i in sentence.names:
            p = sentence.phrases[i]
            if p.entity not in observers and not _adds_source(sentence, i):
                headline = _HEADLINE * (n == 0 and (headed or i == 0) and not _label(sentence, i))
                counts[p.kind][p.entity] += 1 + (p.marker in "은이도의") + headline
                if n < _LEAD:
                    lead.add(p.entity)
    org, program, person = (_top(counts[kind], lead) for kind in "OGP")
    weight = counts["O"][org]
    if org is not None and counts["P"][person] <= weight:
        person = None
    most = max(counts["G"].values(), default=0)
    if counts["G"][program] * 2 < max(most, weight if org is not None else 0):
        program = None
    return org, program, person


def _label(sentence: Sentence, at: int) -> bool:
    """Tell whether a name only says whose a person is: 새벽대 교수."""
    if sentence.phrases[at].marker != "_" or "P" not in sentence.sketch:
        return False
    return sentence.kinds.startswith(("T", "PT"), at + 1)


def _adds_source(sentence: Sentence, at: int) -> bool:
    """Tell whether a name is only added as the source: …했다고 통계청이 17일 밝혔다."""
    markers = sentence.markers
    if markers[at] not in "은이" or "라" not in markers[:at]:
        return False
    behind = [p for p in sentence.phrases[at + 1 : at + 4] if p.kind != "D"]
    return bool(behind) and behind[0].kind == "V" and behind[0].cls == letter("announce")


def _top(counts: Counter[int | None], lead: set[int]) -> int | None:
    ranked = sorted((e for e in counts if e in lead), key=lambda e: (-counts[e], e))
    return ranked[0] if ranked and counts[ranked[0]] >= _OFTEN else None


def first_of(*indices: int | None) -> int | None:
    """Return the first of some things or mentions that is one."""
    for index in indices:
        if index is not None:
            return index
    return None

"""Facts of one article: who holds which role, who runs what, what was measured."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kfacts.korean.morphemes import Analysis
from kfacts.link import Linked
from kfacts.mentions import Found
from kfacts.relate.affiliation import (
    Role,
    bodies_of,
    contact_of,
    find_roles,
    greeting,
    in_section,
    is_former,
    merge_roles,
    of_press,
    press_of,
    reporting,
    section_of,
    topic_of,
    under,
    understood,
    with_body,
    without_rivals,
)
from kfacts.relate.careers import find_careers
from kfacts.relate.discourse import (
    LEAD_ANNOUNCED,
    Discourse,
    ending_in,
    ends_of,
    first_of,
    follow,
    hear_opening,
    main_things,
    new_paragraph,
    observers_of,
    often_named,
    surveyed,
)
from kfacts.relate.measure import find_measures
from kfacts.relate.operates import (
    Running,
    branded,
    brands_of,
    find_parts,
    find_running,
    of_series,
)
from kfacts.relate.operators import merge_running
from kfacts.relate.phrases import Sentence
from kfacts.relate.reader import read_sentences
from kfacts.relate.turns import Turn, find_turns
from kfacts.relate.when import heading_date, passage_date, reported_period, said_again

_LAUNCHING = (
    "operates.subject",
    "operates.subject_noun",
    "operates.run_noun",
    "operates.topic_object",
    "operates.release",
)
"""Rules that say somebody launches a programme."""
_LONGEST_HEADLINE = 100
_TOLD = 4
"""So many sentences before say whom 그는 is."""
__all__ = ["relate"]


def relate(
    analysis: Analysis, found: Sequence[Found], entities: Sequence[Linked]
) -> list[dict[str, Any]]:
    """Return facts as in the record but with indices for ids, sorted by (start, end, kind).

    `person`, `organization`, `program` and `subject` are indices into `entities`; `value`, `when`
    and `base` are indices into `found`; `start` and `end` are offsets in `analysis.text`.
    """
    entity_of = [-1] * len(found)
    for i, entity in enumerate(entities):
        for mention in entity.mentions:
            entity_of[mention] = i
    sentences = list(read_sentences(analysis, found, entity_of))
    text = analysis.text
    stated = _stated_roles(sentences, text)
    observers = observers_of(entities) | reporting(stated)
    company, program, person = main_things(sentences, observers)
    company = first_of(company, greeting(sentences, text))
    press = press_of(sentences, stated, text, company)
    bodies = bodies_of(entities)
    roles = without_rivals(
        [
            understood(with_body(of_press(role, press), bodies), company, observers)
            for role in stated
        ]
    )
    orgs = frozenset(i for i, e in enumerate(entities) if e.type == "organization")
    named = [s.phrases[i] for s in sentences for i in s.names]
    acting = frozenset(p.entity for p in named if p.kind == "O" and p.marker in "은이의도")
    brands = brands_of(entities)
    state = Discourse(
        observers, orgs, acting, brands, company, program, person=person, company=company
    )
    state.announced = _announced(_lead(sentences, text), state)
    state.program = program if state.announced is None else state.announced
    state.bodies = bodies.ends
    state.ends = ends_of(entities)
    state.often = often_named(entities)
    state.ministries = ending_in(entities, "ministry")
    state.advocates = observers | ending_in(entities, "advocate")
    state.survey = surveyed(sentences, text)
    for role in roles:
        home = first_of(role.organization, role.understood)
        if home is not None and not is_former(role):
            state.homes.setdefault(role.person, home)
    turns = find_turns(text, roles, sentences, company)
    running, measures = _read(analysis, sentences, found, turns, state)
    running.extend(_parts(sentences, running))
    running.extend(_brands(sentences, branded(state, running), "operates.brand"))
    running.extend(_brands(sentences, of_series(entities, running), "operates.series"))
    facts = [*merge_roles(roles), *merge_running(running, entities), *measures]
    return sorted(facts, key=lambda f: (f["start"], f["end"], f["kind"]))


def _announced(lead: Iterable[Sentence], state: Discourse) -> int | None:
    """Return the programme that the lead says somebody launches: what an announcement is about.

    One item of a list is not.
    """
    for sentence in lead:
        if "B" not in sentence.kinds[1:]:
            for r in find_running(sentence, state):
                if r.rule in _LAUNCHING and r.program not in state.observers:
                    return r.program
    return None


def _lead(sentences: Sequence[Sentence], text: str) -> Iterator[Sentence]:
    """Yield the headlines and the first paragraph, the first line that is no headline."""
    end = len(text)
    for sentence in sentences[:LEAD_ANNOUNCED]:
        if sentence.start > end:
            return
        yield sentence
        line = text.rfind("\n", 0, sentence.start) + 1
        stop = text.find("\n", sentence.start)
        if stop - line > _LONGEST_HEADLINE:
            end = stop


def _stated_roles(sentences: Sequence[Sentence], text: str) -> list[Role]:
    """Return the roles as the sentences state them, those of a list under its head."""
    roles: list[Role] = []
    section = before = contact = topic = None
    paragraph = 0
    end = 0
    for i, sentence in enumerate(sentences):
        if "\n" in text[end : sentence.start]:
            topic, paragraph = None, i
        end = sentence.end
        head = section_of(sentence)
        listed = sentence.kinds[0] == "B"
        section = head if head is not None else section if listed else None
        contact = first_of(contact_of(sentence), contact if "K" in sentence.kinds else None)
        for role in find_roles(sentence, text, before):
            roles.append(under(in_section(role, section if listed else contact), topic))
            before = before if role.organization is None else role.organization
        roles.extend(find_careers(sentence, sentences[max(i - _TOLD, paragraph) : i], text))
        topic = first_of(topic_of(sentence), topic)
    return roles


def _read(
    analysis: Analysis,
    sentences: Sequence[Sentence],
    found: Sequence[Found],
    turns: Sequence[Turn],
    state: Discourse,
) -> tuple[list[Running], list[dict[str, Any]]]:
    """Read the sentences in order, with what the discourse carries from one to the next."""
    running: list[Running] = []
    measures: list[dict[str, Any]] = []
    text = analysis.text
    turn = before = 0
    last = -1
    for sentence in sentences:
        line = text.rfind("\n", before, sentence.start)
        before = sentence.end
        if line >= 0:
            new_paragraph(state)
        if sentence.index - last > 1:
            start, end = analysis.sentences[sentence.index - 1]
            hear_opening(state, text[start:end].partition(" ")[0])
        last = sentence.index
        while turn < len(turns) and turns[turn][0] < sentence.end:
            if turns[turn][1] is None:
                state.topic = state.focus = None  # a question sets out anew
            state.speaker = turns[turn][1]
            turn += 1
        here = list(find_running(sentence, state))
        running.extend(here)
        state.run = _run(here, state.observers) if here else {}
        told = find_measures(sentence, text, found, state)
        measures.extend(told)
        follow(state, sentence, _introduced(sentence, here, state.observers))
        _hand_on(state, sentence, told, found)
    return running, measures


def _run(here: Iterable[Running], observers: frozenset[int]) -> dict[int, int]:
    said = (r for r in here if not r.weak and r.program not in observers)
    stated = {r.organization: r.program for r in said}
    return stated if len(set(stated.values())) == 1 else {}


def _parts(sentences: Sequence[Sentence], running: Sequence[Running]) -> list[Running]:
    """Give a part of a programme to whoever operates the whole."""
    owners: dict[int, list[Running]] = {}
    for r in running:
        owners.setdefault(r.program, []).append(r)
    more: list[Running] = []
    for sentence in sentences:
        for whole, part in find_parts(sentence):
            for owner in owners.get(whole, ()):
                more.append(
                    Running(
                        owner.organization,
                        part,
                        sentence.index,
                        sentence.start,
                        sentence.end,
                        "operates.part",
                    )
                )
    return more


def _brands(
    sentences: Sequence[Sentence], pairs: Iterable[tuple[int, int]], rule: str
) -> list[Running]:
    """Read an operator off a programme's name, at the first place that names it."""
    owned = list(pairs)
    first: dict[int, tuple[Sentence, int, int]] = {}
    for sentence in sentences if owned else ():
        for p in (sentence.phrases[i] for i in sentence.names):
            first.setdefault(p.entity, (sentence, p.start, p.end))
    return [
        Running(org, program, first[program][0].index, *first[program][1:], rule)
        for org, program in owned
        if program in first
    ]


def _introduced(
    sentence: Sentence, running: Sequence[Running], observers: frozenset[int]
) -> list[int]:
    """Return the programmes that a sentence brings in as what it is about: 을, 도, 이다.

    Those of an observer are what its numbers stand in.
    """
    if not running:
        return []
    marked = {p.entity for p in sentence.phrases if p.kind == "G" and p.marker in "을도다은이"}
    own = (r for r in running if observers.isdisjoint((r.organization, r.program)))
    return [r.program for r in own if r.program in marked]


def _hand_on(
    state: Discourse,
    sentence: Sentence,
    told: Sequence[dict[str, Any]],
    found: Sequence[Found],
) -> None:
    """Take in which date a sentence hands on to the ones after it."""
    if not told and "D" not in sentence.kinds:
        return
    state.when = first_of(passage_date(sentence, told, found), state.when)
    state.period = first_of(heading_date(sentence, found), said_again(state.period, told, found))
    if state.period is None:
        state.period = reported_period(told, found)

"""Facts of one article: who holds which role, who runs what, what was measured."""

from collections.abc import Sequence
from typing import Any

from kfacts.korean.morphemes import Analysis
from kfacts.link import Linked
from kfacts.mentions import Found
from kfacts.relate.affiliation import Role, find_roles, merge_roles
from kfacts.relate.discourse import Discourse, follow, speakers
from kfacts.relate.measure import find_measures
from kfacts.relate.operates import Running, branded, find_parts, find_running, merge_running
from kfacts.relate.phrases import NAMES, Sentence
from kfacts.relate.reader import read_sentences
from kfacts.relate.when import dated

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
    roles = _roles(sentences, text)
    running, measures = _read(sentences, text, found, entities, roles)
    facts = [*merge_roles(roles), *merge_running(running), *measures]
    return sorted(facts, key=lambda f: (f["start"], f["end"], f["kind"]))


def _roles(sentences: Sequence[Sentence], text: str) -> list[Role]:
    roles: list[Role] = []
    topic: int | None = None
    for sentence in sentences:
        roles.extend(find_roles(sentence, text, topic))
        orgs = [p.entity for p in sentence.phrases if p.kind == "O" and p.marker in "은이도"]
        topic = orgs[0] if orgs else topic
    return roles


def _read(
    sentences: Sequence[Sentence],
    text: str,
    found: Sequence[Found],
    entities: Sequence[Linked],
    roles: Sequence[Role],
) -> tuple[list[Running], list[dict[str, Any]]]:
    """Read the sentences in order, with what the discourse carries from one to the next."""
    state = Discourse()
    running: list[Running] = []
    measures: list[dict[str, Any]] = []
    turns = speakers(text, roles, sentences)
    turn = 0
    for sentence in sentences:
        while turn < len(turns) and turns[turn][0] < sentence.end:
            state.speaker = turns[turn][1]
            turn += 1
        here = list(find_running(sentence, state.organization, state.focus))
        running.extend(here)
        measures.extend(find_measures(sentence, text, found, state))
        follow(state, sentence, [r.program for r in here])
        state.when = dated(sentence, found) if sentence.phrases else state.when
    running.extend(_parts(sentences, running))
    running.extend(_brands(sentences, entities, running))
    return running, measures


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
    sentences: Sequence[Sentence], entities: Sequence[Linked], running: Sequence[Running]
) -> list[Running]:
    """Read an operator off a brand, at the first place that names the programme."""
    first: dict[int, tuple[Sentence, int, int]] = {}
    for sentence in sentences:
        for p in sentence.phrases:
            if p.kind in NAMES:
                first.setdefault(p.entity, (sentence, p.start, p.end))
    return [
        Running(org, program, first[program][0].index, *first[program][1:], "operates.brand")
        for org, program in branded(entities, running)
        if program in first
    ]

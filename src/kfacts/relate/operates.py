"""Who operates what: organisations and the programmes they run, offer, host, launch or publish."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from kfacts.link import Linked
from kfacts.relate.discourse import Discourse, calls_again
from kfacts.relate.patterns import FactRule, fitting
from kfacts.relate.phrases import WIDTH, Phrase, Sentence
from kfacts.relate.words import DERIVED, letter, load_words

_SHORTEST_BRAND: Final = 2
_SHORTEST_SERIES: Final = 2
_UNITS: Final = frozenset("시군구도당")
"""Nouns that call only a body whose name ends so: 군은."""


@dataclass(frozen=True, slots=True)
class Running:
    """One statement that an organisation operates a programme; entities as indices."""

    organization: int
    program: int
    sentence: int
    start: int
    end: int
    rule: str
    weak: bool = False
    """Only counts where nothing else says who operates the programme."""
    guessed: bool = False
    """Only counts for organisations that are said to operate other programmes."""


def find_running(sentence: Sentence, state: Discourse) -> Iterator[Running]:
    """Yield what one sentence says of programmes.

    The organisation under discussion is what a sentence without a subject is about; the programme
    under discussion what 사업이다 is said of, the one last named what 이 사업은 points back at.
    """
    focus = state.focus
    if focus is None and state.recent is None and "G" not in sentence.kinds:
        return
    sentence = _named_again(sentence, state)
    said: dict[int, list[Running]] = {}
    phrases = sentence.phrases
    for sign in _telling().finditer(sentence.sketch):
        at = sign.start() // WIDTH
        phrase = phrases[at]
        if phrase.kind == "G":
            focus = phrase.entity
            said[at] = list(_stated(sentence, at, "operates", phrase.entity, state))
        elif phrase.kind == "N":
            implied = _implied(phrases, at, focus, state)
            if implied is not None:
                yield from _stated(sentence, at, "operates_implied", implied, state)
        elif not said and focus is not None and _hosts(phrase):
            yield from _stated(sentence, at, "operates_implied", focus, state)
    yield from _listed(phrases, said)


@cache
def _telling() -> re.Pattern[str]:
    """Find, in a sketch, what may tell of a programme: its name, such a noun, who holds an event.

    One search, because most phrases of most sentences do not.
    """
    service, operator, run = letter("service"), letter("operator"), letter("run")
    noun = f"N(?:[{service}{operator}].|{run}[_은]|.[다로고])"
    return re.compile(f"G|{noun}|V[{run}{DERIVED['noun']}{DERIVED['done']}]")


def _implied(phrases: Sequence[Phrase], at: int, focus: int | None, state: Discourse) -> int | None:
    """Return the programme that a noun calls again: 이 사업은, 운영은."""
    phrase = phrases[at]
    if phrase.cls == letter("service"):
        if phrase.this:
            return state.recent
        if phrase.marker == "은" and _alone(phrases, at):
            return focus
    elif phrase.cls == letter("operator") or (
        phrase.cls == letter("run") and phrase.marker in "_은"
    ):
        return state.program if focus is None else focus
    if phrase.marker not in "다로고":
        return None
    return state.brought if focus is None else focus


def _hosts(verb: Phrase) -> bool:
    """Tell whether a predicate says who holds an event: 주최하다."""
    return verb.form in load_words().sets["hosting"]


def _listed(phrases: Sequence[Phrase], said: dict[int, list[Running]]) -> Iterator[Running]:
    """Yield what is said of programmes, for one of a list what is said of the next one."""
    after = -1
    for at in sorted(said, reverse=True):
        if not said[at] and after >= 0 and _coordinate(phrases, at, after):
            program = phrases[at].entity
            said[at] = [
                replace(r, program=program) for r in said[after] if program != r.organization
            ]
        after = at
    for statements in said.values():
        yield from statements


def _coordinate(phrases: Sequence[Phrase], at: int, after: int) -> bool:
    """Tell whether two programmes are items of one list: 'A', 귀를 여는 'B'."""
    comma = phrases[at].marker == "_" and phrases[at + 1].kind == "X"
    between = phrases[at + 1 : after]
    return (comma or phrases[at].marker == "와") and not any(
        p.kind in "OP" or (p.kind == "V" and p.marker != "ㄴ") for p in between
    )


def _alone(phrases: Sequence[Phrase], at: int) -> bool:
    """Tell whether nothing stands before a noun that it belongs to."""
    p = phrases[at]
    return p.end - p.start == len(p.form) and (at == 0 or phrases[at - 1].marker not in "_의ㄴ")


def _named_again(sentence: Sentence, state: Discourse) -> Sentence:
    """Put the organisations under discussion where a noun calls them again: 시는, 두 기관은."""
    if "G" not in sentence.kinds:
        return sentence
    nouns = [i for i in sentence.marked if sentence.kinds[i] == "N"]
    called = {i: orgs for i in nouns if (orgs := _called(sentence.phrases, i, state))}
    if not called:
        return sentence
    named: list[Phrase] = []
    for i, p in enumerate(sentence.phrases):
        named.extend(_names(p, called[i]) if i in called else [p])
    return replace(sentence, phrases=named)


def _called(phrases: Sequence[Phrase], i: int, state: Discourse) -> tuple[int, ...]:
    """Return the organisations that a noun calls again."""
    p = phrases[i]
    if p.form == "양측" or (p.both and p.form in load_words().sets["pair"]):
        return state.pair or state.both
    if p.end - p.start == len(p.form) and p.form in state.bodies:
        named = state.bodies[p.form]
        return (state.company,) if state.company in named else (named[0],)
    here = p.form in load_words().sets["here"]
    if state.company is None or not (here or (p.marker != "의" and calls_again(phrases, i))):
        return ()
    return () if p.form in _UNITS else (state.company,)


def _names(noun: Phrase, orgs: Sequence[int]) -> Iterator[Phrase]:
    """Yield the names that a noun stands for, the last with its particle: A와 B는."""
    for org in orgs:
        name = copy(noun)
        name.kind, name.entity = "O", org
        name.marker = noun.marker if org == orgs[-1] else "와"
        yield name


def _stated(
    sentence: Sentence, at: int, rules: str, program: int, state: Discourse
) -> Iterator[Running]:
    """Yield what the first rule that fits says of a programme."""
    for rule in fitting(rules, sentence, at):
        spans = rule.match(sentence, at)
        if spans is not None and _fits(sentence.phrases, spans):
            here = list(_says(sentence, at, rule, spans, program, state))
            yield from here
            if here or not rule.options.get("fallback"):
                return


def _says(
    sentence: Sentence,
    at: int,
    rule: FactRule,
    spans: dict[str, tuple[int, int]],
    program: int,
    state: Discourse,
) -> Iterator[Running]:
    """Yield what a rule that fits says of a programme."""
    weak = bool(rule.options.get("fallback"))
    named = dict(_named(sentence.phrases, spans, state))
    if "topic" in (rule.options.get("organization"), rule.options.get("also")):
        topic = _topic(sentence, at, state, program, weak=weak)
        if topic is not None:
            named[topic] = at
    partners = {**_partners(sentence.phrases, at), **_partners_after(sentence.phrases, at)}
    for org, i in {**partners, **named}.items():
        if org != program and not (weak and program in state.homes.values()):  # of one name
            statement = _running((org, program), sentence, i, at, rule.id)
            guessed = rule.options.get("guess", False)
            yield replace(statement, weak=weak, guessed=guessed) if weak else statement


def _fits(phrases: Sequence[Phrase], spans: dict[str, tuple[int, int]]) -> bool:
    """Tell whether the words that a rule captured are of somebody who runs things.

    A `verb` may not be one of dealing with what others run; an `item` is what only those handle
    who run it; a `way` is 통해.
    """
    sets = load_words().sets
    if "way" in spans and phrases[spans["way"][0]].form != "통하":
        return False
    if "item" in spans and phrases[spans["item"][0]].form not in sets["administered"]:
        return False
    return "verb" not in spans or phrases[spans["verb"][0]].form not in sets["take"]


def _named(
    phrases: Sequence[Phrase], spans: dict[str, tuple[int, int]], state: Discourse
) -> Iterator[tuple[int, int]]:
    """Yield the organisations that a rule captured, or a person's, with their places."""
    for i in (i for name in ("org", "with") for i in range(*spans.get(name, (0, 0)))):
        p = phrases[i]
        org = state.homes.get(p.entity) if p.kind == "P" else p.entity
        if p.kind in "OP" and org is not None:
            yield org, i


def _topic(
    sentence: Sentence, at: int, state: Discourse, program: int, *, weak: bool
) -> int | None:
    """Return the organisation that a sentence without one is about.

    Not where the programme bears the name of another one, whose customer it may be.

    Who answers in an interview speaks of the own one. A weak statement needs more: nobody else is
    named before, and out of a paragraph about somebody else it is the organisation that the whole
    article is about.
    """
    speaker = state.speaker if state.speaker in state.organizations else None
    topic = _subject(state) if speaker is None else speaker
    brands = state.brands.get(program)
    if brands and topic not in brands:
        return None
    if not weak:
        return topic
    others = any(_other(p, topic, state) for p in sentence.phrases[:at])
    return None if others else topic


def _subject(state: Discourse) -> int | None:
    """Return the organisation under discussion: outside its paragraph that of the article."""
    return state.company if state.topic == state.company or state.main is None else state.main


def _other(p: Phrase, topic: int | None, state: Discourse) -> bool:
    """Tell whether a phrase names another organisation, or a person who is of none known."""
    if p.kind == "P":
        return state.homes.get(p.entity) != topic
    return p.kind == "O" and p.entity != topic


def _jointly(phrases: Sequence[Phrase], i: int) -> bool:
    """Tell whether something is done with a name: 시와 함께, 시와 손잡고, 시와 공동으로."""
    if phrases[i].kind not in "OR" or phrases[i].together:
        return phrases[i].together
    behind = phrases[i + 1 : i + 2]
    return any(p.marker in "고로" and p.form in load_words().sets["jointly"] for p in behind)


def _partners(phrases: Sequence[Phrase], at: int) -> dict[int, int]:
    """Return whom something is done with before a phrase, entity → place: A 팀, B와 함께."""
    last = next((i for i in range(at - 1, -1, -1) if _jointly(phrases, i)), -1)
    partners: dict[int, int] = {}
    for i in range(last, -1, -1):
        p = phrases[i]
        if p.marker not in "_와" and p.kind != "R":
            break
        if p.kind == "O":
            partners[p.entity] = i
    return partners


def _partners_after(phrases: Sequence[Phrase], at: int) -> dict[int, int]:
    """Return whom something is done with behind a phrase: 'X'를 B와 공동으로 연다."""
    for i in range(at + 1, len(phrases)):
        p = phrases[i]
        if p.kind in "VG" or p.marker in "은이":
            break
        if p.kind == "O" and p.marker == "와" and _jointly(phrases, i):
            return {p.entity: i}
    return {}


def _running(pair: tuple[int, int], sentence: Sentence, i: int, at: int, rule: str) -> Running:
    """Make the statement that `pair` (organisation, programme) is named at the phrases i and at."""
    organization, program = pair
    ends = (sentence.phrases[i], sentence.phrases[at])
    return Running(
        organization,
        program,
        sentence.index,
        min(p.start for p in ends),
        max(p.end for p in ends),
        rule,
    )


def find_parts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield (whole, part) for programmes of programmes: 플랫폼의 '기획전'."""
    for i, j in pairwise(sentence.names):
        if i + 1 == j and sentence.kinds[i : j + 1] == "GG" and sentence.markers[i] == "의":
            yield sentence.phrases[i].entity, sentence.phrases[j].entity


def brands_of(entities: Sequence[Linked]) -> dict[int, tuple[int, ...]]:
    """Return program → organisations with whose name the programme's begins, longest name first."""
    brands: dict[str, list[int]] = {}
    for i, e in enumerate(entities):
        for alias in e.aliases if e.type == "organization" else ():
            if len(alias) >= _SHORTEST_BRAND:
                brands.setdefault(alias.replace(" ", ""), []).append(i)
    longest = max(map(len, brands), default=0)
    found: dict[int, tuple[int, ...]] = {}
    for i, entity in enumerate(entities):
        if entity.type != "program":
            continue
        names = [alias.replace(" ", "") for alias in entity.aliases]
        starts = {name[:n] for name in names for n in range(1, min(len(name), longest + 1))}
        owners = sorted((-len(s), org) for s in starts & brands.keys() for org in brands[s])
        found[i] = tuple(org for _, org in owners)
    return found


def branded(state: Discourse, running: Sequence[Running]) -> Iterator[tuple[int, int]]:
    """Yield (organisation, programme) where the programme's name begins with the organisation's.

    Only those of the organisations count that do something in the article. The longest such name
    wins, so that a subsidiary's product is not its parent's.
    """
    known = {r.program for r in running if not r.weak}
    for program, orgs in state.brands.items():
        owner = next((org for org in orgs if org in state.acting or org == state.main), None)
        if owner is not None and program not in known:
            yield owner, program


def of_series(entities: Sequence[Linked], running: Sequence[Running]) -> Iterator[tuple[int, int]]:
    """Yield (organisation, programme) where the name is another one's with more to it.

    Whoever runs 솔빛패스 runs 솔빛패스 플러스 and 찾아가는 솔빛패스, where nobody else is said to.
    """
    owners: dict[str, dict[int, None]] = {}
    known = {r.program for r in running if not r.weak}
    for r in running:
        if not r.weak or r.program not in known:
            owners.setdefault(entities[r.program].name, {})[r.organization] = None
    for program, entity in enumerate(entities):
        if entity.type == "program" and program not in known:
            whole = next((part for part in _parts_of(entity.name) if part in owners), "")
            yield from ((org, program) for org in owners.get(whole, ()))


def _parts_of(name: str) -> Iterator[str]:
    """Yield the beginnings of a name, the longest first, and what stands behind its spaces."""
    yield from (name[:n] for n in range(len(name) - 1, _SHORTEST_SERIES - 1, -1))
    words = name.split(" ")
    yield from (" ".join(words[i:]) for i in range(1, len(words)))

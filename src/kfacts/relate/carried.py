"""The subject of a measure where its sentence names none: what the discourse carries over."""

from collections.abc import Sequence

from kfacts.relate.look import Look, corporate, paid
from kfacts.relate.phrases import Phrase
from kfacts.relate.words import DERIVED, letter, load_words


def carried(look: Look) -> int | None:
    """Find, where nobody is named, the speaker, the programme or organisation discussed."""
    state = look.state
    own = corporate(look) or _decided(look)
    if state.speaker is not None:
        return state.speaker if own or state.focus is None else state.focus
    sourced = _sourced(look.phrases)
    if own and not sourced:
        return _first(state.topic, state.main, state.company, state.focus)
    if sourced or state.survey or _public(look):
        return None
    if state.person is not None and (paid(look) or look.phrases[look.at].cls == DERIVED["score"]):
        return state.person
    if _quoted(look):
        return _said(look)
    return _first(state.focus, state.announced, state.topic, state.program, state.main)


def _first(*entities: int | None) -> int | None:
    return next((e for e in entities if e is not None), None)


def _quoted(look: Look) -> bool:
    """Tell whether a person's words are quoted: 대표는 “…”고 말했다."""
    announce = letter("announce")
    return any(p.kind == "P" for p in look.phrases[: look.at]) and any(
        p.cls == announce and p.kind == "V" for p in look.phrases[look.at :]
    )


def _said(look: Look) -> int | None:
    """Find what somebody quoted speaks of: an insider of what is announced, else of their own.

    An outsider speaks of the programme under discussion, of their own organisation when they
    promise something for it.
    """
    state = look.state
    person = next(p for p in look.phrases if p.kind == "P")
    home = state.homes.get(person.entity)
    if home is not None and home == state.main:
        return _first(state.focus, state.announced, home)
    will = any(p.will for p in look.phrases[look.at :])
    return home if will else state.focus


def _sourced(phrases: Sequence[Phrase]) -> bool:
    """Tell whether the sentence quotes statistics: 집계에 따르면, 집계로."""
    return any(
        (p.form == "따르" and p.marker == "면") or (p.form in ("집계", "통계") and p.marker == "로")
        for p in phrases
    )


def _public(look: Look) -> bool:
    """Tell whether the metric counts what happens to people or a country at large: 물가."""
    sets = load_words().sets
    if any(p.general for p in look.phrases[: look.at]):
        return True
    return any(p.form in sets["public"] for p in look.phrases[slice(*(look.metric.span or (0, 0)))])


def _decided(look: Look) -> bool:
    """Tell whether somebody decided: 지원하기로 했다. It is organisations that decide."""
    behind = look.phrases[look.at + 1 : look.at + 3]
    return any(p.kind == "V" and p.marker == "기" for p in behind)

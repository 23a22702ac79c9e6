"""The subject of a measure where its sentence names none: what the discourse carries over."""

from collections.abc import Sequence

from kfacts.relate.discourse import first_of
from kfacts.relate.look import Look, corporate, paid
from kfacts.relate.phrases import Phrase
from kfacts.relate.titles import is_bound
from kfacts.relate.words import DERIVED, letter, load_words


def carried(look: Look) -> int | None:
    """Find, where nobody is named, the speaker, the programme or organisation discussed."""
    state = look.state
    own = corporate(look) or _decided(look)
    if state.speaker is not None:
        return state.speaker if own or state.focus is None else state.focus
    if own and not _quotes_statistics(look.phrases):
        return first_of(_of_insider(look), state.topic, state.main, state.company, state.focus)
    if own or state.survey or _sourced(look) or _public(look):
        return None
    if state.person is not None and (paid(look) or look.phrases[look.at].cls == DERIVED["score"]):
        return state.person
    house = _of_insider(look)
    if house is None and _quoted(look):
        return _said(look)
    return _discussed(look) if house is None else house


def _discussed(look: Look) -> int | None:
    """Find the programme or the organisation that the passage is about."""
    state = look.state
    entity = first_of(state.brought, state.focus, state.announced, state.topic)
    if entity is None and (state.program in state.often or not _has_topic(look)):
        entity = state.program
    entity = first_of(entity, state.main)
    return None if _not_its_own(look, entity) else entity


def _has_topic(look: Look) -> bool:
    """Tell whether a common noun is what the sentence is about: 서울 아파트값은."""
    return any(p.kind in "NT" and p.marker == "은" for p in look.phrases[: look.at])


def _not_its_own(look: Look, entity: int | None) -> bool:
    """Tell whether an organisation does not have such figures itself.

    A ministry reports on the country; how long or thick something is, is the thing's own.
    """
    state = look.state
    if entity in state.ministries:
        return True
    sizes = load_words().sets["dimension"]
    return entity in state.organizations and any(
        p.form in sizes for p in look.phrases[slice(*(look.metric.span or (0, 0)))]
    )


def _of_insider(look: Look) -> int | None:
    """Find the organisation of one who acts or speaks for it: 새론식품 배수연 대표는.

    Without one, the person. Whoever speaks for what the article is about speaks of that.
    """
    state = look.state
    at = _teller(look)
    if at is None:
        return None
    person, title = look.phrases[at - 1 : at + 1]
    home = state.homes.get(person.entity)
    if home is None:
        return None if title.kind == "T" or _quoted(look) else person.entity
    heads = is_bound(title.form) or title.form.endswith(("장", "관"))
    return home if heads and home != state.main and home not in state.advocates else None


def _teller(look: Look) -> int | None:
    """Return the last title of a person who acts or speaks before the number."""
    phrases = look.phrases
    for i in range(look.at - 1, 0, -1):
        if phrases[i].kind in "TN" and phrases[i].marker in "은이도" and phrases[i - 1].kind == "P":
            return i if phrases[i - 1].marker == "_" else None
    return None


def _quoted(look: Look) -> bool:
    """Tell whether a person's words are quoted: 대표는 “…”고 말했다."""
    announce = letter("announce")
    return "P" in look.sentence.kinds[: look.at] and any(
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
        return first_of(state.focus, state.announced, home)
    will = any(p.will for p in look.phrases[look.at :])
    return home if will else state.focus


def _sourced(look: Look) -> bool:
    """Tell whether the sentence says what somebody counts or observes: 갤럽은 …로 본다."""
    observers = look.state.observers
    named = (look.phrases[i] for i in look.sentence.names if i < look.at)
    return _quotes_statistics(look.phrases) or any(
        p.kind == "O" and p.marker in "은이" and p.entity in observers for p in named
    )


def _quotes_statistics(phrases: Sequence[Phrase]) -> bool:
    """Tell whether the sentence quotes statistics: 통계청 집계에 따르면; not 군에 따르면."""
    if phrases[0].kind == "N" and len(phrases) > 1 and phrases[1].form == "따르":
        return False
    told = [p.form + p.marker for p in phrases if p.marker in "면로"]
    return "따르면" in told or "집계로" in told or "통계로" in told


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

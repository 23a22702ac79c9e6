"""Names that need other names beside them: abbreviations, departments, rows, brands' products."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.asides import note_asides
from kfacts.extract.names.brands import note_brands
from kfacts.extract.names.offers import note_offers
from kfacts.extract.names.rows import note_rows
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_ABBREVIATION = re.compile(
    r"(?: (?:주식회사|유한회사)|㈜|\(주\))?\s?\((이하,? |약칭,? |일명,? |옛 |구 )?['‘“\"]?"
    r"([A-Z][A-Za-z&\-]{1,9}|[A-Z]{1,5}[가-힣]{1,8}|[가-힣]{2,6}"
    r"|[A-Za-z][A-Za-z .&,\-]{3,60})['’”\"]?\)"
)
_SPELLING = re.compile(r"['’”」』》>]?\s?\(([A-Z][A-Za-z]{2,}(?:[ \-][A-Za-z0-9]+){0,6})\)")
_SAID_OF_PROGRAM = re.compile(
    r"['’”」』》>]?\s?\(이하,? ['‘“\"]?([가-힣A-Za-z][가-힣A-Za-z0-9·\- ]{1,19})['’”\"]?\)"
)
_FULL_NAME = regex.compile(r"\s?\(([A-Z][\p{L}'’\-]+(?: [A-Z][\p{L}.'’\-]*){1,3})\)")
_FIRST_NAME = regex.compile(r"\s?\(([A-Z][a-z]{1,11})\)")
_KOREAN = 3
"""Syllables of most Korean names, behind which one Latin word is how colleagues say it."""
_INSIDE = 9
"""Most words of brackets that are read for a title."""
_LONGEST_BRACKET = 200
_DEPARTMENT = re.compile(
    r"[가-힣A-Za-z·]*(?:팀|본부|부문|사업부|사업부문|센터|연구소|지부|지점|지사|지회|지청|분원|위원회|협력단|노동조합|노조"
    r"|사무소|처|TF)"
)
_OWN_NAME = frozenset(("NNP", "SL"))
"""Tags of words that a branch is called by: 판교점, 더북한강R점."""
_FACULTIES = ("병원", "의료원", "산학협력단", "대학원", "캠퍼스")
"""How parts of universities end that are bodies of their own."""
_OFFICE = regex.compile(
    r"[가-힣]{2,12}(?<!회의|강의|사무|상담|응급|전시|브리핑|기자)(?:[실국](?![가-힣])|[실국](?=(?:은|는|이|가|을|를|의|에|에서|도|장)\b)"
    r"|과(?=(?:는|가|를|에|에서|장)\b))"
)
_AUTHORITY = frozenset("부처청원")
"""What ends the names of bodies that have such offices; those of cities are in `governments`."""
_MODEL = regex.compile(
    r"\s?-?(?:[A-Z]{0,3}\d{1,4}[A-Za-z+]{0,3}|[A-Z] ?[가-힣]{2,4}\d{1,3}|[Ⅱ-Ⅻ]"
    r"|울트라|플러스|프로|맥스|미니|에어|라이트|일렉트릭|하이브리드|Pro|Plus|Max|Ultra|SE|FE|EV)"
    r"(?:\s(?:프로|플러스|맥스|미니|에어|울트라|Pro|Plus|Max|Mini|Ultra)"
    r"(?=[은는이가을를의와과도로에]|[^\p{L}\p{Nd}]|$)){0,2}(?![\p{Latin}\p{Nd}%]"
    r"|\s?(?:년|월|일|개|명|대|만|억|조|천|배|달러|원|세|종|건|회|위|연패|연승|경기|라운드|차전|강|승|패|팀|골|점|분|초|호|권|편|부|층|기|차|주|번))"
)
_JOINT = regex.compile(r"['’”」』》>]?(?:(?:와|과|보다|이랑) | 대신 |[·ㆍ])['‘“]?(?=[\p{L}])")
"""Between two things of one kind."""
_ITEM = regex.compile(r"['’”」』》>]?, ['‘“]?(?=[\p{L}])")
_AND = regex.compile(r"['’”」』》>]?(?:,|와 |과 | 등 )")
"""Between and behind the items of a list."""
_ITS = re.compile(r"\)?의 ")
_PLURAL = ("스", "즈")
"""How names of clubs end: 이글스, 베어즈."""
_ONE_NAME = (("NNP",), ("SL",))
_SAID = 3.0
"""How much more brackets count that say `이하`: what follows is another name for sure."""
_FULL = 3.0
"""Score of an organisation that is sure enough to have a short form."""


def compose(context: Context, names: Sequence[Decided], possible: Sequence[Decided]) -> None:
    """Note the cues that names give their neighbours and relatives.

    A brand may be hidden in a longer name that the tagger sees: `possible` has such names too.
    """
    organizations = [name for name in names if name.label == "organization"]
    committees = _committees(context, [name for name in names if name.label == "program"])
    _abbreviations(context, [*(name[:2] for name in organizations), *committees])
    _spellings(context, [name for name in names if name.label == "program"])
    _spelt_people(context, [name for name in names if name.label == "person"])
    _nicknames(context, [name for name in names if name.label == "person"])
    _departments(context, {name.end: name for name in organizations})
    _offices(context, {name.end: name for name in organizations})
    _short_forms(context, organizations)
    note_rows(context, organizations)
    join_places(context, [(name.start, name.end) for name in organizations])
    note_brands(context, names, possible)
    note_asides(context, names)
    note_offers(context, [n for n in names if n.label in ("organization", "program")])
    programs = [name for name in names if name.label == "program"]
    _models(context, programs)
    note_beside(context, [name.end for name in programs])
    _owned(context, organizations)


def _abbreviations(context: Context, spans: Iterable[tuple[int, int]]) -> None:
    """Take what stands in brackets behind an organisation for another name of it."""
    for start, end in spans:
        found = _ABBREVIATION.match(context.text, end)
        if found is None:
            continue
        said, inner = found.groups()
        made = _made_of(inner, context.text[start:end])
        person = not made and context.lexicon.person_shape(inner) >= 0.9
        if said is None and (context.lexicon.title(inner) or person):
            continue
        scale = _SAID if said or made else 1.0 if inner.isascii() else 0.6
        context.evidence.add(*found.span(2), "organization", "org.bracket", scale)


def _made_of(short: str, name: str) -> bool:
    """Whether a short form takes syllables of the name in their order: 수협중앙회, 수협."""
    syllables = iter(name)
    return all(syllable in syllables for syllable in short)


def _spellings(context: Context, names: Sequence[Decided]) -> None:
    """Take brackets behind a programme for another name: `‘한빛’(Hanbit)`, `(이하 한빛 사업)`."""
    for name in names:
        said = _SAID_OF_PROGRAM.match(context.text, name.end)
        found = said or _SPELLING.match(context.text, name.end)
        if found:
            scale = _SAID if said else 1.0
            context.evidence.add(*found.span(1), "program", "program.bracket", scale)


def _spelt_people(context: Context, names: Sequence[Decided]) -> None:
    """Take two capitalised words in brackets behind a person for another spelling of the name."""
    for name in names:
        found = _FULL_NAME.match(context.text, name.end)
        if found is None and name.end - name.start == _KOREAN:
            found = _FIRST_NAME.match(context.text, name.end)
        if found:
            context.evidence.add(*found.span(1), "person", "person.latin")


def _nicknames(context: Context, people: Sequence[Decided]) -> None:
    """Take the word before brackets that introduce a person for a nickname.

    `Mason (홍길동 한빛전자 대표)`: the brackets begin with the name, then say what the person is.
    """
    for name in people:
        i = context.starts.get(name.start)
        if i and context.written(i - 1) == "본명":
            i -= 1
        if not i or context.words[i].gap not in ("(", " ("):
            continue
        nickname = context.words[i - 1]
        close = context.text.find(")", name.end, name.end + _LONGEST_BRACKET)
        inside = [
            k
            for k in range(i, min(i + _INSIDE, len(context.words)))
            if context.words[k].end <= close
        ]
        stage = context.written(i) == "본명" or (
            len(inside) == 1 and _apart(context, i - 1) == "title"
        )
        who = any(context.title(k) or context.facts[k].org_suffix for k in inside[1:])
        alone = not nickname.tail and _apart(context, i - 1)
        other = context.listed(i - 1) or context.facts[i - 1].org_suffix
        if alone and not other and (stage or (who and nickname.proper)):
            context.evidence.add(nickname.start, nickname.end, "person", "person.introduced")


def _apart(context: Context, i: int) -> str:
    """Say what parts word `i` from the one before it: a title, a mark, a particle; or nothing."""
    before = context.words[i - 1] if i else None
    if before is None or context.words[i].gap[-1:] not in (" ", "("):
        return "mark"
    if before.tail:
        return "particle"
    return "title" if context.title(i - 1) or context.facts[i - 1].announces else ""


def _departments(context: Context, ends: dict[int, Decided]) -> None:
    """Join a department to its organisation: `한빛전자 홍보팀` is one name."""
    for end, whole in ends.items():
        i = context.starts.get(end + 1)
        if i is None or context.words[i].gap != " ":
            continue
        word, form = context.words[i], context.words[i].form
        branch = form.endswith("지원") and context.text.endswith(("지법", "법원"), 0, end)
        school = context.text.endswith(("대", "대학교", "대학"), 0, end)
        branch = branch or (school and form.endswith(_FACULTIES) and form not in _FACULTIES)
        branch = branch or _shop(context, i)
        part = branch or _DEPARTMENT.fullmatch(form)
        if form in closed("no_department") or not part or _heads(context, i):
            continue
        scale = 1 + whole.score / 5
        context.evidence.add(whole.start, word.stem, "organization", "org.department", scale)


def _shop(context: Context, i: int) -> bool:
    """Whether word `i` is a branch by its place: `한빛백화점 판교점`."""
    form = context.words[i].form
    place = context.lexicon.names.get(form[:-1]) if form[-1:] == "점" else None
    where = context.words[i].guessed or (place is not None and place.type == "location")
    where = where or not _OWN_NAME.isdisjoint(context.words[i].tags)
    return (form[-1:] == "점" and len(form) > 2 and where) or form in ("본점", "직영점")


def _offices(context: Context, ends: dict[int, Decided]) -> None:
    """Join an office to its authority: `기획재정부 세제실`, whatever Kiwi makes of its end."""
    for end, whole in ends.items():
        i = context.starts.get(end + 1)
        body = context.text[whole.start : end]
        if i is None or i in context.known or body[-1] not in _AUTHORITY or body.endswith("본부"):
            continue
        word = context.words[i]
        found = _OFFICE.match(context.text, word.start, word.end) if word.gap == " " else None
        if found and (found[0][-1] == "실" or not word.common) and not _heads(context, i):
            scale = 1 + whole.score / 5
            name = whole.start, found.end()
            context.evidence.add(*name, "organization", "org.department", scale)


def _committees(context: Context, programs: Sequence[Decided]) -> list[tuple[int, int]]:
    """Note who holds an event: `새봄영화제 조직위원회`; return where their names stand."""
    found = []
    for event in programs:
        i = context.starts.get(event.end + 1)
        if i is not None and context.words[i].form in closed("committee"):
            end, scale = context.words[i].stem, 1 + event.score / 5
            context.evidence.add(event.start, end, "organization", "org.department", scale)
            found.append((event.start, end))
    return found


def _heads(context: Context, i: int) -> bool:
    """Whether word `i` is the title of a person; 지사 behind a town is a branch."""
    form = context.words[i].form
    branch = form.endswith("지사") and form[:-2] in context.lexicon.towns
    return context.title(i) is not None and not branch


def _short_forms(context: Context, names: Sequence[Decided]) -> None:
    """Note the name of a company or club without its ending: 녹두 of 녹두게이밍."""
    shorts: set[str] = set()
    for name in names:
        form = context.text[name.start : name.end]
        suffix = context.lexicon.org_suffix(form)
        if suffix and suffix.kind in ("company", "club", "shop") and name.score >= _FULL:
            shorts.add(form[: -len(suffix.text)].rstrip())
    for i in context.named if shorts else ():
        word = context.words[i]
        short = word.form in shorts and len(word.form) > 1 and word.tags in _ONE_NAME
        if short and i not in context.known and context.facts[i].person_shape < 0.6:
            context.evidence.add(word.start, word.stem, "organization", "org.short")


def join_places(context: Context, spans: Sequence[tuple[int, int]]) -> None:
    """Join a town to the unknown name of a club behind it: `울산 한빛스`."""
    words = context.words
    for start, end in spans:
        i = context.starts.get(start, 0)
        if not i or words[i].gap != " " or words[i - 1].tail:
            continue
        place = words[i - 1].form in context.lexicon.towns or (
            words[i].form[-1:] in _PLURAL and context.listed(i - 1) == "location"
        )
        if place and words[i].guessed and not context.facts[i].org_suffix:
            context.evidence.add(words[i - 1].start, end, "organization", "org.located")


def note_beside(context: Context, ends: Sequence[int]) -> None:
    """Note an unknown word in a row with a programme or in its stead: `메아리 대신 한빛온을`."""
    for end in ends:
        joint = _JOINT.match(context.text, end)
        found = joint or _ITEM.match(context.text, end)
        i = context.starts.get(found.end()) if found else None
        if i is not None and _thing(context, i):
            if joint is None and not _AND.match(context.text, context.bare_end(i)):
                continue
            start, stop = context.words[i].start, context.bare_end(i)
            context.evidence.add(start, stop, "program", "program.list")


def _owned(context: Context, names: Sequence[Decided]) -> None:
    """Note an unknown word that an organisation has: `한빛전자의 메아리를`."""
    for name in names:
        found = _ITS.match(context.text, name.end)
        i = context.starts.get(found.end()) if found else None
        if i is not None and context.words[i].tail in ("JKO", "JKB", "JC") and _thing(context, i):
            end = context.bare_end(i)
            context.evidence.add(context.words[i].start, end, "program", "program.owned_by")


def _thing(context: Context, i: int) -> bool:
    """Whether word `i` is in no dictionary and built like no person and no organisation."""
    word, facts = context.words[i], context.facts[i]
    named = context.listed(i) or facts.title or facts.org_suffix or facts.person_shape >= 0.6
    strange = word.guessed or word.tags == ("NNP",)
    return strange and not named and context.bare_end(i) - word.start > 1


def _models(context: Context, names: Sequence[Decided]) -> None:
    """`갤럭시 S24`: a known product and its model."""
    for name in names:
        found = _MODEL.match(context.text, name.end)
        if found:
            scale = 1 + name.score / 5
            context.evidence.add(name.start, found.end(), "program", "program.version", scale)

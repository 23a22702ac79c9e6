"""Affiliations: who holds which role in which organisation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias, TypeVar

import regex

from kfacts.link import Linked
from kfacts.relate.patterns import fitting
from kfacts.relate.phrases import Phrase, Sentence
from kfacts.relate.titles import is_bound, is_sole

_REPORTERS: Final = ("기자", "특파원", "논설위원", "에디터")
_LOCAL: Final = regex.compile(
    r"^(?P<former>(?:전|현|신임) )?(?P<place>[가-힣]{1,6})"
    r"(?P<title>(?P<kind>[시군구도])(?:장|청장|의원)|(?P<kind>군)수|(?P<kind>도)지사)$"
)
_PROVINCE: Final = regex.compile(r"([가-힣])[가-힣]([남북])도")
_CITY: Final = regex.compile(r"(?:특별|광역|특별자치)([시도])$")
_T = TypeVar("_T")
_Homes: TypeAlias = dict[tuple[int, int | None], dict[str | None, _T]]
"""By person and organisation, and by person alone (None): title → what was said first with it."""
_ENDS: Final = 4
"""So many sentences at either end hold the name of the press."""
_ACTING: Final = frozenset("은의")
_OWNED: Final = regex.compile(r"(?:[ⓒ©]|저작권자|[Cc]opyright)[^가-힣\n]*$")
_OWNER: Final = 20
_GREETING: Final = "안녕하세요"
_FROM: Final = "출신 "
"""What stands before it is where a person once belonged: 가람밴드 출신 배우."""
_MARKS: Final = 3
_OPENING: Final = 600
_HEADED: Final = 2
"""A title longer than this may call its body: 문화원장, 은행장; not 원장."""
_UNITS: Final = frozenset("시군구도당")
_UNIT_OF: Final = {
    **dict.fromkeys(("시장", "부시장"), "시"),
    **dict.fromkeys(("군수", "부군수"), "군"),
    **dict.fromkeys(("구청장", "부구청장"), "구"),
    **dict.fromkeys(("지사", "도지사", "부지사"), "도"),
}
"""Offices that say what they are of, where the article is about one such body."""
_SHORTEST_END: Final = 2
_LONGEST_END: Final = 12
"""Characters of a body's name that a title, or a noun before it, may repeat."""
_LABEL: Final = 4
"""So many phrases hold a label, its colon and the name behind it."""
_NEWLY: Final = re.compile(r"^(?:신임|현|전임|차기) ")


@dataclass(frozen=True, slots=True)
class Role:
    """One statement of an affiliation; entities as indices."""

    person: int
    organization: int | None
    title: str | None
    sentence: int
    start: int
    end: int
    rule: str
    understood: int | None = None
    """The organisation under discussion, which a title without one belongs to."""
    beside: str = ""
    """The noun right before, which may call an organisation of the article: 협회 홍길동 회장."""


def find_roles(sentence: Sentence, text: str, before: int | None) -> Iterator[Role]:
    """Yield the roles of one sentence's persons; `before`: that of the person named before."""
    for at in sentence.names:
        if sentence.kinds[at] == "P":
            for role in _stated(sentence, text, at, before):
                before = before if role.organization is None else role.organization
                acting = _acting(sentence.phrases[:at]) if _is_open(role) else None
                yield role if acting is None else replace(role, understood=acting)


def _acting(before: Sequence[Phrase]) -> int | None:
    """Return the organisation that a sentence is about so far."""
    acting = (p.entity for p in reversed(before) if p.kind == "O" and p.marker in _ACTING)
    return next(acting, None)


def understood(role: Role, main: int | None, observers: frozenset[int]) -> Role:
    """Take a title that needs an organisation for one of what the article is about.

    Courts, police and press only tell of other people.
    """
    if role.understood in observers:
        role = replace(role, understood=None)
    return replace(role, understood=main) if role.understood is None and _is_open(role) else role


def topic_of(sentence: Sentence) -> int | None:
    """Return the organisation that a sentence is about, for the titles of the ones after it."""
    for i in sentence.names if "은" in sentence.markers else ():
        p = sentence.phrases[i]
        if p.kind == "O" and p.marker == "은":
            return p.entity
    return None


def under(role: Role, topic: int | None) -> Role:
    """Take a title for one of what the paragraph is about, where its sentence says no other."""
    if topic is None or role.understood is not None or not _is_open(role):
        return role
    return replace(role, understood=topic)


def _is_open(role: Role) -> bool:
    """Tell whether a role is one in an organisation that is not said; not that of the past."""
    title = role.title or ""
    return role.organization is None and is_bound(title) and not is_former(role)


def is_former(role: Role) -> bool:
    """Tell whether a role is one of the past: 전 대표."""
    return (role.title or "").startswith("전 ")


def reporting(roles: Sequence[Role]) -> frozenset[int]:
    """Return the organisations that reporters belong to: press, whatever its name."""
    return frozenset(r.organization for r in roles if r.organization is not None and _reports(r))


def contact_of(sentence: Sentence) -> int | None:
    """Return the organisation of a line of contacts: 담당 부서: 가람시 홍보과."""
    at = sentence.kinds.find("KO", 0, _LABEL)
    return sentence.phrases[at + 1].entity if at > 0 else None


def section_of(sentence: Sentence) -> int | None:
    """Return the organisation whose name alone makes a line: the head of a list of people."""
    alone = sentence.kinds.replace("B", "") == "O"
    return sentence.phrases[sentence.names[0]].entity if alone else None


def in_section(role: Role, section: int | None) -> Role:
    """Give a person of a list to the organisation at its head."""
    if section is None or role.organization is not None:
        return role
    return replace(role, organization=section)


def press_of(
    sentences: Sequence[Sentence], roles: Sequence[Role], text: str, main: int | None
) -> int | None:
    """Return the press that publishes an article.

    It is what a reporter belongs to, whoever holds the copyright, or an organisation whose name
    makes a line at either end, alone or with the reporter's.
    """
    named = (r.organization for r in roles if _reports(r) and r.organization is not None)
    press = next(named, None)
    if press is not None:
        return press
    bylines = {r.sentence for r in roles if _reports(r)}
    for sentence in (*sentences[:_ENDS], *sentences[-_ENDS:]):
        owner = _copyright(sentence, text)
        if owner is not None:
            return owner
        names = [sentence.phrases[i].entity for i in sentence.names if sentence.kinds[i] == "O"]
        also = "NPT" if sentence.index in bylines else ""
        rest = sentence.kinds.strip("ODXKLR" + also)
        if len(names) == 1 and not rest and names[0] != main:
            return names[0]
    return None


def _copyright(sentence: Sentence, text: str) -> int | None:
    """Return the organisation behind a copyright mark: ⓒ 가람일보."""
    marked = (
        p.entity
        for p in sentence.phrases
        if p.kind == "O" and _OWNED.search(text, max(p.start - _OWNER, 0), p.start)
    )
    return next(marked, None)


def greeting(sentences: Sequence[Sentence], text: str) -> int | None:
    """Return the organisation that greets its readers: 안녕하세요, 새벽상회입니다."""
    if _GREETING not in text[:_OPENING]:
        return None
    for sentence in sentences[:_ENDS]:
        at = text.rfind(_GREETING, 0, sentence.end)
        if at >= 0 and sentence.start - at <= len(_GREETING) + _MARKS:
            return next(
                (p.entity for p in sentence.phrases if p.kind == "O" and p.start > at), None
            )
    return None


def of_press(role: Role, press: int | None) -> Role:
    """Give a reporter without an organisation to the press."""
    if role.organization is None and _reports(role):
        return replace(role, organization=press)
    return role


@dataclass(frozen=True, slots=True)
class Bodies:
    """The organisations of an article by their names, found once for all roles."""

    names: dict[str, int]
    """By all their names, provinces and cities by the short one too."""
    ends: dict[str, list[int]]
    """By the ends of their names, which may call them: 상인회; 시 and 군 too."""


def bodies_of(entities: Sequence[Linked]) -> Bodies:
    """Return the organisations by their names and by the ends of these."""
    named = [(a, i) for i, e in enumerate(entities) if e.type == "organization" for a in e.aliases]
    ends: dict[str, list[int]] = {}
    for name, i in named:
        for size in range(1, min(len(name), _LONGEST_END) + 1):
            if size >= _SHORTEST_END or name[-1] in _UNITS:
                same = ends.setdefault(name[-size:], [])
                if i not in same[-1:]:
                    same.append(i)
    return Bodies({**{_called(name): i for name, i in named}, **dict(named)}, ends)


def with_body(role: Role, bodies: Bodies) -> Role:
    """Part a title that is written together with its body: 다온시장 is 시장 of 다온시.

    Only a body that the article names is taken.
    """
    if role.organization is not None or role.title is None:
        return role
    called = bodies.ends.get(role.beside or _UNIT_OF.get(role.title, ""), ())
    if len(called) == 1:
        return replace(role, organization=called[0])
    office = _LOCAL.search(role.title)
    if office is None:
        return _of_head(role, bodies)
    body = bodies.names.get(f"{office['place']}{office['kind']}")
    if body is None:
        return role
    return replace(role, organization=body, title=f"{office['former'] or ''}{office['title']}")


def _of_head(role: Role, bodies: Bodies) -> Role:
    """Give 문화원장 to the one organisation whose name ends in 문화원, so 협회 회장 too."""
    called = role.title or ""
    first, _, rest = called.partition(" ")
    bodies_of_first = bodies.ends.get(first, ())
    if rest and len(bodies_of_first) == 1:
        return replace(role, organization=bodies_of_first[0], title=rest)
    head = called[:-1] if called.endswith("장") and len(called) > _HEADED else ""
    headed = bodies.ends.get(head, ())
    return replace(role, organization=headed[0]) if len(headed) == 1 else role


def _called(name: str) -> str:
    """Return how an office calls its body: 전남도 for 전라남도, 가람시 for 가람광역시."""
    if name.endswith("도") and (province := _PROVINCE.fullmatch(name)):
        return f"{province[1]}{province[2]}도"
    return str(_CITY.sub(r"\1", name)) if name[-1] in "시도" else name


def _reports(role: Role) -> bool:
    return role.title is not None and role.title.endswith(_REPORTERS)


def _stated(sentence: Sentence, text: str, at: int, before: int | None) -> Iterator[Role]:
    """Yield what the first rule that fits says, and the next where that one is `also` so."""
    phrases = sentence.phrases
    for rule in fitting("affiliation", sentence, at):
        spans = rule.match(sentence, at)
        if spans is None:
            continue
        title = _title(phrases, spans, text)
        if rule.options.get("sole") and not is_sole(title or ""):
            continue
        used = [phrases[at], *(phrases[i] for span in spans.values() for i in range(*span))]
        org = phrases[spans["org"][0]].entity if "org" in spans else None
        if title is not None and _FROM in title:
            org = None if title.startswith(_FROM) else org
            title = title.rpartition(_FROM)[2]
        if rule.options.get("organization") == "before":
            org = before
        yield Role(
            phrases[at].entity,
            org,
            title,
            sentence.index,
            min(p.start for p in used),
            max(p.end for p in used),
            rule.id,
            beside=_beside(phrases, at, text) if org is None else "",
        )
        if not rule.options.get("also"):
            return


def _beside(phrases: Sequence[Phrase], at: int, text: str) -> str:
    """Return the last word of the nouns right before a person."""
    if at == 0 or phrases[at - 1].kind != "N" or phrases[at - 1].marker not in "_의":
        return ""
    noun = phrases[at - 1]
    return text[noun.start : noun.end].rpartition(" ")[2]


def _title(phrases: Sequence[Phrase], spans: dict[str, tuple[int, int]], text: str) -> str | None:
    """Return the title as written, 전 and 현 in front even across the organisation's name."""
    if "title" not in spans:
        return None
    title = phrases[spans["title"][0]]
    former = [phrases[spans[k][0]] for k in ("former", "former2") if k in spans]
    return " ".join([*(text[f.start : f.end] for f in former), text[title.start : title.end]])


def merge_roles(roles: Sequence[Role]) -> list[dict[str, Any]]:
    """Make one fact of each affiliation: the most specific statement, the rest as evidence."""
    stated: _Homes[Role] = {}
    for role in roles:
        if role.organization is not None:
            _settle(stated, role, role)
    full = [r if _home(stated, r) else _understood(r) for r in roles]
    groups: list[list[Role]] = []
    homes: _Homes[list[Role]] = {}
    for role in sorted(full, key=lambda r: (-_specific(r), r.start)):
        home = _home(homes, role)
        if home is None:
            groups.append([role])
            _settle(homes, role, groups[-1])
        else:
            home.append(role)
    return [_fact(group) for group in groups]


def without_rivals(roles: Sequence[Role]) -> list[Role]:
    """Leave out what is understood of a title that two persons would share in one organisation."""
    holders: dict[tuple[int | None, str], set[int]] = {}
    for role in roles:
        if role.title is not None and is_sole(role.title):
            org = role.organization if role.organization is not None else role.understood
            holders.setdefault((org, role.title), set()).add(role.person)
    return [
        replace(role, understood=None)
        if len(holders.get((role.understood, role.title or ""), ())) > 1
        else role
        for role in roles
    ]


def _settle(homes: _Homes[_T], role: Role, home: _T) -> None:
    for organization in {role.organization, None}:
        homes.setdefault((role.person, organization), {}).setdefault(role.title, home)


def _home(homes: _Homes[_T], role: Role) -> _T | None:
    """Return the first statement, if any, of which a vaguer one says the affiliation again."""
    titles = homes.get((role.person, role.organization), {})
    return next((home for title, home in titles.items() if _agrees(title, role)), None)


def _understood(role: Role) -> Role:
    """Take a title for one of the organisation under discussion where none is ever stated."""
    return replace(role, organization=role.understood) if role.organization is None else role


def _specific(role: Role) -> int:
    stated = (role.organization is not None) * 1000 + (role.title is not None) * 500
    return stated + len(role.title or "")


def _agrees(known: str | None, role: Role) -> bool:
    """Tell whether a role's title may be a vaguer word for one known of the same person."""
    if role.title is None or known is None:
        return True
    if role.organization is None and role.title.isascii():
        return True  # 박 CFO for 최고재무책임자
    return _plain(role.title) in _plain(known)


def _plain(title: str) -> str:
    return str(_NEWLY.sub("", title)).replace(" ", "")


def _fact(group: list[Role]) -> dict[str, Any]:
    best = group[0]
    fact: dict[str, Any] = {
        "kind": "affiliation",
        "person": best.person,
        "organization": best.organization,
        "title": best.title,
        "sentence": best.sentence,
        "start": best.start,
        "end": best.end,
        "rule": best.rule,
    }
    more = sorted(group[1:], key=lambda r: r.start)
    if more:
        fact["evidence"] = [
            {"start": r.start, "end": r.end, "sentence": r.sentence, "rule": r.rule} for r in more
        ]
    return fact

"""Whether a name that begins with a house of the article is a company of it or a service.

`한빛장터를 통해 팔았다`, `한빛장터 유저`: a service is used, entered, sold at; a company acts,
employs and signs. What one place tells holds for all that tell nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_WORDS = r"(?:[^\s.,]{1,8} ){0,2}?"
_USED = regex.compile(
    rf"[을를] {_WORDS}(?:이용|활용|사용|통해|쓰는|쓰고|써 |썼|도입|출시|선보|론칭|런칭|"
    r"만나|만들|만든|설치|내려받|열었|운영)"
    rf"|에서 |에도? {_WORDS}(?:입점|판매|팔|매진|완판|검색|주문|예약|결제|가입|접속|연재|연동|"
    r"올리|올린|올렸|등록)"
    r"|(?:으?로|와|과) (?:결제|예약|주문|송금|연동)"
    r"|이?라는 (?:[^\s.,]{1,8} ){0,3}?(?:서비스|앱|플랫폼|프로그램|기능|제품|채널|메신저|솔루션)"
    rf"| 등 {_WORDS}(?:메신저|서비스|앱|플랫폼|도구|솔루션|프로그램|기능|제품|채널|콘텐츠)"
    r"| (?:유저|이용자|사용자|회원|앱|입점|가입자|주문|쿠폰|계정|알림|판매자|기능|업데이트|화면)"
)
"""Behind a service that somebody uses."""
_ACTING = frozenset(
    {
        *("org.appositive", "org.employer", "org.bracketed", "org.legal", "org.companion"),
        *(
            "org.acts",
            "org.deals",
            "org.earns",
            "org.owns",
            "org.run",
            "org.makes",
            "org.department",
        ),
    }
)
"""What only a company does or has."""
_PLACES = ("점", "관", "홀", "실", "국", "소", "원", "팀", "센터", "본부")
"""Ends of names for a branch, a building or a part of the house."""
_LEAST = 2
"""Fewest characters of a service's name behind its house."""


def note_roles(context: Context, names: Sequence[Decided]) -> bool:
    """Take names of a house that are used and never act for services; say whether there were."""
    noted = False
    for places in _compounds(context, names):
        cues = [context.evidence.cues[name[:2]].get("organization", {}) for name in places]
        acting = [not _ACTING.isdisjoint(of_place) for of_place in cues]
        used = [_told(context, name) for name in places]
        if sum(used) <= sum(a and not u for a, u in zip(acting, used, strict=True)):
            continue
        for name, acts in zip(places, acting, strict=True):
            if name.label == "organization" and not acts:
                scale = 1 + name.score / 6
                context.evidence.add(name.start, name.end, "program", "program.role", scale)
                noted = True
    return noted


def _told(context: Context, name: Decided) -> bool:
    """Whether the place tells of a service."""
    return name.label == "program" or used(context, name.end)


def used(context: Context, end: int) -> bool:
    """Whether the text uses as a service what ends at an offset."""
    return _USED.match(context.text, end) is not None


def _compounds(context: Context, names: Sequence[Decided]) -> Iterator[list[Decided]]:
    """Yield the places of each unlisted name that begins with an organisation."""
    forms: dict[str, list[Decided]] = {}
    for name in names:
        if name.label in ("organization", "program"):
            forms.setdefault(context.text[name.start : name.end].replace(" ", ""), []).append(name)
    houses = {
        form for form, places in forms.items() if any(n.label == "organization" for n in places)
    }
    for form, places in forms.items():
        if not any(name.label == "organization" for name in places):
            continue
        sizes = range(2, len(form) - _LEAST + 1)
        begun = any(form[:size] in houses or _listed(context, form[:size]) for size in sizes)
        if begun and not context.lexicon.names.get(form) and not _firm(context, form):
            yield places


def _listed(context: Context, form: str) -> bool:
    known = context.lexicon.names.get(form)
    return known is not None and known.type == "organization"


def _firm(context: Context, form: str) -> bool:
    """Whether a name ends as companies' do: 한빛카드; the ending of a shop may be a service's."""
    suffix = context.lexicon.org_suffix(form)
    kept = suffix is None or suffix.kind == "shop" or suffix.text in closed("house")
    return not kept or form.endswith(_PLACES)

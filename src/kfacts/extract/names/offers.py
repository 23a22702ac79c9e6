"""What a house offers under its own name: `한빛 테라스에 입점했다`, `한빛 예약창구`.

The word behind the house is borrowed, coined or unknown, and the article uses the two as a thing
or has them more than once; a plain noun behind a house (한빛 직원, 한빛 플랫폼) names nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.roles import used
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_BORROWED = regex.compile(
    "[스즈츠크클킷킹켓켈케커컨컬컴컵컷캐캠캡캔콘콜콤쿠쿨큐퀘퀴플프픽핀펀펫페퍼펙펜폰팩팟팝트틱팅텔템텍튜톡톤"
    "티틴텐드디딩딜뉴닝닉넷랩랜랭램렌렉렛링릭릿럭레롤룸르뱅벤벨베벡봇뷰브블빅빌샵숍쇼섹센셀셋셰슈싱샐앱앤엔엠"
    "엘엑웨웹윙워웍월젝젤쥬챗챌첼펠풋핏핑핸헬훅뮤믹맵멤멘멜]"
)
"""Syllables that borrowed words have and Korean or Chinese ones hardly."""
_BODIES = ("public", "school", "hospital", "club", "party", "religion", "press")
"""Kinds of organisations that offer little under their own name and a borrowed word."""
_REST = 2
"""Fewest syllables behind the house in one word with it."""
_WORDS = 2
"""Most words behind the house."""


def note_offers(context: Context, brands: Sequence[Decided]) -> None:
    """Note what the article uses, or has more than once, of a house and a coined word."""
    places: dict[str, list[tuple[int, int, bool, float]]] = {}
    for brand in brands:
        for end, made in _offers(context, brand):
            form = context.text[brand.start : end]
            places.setdefault(form, []).append((brand.start, end, made, brand.score))
    for start, end, score in _compounds(context, brands):
        form = context.text[start:end]
        places.setdefault(form, []).append((start, end, False, score))
    for spans in places.values():
        told = any(made or used(context, end) for _, end, made, _ in spans)
        for start, end, _, score in spans if told or len(spans) > 1 else ():
            context.evidence.add(start, end, "program", "program.offer", 1 + score / 4)


def _offers(context: Context, brand: Decided) -> Iterator[tuple[int, bool]]:
    """Yield where the thing ends that goes on from a house, and whether its make tells enough."""
    i = context.starts.get(brand.end + 1)
    if i is None or context.words[i].gap != " " or not _house(context, brand):
        return
    last = i
    while last < i + _WORDS and last < len(context.words) and _coined(context, last):
        word = context.words[last]
        if last > i and word.gap != " ":
            break
        end = context.bare_end(last)
        if end < word.end or last + 1 == len(context.words) or not _coined(context, last + 1):
            yield end, bool(context.facts[last].product) and brand.label == "organization"
            return
        last += 1


def _compounds(context: Context, brands: Sequence[Decided]) -> Iterator[tuple[int, int, float]]:
    """Yield words in no dictionary that go on from a house in one word: 한빛노트온."""
    houses = {
        context.text[brand.start : brand.end]: brand.score
        for brand in brands
        if brand.label == "organization" and _house(context, brand)
    }
    for i in context.beginning({form[:2] for form in houses if len(form) > 1}):
        word, facts = context.words[i], context.facts[i]
        end = context.bare_end(i)
        form = context.text[word.start : end]
        if not word.guessed or facts.org_suffix or facts.title or context.listed(i):
            continue
        for size in range(len(form) - _REST, 1, -1):
            if form[:size] in houses and not _plain(context, form[size:]):
                yield word.start, end, houses[form[:size]]
                break


def _plain(context: Context, form: str) -> bool:
    """Whether a noun says only what kind of thing it is."""
    lexicon = context.lexicon
    return (
        form in lexicon.program_nouns
        or form in lexicon.program_heads
        or form in lexicon.org_suffixes
        or form in closed("plain_offer")
    )


def _house(context: Context, brand: Decided) -> bool:
    form = context.text[brand.start : brand.end]
    suffix = context.lexicon.org_suffix(form)
    body = suffix is not None and suffix.kind in _BODIES
    return not body and form not in context.lexicon.governments


def _coined(context: Context, i: int) -> bool:
    """Whether a word may be what a house calls its own."""
    word, facts = context.words[i], context.facts[i]
    form = context.text[word.start : context.bare_end(i)]
    if len(form) < 2 or facts.title or facts.companion or facts.announces or context.listed(i):
        return False
    if facts.org_noun or facts.org_suffix or facts.person_shape >= 0.6 or _plain(context, form):
        return False
    return bool(facts.product) or _BORROWED.search(form) is not None

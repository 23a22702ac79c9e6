"""Cues for programmes: quotation marks and brackets, heads, brands with product nouns, laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_QUOTED = regex.compile(
    r"(?P<publication>[「『《]([^「」『』《》\n]{1,60})[」』》])"
    r"|(?P<angle>[<〈]([^<>〈〉\n]{2,40})[>〉])"
    r"|(?P<square>\[([^\[\]\n]{2,40})\])"
    r"|(?P<double>[“\"]([^“”\"\n]{2,40})[”\"])"
    r"|(?P<quote>(?<![\p{L}\p{Nd}])['‘]([^'‘’\n]{1,40})['’](?!\p{Latin}))"
)
_SPEECH = regex.compile(
    r"이?라고|이?라며|이?라면서|고\s|며\s|라던|란 말|라는 말|라는 뜻"
    r"|이?라는 (?!이름|명칭|제목|주제|브랜드|프로|서비스|캠페인|행사|사업|책|작품|앱|플랫폼)"
)
_PARTICLE = regex.compile(
    r"(?:은|는|이|가|을|를|의|에|로|으로|와|과|에서|에는|도|이라는|라는|까지|부터)(?=[\s,.]|$)"
)
_NOTE = regex.compile(
    r"^(?:사진|자료|출처|편집자|앵커|기자|속보|단독|종합|인터뷰|영상|포토|서울|부산|대구|인천|광주|대전|울산|세종|수원|제주)|[=:@/]|기자$|제공$|캡처$|캡쳐$|DB$|뉴스1|뉴시스|연합뉴스"
)
_ENDING = regex.compile(r"(?:[다요죠까자라네냐걸군지][.!?…]?|[.!?…])$")
_LAW = regex.compile(
    r"[가-힣·]{2,20}(?:특별법|기본법|보호법|진흥법|촉진법|처벌법|방지법|특례법|금지법|관리법|지원법|육성법|보장법|특례법|특조법)"
)
_MODEL = regex.compile(
    r"\s?(?:[A-Z]{0,3}\d{1,4}[A-Za-z+]{0,3}|울트라|플러스|프로|맥스|미니|에어|라이트|Pro|Plus|Max|Ultra|SE|FE)(?![\p{L}\p{Nd}])"
)
_LONG = 22


def find_programs(context: Context) -> None:
    """Note the cues for programmes."""
    starts = {word.start: i for i, word in enumerate(context.words)}
    ends = {word.end: i for i, word in enumerate(context.words)}
    for found in _QUOTED.finditer(context.text):
        _quoted(context, found, starts, ends)
    for i in range(len(context.words)):
        _headed(context, i)
        _law(context, i)


def _quoted(
    context: Context, found: regex.Match[str], starts: dict[int, int], ends: dict[int, int]
) -> None:
    kind = found.lastgroup or "quote"
    text = context.text
    start, end = found.start() + 1, found.end() - 1
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    inner = text[start:end]
    if not inner or _NOTE.search(inner) or not any(c.isalpha() for c in inner):
        return
    cues = _inner_cues(context, start, end, inner, starts)
    cues += _outer_cues(context, found.start(), found.end(), starts, ends)
    cues += [f"program.{kind}"] if kind != "square" else []
    for cue in cues:
        context.evidence.add(start, end, "program", cue)


def _inner_cues(
    context: Context, start: int, end: int, inner: str, starts: dict[int, int]
) -> list[str]:
    cues = []
    i = starts.get(start)
    if i is not None and context.words[i].end >= end and context.words[i].common:
        cues.append("program.common")
    if _ENDING.search(inner):
        cues.append("program.sentence")
    if len(inner) > _LONG:
        cues.append("program.long")
    last = inner.rsplit(" ", 1)[-1]
    if context.lexicon.program_head(last) and last != inner:
        cues.append("program.head")
    return cues


def _outer_cues(
    context: Context, start: int, end: int, starts: dict[int, int], ends: dict[int, int]
) -> list[str]:
    text, cues, nouns = context.text, [], context.lexicon.program_nouns
    before = ends.get(len(text[:start].rstrip()) if text[start - 1 : start] == " " else start)
    if before is not None and (_noun(context, before, nouns)):
        cues.append("program.head_before")
    after = starts.get(end + 1 if text[end : end + 1] == " " else end)
    tail = text[end : end + 24]
    if after is not None and _noun(context, after, nouns):
        cues.append("program.head_after")
    if _SPEECH.match(tail):
        cues.append("program.speech")
    elif _PARTICLE.match(tail):
        cues.append("program.particle")
    if any(verb in tail for verb in context.lexicon.program_verbs):
        cues.append("program.verb")
    return cues


def _noun(context: Context, i: int, nouns: frozenset[str]) -> bool:
    """Whether word `i` is, or ends in, a noun that says what is named."""
    form = context.words[i].form or context.written(i)
    return form in nouns or form[-2:] in nouns or form[-3:] in nouns or form[-4:] in nouns


def _headed(context: Context, i: int) -> None:
    """Unquoted names with a head: `한빛 청년 챌린지`, `K-스타트업 프로젝트`."""
    word, words = context.words[i], context.words
    head = context.lexicon.program_head(word.form) if len(word.form) > 1 else None
    if head is None:
        return
    first = i
    while first > 0 and words[first].gap == " " and i - first < 3:
        before = words[first - 1]
        if before.tail or not before.form or context.title(first - 1) or not before.proper:
            break
        if context.listed(first - 1) in ("organization", "location"):
            break
        first -= 1
    start = words[first].start
    if first == i and word.form == head:
        return
    context.evidence.add(start, word.stem, "program", "program.head")
    if any(words[k].proper for k in range(first, i)) or (word.form != head and word.proper):
        context.evidence.add(start, word.stem, "program", "program.proper")


def _law(context: Context, i: int) -> None:
    word = context.words[i]
    if word.form.endswith("법") and _LAW.fullmatch(word.form):
        context.evidence.add(word.start, word.stem, "program", "program.law")


def find_brands(context: Context, brands: dict[int, tuple[int, str]]) -> None:
    """`BRAND 스토어`, `BRAND페이`, `갤럭시 S24`: `brands` maps a name's end to (start, type)."""
    lexicon, words = context.lexicon, context.words
    for i in range(1, len(words)):
        word, brand = words[i], brands.get(words[i].start - 1)
        if brand is None or word.gap != " ":
            continue
        if word.form in lexicon.product_nouns:
            context.evidence.add(brand[0], word.stem, "program", "program.brand")
    for end, (start, kind) in brands.items():
        if kind == "program":
            found = _MODEL.match(context.text, end)
            if found:
                context.evidence.add(start, found.end(), "program", "program.model")


def find_compounds(context: Context, brands: dict[str, str]) -> None:
    """Note words that go on from an established brand with a product noun."""
    for word in context.words:
        form = word.form
        for size in range(2, len(form) - 1):
            if form[:size] in brands and form[size:] in context.lexicon.product_nouns:
                context.evidence.add(word.start, word.stem, "program", "program.compound")

"""Cues for programmes: quotation marks and brackets, heads, brands with product nouns, laws."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.people import person_form
from kfacts.extract.names.tables import closed

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
    r"[을를] (?:주제|슬로건|표어|모토|구호|목표|부제)"
    r"|이?라고|이?라며|이?라면서|고\s|며\s|라던|란 말|라는 말|라는 뜻"
    r"|이?라는 (?!이름|명칭|제목|주제|브랜드|프로|서비스|캠페인|행사|사업|책|작품|앱|플랫폼)"
)
_PARTICLE = regex.compile(
    r"(?:은|는|이|가|을|를|의|에|로|으로|와|과|에서|에는|도|이라는|라는|까지|부터)(?=[\s,.]|$)"
)
_NOTE = regex.compile(
    r"^(?:사진|자료|출처|편집자|앵커|기자|속보|단독|종합|인터뷰|영상|포토|서울|부산|대구|인천|광주|대전|"
    r"울산|세종|수원|제주)|[=:@/]|(?:기자|제공|캡처|캡쳐|DB|승진|전보|선임|인사|부고|알림)$"
)
_ENDING = regex.compile(r"(?:[다요죠까자라네냐걸군지][.!?…]?|[.!?…])$")
_EMPLOYS = regex.compile(r"의 (?:대표|디자이너|셰프|원장|사장|창업자|점장|단장|감독)")
_OFFERED = regex.compile(
    r"(?:운영하는|뽑은|뽑힌|내놓은|만든|만드는|진행하는|여는|연|열린|열리는|선보인|선보이는|출시한|개발한|팔린다는|"
    r"제공하는|주최한|주최하는|추진하는|모으는|돕는|주는|하는|시행하는|발간하는|펴낸|판매하는|"
    r"파는|보내는) $"
)
"""A verb before the marks that says what somebody does with the programme."""
_USED = regex.compile(
    r" (?:[가-힣]+게 )?(?:이용|출시|선보|내놓|내놨|업데이트|다운로드|내려받|설치|구독|"
    r"론칭|런칭|탑재|개발)"
)
_LAW_TITLE = regex.compile(
    r"관한 (?:특별|특례|기본)?(?:법률|법|조례|협약)(?: 시행령| 시행규칙)?(?![가-힣]{3})"
)
_SPELT = regex.compile(r"([^()]{2,20}?) ?\(([A-Za-z][A-Za-z0-9 .\-]+|[가-힣 ]{2,12})\)")
_CALLED = regex.compile(r"\(본명|(?:이?라고|으?로) 불리는 [가-힣]{3}(?![가-힣])")
"""Behind a nickname: `‘붓꽃’(본명 …)`, `‘대장’으로 불리는 홍길동`."""
_LAW_WORDS = 8
"""Most words before 관한 법률."""
_LONG = 22
_SHORT = 16


def find_programs(context: Context) -> None:
    """Note the cues for programmes that one place of the text gives."""
    found = list(_QUOTED.finditer(context.text))
    often = Counter(match.group()[1:-1] for match in found)
    for match in found:
        _quoted(context, match)
        if often[match.group()[1:-1]] > 1:
            context.evidence.add(match.start() + 1, match.end() - 1, "program", "program.repeated")
    for match in _LAW_TITLE.finditer(context.text):
        _law(context, match)
    for i in context.marked:
        facts, word = context.facts[i], context.words[i]
        if word.guessed or (word.broken and not word.tail):
            _unmarked(context, i)
        if facts.program_head and len(word.form) > 1 and not word.common:
            _headed(context, i)
        if facts.law and word.form:
            context.evidence.add(word.start, word.stem, "program", "program.law")


def _quoted(context: Context, found: regex.Match[str]) -> None:
    kind, text = found.lastgroup or "quote", context.text
    start, end = found.start() + 1, found.end() - 1
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    inner = text[start:end]
    if not inner or _NOTE.search(inner) or not any(c.isalpha() for c in inner):
        return
    inside = _words_inside(context, start, end)
    cues = _inner_cues(context, inner, inside)
    outer, organization = _outer_cues(context, found.start(), found.end())
    marks = [f"program.{kind}"] if kind != "square" else []
    if kind == "publication":
        context.evidence.add(start, end, "organization", "org.publication")
    elif kind == "square" and text[found.start() - 2 : found.start()].strip()[-1:].isalnum():
        marks = ["program.square"]
    if organization and kind != "double" and "program.sentence" not in cues:
        context.evidence.add(start, end, "organization", "org.quote")
        context.evidence.add(start, end, "organization", "org.head")
        if "program.nameform" in cues:
            context.evidence.add(start, end, "organization", "org.guessed")
        return
    if _LAW_TITLE.search(inner[-_LONG:]):
        cues.append("program.law")
    for begin, stop in _parts(text, start, end):
        for cue in (*cues, *outer, *marks):
            context.evidence.add(begin, stop, "program", cue)
    if "program.nickname" in outer:
        context.evidence.add(start, end, "person", "person.nickname")


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a name from its other spelling in brackets: `메아리(MEARI)`."""
    found = _SPELT.fullmatch(text, start, end) if text[end - 1] == ")" else None
    return [found.span(1), found.span(2)] if found else [(start, end)]


def _words_inside(context: Context, start: int, end: int) -> list[int]:
    i = context.starts.get(start)
    inside: list[int] = []
    while i is not None and i < len(context.words) and context.words[i].start < end:
        inside.append(i)
        i += 1
    return inside


def _inner_cues(context: Context, inner: str, inside: list[int]) -> list[str]:
    words = [context.words[i] for i in inside]
    cues = []
    nominal = all(word.stem == word.end or word.tags == ("MM",) for word in words)
    if len(words) == 1 and words[0].common:
        cues.append("program.common")
    elif words and nominal and len(inner) <= _SHORT and any(word.proper for word in words):
        cues.append("program.nameform")
    if _ENDING.search(inner) and not (words and words[-1].stem == words[-1].end):
        cues.append("program.sentence")
    if len(inner) > _LONG:
        cues.append("program.long")
    last = words[-1].form if words else ""
    if last != inner and context.lexicon.program_head(last):
        cues.append("program.head")
    return cues


def _outer_cues(context: Context, start: int, end: int) -> tuple[list[str], bool]:
    """Cues around the marks, and whether a noun before them says that an organisation follows."""
    text, lexicon, cues, organization = context.text, context.lexicon, [], False
    before = context.ends.get(start - (text[start - 1 : start] == " "))
    if before is not None:
        cue = _cue_before(context, before, start)
        organization = cue == "org.head"
        cues += [cue] if cue and not organization else []
    after = context.starts.get(end + (text[end : end + 1] == " "))
    tail = text[end : end + 24]
    if after is not None and _noun(context, after, lexicon.program_nouns):
        cues.append("program.head_after")
    if after is not None and text[end] == " " and _person_word(context, after):
        cues.append("program.nickname")
    if _CALLED.match(tail):
        cues.append("program.nickname")
    if _SPEECH.match(tail):
        cues.append("program.speech")
    elif _EMPLOYS.match(tail) and not cues:
        organization = True
    elif _PARTICLE.match(tail):
        cues.append("program.particle")
    if _OFFERED.search(text, max(start - 12, 0), start):
        cues.append("program.offered")
    if lexicon.program_verb.search(tail):
        cues.append("program.verb")
    return cues, organization


def _cue_before(context: Context, i: int, start: int) -> str | None:
    """Return the cue that the word before the marks gives the name in them."""
    word, lexicon = context.words[i], context.lexicon
    if word.form in closed("creature") and context.text[start - 1] == " ":
        return "program.creature"
    if word.tail in ("", "VCP"):
        if _noun(context, i, lexicon.org_nouns):
            return "org.head"
        if _noun(context, i, lexicon.program_nouns):
            return "program.head_before"
    if word.stem == word.end and word.tags[-1:] == ("NNG",) and context.text[start - 1] == " ":
        return "program.apposition"
    owner = word.guessed and word.tail == "JKG" and context.text[start] in "'‘"
    if owner and context.facts[i].person_shape < 0.4:
        context.evidence.add(word.start, word.stem, "organization", "org.offers")
        context.evidence.add(word.start, word.stem, "organization", "org.guessed")
    if word.tail == "JKG" and (word.proper or context.listed(i)):
        return "program.of_org"
    return None


def _person_word(context: Context, i: int) -> bool:
    return context.words[i].proper and person_form(context, i)[2] >= 0.7


def _law(context: Context, found: regex.Match[str]) -> None:
    """Note a law by its long title without marks: `한빛 보호 및 지원에 관한 법률`."""
    words, last = context.words, context.starts.get(found.start())
    first = last or 0
    while first > 0 and (last or 0) - first < _LAW_WORDS and words[first].gap == " ":
        before = words[first - 1]
        linking = context.written(first - 1) in ("및", "등") or before.tail in ("", "JKG", "JC")
        near = first == last and (before.tail == "JKB" or context.written(first - 1) == "등에")
        if not (linking or near) or context.listed(first - 1) or before.form[:1].isdigit():
            break
        first -= 1
    while first < (last or 0) and context.written(first) in ("및", "등"):
        first += 1
    if last is not None and last - first > 1:
        end = words[last + 1].stem
        context.evidence.add(words[first].start, max(end, found.end()), "program", "program.law")


def _noun(context: Context, i: int, nouns: frozenset[str]) -> bool:
    """Whether word `i` is, or ends in, a noun that says what is named."""
    return context.lexicon.ends_in(context.words[i].form or context.written(i), nouns)


def _unmarked(context: Context, i: int) -> None:
    """Note an unknown word behind a noun that says what it names, and one that is used or sold."""
    word, words = context.words[i], context.words
    start, end = word.start, context.bare_end(i)
    if end - start < 2 or context.title(i) or context.listed(i):
        return
    if i and word.gap == " " and not words[i - 1].tail and not _organization(context, i):
        before = words[i - 1].form
        if before in context.lexicon.program_nouns and before not in closed("no_name_after"):
            context.evidence.add(start, end, "program", "program.named")
    if word.tail == "JKO" and _USED.match(context.text, word.end):
        context.evidence.add(start, end, "program", "program.used")


def _organization(context: Context, i: int) -> bool:
    suffix = context.facts[i].org_suffix
    return suffix is not None and len(suffix.text) > 1 and suffix.kind != "shop"


def _headed(context: Context, i: int) -> None:
    """Note unquoted names with a head: `한빛 청년 챌린지`, `K-스타트업 프로젝트`."""
    word, words = context.words[i], context.words
    head = context.facts[i].program_head
    first = i
    while first > 0 and words[first].gap == " " and i - first < 3:
        before = words[first - 1]
        if before.tail or not before.form or context.title(first - 1) or not before.proper:
            break
        listed = context.listed(first - 1)
        if listed == "organization" or (listed == "location" and head not in closed("held_in")):
            break
        first -= 1
    if first == i and word.form == head:
        return
    start = words[first].start
    context.evidence.add(start, word.stem, "program", "program.head")
    if any(words[k].proper for k in range(first, i)) or (word.form != head and word.proper):
        context.evidence.add(start, word.stem, "program", "program.proper")

"""Cues for what stands in marks of quotation and brackets: works, organisations, nicknames."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.people import person_form
from kfacts.extract.names.tables import closed, endings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.words import Word

_QUOTED = regex.compile(
    r"(?P<publication>[「『《]([^「」『』《》\n]{1,60})[」』》])"
    r"|(?P<angle>[<〈]([^<>〈〉\n]{2,40})[>〉])"
    r"|(?P<square>\[([^\[\]\n]{2,40})\])"
    r"|(?P<double>[“\"]([^“”\"‘’《》「」『』\n]{2,40})[”\"])"
    r"|(?P<quote>(?<![\p{L}\p{Nd}])['‘]([^'‘’\n]{1,60})['’](?!\p{Latin}))"
)
_SPEECH = re.compile(
    r"[을를] (?:주제|슬로건|표어|모토|구호|목표|부제|꿈꾸|꿈꿔|꿈꿉|지향|향해|표방|외치|외쳤|내걸)"
    r"|이?라고|이?라며|이?라면서|고\s|며\s|라던|란 말|라는 말|라는 뜻"
    r"|으?로 (?:처리|치부|여기|여겨|간주|포장|둔갑|취급|표현|묘사|정의|규정|요약|압축|평가)"
    r"|이?라는 (?!이름|명칭|제목|주제|브랜드|프로|서비스|캠페인|행사|사업|책|작품|앱|플랫폼)"
)
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|로|으로|와|과|에서|에는|도|이라는|라는|까지|부터|이?다|이?며|이자|이?란"
    r"|이?에요|예요|이?요|입니다)(?=[\s,.]|$)|!"
)
_ISSUE = re.compile(
    r" ?(?:제?\d{1,4}(?:호|화|회차)|(?:20\d\d년 ?)?(?:\d{1,2}월|[봄여름가을겨울]{1,2})호)"
    r"(?![가-힣]{2})"
)
"""Behind the title of a series: the number of its issue."""
_NOTE = regex.compile(r"[=@]|(?:기자|제공|캡처|캡쳐|DB)$")
_LABEL = regex.compile(
    r"^(?:사진|자료|출처|편집자|앵커|기자|속보|단독|종합|인터뷰|영상|포토|서울|부산|대구|인천|광주|대전|"
    r"울산|세종|수원|제주)|[:/]|(?:승진|전보|선임|인사|부고|알림)$"
)
"""What stands in square brackets and is no title."""
_ENDING = re.compile(r"(?:[다요죠까자라네냐걸군지][.!?…]?|[.!?…])$")
_EMPLOYS = re.compile(r"의 (?:대표|디자이너|셰프|원장|사장|창업자|점장|단장|감독)")
_OFFERED = regex.compile(
    r"(?:운영하는|뽑은|뽑힌|내놓은|만든|만드는|진행하는|여는|연|열린|열리는|선보인|선보이는|출시한|개발한|팔린다는|"
    r"제공하는|주최한|주최하는|추진하는|모으는|돕는|주는|"
    r"(?<!말|원|뜻|생각|강조|주장|의미|상징|추구|지향|자랑|표방|이야기|얘기)하는|시행하는|발간하는|펴낸|판매하는|"
    r"파는|보내는) $"
)
"""A verb before the marks that says what somebody does with the programme."""
_MAKER = re.compile(
    r"[을를] (?:만드는|만든|운영하는|파는|개발한|생산하는|판매하는|제작하는|빚는|굽는|짓는) $"
)
"""Before the marks: who is named in them makes the thing that the words before name."""
_RANK = re.compile(r"\d{1,3}위")
LAW_TITLE = re.compile(
    r"관한 (?:특별|특례|기본)?(?:법률|법|조례|협약)(?: 시행령| 시행규칙)?(?![가-힣]{3})"
)
_SPELT = re.compile(r"([^()]{2,20}?) ?\(([A-Za-z][A-Za-z0-9 .\-]+|[가-힣 ]{2,12})\)")
_CALLED = re.compile(r"\(본명|(?:이?라고|으?로) 불리는 [가-힣]{3}(?![가-힣])")
"""Behind a nickname: `‘붓꽃’(본명 …)`, `‘대장’으로 불리는 홍길동`."""
_NAMED_SO = re.compile(r"이?라는 ")
_PENNAME = frozenset(("필명", "예명", "활동명", "닉네임", "법명"))
_UNMARKED = frozenset(("program.common", "program.sentence", "program.long"))
"""Cues against a name that stands in marks which only titles have."""
_TITLE_MARKS = ("publication", "angle")
"""Marks of titles, which may be sentences or everyday words."""
_TITLED = frozenset(("program.head_before", "program.head_after"))
_NAMING = _TITLED | {
    *("program.offered", "program.verb", "program.of_org", "program.of_author"),
    *("program.apposition", "program.issue", "program.head"),
}
"""What says around the marks, or at the end inside, that a thing is named in them."""
_EVERYDAY = frozenset(("NNG", "NNB", "MM", "MAG", "XPN", "XSN", "XR", "VA", "VA-I", "VA-R", "XSA"))
_AMOUNT = regex.compile(
    r"\d[\d.,~∼\-]*\s?[\p{L}%％㎡℃]{0,4}\s?(?:이상|이하|미만|초과|안팎|내외|이내|가량|정도)"
)
"""A number with its bound, set off for emphasis: `‘10% 이상’`."""
_COMMA = re.compile(r",? |,|·|(?:와|과) ")
_SUM = regex.compile(
    r"(?: 등)? (?:두|세|네|다섯|여섯|일곱|\d{1,2}) ?(?:가지|종|개|편|곡|권)(?:의|으로| )"
    r" ?(?:신?(?:제품|메뉴|상품|기능|서비스|작품|코스|게임|앱|과정|프로그램|요금제|사업|브랜드)|맛"
    r"|향)"
)
"""Between the items of a row and behind it."""
_VERSION = regex.compile(r"(?<=[\p{L}][ \-]?)(?:[A-Z]{0,3}\d{1,4}[A-Z]?|[Ⅱ-Ⅻ])$")
"""How the names of models end: `하늘-Ⅱ`, `한빛 V5`."""
_SCHEME = 6
"""Characters of a scheme's name that ends in a noun such as 자금."""
_LONG = 22
_SHORT = 16


def find_quoted(context: Context) -> None:
    """Note the cues for what stands in quotation marks and brackets."""
    found = list(_QUOTED.finditer(context.text))
    often = Counter(match.group()[1:-1] for match in found)
    _rows(context, found)
    for match in found:
        extent = _extent(context, match)
        if extent is None:
            continue
        _quoted(context, match, *extent)
        if often[match.group()[1:-1]] == 1:
            _plain(context, match.lastgroup or "quote", *extent)
        if match.lastgroup != "square":
            context.quoted.append(extent)
        elif context.lines[extent[0] - 1] == "\n":
            _heading(context, *extent)
        if often[match.group()[1:-1]] > 1:
            context.evidence.add(match.start() + 1, match.end() - 1, "program", "program.repeated")


def _heading(context: Context, start: int, end: int) -> None:
    """Note that no organisation is named in a label before a headline: `[스타트업 한빛실록] …`."""
    words = list(_words_inside(context, start, end))
    if len(words) > 1 and words[-1].guessed and words[-1].end == end:
        context.evidence.add(words[-1].start, end, "organization", "org.generic_word")


def _rows(context: Context, found: Sequence[regex.Match[str]]) -> None:
    """Note the items of a row that is summed up: `‘한빛’, ‘새벽’, ‘노을’ 세 가지 맛`."""
    row: list[tuple[int, int]] = []
    for match in found:
        if match.lastgroup != "quote":
            continue
        if row and not _COMMA.fullmatch(context.text, row[-1][1] + 1, match.start()):
            row = []
        row.append((match.start() + 1, match.end() - 1))
        if len(row) > 1 and _SUM.match(context.text, match.end()):
            for start, end in row:
                context.evidence.add(start, end, "program", "program.list")


def _extent(context: Context, found: regex.Match[str]) -> tuple[int, int] | None:
    """Return what the marks hold, without spaces at its ends; None for notes and titles."""
    marked = found.group()[1:-1]
    start = found.start() + 1 + len(marked) - len(marked.lstrip())
    inner = marked.strip()
    label = found.lastgroup in ("square", "angle") and _LABEL.search(inner)
    named = any(c.isalpha() for c in inner) and not _AMOUNT.fullmatch(inner)
    if label or not named or _NOTE.search(inner):
        return None
    i = context.starts.get(start)
    if i is not None and context.words[i].end == start + len(inner) and context.title(i):
        return None
    return start, start + len(inner)


def _quoted(context: Context, found: regex.Match[str], start: int, end: int) -> None:
    kind, evidence = found.lastgroup or "quote", context.evidence
    parts = _parts(context.text, start, end)
    cues = _inner_cues(context, *parts[0])
    outer, organization = _outer_cues(context, found.start(), found.end())
    if kind in _TITLE_MARKS:
        cues = [cue for cue in cues if cue not in _UNMARKED]
        outer = [cue for cue in outer if cue != "program.speech"]
    elif not _TITLED.isdisjoint(outer):
        spoken = "program.speech" in outer
        drop = ("program.common",) if spoken else ("program.common", "program.sentence")
        cues = [cue for cue in cues if cue not in drop]
    if kind == "publication":
        evidence.add(start, end, "organization", "org.publication")
    _author(context, found.start())
    if _TITLED.isdisjoint(outer) and "program.owned" in cues:
        cues.remove("program.owned")
    if organization and kind != "double" and "program.sentence" not in cues:
        _organization(context, start, end, cues)
        return
    such = ("program.particle",) if "program.nameform" in cues and _such(context, end) else ()
    for begin, stop in parts:
        for cue in (*cues, *outer, *_mark(context.text, kind, found.start()), *such):
            evidence.add(begin, stop, "program", cue)
    if "program.nickname" in outer and not context.text[start].isdigit():
        evidence.add(start, end, "person", "person.nickname")
    elif "program.head_before" in outer:
        evidence.add(start, end, "person", "person.work")
        evidence.add(start, end, "organization", "org.work")


def _author(context: Context, at: int) -> None:
    """`홍길동의 『메아리』`: who has a work is a person, if the word is built like a name."""
    i = context.ends.get(at - (context.text[at - 1 : at] == " "))
    if i is not None and context.words[i].tail == "JKG" and context.facts[i].person_shape >= 0.6:
        word = context.words[i]
        if word.proper and not context.listed(i) and not context.title(i):
            context.evidence.add(word.start, word.stem, "person", "person.author")


def _mark(text: str, kind: str, at: int) -> tuple[str, ...]:
    """Return the cue of the marks themselves; square brackets tell only inside a sentence."""
    if kind == "square" and not text[at - 2 : at].strip()[-1:].isalnum():
        return ()
    return (f"program.{kind}",)


def _organization(context: Context, start: int, end: int, cues: Sequence[str]) -> None:
    everyday = "program.common" in cues
    context.evidence.add(start, end, "organization", "org.quote", 0.5 if everyday else 1.0)
    context.evidence.add(start, end, "organization", "org.head")
    context.evidence.add(start, end, "person", "person.not_org")
    if "program.nameform" in cues:
        context.evidence.add(start, end, "organization", "org.guessed")


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a name from its other spelling in brackets: `메아리(MEARI)`."""
    found = _SPELT.fullmatch(text, start, end) if text[end - 1] == ")" else None
    return [found.span(1), found.span(2)] if found else [(start, end)]


def _words_inside(context: Context, start: int, end: int) -> Iterator[Word]:
    i = context.starts.get(start)
    while i is not None and i < len(context.words) and context.words[i].start < end:
        yield context.words[i]
        i += 1


def _inner_cues(context: Context, start: int, end: int) -> list[str]:
    inner, words = context.text[start:end], list(_words_inside(context, start, end))
    cues = []
    nominal = all(word.stem == word.end or word.tags == ("MM",) for word in words)
    if len(words) == 1 and words[0].common:
        cues.append("program.common")
    elif words and nominal and len(inner) <= _SHORT and any(word.proper for word in words):
        cues.append("program.nameform")
    adnominal = bool(words) and words[-1].tail[:1] == "E"
    if adnominal or (_ENDING.search(inner) and not (words and words[-1].stem == words[-1].end)):
        cues.append("program.sentence")
    if len(inner) > _LONG:
        cues.append("program.long")
    if LAW_TITLE.search(inner[-_LONG:]):
        cues.append("program.law")
    if _VERSION.search(inner) and nominal:
        cues.append("program.numbered")
    first = context.starts.get(start)
    if len(words) > 1 and first is not None and context.listed(first) == "organization":
        cues.append("program.owned")
    last = words[-1].form if words else ""
    marked = len(inner) >= _SCHEME and last.endswith(endings("marked_head"))
    if marked or (last != inner and context.lexicon.program_head(last)):
        cues.append("program.head")
    if marked and last == inner:
        cues.append("program.scheme")
    return cues


def _plain(context: Context, kind: str, start: int, end: int) -> None:
    """Note everyday words, a describing one and a noun or nouns alone, that nothing names."""
    named = context.evidence.cues.get((start, end), {}).get("program", ())
    if kind in _TITLE_MARKS or not _NAMING.isdisjoint(named):
        return
    words = list(_words_inside(context, start, end))
    if len(words) > 1 and all(_everyday(context, word) for word in words):
        context.evidence.add(start, end, "program", "program.plain")


def _everyday(context: Context, word: Word) -> bool:
    if word.proper or word.guessed or context.starts[word.start] in context.known:
        return False
    return word.common or _EVERYDAY.issuperset(word.tags[:1])


def _such(context: Context, end: int) -> bool:
    """Whether the name is an instance of what follows: `‘한빛주간’ 같은 행사`."""
    last = context.ends.get(end)
    firm = last is not None and context.facts[last].org_suffix
    return context.text.startswith(" 같은 ", end + 1) and not firm


def _outer_cues(context: Context, start: int, end: int) -> tuple[list[str], bool]:
    """Cues around the marks, and whether the words there say that an organisation is named."""
    text, cues = context.text, []
    before = context.ends.get(start - (text[start - 1 : start] == " "))
    if before is not None:
        cues = _cues_before(context, before, start)
    if "org.head" in cues:
        return [cue for cue in cues if cue != "org.head"], True
    if _ISSUE.match(text, end):
        cues.append("program.issue")
    cues += _nouns_after(context, end)
    tail = text[end : end + 24]
    after = context.starts.get(end + 1)
    member = after is not None and (
        context.words[after].form in closed("membership") or _kept(context, after)
    )
    if _SPEECH.match(tail) and "program.head_after" not in cues:
        cues.append("program.speech")
    elif "program.head_after" not in cues and (member or _EMPLOYS.match(tail)):
        return cues, True
    elif _PARTICLE.match(tail):
        cues.append("program.particle")
    if _MAKER.search(text, max(start - 12, 0), start):
        return cues, True
    if _OFFERED.search(text, max(start - 12, 0), start):
        cues.append("program.offered")
    if context.lexicon.program_verb.search(tail):
        cues.append("program.verb")
    return cues, False


def _nouns_after(context: Context, end: int) -> list[str]:
    """`‘…’ 캠페인`, `‘…’이라는 캠페인`, `‘…’ 홍길동`, `‘…’(본명 …)`."""
    text, cues = context.text, []
    after = context.starts.get(end + (text[end : end + 1] == " "))
    so = _NAMED_SO.match(text, end)
    named = context.starts.get(so.end()) if so else after
    if named is not None and context.written(named) == "등":
        named = _summed(context, named)
    if named is not None and context.facts[named].program_noun:
        cues.append("program.head_after")
    person = after is not None and text[end] == " " and _person_word(context, after)
    if person or _CALLED.match(text, end):
        cues.append("program.nickname")
    return cues


def _kept(context: Context, i: int) -> bool:
    """Whether the keeper of a shop stands at word `i`: `‘한빛국밥’ 홍길동 사장님`."""
    title = context.words[i + 1].form if i + 1 < len(context.words) else ""
    return _person_word(context, i) and title in closed("keeper")


def _summed(context: Context, i: int) -> int | None:
    """Last of the nouns behind 등 that sum up a list: `‘…’ 등 두 가지 사업`, `‘…’ 등 새 서비스`."""
    last = None
    for k in range(i + 1, min(i + 5, len(context.words))):
        word = context.words[k]
        if word.gap != " ":
            break
        last = k
        if word.tail[:1] == "J" or context.facts[k].program_noun:
            break
    return last


def _cues_before(context: Context, i: int, start: int) -> list[str]:
    cue = _cue_before(context, i, start)
    form = context.words[i].form
    named = form in _PENNAME or (form in closed("self_named") and not context.words[i].tail)
    cues = ["program.nickname"] if named else []
    if form == "이름하여":
        cues.append("program.head_before")
    return [*cues, cue] if cue else cues


def _cue_before(context: Context, i: int, start: int) -> str | None:
    """Return the cue that the word before the marks gives the name in them."""
    word, facts = context.words[i], context.facts[i]
    if word.form in closed("creature") and context.text[start - 1] == " ":
        return "program.creature"
    if word.tail in ("", "VCP") and facts.org_noun and context.listed(i) != "organization":
        return "org.head"
    said = word.tail in ("", "VCP") or context.text[word.stem : start] in ("은 ", "는 ")
    if said and facts.program_noun:
        return "program.head_before"
    noun = word.stem == word.end and word.tags[-1:] == ("NNG",)
    if context.text[start - 1] == " " and (noun or _RANK.fullmatch(context.written(i))):
        return "program.apposition"
    owner = word.guessed and word.tail == "JKG" and context.text[start] in "'‘"
    if owner and facts.person_shape < 0.4:
        context.evidence.add(word.start, word.stem, "organization", "org.offers")
        context.evidence.add(word.start, word.stem, "organization", "org.guessed")
    if not word.tail and context.listed(i) == "organization" and context.text[start - 1] == " ":
        return "program.of_org"  # 한빛전자 ‘메아리’
    return _owner(context, i) if word.tail == "JKG" else None


def _owner(context: Context, i: int) -> str | None:
    """`감독의 ‘…’`, `한빛전자의 ‘…’`."""
    if context.title(i) == "art" or context.words[i].form == "감독":
        return "program.of_author"
    return "program.of_org" if context.words[i].proper or context.listed(i) else None


def _person_word(context: Context, i: int) -> bool:
    return context.words[i].proper and person_form(context, i)[2] >= 0.7

"""Words around a name in quotation marks that say it is what somebody is called."""

import re
from collections.abc import Iterator

_MARK = "'\"‘’“”「」『』<>〈〉《》"
_NOUN = (
    "별명|별칭|애칭|필명|예명|활동명|닉네임|법명|작가명|세례명|아호|"
    "사내 이름|영어 이름|영문 이름|영어명|한국 이름|한국명"
)
_HIM = "그|그녀|씨|님|군|양|선수|감독|교수|할머니|할아버지"
_CALL = (
    r"(?:이?라고?|으?로)(?:도|만)?\s(?:더\s|잘\s|널리\s)*"
    r"(?:부르|불렀|불러|불리|통하|통했|(?:부른|불린|통한)(?=다|\s그))(?!는)"
)
_BEFORE = re.compile(
    rf"(?:(?P<noun>{_NOUN})(?:은|는|이|가|인|도|으로는)?|(?P<also>일명|속칭)|(?P<him>{_HIM})를)"
    rf",?\s?[{_MARK}]$"
)
_REACH = 10
_NOUN_AFTER = re.compile(rf"[{_MARK}]?이?라는\s(?:{_NOUN})")
_AFTER = re.compile(
    rf"[{_MARK}]?이?라는\s(?:"
    r"이름으로(?:도)?\s(?:더\s|잘\s|널리\s)*(?:활동|활약|데뷔|글을|연재|불리|불린|알려|유명|노래))"
)
_CALLED = re.compile(rf"[{_MARK}]?{_CALL}")
_LEADS = re.compile(
    rf"[{_MARK}]?(?:(?:이?라고?|으?로)(?:도)?\s(?:더\s|잘\s|널리\s)*"
    r"(?:부르는|불리는|불리던|불린|통하는|통하던|통한|알려진|유명한)"
    r"|이?라는\s(?:이름|별명|별칭|애칭|필명|예명|닉네임)(?:으?로|을|이)\s(?:[가-힣]+\s){0,2}[가-힣]*[는은던진한])"
    rf"\s(?:(?!\S*(?:에서?|[을를과와])\s)[^\s.!?…,()\n{_MARK}]+\s){{0,5}}"
)
"""From a nickname to whose it is: `‘…’로 통하는 국밥집 주인 홍길동`."""
_AMONG = re.compile(
    rf"(?:[가-힣]+\s){{0,3}}[가-힣]*(?:에서|에게|사이에|들은|들이)(?:는|도)?\s[{_MARK}]"
)
"""A sentence that says who calls somebody: `동네에서는 ‘…’로 통한다`."""
SENTENCE_END = re.compile(r"[.!?…][\"'’”]?\s|\n")


def is_nickname(text: str, person: int, start: int, end: int) -> bool:
    """Whether a name at [start, end) is what the person whose name ends at `person` is called.

    `별명은 ‘…’`, `일명 ‘…’`, `‘…’라는 이름으로 활동한다`, `그를 ‘…’라고 부른다`, and within the
    sentence of the name `‘…’로 불린다`.
    """
    before = _BEFORE.search(text, max(start - _REACH, 0), start)
    called = _CALLED.match(text, end) is not None
    here = SENTENCE_END.search(text, person, start) is None
    if before and before["noun"]:
        return True
    if here and (_NOUN_AFTER.match(text, end) or (before and before["also"])):
        return True
    here = here or _AMONG.fullmatch(text, _sentence(text, person, start), start) is not None
    return (called and (before is not None or here)) or _AFTER.match(text, end) is not None


def _sentence(text: str, after: int, before: int) -> int:
    """Where the sentence of an offset begins, no further back than another offset."""
    return max([end.end() for end in SENTENCE_END.finditer(text, after, before)], default=after)


def leads_to(text: str, end: int, person: int) -> bool:
    """Whether a name that ends at `end` is the nickname of whoever is named at `person`."""
    return _LEADS.fullmatch(text, end, person) is not None


_CUES = ("라 부", "라 불", "라고 부", "라고 불", "로 부", "로 불")
_BARE = re.compile(
    rf"(?:{_HIM})를 (?P<name>(?:(?![가-힣]+[고며서게]\s)[가-힣]{{1,5}}\s)?[가-힣A-Za-z]{{2,8}}?)"
    r"(?:이?라고?|으?로)\s?(?:부르|부른|불렀|불러)"
)


def bare_nicknames(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a nickname stands without marks: `그를 빵집아저씨라 부른다`."""
    if any(cue in text for cue in _CUES):
        yield from (found.span("name") for found in _BARE.finditer(text))

"""Words around a name in quotation marks that say it is what somebody is called."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kfacts.korean.sentence_ends import in_one_sentence, sentence_start

_MARK = "'\"‘’“”「」『』<>〈〉《》"
NICKNAME = (
    "별명|별칭|애칭|필명|예명|활동명|닉네임|법명|작가명|세례명|아호|"
    "사내 이름|영어 이름|영문 이름|영어명|한국 이름|한국명"
)
"""What a name is called that somebody has besides the own one."""
_HIM = "그|그녀|씨|님|군|양|선수|감독|교수|할머니|할아버지"
_CALL = (
    r"(?:이?라고?|으?로)(?:도|만)?\s(?:더\s|잘\s|널리\s)*"
    r"(?:부르|불렀|불러|불리|통하|통했|(?:부른|불린|통한)(?=다|\s그))(?!는)"
)
_BEFORE = re.compile(
    rf"(?:(?P<noun>{NICKNAME})(?:은|는|이|가|인|도|으로는)?|(?P<also>일명|속칭)|(?P<him>{_HIM})를)"
    rf",?\s?[{_MARK}]$"
)
IN_SHORT = re.compile(rf"(?:줄여서|줄임말은|줄임말인)(?: 그냥| 흔히)? ?[{_MARK}]$")
"""Before a name in marks that is another one for short."""
_REACH = 10
_NOUN_AFTER = re.compile(rf"[{_MARK}]?이?라는\s(?:{NICKNAME})")
_AFTER = re.compile(
    rf"[{_MARK}]?이?라는\s(?:"
    r"이름으로(?:도)?\s(?:더\s|잘\s|널리\s)*(?:활동|활약|데뷔|글을|연재|불리|불린|알려|유명|노래))"
)
_CALLED = re.compile(rf"[{_MARK}]?{_CALL}(?P<him>\s그(?:녀)?(?:의|는|가|를|에게)\s)?")
_LEADS = re.compile(
    rf"[{_MARK}]?(?:(?:이?라고?|으?로)(?:도)?\s(?:더\s|잘\s|널리\s)*"
    r"(?:부르는|불리는|불리던|불린|통하는|통하던|통한|알려진|유명한)"
    r"|이?라는\s(?:이름|"
    rf"{NICKNAME})"
    r"(?:으?로|을|이)\s(?:[가-힣]+\s){0,2}[가-힣]*[는은던진한])"
    rf"\s(?:(?!\S*(?:에서?|[을를과와])\s)[^\s.!?…,()\n{_MARK}]+\s){{0,5}}"
)
"""From a nickname to whose it is: `‘…’로 통하는 국밥집 주인 홍길동`."""
_AMONG = re.compile(
    rf"(?:[가-힣]+\s){{0,3}}[가-힣]*(?:에서|에게|사이에|들은|들이)(?:는|도)?\s[{_MARK}]"
)
"""A sentence that says who calls somebody: `동네에서는 ‘…’로 통한다`."""


def is_nickname(text: str, person: int, start: int, end: int) -> bool:
    """Whether a name at [start, end) is what the person whose name ends at `person` is called.

    `별명은 ‘…’`, `일명 ‘…’`, `‘…’라는 이름으로 활동한다`, `그를 ‘…’라고 부른다`, and within the
    sentence of the name `‘…’로 불린다`.
    """
    before = _BEFORE.search(text, max(start - _REACH, 0), start)
    called = _CALLED.match(text, end)
    here = in_one_sentence(text, person, start)
    if (before and before["noun"]) or (called and called["him"]):
        return True
    begin = sentence_start(text, person, start)
    if _NOUN_AFTER.match(text, end) and (here or in_one_sentence(text, person, begin - 1)):
        return True
    if here and before and before["also"]:
        return True
    here = here or _AMONG.fullmatch(text, begin, start) is not None
    return (called is not None and (before is not None or here)) or bool(_AFTER.match(text, end))


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


_LATIN = r"[A-Z][A-Za-z.'\-]+(?: [A-Z][A-Za-z.\-]+){0,2}"
_TITLED = r"(?:\s(?!그를|그녀를)\d{0,2}[가-힣]{1,6}?)?"
_OTHERS = r"(?<![의은는이가을를도고며])(?<!(?<!에)서)"
"""Words of another clause or another subject do not lie between somebody and a nickname."""
_WAY = rf"(?:[^\s.!?…\n]+{_OTHERS}\s){{0,6}}?"
_NAME = (
    rf"(?:[{_MARK}](?P<marked>[^{_MARK}\n]{{1,12}})[{_MARK}]|(?P<latin>{_LATIN})"
    r"|(?P<bare>[가-힣]{2,8}?))"
)
_SO = r"(?:이?라고?|으?로)(?:도|만)?\s?(?:더\s|잘\s|널리\s|주로\s)*"
_BEARING = rf"(?:{NICKNAME})"
_LIVES = (
    r"이름으로\s(?:[^\s.]+\s){0,2}?"
    r"(?:활동|활약|데뷔|등단|연재|살|글을|면허|알려|불리|불렸|일했|일하)"
)
_TELLS = [
    re.compile(rf"{_TITLED}[을를]\s{_WAY}{_NAME}{_SO}(?:부르|부른|불렀|불러)"),
    re.compile(
        rf"{_TITLED}[은는이가도]\s{_WAY}{_NAME}{_SO}"
        r"(?:불린다|불렸|불리며|불리고|불려|통한다|통했|통하며|통하고)"
    ),
    re.compile(rf"{_TITLED}[은는이가]\s{_WAY}{_NAME}이?라는\s(?:{_BEARING}[으이을도]|{_LIVES})"),
    re.compile(rf"{_TITLED}의\s{_BEARING}[은이]\s{_NAME}(?:이?다|입니다|이고|이며|[,.])"),
    re.compile(
        rf"{_TITLED}[은는]\s(?:(?:[가-힣]+\s){{0,2}}?[가-힣]+(?:에서|에선|끼리)(?:는|도)?\s)?"
        r"(?P<latin>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:이?다[.,\s]|입니다|이에요|예요|이고|이며)"
    ),
]
"""Behind a person's name, up to what that person is called: `홍길동 대표를 피터라고 부른다`."""
_CALLING = re.compile(
    rf"(?:들은|들이|에서는|모두가|다들)\s(?:그를\s|그녀를\s|그냥\s|흔히\s)*{_NAME}"
    r"이?라고?\s(?:부르|부른|불렀|불러)"
)
_HE = re.compile(rf"(?:^|[.!?]['\"’”]?\s|\n)그(?:녀)?[는도]\s{_WAY}{_NAME}이?라는\s{_LIVES}")
_CALLED_HIS = re.compile(rf"{_TITLED}의\s{_BEARING}(?:이다|이었|이고|이며|이자)")
_REAL = re.compile(r"(?:본명|실명)은\s(?P<name>[가-힣]{2,4}?)(?=[,.]|이?다[.\s]|이고|이며|\s)")
_TOLD_CUE = re.compile(
    rf"부[르른]|불[렀러리린렸려]|통[하한했]|라는 (?={_BEARING}|이름)|의 (?={_BEARING})"
    r"|[a-z](?:이?다[.,\s]|입니다|이에요|예요|이고|이며)"
)
"""What a sentence that tells a nickname has behind it or before it."""
_CALL_CUES = ("부르", "부른", "불렀", "불러", "이름으로")
_WINDOW = 80
_NEAREST = 3
"""Personal names before such a word of which one may have the nickname: the last may be it."""
_GROUPS = ("marked", "latin", "bare")

Told = tuple[int, int, bool]
"""(start, end, whether marks or letters set it off from everyday words)."""


def told_names(text: str, people: Sequence[int]) -> Iterator[tuple[int, Told]]:
    """Yield what somebody is called as the sentence goes on, with where that person's name ends.

    `people` are the offsets where personal names end, ascending.
    """
    seen = -1
    for cue in _told_cues(text) if people else ():
        at = bisect_right(people, cue)
        for person in people[max(at - _NEAREST, 0) : at]:
            if person > seen and cue - person < _WINDOW:
                seen = person
                for pattern in _TELLS:
                    if told := pattern.match(text, person, person + 2 * _WINDOW):
                        yield person, _told(told)


@lru_cache(maxsize=2)
def _told_cues(text: str) -> tuple[int, ...]:
    """Where the cues stand; kept, for names and links ask for them one after the other."""
    return tuple(cue.start() for cue in _TOLD_CUE.finditer(text))


def _told(told: re.Match[str]) -> Told:
    group = next(name for name in _GROUPS if name in told.re.groupindex and told[name])
    return *told.span(group), group != "bare"


def called_by_all(text: str) -> Iterator[Told]:
    """Yield by what people call whom the text named last: `동료들은 그냥 ‘가나’라고 부른다`."""
    if any(cue in text for cue in _CALL_CUES):
        for pattern in (_CALLING, _HE):
            yield from map(_told, pattern.finditer(text))


def is_told_of(text: str) -> bool:
    """Whether a text may say whose nickname something is, after it."""
    return "의 별" in text or "의 애칭" in text or "의 예명" in text or "의 필명" in text


def is_his_nickname(text: str, person: int) -> bool:
    """Whether what stood in marks before is the nickname of whom a name ends: `…의 별명이다`."""
    return _CALLED_HIS.match(text, person) is not None


def real_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield what a text says to be somebody's real name: `본명은 홍길동`."""
    if "본명은" in text or "실명은" in text:
        yield from (found.span("name") for found in _REAL.finditer(text))

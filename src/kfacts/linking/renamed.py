"""Former names that a text tells in whole sentences: `가나는 다라에서 이름을 바꿨다`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kfacts.korean.sentence_ends import in_one_sentence, sentence_start
from kfacts.linking.groups import RENAMED, Group
from kfacts.mentions import Found

_SELF = (
    *("회사", "업체", "기업", "법인", "은행", "병원", "학교", "재단", "단체", "협회", "조합"),
    *("기관", "당", "정당", "구단", "팀", "센터", "연구소", "서비스", "앱"),
    *("곳", "이곳", "전신", "이름"),
)
"""Words by which a sentence goes on about what the one before named."""
_NAME = "이름|사명|상호|당명|교명|명칭|간판|법인명|단체명|브랜드명|팀명|구단명"
_THEN = r"(?=다|\s(?:뒤|것|지|이후|후|채)[\s.은이도다])"
"""Behind 바꾼 where it is said of the subject, not of a noun: `가나로 이름을 바꾼 다라를 샀다`."""
_ITSELF = rf"(?=\s(?:{'|'.join(_SELF)})(?:이?다[.\s]|이?며|이?고|으?로[,\s]|입니다|이에요|예요))"
"""Behind 바꾼 where the noun is the subject again: `다라에서 이름을 바꾼 회사다`."""
_CHANGED = (
    rf"(?:바꾸|바뀌)(?:었|며|면서|고|기로|겠|기 전)|바꿨|바꿔|바뀌었|바꿀|변경(?:했|하|한{_THEN})"
    rf"|(?:바꾼|바뀐|줄인|고친)(?:{_THEN}|{_ITSELF})|고쳤|고쳐|줄였|줄여|달았"
)
_CLOSING = "’'”\""
"""What may close a name before its particle. The patterns begin behind it, with the particle: by
fixed first signs a search goes fast."""
_FROM = re.compile(
    r"(?:에서|으로부터|로부터) (?:(?:지금|현재)의? )?"
    rf"(?:{_NAME})(?:[을만이]|으?로) (?:{_CHANGED})"
)
"""Behind a former name."""
_RAISED = re.compile(
    r"에서 (?:확대 |독립 )?(?:승격|격상|개편|재편)(?:했|됐|돼|되|하며|하면서|"
    rf"(?:한|된)(?:{_THEN}|{_ITSELF}))"
)
"""Behind what a body was before it became more, or a club's league."""
_TO = re.compile(rf"(?:으로|로) (?:{_NAME})[을만] (?:새로 )?(?:{_CHANGED})")
"""Behind a new name."""
_BEGAN = re.compile(
    rf"(?:이라는 (?:{_NAME})으로|라는 (?:{_NAME})으로|으로|로) "
    r"(?:출발|출범|첫발|문을 열|창립|설립|창업|시작|운영|영업)"
    rf"(?:었|했|해|됐|돼|을 (?:뗐|떼)|(?:한|된|은|연|되던|하던)(?:{_THEN}|{_ITSELF}))"
)
"""Behind the name that a body began with: `1979년 가나로 출발한 회사다`."""
_ONCE = re.compile(r"(?:으로|로|라고|이라고) (?:불렸|불리다|불리던)")
_TILL = re.compile(r"(?:까지|때|당시|시절에?|원래|처음엔?)(?:는|만 해도)? (?:[^\s]+ )?$")
"""Behind and before a former name: `2007년까지 가나로 불렸다`."""
_ERA = re.compile(
    rf" (?:시절|간판)|[이가] (?:[^\s.]+ )?(?:{_NAME})[을만] (?:바꾼|고친|바꿔 단) (?:뒤|것|지|이후)"
)
_OLD = "옛 "
"""Behind and before a former name: `옛 가나 시절부터`, `옛 가나가 이름을 바꾼 뒤`."""
_WAS = re.compile(
    rf"(?:(?:전신|(?:옛|예전|이전|처음|원래|첫) (?:{_NAME}))(?:은|인|이)"
    r"|(?:바뀌|바꾸|고치)기 (?:전|이전)(?:까지|까지는|에는|엔|인)?) "
)
"""Before a former name."""
_IS = re.compile(r"[’'”\"]?(?:이?다[.\s]|였|이었|로[,.\s]|으로[,.\s]|이?며|이?고|\s|에서)")
"""Behind a name that is said of another."""
_BEING = re.compile(r"[’'”\"]?(?:은|는|이|가|을|를|의|에서)?\s")
"""Behind a name that stands in apposition: `전신인 가나가 문을 열었다`."""
_TOPIC = re.compile(r"[’'”\"]?(?:\([^()]*\))?(?:은|는|이|가)\s")
_OWNER = re.compile(r"[’'”\"]?(?:\([^()]*\))?(?:은|는|이|가|의)\s")
_OTHER = re.compile(r"([가-힣A-Za-z]+?)(?:은|는|이|가)\s")
"""Something else that a sentence may be about."""
_LONGEST = 200
_STRETCH = 20
_FIRST = 2
"""Bodies beyond which a former name may be any one's."""
_NEAR = 10
"""Mentions before a name among which are those of its sentence."""
_STEM = 2
"""Syllables that a body keeps of its name when it becomes more: 가나본부, 가나청."""
_CUES = (_FROM, _RAISED, _TO, _BEGAN, _ONCE, _ERA, _WAS)
_THIS = "이 "
"""Before the noun by which a sentence goes on about a body: 이 학교는, 이 자치구는."""


def renamed(
    text: str, found: Sequence[Found], group_of: Mapping[int, int], groups: Sequence[Group]
) -> Iterator[tuple[int, int, str]]:
    """(group of the new name, group of the former name, why)."""
    cues = [(cue, told) for cue in _CUES for told in cue.finditer(text)]
    if not cues:
        return
    things = [i for i, m in enumerate(found) if i in group_of and m.type != "person"]
    first = _first_bodies(found, group_of)
    starts, ends = ([getattr(found[i], at) for i in things] for at in ("start", "end"))
    for cue, told in cues:
        if cue is _WAS:
            at = bisect_left(starts, told.end())
            near = at < len(things) and _is_said(text, told, found[things[at]])
        else:
            begin = told.start() - (text[told.start() - 1 : told.start()] in _CLOSING)
            at = bisect_left(ends, begin)
            near = at < len(things) and ends[at] == begin
        if not near or (cue is _ONCE and not _TILL.search(text, *_before(text, starts[at]))):
            continue
        if cue is _ERA and text[starts[at] - len(_OLD) : starts[at]] != _OLD:
            continue
        other = things[at]
        topic = _topic(text, found, things, min(starts[at], told.start()), cue is _WAS)
        if topic is None and (cue is _ERA or cue is _WAS):
            topic = _only_body(found, group_of, first, other)
        if topic is None or group_of[topic] == group_of[other]:
            continue
        pair = group_of[topic], group_of[other]
        if cue is _RAISED and groups[pair[0]].key[:_STEM] != groups[pair[1]].key[:_STEM]:
            continue
        yield (*(pair if cue is not _TO else pair[::-1]), RENAMED)


def _before(text: str, start: int) -> tuple[int, int]:
    """Stretch before a name in which its sentence says when it was called so."""
    opened = start - (text[start - 1 : start] in "‘'“\"")
    return max(opened - _STRETCH, 0), opened


def _is_said(text: str, told: re.Match[str], name: Found) -> bool:
    """Whether a name ends what a sentence says from there on: `전신은 1978년 문을 연 다라다`."""
    start = told.end()
    if told[0].endswith("인 "):
        opened = name.start == start or text[start : name.start] in "‘'“\""
        return opened and _BEING.match(text, name.end) is not None
    one = name.start - start < _LONGEST and in_one_sentence(text, start, name.start)
    return one and _IS.match(text, name.end) is not None


def _topic(
    text: str, found: Sequence[Found], things: Sequence[int], before: int, owned: bool
) -> int | None:
    """Return what the sentence that ends at an offset is about, or the one before it."""
    begin, marks = _sentence(text, before), _OWNER if owned else _TOPIC
    own = _named(text, found, things, (begin, before), marks)
    if own is not None:
        return own
    topic = _named(text, found, things, (_sentence(text, max(begin - 2, 0)), begin), _TOPIC)
    others = [
        m[1]
        for m in _OTHER.finditer(text, begin, before)
        if text[m.start() - len(_THIS) : m.start()] != _THIS
    ]
    if topic is None or not all(w in _SELF or found[topic].text.endswith(w) for w in others):
        return None
    return topic


def _first_bodies(found: Sequence[Found], group_of: Mapping[int, int]) -> list[int]:
    """Return the first mentions of the bodies that a text names first."""
    first: dict[int, int] = {}
    for i, mention in enumerate(found):
        if mention.type == "organization" and i in group_of:
            first.setdefault(group_of[i], i)
            if len(first) > _FIRST:
                break
    return list(first.values())


def _only_body(
    found: Sequence[Found], group_of: Mapping[int, int], first: Sequence[int], other: int
) -> int | None:
    """Return the only body named before a former name in whose sentence nobody is named."""
    name, near = found[other], found[max(other - _NEAR, 0) : other]
    if any(m.type == "person" and m.sentence == name.sentence for m in near):
        return None
    bodies = [i for i in first if i < other and group_of[i] != group_of[other]]
    return bodies[0] if len(bodies) == 1 else None


def _sentence(text: str, before: int) -> int:
    """Where the sentence that reaches an offset begins, as far as one looks back."""
    return sentence_start(text, max(before - _LONGEST, 0), before)


def _named(
    text: str,
    found: Sequence[Found],
    things: Sequence[int],
    stretch: tuple[int, int],
    marks: re.Pattern[str],
) -> int | None:
    """Last topic or subject among the names of a stretch."""
    begin, end = stretch
    for n in range(bisect_left(things, end, key=lambda i: found[i].start) - 1, -1, -1):
        name = found[things[n]]
        if name.start < begin:
            return None
        if name.end < end and marks.match(text, name.end):
            return things[n]
    return None

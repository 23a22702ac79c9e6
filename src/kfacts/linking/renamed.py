"""Former names that a text tells in whole sentences: `가나는 다라에서 이름을 바꿨다`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kfacts.korean.nicknames import SENTENCE_END
from kfacts.linking.groups import Group
from kfacts.mentions import Found

_NAME = "이름|사명|상호|당명|교명|명칭|간판|법인명|단체명|브랜드명|팀명|구단명"
_THEN = r"(?=다|\s(?:뒤|것|지|이후|후|채)[\s.은이도다])"
"""Behind 바꾼 where it is said of the subject, not of a noun: `가나로 이름을 바꾼 다라를 샀다`."""
_CHANGED = (
    rf"바꾸(?:었|며|면서|고|기로)|바꾼{_THEN}|바꿨|바꿔|변경(?:했|하|한{_THEN})"
    rf"|고쳤|고쳐|고친{_THEN}"
)
_FROM = re.compile(rf"(?:에서|으로부터|로부터) (?:{_NAME})[을만] (?:{_CHANGED})")
"""Behind a former name."""
_TO = re.compile(rf"(?:으로|로) (?:{_NAME})[을만] (?:새로 )?(?:{_CHANGED})")
"""Behind a new name."""
_WAS = re.compile(rf"(?:전신|(?:옛|예전|이전|처음|원래|첫) (?:{_NAME}))(?:은|인|이) ")
"""Before a former name."""
_IS = re.compile(r"[’'”\"]?(?:이?다[.\s]|였|이었|로[,.\s]|으로[,.\s]|이?며|이?고|\s|에서)")
"""Behind a name that is said of another."""
_TOPIC = re.compile(r"[’'”\"]?(?:\([^()]*\))?(?:은|는|이|가)\s")
_OWNER = re.compile(r"[’'”\"]?(?:\([^()]*\))?(?:은|는|이|가|의)\s")
_OTHER = re.compile(r"([가-힣A-Za-z]+?)(?:은|는|이|가)\s")
"""Something else that a sentence may be about."""
_SELF = frozenset(
    {
        *("회사", "업체", "기업", "법인", "은행", "병원", "학교", "재단", "단체", "협회", "조합"),
        *("당", "구단", "팀", "센터", "이곳", "전신", "이름"),
    }
)
_LONGEST = 200


def renamed(
    text: str, found: Sequence[Found], group_of: Mapping[int, int], groups: Sequence[Group]
) -> Iterator[tuple[int, int, str]]:
    """(group of the new name, group of the former name, why)."""
    cues = [(cue, told) for cue in (_FROM, _TO, _WAS) for told in cue.finditer(text)]
    if not cues:
        return
    things = [i for i, m in enumerate(found) if i in group_of and m.type != "person"]
    starts, ends = ([getattr(found[i], at) for i in things] for at in ("start", "end"))
    for cue, told in cues:
        if cue is _WAS:
            at = bisect_left(starts, told.end())
            near = at < len(things) and _is_said(text, told.end(), found[things[at]])
        else:
            at = bisect_left(ends, told.start())
            near = at < len(things) and ends[at] == told.start()
        if not near:
            continue
        other = things[at]
        topic = _topic(text, found, things, min(starts[at], told.start()), cue is _WAS)
        if topic is None or group_of[topic] == group_of[other]:
            continue
        pair = group_of[topic], group_of[other]
        yield (*(pair if cue is not _TO else pair[::-1]), "bracket")


def _is_said(text: str, start: int, name: Found) -> bool:
    """Whether a name ends what a sentence says from `start` on: `전신은 1978년 문을 연 다라다`."""
    one = name.start - start < _LONGEST and SENTENCE_END.search(text, start, name.start) is None
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
    others = [m[1] for m in _OTHER.finditer(text, begin, before)]
    if topic is None or not all(w in _SELF or found[topic].text.endswith(w) for w in others):
        return None
    return topic


def _sentence(text: str, before: int) -> int:
    """Where the sentence that reaches an offset begins, as far as one looks back."""
    begin = max(before - _LONGEST, 0)
    ends = [end.end() for end in SENTENCE_END.finditer(text, begin, before)]
    return ends[-1] if ends else begin


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

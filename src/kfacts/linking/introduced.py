"""Other names that the text introduces in brackets: 한국토지주택공사(LH), Luna (박서연 …)."""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kfacts.korean.jamo import is_hangul
from kfacts.korean.lexicon import forms
from kfacts.korean.namekeys import is_generic, known, name_key, spellings
from kfacts.korean.nameparts import is_body, is_lead, name_parts
from kfacts.korean.nicknames import IN_SHORT
from kfacts.korean.persons import split_name
from kfacts.korean.sentence_ends import in_one_sentence
from kfacts.korean.shorten import ellipsis, is_another, is_contraction, is_made_of
from kfacts.korean.sounds import sound_alike
from kfacts.linking.groups import RENAMED, Group, Kind
from kfacts.mentions import Found

_QUOTES = "'\"‘’“”「」『』<>〈〉《》"
_OPENING = ("'", '"', "‘", "“", "「", "『", "<", "〈", "《")
_LONGEST_GAP = 18
_CROWD = 40
"""Names before one for short that are looked at."""
_LONGEST_INSERT = 40
_MOST_BETWEEN = 3
_LONG_BODY = 7
_NICK = 5
"""Syllables of a body's long name, and of a name in brackets that may stand for it."""
_CLOSED = re.compile(
    rf"[{_QUOTES}]?\s*(?:[)）\]］,·/;]|(?:{'이라|라|으로|로'})?\s*(?:함|한다)?\s*[)）\]］])"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f](?:(?![가-힣])[\w&+.,'’/\- ])*")


@cache
def _gap() -> re.Pattern[str]:
    words = (*forms()["bracket"]["cues"], *forms()["bracket"]["former"])
    cues = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(
        rf"(?:\s?(?:주식회사|유한회사|㈜|\(주\)))?[{_QUOTES}]?\s?[(（\[［](?:[^()（）\[\]]*[,;·]\s*)?\s*(?P<cue>{cues})?[\s:：,]*[{_QUOTES}]?"
    )


_NOW = frozenset(("현", "現", "개명 후", "새 이름", "현재 이름", "바뀐 이름"))
"""Before a name in brackets that is the present one."""
_QUOTED = re.compile(rf"[{_QUOTES}]\s?")
_CALLED = re.compile(
    rf"[{_QUOTES}]?(?:으로|로|이라고|라고|이라는 이름으로|라는 이름으로)\s?"
    r"(?:도\s)?(?:불리는|불린|알려진|활동하는|활동한|활약하는|유명한|더 유명한|더 알려진)\s"
)


_ACRONYM = re.compile(r"[A-Z]{3,6}")
"""Initials of a programme that may be read as a body's: 한빛국제연극제(HITF)."""
_SO_CALLED = re.compile(
    rf"[{_QUOTES}]?,? (?:약칭|일명|애칭|별칭|별명|통칭|속칭|줄여서)(?:은|인)?,?\s?[{_QUOTES}]"
)
"""Between a name and another one in marks: `가나재단, 약칭 ‘가재’`."""
_SINCE = re.compile(
    r"(?:으로|로|에서) (?:이름|사명|상호|간판|당명|명칭|교명)을 (?:바꾼|바꿔 단|고친|변경한)\s"
    r"|의 (?:옛|새|바뀐|이전) (?:이름|사명|상호|명칭)(?:인|이었던)\s"
)
"""Between two names of one body: `가나로 이름을 바꾼 다라`."""
_RENAMES = re.compile(r"(?:이|가|은|는|의 이름을|을|를)\s(?:[\w·]+\s){0,3}['‘“\"]?")
_INTO = re.compile(
    r"['’”\"]?(?:으로|로)\s"
    r"(?:개명|(?:이름|사명|상호|간판|당명|명칭|교명)을 (?:바꿨|바꾸|바꾼|바꿔|변경))"
)
"""Between and behind two names of one body: `가나가 지난달 다라로 이름을 바꿨다`."""
_USED = re.compile(
    r"이?라는 (?:이름|사명|상호|간판|명칭|교명)(?:을|으로) "
    r"(?:썼|쓰다|쓰던|사용했|사용하다|달았|불렸|출발했|시작했|문을 열)"
)
"""Behind a name that a body had: `가나는 2020년까지 다라라는 이름을 썼다`."""
_BORN = re.compile(
    rf"[^()（）]*\s(?:(?P<real>본명|실명)|필명|예명|활동명|닉네임)(?:은|인)?\s?[{_QUOTES}]?"
)
"""`…. 본명은 홍길동`, `필명 ‘노을’`: the person named last."""


_HEREAFTER = re.compile(rf"[(（\[［,]\s?이하[\s:：,]*[{_QUOTES}]?")
"""Before what a text calls something from there on."""


@cache
def _strangers() -> frozenset[str]:
    return frozenset(map(name_key, forms()["bracket"]["strangers"]))


def introduced(
    text: str, found: Sequence[Found], group_of: Mapping[int, int], groups: Sequence[Group]
) -> Iterator[tuple[int, int, str]]:
    """(group of the name, group of the other name, why) for each name introduced in brackets."""
    named = [i for i in range(len(found)) if i in group_of]
    for outer, inner in _beside(found, named):
        a, b = found[outer], found[inner]
        one, other = group_of[outer], group_of[inner]
        if one == other or groups[one].kind != groups[other].kind:
            continue
        same = a.type == b.type == "organization"
        near = b.start - a.end <= _LONGEST_GAP or _cue(text, a, b) or a.type == "person" or same
        if near and _says_same(text, a, b, groups[one], groups[other]):
            why = _why(text, a, b, groups[one].kind)
            if not _is_name(groups[one], groups[other], _cue(text, a, b)):
                one, other = other, one
            yield one, other, why


def hereafter(text: str, found: Sequence[Found], group_of: Mapping[int, int]) -> set[int]:
    """Return the groups of names by which a text goes on to call something: `(이하 체육회)`."""
    starts = {told.end() for told in _HEREAFTER.finditer(text)} if "이하" in text else ()
    return {g for i, g in group_of.items() if found[i].start in starts} if starts else set()


def in_short(
    text: str, found: Sequence[Found], group_of: Mapping[int, int], groups: Sequence[Group]
) -> Iterator[tuple[int, int, str]]:
    """(group of the name, group of what it is called for short): `줄여서 ‘가다회’라고 부른다`."""
    if "줄여서" not in text and "줄임말" not in text:
        return
    named: deque[int] = deque(maxlen=_CROWD)
    for i, g in sorted(group_of.items()):
        short = groups[g].key
        if groups[g].kind == "person":
            continue
        if IN_SHORT.search(text, max(found[i].start - _LONGEST_GAP, 0), found[i].start):
            longer = [long for long in named if len(groups[long].key) > len(short) + 1]
            fits = [long for long in longer if is_made_of(short, groups[long].key)]
            if len(fits) == 1:
                yield fits[0], g, "abbreviation"
        if g not in named:
            named.append(g)


def _why(text: str, a: Found, b: Found, kind: Kind) -> str:
    if kind == "person":
        return "nickname"
    stated = _cue(text, a, b) in forms()["bracket"]["former"] or _renamed(text, a, b)
    return RENAMED if stated else "bracket"


def _beside(found: Sequence[Found], named: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of neighbours; who runs a body may stand between: 가나(대표 홍길동, 이하 다나)."""
    for n, outer in enumerate(named):
        for inner in named[n + 1 : n + 1 + _MOST_BETWEEN]:
            gap = found[inner].start - found[outer].end
            if gap > _LONGEST_INSERT:
                break
            if gap > 0:
                yield outer, inner
            if found[inner].type != "person" or found[outer].type == "person":
                break


def _cue(text: str, a: Found, b: Found) -> str | None:
    gap = _gap().fullmatch(text, a.end, b.start)
    return gap["cue"] if gap else None


def _says_same(text: str, a: Found, b: Found, outer: Group, inner: Group) -> bool:
    """Whether the words between and after two names say that they are one."""
    person = outer.kind == "person"
    if _CALLED.fullmatch(text, a.end, b.start) or _SO_CALLED.fullmatch(text, a.end, b.start):
        return True
    born = _BORN.fullmatch(text, a.end, b.start) if person else None
    if born:
        return split_name(b.text if born["real"] else a.text) is not None
    if (
        person
        and text[a.start - 1 : a.start] in _OPENING
        and _QUOTED.fullmatch(text, a.end, b.start)
    ):
        return split_name(b.text) is not None or split_name(a.text) is None
    gap = _gap().fullmatch(text, a.end, b.start)
    if gap is None:
        return outer.type == inner.type == "organization" and _renamed(text, a, b)
    closed = _CLOSED.match(text, b.end) is not None
    if person:
        return _person_alias(a.text, b.text, gap["cue"], closed)
    return closed and _thing_alias(outer, inner, gap["cue"])


def _renamed(text: str, a: Found, b: Found) -> bool:
    if _RENAMES.fullmatch(text, a.end, b.start) and _INTO.match(text, b.end):
        return True
    if _SINCE.fullmatch(text, a.end, b.start):
        return True
    told = text[a.end : a.end + 1] in ("은", "는") and _USED.match(text, b.end)
    return bool(told) and in_one_sentence(text, a.end, b.start)


def _person_alias(outer: str, inner: str, cue: str | None, closed: bool) -> bool:
    """Accept a working name beside a full Korean name; two full names are actor and role."""
    full = split_name(outer) is not None, split_name(inner) is not None
    if full == (False, True):
        return True
    scripts = [_LATIN.fullmatch(name) is not None for name in (outer, inner)]
    return closed and (bool(cue) or full == (True, False) or scripts[0] != scripts[1])


def _thing_alias(outer: Group, inner: Group, cue: str | None) -> bool:
    """Accept another name of the body or program, not where it belongs or who runs it."""
    if inner.key in _strangers() or outer.key in _strangers():
        return False
    if cue or _related(outer.key, inner.key):
        return True
    if outer.type != inner.type:
        return outer.type == "program" and _ACRONYM.fullmatch(inner.text) is not None
    latin = bool(_LATIN.fullmatch(outer.text)), bool(_LATIN.fullmatch(inner.text))
    spoken = outer.key if latin[1] else inner.key
    return not is_generic(spoken) and (latin[0] != latin[1] or _coined(outer.key, inner.key))


def _coined(long: str, short: str) -> bool:
    """Test for a name made up for a body of a long one: 한국여성과학기술인육성재단(위셋)."""
    brief = is_hangul(short) and len(short) <= _NICK
    return brief and len(long) >= _LONG_BODY and short not in known() and is_body(long)


def _related(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (
        ellipsis(short, long) is not None
        or is_contraction(short, long)
        or _initials(short, long)
        or other in spellings(one)
        or one in spellings(other)
        or sound_alike(one, other)
    )


def _initials(short: str, long: str) -> bool:
    """Whether short's characters stand in long in this order, the first one first: 토주공."""
    first = name_parts(long)[0].text
    if is_lead(first) and short[0] != long[0]:
        long = long[len(first) :]
    if len(short) < 2 or short[0] != long[0] or long.startswith(short) or is_another(short, long):
        return False
    return is_made_of(short, long)


def _is_name(outer: Group, inner: Group, cue: str | None) -> bool:
    """Whether the outer one is the name and the inner one the other name."""
    if outer.kind == "person":
        return split_name(outer.key) is not None or split_name(inner.key) is None
    if cue:
        return cue not in _NOW
    return not (
        _LATIN.fullmatch(outer.text)
        or (len(inner.key) > len(outer.key) and not _LATIN.fullmatch(inner.text))
    )

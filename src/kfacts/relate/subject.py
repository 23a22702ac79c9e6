"""The subject of a measure: the organisation, programme or person that the number is about."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kfacts.relate.carried import carried
from kfacts.relate.clauses import clause_of
from kfacts.relate.discourse import Discourse, calls_again, first_of, points_back
from kfacts.relate.look import Look, corporate, paid
from kfacts.relate.means import means_of
from kfacts.relate.metric import Metric
from kfacts.relate.owners import bearer_of, counted, owner_of
from kfacts.relate.phrases import NAMES, Phrase, Sentence
from kfacts.relate.words import letter, load_words

_CLAUSE: Final = 8
"""Phrases between the predicate of a relative clause and its subject."""
_NEAR: Final = 4
"""Phrases between a number and the name that owns it."""


def find_subjects(
    sentence: Sentence, numbers: Sequence[int], metrics: dict[int, Metric], state: Discourse
) -> dict[int, int | None]:
    """Return what each number of a sentence is about.

    Where nothing in the sentence says so, it goes on being about what the number before was.
    """
    subjects: dict[int, int | None] = {}
    before = None
    last = 0
    for at in numbers:
        look = Look(sentence, sentence.phrases, at, metrics[at], state)
        if _studied(sentence, last, at):
            before = None
        last = at
        if state.survey and metrics[at].rule == "measure.quoted_answer":
            subjects[at] = before = None  # what was answered is about nobody
            continue
        if _for_comparison(sentence, at):
            subjects[at] = None
            continue
        entity = _named(look)
        if entity is None:
            entity = before if before is not None else carried(look)
        subjects[at] = entity
        if not _item(sentence, at):
            before = entity
    return subjects


def _for_comparison(sentence: Sentence, at: int) -> bool:
    """Tell whether a number in brackets is everybody's, only named beside: 업종 평균(0.9%)보다."""
    if at < 2 or sentence.kinds[at - 1] != "L" or sentence.kinds[at - 2] not in "NT":
        return False
    return sentence.phrases[at - 2].form.endswith("평균") or sentence.phrases[at - 2].general


def _item(sentence: Sentence, at: int) -> bool:
    """Tell whether a number is only of its item in a list with bullets: ▲모아톡 3억 ▲광고 8억."""
    return at > 1 and sentence.kinds[at - 1] in NAMES and sentence.kinds[at - 2] == "B"


def _named(look: Look) -> int | None:
    finders = FINDERS if "G" in look.sentence.kinds else FINDERS_OF_NAMES
    for find in finders if look.sentence.names else FINDERS_WITHOUT_NAMES:
        entity = find(look)
        if entity is not None:
            run = look.state.run.get(entity)
            own = run is None or corporate(look) or _described(look, entity)
            return entity if own else run
    return None


def _described(look: Look, entity: int) -> bool:
    """Tell whether a relative clause only says what somebody runs: 앱을 운영하는 회사는 고객이."""
    phrases = look.phrases
    before = [phrases[i - 1] for i in look.sentence.names if i and phrases[i].entity == entity]
    return any(p.kind == "V" and p.marker == "ㄴ" for p in before)


def _beside(look: Look) -> int | None:
    """Find a name with the number right behind it: 후보(45%), 후보 45%."""
    phrases, at = look.phrases, look.at
    if at and phrases[at - 1].kind in NAMES and phrases[at - 1].marker == "_":
        return phrases[at - 1].entity
    if at > 1 and phrases[at - 1].kind == "L" and phrases[at - 2].kind in NAMES:
        return phrases[at - 2].entity
    if at > 1 and phrases[at - 1].kind == "T":
        return _bearer(phrases, at - 1)
    bracket = at > 1 and phrases[at - 1].kind == "L"
    title = at - 2 if bracket else at - 1
    bearer = bearer_of(phrases, title)
    named = bearer is not None and (bracket or phrases[title].marker == "_")
    return bearer.entity if bearer and named else None


def _bearer(phrases: Sequence[Phrase], i: int) -> int | None:
    """Return the person whose title stands at `i`: 나도현 전 회장 23%."""
    while i > 0 and phrases[i].kind in "FOT" and phrases[i].marker == "_":
        i -= 1
    return phrases[i].entity if phrases[i].kind == "P" and phrases[i].marker == "_" else None


def _program(look: Look) -> int | None:
    """Find the programme that the metric begins with: 앱 이용료 5천원; not what is counted."""
    span = look.metric.span
    if span is None or span[0] > look.at:
        return None
    counted_noun = look.phrases[look.at].kind == "Q" and look.phrases[span[1] - 1].marker == "_"
    return None if counted_noun else look.metric.program


def _relative_head(look: Look) -> int | None:
    """Find the name whose relative clause holds the number: 매출 90억 원을 올린 회사."""
    phrases, at = look.phrases, look.at
    for i in range(at + 1, min(at + _NEAR, len(phrases))):
        if phrases[i].kind == "V":
            return _head(look, phrases[i + 1 : i + 5]) if phrases[i].marker in "ㄴㄹ" else None
    return None


def _head(look: Look, behind: Sequence[Phrase]) -> int | None:
    for i, p in enumerate(behind):
        if p.kind in NAMES:
            return _labelled(look, behind[i:]) if p.kind == "O" else p.entity
        if p.this and p.cls in (letter("service"), letter("work")):
            return look.state.recent
        if p.kind not in "NT" or p.marker != "_":
            return None
    return None


def _labelled(look: Look, names: Sequence[Phrase]) -> int:
    """Return the person whom an organisation's name only labels, but for its own figures."""
    label = len(names) > 1 and names[0].marker == "_" and names[1].kind == "P"
    return names[1].entity if label and not corporate(look) else names[0].entity


def _owner(look: Look) -> int | None:
    """Find a name right before the metric: 회사의 매출, 회사 매출, 후보 45%."""
    phrases = look.phrases
    span = look.metric.span
    start = span[0] if span and span[0] < look.at else look.at
    between = phrases[span[1] : look.at] if span else ()
    if any(p.marker == "보" or (p.kind in NAMES and p.marker in "은이도_") for p in between):
        return None  # 지지율은 … , 새길당은 27%
    i = start - 1
    apart = False
    while i > 0 and _modifies(phrases[i]) and start - i < _NEAR:
        apart = apart or phrases[i].kind == "X"
        i -= 1
    if i < 0 or phrases[i].kind not in NAMES or phrases[i].entity in look.state.observers:
        return None
    owns = phrases[i].marker == "의" or (phrases[i].marker == "_" and not apart)
    return phrases[i].entity if owns else None


def _modifies(phrase: Phrase) -> bool:
    """Tell whether a phrase may stand between an owner and what it owns; 등 and 출신 may not."""
    return (
        phrase.kind in "DNTX"
        and phrase.marker in "_의준"
        and phrase.form != "등"
        and phrase.cls != letter("origin")
    )


def _doer(look: Look) -> int | None:
    """Find who does what the metric's relative clause says: 공사가 갚은 돈은, 기상청이 잰 값은."""
    phrases = look.phrases
    span = look.metric.span
    if span is None or span[0] >= look.at:
        return None
    verb = span[0] if phrases[span[0]].kind == "V" else span[0] - 1
    if verb < 1 or phrases[verb].kind != "V" or phrases[verb].marker != "ㄴ":
        return None
    for p in reversed(phrases[max(verb - _CLAUSE, 0) : verb]):
        if p.kind == "V" or p.marker in "은이":
            return p.entity if p.kind in NAMES and p.marker == "이" else None
    return None


def _signed(look: Look) -> int | None:
    """Find the person whom a fee or a wage is for: 공격수 누구를 이적료 25억원에, 누구와 계약."""
    span = look.metric.span
    if span is None or not paid(look):
        return None
    return next((p.entity for p in reversed(look.phrases[: look.at]) if p.kind == "P"), None)


def _marked(look: Look) -> int | None:
    """Find the nearest name marked as topic or subject in the clause."""
    return _nearest(look, clause_of(look.sentence, look.at)[0], look.at)


def _called(look: Look) -> int | None:
    """Find the programme that a noun calls again: 이 대회에는, 시범단지는 by its name's end."""
    ends, named, recent = look.state.ends, look.state.named, look.state.recent
    if not ends and recent is None:
        return None
    anaphors = load_words().sets["anaphor"]
    for p in look.phrases[: look.at]:
        if p.this and points_back(p) and recent is not None:
            return recent
        calls = p.kind == "N" and p.marker in "은이도의" and p.form not in anaphors
        if calls and p.form in ends:
            known = [e for e in ends[p.form] if e in named]
            if len(known) == 1:
                return known[0]
    return None


def _recipient(look: Look) -> int | None:
    """Find whom something falls to: 새빛셀텍에는 벌금 8억원이, 새빛셀텍 법인에는."""
    phrases = look.phrases
    if phrases[look.at].marker not in "이을":
        return None
    start, _ = clause_of(look.sentence, look.at)
    for i in range(look.at - 1, start - 1, -1):
        p = phrases[i]
        if p.marker != "에" or p.kind not in "OPN":
            continue
        name = p if p.kind in "OP" else phrases[i - 1] if i and phrases[i - 1].kind == "O" else None
        if name is not None and (name is p or name.marker == "_"):
            return name.entity
    return None


def _complement(look: Look) -> int | None:
    """Find a programme as means or goal: 사업에 참여했으며, 사업으로, 행사를 통해."""
    start, end = clause_of(look.sentence, look.at)
    before = means_of(look, start, look.at)
    if before is not None:
        return before
    comma = next((i for i in range(look.at, end) if look.phrases[i].kind == "X"), end)
    return means_of(look, look.at, comma)


def _hosted(look: Look) -> int | None:
    """Find the programme that somebody runs with a number of people: 200명을 모아 'G'를 연다."""
    phrases = look.phrases
    if phrases[look.at].marker != "을" or corporate(look):
        return None
    for i in range(look.at + 1, len(phrases)):
        p = phrases[i]
        if p.kind == "G":
            return p.entity if _is_run(phrases, i) else None
        if p.kind in NAMES:
            return None
    return None


def _is_run(phrases: Sequence[Phrase], i: int) -> bool:
    """Tell whether a programme, or the noun behind it, is the object of a verb of running."""
    tail = phrases[i + 1] if phrases[i].marker == "_" and i + 1 < len(phrases) else phrases[i]
    verb = next((p for p in phrases[i + 1 :] if p.kind == "V"), None)
    runs = (letter("run"), letter("release"), letter("make"))
    return tail.marker == "을" and verb is not None and verb.cls in runs


def _earlier(look: Look) -> int | None:
    """Find a marked name in the clauses before, or else a programme that is their means.

    A means has no business figures: 앱으로 알리자 매출이 뛰었다.
    """
    marked = _nearest(look, 0, clause_of(look.sentence, look.at)[0])
    if marked is not None or corporate(look):
        return marked
    return means_of(look, 0, look.at)


def _opening(look: Look) -> int | None:
    """Find the name that a headline opens with: 새솔군, 기부금 10억원 돌파; not that of a list.

    Or the programme that it then counts: 새론, 모아톡 친구 5천 명 돌파.
    """
    phrases = look.phrases
    announced = look.state.announced is not None and not corporate(look)
    if look.at < 2 or announced or phrases[0].kind not in NAMES or phrases[0].marker != "_":
        return None
    if phrases[1].form != "," or phrases[2].kind in NAMES:
        return None
    return phrases[0].entity if look.metric.program is None else look.metric.program


def _nearest(look: Look, start: int, end: int) -> int | None:
    phrases, marked = look.phrases, look.sentence.marked
    for i in reversed(marked[bisect_left(marked, start) : bisect_left(marked, end)]):
        p = phrases[i]
        if p.marker == "의" or counted(phrases, i):
            continue
        if p.kind in NAMES:
            closed = p.marker == "이" and _closed(phrases, i, look.at)
            silent = p.kind == "O" and p.entity in look.state.observers
            silent = silent or _studied(look.sentence, i, look.at)
            if not closed and not silent:
                return p.entity
        elif p.kind in "NT":
            owner = _named_with(look, i)
            told = owner in look.state.observers
            closed = p.marker == "이" and _closed(phrases, i, look.at)
            if owner is not None and not told and not closed:
                return owner
            again = first_of(look.state.main, look.state.company)
            if again is not None and calls_again(phrases, i):
                return again
    return None


def _named_with(look: Look, i: int) -> int | None:
    """Find the name that a noun belongs to: 후보가, 회사의 매출은, 미국 법인(새론USA)은."""
    phrases = look.phrases
    bearer = bearer_of(phrases, i)
    if bearer is not None:
        return None if _says(phrases[look.at :]) else bearer.entity
    owner = owner_of(phrases, i)
    return _in_bracket(phrases, i) if owner is None else owner


def _says(phrases: Sequence[Phrase]) -> bool:
    """Tell whether what comes next is what somebody says: 후보는 “3억원”이라고."""
    announce = letter("announce")
    return any(p.marker == "라" or p.cls == announce for p in phrases)


def _studied(sentence: Sentence, start: int, at: int) -> bool:
    """Tell whether what stands before only led to the numbers: 연구소가 이용자를 조사한 결과."""
    if "과" in sentence.markers[start:at]:
        return True
    asking = sentence.asking
    if asking is None:
        ask = load_words().sets["ask"]
        verbs = [i for i, kind in enumerate(sentence.kinds) if kind == "V"]
        asking = sentence.asking = [i for i in verbs if sentence.phrases[i].form in ask]
    return bool(asking) and any(start <= i < at for i in asking)


def _in_bracket(phrases: Sequence[Phrase], i: int) -> int | None:
    """Find the name in brackets behind a noun that stands for it: 미국 법인(새론USA)은."""
    if i + 3 < len(phrases) and phrases[i + 1].kind == "L" and phrases[i + 3].kind == "R":
        return phrases[i + 2].entity if phrases[i + 2].kind in "OG" else None
    return None


def _closed(phrases: Sequence[Phrase], subject: int, at: int) -> bool:
    """Tell whether a subject belongs to a relative clause that ends before the number."""
    for p in phrases[subject + 1 : at]:
        if p.kind == "V":
            return p.marker in "ㄴㄹ과"
    return False


FINDERS: Final = (
    _beside,
    _program,
    _relative_head,
    _doer,
    _signed,
    _owner,
    _called,
    _marked,
    _recipient,
    _complement,
    _hosted,
    _earlier,
    _opening,
)
"""Where the subject is looked for, in this order, before the discourse is asked."""

_OF_PROGRAMS: Final = (_program, _complement, _hosted)
FINDERS_OF_NAMES: Final = tuple(find for find in FINDERS if find not in _OF_PROGRAMS)
FINDERS_WITHOUT_NAMES: Final = (_relative_head, _called, _marked, _earlier)
"""Those that can find something where a sentence names no programme, or nothing at all."""

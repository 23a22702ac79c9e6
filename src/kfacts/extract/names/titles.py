"""Cues from titles: who stands before or behind one, and for whom they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kfacts.extract.names.people import HANGUL, Span, add_shape, person_form, surname
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.lexicon import Suffix

_NAMED = frozenset({"art", "sport", "religion", "public", "force"})
"""Titles that follow a person more often than an organisation."""
_CLOSED = frozenset("JEVX")
"""First letters of the tags of particles, endings and predicates: the word ends its phrase."""
_DIVISIONS = ("담당", "부문", "본부", "팀", "실", "국", "과", "사업부", "총괄")
"""Ends of words for parts of an organisation, which stand between it and the title."""
_JOINED = 0.6
"""Likeness of two words that Kiwi keeps as one noun: its dictionary has many people."""
_SCRAPS = 4
"""Morphemes that no verb of three syllables has."""
_ONCE = ("전", "前")
"""Between a surname and the title that its bearer had."""
_RUN = 7
"""Most words between a name and its title."""


def find_titled(context: Context) -> None:
    """Note the people and organisations beside each title."""
    for i in context.marked:
        facts = context.facts[i]
        if facts.title:
            _headed(context, i)
            _before(context, i, facts.title)
            _behind(context, i)
            _bracketed(context, i)
        elif facts.announces:
            _behind(context, i)


def _headed(context: Context, i: int) -> None:
    """Note the organisation inside a title: `국립한빛박물관장`, `서울경찰청장`."""
    word = context.words[i]
    form = word.form[:-1]
    if word.form[-1:] != "장" or len(form) < 4:
        return
    name, suffix = context.lexicon.names.get(form), context.lexicon.org_suffix(form)
    listed = name is not None and name.type == "organization"
    if listed or (suffix and _public(context, form, suffix)):
        context.evidence.add(word.start, word.stem - 1, "organization", "org.headed")


def _public(context: Context, form: str, suffix: Suffix) -> bool:
    """Whether a word names a public body with a place or 국립 at its start."""
    head = form[: -len(suffix.text)]
    whole = suffix.kind in ("public", "school", "hospital") and suffix.text not in closed(
        "org_part"
    )
    return whole and len(head) > 1 and context.lexicon.starts_with_place(head)


def _modifier(context: Context, i: int) -> bool:
    return context.written(i) in closed("modifier")


def _before(context: Context, i: int, kind: str) -> None:
    """`이름 직함`, `이름 회사 직함`, `회사 이름 직함`, `김 대표`."""
    _family(context, i)
    first = _start(context, i)
    if first == i:
        return
    form = context.words[i].form
    near = i
    while near > first and _modifier(context, near - 1):
        near -= 1
    if near == first and context.words[i - 1].tags == ("NNP",):
        near += 1  # 고, 전, 신 and their like are surnames too
    if near > first and _surname_alone(context, near - 1):
        return
    picked = _pick(context, first, near, i, only_near=form in closed("near_title"))
    if picked is not None:
        j, span = picked
        add_shape(context, j, span)
        cue = "person.title" if j == near - 1 else "person.title_far"
        context.evidence.add(span[0], span[1], "person", cue)
        _employers(context, first, j, near, kind)
        if j == first and kind == "company":
            _of(context, first)
    elif kind in _NAMED and near == i and _penname(context, i - 1):
        return
    elif _stranger(context, first, near):
        _organization(context, list(range(first + 1, near)), "org.appositive")
    elif kind in ("company", "public") and form not in closed("near_title"):
        _employer(context, i - 1, "org.employer")


def _start(context: Context, i: int) -> int:
    """First word of the stretch without particles that leads to the title."""
    words, j = context.words, i
    while j > 0 and i - j < _RUN and words[j].gap == " ":
        if _ends_phrase(context, j - 1):
            break
        j -= 1
    return j


def _ends_phrase(context: Context, j: int) -> bool:
    """Whether word `j` has a particle or an ending, and is no name that Kiwi cut (김/창/하/ᆫ)."""
    word = context.words[j]
    listed = word.tail[:1] != "J" and context.listed(j) is not None  # ends in 들
    if word.tail[:1] not in _CLOSED or listed:
        return False
    shape = context.lexicon.person_shape(context.written(j))
    particle = word.tail[0] == "J" and word.stem < word.end  # not the ㄴ of 박종훈
    return shape < 0.5 or (word.proper and (particle or shape < 0.7))


def _surname_alone(context: Context, j: int) -> bool:
    """`김 대표`, `소피아 장 파트너`."""
    word = context.words[j]
    if word.end - word.start != 1:
        return False
    written = context.written(j)
    if j and word.gap == " " and surname(context, written, 2) and _given(context, j - 1):
        context.evidence.add(context.words[j - 1].start, word.end, "person", "person.surname", 1.2)
        return True
    if written in "이전한" and context.words[j + 1].form in closed("near_title"):
        return False  # 이 시장: this market
    family = surname(context, written, 2) and (
        word.tags == ("NNP",) or (j + 1 < len(context.words) and word.gap.endswith("("))
    )
    if family or (written.isascii() and written.isupper()):
        context.evidence.add(word.start, word.end, "person", "person.surname")
        return True
    return False


def _family(context: Context, i: int) -> None:
    """Keep a syllable before a title, which may be a surname the article knows: 홍 전 시장."""
    words = context.words
    j = i - 1 - (i > 1 and words[i].gap == " " and context.written(i - 1) in _ONCE)
    if j < 0 or words[j + 1].gap != " " or words[j].end - words[j].start != 1:
        return
    written = context.written(j)
    family = surname(context, written) and written not in closed("no_family")
    if family and words[i].form not in closed("near_title"):
        context.families.append((words[j].start, words[j].end))


def _given(context: Context, j: int) -> bool:
    """Whether word `j` may be a foreign given name before a Korean surname (소피아 장)."""
    word = context.words[j]
    if word.tail or word.end - word.start < 2 or context.title(j) or context.listed(j):
        return False
    unknown = word.guessed and HANGUL.fullmatch(word.form) and not context.facts[j].org_suffix
    return word.form in context.lexicon.foreign or bool(unknown)


def _pick(
    context: Context, first: int, near: int, i: int, *, only_near: bool
) -> tuple[int, Span] | None:
    """Choose the word of the stretch that is most like a person's name."""
    best: tuple[float, int, Span] | None = None
    for j in range(near - 1 if only_near else first, near):
        word, written = context.words[j], context.written(j)
        if word.joined and j > first and not (context.listed(j - 1) or context.title(j)):
            start = context.words[j - 1].start
            return j, (start, word.end, _JOINED)
        verb = word.stem == word.start and word.tags[-1][:1] in _CLOSED
        verb = verb and not (j == near - 1 and _cut_name(context, j))
        if verb or not 2 <= len(written) <= 4 or not HANGUL.fullmatch(written):
            continue
        value = context.lexicon.person_shape(written)
        particle = word.tail[:1] == "J" and word.stem < word.end
        if j == near - 1 and _ends_in_i(written, value):
            particle = False
        if particle and (len(written) == 2 or word.stem - word.start > 1):
            continue
        if value < 0.3 or context.listed(j) or context.title(j) or _modifier(context, j):
            continue
        liking = value + (0.25 if j == near - 1 else 0.1 if j == first else 0.0)
        liking -= 0.7 if word.common and (word.stem == word.end or word.tail[:1] == "J") else 0.0
        suffix = context.lexicon.org_suffix(written)
        if suffix and not (word.broken and context.title(i) != "academic"):
            liking -= 1.0 if suffix.kind == "school" else 0.5
        if liking >= 0.5 and (best is None or liking > best[0]):
            best = (liking, j, (word.start, word.end, value))
    return None if best is None else (best[1], best[2])


def _cut_name(context: Context, j: int) -> bool:
    """Whether Kiwi made a phrase of a name right before a title: 이다온, 박솔은."""
    word = context.words[j]
    whole = word.end - word.start == 3 and context.lexicon.person_shape(context.written(j)) >= 0.8
    return whole and word.broken and len(word.tags) >= _SCRAPS


def _ends_in_i(written: str, value: float) -> bool:
    """Whether it is a name such as 김태이 right before a title, where Kiwi sees a particle."""
    if len(written) != 3 or value < 0.8:
        return False
    return written[2] in "이란랑" or written[1:] in closed("given_like_topic")


def _penname(context: Context, j: int) -> bool:
    """Take a word that is in no dictionary, before an artist's or an athlete's title."""
    word, written = context.words[j], context.written(j)
    if not word.proper or word.tail or not 2 <= len(written) <= 6:
        return False
    if context.listed(j) or context.title(j) or context.lexicon.org_suffix(written):
        return False
    if not HANGUL.fullmatch(written):
        return False
    start = word.start
    if j and word.gap == " " and context.words[j - 1].form in context.lexicon.foreign:
        start = context.words[j - 1].start
    context.evidence.add(start, word.end, "person", "person.penname")
    if word.guessed:
        context.evidence.add(start, word.end, "person", "person.guessed")
    return True


def _stranger(context: Context, first: int, near: int) -> bool:
    """Take an unknown word before an organisation and a title: `코발스카 한빛전자 회장`."""
    word, k = context.words[first], first + 1
    if k >= near or not (word.guessed and HANGUL.fullmatch(word.form)) or word.tail:
        return False
    suffix = context.facts[k].org_suffix
    if context.listed(k) != "organization" and not (suffix and len(suffix.text) > 1):
        return False
    if context.listed(first) or context.facts[first].org_suffix or context.title(first):
        return False
    context.evidence.add(word.start, word.end, "person", "person.stranger_far")
    context.evidence.add(word.start, word.end, "person", "person.guessed")
    return True


def _employers(context: Context, first: int, person: int, near: int, kind: str) -> None:
    """Note organisations between the name and the title, or before the name."""
    if kind == "sport" and person == near - 2:
        word = context.words[near - 1]
        if word.form in context.lexicon.towns:
            context.evidence.add(word.start, word.end, "organization", "org.team")
            return
    between = [k for k in range(person + 1, near) if not _modifier(context, k)]
    before = [k for k in range(first, person) if not _modifier(context, k)]
    if between:
        _organization(context, between, "org.appositive")
    elif before:
        _organization(context, before, "org.appositive")


def _of(context: Context, person: int) -> None:
    """`한빛온의 홍길동 대표`: a word in no dictionary that has somebody with a title."""
    word = context.words[person - 1]
    near = person > 0 and word.tail == "JKG" and context.words[person].gap == " "
    if near and word.guessed and _employer(context, person - 1, "org.employer"):
        context.evidence.add(word.start, word.stem, "person", "person.not_org")


def _organization(context: Context, words: list[int], cue: str) -> None:
    """Give the nearest word that may be an organisation's name a cue for one."""
    for k in reversed(words):
        if _employer(context, k, cue):
            return


def _employer(context: Context, k: int, cue: str) -> bool:
    """Give word `k` a cue for an organisation if it can be one's name."""
    word = context.words[k]
    if context.facts[k].government:
        context.evidence.add(word.start, word.end, "organization", "org.government")
        return True
    if not _may_employ(context, k, cue):
        return False
    start = word.start
    if word.form in context.lexicon.org_suffixes:
        if not k or word.gap != " " or not context.words[k - 1].form:
            return False
        start = context.words[k - 1].start
    end = word.stem if word.tail == "JKG" else word.end
    context.evidence.add(start, end, "organization", cue)
    if word.guessed or word.broken:
        context.evidence.add(start, end, "organization", "org.guessed")
    return True


def _may_employ(context: Context, k: int, cue: str) -> bool:
    word, form = context.words[k], context.words[k].form
    listed = context.listed(k)
    named = word.proper or word.broken or listed == "organization"
    part = form.endswith(_DIVISIONS) and not word.guessed
    other = context.title(k) or listed in ("location", "program") or _modifier(context, k)
    if not named or part or other or form[:1].isdigit() or form in context.lexicon.product_nouns:
        return False
    person = context.lexicon.person_shape(form) >= 0.8 and not word.guessed
    return not (person and cue == "org.appositive")


def _bracketed(context: Context, i: int) -> None:
    """`한빛전자(대표 홍길동)`."""
    word = context.words[i]
    if i == 0 or word.gap not in ("(", " (") or word.end == len(context.text):
        return
    before = context.words[i - 1]
    named = before.proper or before.broken or context.listed(i - 1) == "organization"
    if named and not before.tail and context.text[word.end] == " ":
        context.evidence.add(before.start, before.end, "organization", "org.bracketed")


def _behind(context: Context, i: int) -> None:
    """`배우 홍길동`, `대표 홍길동`, `수출입과장 배선우`."""
    words = context.words
    if words[i].tail or i + 1 >= len(words):
        return
    gap = words[i + 1].gap
    if gap != " " and gap.strip() not in ("△", "▲", "▷", "=", ":", "'", "‘"):
        return
    after = words[i + 1]
    everyday = after.common and (after.stem == after.end or after.tail[:1] == "J")
    if context.title(i + 1) or context.listed(i + 1) or everyday:
        return
    start, end, value = person_form(context, i + 1)
    alone = end == words[i + 1].stem and _closes(context, i + 1)
    least = 0.3 if alone and words[i + 1].proper else 0.45
    three = end - start == 3 and end < words[i + 1].end
    if value < least or (len(words[i + 1].tags) > 1 and value < (0.65 if three else 0.8)):
        return
    add_shape(context, i + 1, (start, end, value))
    context.evidence.add(start, end, "person", "person.before")


def _closes(context: Context, i: int) -> bool:
    """Whether nothing of its phrase follows word `i`: `편집장 제이, …`, `에디터 보리입니다`."""
    word, words = context.words[i], context.words
    after = words[i + 1].gap if i + 1 < len(words) else "\n"
    return word.tail == "VCP" or (not word.tail and after[:1] != " ")

"""Cues for organisations: endings, legal forms, what stands beside them, what they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.governments import note_government
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.lexicon import Suffix
    from kfacts.extract.names.words import Word

_LEGAL_BEFORE = regex.compile(
    r"(?:㈜|\(주\)|\(유\)|\(사\)|\(재\)|주식회사|유한회사|사단법인|재단법인|사회복지법인|학교법인|의료법인|"
    r"농업회사법인|영농조합법인|사회적협동조합)\s?(?=[\p{L}\p{Nd}])"
)
_INC = r" (?:Inc|Co|Ltd|Corp|LLC|GmbH)\b\.?(?:,? ?Ltd\b\.?)?"
_LEGAL_AFTER = re.compile(rf"㈜|\(주\)| 주식회사|,{_INC}|{_INC}")  # each begins with a character
_BYLINE = re.compile(
    r"[(\[](?:[가-힣]{2,4}=)?([가-힣A-Za-z0-9]{2,12})"
    r"(?:(?: [가-힣]{2,4})?\s?=\s?[가-힣 ·]{2,12}기자)?[)\]]"
)
_REPORTED = re.compile(
    r"\n([가-힣A-Za-z0-9]{2,10}) [가-힣]{2,4}(?:, ?[가-힣]{2,4})* (?:[가-힣]{2})?기자"
)
_COPYRIGHT = re.compile(r"(?:ⓒ|©|Copyright) ?([가-힣A-Za-z0-9]{2,10})(?![가-힣A-Za-z0-9])")
_INTRODUCED = regex.compile(r"\s?\((?:[A-Z]{2,}|☎|전화|문의|\d{2,4}[-)])")
"""Behind a name of common nouns: its abbreviation or its telephone in brackets."""
_COUNTED = re.compile(
    r"들| (?:\d[\d,]*여? ?(?:곳|개소|개사)(?![가-힣]{2})|[한두세네] 곳|여러 곳|곳곳)"
)
"""Behind a noun for many bodies: `한빛센터 9곳`."""
_COMMERCIAL = ("company", "shop", "farm", "club", "religion")
_PARTICLES = frozenset("은는이가을를의로와과도")
_NATIONAL = ("한국", "대한", "국립", "국가", "전국", "국제", "세계")
"""How the names of national bodies begin, which may end in one syllable: 한국…원, 대한…회."""
_OF_STATE = ("국립", "연방", "중앙", "왕립", "주립")
"""How names of bodies begin that are of the state named before them."""
_SURELY = 1.5
_RUN_BY = ("시립", "도립", "군립", "구립", "국립", "공립", "사립", "부속", "부설", "산하")
_CLINIC = ("내과", "외과", "학과")
_LATIN_WORDS = 3
"""Words before the last of a name in Latin letters."""


def find_organizations(context: Context) -> None:
    """Note the cues for organisations."""
    _bylines(context)
    for i in context.marked:
        facts, word = context.facts[i], context.words[i]
        if facts.ending and len(word.form) > 1:
            _suffix(context, i)
        if facts.companion:
            _companion(context, i)
        if facts.beside and word.form:
            _BESIDE[facts.beside](context, i)
        if facts.government:
            note_government(context, i)
        elif word.proper or word.broken:
            _named(context, i)
    _legal(context)


def _named(context: Context, i: int) -> None:
    word = context.words[i]
    _headed(context, i)
    if word.tail in ("JKS", "JX"):
        _acts(context, i)
    elif word.guessed and not word.tail:
        _swallowed(context, i)


def _suffix(context: Context, i: int) -> None:
    """Note an organisation's ending, and what stands before it."""
    word, hit = context.words[i], context.facts[i].org_suffix
    if hit and word.form.startswith(_OF_STATE) and word.form not in closed("nameless"):
        _foreign_body(context, i, _SURELY)
    if context.listed(i):
        return
    if word.form in context.lexicon.org_suffixes:
        _after_proper(context, i)
    elif hit is not None and not _no_suffix(context, i, hit):
        if i and word.gap == " " and context.words[i - 1].form.endswith(_RUN_BY):
            start = context.words[i - 1].start
            context.evidence.add(start, word.stem, "organization", "org.run_by", hit.weight)
        if len(hit.text) > 1:
            _long_suffix(context, word, hit)
        else:
            _short_suffix(context, word, hit)


def _swallowed(context: Context, i: int) -> None:
    """Note an ending before a particle that Kiwi took for a syllable of the name: 한빛코리아가."""
    word = context.words[i]
    hit = context.lexicon.org_suffix(word.form[:-1]) if word.form[-1] in _PARTICLES else None
    if hit is not None and len(hit.text) > 1:
        context.evidence.add(word.start, word.stem - 1, "organization", "org.suffix", hit.weight)
        context.evidence.add(word.start, word.stem - 1, "organization", "org.proper")


def _no_suffix(context: Context, i: int, hit: Suffix) -> bool:
    """Whether a word ends like an organisation, but is none."""
    word, form = context.words[i], context.words[i].form
    if form in closed("generic"):
        return True
    if hit.text in closed("dish") and _whole_place(context, form[: -len(hit.text)]):
        return True  # 평양냉면 is eaten anywhere
    clinic = form.endswith(_CLINIC) and i > 0 and context.facts[i - 1].org_suffix is not None
    return (
        (word.common and hit.kind not in ("school", "club"))
        or context.lexicon.official(form)  # 강릉시장 is no market
        or form[0].isdigit()
        or clinic  # of the hospital before it
    )


def _whole_place(context: Context, form: str) -> bool:
    listed = context.lexicon.names.get(form)
    town = form in context.lexicon.towns or (len(form) > 2 and form.endswith("동"))
    return town or (listed is not None and listed.type == "location")


def _long_suffix(context: Context, word: Word, hit: Suffix) -> None:
    head, evidence = word.form[: -len(hit.text)], context.evidence
    if len(head) < 2 and not (word.guessed or head.isascii()):
        return  # 중/재단
    if _COUNTED.match(context.text, word.stem):
        evidence.add(word.start, word.stem, "organization", "org.generic_word")
    evidence.add(word.start, word.stem, "organization", "org.suffix", hit.weight)
    body = hit.kind not in _COMMERCIAL or hit.text in closed("firm_word")  # not 액화천연가스(LNG)
    named = word.proper or word.broken or (body and head.startswith(_NATIONAL))
    named = named or (body and _INTRODUCED.match(context.text, word.stem) is not None)
    if named or context.lexicon.starts_with_place(head):
        evidence.add(word.start, word.stem, "organization", "org.proper")
    elif hit.text in closed("org_part"):
        evidence.add(word.start, word.stem, "organization", "org.generic", 1.8)
    elif hit.kind in _COMMERCIAL or len(head) < 4:
        evidence.add(word.start, word.stem, "organization", "org.generic", 1.2)


def _short_suffix(context: Context, word: Word, hit: Suffix) -> None:
    """One syllable tells little, but behind 한국 or 국립 or in an unknown word."""
    form, evidence = word.form, context.evidence
    national = len(form) > 4 and form.startswith(_NATIONAL) and hit.text in "원회단청처관"
    if national or (word.guessed and len(form) > 2):
        weight = 1.2 if national else hit.weight
        evidence.add(word.start, word.stem, "organization", "org.suffix", weight)
        evidence.add(word.start, word.stem, "organization", "org.proper")


def _after_proper(context: Context, i: int) -> None:
    """Join a bare ending to the proper noun before it: `한빛 재단`."""
    words, lexicon = context.words, context.lexicon
    kind, weight = lexicon.org_suffixes[words[i].form]
    if (
        i == 0
        or words[i].gap != " "
        or context.title(i)
        or not _joins(words[i - 1], words[i], kind)
    ):
        return
    before = words[i - 1]
    if context.title(i - 1) or context.listed(i - 1) == "location":
        return
    if lexicon.person_shape(before.form) < 0.6:
        span = before.start, words[i].stem
        context.evidence.add(*span, "organization", "org.suffix", weight * 0.6)
        context.evidence.add(*span, "organization", "org.proper")


def _joins(before: Word, word: Word, kind: str) -> bool:
    """Whether an ending apart may belong to the word before it."""
    if kind == "company" and not (before.guessed and word.form in closed("firm_word")):
        return False
    return kind != "shop" and not before.tail and before.proper


def _companion(context: Context, i: int) -> None:
    """`한빛전자 관계자`, `한빛전자 측`."""
    words = context.words
    if i == 0 or words[i].gap != " ":
        return
    before = words[i - 1]
    if before.tail or before.common or not before.form or context.title(i - 1):
        return
    context.evidence.add(before.start, before.end, "organization", "org.companion")
    if before.guessed:
        context.evidence.add(before.start, before.end, "organization", "org.guessed")


def _headed(context: Context, i: int) -> None:
    """`스타트업 한빛`, `걸그룹 한빛`, `한빛대 교수`."""
    words = context.words
    if not (i and context.facts[i - 1].org_noun) or context.listed(i - 1) == "organization":
        return
    word, before, evidence = words[i], words[i - 1], context.evidence
    titled = i + 1 < len(words) and words[i + 1].gap == " " and context.title(i + 1)
    if (
        (word.gap == " " and before.form and not before.tail)
        and not context.title(i)
        and (before.form in context.lexicon.org_nouns or not (titled or _personal(context, i)))
        and context.listed(i) in (None, "organization")
    ):
        evidence.add(word.start, word.stem, "organization", "org.head")
        if word.form.isascii():
            evidence.add(word.start, word.stem, "organization", "org.latin")
        if word.guessed or word.broken or word.tags == ("NNP",):
            cue = "org.unknown" if word.tags == ("NNP",) and not word.guessed else "org.guessed"
            evidence.add(word.start, word.stem, "organization", cue)
        if not _personal(context, i) and not titled:
            evidence.add(word.start, word.stem, "person", "person.not_org")


def _label(context: Context, i: int) -> bool:
    return context.words[i].form in closed("label")


def _personal(context: Context, i: int) -> bool:
    suffix = context.facts[i].org_suffix  # 동방일보, though 동방 is a surname
    return context.facts[i].person_shape >= 0.6 and not (suffix and len(suffix.text) > 1)


def _firm(context: Context, i: int) -> None:
    """`법무법인 한빛`: the noun is part of the name, unlike 기업, and any word may follow."""
    word, k = context.words[i], i + 1
    if word.tail or k >= len(context.words) or context.words[k].gap != " ":
        return
    rest, facts = context.words[k], context.facts[k]
    if rest.form and rest.tags[0] != "SN" and not facts.title and not facts.companion:
        context.evidence.add(word.start, rest.stem, "organization", "org.firm")


def _foreign_body(context: Context, i: int, scale: float = 1.0) -> None:
    """`루마니아 국방부`: the country is part of the name."""
    word, before = context.words[i], context.words[i - 1]
    if i and word.gap == " " and before.form in context.lexicon.countries and not before.tail:
        context.evidence.add(before.start, word.stem, "organization", "org.located", scale)


def _university(context: Context, i: int) -> None:
    """`한빛대 교수`, `한빛대 전자공학과`."""
    word = context.words[i]
    before = context.words[i - 1] if i else word
    if word.gap == " " and len(before.form) > 2 and before.form[-1] == "대" and not before.tail:
        context.evidence.add(before.start, before.stem, "organization", "org.school")
        context.evidence.add(before.start, before.stem, "organization", "org.guessed")


def _school(context: Context, i: int) -> None:
    """`한빛초 학생들`, `한빛초와 새솔중 선수들`."""
    words, k = context.words, i - 1
    while k >= 0 and words[k + 1].gap in (" ", "·", ", "):
        form, tail = words[k].form, context.text[words[k].stem : words[k].end]
        if tail == "중" and k + 1 == i:  # 새롬중, where Kiwi sees 'in the midst of'
            form, tail = form + tail, ""
        short = 3 <= len(form) <= 5 and form[-1] in "초중고" and words[k].proper
        if not short or tail not in ("", "와", "과") or (k + 1 == i and tail):
            return
        start, end = words[k].start, words[k].start + len(form)
        context.evidence.add(start, end, "organization", "org.school")
        context.evidence.add(start, end, "organization", "org.guessed")
        context.evidence.add(start, end, "person", "person.not_org")
        k -= 1


_BESIDE: dict[str, Callable[[Context, int], None]] = {
    "ministry": _foreign_body,
    "firm": _firm,
    "school": _school,
    "university": _university,
}


def _acts(context: Context, i: int) -> None:
    """Note the subject of a verb of speech, founding or offering."""
    word = context.words[i]
    if word.tail == "JX" and not context.text.startswith(("은", "는"), word.stem):
        return
    if _act(context, i) and len(word.form) > 1:
        context.evidence.add(word.start, word.stem, "organization", "org.acts")
        if word.guessed:
            context.evidence.add(word.start, word.stem, "organization", "org.guessed")


def _act(context: Context, i: int) -> bool:
    """Whether the sentence of word `i` ends in an act of an organisation."""
    word = context.words[i]
    end = context.sentence_end(word.start)
    return context.acts(max(word.end, end - 40), end)


def _legal(context: Context) -> None:
    """Note names with a legal form, which stays in the name where it is attached to it."""
    text = context.text
    for found in _LEGAL_BEFORE.finditer(text):
        sign = found.group() == "㈜"  # which belongs to the word, unlike the others
        i = context.starts.get(found.start() if sign else found.end())
        if i is not None and context.words[i].form:
            attached = not found.group()[-1].isspace()
            start = found.start() if attached else found.end()
            _add_legal(context, i, start, context.words[i].stem)
    for behind in _LEGAL_AFTER.finditer(text):
        i = context.ends.get(behind.start())
        if i is not None and context.words[i].form:
            whole = behind.group()[0] not in " ," or behind.group()[-1] == "."
            end = behind.end() if whole else context.words[i].end
            _add_legal(context, i, context.words[_first_latin(context, i)].start, end)


def _first_latin(context: Context, i: int) -> int:
    """First word of a name in Latin capitals and small letters that ends in word `i`."""
    words, text, first = context.words, context.text, i
    while first and i - first < _LATIN_WORDS and words[first].gap == " ":
        before = context.written(first - 1)
        if not (before.isascii() and before.isalnum() and before[0].isupper()):
            break
        first -= 1
    return first if text[words[i].start].isascii() else i


def _add_legal(context: Context, i: int, start: int, end: int) -> None:
    """Let the name with its legal form count for more than the bare one."""
    word = context.words[i]
    bare = context.evidence.total(word.start, word.stem, "organization")
    context.evidence.add(start, end, "organization", "org.legal", 1 + max(bare, 0.0) / 3)


def _bylines(context: Context) -> None:
    """`[한빛일보=홍길동 기자]`, `(서울=한빛뉴스)`, `한빛일보 홍길동 기자`, `ⓒ 한빛일보`."""
    for found in _BYLINE.finditer(context.text) if "=" in context.text else ():
        if "=" in found.group():
            context.evidence.add(*found.span(1), "organization", "org.byline")
    for pattern in (_REPORTED, _COPYRIGHT):
        for found in pattern.finditer(context.lines):
            start, end = found.start(1) - 1, found.end(1) - 1
            i = context.starts.get(start)
            if i is None or context.title(i) or _personal(context, i) or _label(context, i):
                continue
            context.evidence.add(start, end, "organization", "org.byline")

"""Cues for organisations: endings, legal forms, what stands beside them, what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_LEGAL_BEFORE = regex.compile(
    r"(?:㈜|\(주\)|\(유\)|\(사\)|\(재\)|주식회사|유한회사|사단법인|재단법인|사회복지법인|학교법인|의료법인|"
    r"농업회사법인|영농조합법인|사회적협동조합)\s?(?=[\p{L}\p{Nd}])"
)
_LEGAL_AFTER = regex.compile(
    r"㈜|\(주\)| 주식회사|,? (?:Inc|Co|Ltd|Corp|LLC|GmbH)\b\.?(?:,? ?Ltd\b\.?)?"
)
_BYLINE = regex.compile(
    r"[(\[](?:[가-힣]{2,4}=)?([가-힣A-Za-z0-9]{2,12})(?:\s?=\s?[가-힣 ·]{2,12}기자)?[)\]]"
)
_REPORTED = regex.compile(
    r"(?m)^([가-힣A-Za-z0-9]{2,10}) [가-힣]{2,4}(?:, ?[가-힣]{2,4})* (?:[가-힣]{2})?기자"
)
_COPYRIGHT = regex.compile(r"(?:[ⓒ©]|Copyright) ?([가-힣A-Za-z0-9]{2,10})(?![가-힣A-Za-z0-9])")
_PARTNER = regex.compile(
    r"[와과] (?:손잡|업무협약|협약|협력|공동으로|계약)"
    r"|에 (?:기부|기증|전달했|신고|건의|제출|요청|요구|촉구)"
    r"|(?:도|는|은)? 역시 |으?로부터 |[의이] (?:지원을|의뢰|위탁|예산)"
)
"""Behind a local government that others deal with."""
_RUN_BY = ("시립", "도립", "군립", "구립", "국립", "공립", "사립", "부속", "부설", "산하")
_FIRMS = frozenset(("법무법인", "회계법인", "특허법인", "세무법인", "노무법인", "감정평가법인"))
_CLINIC = ("내과", "외과", "학과")
_UNIVERSITY = frozenset(("교수", "총장", "학과", "연구팀", "병원", "의대", "석좌교수", "명예교수"))


def find_organizations(context: Context) -> None:
    """Note the cues for organisations."""
    _bylines(context)
    for i in context.marked:
        facts, word = context.facts[i], context.words[i]
        if len(word.form) > 1 and (facts.org_suffix or word.form in context.lexicon.org_suffixes):
            _suffix(context, i)
        if facts.companion:
            _companion(context, i)
        if facts.government:
            _government(context, i)
        elif word.proper or word.broken:
            _headed(context, i)
            if word.tail in ("JKS", "JX"):
                _acts(context, i)
    _legal(context)


def _suffix(context: Context, i: int) -> None:
    """Note an organisation's ending, and what stands before it."""
    words, lexicon = context.words, context.lexicon
    word, form = words[i], words[i].form
    if context.listed(i):
        return
    if form in lexicon.org_suffixes:
        _after_proper(context, i)
        return
    hit = context.facts[i].org_suffix
    if hit is None or (word.common and hit[1] not in ("school", "club")):
        return
    suffix, kind, weight = hit
    if context.lexicon.official(form):
        return  # 춘천시장 is no market, 부산시의원 no clinic
    if form[0].isdigit() or (form.endswith(_CLINIC) and i and context.facts[i - 1].org_suffix):
        return  # a clinic of the hospital before it
    if i and word.gap == " " and words[i - 1].form.endswith(_RUN_BY):
        before = words[i - 1]
        context.evidence.add(before.start, word.stem, "organization", "org.run_by", weight)
    if len(suffix) == 1 and (not word.guessed or len(form) < 3):
        return
    evidence, head = context.evidence, form[: -len(suffix)]
    evidence.add(word.start, word.stem, "organization", "org.suffix", weight)
    if word.proper or word.broken or lexicon.starts_with_place(head):
        evidence.add(word.start, word.stem, "organization", "org.proper")
    elif kind in ("company", "shop", "farm", "club", "religion") or len(head) < 4:
        evidence.add(word.start, word.stem, "organization", "org.generic")


def _after_proper(context: Context, i: int) -> None:
    """Join a bare ending to the proper noun before it: `한빛 재단`."""
    words, lexicon = context.words, context.lexicon
    kind, weight = lexicon.org_suffixes[words[i].form]
    if i == 0 or words[i].gap != " " or kind in ("company", "shop") or context.title(i):
        return
    before = words[i - 1]
    if before.tail or not before.proper or context.title(i - 1):
        return
    if context.listed(i - 1) == "location" or lexicon.person_shape(before.form) >= 0.6:
        return
    context.evidence.add(before.start, words[i].stem, "organization", "org.suffix", weight * 0.6)
    context.evidence.add(before.start, words[i].stem, "organization", "org.proper")


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
    word, evidence = words[i], context.evidence
    before = words[i - 1] if i and word.gap == " " and not words[i - 1].tail else None
    noun = before is not None and context.lexicon.ends_in(before.form, context.lexicon.org_nouns)
    if (
        before is not None
        and noun
        and not context.title(i)
        and context.listed(i) in (None, "organization")
    ):
        if before.form in _FIRMS:  # part of the name, unlike 기업 or 단체
            evidence.add(before.start, word.stem, "organization", "org.firm")
        evidence.add(word.start, word.stem, "organization", "org.head")
        if word.form.isascii():
            evidence.add(word.start, word.stem, "organization", "org.latin")
        if word.guessed:
            evidence.add(word.start, word.stem, "organization", "org.guessed")
    if len(word.form) > 2 and word.form[-1] == "대" and i + 1 < len(words):
        after = words[i + 1]
        if after.gap == " " and (after.form in _UNIVERSITY or after.form.endswith("학과")):
            evidence.add(word.start, word.stem, "organization", "org.school")
            evidence.add(word.start, word.stem, "organization", "org.guessed")


def _acts(context: Context, i: int) -> None:
    """Note the subject of a verb of speech, founding or offering."""
    word = context.words[i]
    if word.tail == "JX" and context.text[word.stem] not in "은는":
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


def _government(context: Context, i: int) -> None:
    """Note a local government that acts or employs: there it is no place."""
    word, words = context.words[i], context.words
    sentence = context.sentence_end(word.start)
    acting = word.tail == "JKS" or (word.tail == "JX" and context.acts(word.end, sentence))
    if not acting and not word.tail and i + 1 < len(words) and words[i + 1].gap == " ":
        after = words[i + 1]
        kind = context.title(i + 1)
        acting = after.form in context.lexicon.companions or kind in ("public", "company")
    if word.tail == "JKB" and context.text.startswith("에 따르면", word.stem):
        acting = True
    if acting or _PARTNER.match(context.text, word.stem):
        context.evidence.add(word.start, word.stem, "organization", "org.government")


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
    for found in _LEGAL_AFTER.finditer(text):
        i = context.ends.get(found.start())
        if i is not None and context.words[i].form:
            attached = found.group()[0] not in " ,"
            end = found.end() if attached or text[found.end() - 1] == "." else context.words[i].end
            _add_legal(context, i, context.words[i].start, end)


def _add_legal(context: Context, i: int, start: int, end: int) -> None:
    """Let the name with its legal form count for more than the bare one."""
    word = context.words[i]
    bare = context.evidence.total(word.start, word.stem, "organization")
    context.evidence.add(start, end, "organization", "org.legal", 1 + max(bare, 0.0) / 3)


def _bylines(context: Context) -> None:
    """`[한빛일보=홍길동 기자]`, `(서울=한빛뉴스)`, `한빛일보 홍길동 기자`, `ⓒ 한빛일보`."""
    for found in _BYLINE.finditer(context.text):
        if "=" in found.group():
            context.evidence.add(*found.span(1), "organization", "org.byline")
    for pattern in (_REPORTED, _COPYRIGHT):
        for found in pattern.finditer(context.text):
            start, end = found.span(1)
            i = context.starts.get(start)
            if i is None or context.title(i) or context.lexicon.person_shape(found[1]) >= 0.8:
                continue
            context.evidence.add(start, end, "organization", "org.byline")

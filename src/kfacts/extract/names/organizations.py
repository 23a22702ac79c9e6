"""Cues for organisations and places: endings, legal forms, what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_LEGAL_BEFORE = regex.compile(
    r"(?:㈜|\(주\)|\(유\)|\(사\)|\(재\)|주식회사|유한회사|사단법인|재단법인|사회복지법인|학교법인|의료법인|"
    r"농업회사법인|영농조합법인|사회적협동조합)\s?(?=[\p{L}\p{Nd}])"
)
_LEGAL_AFTER = regex.compile(
    r"㈜|\(주\)| 주식회사|,? (?:Inc|Co|Ltd|Corp|LLC|GmbH)\b\.?(?:,? ?Ltd\b\.?)?"
)
_ABBREVIATION = regex.compile(
    r"\s?\((?:이하 )?['‘“\"]?"
    r"([A-Z][A-Za-z&\-]{1,9}|[가-힣]{2,6}|[A-Za-z][A-Za-z .&,\-]{3,60})['’”\"]?\)"
)
_DEPARTMENT = regex.compile(
    r"[가-힣A-Za-z·]*(?:팀|과|국|실|본부|부문|사업부|사업부문|센터|연구소|지부|지점|지사|지회|위원회|TF)"
)
_PLACE = regex.compile(
    r"[가-힣]{1,8}(?:특별시|광역시|자치시|자치도|시|군|구|읍|면|동|리|도|역|공항|항|산|강|섬|대교|터널|휴게소|해수욕장|경기장|광장|"
    r"공원|빌딩|타워|아파트|고속도로|국도|대로|로|길|궁|사거리|교차로|나들목|나들목|해변|계곡|폭포|반도|해협|만|호|댐|체육관|운동장|야구장|축구장)"
)


def find_organizations(context: Context) -> None:
    """Note the cues for organisations."""
    _legal(context)
    for i in range(len(context.words)):
        _suffix(context, i)
        _companion(context, i)
        _acts(context, i)


def _suffix(context: Context, i: int) -> None:
    """Note an organisation's ending, and what stands before it."""
    word = context.words[i]
    form = word.form
    if len(form) < 2 or (context.known.get(i) is not None and context.listed(i)):
        return
    if form in context.lexicon.org_suffixes:
        _after_proper(context, i)
        return
    hit = context.lexicon.org_suffix(form)
    if hit is None or (word.common and hit[1] not in ("school", "club")):
        return
    suffix, kind, weight = hit
    if len(suffix) == 1:
        weight *= 0.45
    evidence, head = context.evidence, form[: -len(suffix)]
    evidence.add(word.start, word.stem, "organization", "org.suffix", weight)
    place = context.lexicon.names.get(head)
    if word.proper or place is not None or _starts_with_place(context, head):
        evidence.add(word.start, word.stem, "organization", "org.proper")
    elif kind in ("company", "shop", "farm", "club", "religion") or len(head) < 4:
        evidence.add(word.start, word.stem, "organization", "org.generic")


def _starts_with_place(context: Context, head: str) -> bool:
    for size in (4, 3, 2):
        name = context.lexicon.names.get(head[:size])
        if name is not None and name.type == "location":
            return True
    return head.startswith(("국립", "시립", "도립", "대한", "전국", "중앙"))


def _after_proper(context: Context, i: int) -> None:
    """Join a bare ending to the proper noun before it: `한빛 재단`."""
    words, lexicon = context.words, context.lexicon
    kind, weight = lexicon.org_suffixes[words[i].form]
    if i == 0 or words[i].gap != " " or kind in ("company", "shop") or len(words[i].form) < 2:
        return
    before = words[i - 1]
    if (
        before.tail
        or not before.proper
        or context.title(i - 1)
        or context.listed(i - 1) == "location"
    ):
        return
    context.evidence.add(before.start, words[i].stem, "organization", "org.suffix", weight * 0.6)
    context.evidence.add(before.start, words[i].stem, "organization", "org.proper")


def _companion(context: Context, i: int) -> None:
    """`한빛전자 관계자`, `한빛전자 측`."""
    words = context.words
    if i == 0 or words[i].gap != " " or words[i].form not in context.lexicon.companions:
        return
    before = words[i - 1]
    if before.tail or before.common or not before.form or context.title(i - 1):
        return
    context.evidence.add(before.start, before.end, "organization", "org.companion")


def _acts(context: Context, i: int) -> None:
    """Subject of a verb of speech, founding or offering."""
    word = context.words[i]
    if word.tail not in ("JKS", "JX") or not word.form:
        return
    if word.tail == "JX" and context.text[word.stem] not in "은는":
        return
    government = word.form in context.lexicon.governments
    if not government and not word.proper:
        return
    end = context.sentence_end(word.start)
    clause = context.text[max(word.end, end - 40) : end]
    if not any(stem in clause for stem in context.lexicon.acts):
        return
    if government:
        context.evidence.add(word.start, word.stem, "organization", "org.government")
    else:
        context.evidence.add(word.start, word.stem, "organization", "org.acts")


def _legal(context: Context) -> None:
    """Names with a legal form, which stays in the name where it is attached to it."""
    text = context.text
    starts = {word.start: i for i, word in enumerate(context.words)}
    ends = {word.end: i for i, word in enumerate(context.words)}
    for found in _LEGAL_BEFORE.finditer(text):
        i = starts.get(found.end())
        if i is not None:
            attached = not found.group()[-1].isspace()
            start = found.start() if attached else context.words[i].start
            context.evidence.add(start, context.words[i].stem, "organization", "org.legal")
    for found in _LEGAL_AFTER.finditer(text):
        i = ends.get(found.start())
        if i is not None and context.words[i].form:
            attached = found.group()[0] not in " ,"
            end = found.end() if attached or text[found.end() - 1] == "." else context.words[i].end
            context.evidence.add(context.words[i].start, end, "organization", "org.legal")


def find_abbreviations(context: Context, spans: list[tuple[int, int]]) -> None:
    """Take what stands in brackets behind an organisation for another name of it."""
    for _, end in spans:
        found = _ABBREVIATION.match(context.text, end)
        if found is None:
            continue
        inner = found.group(1)
        if inner.isdigit() or context.lexicon.title(inner) or inner in context.lexicon.surnames:
            continue
        latin = inner.isascii()
        context.evidence.add(*found.span(1), "organization", "org.bracket", 1.0 if latin else 0.6)


def find_departments(context: Context, ends: dict[int, int]) -> None:
    """Join a department to its organisation: `한빛전자 홍보팀` is one name."""
    for i, word in enumerate(context.words):
        if i == 0 or word.gap != " " or context.words[i - 1].end not in ends:
            continue
        form = word.form
        if form in closed("no_department") or not _DEPARTMENT.fullmatch(form) or context.title(i):
            continue
        start = ends[context.words[i - 1].end]
        context.evidence.add(start, word.stem, "organization", "org.department")


def find_governments(context: Context) -> None:
    """Note local governments before a title or 관계자: there they are no places."""
    words = context.words
    for i, word in enumerate(words):
        if word.form not in context.lexicon.governments or word.tail or i + 1 >= len(words):
            continue
        after = words[i + 1]
        if after.gap == " " and (
            after.form in context.lexicon.companions
            or context.title(i + 1) in ("public", "company")
        ):
            context.evidence.add(word.start, word.end, "organization", "org.government")


def find_places(context: Context) -> None:
    """Note endings of places behind a proper noun."""
    for word in context.words:
        if word.tags[:1] == ("NNP",) and _PLACE.fullmatch(word.form):
            context.evidence.add(word.start, word.stem, "location", "location.suffix")

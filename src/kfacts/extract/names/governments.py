"""Local governments: where the word for a place means those who act there, and their offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.words import Word

_PARTNER = regex.compile(
    r"[와과](?:도|의|는)? (?:손잡|업무협약|협약|협력|공동으로|계약)"
    r"|에 (?:기부|기증|전달했|신고|건의|제출|요청|요구|촉구)"
    r"|(?:도|는|은)? 역시 |으?로부터 |[의이] (?:지원을|의뢰|위탁|예산)"
    r"|의 (?:['‘“「『]|(?:대표|핵심|주요|새) )"
)
"""Behind a local government that others deal with."""
_SAID_OF_PLACE = regex.compile(
    r"(?:하락|상승|보합|올랐|내렸|오르|내리|높|낮|많|적|크|작|길|넓|좁|없|어렵|가깝|멀|맑|흐리|흐릴|"
    r"떨어지|떨어질|그치|그칠|불린|불리|알려졌|꼽힌|꼽혔|위치|자리 ?잡|인접|맞닿|유명|에 있|에 속|"
    r"도시|고장|지역|곳)[^\s]{0,6}\s*$"
)
"""How a sentence ends that tells of a place; any other with a local government as its topic tells
what it does."""
_PREDICATE = 16
"""Characters at the end of a sentence that hold its predicate."""
_HEADLINE = regex.compile(r", (?=[^\n.]+(?:\n|$))")
_HEAD = regex.compile(r"\((?:시장|군수|구청장|도지사|지사) ")
"""Behind a local government: its head in brackets."""
_OFFICE = regex.compile(
    r"[가-힣·0-9]*(?:과|국|실|단|본부|센터|보건소|사업소|상담소|사무소|담당관|관리소|연구소)"
)
"""Part of a local government."""
_PARTICLES = {
    "의": "JKG",
    "은": "JX",
    "는": "JX",
    "이": "JKS",
    "가": "JKS",
    "을": "JKO",
    "를": "JKO",
}
_SECTION = regex.compile(r"[가-힣]{2,8}과(?=(?:와|가|에|에서|에는|로|로는)(?![가-힣]))")
"""A section with a particle that no `과` of the language takes: 농업정책과와."""


def cut_governments(words: list[Word], governments: frozenset[str]) -> None:
    """Cut the particle off local governments that Kiwi took for unknown words: 완주군의."""
    for i in [i for i, word in enumerate(words) if word.guessed]:
        word = words[i]
        if word.form[-1:] in _PARTICLES and word.form[:-1] in governments:
            tail = _PARTICLES[word.form[-1]]
            words[i] = word._replace(
                stem=word.stem - 1, form=word.form[:-1], tail=tail, guessed=False
            )


def note_government(context: Context, i: int) -> None:
    """Note a local government that acts or employs: there it is no place."""
    word, words = context.words[i], context.words
    sentence = context.sentence_end(word.start)
    subject = word.tail == "JX" or (word.tail == "JKS" and context.lone)
    acting = context.acts(word.end, sentence) if subject else word.tail == "JKS"
    if word.tail == "JX" and not acting and not context.lone:
        told = _SAID_OF_PLACE.search(context.text, max(word.end, sentence - _PREDICATE), sentence)
        acting = context.text.startswith(("은", "는"), word.stem) and told is None
    if not acting and not word.tail and i + 1 < len(words) and words[i + 1].gap == " ":
        after = words[i + 1]
        kind = context.title(i + 1)
        acting = after.form in context.lexicon.companions or kind in ("public", "company")
    if word.tail == "JKB" and context.text.startswith("에 따르면", word.stem):
        acting = True
    acting = acting or _headline(context, i) or _HEAD.match(context.text, word.end) is not None
    if acting or _PARTNER.match(context.text, word.stem) or _in_row(context, i):
        context.evidence.add(word.start, word.stem, "organization", "org.government")
    if not word.tail:
        _office(context, i)


def _headline(context: Context, i: int) -> bool:
    """Whether word `i` opens a headline that says what it does: `강릉시, 해변 축제 연다`."""
    word = context.words[i]
    opens = word.start == 0 or "\n" in word.gap
    another = i + 1 < len(context.words) and context.listed(i + 1) == "location"
    another = another and context.words[i + 1].gap == ", "  # not in marks
    return opens and not another and _HEADLINE.match(context.text, word.end) is not None


def _in_row(context: Context, i: int) -> bool:
    """Whether a government stands with an organisation: `강릉시와 환경부가`, `환경부와 강릉시`."""
    words, text = context.words, context.text
    word = context.words[i]
    near = [k for k, joint in ((i + 1, i), (i - 1, i - 1)) if 0 <= k < len(words) and joint >= 0]
    for k in near:
        left = words[min(i, k)]
        joint = text[left.stem : left.end] in ("와", "과") and words[max(i, k)].gap == " "
        suffix = context.facts[k].org_suffix
        body = context.facts[k].government or (suffix is not None and suffix.kind != "shop")
        acting = body and k > i and words[k].tail == "JKS"
        if joint and (acting or context.listed(k) == "organization"):
            return word.tail != "JKG"
    return False


def _office(context: Context, i: int) -> None:
    """Join the part of a local government to it: `강릉시 문화예술과 홍길동 주무관`."""
    words = context.words
    if i + 1 >= len(words) or words[i + 1].gap != " ":
        return
    after, written = words[i + 1], context.written(i + 1)
    section = _SECTION.match(context.text, after.start)
    end = section.end() if section else after.stem
    if section is None and after.tail in ("", "JC", "JKB"):
        if written.endswith("과") and _staffed(context, i + 2):
            end = after.end
        elif after.tail:
            return
    form = context.text[after.start : end]
    if len(form) > 2 and form not in closed("no_department") and _OFFICE.fullmatch(form):
        context.evidence.add(words[i].start, end, "organization", "org.department", 2.6)


def _staffed(context: Context, i: int) -> bool:
    """Whether a person with a title, or a title, stands at word `i`."""
    last = min(i + 2, len(context.words))
    return any(context.title(k) or context.facts[k].companion for k in range(i, last))

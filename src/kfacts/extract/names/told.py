"""What the text tells of a word in no dictionary: that it is a firm, deals, is owned, is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_PHRASE = r"(?:[^\s.]{1,12} ){0,6}?"
_DEALS = regex.compile(
    rf"[와과](?:의|도)? {_PHRASE}(?:계약|협약|제휴|손잡|손을 잡|합작|협업|공동 ?개발|합병|맞손)"
)
"""Behind one of two sides of a contract."""
_OWNS = regex.compile(
    r"의 (?:[^\s.,]{1,6} )?(?:자회사|모회사|계열사|주가|시가총액|최대주주|지분|본사|임직원|"
    r"이사회|경영진|창업자|신주|상장|기업가치|협력사|가맹점|점주)(?![가-힣]{3})"
)
"""Behind a company that has what only companies have."""
_SEATED = regex.compile(r"[은는] (?:[^.]{1,20}에 )?(?:본사|본점|법인|공장)[을를] (?:둔|두고|세운|세웠|옮긴)")
_HELD = regex.compile(
    rf"(?:이|가|은|는) {_PHRASE}(?:열린다|열렸|열리는|개막|개최|펼쳐|막을 올|막을 내|방영|개봉|출시[된됐되돼]|"
    r"발매[된됐되돼]|연재|승인[된됐되돼])"
)
"""Behind what is held, shown or put on sale."""
_BEHIND = frozenset(("은", "는", "이", "가", "와", "과", "의", "도", "("))
"""Behind who does something, not where it is done."""
_NEAR = 12
"""Words behind a topic in which the noun stands that says what it is."""


def find_told(context: Context) -> None:
    """Note the cues."""
    for i in context.named:
        word = context.words[i]
        latin = word.tags == ("SL",) and word.form not in closed("abbreviation")
        if not (word.guessed or latin) or context.listed(i) or context.title(i):
            continue
        if context.facts[i].person_shape < 0.6:
            _told(context, i)


def _told(context: Context, i: int) -> None:
    word, evidence = context.words[i], context.evidence
    start, end = word.start, context.bare_end(i)
    if end - start < 2:
        return
    if _DEALS.match(context.text, end):
        _organization(context, i, end, "org.deals")
    if _OWNS.match(context.text, end) or _SEATED.match(context.text, end):
        _organization(context, i, end, "org.owns")
    behind = context.text[end : word.end] or context.text[end : end + 1]
    if i and word.gap == " " and behind in _BEHIND:
        before = context.words[i - 1]
        if before.form in context.lexicon.countries and not before.tail:
            evidence.add(start, end, "organization", "org.nation")
    if _HELD.match(context.text, end):
        evidence.add(start, end, "program", "program.held")
    if word.tail == "JX" and context.text[end : word.end] in ("은", "는"):
        _defined(context, i, end)


def _organization(context: Context, i: int, end: int, cue: str) -> None:
    start = context.words[i].start
    context.evidence.add(start, end, "organization", cue)
    if context.words[i].guessed:
        context.evidence.add(start, end, "organization", "org.guessed")


def _defined(context: Context, i: int, end: int) -> None:
    """`한빛온은 …를 만드는 회사다`, `한빛온은 … 품종으로, …`."""
    words, lexicon = context.words, context.lexicon
    stop = context.sentence_end(end)
    for k in range(i + 1, min(i + _NEAR, len(words))):
        word = words[k]
        if word.start >= stop:
            return
        if word.tail != "VCP" and not context.text.startswith(("로,", "으로,"), word.stem):
            continue
        if lexicon.ends_in(word.form, lexicon.org_nouns):
            _organization(context, i, end, "org.defined")
        elif lexicon.ends_in(word.form, lexicon.program_nouns):
            context.evidence.add(words[i].start, end, "program", "program.defined")
        return

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
_SEATED = regex.compile(
    r"[은는] (?:[^.]{1,20}에 )?(?:본사|본점|법인|공장)[을를] (?:둔|두고|세운|세웠|옮긴)"
    rf"|[은는] {_PHRASE}(?:사명|상호|간판|법인명|이름)을 (?:바꿨|바꾼|바꿔|변경)"
)
_MAKES = regex.compile(
    r"[이가] (?:[^\s.]{1,8} )?(?:만든|만드는|개발한|개발하는|공급한|공급하는|생산한|생산하는|"
    r"운영하는|제작한|제작하는|출시한|내놓은|판매하는|설립한|인수한|투자한|주최한|주최하는|집계한) "
)
"""Behind who makes or runs the thing that the next words name."""
_ACCOUNTS = (
    r"(?:매출|영업이익|영업손실|영업익|순이익|순손실|당기순|흑자|적자|점유율|수주|유상증자|공모가|상장|"
    r"기업공개|희망퇴직|시가총액|[가-힣]{0,6}점을 (?:닫|열)|투자를 유치|투자 유치|시리즈 [A-F])"
)
"""What only companies report."""
_EARNS = regex.compile(rf"[은는이가의](?:,| 역시)? (?:[^\s.]{{1,12}} ){{0,4}}?{_ACCOUNTS}")
"""Behind a company whose figures the text gives."""
_ABBREVIATED = regex.compile(r"\([A-Z]{2,6}\)")
_HELD = regex.compile(
    rf"(?:이|가|은|는) {_PHRASE}(?:열린다|열렸|열리는|개막|개최|펼쳐|막을 올|막을 내|방영|개봉|"
    r"출시[된됐되돼]|발매[된됐되돼]|연재|승인[된됐되돼])"
)
"""Behind what is held, shown or put on sale."""
_TOLD = {
    **dict.fromkeys("와과", ((_DEALS, "organization", "org.deals"),)),
    "의": ((_OWNS, "organization", "org.owns"), (_EARNS, "organization", "org.earns")),
    **dict.fromkeys(
        "은는",
        (
            (_SEATED, "organization", "org.owns"),
            (_HELD, "program", "program.held"),
            (_EARNS, "organization", "org.earns"),
        ),
    ),
    **dict.fromkeys(
        "이가",
        (
            (_MAKES, "organization", "org.makes"),
            (_HELD, "program", "program.held"),
            (_EARNS, "organization", "org.earns"),
        ),
    ),
    **dict.fromkeys("도(", ()),
}
"""What may be told of a word, by the character behind it."""
_BEHIND = frozenset(("은", "는", "이", "가", "와", "과", "의", "도", "("))
"""Behind who does something, not where it is done."""
_NEAR = 12
"""Words behind a topic in which the noun stands that says what it is."""


def find_told(context: Context) -> None:
    """Note the cues."""
    words, text = context.words, context.text
    for i in context.named:
        word = words[i]
        if not word.guessed and word.tags != ("SL",):
            continue
        end = context.bare_end(i)
        told = _TOLD.get(text[end : end + 1])
        if told is None or end - word.start < 2 or not _unknown(context, i):
            continue
        for pattern, label, cue in told:
            if pattern.match(text, end):
                _note(context, i, end, label, cue)
        _placed(context, i, end)
        if text[end : word.end] in ("은", "는"):
            _defined(context, i, end)


def _unknown(context: Context, i: int) -> bool:
    listed = context.listed(i) or context.title(i)
    person = context.facts[i].person_shape >= 0.6
    return not listed and not person and context.words[i].form not in closed("abbreviation")


def _note(context: Context, i: int, end: int, label: str, cue: str) -> None:
    word = context.words[i]
    context.evidence.add(word.start, end, label, cue)
    if label == "organization" and word.guessed:
        context.evidence.add(word.start, end, label, "org.guessed")


def _placed(context: Context, i: int, end: int) -> None:
    """`독일 한빛온이`, `영국한빛소(BHS)`."""
    word, text = context.words[i], context.text
    behind = text[end : word.end] or text[end : end + 1]
    if i and word.gap == " " and behind in _BEHIND:
        before = context.words[i - 1]
        if before.form in context.lexicon.countries and not before.tail:
            context.evidence.add(word.start, end, "organization", "org.nation")
    shortened = word.guessed and behind == "(" and _ABBREVIATED.match(text, end)
    if shortened and context.lexicon.starts_with_place(word.form):
        _note(context, i, end, "organization", "org.abbreviated")


def _defined(context: Context, i: int, end: int) -> None:
    """`한빛온은 …를 만드는 회사다`, `한빛온은 … 품종으로, …`."""
    words = context.words
    stop = context.sentence_end(end)
    for k in range(i + 1, min(i + _NEAR, len(words))):
        word = words[k]
        if word.start >= stop:
            return
        if word.tail != "VCP" and not context.text.startswith(("로,", "으로,"), word.stem):
            continue
        facts = context.facts[k]
        if word.form and facts.org_noun:
            _note(context, i, end, "organization", "org.defined")
        elif word.form and facts.program_noun:
            context.evidence.add(words[i].start, end, "program", "program.defined")
        return

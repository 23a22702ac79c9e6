"""Cues for programmes: marks (`quoted`), heads, nouns that say what is named, laws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kfacts.extract.names.quoted import LAW_TITLE, find_quoted
from kfacts.extract.names.tables import closed, endings

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_USED = re.compile(
    r" (?:[^\s.,]{1,10} ){0,2}?(?:이용|출시|선보|내놓|내놨|업데이트|다운로드|내려받|설치|구독|"
    r"론칭|런칭|탑재|개발|재배|복용|처방|판매|판다|파는|쓰기로|쓰고 있|쓴다|쓰는|"
    r"써 ?[봤본보]|활용|입점)"
)


_CALLED = re.compile(r"(?:이?다|입니다|이?라고|이?며|으?로,|와|과|[,.])")
"""Behind a name that is said: `제품명은 한빛정이다`."""
_LAW_WORDS = 8
"""Most words before 관한 법률."""
_LONG, _OWN = 7, 3
"""Characters of a scheme's name with a telling head, and of what stands before its head."""
_COMPOUND = 9
"""Characters of a scheme's name that are too many for a phrase."""
_PHRASE = 3
"""Most words before the head of a scheme."""
_NOUNS = ("NNG", "NNP", "SL", "XPN")
_NUMBERED = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}")


def find_programs(context: Context) -> None:
    """Note the cues for programmes that one place of the text gives."""
    find_quoted(context)
    for match in LAW_TITLE.finditer(context.text):
        _law(context, match)
    for i in context.marked:
        facts, word = context.facts[i], context.words[i]
        if word.guessed or (word.broken and (word.form or not word.tail) and word.tail != "JKB"):
            _unmarked(context, i)
        if word.proper and i + 1 < len(context.words):
            _before_noun(context, i)
        if facts.program_head and len(word.form) > 1 and not word.common:
            _headed(context, i)
        if facts.product and _of_place(context, i):
            context.evidence.add(word.start, word.stem, "program", "program.compound")
        if facts.law and word.form:
            context.evidence.add(word.start, word.stem, "program", "program.law")


def _of_place(context: Context, i: int) -> bool:
    """Whether word `i` is a town's pass, pay or fair: 강릉패스, 여수북페어."""
    form = context.words[i].form
    ends = form.endswith(endings("place_product"))
    return ends and not context.listed(i) and context.lexicon.starts_with_place(form)


def _law(context: Context, found: re.Match[str]) -> None:
    """Note a law by its long title without marks: `한빛 보호 및 지원에 관한 법률`."""
    words, last = context.words, context.starts.get(found.start())
    first = last or 0
    while first > 0 and (last or 0) - first < _LAW_WORDS and words[first].gap == " ":
        before = words[first - 1]
        linking = context.written(first - 1) in ("및", "등") or before.tail in ("", "JKG", "JC")
        near = first == last and (before.tail == "JKB" or context.written(first - 1) == "등에")
        if not (linking or near) or context.listed(first - 1) or before.form[:1].isdigit():
            break
        first -= 1
    while first < (last or 0) and context.written(first) in ("및", "등"):
        first += 1
    if last is not None and last - first > 1:
        end = words[last + 1].stem
        context.evidence.add(words[first].start, max(end, found.end()), "program", "program.law")


def _unmarked(context: Context, i: int) -> None:
    """Note an unknown word behind a noun that says what it names, and one that is used or sold."""
    word, words = context.words[i], context.words
    start, end = word.start, context.bare_end(i)
    if end - start < 2 or context.title(i) or context.listed(i):
        return
    if i and word.gap == " " and not words[i - 1].tail and not _organization(context, i):
        before = words[i - 1].form
        if before in context.lexicon.program_nouns and before not in closed("no_name_after"):
            context.evidence.add(start, end, "program", "program.named")
    if i and word.gap == " " and _says(context, i - 1):
        end -= context.text.startswith("로,", end - 1)  # which Kiwi takes for a syllable of it
        if _CALLED.match(context.text, end):
            context.evidence.add(start, end, "program", "program.named")
    if word.tail == "JKO" and _USED.match(context.text, word.end):
        context.evidence.add(start, end, "program", "program.used")


def _says(context: Context, i: int) -> bool:
    """Whether word `i` says that a name follows: `품종은 한빛`, `제품명은 한빛정`."""
    word, nouns = context.words[i], context.lexicon.program_nouns
    topic = word.tail == "JX" and context.text[word.stem : word.end] in ("은", "는")
    return topic and (word.form in nouns or (word.form[-1:] == "명" and word.form[:-1] in nouns))


def _before_noun(context: Context, i: int) -> None:
    """`K9 자주포`, `한빛톡 앱`: a name before the noun that says what it is."""
    word, after = context.words[i], context.words[i + 1]
    if word.tail or after.gap != " " or context.listed(i):
        return
    if after.form in closed("machine") and _NUMBERED.fullmatch(word.form):
        context.evidence.add(word.start, word.stem, "program", "program.numbered")
    unknown = word.guessed and len(word.form) > 1 and not context.title(i)
    if after.form in closed("app") and unknown and not _organization(context, i):
        context.evidence.add(word.start, word.stem, "program", "program.app")


def _organization(context: Context, i: int) -> bool:
    suffix = context.facts[i].org_suffix
    return suffix is not None and len(suffix.text) > 1 and suffix.kind != "shop"


def _headed(context: Context, i: int) -> None:
    """Note unquoted names with a head: `한빛 청년 챌린지`, `K-스타트업 프로젝트`."""
    word, words = context.words[i], context.words
    head = context.facts[i].program_head
    first = i
    while first > 0 and words[first].gap == " " and i - first < 3:
        before = words[first - 1]
        if before.tail or not before.form or context.title(first - 1) or not before.proper:
            break
        listed = context.listed(first - 1)
        if listed == "organization" or (listed == "location" and head not in closed("held_in")):
            break
        first -= 1
    if first == i:
        _scheme(context, i)
    if first == i and word.form == head:
        return
    start = words[first].start
    context.evidence.add(start, word.stem, "program", "program.head")
    if any(words[k].proper for k in range(first, i)) or (word.form != head and word.proper):
        context.evidence.add(start, word.stem, "program", "program.proper")


def _scheme(context: Context, i: int) -> None:
    """Note a scheme of common nouns alone that is called for or long enough to be no phrase.

    `청년 정책자금 융자사업 시행계획`, `차세대의료기술연구개발사업`.
    """
    word, words = context.words[i], context.words
    head = context.facts[i].program_head
    if head in closed("long_head") and len(word.form) >= max(_LONG, len(head) + _OWN):
        context.evidence.add(word.start, word.stem, "program", "program.scheme")
    if head not in closed("scheme"):
        return
    if len(word.form) >= _COMPOUND:
        context.evidence.add(word.start, word.stem, "program", "program.scheme")
    after = words[i + 1] if i + 1 < len(words) and words[i + 1].gap == " " else None
    if word.tail or after is None or after.form not in closed("called_for"):
        return
    first = i
    while first > 0 and words[first].gap == " " and i - first < _PHRASE:
        before = words[first - 1]
        plain = before.form and not before.tail and before.tags[0] in _NOUNS
        if not plain or context.listed(first - 1) or context.title(first - 1):
            break
        first -= 1
    start = words[first].start
    if first < i and word.stem - start >= _COMPOUND:
        context.evidence.add(start, word.stem, "program", "program.head")
        context.evidence.add(start, word.stem, "program", "program.scheme")

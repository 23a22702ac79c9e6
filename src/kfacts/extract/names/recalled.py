"""Names that a text goes on to call by a part of them, or that it gives another name itself.

Two places speak for each other before either is certain: who writes `가나유통 … 가나에 맡긴` names
a firm, as who writes `‘가나 청년 통장’ … 청년 통장은` names a scheme, or `가나회의(약칭 가회)` a
body.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.evidence import SURE, THRESHOLD
from kfacts.extract.names.tables import closed
from kfacts.korean.lexicon import components
from kfacts.korean.namekeys import is_bare, name_key
from kfacts.korean.nameparts import is_body, is_lead, name_parts
from kfacts.korean.places import is_place
from kfacts.korean.shorten import is_contraction, is_made_of, is_squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context

_FIRMS = frozenset(("company", "shop", "farm"))
"""Kinds of organisations that are called by what stands before their endings."""
_HOUSES = frozenset(("public", "hospital", "school", "religion"))
"""Kinds that may be called by the first part of it only: `가나다문화재단 … 가나다는`."""
_PLACES = "시군구읍면동도리"
"""What a place ends in: 가람군 makes a place of 가람."""
_CROWD = 40
"""Names of one text that are looked for elsewhere, and places that are looked at for one."""
_LIKELY = -2.6
"""Log-odds as a name of any kind below which a word is an everyday one for the tagger."""
_OFF = -15.0
"""Log-odds of what the tagger does not see as a word of its own."""
_KINDS: tuple[Label, ...] = ("organization", "person", "location")
_CUT = 3
"""Syllables of a beginning that is a name though the analyser sees another word there: 우주로."""
_SHORTEST = 4
"""Syllables of a part by which a scheme in marks may be called."""
_MOST = 6
"""Most words of it."""
_NOUNS = frozenset(("NNG", "NNP", "XSN", "XPN"))
_CALLED = ("약칭", "통칭", "일명", "애칭", "별칭", "속칭", "줄여서", "줄임말")
_CUES = ("(이하", "(옛", "(구 ", "（", *_CALLED)
_OTHER = r"[가-힣A-Za-z][가-힣A-Za-z0-9·&\-]{1,15}"
_DEFINED = regex.compile(
    rf"[(（](?:이하,?|옛|구(?= )|{'|'.join(_CALLED)})[\s:,은]*"
    rf"['‘“\"]?(?P<inner>{_OTHER})['’”\"]?(?:이?라 함)?[)）]"
    rf"|,? (?:{'|'.join(_CALLED)})(?:은|인)?,? ?['‘“](?P<inner>{_OTHER})['’”]"
)
"""Behind a name: `(이하 ‘가나’)`, `, 약칭 ‘가나’`."""
_BRACKETED = regex.compile(r"\(['‘“]?(?P<inner>[가-힣]{2,8})['’”]?\)")
_QUOTES = "'’”」』》>"
_SCHEMES = ("제", "법", "사업", "자금", "체계", "제도", "시스템", "통장", "권")
"""What the names of programmes end in that are told by what they are called further on."""
_STATED = 1.5
"""How much more a name counts that the text says to be called otherwise."""
_SAID = 3.0
"""How much more it counts that a coined word shortens a long one: neither is there by chance."""
_BODY = 7
"""Syllables of a body's word that is looked for in short."""
_LONG = 5
"""Syllables of a compound that is a name where the text says what it is called for short."""
_REACH = 2000
"""Characters behind brackets in which what they hold comes again."""


def note_recalled(context: Context) -> None:
    """Note the cues."""
    text = context.text
    if len(context.analysis.sentences) > 1:
        _firms(context)
        _schemes(context)
        _bodies(context)
    if any(cue in text for cue in _CUES):
        for found in _DEFINED.finditer(text):
            _defined(context, found)
    for found in _BRACKETED.finditer(text) if "(" in text else ():
        _bracketed(context, found)


def _firms(context: Context) -> None:
    """`가나유통 … 가나에`: a word before a firm's ending that stands alone elsewhere."""
    brands: dict[str, list[int]] = {}
    for i in context.marked:
        suffix = context.facts[i].org_suffix
        if suffix is None or len(suffix.text) < 2 or context.listed(i):
            continue
        brand = context.words[i].form[: -len(suffix.text)]
        if len(brand) < 2 or brand[0] < "가":
            continue
        if suffix.kind in _FIRMS:
            brands.setdefault(brand, []).append(i)
        elif suffix.kind in _HOUSES:
            for first in _first_parts(context, i, brand):
                brands.setdefault(first, []).append(i)
    for brand, fulls in islice(brands.items(), _CROWD):
        shorts = list(islice(_alone(context, brand), _CROWD))
        known = context.lexicon.names.get(brand) or context.lexicon.starts_with_place(brand)
        if shorts and not known:
            _firm(context, fulls, shorts, len(brand))


def _first_parts(context: Context, i: int, brand: str) -> list[str]:
    """Beginnings of a body's brand that stand alone elsewhere; no word that many names begin with.

    The tagger hears of everyday words (`새움미술관 … 새움은`), so an unknown one is asked for.
    """
    found: dict[str, None] = {}
    near = context.by_head.get(brand[:2], ())[:_CROWD]
    for j in near:
        word = context.words[j]
        part = context.text[word.start : context.bare_end(j)]
        if j == i or not brand.startswith(part) or len(part) < 2 or word.common:
            continue
        if not (is_place(part) or is_lead(part) or part in components()):
            found[part] = None
    forms = [context.words[j].form for j in near] if found else []
    places = {form[:-1] for form in forms if form[-1:] in _PLACES}
    return [part for part in found if part not in places]


def _firm(context: Context, fulls: Sequence[int], shorts: Sequence[int], size: int) -> None:
    """Note a firm and what it is called where that may be a name."""
    spans = [(context.words[j].start, context.words[j].start + size) for j in shorts]
    asked = [(*span, kind) for span in spans for kind in _KINDS]
    odds = context.reading.scores(asked) if context.reading else ()
    stated = any(_total(context, i) >= SURE for i in fulls)
    sure = False
    for n, (j, span) in enumerate(zip(shorts, spans, strict=True)):
        seen = odds[3 * n : 3 * n + 3]
        if not seen or not (_is_brand(context, j, size, seen) or (stated and _leads(context, j))):
            continue
        word, cues = context.words[j], context.evidence.cues.get(span, ())
        sure |= word.proper or word.broken or "organization" in cues or max(seen) > 0
        if "person" in cues and context.evidence.by_rules(*span, "person") < THRESHOLD:
            context.evidence.add(*span, "person", "person.not_org")
        context.evidence.add(*span, "organization", "org.recalled")
        for word in [context.words[i] for i in fulls]:
            if sure or word.proper or word.broken:
                context.evidence.add(word.start, word.stem, "organization", "org.recalled")


def _alone(context: Context, brand: str) -> Iterator[int]:
    """Words that are a brand and at most a particle."""
    text, particles = context.text, closed("particle")
    for j in context.by_head.get(brand[:2], ()):
        word = context.words[j]
        rest = text[word.start + len(brand) : word.end]
        if text.startswith(brand, word.start) and (not rest or rest in particles):
            yield j


def _is_brand(context: Context, j: int, size: int, odds: Sequence[float]) -> bool:
    """Whether a word may be a name where it stands alone."""
    if j + 1 < len(context.words) and context.words[j + 1].gap == " ":
        alone = context.words[j].end == context.words[j].start + size
        if alone and (context.facts[j + 1].companion or context.title(j + 1)):
            return True
    if context.words[j].end == context.words[j].start + size:
        return False  # 나울 온데이 체크카드
    if max(odds) < _OFF:
        return size >= _CUT
    organization, _, location = odds
    return max(odds) > _LIKELY and location < max(0.0, organization)


def _total(context: Context, i: int) -> float:
    """Sum what speaks for word `i` as an organisation."""
    return context.evidence.total(context.words[i].start, context.words[i].stem, "organization")


def _leads(context: Context, j: int) -> bool:
    """Whether an everyday word is what a sentence begins with and is about: `온기는 …`."""
    word = context.words[j]
    begin = context.analysis.sentences[context.analysis.sentence_at(word.start)][0]
    return word.start == begin and context.text[word.end - 1] in "은는이가"


def _schemes(context: Context) -> None:
    """`‘가나 청년 통장’ … 청년 통장은`: words in marks of which a part stands without them."""
    for start, end in context.quoted:
        first, last = context.starts.get(start), context.ends.get(end)
        if first is None or last is None or not 0 < last - first < _MOST:
            continue
        words = context.words
        parts = [(k, last) for k in range(first + 1, last + 1)]
        if context.facts[last].program_noun or context.facts[last].program_head:
            parts.append((first, last - 1))
        if any(_comes_again(context, words[a].start, words[b].end, (start, end)) for a, b in parts):
            context.evidence.add(start, end, "program", "program.recalled")


def _bodies(context: Context) -> None:
    """`가나다네트워크 … 가다넷은`: a long word of a body, and a word of none that shortens it."""
    longs: dict[str, list[int]] = {}
    for i in context.marked:
        suffix, form = context.facts[i].org_suffix, context.words[i].form
        if suffix and suffix.kind == "public" and len(form) >= _BODY and not context.listed(i):
            lead, *rest = name_parts(form)
            first = rest[0].text[0] if rest and lead.kind == "lead" else form[0]
            for char in dict.fromkeys((form[0], first)):
                longs.setdefault(char, []).append(i)
    heads = {head for head in context.by_head if head[0] in longs} if longs else frozenset()
    for j in context.beginning(heads):
        word, end = context.words[j], context.bare_end(j)
        short = context.text[word.start : end]
        if not 3 <= len(short) <= _LONG or word.common or context.listed(j):
            continue
        fulls = [i for i in longs[short[0]][:_CROWD] if _contracts(context, short, i)]
        if len({context.words[i].form for i in fulls}) == 1:
            for k in (*fulls, j):
                start, end = context.words[k].start, context.bare_end(k)
                context.evidence.add(start, end, "organization", "org.recalled", _SAID)


def _contracts(context: Context, short: str, i: int) -> bool:
    """Whether a word is made of syllables of the words in word `i`."""
    word, analysis = context.words[i], context.analysis
    first, last = (bisect_left(analysis.starts, at) for at in (word.start, word.stem))
    parts = tuple(m.form for m in analysis.morphemes[first:last] if len(m.form) > 1)
    return len(parts) > 1 and (
        is_contraction(short, word.form, parts) or is_squeezed(short, word.form, parts)
    )


def _comes_again(context: Context, start: int, end: int, whole: tuple[int, int]) -> bool:
    """Whether what stands there stands by itself outside the whole; no everyday word does."""
    part = context.text[start:end]
    if len(part) < _SHORTEST or is_bare(name_key(part)):
        return False
    for j in context.by_head.get(part[:2], ())[:_CROWD]:
        at = context.words[j].start
        if whole[0] <= at < whole[1] or not context.text.startswith(part, at):
            continue
        last = _last(context, j, at + len(part))
        rest = context.text[at + len(part) : context.words[last].end]
        if (not rest or rest in closed("particle")) and (last > j or _telling(context, j)):
            return True
    return False


def _telling(context: Context, i: int) -> bool:
    """Whether one word may be what a scheme is called: in no dictionary, or made of several."""
    word = context.words[i]
    made = len(word.tags) > 1 and set(word.tags) <= _NOUNS
    return word.guessed or made or context.facts[i].program_head is not None


def _last(context: Context, i: int, end: int) -> int:
    """Word that reaches an offset, from word `i` on."""
    while i + 1 < len(context.words) and context.words[i].end < end:
        i += 1
    return i


def _before(context: Context, offset: int) -> int | None:
    """Word that ends before an offset, a space or a closing mark between them or not."""
    at = offset - (context.text[offset - 1 : offset] == " ")
    return context.ends.get(at - (context.text[at - 1 : at] in _QUOTES and at > 0))


def _defined(context: Context, found: regex.Match[str]) -> None:
    """Note a name, and the other name that the text gives it."""
    i, other = _before(context, found.start()), found["inner"]
    if i is not None and "줄여서" in found[0] and not is_made_of(other, context.words[i].form):
        return  # 회원들은 줄여서 ‘가다회’라 부른다
    label = _kind(context, i, other) if i is not None else None
    j = context.starts.get(found.start("inner"))
    everyday = j is not None and context.words[j].common and len(other) < _SHORTEST
    if i is None or label is None or (everyday and other not in context.words[i].form):
        return
    _state(context, i, found.span("inner"), label)


def _bracketed(context: Context, found: regex.Match[str]) -> None:
    """`긴급회복자금(회복자금) … 회복자금은`: brackets with a part of the word that comes again."""
    i, short = context.ends.get(found.start()), found["inner"]
    form = context.words[i].form if i is not None else ""
    if i is None or len(form) <= _LONG or form.startswith(short):
        return
    if is_made_of(short, form):
        again = context.text.find(short, found.end(), found.end() + _REACH) > 0
        label = _kind(context, i, short) if again else None
        if label is not None:
            _state(context, i, found.span("inner"), label)


def _state(context: Context, i: int, other: tuple[int, int], label: Label) -> None:
    """Note that word `i` and another name are names of one thing."""
    cue = "org.recalled" if label == "organization" else "program.recalled"
    for span in ((context.words[i].start, context.bare_end(i)), other):
        context.evidence.add(*span, label, cue, _STATED)


def _kind(context: Context, i: int, other: str) -> Label | None:
    """Tell what word `i` names by its end, if it may be a name."""
    word, facts = context.words[i], context.facts[i]
    form = word.form
    if (
        word.tail[:1] not in ("", "J")
        or len(form) < _LONG
        or facts.title
        or facts.person_shape >= 0.6
    ):
        return None
    if (facts.org_suffix and len(facts.org_suffix.text) > 1) or is_body(name_key(form)):
        return "organization"
    if is_bare(name_key(other)):
        return None
    if facts.program_head or facts.law or form.endswith(_SCHEMES):
        return "program"
    j = context.starts.get(context.text.find(other, word.end, word.end + _REACH))
    coined = j is not None and not context.words[j].common and not form.endswith(other)
    return "organization" if coined else None

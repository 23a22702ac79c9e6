"""Cues for people: shape of the name, titles before and after, honorifics, ages, rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_HANGUL = regex.compile(r"[가-힣]+")
_AGE = regex.compile(
    r"\s?\((?:[가-힣\p{Han}]{2,3}[·,]\s?)?(?:\d{1,3}세?|만 \d{1,3}세|[남여]|\d{4}년생)"
    r"(?:[·,]\s?[가-힣0-9·, ]{1,12})?\)"
)
_HONORIFICS = ("씨", "군", "양", "옹", "여사", "님")
_NAMED = frozenset({"art", "sport", "religion", "public", "force"})
"""Titles that follow a person more often than an organisation."""
_CLOSED = frozenset("JEVX")
"""First letters of the tags of particles, endings and predicates: the word ends its phrase."""
RUN = 7
"""Most words between a name and its title."""


def find_people(context: Context) -> None:
    """Note the cues for people."""
    titles_before = context.lexicon.titles_before
    for i in range(len(context.words)):
        _shape(context, i)
        if context.title(i):
            _before_title(context, i)
        if context.words[i].form in titles_before:
            _after_title(context, i)
        _honorific(context, i)
    _rows(context)


def person_form(context: Context, i: int) -> tuple[int, int, float]:
    """Span and likeness (0–1) of a Korean personal name in word `i`, whatever Kiwi made of it."""
    word = context.words[i]
    written = context.text[word.start : word.end]
    best = (word.start, word.stem, 0.0)
    if not _HANGUL.match(written):
        return best
    shape = context.lexicon.person_shape
    for end in dict.fromkeys((word.end, word.stem)):
        value = shape(context.text[word.start : end])
        if value > best[2]:
            best = (word.start, end, value)
    for size in (3, 2, 4):
        rest = written[size:]
        if rest in closed("particle"):
            value = shape(written[:size]) - (0.3 if size != 3 else 0.05)
            if value > best[2]:
                best = (word.start, word.start + size, value)
    return best


def _add_shape(context: Context, i: int, span: tuple[int, int, float]) -> None:
    """Note what the word itself says for or against a person."""
    start, end, value = span
    word, evidence = context.words[i], context.evidence
    if value:
        evidence.add(start, end, "person", "person.shape", value)
    if end == word.stem and word.tags == ("NNP",):
        evidence.add(start, end, "person", "person.nnp")
    elif end == word.stem and word.common:
        evidence.add(start, end, "person", "person.common")
    elif len(word.tags) != 1 and value:
        evidence.add(start, end, "person", "person.unknown")
    if context.listed(i) or (context.lexicon.org_suffix(context.text[start:end]) and value < 0.7):
        evidence.add(start, end, "person", "person.not_org")


def _shape(context: Context, i: int) -> None:
    """Note a word that Kiwi takes for a proper noun and that is built like a name."""
    word = context.words[i]
    if word.tags == ("NNP",) and len(word.form) in (3, 4) and not context.title(i):
        value = context.lexicon.person_shape(word.form)
        if value >= 0.6:
            _add_shape(context, i, (word.start, word.stem, value))
    if word.form in context.lexicon.foreign and word.proper and len(word.form) > 1:
        _foreign(context, i)
    if (
        word.end < len(context.text)
        and context.text[word.end] in "( "
        and word.end - word.start < 6
    ):
        age = _AGE.match(context.text, word.end)
        if age and (_HANGUL.fullmatch(context.written(i)) or context.written(i).isupper()):
            _add_age(context, i)


def _add_age(context: Context, i: int) -> None:
    word, written = context.words[i], context.written(i)
    if len(written) == 2 and written[1] == "모" and written[0] in context.lexicon.surnames:
        span = (word.start, word.start + 1, 1.0)
    elif len(written) == 1 and written.isupper():
        span = (word.start, word.end, 1.0)
    else:
        span = (word.start, word.end, context.lexicon.person_shape(written))
    _add_shape(context, i, span)
    context.evidence.add(span[0], span[1], "person", "person.age")


def _foreign(context: Context, i: int) -> None:
    """Given name and the word after it (일론 머스크)."""
    words = context.words
    start, end = words[i].start, words[i].stem
    if i + 1 < len(words) and words[i + 1].gap == " " and not words[i].tail:
        after = words[i + 1]
        if (
            after.form
            and not after.common
            and not context.title(i + 1)
            and not context.listed(i + 1)
        ):
            end = after.stem
    context.evidence.add(start, end, "person", "person.foreign")
    if end != words[i].stem:
        context.evidence.add(start, end, "person", "person.unknown")


def _before_title(context: Context, i: int) -> None:
    """`이름 직함`, `이름 회사 직함`, `회사 이름 직함`, `김 대표`."""
    first = _run_start(context, i)
    picked = _pick(context, first, i)
    if picked is not None:
        j, span = picked
        _add_shape(context, j, span)
        near = all(context.written(k) in closed("modifier") for k in range(j + 1, i))
        cue = "person.title" if near else "person.title_far"
        context.evidence.add(span[0], span[1], "person", cue)
        _appositives(context, first, j, i)
    elif first < i:
        _employer(context, first, i)


def _run_start(context: Context, i: int) -> int:
    """First word of the stretch without particles that leads to the title."""
    words, j = context.words, i
    while j > 0 and i - j < RUN and words[j].gap == " ":
        before = words[j - 1]
        if (
            before.tail[:1] in _CLOSED
            and context.lexicon.person_shape(context.written(j - 1)) < 0.5
        ):
            break
        j -= 1
    return j


def _pick(context: Context, first: int, i: int) -> tuple[int, tuple[int, int, float]] | None:
    """Choose the word of the stretch that is most like a person's name."""
    best: tuple[float, int, tuple[int, int, float]] | None = None
    for j in range(first, i):
        word, written = context.words[j], context.written(j)
        if written in closed("modifier") or context.listed(j) or context.title(j):
            continue
        near = all(context.written(k) in closed("modifier") for k in range(j + 1, i))
        if len(written) == 1 and near and written in context.lexicon.surnames:
            context.evidence.add(word.start, word.end, "person", "person.surname")
            return None
        if not _HANGUL.fullmatch(written):
            continue
        value = context.lexicon.person_shape(written)
        liking = value + (0.25 if near else 0.0) + (0.1 if j == first else 0.0)
        if word.common:
            liking -= 0.6
        if value >= 0.3 and liking >= 0.5 and (best is None or liking > best[0]):
            best = (liking, j, (word.start, word.end, value))
    if best is not None:
        return best[1], best[2]
    return _penname(context, i)


def _penname(context: Context, i: int) -> tuple[int, tuple[int, int, float]] | None:
    """Take a word that is in no dictionary, before an artist's or an athlete's title."""
    if context.words[i].gap != " " or i == 0 or context.title(i) not in _NAMED:
        return None
    j = i - 1
    word, written = context.words[j], context.written(j)
    if (
        word.common
        or word.tail
        or context.listed(j)
        or context.title(j)
        or not 2 <= len(written) <= 5
    ):
        return None
    if context.lexicon.org_suffix(written) or not _HANGUL.fullmatch(written):
        return None
    context.evidence.add(word.start, word.end, "person", "person.penname")
    return j, (word.start, word.end, 0.0)


def _appositives(context: Context, first: int, person: int, title: int) -> None:
    """Organisations between the name and the title, or before the name."""
    between = [k for k in range(person + 1, title) if context.written(k) not in closed("modifier")]
    if between:
        _organization(context, between[0], between[-1], "org.appositive")
    elif person > first:
        words = [k for k in range(first, person) if context.written(k) not in closed("modifier")]
        if words and not context.title(words[-1]):
            _organization(context, words[0], words[-1], "org.appositive")


def _organization(context: Context, first: int, last: int, cue: str) -> None:
    """Give the nearest word that may be an organisation's name a cue for one."""
    for k in range(last, first - 1, -1):
        word = context.words[k]
        if word.common or not word.form or context.title(k) or context.listed(k) == "location":
            continue
        if context.lexicon.org_suffixes.get(word.form) and k > first:
            start = context.words[k - 1].start
            context.evidence.add(start, word.end, "organization", cue)
            return
        if word.form in context.lexicon.product_nouns or word.form in context.lexicon.program_nouns:
            continue
        context.evidence.add(word.start, word.end, "organization", cue)
        if word.proper or len(word.tags) > 1:
            context.evidence.add(word.start, word.end, "organization", "org.unknown")
        return


def _employer(context: Context, first: int, i: int) -> None:
    """`한빛전자 대표` without a name."""
    if context.title(i) in ("company", "public") and context.words[i].gap == " ":
        j = i - 1
        word = context.words[j]
        if not word.common and word.form and not context.title(j):
            context.evidence.add(word.start, word.end, "organization", "org.employer")


def _after_title(context: Context, i: int) -> None:
    """`배우 홍길동`, `대표 홍길동`."""
    words = context.words
    if words[i].tail or i + 1 >= len(words) or words[i + 1].gap not in (" ", " '", " ‘"):
        return
    span = person_form(context, i + 1)
    if span[2] >= 0.45 and not context.title(i + 1):
        _add_shape(context, i + 1, span)
        context.evidence.add(span[0], span[1], "person", "person.before")


def _honorific(context: Context, i: int) -> None:
    """씨, 군, 양, 옹, 여사, 님, apart or attached; a surname alone will do."""
    word, written = context.words[i], context.written(i)
    for honorific in _HONORIFICS:
        at = written.find(honorific)
        if at < 0 or (
            written[at + len(honorific) :] not in closed("particle")
            and at + len(honorific) < len(written)
        ):
            continue
        if at == 0 and i and word.gap in (" ", ") ", ")"):
            _honored(
                context, i - 1, context.words[i - 1].start, context.words[i - 1].end, honorific
            )
        elif 0 < at <= 4:
            _honored(context, i, word.start, word.start + at, honorific)
        return


def _honored(context: Context, i: int, start: int, end: int, honorific: str) -> None:
    form = context.text[start:end]
    lexicon = context.lexicon
    value = (
        1.0 if len(form) == 1 and form.isascii() and form.isupper() else lexicon.person_shape(form)
    )
    if len(form) == 1 and form in lexicon.surnames:
        value = 1.0
    if len(form) == 2 and form[1] == "모" and form[0] in lexicon.surnames:
        end, value = start + 1, 1.0
    if honorific == "씨":
        if value or (len(form) > 1 and not context.words[i].common and _HANGUL.fullmatch(form)):
            context.evidence.add(start, end, "person", "person.honorific")
    elif value >= 0.5 and len(form) > 1:
        context.evidence.add(start, end, "person", "person.honorific", 0.7)
    if value and end - start > 1:
        context.evidence.add(start, end, "person", "person.shape", value)


def _rows(context: Context) -> None:
    """`A·B 교수`, `A, B, C 의원`: who stands in a row with a person is one."""
    words = context.words
    for i in range(len(words) - 1, 0, -1):
        if words[i].gap.strip() not in ("·", ",", "/", "∙", "ㆍ", "・"):
            continue
        start, end, _ = person_form(context, i)
        if context.evidence.total(start, end, "person") < 2.0:
            continue
        before = person_form(context, i - 1)
        if before[2] >= 0.45 and before[1] == words[i - 1].end:
            _add_shape(context, i - 1, before)
            context.evidence.add(before[0], before[1], "person", "person.list")

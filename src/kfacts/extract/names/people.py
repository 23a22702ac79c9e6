"""Cues for people by themselves: shape of the name, honorifics, ages, rows, foreign names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.foreign import spells
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.words import Word

Span = tuple[int, int, float]
"""(start, end, likeness to a Korean personal name, 0–1)"""

HANGUL = re.compile(r"[가-힣]+")
_AGE = regex.compile(
    r"\((?:[가-힣\p{Han}]{2,3}[·,]\s?)?(?:\d{1,3}세?|만 \d{1,3}세|[남여]|\d{4}년생)"
    r"(?:[·,]\s?[가-힣0-9·, ]{1,12})?\)"
)
_LATIN = regex.compile(
    r"[A-Z](?<!\w.)[a-z]+(?: [A-Z]\.)? [A-Z][a-z]+(?:-[A-Z]?[a-z]+)?\b"
)  # which begins with a character, so that it is looked for quickly, unlike an edge of a word
_SPELT = regex.compile(r"\s?\(([A-Z][\p{L}'’\-]+(?: [A-Z][\p{L}'’\-]+){1,3})\)")
_OPENING = tuple("'\"‘“「『《<〈")
_HONORIFIC = re.compile(r"(?:씨|군|양|옹|여사|님)(?=[가-힣]{0,3}(?![가-힣]))")
_SPEAKER = re.compile(r"\n[▲△■□\-—–]?\s?([가-힣]{2,6}|[A-Z][a-z]+(?: [A-Z][a-z]+)?) ?[:：](?=\s)")
_start = attrgetter("start")
_ROW = frozenset(("·", ",", ", ", "/", "∙", "ㆍ", "・", ""))
"""Gaps between the names of a row; a space is another if a proper noun follows."""
_ALIKE = frozenset("은는이가도의만로와과을를")
"""Last syllables that may be a particle rather than part of a name."""


def find_people(context: Context) -> None:
    """Note the cues for people that need no title."""
    foreign = context.lexicon.foreign
    text = context.text
    for i in context.named:
        word = context.words[i]
        if word.proper and 2 <= len(word.form) <= 4:
            if context.facts[i].person_shape >= 0.6:
                _shape(context, i)
            if word.form in foreign:
                _foreign(context, i)
    for age in _AGE.finditer(text):
        _age(context, age.start())
    for honorific in _HONORIFIC.finditer(text):
        _honorific(context, honorific)


def surname(context: Context, text: str, least: int = 1) -> bool:
    """Whether a text is a surname at least so common."""
    return context.lexicon.surnames.get(text, 0) >= least


def person_form(context: Context, i: int) -> Span:
    """Span and likeness of a Korean personal name in word `i`, whatever Kiwi made of it."""
    word = context.words[i]
    written = context.text[word.start : word.end]
    best = (word.start, word.stem, 0.0)
    if len(written) < 2 or not HANGUL.match(written):
        return best
    shape, particles = context.lexicon.person_shape, closed("particle")
    for end in (word.end, word.stem):
        value = shape(context.text[word.start : end])
        if value > best[2]:
            best = (word.start, end, value)
    for size in (3, 2, 4):
        if written[size:] in particles:
            value = shape(written[:size]) - (0.3 if size != 3 else 0.05)
            if value > best[2]:
                best = (word.start, word.start + size, value)
    return best


def add_shape(context: Context, i: int, span: Span) -> None:
    """Note what the word itself says for or against a person."""
    start, end, value = span
    word, evidence = context.words[i], context.evidence
    if value:
        evidence.add(start, end, "person", "person.shape", value)
    if end == word.stem and word.common:
        evidence.add(start, end, "person", "person.common")
    elif word.guessed:
        evidence.add(start, end, "person", "person.guessed")
    elif end == word.stem and word.tags == ("NNP",):
        evidence.add(start, end, "person", "person.nnp")
    elif len(word.tags) != 1 and value:
        evidence.add(start, end, "person", "person.unknown")
    if context.listed(i) or (value < 0.9 and context.lexicon.org_suffix(context.text[start:end])):
        evidence.add(start, end, "person", "person.not_org")


def _shape(context: Context, i: int) -> None:
    """Note a word that Kiwi takes for a proper noun and that is built like a name."""
    word = context.words[i]
    value = context.facts[i].person_shape
    if len(word.form) < 3 or len(word.tags) > 1 or context.title(i):
        return
    if word.stem == word.end and word.form[-1] in _ALIKE:
        value -= 0.6
    if value > 0:
        add_shape(context, i, (word.start, word.stem, value))


def _age(context: Context, at: int) -> None:
    """`홍길동(45)`, `박모(36)`."""
    i = context.ends.get(at)
    if i is None:
        return
    word, written = context.words[i], context.written(i)
    letter = len(written) == 1 and written.isupper()
    if written == "씨" or len(written) > 5 or not (letter or HANGUL.fullmatch(written)):
        return
    start, end, value = _with_given(context, i), word.end, context.lexicon.person_shape(written)
    if start < word.start:
        context.evidence.add(start, end, "person", "person.foreign")
        context.evidence.add(start, end, "person", "person.age", 1.5)
        return
    if len(written) == 1 or (written[1:] == "모" and surname(context, written[0])):
        end, value = word.start + 1, 1.0
    add_shape(context, i, (word.start, end, value))
    context.evidence.add(word.start, end, "person", "person.age")


def _with_given(context: Context, i: int) -> int:
    """Start of a foreign name that ends in word `i`: `응우옌 반 남(29)`, `마이클 리(41)`."""
    words, first = context.words, i
    for k in range(i - 1, max(i - 4, -1), -1):
        if words[k + 1].gap != " " or words[k].tail:
            break
        if words[k].form in context.lexicon.foreign:
            first = k
    return words[first].start


def _foreign(context: Context, i: int) -> None:
    """Note a foreign given name with the word after it (일론 머스크, 소피아 장)."""
    words = context.words
    start, end = words[i].start, words[i].stem
    if words[i].stem == words[i].end and i + 1 < len(words) and words[i + 1].gap == " ":
        after = words[i + 1]
        written = context.written(i + 1)
        if len(written) == 1 and surname(context, written):
            end = after.end
        elif after.form and not after.common and not context.title(i + 1):
            end = after.stem if not context.listed(i + 1) else end
    context.evidence.add(start, end, "person", "person.foreign")
    if end != words[i].stem:
        context.evidence.add(start, end, "person", "person.two_words")


def _honorific(context: Context, found: re.Match[str]) -> None:
    """Note 씨, 군, 양, 옹, 여사, 님, apart or attached; a surname alone will do for 씨."""
    at = found.start()
    i = bisect_right(context.words, at, key=_start) - 1
    word = context.words[i]
    rest = context.text[found.end() : word.end]
    if at >= word.end or (rest and rest not in closed("particle")):
        return
    if context.text[at - 2 : found.end()] in closed("no_honorific"):
        return
    if at > word.start:
        whole = context.listed(i) and word.stem > at  # 포스코이앤씨
        if at - word.start <= 5 and not word.common and not whole:  # 솜씨
            _honored(context, i, word.start, at, found.group())
    elif word.gap == " " and i:
        before = context.words[i - 1]
        if context.written(i - 1) == "모" and i > 1 and before.gap == " ":  # 김 모 씨
            before = context.words[i - 2]
        _honored(context, context.starts[before.start], before.start, before.end, found.group())
    elif word.gap.startswith(")"):
        _honored_bracket(context, i)


def _honored_bracket(context: Context, i: int) -> None:
    """`박해진(배우) 씨`: the name stands before the bracket."""
    for j in range(i - 1, max(i - 5, 0), -1):
        if context.words[j].gap.endswith("("):
            name, start = context.words[j - 1], _with_given(context, j - 1)
            if start < name.start:
                context.evidence.add(start, name.end, "person", "person.honorific")
            else:
                _honored(context, j - 1, name.start, name.end, "씨")
            return


def _honored(context: Context, i: int, start: int, end: int, honorific: str) -> None:
    form, word = context.text[start:end], context.words[i]
    value = context.lexicon.person_shape(form)
    if len(form) == 1 and (form in context.lexicon.surnames or form.isupper()):
        value = 1.0
    elif len(form) == 2 and form[1] == "모" and surname(context, form[0]):
        end, value = start + 1, 1.0
    if honorific == "씨":
        if value or (len(form) > 1 and not word.common and HANGUL.fullmatch(form)):
            context.evidence.add(start, end, "person", "person.honorific")
    elif value >= 0.5 and len(form) > 1 and not context.title(i) and not word.common:
        scale = 1.0 if honorific == "님" and len(form) == 3 else 0.7  # which no family stands in
        context.evidence.add(start, end, "person", "person.honorific", scale)
    elif (len(form) == 1 and honorific in "군양" and value) or (len(form) == 2 and word.proper):
        context.families.append((start, end))
    if value and end - start > 1:
        context.evidence.add(start, end, "person", "person.shape", value)


def find_rows(context: Context) -> None:
    """Note who stands in a row with a person: `A·B 교수`, `A, B, C 의원`, `A B 기자`."""
    words = context.words
    joined = [i for i, word in enumerate(words) if word.gap in _ROW]
    apart = [i for i in context.named if words[i].gap == " " and _nameable(words[i])]
    rows = [i for i in sorted(joined + apart) if i and not words[i - 1].tail]
    for i in reversed(rows):
        _row(context, i, i - 1)
    for i in rows:
        _row(context, i - 1, i)


def _nameable(word: Word) -> bool:
    """Whether a word behind a space may go on with a row of names."""
    return word.proper or (word.broken and not word.tail)


def _row(context: Context, known: int, other: int) -> None:
    words = context.words
    start, end, value = person_form(context, other)
    apart = words[max(known, other)].gap == " "
    if (
        context.title(other)
        or value < (0.6 if apart else 0.45)
        or (other < known and end != words[other].end)
    ):
        return
    if context.evidence.total(start, end, "person") >= 2.0:
        return
    taken = person_form(context, known)
    if context.evidence.total(taken[0], taken[1], "person") >= 2.5:
        add_shape(context, other, (start, end, value))
        context.evidence.add(start, end, "person", "person.list")


def find_speakers(context: Context) -> None:
    """Note who speaks in an interview: a word with a colon at a line's start, more than once."""
    found = _SPEAKER.finditer(context.lines)
    labels = [(match.start(1) - 1, match.end(1) - 1) for match in found]
    often = Counter(context.text[start:end] for start, end in labels)
    for start, end in labels:
        i = context.starts.get(start)
        if i is None or often[context.text[start:end]] < 2 or context.words[i].common:
            continue
        if not context.title(i) and not context.listed(i):
            context.evidence.add(start, end, "person", "person.speaker")


def find_spelt(context: Context) -> None:
    """Note a foreign name with its spelling behind it: `마르타 코발스카(Marta Kowalska)`."""
    for found in _SPELT.finditer(context.text):
        last, latin = context.ends.get(found.start()), found.group(1).split()
        if last is None or last + 1 < len(latin):
            continue
        first = last + 1 - len(latin)
        words = context.words[first : last + 1]
        if words[0].gap[-1:] in _OPENING:
            continue  # a work
        apart = any(word.gap != " " for word in words[1:])
        known = any(word.common for word in words) or context.listed(first) or context.title(last)
        written = [context.written(k) for k in range(first, last + 1)]
        if apart or known or not all(map(spells, written, latin)):
            continue
        for start, end in ((words[0].start, words[-1].end), found.span(1)):
            context.evidence.add(start, end, "person", "person.spelt")
            if first and (context.title(first - 1) or context.facts[first - 1].announces):
                context.evidence.add(start, end, "person", "person.before")


def find_latin(context: Context) -> None:
    """Note `Ryan Kim` before or behind a title, or in brackets with one."""
    for found in _LATIN.finditer(context.text):
        first, last = context.starts.get(found.start()), context.ends.get(found.end())
        if first is None or last is None:
            continue
        beside = [k for k in (first - 1, last + 1) if 0 <= k < len(context.words)]
        if any(context.title(k) for k in beside if context.words[max(k, first)].gap == " "):
            context.evidence.add(*found.span(), "person", "person.latin")
        elif context.words[first].gap.strip() in _ROW:
            before = person_form(context, first - 1)
            if context.evidence.total(before[0], before[1], "person") >= 2.0:
                context.evidence.add(*found.span(), "person", "person.latin")

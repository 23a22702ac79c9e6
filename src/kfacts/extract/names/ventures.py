"""Unknown names that the text says to be run, to make something or to publish the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kfacts.extract.names.people import person_form
from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_RUN = "운영하는|운영하던|운영 중인|이끄는|창업한|설립한|경영하는|차린|세운"
"""What somebody does with an organisation."""
_MAKE = (
    "운영하는|운영 중인|만드는|만든|개발한|개발하는|개발 중인|제작한|제작하는|출시한|"
    "서비스하는|생산하는|판매하는|유통하는|공급하는|제공하는"
)
"""What an organisation does with a thing."""
_KEEP = (
    "굴리는|파는|팔던|팔아 온|맡은|맡는|맡고 있는|앞세운|거느린|보유한|짓는|수입하는|수출하는|"
    "납품하는|조립하는|운용하는|주관하는|주관한|임대하는|빌려주는|다루는|가진|둔"
)
"""The same of verbs that people are the subjects of as well."""
_RUNS, _MAKES, _KEEPS = (frozenset(verbs.split("|")) for verbs in (_RUN, _MAKE, _KEEP))
_DOES = re.compile(rf"[을를] ({_RUN}|{_MAKE}|{_KEEP}) (?P<named>[가-힣A-Za-z])?")
"""Between what is run or made and who runs or makes it."""
_MASTHEAD = re.compile(
    r"\n([가-힣A-Za-z0-9]{2,12})"
    r"(?:(?: +[가-힣]{2,4})? *[|│·] *(?:기사)?(?:입력|승인|등록|게재|발행|글 )| {2,}20\d\d[-./])"
)
"""`한빛새벽   2024-11-19   글 …`, `한빛뉴스 홍길동 | 입력 …`."""
_SO_CALLED = re.compile("라는")
_LIKELY = 0.6
"""What a verb counts that people are the subjects of as well."""
_CALLED = 5
"""Fewest characters of a name with 라는 behind it."""
_NEAR = 3
"""Words behind `라는` in which the noun stands that says what is named."""


def find_ventures(context: Context) -> None:
    """Note the cues."""
    for found in _DOES.finditer(context.text):
        verb, after = found[1], found.end(1) + 1
        if verb in _MAKES and found["named"]:
            _maker(context, after)
        if verb in _KEEPS and found["named"]:
            _maker(context, after, _LIKELY)
        if verb in _RUNS:
            _run(context, context.ends.get(found.start() + 1), found.start(), after)
    for found in _MASTHEAD.finditer(context.lines):
        start, end = found.start(1) - 1, found.end(1) - 1
        i = context.starts.get(start)
        if i is not None and not context.title(i) and context.facts[i].person_shape < 0.6:
            context.evidence.add(start, end, "organization", "org.byline")
    for found in _SO_CALLED.finditer(context.text):
        _so_called(context, context.ends.get(found.end()))


def _unknown(context: Context, i: int) -> bool:
    """Whether word `i` may be a name that nobody listed."""
    word = context.words[i]
    person = context.facts[i].person_shape >= 0.6
    return (word.guessed or word.broken) and not person and not context.title(i)


def _maker(context: Context, start: int, scale: float = 1.0) -> None:
    """`앱을 만드는 한빛온이 …`; what may be a person must be in no dictionary."""
    i = context.starts.get(start)
    if i is None or not _unknown(context, i) or context.listed(i):
        return
    end = context.bare_end(i)
    particle = context.text[end : context.words[i].end]
    if end - start > 1 and particle in closed("maker"):
        context.evidence.add(start, end, "organization", "org.maker", scale)
        if scale < 1 and context.words[i].guessed:
            context.evidence.add(start, end, "organization", "org.guessed")


def _unlisted(context: Context, i: int) -> bool:
    """Whether word `i` may be a name and is neither a listed one nor a title."""
    word = context.words[i]
    return (word.proper or word.broken) and not context.listed(i) and not context.title(i)


def _run(context: Context, i: int | None, end: int, after: int) -> None:
    """`한빛온을 운영하는 홍길동`."""
    who = context.starts.get(after)
    if i is None or who is None or not _unlisted(context, i) or context.bare_end(i) != end:
        return
    start = context.words[i].start
    if end - start > 1 and (person_form(context, who)[2] >= 0.6 or context.title(who)):
        context.evidence.add(start, end, "organization", "org.run")


def _so_called(context: Context, i: int | None) -> None:
    """`한빛데이라는 작은 꽃집`, `한빛편지라는 뉴스레터`."""
    if i is None or not _unlisted(context, i):
        return
    word, text = context.words[i], context.text
    if word.end - word.start < _CALLED:
        return
    end = word.end - 2
    if text[end - 1] == "이" and (ord(text[end - 2]) - 0xAC00) % 28:
        end -= 1  # 이라는 behind a consonant
    for k in range(i + 1, min(i + 1 + _NEAR, len(context.words))):
        noun, facts = context.words[k], context.facts[k]
        if noun.form and facts.org_noun:
            context.evidence.add(word.start, end, "organization", "org.called")
            return
        if noun.form and facts.program_noun:
            context.evidence.add(word.start, end, "program", "program.called")
            return
        if noun.gap != " " or noun.tail[:1] == "J":
            return

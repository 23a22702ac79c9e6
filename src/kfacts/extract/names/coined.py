"""Coined names without marks: `가계부 앱 한빛로그`, `알림 기능 한빛이`, `한빛로그를 켜면`.

A writer who runs a service says what it is once and then uses its name as a thing, again and
again. No place tells enough; here what all places of a word say is put together. The writer's
own house speaks of itself: `안녕하세요, 한빛로그입니다`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.evidence import THRESHOLD
from kfacts.extract.names.tables import closed, endings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.words import Word

_WORDS = r"(?:[^\s.,]{1,9} ){0,2}?"
_USED = re.compile(
    rf"[을를] {_WORDS}(?:이용|활용|사용|통해|쓰는|쓰고|써 |썼|쓴다|도입|출시|선보|내놓|내놨|론칭|"
    r"런칭|만나볼|만나보|설치|내려받|다운로드|구독|구매|주문|신청|가입|켜|열었|연다|열고|여는|운영|진행|"
    r"개최|이어오|이어가|꾸린|꾸려|거쳐|거친|받을 수|참여|추가|구축|공개|오픈|시작했|시작한|기획|"
    r"만들었|만든|펴낸)"
    rf"|에(?:도|는)? {_WORDS}(?:참여|참가|입점|가입|접속|등록|올리|올린|올렸|담|쌓|선정)"
    rf"|에서(?:도|는)? {_WORDS}(?:판매|팔|구매|주문|예약|결제|검색|신청|볼 수|만날|만나|확인|살 수)"
    r"|도 [^.]{0,30}(?:도입|선보|준비|출시|운영|열린|열었|시작|추가|한몫|인기)"
)
"""Behind a thing that is used, held or taken part in."""
_CALLED = regex.compile(
    r"['’\"”]?(?:이?라는 (?:이름|브랜드|[^\s.,]{1,8} )|이?라고 (?:이름|부르|불리|불렀|하는)"
    r"|으?로 이름)"
)
"""Behind a name that somebody gave."""
_NAMES = regex.compile("라는(?= (?:이름|브랜드))|라고(?= (?:이름|부르|불리))")
_OFFERED = re.compile(
    r"(?:운영하는|운영 중인|만든|만드는|여는|연|열리는|열린|선보인|선보이는|내놓은|출시한|개발한|"
    r"시작한|도입한|진행하는|진행한|제공하는|발간하는|펴내는|불리는|부르는|이름 붙인|돕는|주는|"
    r"보내는|찾아가는|함께하는|위한) $"
)
"""Before what somebody runs or makes."""
_TOPIC = regex.compile(r"(?:은|는|이란|란) ")
_SELF = regex.compile(
    r"(?:안녕하세요|안녕하십니까|반갑습니다)[^.!?\n]{0,44}?(?<![\p{L}\p{Nd}])"
    r"(?P<name>[\p{L}\p{Nd}]{2,12})(?:입니다|이에요|예요)"
    r"|(?<![가-힣])(?:저희|우리) (?P<name>[\p{L}\p{Nd}]{2,12}?)"
    r"(?:은|는|이|가|에서|에서는|의|도)(?= )"
)
"""Who writes: `안녕하세요, 집밥을 나르는 한빛온입니다`, `저희 한빛온은`."""
_HEADING = 40
"""Characters of the longest heading."""
_DEFINED = 14
"""Words behind a topic in which the noun stands that says what it is."""
_LATIN = regex.compile(r"(?=.*[A-Z])[A-Za-z][A-Za-z0-9]{2,}|[A-Z]{2,4}-\d{1,4}")
_NAMED, _HEADED, _WEAKLY, _COMPOUND, _NOUN = 2.2, 2.0, 1.6, 1.6, 0.8
"""What a noun counts that says what is named: right before an unknown word, where it seldom does,
before a compound of everyday words, and right behind a name."""
_EACH, _AGAIN, _STRANGE = 0.7, 0.4, 0.6
"""What a telling place, a further place and a word in no dictionary count."""
_MOST = 0.8
"""The most that further places count."""
_LEAST, _ENOUGH = 1.4, 2.0
"""What the places of a word must say together, without and with what its make counts."""
_SHORTEST = 2
_LONG = 4
"""Syllables of an unknown word that is hardly anything but a name."""
_LIKE = 0.6
_NOUNS = frozenset(("NNG", "NNP", "XPN", "XR", "MM", "SL"))
_WRITTEN = _NOUNS | {"XSN", "NNB", "MAG", "VA", "VV", "ETM", "JKG"}
_LAST = ("NNG", "NNP", "XSN")
_SIGNS = frozenset(("SL", "SN", "SO", "SW", "SP"))
_FREE = frozenset(("JKO", "JKS", "JX", "JKB", "JC", "JKG", "VCP"))
_PERSONAL = frozenset(
    f"person.{cue}" for cue in ("title", "title_far", "before", "honorific", "age", "introduced")
)


def find_coined(context: Context) -> None:
    """Note the cues."""
    if context.lone:
        return
    _selves(context)
    seeds = _announced(context)
    for form, at in _places(context, seeds).items():
        if _tells(context, seeds.get(form, 0.0), at) and not context.lexicon.names.get(form):
            for i in at:
                start, end = context.words[i].start, context.bare_end(i)
                first = context.words[i - 1].start if _of_house(context, i) else start
                context.evidence.add(first, end, "program", "program.coined")
                context.evidence.add(start, end, "person", "person.work")


def _of_house(context: Context, i: int) -> bool:
    """Whether the house stands right before its thing, as part of the name: `한빛전자 한빛온`."""
    if not i or context.words[i].gap != " " or context.words[i - 1].tail:
        return False
    return context.listed(i - 1) == "organization"


def _selves(context: Context) -> None:
    """Note the house that writes."""
    for found in _SELF.finditer(context.text):
        i = context.starts.get(found.start("name"))
        if i is None or not context.words[i].guessed or not _nameless(context, i):
            continue
        if context.facts[i].person_shape < _LIKE:
            end = context.bare_end(i)
            context.evidence.add(context.words[i].start, end, "organization", "org.self")
            context.evidence.add(context.words[i].start, end, "person", "person.not_org")


def _places(context: Context, seeds: dict[str, float]) -> dict[str, list[int]]:
    """Where the words stand that something announces, and those that are in no dictionary."""
    words = context.words
    places: dict[str, list[int]] = {}
    for i in context.beginning({form[:2] for form in seeds}):
        form = context.text[words[i].start : context.bare_end(i)]
        if form in seeds:
            places.setdefault(form, []).append(i)
    others: dict[str, list[int]] = {}
    for i in context.named:
        word = words[i]
        odd = word.guessed or (word.broken and word.form)
        if odd and word.form not in seeds and _unknown(context, i):
            others.setdefault(word.form, []).append(i)
    return places | others


def _tells(context: Context, announced: float, at: list[int]) -> bool:
    """Whether the places of a word tell together that a thing is named."""
    if not any(_free(context, i) for i in at) or any(_human(context, i) for i in at):
        return False
    strange = any(_strange(context, i) for i in at)
    if len(at) == 1 and not strange and announced < _NAMED:
        return False
    said = announced + sum(_said(context, i) for i in at)
    more = _STRANGE * strange + min(_AGAIN * (len(at) - 1), _MOST)
    return (
        said >= _LEAST
        and said + more >= _ENOUGH
        and not (_acts(context, at, said, sure=announced >= _NAMED))
    )


def _acts(context: Context, at: list[int], said: float, *, sure: bool) -> bool:
    """Whether the places of a word tell of a house rather than of a thing."""
    spans = [(context.words[i].start, context.bare_end(i)) for i in at]
    totals = [context.evidence.by_rules(*span, "organization") for span in spans]
    return (max(totals) >= THRESHOLD and not sure) or sum(totals) > said


def _announced(context: Context) -> dict[str, float]:
    """Words behind or before a noun that says what is named, with what that counts."""
    words, text = context.words, context.text
    seeds: dict[str, float] = {}
    for i in [i for i, facts in enumerate(context.facts) if facts.program_noun]:
        word = words[i]
        if not word.tail or text.startswith("인 ", word.stem) or _says(context, i):
            _announce(context, i, seeds)
        if i and word.gap == " " and not words[i - 1].tail and _unknown(context, i - 1):
            form = context.written(i - 1)
            seeds[form] = max(seeds.get(form, 0.0), _NOUN)
    seeds.update(dict.fromkeys(_headings(text), _HEADED))
    for found in _NAMES.finditer(text):
        called = context.ends.get(found.end())
        if called is not None and _compound(context, called):
            seeds.setdefault(words[called].form, _WEAKLY)
    return seeds


def _headings(text: str) -> Iterator[str]:
    """Yield the ends of headings with which the text below begins: `…, 한빛로그⏎한빛로그는 …`."""
    lines = [line.strip() for line in text.split("\n") if line and not line.isspace()]
    for heading, below in pairwise(lines[1:]):  # a headline names the house that it is about
        name = heading.rpartition(" ")[2] if len(heading) <= _HEADING else ""
        if _SHORTEST <= len(name) < len(heading) and below.startswith(name) and name.isalnum():
            yield name


def _says(context: Context, noun: int) -> bool:
    """Whether a noun says that a name follows, and nothing more: `첫 서비스는 한빛온이다`."""
    word, words = context.words[noun], context.words
    if not context.text.startswith(("은 ", "는 "), word.stem) or noun + 1 == len(words):
        return False
    end = context.bare_end(noun + 1)
    return words[noun + 1].tail == "VCP" or context.text[end : end + 1] in (".", ",", "\n")


def _announce(context: Context, noun: int, seeds: dict[str, float]) -> None:
    """Note the word behind a noun such as 앱."""
    i = noun + 1
    if i == len(context.words) or context.words[i].gap != " ":
        return
    word, end = context.words[i], context.bare_end(i)
    if end == word.end and context.text[end : end + 1] == " ":
        return
    unknown = _unknown(context, i) or (word.guessed and _nameless(context, i))
    if unknown:
        weak = context.words[noun].form in closed("no_name_after") and end - word.start < _LONG
        said = _WEAKLY if weak else _NAMED
    elif _compound(context, i):
        said = _NAMED if _leading(context, noun) else _COMPOUND
    else:
        return
    form = context.text[word.start : end]
    seeds[form] = max(seeds.get(form, 0.0), said)


def _leading(context: Context, noun: int) -> bool:
    """Whether a noun calls something new or the best known of its kind: 신메뉴, 대표 상품."""
    form, before = context.words[noun].form, context.words[noun - 1] if noun else None
    kind = before is not None and context.words[noun].gap == " " and before.form
    return form in closed("leading") or kind in closed("leading")


def _unknown(context: Context, i: int) -> bool:
    """Whether word `i` may be a name that is in no dictionary or a foreign one."""
    word = context.words[i]
    made = word.guessed or _phrase(word)
    if not made and not (word.tags == ("NNP",) or _latin(context, i)):
        return False
    plain = word.form.endswith(endings("plain_end"))
    return not plain and _nameless(context, i) and context.facts[i].person_shape < _LIKE


def _phrase(word: Word) -> bool:
    """Whether several words are written as one: 느린라디오, 천천히창구, 두바퀴선물."""
    made = word.broken and word.form and _WRITTEN.issuperset(word.tags)
    return bool(made) and word.tags[-1] in _LAST and len(word.form) > _SHORTEST


def _latin(context: Context, i: int) -> bool:
    word = context.words[i]
    foreign = word.tags[:1] == ("SL",) and _SIGNS.issuperset(word.tags)
    return foreign and _LATIN.fullmatch(word.form) is not None and not context.in_latin_phrase(i)


def _compound(context: Context, i: int) -> bool:
    """Whether word `i` is made of everyday words, and its last says no common kind of thing."""
    word = context.words[i]
    made = len(word.tags) > 1 and _NOUNS.issuperset(word.tags) and len(word.form) > _SHORTEST
    return made and _nameless(context, i) and not word.form.endswith(endings("plain_end"))


def _nameless(context: Context, i: int) -> bool:
    """Whether word `i` is like no place, title, organisation and no kind of thing."""
    word, facts = context.words[i], context.facts[i]
    if word.end - word.start < _SHORTEST or context.listed(i) or facts.title or facts.companion:
        return False
    kind = facts.program_noun and (not word.guessed or word.form in context.lexicon.program_nouns)
    if facts.government or kind or facts.org_noun or word.form[:1].isdigit():
        return False
    if word.form in closed("abbreviation") or word.form in context.lexicon.product_nouns:
        return False
    return facts.org_suffix is None or facts.org_suffix.kind == "shop"


def _strange(context: Context, i: int) -> bool:
    """Whether word `i` is in no dictionary and no Korean person is called so."""
    word, facts = context.words[i], context.facts[i]
    made = word.guessed or _phrase(word) or word.tags == ("SL",)
    return made and facts.person_shape < _LIKE


def _free(context: Context, i: int) -> bool:
    """Whether word `i` stands by itself, not before another noun."""
    word = context.words[i]
    return word.tail in _FREE or context.text[context.bare_end(i) : word.end] in closed("subject")


def _human(context: Context, i: int) -> bool:
    """Whether a title or an age stands beside word `i`, as beside people."""
    word = context.words[i]
    cues = context.evidence.cues.get((word.start, context.bare_end(i)), {})
    return not _PERSONAL.isdisjoint(cues.get("person", ()))


def _said(context: Context, i: int) -> float:
    """Count what one place says of a name: it is used, called so, defined, offered or owned."""
    word, text, words = context.words[i], context.text, context.words
    end = context.bare_end(i)
    said = _EACH if _USED.match(text, end) else 0.0
    if _CALLED.match(text, end):
        said += 2 * _EACH
    if _OFFERED.search(text, max(0, word.start - 10), word.start):
        said += _EACH
    if _TOPIC.match(text, end) and _defined(context, i):
        said += 2 * _EACH
    if i and word.gap == " " and words[i - 1].tail == "JKG" and words[i - 1].proper:
        said += _EACH
    if i and word.gap == " " and words[i - 1].common and words[i - 1].tags == ("NNG",):
        said += _EACH * (not words[i - 1].tail and not context.title(i - 1))
    if end == word.end and i + 1 < len(words) and words[i + 1].gap == " ":
        said += _EACH * context.facts[i + 1].program_noun
    return said


def _defined(context: Context, i: int) -> bool:
    """Whether the sentence of a topic ends in a noun that says what it is: `…를 돕는 서비스다`."""
    words, stop = context.words, context.sentence_end(context.words[i].start)
    for k in range(i + 1, min(i + _DEFINED, len(words))):
        word = words[k]
        if word.start >= stop:
            return False
        if word.tail == "VCP" or context.text.startswith(("로,", "으로,"), word.stem):
            return context.facts[k].program_noun
    return False

"""The learned tagger as one witness among others: what it sees, and what it doubts.

It was trained on news and film reviews of other conventions, so what the words themselves say
against its names is noted beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided
    from kfacts.extract.names.reading import Seen
    from kfacts.extract.names.words import Word

_CUE: dict[str, str] = {
    "person": "person",
    "organization": "org",
    "program": "program",
    "location": "location",
}
_LETTERS = re.compile(r"[A-Z]\.?|[QA]\d{0,2}[.:)]?")
_CALLED = re.compile(r"\s?(?:씨|군|양|모|의원|부장|교수|대표|\()")
_DOUBTED = ("person", "organization")
_PLAIN = frozenset(
    {
        *("org.byline", "org.legal", "org.bracketed", "org.firm", "org.government", "org.team"),
        *("org.quote", "org.head", "org.headed", "org.located", "org.department", "person.age"),
        "person.credit",
    }
)
"""What stands plainly beside a name: the tagger's doubt weighs less there."""
_STATED = frozenset(
    {
        *("org.byline", "org.legal", "org.bracketed", "org.firm", "org.government", "org.team"),
        "org.companion",
        "org.country",
        "org.house",
    }
)
"""What makes an organisation of a name even where the tagger is sure of the contrary."""
_TEAMS = ("연구팀", "연구진")
_MEMBERS = ("들", "단원", "대원", "요원", "회원", "조합원", "기술진")
"""Ends of words for people of a body."""
_AROUND = frozenset(("근처", "인근", "주변", "일대", "앞", "옆"))
"""What is where an organisation stands, and no part of its name."""
_LONG_NAME = 3
"""Syllables of most Korean names."""
_SHAPELY = 1.2
"""Weight of the shape of a likely Korean name."""
FULL = 0.8
"""Likeness of a name with a common surname and two syllables that given names have."""
_NONE = -2.5
"""Log-odds at which the tagger is sure that something is no organisation."""
_NOT_LISTED = -4.5
"""The same for a listed name."""
_PART = 1.2
"""Log-odds from which an organisation there stands by itself, not in a longer one."""
_LIKELY = 0.0
"""Log-odds from which the tagger counts double where no article speaks."""
_PASSAGE = 2
"""Sentences that go on from one another: what rules say of a name there stands."""
_LONE = 3.0
"""How much more a cut name is doubted there."""
_MATCH = 2
"""Words of sport that a sentence about a match has."""
_SIDES = re.compile(r"[은는이가을를의와과,(\-–·]")
"""What stands behind one side of a match; 한국에서 and 한국 선수 are of the place."""
_SEEN = frozenset({"person.model", "org.model", "names.user", "org.recalled"})


def note_names(context: Context) -> None:
    """Note the names the tagger sees; the surer it is, the more they count."""
    if context.reading is None:
        return
    for begin, stop, seen, odds in _joined(context, context.reading.names):
        first = context.starts.get(begin)
        start, end = begin, stop
        label: Label = (
            "person" if seen == "organization" and _called(context, first, stop) else seen
        )
        if label == "person" and first is not None:
            first = _first_word(context, first, stop)
            start = context.words[first].start
            end = _whole_name(context, first, stop)
            if end < stop and " " in context.text[start:end] and _titled(context, end):
                context.evidence.add(start, end, "person", "person.title", 0.5)
        elif label == "organization" and first is not None:
            first, end = _trimmed(context, first, stop)
            start = context.words[first].start
        if context.text[end - 2 : end + 1] in closed("no_honorific"):
            end += 1
        scale = 1.0 + min(max(odds, -3.0), 10.0) / 16
        if context.lone and odds > _LIKELY and label in _DOUBTED:
            scale += not _inside_listed(context, first, end)
        context.evidence.add(start, end, label, f"{_CUE[label]}.model", scale)
        _against(context, start, end, label, first)


def note_countries(context: Context) -> None:
    """Take a country for its team in a match, and for the state where it is the subject.

    So the annotation has it that single sentences follow; in an article a country is a place.
    """
    if context.reading is None or not context.lone:
        return
    for i, known in context.known.items():
        word = context.words[i]
        if known.text not in context.lexicon.countries or word.form != known.text:
            continue
        match = context.reading.sport(word.start) >= _MATCH
        if word.tail == "JKS" or (match and _SIDES.match(context.text, word.stem)):
            context.evidence.add(word.start, word.stem, "organization", "org.country")


def _inside_listed(context: Context, first: int | None, end: int) -> bool:
    """Whether a longer listed name covers the words from `first` to an offset."""
    for k in range(max((first or 0) - 2, 0), (first or 0) + 1):
        known = context.known.get(k)
        stop = context.words[k].start + len(known.text) if known else 0
        if stop > end or (stop == end and k != first):
            return True
    return False


def _called(context: Context, first: int | None, end: int) -> bool:
    """Whether one unknown word behind a title is what the tagger sees: `세터 한빛나래`."""
    if first is None or first + 1 >= len(context.words):
        return False
    title, name = context.words[first], context.words[first + 1]
    art = context.title(first) in ("sport", "art") or context.facts[first].announces
    alone = not title.tail and name.gap == " " and name.start < end <= name.end
    return (
        art and alone and (name.guessed or name.broken) and not context.facts[first + 1].org_suffix
    )


def _trimmed(context: Context, first: int, end: int) -> tuple[int, int]:
    """First word and end of an organisation without what belongs to none.

    A title, 연구팀 or 근처 may stand at its end, a common noun before a listed name: `남자부
    한국전력`.
    """
    words, last = context.words, first
    while last + 1 < len(words) and words[last + 1].start < end:
        last += 1
    loose = context.title(last) or words[last].form.endswith(_TEAMS)
    loose = loose or words[last].form in _AROUND
    if last > first and ((words[last].stem == end and loose) or _people(context, last)):
        last -= 1
        end = words[last].end
    if last > first and context.listed(last) == "program":
        last -= 1  # a maker and its product
        end = words[last].end
    if context.text[end - 1] == "전" and context.lexicon.names.get(
        context.text[words[last].start : end - 1]
    ):
        end -= 1  # the match against it
    while first < last and words[first].common and context.listed(first + 1) == "organization":
        first += 1
    if first < last and _person_of_team(context, first, last):
        first += 1
    return first, end


def _people(context: Context, last: int) -> bool:
    """Whether people of a listed body stand behind it: `가나전자 기술자들`, `가나공사 봉사단원`."""
    word = context.words[last]
    members = word.tail[:2] == "XS" or word.form.endswith(_MEMBERS)
    return members and context.listed(last - 1) == "organization"


def _person_of_team(context: Context, first: int, last: int) -> bool:
    """Whether an organisation begins with whom it belongs to: `홍길동 축구대표팀` 감독."""
    word, after = context.words[first], last + 1
    titled = after < len(context.words) and context.title(after) is not None
    full = context.facts[first].person_shape >= FULL and len(word.form) == _LONG_NAME
    return full and titled and context.facts[first + 1].org_suffix is not None


def _joined(context: Context, names: Sequence[Seen]) -> Iterator[Seen]:
    """Join the two words of a foreign name of which the tagger made two people."""
    shape = context.lexicon.person_shape
    before: Seen | None = None
    for name in names:
        if before is not None and before[2] == name[2] == "person":
            parts = context.text[before[0] : before[1]], context.text[name[0] : name[1]]
            one = context.text[before[1] : name[0]] == " "
            if one and all(_foreign(part) and shape(part) <= 0.3 for part in parts):
                before = before[0], name[1], name[2], max(before[3], name[3])
                continue
        if before is not None:
            yield before
        before = name
    if before is not None:
        yield before


def _foreign(part: str) -> bool:
    """Whether a part of a name may be one word of a foreign name."""
    return len(part) > 1 and " " not in part


def _titled(context: Context, end: int) -> bool:
    """Whether a title stands behind an offset: `모리타 겐 학예원`."""
    i = context.starts.get(end + 1)
    return i is not None and context.words[i].gap == " " and context.title(i) is not None


def _first_word(context: Context, first: int, end: int) -> int:
    """Skip a title, an organisation or a place before a name: `산불연구센터장 도재한`."""
    words, facts = context.words, context.facts
    while first + 1 < len(words) and words[first + 1].start < end:
        form, suffix = words[first].form, facts[first].org_suffix
        place = form[:1] == "주" and form[1:] in context.lexicon.countries  # 주덴마크
        listed = context.listed(first) in ("organization", "location")
        if not (context.title(first) or place or listed or (suffix and len(suffix.text) > 1)):
            break
        first += 1
    return first


def _whole_name(context: Context, first: int, end: int) -> int:
    """End of the name without what never belongs to one.

    A Korean name of three syllables takes no word after it; a title or an organisation ends any.
    """
    word, full = context.words[first], context.facts[first].person_shape >= FULL
    if word.end < end and full and len(context.written(first)) == 3:
        return word.end
    i = first + 1
    while i < len(context.words) and context.words[i].start < end:
        suffix = context.facts[i].org_suffix
        firm = suffix is not None and len(suffix.text) > 1
        town = context.words[i].form in context.lexicon.towns
        if firm or town or context.listed(i) == "organization" or context.title(i):
            return context.words[i - 1].end
        i += 1
    return end


def _against(context: Context, start: int, end: int, label: Label, first: int | None) -> None:
    """Note what the words themselves say against a name that the tagger sees."""
    text, evidence = context.text, context.evidence
    name = text[start:end]
    called = _CALLED.match(text, end) is not None
    letters = name.isascii() and not called and _LETTERS.fullmatch(name)
    if letters or name in closed("abbreviation"):
        evidence.add(start, end, label, f"{_CUE[label]}.letters")
    if label == "person" and name[0].isdigit():
        evidence.add(start, end, label, "person.letters")
    if name in closed("generic") or name in closed("label") or name in closed("legal_form"):
        evidence.add(start, end, label, f"{_CUE[label]}.generic_word")
    known = None if first is None else context.known.get(first)
    whole = known is not None and len(known.text) == end - start
    if known is not None and whole and known.type != label and _listed_speaks(context, name):
        cue = "person.not_org" if label == "person" else f"{_CUE[label]}.listed"
        if label in ("person", "program", "organization"):
            evidence.add(start, end, label, cue)
    if label == "organization" and first is not None and known is None and not context.lone:
        within = _within(context, first, end)
        if all(word.common or word.tags == ("NNG", "NNG") for word in within):
            evidence.add(start, end, label, "org.plain")
    if label == "person" and first is not None:
        _against_person(context, start, end, first, called=called)


def _listed_speaks(context: Context, name: str) -> bool:
    """Whether the lists speak against the tagger; in a sentence alone only of ECB, 올리브영."""
    unlike = name.isascii() or (len(name) > _LONG_NAME and not context.lexicon.person_shape(name))
    return unlike or not context.lone


def _within(context: Context, first: int, end: int) -> Iterator[Word]:
    """Words from `first` to an offset."""
    return takewhile(lambda word: word.start < end, islice(context.words, first, None))


def _against_person(context: Context, start: int, end: int, first: int, *, called: bool) -> None:
    word = context.words[first]
    suffix = context.facts[first].org_suffix
    if suffix is not None and len(suffix.text) > 1 and word.stem == end:
        context.evidence.add(start, end, "person", "person.not_org")
    before = context.words[first - 1].form if first else ""
    if before in closed("creature"):
        context.evidence.add(start, end, "person", "person.character")
    plain = not (word.proper or word.broken)
    cut = _cut(context, end, first, called=called)
    if context.lone and plain != cut:
        return  # without an article to go by, the tagger is worth more than one doubt
    if plain:
        context.evidence.add(start, end, "person", "person.plain")
    if cut:
        context.evidence.add(start, end, "person", "person.cut", _LONE if context.lone else 1.0)


def _cut(context: Context, end: int, first: int, *, called: bool) -> bool:
    """Whether a name is a piece of a longer word, or a surname that nothing follows."""
    text, word = context.text, context.words[first]
    rest, name = text[end : word.end], text[word.start : end]
    cut = rest and rest not in closed("particle") and not called and word.stem != end
    whole = len(name) == 3 and context.lexicon.person_shape(name) >= 0.6
    if cut and not whole and rest[0] not in "이님측들" and not context.lexicon.title(rest):
        return True
    after = first + 1
    return (len(name) == 1 and (not called or word.tags == ("MM",))) and not (
        after < len(context.words)
        and word.tags != ("MM",)
        and (context.title(after) or context.written(after) in closed("modifier"))
    )


def note_doubts(context: Context, names: Sequence[Decided]) -> None:
    """Note where the tagger holds a name of the rules for none."""
    if context.reading is None:
        return
    seen = {(start, end) for start, end, *_ in context.reading.names}
    asked = [
        name
        for name in names
        if name.label in _DOUBTED
        and _SEEN.isdisjoint(context.evidence.cues[name[:2]][name.label])
        and (context.lone or name[:2] not in seen)
    ]
    odds_of = context.reading.scores([name[:3] for name in asked])
    single = len(context.analysis.sentences) < _PASSAGE
    for name, odds in zip(asked, odds_of, strict=True):
        cues = context.evidence.cues[name[:2]][name.label]
        none = _NOT_LISTED if "names.list" in cues else _NONE
        if single and name.label == "organization" and odds < none:
            _note_lone(context, name, cues)
        elif odds < 0 and name[:2] not in seen:
            # as a name of another kind it is none to doubt: the sums of both say which
            _note_doubt(context, name, cues, odds)


def _note_lone(context: Context, name: Decided, cues: dict[str, float]) -> None:
    """Let the tagger decide where no article speaks, unless the words themselves state it."""
    text = context.text[name.start : name.end]
    listed = "names.list" in cues and " " in text and not text.endswith(" 정부")
    if _STATED.isdisjoint(cues) and not listed:
        context.evidence.add(name.start, name.end, name.label, "org.lone")


def note_parts(context: Context, names: Sequence[Decided]) -> None:
    """Let the tagger's organisations stand, where no article speaks, that rules join into one.

    It parts a body from its place or its department: `국회` and `기획재정위원회`.
    """
    if context.reading is None or len(context.analysis.sentences) > 1:
        return
    seen = [(a, b) for a, b, label, odds in context.reading.names if _stands(label, odds)]
    for name in names:
        at = bisect_left(seen, (name.start, 0))
        part = at < len(seen) and seen[at][1] <= name.end and seen[at] != name[:2]
        if part and name.label == "organization":
            context.evidence.add(name.start, name.end, name.label, "org.lone")


def _stands(label: Label, odds: float) -> bool:
    return label == "organization" and odds >= _PART


def _note_doubt(context: Context, name: Decided, cues: dict[str, float], odds: float) -> None:
    listed = name.end - name.start > 2 and "names.list" in cues
    titled = "person.title" in cues and cues.get("person.shape", 0.0) >= _SHAPELY
    plain = listed or titled or not _PLAIN.isdisjoint(cues)
    scale = min(-odds / 8, 1.0) * (0.35 if plain else 1.0)
    context.evidence.add(name.start, name.end, name.label, f"{_CUE[name.label]}.doubt", scale)

"""Other forms of a name that the article established: other letters, a contraction, no brand."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kfacts.extract.names.bearers import find_given
from kfacts.extract.names.evidence import THRESHOLD
from kfacts.extract.names.tables import closed
from kfacts.korean.condense import is_bridged, is_condensed
from kfacts.korean.jamo import is_hangul
from kfacts.korean.lexicon import surnames
from kfacts.korean.namekeys import is_club, is_generic, name_key, spellings
from kfacts.korean.nameparts import name_parts
from kfacts.korean.nicknames import (
    IN_SHORT,
    NICKNAME,
    bare_nicknames,
    called_by_all,
    is_his_nickname,
    is_nickname,
    is_told_of,
    leads_to,
    real_names,
    told_names,
)
from kfacts.korean.romanized import romanizes
from kfacts.korean.shorten import (
    ellipsis,
    is_clip,
    is_contraction,
    is_initials,
    is_made_of,
    is_squeezed,
    new_signs,
    without_scheme,
    without_tail,
)
from kfacts.korean.sounds import is_latin, mixed_alike, spells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

    Established = Mapping[str, tuple[Label, bool]]
    """Form → its type, and whether rules alone say so."""
    Echo = tuple[int, int, Label]

_CROWD = 40
"""Names of an article that one word is compared with; more are a list."""
_SHORTEST = 3
_LONGEST = 6
"""Characters of a short form."""
_REACH = 160
"""Characters behind a person's name within which a nickname is that person's."""
_NICKNAMED = re.compile(
    rf"\((?:\d+[세,]\s?)?(?:{NICKNAME})[은:]? ?"
    r"['‘“]?(?P<name>[가-힣A-Za-z][가-힣A-Za-z ]{0,11}?)['’”]?[),·]"
)
"""Behind a person: `(별명 독수리)`."""
_LEGION = re.compile(r"(?<![가-힣])[가-힣]{2,4} ?군단(?![가-힣]{2})")
_PERSONAL = 0.6
"""Likeness of a word with a person's name from which brackets may say a nickname."""
_TOPIC = ("은", "는")
_BEFORE = 12
"""Characters before marks in which a text says that what they hold is short for something."""
_NICKNAME = 12
"""Characters of the longest nickname."""


def find_echoes(
    context: Context, established: Established, names: Iterable[Decided]
) -> Iterator[Echo]:
    """Yield places that hold another form of an established name, none of which is certain.

    `names` tell where the established ones stand.
    """
    keys: dict[str, Label] = {}
    for form, (label, _) in established.items():
        if label != "person":
            keys.setdefault(name_key(form), label)
    yield from _in_other_letters(context, keys, established)
    places = {context.text[name.start : name.end]: name for name in names}
    yield from _contracted(context, established, places)
    yield from _in_marks(context, keys)
    yield from _romanized(context, established)
    yield from _legions(context, established)
    yield from find_given(context, established)


def find_nicknames(context: Context, names: Iterable[Decided]) -> None:
    """Note names in marks by which somebody named shortly before is called: 별명은 ‘국수 할배’."""
    for told in _NICKNAMED.finditer(context.text) if "(" in context.text else ():
        i = context.ends.get(told.start())
        if i is not None and context.facts[i].person_shape >= _PERSONAL:
            word = context.words[i]
            context.evidence.add(word.start, word.end, "person", "person.introduced")
            context.evidence.add(*told.span("name"), "person", "person.nickname")
    for start, end in real_names(context.text):
        if context.text[start] in surnames():
            context.evidence.add(start, end, "person", "person.introduced")
    people = [name[:2] for name in names if name.label == "person"]
    ends = [end for _, end in people]
    for start, end in _told(context, ends):
        context.evidence.add(start, end, "person", "person.nickname")
        context.evidence.add(start, end, "program", "program.nickname")
        context.evidence.add(start, end, "organization", "org.nickname")
    for start, end in bare_nicknames(context.text) if people else ():
        if start - ends[max(bisect_left(ends, start) - 1, 0)] in range(_REACH):
            context.evidence.add(start, end, "person", "person.nickname")
    for start, end in context.quoted if people else ():
        at = bisect_left(ends, start)
        near = at and start - ends[at - 1] < _REACH and end - start <= _NICKNAME
        after = next((first for first, _ in people[at : at + 2] if first > end), None)
        if (near and is_nickname(context.text, ends[at - 1], start, end)) or (
            after is not None and leads_to(context.text, end, after)
        ):
            context.evidence.add(start, end, "person", "person.nickname")
            context.evidence.add(start, end, "program", "program.nickname")
            context.evidence.add(start, end, "organization", "org.nickname")


def _told(context: Context, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield nicknames that a sentence tells, where they are no everyday words."""
    told = [name for _, name in told_names(context.text, ends)]
    for start, end, clear in called_by_all(context.text) if ends else ():
        if start - ends[max(bisect_left(ends, start) - 1, 0)] in range(_REACH):
            told.append((start, end, clear))
    for start, end, clear in told:
        i = context.starts.get(start)
        if (
            i is not None
            and end not in ends
            and (clear or not (context.words[i].common or context.title(i)))
        ):
            yield start, end
    quoted = sorted(context.quoted) if is_told_of(context.text) else []
    for end in ends if quoted else ():
        at = bisect_left(quoted, (end, 0))
        if at and is_his_nickname(context.text, end) and end - quoted[at - 1][1] < _REACH:
            yield quoted[at - 1]


def _in_other_letters(
    context: Context, keys: Mapping[str, Label], established: Established
) -> Iterator[Echo]:
    """Words that spell or sound like a name written in the other script: 누리톡, NuriTalk."""
    spelt = {hangul: label for key, label in keys.items() for hangul in spellings(key)}
    hangul = [key for key in keys if is_hangul(key) and len(key) > 1][:_CROWD]
    latin = [key for key in keys if is_latin(key) and len(key) > _SHORTEST][:_CROWD]
    mixed = [key for key in keys if key[0].isascii() and not key.isascii()][:_CROWD]
    seen: dict[str, Label | None] = dict.fromkeys(_settled(established))
    most = len(seen) + _CROWD
    for i in context.named if spelt or hangul or latin else ():
        word = context.words[i]
        form = word.form
        if form in seen and seen[form] is None:
            continue
        if len(form) < 2 or len(seen) > most or context.in_latin_phrase(i):
            continue
        end = word.stem
        if hangul and form.isascii():
            end = _phrase_end(context, i)
            form = context.text[word.start : end]
        if form not in seen:
            key = name_key(form)
            alike = _sounding(key, hangul, *((mixed, latin) if word.guessed else ((), ())))
            own = spelt.get(key) or next((keys[h] for h in spellings(key) if h in keys), None)
            seen[form] = own or (keys[alike[0]] if len(alike) == 1 else None)
        label = seen[form]
        if label is not None:
            yield word.start, end, label


def _phrase_end(context: Context, i: int) -> int:
    """Where the Latin words that begin with word `i` end: Hanbit Labs."""
    words = context.words
    while (
        not words[i].tail
        and i + 1 < len(words)
        and words[i + 1].gap == " "
        and words[i + 1].form.isascii()
        and words[i + 1].form.replace("-", "").isalpha()
    ):
        i += 1
    return words[i].stem


def _sounding(
    key: str, hangul: Sequence[str], mixed: Sequence[str], latin: Sequence[str]
) -> list[str]:
    """Keys of names that sound like a key of the other script, or one of both scripts."""
    if is_hangul(key):
        alike = [other for other in latin if spells(key, other)]
        return alike + [other for other in mixed if mixed_alike(key, other)]
    if is_latin(key):
        return [other for other in hangul if len(key) > _SHORTEST and spells(other, key)]
    return [other for other in hangul if other[-1] == key[-1] and mixed_alike(key, other)]


def _contracted(
    context: Context, established: Established, places: Mapping[str, Decided]
) -> Iterator[Echo]:
    """Words of no dictionary that shorten an established name: 금감원, 맥날, 갤S25."""
    longer: dict[str, list[_Long]] = {}
    for form, (label, _) in established.items():
        if label in ("organization", "program") and len(form) > _SHORTEST:
            long = _Long(name_key(form), form, label, context, places.get(form))
            for first in dict.fromkeys(long.firsts()):
                longer.setdefault(first, []).append(long)
    meant: dict[str, Label | None] = {
        form: None for form, (label, sure) in established.items() if sure and label != "person"
    }
    signs = longer.keys() | {sign.upper() for sign in longer}
    for i in context.beginning({head for head in context.by_head if head[0] in signs}):
        word = context.words[i]
        whole = word.stem > word.start or word.broken  # 전국돌봄연합 → 전돌연, read as 전 돌연
        form = context.text[word.start : _stem(context, i)] if whole else ""
        if not 2 <= len(form) <= _LONGEST:
            continue
        end, everyday = word.start + len(form), word.common and form == word.form
        cues = context.evidence.cues.get((word.start, end))
        recalled = cues is not None and "org.recalled" in cues.get("organization", ())
        if everyday and not recalled and not _spoken_for(context, i):
            continue
        if form not in meant:
            meant[form] = _meant(name_key(form), longer)
        kind = meant[form] or (None if everyday else _brand(context, word.start, end, longer))
        if everyday and kind != "organization":
            continue
        if kind is not None and (recalled or context.listed(i) in (None, kind)):
            yield word.start, end, kind


def _brand(
    context: Context, start: int, end: int, longer: Mapping[str, list[_Long]]
) -> Label | None:
    """Type of the company whose name a word begins that is said of somebody: `투썸 관계자`."""
    form = context.text[start:end]
    whole = [long for long in longer[form[0].lower()][:_CROWD] if long.form.startswith(form)]
    if len(whole) != 1 or whole[0].label != "organization" or " " in whole[0].form:
        return None
    if not without_tail(form, whole[0].key):
        return None
    i = context.starts[start]
    named = not context.words[i].common and context.text[end : context.words[i].end] in _TOPIC
    said = named or context.evidence.cues.get((start, end), {}) or _spoken_for(context, i)
    place = context.evidence.total(start, end, "location") >= THRESHOLD
    return "organization" if said and not place else None


def _stem(context: Context, i: int) -> int:
    """Where word `i` ends without its particle, though Kiwi may have cut an unknown name: 올영."""
    word, end = context.words[i], context.bare_end(i)
    if (end - word.start > 1 and word.tail[:1] != "N") or word.tail[:1] == "J":
        return end
    text, particles = context.text, closed("particle")
    first = max(word.start + 2, word.stem + 1)
    return next((at for at in range(first, word.end) if text[at : word.end] in particles), word.end)


def _settled(established: Established) -> Iterator[str]:
    """Forms whose type is beyond doubt.

    Only the tagger may have seen a person in 케이패스, and only two capital letters one in Hanbit
    Labs.
    """
    return (
        form
        for form, (label, sure) in established.items()
        if label != "person" or (sure and not (form[0].isascii() and " " in form))
    )


def _spoken_for(context: Context, i: int) -> bool:
    """Whether somebody of an organisation follows the word: `여연 활동가`, `당근 관계자`."""
    return i + 1 < len(context.words) and context.facts[i + 1].companion


def _meant(short: str, longer: Mapping[str, list[_Long]]) -> Label | None:
    """Type of the only name that the key may shorten."""
    if len(short) < 2 or is_generic(short):
        return None
    signs = frozenset(short) - new_signs()
    fits = [
        long
        for long in longer.get(short[0], ())[:_CROWD]
        if signs.issubset(long.key) and long.shortens_to(short)
    ]
    return fits[0].label if len({long.key for long in fits}) == 1 else None


@dataclass
class _Long:
    """An established name that shorter ones may stand for."""

    key: str
    form: str
    label: Label
    context: Context
    place: Decided | None
    """Where it stands."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words that the analyser sees in the name."""
        if self.place is None:
            return ()
        analysis = self.context.analysis
        first, last = (bisect_left(analysis.starts, at) for at in self.place[:2])
        inside = analysis.morphemes[first:last]
        return tuple(name_key(m.form) for m in inside if len(m.form) > 1)

    def firsts(self) -> Iterator[str]:
        """Yield the characters a short form may begin with."""
        yield self.key[0]
        lead, *rest = name_parts(self.key)
        if rest and lead.kind == "lead":
            yield rest[0].text[0]

    def shortens_to(self, short: str) -> bool:
        """Whether a key may be a short form of the name."""
        return (
            is_contraction(short, self.key)
            or (len(self.words) > 1 and is_contraction(short, self.key, self.words))
            or is_clip(short, self.key)
            or is_squeezed(short, self.key, self.words)
            or is_initials(short, self.form)
            or is_condensed(short, self.key, self.words)
            or (self.label == "program" and is_bridged(short, self.form))
            or bool(ellipsis(short, self.key))
            or (
                self.label == "program" and " " not in self.form and without_scheme(short, self.key)
            )
        )


def _in_marks(context: Context, keys: Mapping[str, Label]) -> Iterator[Echo]:
    """Words in quotation marks that are the beginning or the end of a name, or a clip of it."""
    long = [(key, label) for key, label in keys.items() if len(key) > _SHORTEST + 1][:_CROWD]
    for start, end in context.quoted if long else ():
        key = name_key(context.text[start:end])
        if len(key) < 2 or key in keys:
            continue
        in_short = IN_SHORT.search(context.text, max(start - _BEFORE, 0), start)
        whole = [
            label
            for name, label in long
            if name.startswith(key)
            or name.endswith(key)
            or is_clip(key, name)
            or (in_short and is_made_of(key, name))
        ]
        if len(whole) == 1:
            yield start, end, whole[0]


def _romanized(context: Context, established: Established) -> Iterator[Echo]:
    """Latin words that write a Korean person's name: Nam June Paik."""
    people = [f for f, (label, _) in established.items() if label == "person" and is_hangul(f)]
    seen: dict[str, bool] = {}
    for i in context.named if people else ():
        word = context.words[i]
        if not context.text[word.start].isupper() or context.in_latin_phrase(i):
            continue
        end = _phrase_end(context, i)
        form = context.text[word.start : end]
        if " " not in form or len(seen) > _CROWD:
            continue
        if form not in seen:
            seen[form] = any(romanizes(form, person) for person in people[:_CROWD])
        if seen[form]:
            yield word.start, end, "person"


def _legions(context: Context, established: Established) -> Iterator[Echo]:
    """Nicknames of clubs, where the text names one: `푸른 군단은`."""
    bodies = (name_key(f) for f, (label, _) in established.items() if label == "organization")
    if "군단" in context.text and any(map(is_club, bodies)):
        for found in _LEGION.finditer(context.text):
            yield *found.span(), "organization"

"""Other forms of a name that the article established: other letters, a contraction, no brand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kfacts.korean.jamo import is_hangul
from kfacts.korean.namekeys import is_generic, name_key, spellings
from kfacts.korean.nameparts import name_parts
from kfacts.korean.shorten import (
    ellipsis,
    is_clip,
    is_contraction,
    is_initials,
    is_squeezed,
    new_signs,
)
from kfacts.korean.sounds import is_latin, spells

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

    Established = Mapping[str, tuple[Label, bool]]
    """Form → its type, and whether rules alone say so."""
    Echo = tuple[int, int, Label]

_CROWD = 40
"""Names of an article that one word is compared with; more are a list."""
_SHORTEST = 3
_TELLING = 6
"""Syllables of the last words of a programme's name by which it may be called."""
_LONGEST = 6
"""Characters of a short form."""


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


def without_brands(programs: Iterable[str], brands: Container[str]) -> Iterator[str]:
    """Yield what is left of programmes' names without a brand: 한빛 첫걸음 통장, 첫걸음 통장.

    Two words of six syllables say enough by themselves: 강원 청년 마을정착 프로젝트.
    """
    for program in programs:
        brand, _, tail = program.partition(" ")
        if brand in brands and " " in tail:
            yield tail
        words = program.split(" ")
        for n in range(1, len(words) - 1):
            tail = " ".join(words[n:])
            if len(tail) > _TELLING and is_hangul(tail[0]):
                yield tail


def _in_other_letters(
    context: Context, keys: Mapping[str, Label], established: Established
) -> Iterator[Echo]:
    """Words that spell or sound like a name written in the other script: 누리톡, NuriTalk."""
    spelt = {hangul: label for key, label in keys.items() for hangul in spellings(key)}
    hangul = [key for key in keys if is_hangul(key) and len(key) > 1][:_CROWD]
    latin = [key for key in keys if is_latin(key) and len(key) > _SHORTEST][:_CROWD]
    seen: dict[str, Label | None] = dict.fromkeys(established)
    most = len(seen) + _CROWD
    for i in context.named if spelt or hangul or latin else ():
        word = context.words[i]
        form = word.form
        if form in seen and seen[form] is None:
            continue
        if len(form) < 2 or len(seen) > most or context.in_latin_phrase(i):
            continue
        if form not in seen:
            key = name_key(form)
            if len(key) > _SHORTEST and is_latin(key):
                alike = [other for other in hangul if spells(other, key)]
            elif word.guessed and is_hangul(key):
                alike = [other for other in latin if spells(key, other)]
            else:
                alike = []
            seen[form] = spelt.get(key) or (keys[alike[0]] if len(alike) == 1 else None)
        label = seen[form]
        if label is not None:
            yield word.start, word.stem, label


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
    meant: dict[str, Label | None] = {form: None for form, (_, sure) in established.items() if sure}
    firsts = longer.keys() | set(map(str.upper, longer))
    for i in [i for i, head in enumerate(context.heads) if head[0] in firsts]:
        word = context.words[i]
        if word.common or not 2 <= len(word.form) <= _LONGEST:
            continue
        if word.form not in meant:
            meant[word.form] = _meant(name_key(word.form), longer)
        kind = meant[word.form]
        if kind is not None and context.listed(i) in (None, kind):
            yield word.start, word.stem, kind


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


@dataclass(frozen=True)
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
            or bool(ellipsis(short, self.key))
        )

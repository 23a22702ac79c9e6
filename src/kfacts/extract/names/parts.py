"""What else stands for a name: 첫걸음 통장 of 하나 첫걸음 통장, 이글스 of 가람 이글스, 국힘."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kfacts.extract.names.evidence import SURE
from kfacts.korean.jamo import is_hangul
from kfacts.korean.namekeys import name_key, thing_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

_CROWD = 40
"""Programmes of one text that are called by their first words; more are a list."""
_SHORTEST = 3
"""Syllables of a word by which a programme may be called."""
_TELLING = 5
"""Characters of some words of a programme's name, more than which are no chance."""
_PERSONAL = 0.6
"""Likeness of a word with a person's name above which it is one."""


def parts_of_names(
    context: Context, names: list[Decided], established: dict[str, tuple[Label, bool]]
) -> Iterator[tuple[str, Label]]:
    """Yield what stands for programmes and for clubs: 가람 이글스, 이글스."""
    kinds = context.lexicon.org_suffixes
    for form, (label, _) in list(established.items()):
        last = form.rpartition(" ")[2]
        if label == "organization" and last != form and kinds.get(last, ("",))[0] == "club":
            yield last, label
    for tail in _tails(context, names, established):
        yield tail, "program"


def other_names(
    context: Context, established: dict[str, tuple[Label, bool]], doubtful: dict[str, int]
) -> Iterator[tuple[str, tuple[Label, bool]]]:
    """Yield other names of known bodies (국힘 of 국민의힘), also of those whose office is named.

    Note in `doubtful` from where in the text those hold that are words too: 당근 of 당근마켓.
    """
    listed = context.lexicon.names.get
    for form, known in established.items():
        if known[0] == "person":
            continue
        body = listed(form.rpartition(" ")[0]) if " " in form else None
        full = form
        if body is not None and body.type == known[0] == "organization":
            full = body.text
            yield full, known
        thing = thing_of(name_key(full))
        for alias in (*thing.names, *thing.beside) if thing else ():
            name = listed(alias)
            if full not in alias and (name is None or name.type == known[0]):
                yield alias, known
        for alias in thing.beside if thing else ():
            if alias not in established:
                at = context.text.find(full)
                doubtful[alias] = min(at, doubtful.get(alias, at))


def _tails(
    context: Context, names: list[Decided], established: dict[str, tuple[Label, bool]]
) -> Iterator[str]:
    """Yield what is left of a programme's name without its brand: 하나 첫걸음 통장, 첫걸음 통장."""
    programs = dict.fromkeys(
        context.text[name.start : name.end]
        for name in names
        if name.label == "program" and name.score >= SURE
    )
    firsts = [program.partition(" ")[0] for program in programs]
    owners = [form for form, (label, _) in established.items() if label == "organization"]
    listed = filter(context.lexicon.names.get, firsts)
    for program in programs:
        subtitle = program.partition(": ")[2]
        if len(subtitle) > 1 and " " not in subtitle:
            yield subtitle
    brands = {*owners, *_bare(context, owners), *listed}
    yield from _of_programs(context, programs, brands)


def _bare(context: Context, owners: Iterable[str]) -> Iterator[str]:
    """Yield what companies put before their products: 한빛 of 한빛은행."""
    for owner in owners:
        suffix = context.lexicon.org_suffix(owner)
        if suffix is not None and suffix.kind in ("company", "shop", "club"):
            yield owner[: -len(suffix.text)]


def _of_programs(
    context: Context, programs: Iterable[str], brands: Container[str]
) -> Iterator[str]:
    """Yield what is left of programmes' names without a brand: 한빛 첫걸음 통장, 첫걸음 통장.

    Two words of six characters say enough by themselves (강원 청년 마을정착 프로젝트), and so does
    what stands before a word such as 사업 (동네책방 살리기 프로젝트).
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
    for program in islice(programs, _CROWD):
        words, whole = program.split(" "), program.rpartition(" ")[0]
        kind = context.lexicon.facts(words[-1])
        if context.text.find(whole) < context.text.find(program):
            continue  # a word that the text used before
        named = len(whole) > _TELLING and (kind.program_noun or kind.program_head)
        if named if len(words) > 2 else len(words) > 1 and _is_coined(context, whole):
            yield whole


def _is_coined(context: Context, word: str) -> bool:
    """Whether the first word of a programme's name may stand for it: no body, place or person."""
    facts, names = context.lexicon.facts(word), context.lexicon.names
    other = facts.org_suffix or facts.title or facts.government or names.get(word)
    unknown = len(word) >= _SHORTEST and context.unknown[word] > 0
    return unknown and not other and facts.person_shape <= _PERSONAL

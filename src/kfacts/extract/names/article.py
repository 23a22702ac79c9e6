"""The article as a whole: what it established once holds in its other places."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import regex

from kfacts.extract.names.bearers import note_families
from kfacts.extract.names.called import recall_people
from kfacts.extract.names.composed import compose, join_places, note_beside
from kfacts.extract.names.decide import settle
from kfacts.extract.names.echoes import find_echoes, find_nicknames
from kfacts.extract.names.endings import find_endings
from kfacts.extract.names.evidence import SURE, THRESHOLD
from kfacts.extract.names.gazetteer import Gazetteer, Name
from kfacts.extract.names.human import note_strangers
from kfacts.extract.names.learned import note_doubts, note_parts
from kfacts.extract.names.parts import other_names, parts_of_names
from kfacts.extract.names.roles import note_roles
from kfacts.extract.names.tables import closed
from kfacts.korean.namekeys import is_bare, is_generic, without_legal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided

Scores: TypeAlias = "dict[str, dict[Label, float]]"
"""Score of each type, by form."""
_COMPANY_AND_SERVICE: tuple[Label, ...] = ("organization", "program")
_SPREAD: tuple[Label, ...] = ("organization", "person", "program")
_CUE = {"person": "person.article", "organization": "org.article", "program": "program.article"}
_BY_RULES = 1.5
"""How much more a name counts elsewhere that rules established."""
_SEVERAL = 1.4
"""How much more it counts that a name of several words comes again: part of it may be one."""
_WHOLE = 2.0
"""How much more it counts that several words together spell a name: 서울 in it is no place."""
_SHORTEST = 3
"""Names of no more characters are not looked for in other spacing."""
_PARTS = 5
"""Most words that a name may be spread over."""
_FOUNDED = regex.compile(r" (?:설립|창업|창립|세웠|세운|인수)")
_COMPANY = frozenset({"org.appositive", "org.bracketed", "org.legal", "org.run", "org.defined"})
"""What only a company has, and its service has not."""
_WHERE = frozenset(("에서", "에", "에는", "에서는", "로", "으로"))
_SAID = regex.compile(r"예요|이에요|입니다| 님")
_OVER = 6.0
"""How much more a name counts that the tagger, sure that it is none, saw elsewhere in the text."""
_SEEN = frozenset(("person.model", "person.article"))
_ADDRESSED = frozenset(
    f"person.{cue}" for cue in ("title", "title_far", "before", "honorific", "age", "penname")
)
"""What stands beside people alone."""


def find_in_article(context: Context) -> list[Decided]:
    """Spread what is established over the whole text and settle the names."""
    first = settle(context.evidence.decided())
    note_doubts(context, first)
    note_strangers(context, first)
    decided = context.evidence.decided()
    compose(context, settle(decided), decided)
    find_nicknames(context, decided)
    recall_people(context, decided)
    second = settle(context.evidence.decided())
    _spread(context, second)
    last = settle(context.evidence.decided())
    if note_roles(context, last):
        last = settle(context.evidence.decided())
    if context.lone:
        note_parts(context, last)
        last = settle(context.evidence.decided())
    return last


def _spread(context: Context, names: list[Decided]) -> None:
    """Give every other place of an established name the cue `article`."""
    scores, ruled = _scores(context, names)
    established = _established(context, names, scores, ruled)
    shared = _shared(context, names, ruled)
    if not established:
        return
    doubtful: dict[str, int] = {}
    told = dict(other_names(context, established, doubtful)) | established
    index = Gazetteer(Name(form, label) for form, (label, _) in told.items())
    ends = [name.end for name in names]
    organizations: list[tuple[int, int]] = []
    programs: list[int] = []
    exact: set[int] = set()
    for i, known in index.find(context.text, context.words, context.by_head):
        start = context.words[i].start
        end = start + len(known.text)
        at = bisect_left(ends, end)
        if start < doubtful.get(known.text, 0):
            continue
        exact.add(i)
        if (known.text not in doubtful and _differs(context, known, i)) or (
            known.text.isascii() and context.in_latin_phrase(i)
        ):
            continue
        inside = at < len(names) and names[at].start <= start
        if not inside or (names[at].label != known.type and names[at].end == end):
            scale = _BY_RULES if told[known.text][1] else 1.0
            scale *= _SEVERAL if " " in known.text else 1.0
            label = known.type
            if known.text in shared:
                label = _role(context, i, end) or label
            _again(context, start, end, label, scale)
            cues = context.evidence.cues.get((start, end), {}).get("person", ())
            if label != "person" and set(cues) <= _SEEN:
                _deny(context, start, end)
            if label == "organization":
                organizations.append((start, end))
            elif label == "program":
                programs.append(end)
    join_places(context, organizations)
    note_beside(context, programs)
    _echo(context, names, established, exact)
    note_families(context, established)


def _echo(
    context: Context,
    names: list[Decided],
    established: dict[str, tuple[Label, bool]],
    exact: set[int],
) -> None:
    """Note places where an established name stands in another form; `exact`: words it starts at."""
    ends = [name.end for name in names]
    endings = find_endings(context, established)
    for start, end, label in _respelled(context, established, exact):
        _again(context, start, end, label, _WHOLE)
    for start, end, label in chain(_shortened(context, established), endings):
        at = bisect_left(ends, end)
        if at == len(names) or names[at].start >= start or names[at].label != label:
            _again(context, start, end, label, 1.0)
    for start, end, label in find_echoes(context, established, names):
        at = bisect_left(ends, end)
        if label != "person":
            _deny(context, start, end)
        if at == len(names) or names[at].start > start or names[at][:2] == (start, end):
            _again(context, start, end, label, _WHOLE)


def _again(context: Context, start: int, end: int, label: Label, scale: float) -> None:
    """Note that an established name comes again, also where the tagger is sure of none."""
    lone = "org.lone" in context.evidence.cues.get((start, end), {}).get(label, ())
    context.evidence.add(start, end, label, _CUE[label], scale * _OVER if lone else scale)


def _deny(context: Context, start: int, end: int) -> None:
    """Let a name that the article explains be nobody's, where but a tagger or letters say so."""
    cues = context.evidence.cues.get((start, end), {}).get("person")
    if cues and _ADDRESSED.isdisjoint(cues):
        context.evidence.add(start, end, "person", "person.not_org")


def _shared(context: Context, names: list[Decided], ruled: Scores) -> set[str]:
    """Names that a service has with the company that runs it: each is stated in some place."""
    forms = {
        form
        for form, of_form in ruled.items()
        if min(of_form.get(label, 0.0) for label in _COMPANY_AND_SERVICE) >= THRESHOLD
    }
    cues = context.evidence.cues
    return {
        context.text[name.start : name.end]
        for name in (names if forms else ())
        if name.label == "organization" and not _COMPANY.isdisjoint(cues[name[:2]][name.label])
    } & forms


def _role(context: Context, i: int, end: int) -> Label | None:
    """Which of the two such a name stands for, if the place tells.

    The company acts, was founded or is said to be one; the service is where something is done.
    """
    start, after = context.words[i].start, context.words[i].end
    cues = context.evidence.cues.get((start, end), {}).get("organization", {})
    particle = context.text[end:after]
    founded = particle in ("을", "를") and _FOUNDED.match(context.text, after)
    acting = particle in closed("subject") and context.acts(after, context.sentence_end(after))
    if founded or acting or not _COMPANY.isdisjoint(cues):
        return "organization"
    return "program" if particle in _WHERE else None


def _differs(context: Context, known: Name, i: int) -> bool:
    """Whether a word that is written like an established name may be something else there.

    A local government may be a place; a title that is an everyday word counts only where it is
    marked; a service and its company have one name: `홍길동 한빛톡 대표`.
    """
    word = context.words[i]
    end = word.start + len(known.text)
    if known.type != "program":
        if known.type == "person" and not word.form and not _SAID.match(context.text, end):
            return True  # 보라, which Kiwi reads as a verb there
        if known.type == "organization" and word.common and is_bare(known.text):
            return not _stands_alone(context, i)
        lexicon, text = context.lexicon, known.text
        return text in lexicon.governments or text in lexicon.towns or text in context.governments
    everyday = word.common and end <= word.end and i not in context.known
    everyday = everyday and known.text[-1] != "법"
    return everyday or _employs(context, word.start, end)


def _stands_alone(context: Context, i: int) -> bool:
    """Whether a common noun may be the short name of a body there: `공사는`, not `도로 공사를`."""
    word, before = context.words[i], context.words[i - 1] if i else None
    free = before is None or word.gap != " " or bool(before.tail) or not before.common
    spoken = i + 1 < len(context.words) and context.facts[i + 1].companion
    return free and (word.tail[:1] == "J" or spoken)


def _employs(context: Context, start: int, end: int) -> bool:
    """Whether a name stands between a person and a title."""
    cues = context.evidence.cues.get((start, end), {}).get("organization", {})
    return "org.appositive" in cues


def _shortened(
    context: Context, established: dict[str, tuple[Label, bool]]
) -> Iterator[tuple[int, int, Label]]:
    """Yield unknown words in which a part of a name stands for it.

    The end of a programme's (한빛톡 채널: 톡채널), the beginning of an organisation's (한빛에어로).
    """
    parts: dict[str, Label] = {}
    ends: set[str] = set()
    for form, (label, _) in established.items():
        whole, last = form.replace(" ", ""), form.rpartition(" ")[2]
        sizes = range(_SHORTEST, len(whole))
        if label == "organization":
            parts.update((whole[:size], label) for size in sizes[:-1])
        elif label == "program":
            parts.update((whole[-size:], label) for size in sizes)
            ends.update(whole[-size:] for size in sizes if whole == form)
            if last != form and context.unknown[last] > 1:
                parts[last] = label
    for i in context.beginning({part[:2] for part in parts}):
        word, written = context.words[i], context.written(i)
        unknown = context.unknown[context.text[word.start : context.bare_end(i)]]
        if word.common or not (unknown or _compound(context, i)):
            continue
        for size in range(len(written), 1, -1):
            part, rest = written[:size], written[size:]
            if part in parts and (not rest or rest in closed("particle")):
                if (unknown or part in ends) and part not in context.lexicon.product_nouns:
                    yield word.start, word.start + size, parts[part]
                break


def _compound(context: Context, i: int) -> bool:
    """Whether word `i` is of several nouns that say enough without what stood before them."""
    word = context.words[i]
    nouns = len(word.tags) > 1 and all(tag in ("NNG", "NNP") for tag in word.tags)
    return nouns and len(word.form) > _SHORTEST and word.form not in closed("scheme")


def _respelled(
    context: Context, established: dict[str, tuple[Label, bool]], exact: set[int]
) -> Iterator[tuple[int, int, Label]]:
    """Yield places where an established name is spaced otherwise: 한빛 채널, 한빛채널."""
    spellings = {
        form.replace(" ", ""): (form, label)
        for form, (label, _) in established.items()
        if label != "person" and len(form) > _SHORTEST
    }
    begun = {form[:size] for form in spellings for size in range(2, len(form))}
    words, text = context.words, context.text
    for i in context.beginning({form[:2] for form in spellings}):
        joined, start = "", words[i].start
        for j in range(i, min(i + _PARTS, len(words))):
            if j > i and (words[j].gap != " " or joined not in begun):
                break
            stem = context.bare_end(j)
            known = spellings.get(joined + text[words[j].start : stem])
            if known and text[start:stem] != known[0] and (j > i or i not in exact):
                yield start, stem, known[1]
                break
            joined += context.written(j)


def _scores(context: Context, names: list[Decided]) -> tuple[Scores, Scores]:
    """Best score of each form as each type, with the tagger and by rules alone."""
    scores: Scores = {}
    ruled: Scores = {}
    families: dict[str, tuple[float, float]] = {}
    """Last words of foreign people's names, by which the article goes on to call them."""
    for name in names:
        if name.label in _SPREAD and name.end - name.start > 1:
            form = context.text[name.start : name.end]
            _raise(scores, form, name.label, name.score)
            by_rules = context.evidence.by_rules(*name[:3])
            _raise(ruled, form, name.label, by_rules)
            family = form.rpartition(" ")[2]
            if name.label == "person" and family != form and len(family) > 2:
                families[family] = name.score, by_rules
    tails = {
        context.text[name.start : name.end].rpartition(" ")[2]
        for name in names
        if name.label == "program" and " " in context.text[name.start : name.end]
    }
    for form, label, score in _recurrent(context, tails):
        _raise(scores, form, label, score)
        _raise(ruled, form, label, score)
    for family, (score, by_rules) in families.items():
        if by_rules >= THRESHOLD and not context.lexicon.names.get(family):
            scores[family], ruled[family] = {"person": score}, {"person": by_rules}
        else:
            _raise(scores, family, "person", score)
            _raise(ruled, family, "person", 0.0)
    return scores, ruled


def _established(
    context: Context, names: list[Decided], scores: Scores, ruled: Scores
) -> dict[str, tuple[Label, bool]]:
    """Forms the article is sure of, each with its type and whether rules alone say so.

    One strong place establishes a form, or many weak ones; rules have the word before the tagger,
    which sees no more than a sentence.
    """
    out: dict[str, tuple[Label, bool]] = {}
    for form, of_form in scores.items():
        by_rules = ruled.get(form, {})
        label = max(sorted(by_rules), key=lambda kind: by_rules[kind])
        sure = by_rules[label] >= THRESHOLD
        if not sure:
            label = max(sorted(of_form), key=lambda kind: of_form[kind])
        title = len(form) == 2 and context.lexicon.title(form)
        if not title and (sure or of_form[label] >= SURE):
            out[form] = label, sure
            bare = without_legal_form(form) if label == "organization" else form
            if len(bare) > 1 and not is_generic(bare):
                out.setdefault(bare, (label, sure))
    for part, label in parts_of_names(context, names, out):
        if out.get(part, ("person", False)) == ("person", False):
            out[part] = label, False  # 이글스, which only the tagger takes for somebody
    return out


def _raise(scores: Scores, form: str, label: Label, score: float) -> None:
    of_form = scores.setdefault(form, {})
    of_form[label] = max(of_form.get(label, 0.0), score)


def _recurrent(context: Context, tails: set[str]) -> Iterator[tuple[str, Label, float]]:
    """Yield words in no dictionary that come back (블루온, T9), with what all their places say.

    What ends a programme's name stands for it: 주니어랩 of 한빛 주니어랩 (`_shortened`).
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for i in context.named:
        word = context.words[i]
        if len(word.form) > 1 and (word.guessed or word.tags == ("SL", "SN")):
            places.setdefault(word.form, []).append((word.start, word.stem))
    for form, spans in places.items():
        if form in tails or len(spans) < 2 or context.evidence.cues.keys().isdisjoint(spans):
            continue
        for label in _SPREAD:
            totals = [context.evidence.by_rules(*span, label) for span in spans]
            score = max(totals) + 0.5 * (sum(max(t, 0.0) for t in totals) - max(totals))
            if max(totals) > 0:
                yield form, label, score

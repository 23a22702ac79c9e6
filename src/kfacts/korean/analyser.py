"""Text in, morphemes and sentences out: Kiwi's analysis as plain values."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, partial
from itertools import compress, count, pairwise
from operator import attrgetter, itemgetter, ne
from typing import TYPE_CHECKING

from kfacts.korean.morphemes import Analysis, Morpheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiwipiepy import Kiwi

CHUNK = 10_000
"""Code points handed to Kiwi at once: its time a character grows on longer texts."""

SENTENCE = 1_000
"""Code points after which a sentence is cut: what follows reads sentences, not tables or walls."""

BEAM = 5.0
"""How much worse than the best a path of Kiwi's search may stand and be followed; its default is 8.

With 5 the search costs 10 to 20 % less and gives the same morphemes in 98 of 100 sentences of news;
where they differ it is for the better or the worse, and names and facts score as they did
(docs/performance.md).
"""

WRAP = 30
"""A line at least this long may have been broken to fit a width."""

_DEPENDENT = ("J", "E", "VCP", "XS")
_TITLE_ENDS = frozenset(">》」』’'")
_FINAL = frozenset(".?!…。”’\"')]>")
_BREAK = re.compile(r"\n\s*")
_GUESSED = frozenset({2, 3})
"""Kiwi's ids of "some common noun" and "some proper noun", for words not in its dictionary."""

# Read in C: a Python loop over the fields of each morpheme costs more than all of this module.
_fields = attrgetter("form", "tag", "start", "end")
_start = itemgetter(Morpheme._fields.index("start"))
_sentence = attrgetter("sent_position")
_number = attrgetter("id")
_morpheme = partial(tuple.__new__, Morpheme)


@cache
def load_kiwi() -> Kiwi:
    """Load Kiwi once a process (about 3 s of CPU, 500 MB), with a narrower search than its own."""
    from kiwipiepy import Kiwi  # noqa: PLC0415  (heavy: loaded when first needed)

    kiwi = Kiwi(num_workers=1)
    kiwi.global_config.cutoff_threshold = BEAM
    return kiwi


def analyse(text: str, kiwi: Kiwi | None = None) -> Analysis:
    """Analyse a text into morphemes and sentences, piece by piece so that time stays linear."""
    kiwi = kiwi or load_kiwi()
    morphemes: list[Morpheme] = []
    firsts: list[int] = []
    guessed: list[int] = []
    for begin, end in _pieces(text):
        tokens = kiwi.tokenize(text if end - begin == len(text) else text[begin:end])
        fields: Iterable[tuple[str, str, int, int]] = map(_fields, tokens)
        if begin:
            fields = ((form, tag, begin + a, begin + b) for form, tag, a, b in fields)
        known = len(morphemes)
        morphemes.extend(map(_morpheme, fields))
        sentences = list(map(_sentence, tokens))
        firsts.extend(compress(count(known), map(ne, sentences, [-1, *sentences])))
        unknown = map(_GUESSED.__contains__, map(_number, tokens))
        guessed.extend(compress(map(_start, morphemes[known:]), unknown))
    return Analysis(text, morphemes, _sentences(text, morphemes, firsts), frozenset(guessed))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text at a line end, else a sentence end, else a space, else where it must be."""
    begin = 0
    while len(text) - begin > CHUNK:
        cut = _cut(text, begin + CHUNK // 2, begin + CHUNK, ("\n", ". ", " "))
        yield begin, cut
        begin = cut
    if begin < len(text):
        yield begin, len(text)


def _cut(text: str, low: int, high: int, marks: Iterable[str]) -> int:
    """Return the offset behind the last of the best marks between two offsets, else the later."""
    ends = (at + len(mark) for mark in marks if (at := text.rfind(mark, low, high)) >= 0)
    return next(ends, high)


def _sentences(text: str, morphemes: list[Morpheme], firsts: list[int]) -> list[tuple[int, int]]:
    """Extents of the sentences: where Kiwi begins one, and at line ends that end one.

    A sentence cannot begin with a particle or an ending, nor right behind a closed title or
    emphasis (<…>, ‘…’): there Kiwi took a closing mark in the middle of a sentence for its end.
    """
    starts = {morphemes[i].start for i in firsts if _may_begin(morphemes, i)}
    starts.update(_line_starts(text))
    if morphemes:
        starts.add(min(starts | {morphemes[0].start}))
    bounds = [*sorted(starts), len(text)]
    begins = (at for a, b in pairwise(bounds) for at in _parts(text, morphemes, a, b))
    return [(a, a + len(text[a:b].rstrip())) for a, b in pairwise([*begins, len(text)])]


def _parts(text: str, morphemes: list[Morpheme], begin: int, end: int) -> Iterator[int]:
    """Where the parts of a sentence begin that is too long to be one."""
    yield begin
    while end - begin > SENTENCE:
        wanted = _cut(text, begin + SENTENCE // 2, begin + SENTENCE, ("\n", ", ", " "))
        i = bisect_left(morphemes, wanted, key=_start)
        begin = morphemes[i].start if i < len(morphemes) else end
        if begin < end:
            yield begin


def _may_begin(morphemes: list[Morpheme], i: int) -> bool:
    before = morphemes[i - 1].form if i else ""
    return not morphemes[i].tag.startswith(_DEPENDENT) and before not in _TITLE_ENDS


def _line_starts(text: str) -> Iterator[int]:
    """Where a line begins that does not go on with the one before.

    A line goes on when it was broken to fit a width: it is long and has no final mark, and no blank
    line follows.
    """
    for found in _BREAK.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
        wrapped = found.group().count("\n") == 1 and len(line) >= WRAP and line[-1] not in _FINAL
        if not wrapped and found.end() < len(text):
            yield found.end()

"""Text in, morphemes and sentences out: Kiwi's analysis as plain values."""

from __future__ import annotations

import locale
import re
from bisect import bisect_left
from contextlib import contextmanager
from functools import cache
from itertools import compress, count, pairwise
from operator import attrgetter, ne
from sys import intern
from typing import TYPE_CHECKING

from kfacts.korean.morphemes import Analysis, Morpheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kiwipiepy import Kiwi

    from kfacts.korean.morphemes import Columns, Offsets, Strings

CHUNK = 10_000
"""Code points handed to Kiwi at once: its time a character grows on longer texts."""

SENTENCE = 1_000
"""Code points after which a sentence is cut: what follows reads sentences, not tables or walls."""

BEAM = 3.5
"""How much worse than the best a path of Kiwi's search may stand and be followed; its default is 8.

With 3.5 the search costs about a fifth less, and of 1,000 morphemes of news and articles about 3
are other ones, for the better or the worse; names and facts score as they did
(docs/performance.md).
"""

WRAP = 30
"""A line at least this long may have been broken to fit a width."""

_DEPENDENT = ("J", "E", "VCP", "XS")
_TITLE_ENDS = frozenset(">》」』’'")
_FINAL = frozenset(".?!…。”’\"')]>")
_BREAK = re.compile(r"\n\s*")
_CHATTY = re.compile(r"[ㄱ-ㆎᄀ-ᇿ]")
"""A letter that is no syllable, ㅋㅋ: such texts hang final consonants on words, 했닼.

Only for them does Kiwi look for such consonants, which costs it 4 % of its time.
"""
_GUESSED = frozenset({2, 3})
"""Kiwi's ids of "some common noun" and "some proper noun", for words not in its dictionary."""

# Read in C: a Python loop over the fields of each morpheme costs more than all of this module.
_form, _tag, _start, _end = map(attrgetter, Morpheme._fields)
_sentence = attrgetter("sent_position")
_number = attrgetter("id")


@cache
def load_kiwi() -> Kiwi:
    """Load Kiwi once a process (about 3 s of CPU, 500 MB), with a narrower search than its own."""
    from kiwipiepy import Kiwi  # noqa: PLC0415  (heavy: loaded when first needed)

    with _plain_letters():
        kiwi = Kiwi(num_workers=1)
    kiwi.global_config.cutoff_threshold = BEAM
    return kiwi


@contextmanager
def _plain_letters() -> Iterator[None]:
    """Let Kiwi load under any locale: it dies of what a Turkish one makes of I and i."""
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        yield
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def analyse(text: str, kiwi: Kiwi | None = None) -> Analysis:
    """Analyse a text into morphemes and sentences, piece by piece so that time stays linear."""
    kiwi = kiwi or load_kiwi()
    forms: list[str] = []
    tags: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    firsts: list[int] = []
    guessed: list[int] = []
    for begin, end in pieces(text, CHUNK, ("\n", ". ", " ")):
        piece = text if end - begin == len(text) else text[begin:end]
        tokens = kiwi.tokenize(piece, z_coda=_CHATTY.search(piece) is not None)
        known = len(forms)
        forms.extend(map(_form, tokens))
        tags.extend(map(intern, map(_tag, tokens)))  # one string for each tag is quick to compare
        starts.extend(_moved(map(_start, tokens), begin))
        ends.extend(_moved(map(_end, tokens), begin))
        sentences = list(map(_sentence, tokens))
        firsts.extend(compress(count(known), map(ne, sentences, [-1, *sentences])))
        unknown = map(_GUESSED.__contains__, map(_number, tokens))
        guessed.extend(compress(starts[known:], unknown))
    columns = tuple(forms), tuple(tags), tuple(starts), tuple(ends)
    return Analysis.of(text, columns, _sentences(text, columns, firsts), frozenset(guessed))


def _moved(offsets: Iterable[int], begin: int) -> Iterable[int]:
    """Count the offsets in a piece from the beginning of the text."""
    return [begin + at for at in offsets] if begin else offsets


def pieces(text: str, longest: int, marks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut a long text behind the best of the marks in reach, else where it must be."""
    begin = 0
    while len(text) - begin > longest:
        cut = _cut(text, begin + longest // 2, begin + longest, marks)
        yield begin, cut
        begin = cut
    if begin < len(text):
        yield begin, len(text)


def _cut(text: str, low: int, high: int, marks: Iterable[str]) -> int:
    """Return the offset behind the last of the best marks between two offsets, else the later."""
    ends = (at + len(mark) for mark in marks if (at := text.rfind(mark, low, high)) >= 0)
    return next(ends, high)


def _sentences(text: str, columns: Columns, firsts: list[int]) -> list[tuple[int, int]]:
    """Extents of the sentences: where Kiwi begins one, and at line ends that end one.

    A sentence cannot begin with a particle or an ending, nor right behind a closed title or
    emphasis (<…>, ‘…’): there Kiwi took a closing mark in the middle of a sentence for its end.
    """
    forms, tags, starts, _ = columns
    begins = {starts[i] for i in firsts if _may_begin(forms, tags, i)}
    begins.update(_line_starts(text))
    if starts:
        begins.add(min(begins | {starts[0]}))
    bounds = [*sorted(begins), len(text)]
    parts = (at for a, b in pairwise(bounds) for at in _parts(text, starts, a, b))
    return [(a, a + len(text[a:b].rstrip())) for a, b in pairwise([*parts, len(text)])]


def _parts(text: str, starts: Offsets, begin: int, end: int) -> Iterator[int]:
    """Where the parts of a sentence begin that is too long to be one."""
    yield begin
    while end - begin > SENTENCE:
        wanted = _cut(text, begin + SENTENCE // 2, begin + SENTENCE, ("\n", ", ", " "))
        i = bisect_left(starts, wanted)
        begin = starts[i] if i < len(starts) else end
        if begin < end:
            yield begin


def _may_begin(forms: Strings, tags: Strings, i: int) -> bool:
    before = forms[i - 1] if i else ""
    return not tags[i].startswith(_DEPENDENT) and before not in _TITLE_ENDS


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

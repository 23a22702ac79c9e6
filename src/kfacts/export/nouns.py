"""The words that a Korean search should find: nouns without their particles."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kfacts.korean.analyser import analyse
from kfacts.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kfacts.korean.morphemes import Morpheme

_NOUN = frozenset({"NNG", "NNP", "NR", "SL", "SH", "SN", "XR", "XPN", "XSN", "W_SERIAL"})


def nouns_by_sentence(text: str, sentences: Sequence[tuple[int, int]]) -> list[str]:
    """Return each sentence's nouns, joined by spaces: every noun, and every unbroken run of them.

    So 전통시장에서 is found by 전통, by 시장 and by 전통시장.
    """
    cleaned = clean(text)
    starts = [start for start, _ in sentences]
    words: list[dict[str, None]] = [{} for _ in sentences]
    for run in _runs(analyse(cleaned.text).morphemes):
        at, _ = cleaned.source(run[0].start, run[-1].end)
        number = bisect_right(starts, at) - 1
        if number >= 0:
            words[number].update(dict.fromkeys(m.form for m in run))
            words[number]["".join(m.form for m in run)] = None
    return [" ".join(found) for found in words]


def _runs(morphemes: Iterable[Morpheme]) -> Iterator[list[Morpheme]]:
    run: list[Morpheme] = []
    for morpheme in morphemes:
        if morpheme.tag in _NOUN:
            if run and morpheme.start != run[-1].end:
                yield run
                run = []
            run.append(morpheme)
        elif run:
            yield run
            run = []
    if run:
        yield run

"""A lossless spaCy tokenizer on Kiwi.

Kiwi gives morphemes, spaCy wants surface tokens. Morphemes that share characters (했 = 하 + 었)
become one token with both tags; what Kiwi leaves out becomes a token of its own; so
`doc.text == text`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from kfacts.korean.morphemes import Analysis, Morpheme
from kfacts.korean.tags import PREDICATE, SPACE, SYMBOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiwipiepy import Kiwi
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

CHUNK = 10_000
"""Code points handed to Kiwi at once: its time a character grows on longer texts."""

WRAP = 30
"""A line at least this long may have been broken to fit a width."""

MORPHEMES = "kfacts.morphemes"
SENTENCES = "kfacts.sentences"
TEXT = "kfacts.text"
"""Keys of `doc.user_data`. The text is kept because `doc.text` joins all tokens at every call."""
GUESSED = "kfacts.guessed"

_DEPENDENT = ("J", "E", "VCP", "XS")
_TITLE_ENDS = frozenset(">》」』’'")
_FINAL = frozenset(".?!…。”’\"')]>")
_BREAK = re.compile(r"\n\s*")
_NO = 2**64 - 1  # -1, "does not start a sentence", in an unsigned array
_read = attrgetter("form", "tag", "start", "end", "sent_position", "id")
_GUESSED = frozenset({2, 3})
"""Kiwi's ids of "some common noun" and "some proper noun", for words not in its dictionary."""


@cache
def load_kiwi() -> Kiwi:
    """Load Kiwi once a process (about 3 s of CPU, 500 MB)."""
    from kiwipiepy import Kiwi  # noqa: PLC0415  (heavy: loaded when first needed)

    return Kiwi(num_workers=1)


def analyse(text: str, kiwi: Kiwi | None = None) -> Analysis:
    """Analyse a text into morphemes and sentences, piece by piece so that time stays linear."""
    kiwi = kiwi or load_kiwi()
    morphemes: list[Morpheme] = []
    firsts: list[int] = []
    guessed: list[int] = []
    for begin, end in _pieces(text):
        sentence = -1
        piece = text if end - begin == len(text) else text[begin:end]
        for form, tag, start, stop, position, number in map(_read, kiwi.tokenize(piece)):
            if position != sentence:
                sentence = position
                firsts.append(len(morphemes))
            if number in _GUESSED:
                guessed.append(begin + start)
            morphemes.append(Morpheme(form, tag, begin + start, begin + stop))
    return Analysis(text, morphemes, _sentences(text, morphemes, firsts), frozenset(guessed))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text at a line end, else a sentence end, else a space, else where it must be."""
    begin = 0
    while len(text) - begin > CHUNK:
        half, limit = begin + CHUNK // 2, begin + CHUNK
        cut = limit
        for mark in ("\n", ". ", " "):
            found = text.rfind(mark, half, limit)
            if found >= 0:
                cut = found + len(mark)
                break
        yield begin, cut
        begin = cut
    if begin < len(text):
        yield begin, len(text)


def _sentences(text: str, morphemes: list[Morpheme], firsts: list[int]) -> list[tuple[int, int]]:
    """Extents of the sentences: where Kiwi begins one, and at line ends that end one.

    A sentence cannot begin with a particle or an ending, nor right behind a closed title or
    emphasis (<…>, ‘…’): there Kiwi took a closing mark in the middle of a sentence for its end.
    """
    starts = {morphemes[i].start for i in firsts if _may_begin(morphemes, i)}
    starts.update(_line_starts(text))
    if morphemes:
        starts.add(min(starts | {morphemes[0].start}))
    begins = sorted(starts)
    return [(a, a + len(text[a:b].rstrip())) for a, b in pairwise([*begins, len(text)])]


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


def segments(analysis: Analysis) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, tag, lemma) of each surface token that is not a gap, in text order."""
    start = end = 0
    tag = lemma = ""
    for m in analysis.morphemes:
        if m.end == m.start:
            continue  # a copula that left no character
        if m.start < end:
            end, tag = max(end, m.end), f"{tag}+{m.tag}"
            continue
        if end > start:
            yield start, end, tag, lemma
        start, end, tag = m.start, m.end, m.tag
        lemma = f"{m.form}다" if m.tag in PREDICATE else m.form
    if end > start:
        yield start, end, tag, lemma


class KiwiTokenizer:
    """spaCy tokenizer: text in, `Doc` out, nothing lost.

    The tokens carry Kiwi's Sejong tags (`tag_`), lemmas and sentence starts. The morphemes
    themselves, which do not map one to one onto tokens, stand in `doc.user_data`; read them with
    `analysis(doc)`. Kiwi is loaded at the first text. Raises ValueError for lone surrogates, which
    spaCy's string store cannot hold: clean the text first (`kfacts.text.clean`).
    """

    def __init__(self, vocab: Vocab, kiwi: Kiwi | None = None) -> None:
        self.vocab = vocab
        self._kiwi = kiwi
        self._ids: dict[str, int] = {}  # what spaCy's string store would answer, asked once

    def __call__(self, text: str) -> Doc:
        """Tokenize one text."""
        found = analyse(text, self._kiwi)
        doc = self._doc(found)
        doc.user_data[TEXT] = text
        doc.user_data[MORPHEMES] = found.morphemes
        doc.user_data[SENTENCES] = found.sentences
        doc.user_data[GUESSED] = sorted(found.guessed)
        return doc

    def _doc(self, found: Analysis) -> Doc:
        from spacy.attrs import LEMMA, SENT_START, TAG  # noqa: PLC0415
        from spacy.tokens import Doc  # noqa: PLC0415  (heavy: loaded when first needed)

        tokens = list(_tokens(found))
        words = [text for text, _, _, _, _ in tokens]
        doc = Doc(self.vocab, words=words, spaces=[space for _, space, _, _, _ in tokens])
        if tokens:
            rows = [(self._id(tag), self._id(lemma), first) for _, _, tag, lemma, first in tokens]
            doc.from_array([TAG, LEMMA, SENT_START], np.array(rows, dtype="uint64"))  # type: ignore[arg-type]
        return doc

    def _id(self, string: str) -> int:
        known = self._ids.get(string)
        if known is None:
            known = self._ids[string] = self.vocab.strings.add(string)
        return known

    # spaCy saves every part of a pipeline; this one has no state of its own.
    def to_disk(self, path: object, **_: object) -> None:
        """Save nothing."""

    def from_disk(self, path: object, **_: object) -> KiwiTokenizer:
        """Load nothing."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Save nothing."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> KiwiTokenizer:
        """Load nothing."""
        return self


def analysis(doc: Doc) -> Analysis:
    """Return the morphemes and sentences of a Doc that `KiwiTokenizer` made."""
    morphemes = doc.user_data[MORPHEMES]
    if morphemes and not isinstance(morphemes[0], Morpheme):  # read back from bytes
        morphemes = [Morpheme(*m) for m in morphemes]
    sentences = [(a, b) for a, b in doc.user_data[SENTENCES]]
    return Analysis(text_of(doc), morphemes, sentences, frozenset(doc.user_data[GUESSED]))


def text_of(doc: Doc) -> str:
    """Return the text of any Doc, quickly for one that `KiwiTokenizer` made."""
    return doc.user_data.get(TEXT) or doc.text


def _tokens(found: Analysis) -> Iterator[tuple[str, bool, str, str, int]]:
    """Yield (text, space after, tag, lemma, sentence start as in spaCy's arrays), gaps included."""
    text, at = found.text, 0
    firsts = {start for start, _ in found.sentences}
    held: tuple[str, str, str, int] | None = None  # a token whose following space is not yet known
    for start, end, tag, lemma in (*segments(found), (len(text), len(text), "", "")):
        if start > at:
            space = held is not None and text[at] == " "
            if held is not None:
                yield held[0], space, *held[1:]
                held = None
            if start > at + space:
                yield _gap(text[at + space : start])
        elif held is not None:
            yield held[0], False, *held[1:]
        held = (text[start:end], tag, lemma, 1 if start in firsts else _NO)
        at = end


def _gap(piece: str) -> tuple[str, bool, str, str, int]:
    return piece, False, SPACE if piece.isspace() else SYMBOL, piece, _NO

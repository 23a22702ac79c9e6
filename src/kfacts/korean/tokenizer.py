"""A lossless spaCy tokenizer on Kiwi.

Kiwi gives morphemes, spaCy wants surface tokens. Morphemes that share characters (했 = 하 + 었)
become one token with both tags; what Kiwi leaves out becomes a token of its own; so
`doc.text == text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kfacts.korean.analyser import analyse
from kfacts.korean.morphemes import Analysis, Morpheme
from kfacts.korean.tags import PREDICATE, SPACE, SYMBOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiwipiepy import Kiwi
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MORPHEMES = "kfacts.morphemes"
SENTENCES = "kfacts.sentences"
TEXT = "kfacts.text"
"""Keys of `doc.user_data`. The text is kept because `doc.text` joins all tokens at every call."""
GUESSED = "kfacts.guessed"

_NO = 2**64 - 1  # -1, "does not start a sentence", in an unsigned array


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

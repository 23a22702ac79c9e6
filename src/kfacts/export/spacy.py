"""spaCy's DocBin: every article as a Doc, tokenized losslessly, with the mentions as spans.

`doc.ents` holds the mentions that do not overlap (the longer one wins), `doc.spans["kfacts"]` all.
A span's label is the mention's type, its id the mention's, its kb_id the entity's: the corpus' id
where there is one. The record itself stands in `doc.user_data["kfacts.record"]` as JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kfacts.files import whole
from kfacts.model import NamedMention

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc

    from kfacts.export.source import Source
    from kfacts.model import Record
    from kfacts.tables import EntityIndex

SPANS = "kfacts"
RECORD = "kfacts.record"


def write(source: Source, to: Path) -> int:
    """Write the articles whose texts are there; return how many."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    from kfacts.korean.tokenizer import KiwiTokenizer

    vocab = Vocab()
    tokenizer = KiwiTokenizer(vocab)
    docs = DocBin(store_user_data=True)
    for _, record, text in source.articles():
        if text is not None:
            docs.add(_annotated(tokenizer(text), record, source.index or {}))
    with whole(to) as part:
        part.write_bytes(docs.to_bytes())
    return len(docs)


def _annotated(doc: Doc, record: Record, index: EntityIndex) -> Doc:
    from spacy.util import filter_spans

    spans = []
    for mention in record.mentions:
        entity = mention.entity if isinstance(mention, NamedMention) else ""
        known = index.get((record.doc_id, entity), (None, entity))[1]
        span = doc.char_span(
            mention.start,
            mention.end,
            label=mention.type,
            span_id=mention.id,
            kb_id=known,
            alignment_mode="expand",
        )
        if span is not None:
            spans.append(span)
    doc.spans[SPANS] = spans
    doc.ents = filter_spans(spans)
    doc.user_data = {RECORD: record.model_dump_json()}
    return doc

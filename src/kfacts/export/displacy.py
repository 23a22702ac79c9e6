"""What spaCy's displaCy draws: `displacy.render(json.load(file), style="ent", manual=True)`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kfacts.files import whole

if TYPE_CHECKING:
    from pathlib import Path

    from kfacts.export.source import Source
    from kfacts.model import Record


def write(source: Source, to: Path) -> int:
    """Write a list with one entry an article whose text is there; return how many."""
    count = 0
    with whole(to) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for _, record, text in source.articles():
            if text is not None:
                file.write(",\n" if count else "\n")
                json.dump(_entry(record, text), file, ensure_ascii=False)
                count += 1
        file.write("\n]\n")
    return count


def _entry(record: Record, text: str) -> dict[str, object]:
    """Return text and spans; displaCy draws no overlaps, so a span inside another is left out."""
    spans: list[dict[str, object]] = []
    end = 0
    for mention in sorted(record.mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            spans.append({"start": mention.start, "end": mention.end, "label": mention.type})
            end = mention.end
    return {"title": record.doc_id, "text": text, "ents": spans}

"""Facts of one article: who holds which role, who runs what, what was measured."""

from collections.abc import Sequence
from typing import Any

from kfacts.korean.morphemes import Analysis
from kfacts.link import Linked
from kfacts.mentions import Found


def relate(
    analysis: Analysis, found: Sequence[Found], entities: Sequence[Linked]
) -> list[dict[str, Any]]:
    """Return facts as in the record but with indices for ids, sorted by (start, end, kind).

    `person`, `organization`, `program` and `subject` are indices into `entities`; `value`, `when`
    and `base` are indices into `found`; `start` and `end` are offsets in `analysis.text`.
    """
    return []

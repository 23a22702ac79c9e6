"""What is seen from a number: its sentence, its metric, what was said before."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kfacts.relate.discourse import Discourse, own_figures
from kfacts.relate.metric import Metric
from kfacts.relate.phrases import Phrase, Sentence
from kfacts.relate.words import load_words


class Look(NamedTuple):
    """Where a subject is looked for: the number at a phrase, its metric, what was said before."""

    sentence: Sentence
    phrases: Sequence[Phrase]
    at: int
    metric: Metric
    state: Discourse


def corporate(look: Look) -> bool:
    """Tell whether the metric is an organisation's own figure: 매출; 사업자 평균 매출 is not."""
    span = look.metric.span
    if span is None or not _counts_own(look.metric.text or ""):
        return False
    before = look.phrases[span[0] - 1] if span[0] else None
    return before is None or before.kind not in "NT" or before.marker != "_"


@lru_cache(maxsize=1 << 12)
def _counts_own(metric: str) -> bool:
    return any(word.endswith(own_figures()) for word in metric.split())


def paid(look: Look) -> bool:
    """Tell whether the metric is money paid for a person: 이적료, 연봉 총액."""
    words = (look.metric.text or "").split()
    return not load_words().sets["wage"].isdisjoint(words)

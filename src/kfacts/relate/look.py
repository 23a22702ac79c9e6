"""What is seen from a number: its sentence, its metric, what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass

from kfacts.relate.discourse import Discourse, own_figures
from kfacts.relate.metric import Metric
from kfacts.relate.phrases import Phrase, Sentence
from kfacts.relate.words import load_words


@dataclass(frozen=True, slots=True)
class Look:
    """Where a subject is looked for: the number at a phrase, its metric, what was said before."""

    sentence: Sentence
    at: int
    metric: Metric
    state: Discourse

    @property
    def phrases(self) -> Sequence[Phrase]:
        """The phrases of the sentence."""
        return self.sentence.phrases


def corporate(look: Look) -> bool:
    """Tell whether the metric is an organisation's own figure: 매출; 사업자 평균 매출 is not."""
    span = look.metric.span
    words = (look.metric.text or "").split()
    if span is None or not any(word.endswith(own_figures()) for word in words):
        return False
    before = look.phrases[span[0] - 1] if span[0] else None
    return before is None or before.kind not in "NT" or before.marker != "_"


def paid(look: Look) -> bool:
    """Tell whether the metric is money paid for a person: 이적료, 연봉 총액."""
    words = (look.metric.text or "").split()
    return not load_words().sets["wage"].isdisjoint(words)

"""Measures: what each number of a sentence counts, about whom, when, and how it moved."""

from collections.abc import Sequence
from typing import Any

from kfacts.mentions import Found
from kfacts.relate.change import find_change
from kfacts.relate.discourse import Discourse
from kfacts.relate.metric import Metric, find_metrics
from kfacts.relate.phrases import NUMBERS, Sentence
from kfacts.relate.status import is_figure, status_of
from kfacts.relate.subject import find_subject
from kfacts.relate.when import find_base, find_when


def find_measures(
    sentence: Sentence, text: str, found: Sequence[Found], state: Discourse
) -> list[dict[str, Any]]:
    """Return the measures of one sentence as fact dicts, in text order."""
    numbers = [i for i, p in enumerate(sentence.phrases) if p.kind in NUMBERS]
    told = [i for i in numbers if is_figure(sentence, i, text)]
    if not told:
        return []
    metrics = find_metrics(sentence, told, text)
    return [_fact(sentence, i, metrics[i], text, found, state) for i in told]


def _fact(
    sentence: Sentence, at: int, metric: Metric, text: str, found: Sequence[Found], state: Discourse
) -> dict[str, Any]:
    phrases = sentence.phrases
    number = phrases[at]
    base = find_base(sentence, at)
    places = [number, *(phrases[i] for i in range(*metric.span))] if metric.span else [number]
    return {
        "kind": "measure",
        "subject": find_subject(sentence, at, metric, state),
        "metric": metric.text,
        "value": number.mention,
        "when": find_when(sentence, at, found, state),
        "change": find_change(sentence, at, found),
        "status": status_of(sentence, at, text),
        "base": base,
        "sentence": sentence.index,
        "start": min(p.start for p in places),
        "end": max(p.end for p in places),
        "rule": metric.rule,
    }

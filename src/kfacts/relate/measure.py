"""Measures: what each number of a sentence counts, about whom, when, and how it moved."""

from collections.abc import Sequence
from typing import Any

from kfacts.mentions import Found
from kfacts.relate.change import find_change
from kfacts.relate.discourse import Discourse
from kfacts.relate.metric import UNNAMED, Metric, find_metrics, row_of
from kfacts.relate.phrases import NUMBERS, Phrase, Sentence, alike
from kfacts.relate.status import reported, status_of
from kfacts.relate.subject import find_subjects
from kfacts.relate.when import find_base, find_when


def find_measures(
    sentence: Sentence, text: str, found: Sequence[Found], state: Discourse
) -> list[dict[str, Any]]:
    """Return the measures of one sentence as fact dicts, in text order."""
    if NUMBERS.isdisjoint(sentence.kinds):
        return []
    numbers = [i for i, kind in enumerate(sentence.kinds) if kind in NUMBERS]
    told = reported(sentence, numbers, text)
    if not told:
        return []
    metrics = find_metrics(sentence, told, text)
    dealt = _dealt(sentence, metrics, state)
    for at, metric in metrics.items():
        if at in dealt:
            metrics[at] = Metric(dealt[at][0], None, "measure.each")
        elif metric.text is None:
            metrics[at] = _carried(state, sentence.phrases[at])
    subjects = find_subjects(sentence, told, metrics, state)
    subjects.update((at, subject) for at, (_, subject) in dealt.items() if subject is not None)
    _remember(sentence, metrics, subjects, state)
    return [
        {
            "kind": "measure",
            "subject": subjects[at],
            "metric": metrics[at].text,
            "value": sentence.phrases[at].mention,
            **_dates(sentence, at, metrics[at], found, state),
            "change": _change(sentence, at, metrics[at], found),
            "status": status_of(sentence, at),
            "sentence": sentence.index,
            **_place(sentence, at, metrics[at]),
        }
        for at in told
    ]


def _remember(
    sentence: Sentence,
    metrics: dict[int, Metric],
    subjects: dict[int, int | None],
    state: Discourse,
) -> None:
    """Take in what a sentence counts, of whom, for the numbers after it."""
    row: dict[str, int | None] = {}
    for at, metric in metrics.items():
        if metric.text:
            number = sentence.phrases[at]
            state.metric, state.counted = metric.text, number
            row[metric.text] = subjects[at]
            _count_theme(state, number, metric.text)
    if row:
        state.row = list(row.items())


def _count_theme(state: Discourse, number: Phrase, metric: str) -> None:
    """Take in what a number counts, for unnamed ones of its kind and unit."""
    kind = number.kind, number.form
    state.themes[kind, metric] += 1
    theme = state.theme.setdefault(kind, metric)
    if state.themes[kind, metric] > state.themes[kind, theme]:
        state.theme[kind] = metric


def _dealt(
    sentence: Sentence, metrics: dict[int, Metric], state: Discourse
) -> dict[int, tuple[str, int | None]]:
    """Deal the numbers behind 각각 out to what the sentence before counted, of whom, in order."""
    each = sentence.kinds.find("E")
    if each < 0:
        return {}
    row = [at for at in row_of(sentence.phrases, each + 1) if at in metrics]
    if len(row) < 2 or len(row) > len(state.row) or any(metrics[at].text for at in row):
        return {}
    return dict(zip(row, state.row[-len(row) :], strict=True))


def _carried(state: Discourse, number: Phrase) -> Metric:
    """Name an unnamed number by what the one before it, else most of its kind, counted."""
    if _goes_on(state, number):
        return Metric(state.metric, None, "measure.carried")
    kind = number.kind, number.form
    theme = state.theme.get(kind)
    far = number.kind == "C" and not state.survey  # percentages of one article count many things
    if not far and theme is not None and state.themes[kind, theme] > 1:
        return Metric(theme, None, "measure.carried")
    return UNNAMED


def _goes_on(state: Discourse, number: Phrase) -> bool:
    """Tell whether a number may go on counting what the one before it did: not 명 after 원."""
    if state.metric is None or state.counted is None:
        return state.metric is not None
    left, right = state.counted, number
    ratio = "C" in (left.kind, right.kind) or right.form == "배"
    return ratio or alike(left, right)


def _change(sentence: Sentence, at: int, metric: Metric, found: Sequence[Found]) -> str | None:
    """Tell how a number moved; not by what was answered: 45%가 ‘줄였다’고 답했다."""
    return None if metric.rule == "measure.answered" else find_change(sentence, at, found)


def _dates(
    sentence: Sentence, at: int, metric: Metric, found: Sequence[Found], state: Discourse
) -> dict[str, int | None]:
    """Date a number and what it is compared with.

    The value before is of the date compared with: 지난달과 비교하면 49%에서.
    """
    base = find_base(sentence, at)
    if metric.rule == "measure.before" and base is not None and found[base].type == "date":
        return {"when": base, "base": None}
    return {"when": find_when(sentence, at, found, state, metric.text), "base": base}


def _place(sentence: Sentence, at: int, metric: Metric) -> dict[str, Any]:
    """Give the evidence: from the metric's words to the number, and the rule that joined them."""
    phrases = sentence.phrases
    first, end = metric.span or (at, at + 1)
    return {
        "start": phrases[min(first, at)].start,
        "end": phrases[max(end - 1, at)].end,
        "rule": metric.rule,
    }

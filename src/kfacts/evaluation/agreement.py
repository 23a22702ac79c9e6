"""When a prediction and gold are taken for the same: mentions, values, phrases and facts."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from kfacts.evaluation.gold import GoldMention, Span

Json = dict[str, Any]

GOLD_TYPES = {
    "organization": "ORG",
    "person": "PERSON",
    "program": "PROGRAM",
    "money": "MONEY",
    "date": "DATE",
    "percent": "PERCENT",
    "quantity": "QUANTITY",
}
METRIC_DICE = 0.5  # metric phrases agree from this bigram similarity on


class Match(NamedTuple):
    """The predicted mention that answers to a gold one."""

    predicted: Json
    exact: bool


def overlap(a: Span, b: Span) -> int:
    """Count the characters that two spans share; 0 or less when apart."""
    return min(a[1], b[1]) - max(a[0], b[0])


def span_of(predicted: Json) -> Span:
    """Give where a predicted mention stands."""
    return predicted["start"], predicted["end"]


def align(gold: Iterable[GoldMention], predicted: Iterable[Json]) -> dict[str, Match]:
    """Pair gold mentions with predicted ones of their type, one to one, by gold id.

    Exact spans go first, then what is not optional, then the larger overlap.
    """
    guesses = list(predicted)
    pairs = []
    for mention in gold:
        for index, guess in enumerate(guesses):
            common = max(overlap(span, span_of(guess)) for span in mention.spans)
            if common > 0 and GOLD_TYPES.get(guess["type"]) in mention.types:
                exact = span_of(guess) in mention.spans
                pairs.append((exact, not mention.optional, common, mention.id, index))
    pairs.sort(key=lambda pair: pair[:3], reverse=True)
    matches: dict[str, Match] = {}
    taken: set[int] = set()
    for exact, _, _, gold_id, index in pairs:
        if gold_id not in matches and index not in taken:
            matches[gold_id] = Match(guesses[index], exact)
            taken.add(index)
    return matches


def is_open(mention: GoldMention) -> bool:
    """Tell whether gold states no value that a prediction could be held to."""
    value = mention.value
    if value is None:
        return True
    unknown = value.get("start") is None and value.get("end") is None
    return mention.type == "DATE" and value.get("kind") == "date" and unknown


def same_value(kind: str, gold: Json, predicted: Json | None) -> bool:
    """Compare a predicted value with a gold one; approx and bound are not compared."""
    if predicted is None:
        return False
    if kind == "DATE":
        keys = ("kind", "start", "end") if gold["kind"] == "date" else ("kind", "timex")
        return all(gold.get(key) == predicted.get(key) for key in keys)
    if any(_number(gold.get(end)) != _number(predicted.get(end)) for end in ("min", "max")):
        return False
    key = {"MONEY": "currency", "QUANTITY": "unit"}.get(kind)
    return key is None or _squeeze(gold.get(key)) == _squeeze(predicted.get(key))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _squeeze(text: str | None) -> str:
    return "".join((text or "").split())


def phrases_agree(a: str | None, b: str | None) -> bool:
    """Tell whether one phrase contains the other or their character bigrams are alike enough."""
    x, y = _squeeze(a), _squeeze(b)
    if not x or not y:
        return x == y
    if x in y or y in x:
        return True
    p, q = _bigrams(x), _bigrams(y)
    return 2 * (p & q).total() >= METRIC_DICE * (p.total() + q.total())


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) or Counter([text])


def facts_agree(kind: str, gold: Json, guess: Json, strict: bool) -> bool:
    """Compare a gold relation's arguments with a translated fact."""
    if kind == "operates":
        return all(gold[role] == guess[role] for role in ("org", "program"))
    if kind == "affiliation":
        org, title = gold["org"] == guess["org"], phrases_agree(gold["title"], guess["title"])
        if strict:
            return gold["person"] == guess["person"] and org and title
        stated = (org and gold["org"] is not None) or (title and gold["title"] is not None)
        return gold["person"] == guess["person"] and stated
    if gold["value"] != guess["value"]:
        return False
    same_subject = gold["subject"] == guess["subject"]
    return not strict or (same_subject and phrases_agree(gold["metric"], guess["metric"]))

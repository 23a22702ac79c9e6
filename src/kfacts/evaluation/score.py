"""Score records against gold: mentions, values, entities and facts.

    exact     a predicted mention has the gold type and the gold span (or an alternative of either)
    overlap   the types agree and the spans overlap, one to one
    value     overlap, and the normalised values are equal; gold values that are open do not count
    b_cubed   B-cubed over the named gold mentions; a missed mention costs recall
    facts     affiliation, operates, measure, after predicted entities are mapped onto gold ones:
              strict wants every argument, loose the person or the number with one more

What the annotators marked optional is neither rewarded nor penalised.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kfacts.errors import InputError
from kfacts.evaluation.agreement import (
    GOLD_TYPES,
    Json,
    Match,
    align,
    facts_agree,
    is_open,
    overlap,
    same_value,
    span_of,
)
from kfacts.evaluation.gold import (
    NAMED,
    RELATION_KINDS,
    VALUED,
    Gold,
    GoldMention,
    Relation,
    read_gold,
)
from kfacts.evaluation.tally import Difference, Scores, Tally

UNKNOWN = "?"  # stands for a predicted entity that no gold entity corresponds to


# --- mentions and values --------------------------------------------------------------------


def _score_gold_mentions(gold: Gold, matches: Mapping[str, Match], scores: Scores) -> None:
    for mention in gold.mentions:
        if mention.optional:
            continue
        match = matches.get(mention.id)
        for measure, right in (("exact", match and match.exact), ("overlap", match)):
            tally = scores.tallies[measure, mention.type]
            tally.gold += 1
            tally.hit(bool(right))
        what = "missed" if match is None else "" if match.exact else "span"
        if mention.type in VALUED and not is_open(mention):
            right = match and same_value(
                mention.type, mention.value or {}, match.predicted.get("value")
            )
            scores.tallies["value", mention.type].gold += 1
            scores.tallies["value", mention.type].hit(bool(right))
            what = what or ("" if right else "value")
        if what:
            guess = _show(match.predicted) if match else ""
            scores.differences.append(
                Difference(gold.doc, mention.type, what, _show_gold(mention), guess)
            )


def _score_predicted_mentions(
    gold: Gold, predicted: Iterable[Json], answered: Mapping[str, GoldMention], scores: Scores
) -> None:
    optional = [m for m in gold.mentions if m.optional]
    for guess in predicted:
        mention = answered.get(guess["id"])
        kind = GOLD_TYPES[guess["type"]] if mention is None else mention.type
        if mention is None:
            if any(overlap(s, span_of(guess)) > 0 for m in optional for s in m.spans):
                continue
            scores.differences.append(Difference(gold.doc, kind, "extra", "", _show(guess)))
        elif mention.optional:
            continue
        scores.tallies["exact", kind].predicted += 1
        scores.tallies["overlap", kind].predicted += 1
        if kind in VALUED and not (mention and is_open(mention)):
            scores.tallies["value", kind].predicted += 1


def _show_gold(mention: GoldMention) -> str:
    return _show({"text": mention.text, "value": mention.value})


def _show(mention: Json) -> str:
    value = mention.get("value")
    return f"{mention['text']!r}" + (f" {_show_value(value)}" if value else "")


def _show_value(value: Json) -> str:
    if "kind" in value:
        interval = f" {value['start']}..{value['end']}" if value.get("start") else ""
        return f"{value['kind']} {value.get('timex')}{interval}"
    ends = list(dict.fromkeys(str(value.get(end)) for end in ("min", "max")))
    return " ".join(["..".join(ends), value.get("currency") or value.get("unit") or ""]).strip()


# --- entities -------------------------------------------------------------------------------


def score_b_cubed(gold: Gold, matches: Mapping[str, Match], tally: Tally) -> None:
    """Add one article's B-cubed shares: each named gold mention's cluster against its own."""
    named = [m for m in gold.mentions if m.type in NAMED and not m.optional]
    own: defaultdict[str | None, set[str]] = defaultdict(set)
    clusters: defaultdict[str, set[str]] = defaultdict(set)
    cluster_of = {}
    for mention in named:
        own[mention.entity].add(mention.id)
        if mention.id in matches:
            cluster = matches[mention.id].predicted.get("entity") or f"{UNKNOWN}{mention.id}"
            cluster_of[mention.id] = cluster
            clusters[cluster].add(mention.id)
    for mention in named:
        tally.gold += 1
        if mention.id in cluster_of:
            mine, theirs = own[mention.entity], clusters[cluster_of[mention.id]]
            tally.predicted += 1
            tally.right += len(mine & theirs) / len(theirs)
            tally.found += len(mine & theirs) / len(mine)


def map_entities(gold: Gold, matches: Mapping[str, Match]) -> dict[str, str]:
    """Map predicted entity ids onto the gold entity with which they share most mentions."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in gold.mentions:
        if mention.entity and mention.id in matches:
            entity = matches[mention.id].predicted.get("entity")
            if entity:
                votes[entity][mention.entity] += 1
    return {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}


# --- facts ----------------------------------------------------------------------------------


def translate(fact: Json, entities: Mapping[str, str], mentions: Mapping[str, str]) -> Json:
    """Rewrite a predicted fact with gold ids; what has no gold counterpart becomes UNKNOWN."""

    def rename(role: str, names: Mapping[str, str]) -> str | None:
        return None if fact.get(role) is None else names.get(fact[role], UNKNOWN)

    return {
        "person": rename("person", entities),
        "org": rename("organization", entities),
        "program": rename("program", entities),
        "subject": rename("subject", entities),
        "value": rename("value", mentions),
        "when": rename("when", mentions),
        "title": fact.get("title"),
        "metric": fact.get("metric"),
    }


def _take(kind: str, pool: list[Relation], guess: Json, strict: bool) -> Relation | None:
    """Take the first relation of the pool that agrees with the fact out of it."""
    for relation in pool:
        if facts_agree(kind, relation.arguments, guess, strict):
            pool.remove(relation)
            return relation
    return None


def _score_facts(
    gold: Gold,
    record: Json,
    matches: Mapping[str, Match],
    answered: Mapping[str, GoldMention],
    scores: Scores,
) -> None:
    entities = map_entities(gold, matches)
    mentions = {guess: mention.id for guess, mention in answered.items()}
    show = _fact_writer(record)
    for kind in RELATION_KINDS:
        facts = [fact for fact in record.get("facts", ()) if fact["kind"] == kind]
        guesses = [translate(fact, entities, mentions) for fact in facts]
        for strict in (True, False):
            missed, extra = _score_kind(gold, kind, guesses, strict, scores)
            if strict:
                scores.differences += [_missed_fact(gold, relation) for relation in missed]
                scores.differences += [
                    Difference(gold.doc, kind, "extra", "", show(facts[index])) for index in extra
                ]


def _score_kind(
    gold: Gold, kind: str, guesses: list[Json], strict: bool, scores: Scores
) -> tuple[list[Relation], list[int]]:
    """Score the facts of one kind; give the relations and the numbers of the facts left over."""
    optional = {m.id for m in gold.mentions if m.optional}
    pool: list[Relation] = []
    spare: list[Relation] = []
    for relation in gold.relations:
        if relation.kind == kind:
            free = relation.optional or relation.arguments.get("value") in optional
            (spare if free else pool).append(relation)
    tally = scores.tallies["facts.strict" if strict else "facts.loose", kind]
    tally.gold += len(pool)
    extra = []
    for index, guess in enumerate(guesses):
        found = _take(kind, pool, guess, strict)
        if found is None:
            if _take(kind, spare, guess, False) or guess["value"] in optional:
                continue
            extra.append(index)
        tally.predicted += 1
        tally.hit(found is not None)
        if found and strict and found.arguments.get("when"):
            _score_when(found, guess, scores.tallies["when", kind])
    return pool, extra


def _score_when(gold: Relation, guess: Json, tally: Tally) -> None:
    tally.gold += 1
    tally.predicted += 1
    tally.hit(guess["when"] == gold.arguments["when"])


def _missed_fact(gold: Gold, relation: Relation) -> Difference:
    names = {e["id"]: e["name"] for e in gold.entities} | {m.id: m.text for m in gold.mentions}
    return Difference(
        gold.doc, relation.kind, "missed", _show_arguments(relation.arguments, names), ""
    )


def _fact_writer(record: Json) -> Callable[[Json], str]:
    """Give a function that shows a predicted fact with names for ids."""
    names = {e["id"]: e["name"] for e in record.get("entities", ())}
    names |= {m["id"]: m["text"] for m in record["mentions"]}
    roles = ("person", "organization", "title", "program", "subject", "metric", "value", "when")
    return lambda fact: _show_arguments({r: fact[r] for r in roles if r in fact}, names)


def _show_arguments(arguments: Json, names: Mapping[str, str]) -> str:
    return ", ".join(f"{k}={names.get(v, v)}" for k, v in arguments.items() if v is not None)


# --- the whole ------------------------------------------------------------------------------


def score_article(gold: Gold, record: Json, scores: Scores) -> None:
    """Add one article to the scores."""
    predicted = record["mentions"]
    matches = align(gold.mentions, predicted)
    answered = {matches[m.id].predicted["id"]: m for m in gold.mentions if m.id in matches}
    _score_gold_mentions(gold, matches, scores)
    _score_predicted_mentions(gold, predicted, answered, scores)
    score_b_cubed(gold, matches, scores.tallies["b_cubed", "named"])
    _score_facts(gold, record, matches, answered, scores)


def read_records(folder: Path) -> dict[str, Json]:
    """Read the records of a folder by their `doc_id`; other JSON files are passed over."""
    records = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InputError(f"{path}: not JSON ({error}); delete it or extract again") from error
        if isinstance(data, dict) and "doc_id" in data and "mentions" in data:
            records[data["doc_id"]] = data
    return records


def evaluate(gold_dir: Path, records_dir: Path, docs: Iterable[str] | None = None) -> Scores:
    """Score every gold file of a folder, or only `docs`, against the records of another.

    An article without a record counts as one in which nothing was found, and is listed in
    `missing`. Raises InputError when a folder holds no gold or a file cannot be read.
    """
    wanted = None if docs is None else set(docs)
    golds = [read_gold(path) for path in sorted(Path(gold_dir).glob("*.json"))]
    golds = [gold for gold in golds if wanted is None or gold.doc in wanted]
    if not golds:
        raise InputError(f"{gold_dir}: no gold files (NAME.json) to score against")
    records = read_records(Path(records_dir))
    scores = Scores()
    for gold in golds:
        if gold.doc not in records:
            scores.missing.append(gold.doc)
        score_article(gold, records.get(gold.doc, {"mentions": []}), scores)
    return scores

"""Train the name tagger and write its model.

    python -m scripts.train_names DATA [--out FILE] [--dev]

DATA is a folder with `konec_train_silver.jsonl` and `konec_open.jsonl`. `--dev` leaves out every
other sentence of the second, so that `benchmarks/names.py FILE --held-out` can score the model on
sentences it has not seen. Same data, same library
versions and same machine give the same bytes: every random choice is seeded, the order is that of
the files.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kfacts.extract.chain import runs
from kfacts.extract.features import Table
from kfacts.extract.hashes import LISTS, Lexicon, hash_words
from kfacts.extract.names.tables import rows
from kfacts.extract.tagger import BITS, LABELS, MODEL, SCALE, fingerprint
from kfacts.extract.templates import TEMPLATES
from kfacts.extract.units import FRAGMENT, TAGS, Memory, tag_ids, word_keys
from kfacts.korean.analyser import analyse, load_kiwi
from scripts.clusters import spherical_kmeans, vocabulary
from scripts.crf import Corpus, Model, Options, mean, train

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from kfacts.korean.morphemes import Analysis

TYPES = {"PERSON": "person", "ORG": "organization", "LOC": "location", "PROGRAM": "program"}
CLUSTERS = (64, 256, 1024)
WORD_LISTS = Path(__file__).with_name("word_lists")
ALIASED = ("public_bodies", "companies", "universities", "media", "parties_clubs", "programs")
NAME_LISTS = (
    *("countries", "local_governments", "places", *ALIASED, "foreign_given"),
    *("org_company", "titles", "titles_before", "org_nouns", "program_nouns"),
)
"""Lists of names and of the words beside them whose number is a feature."""

SEEDS = (1, 2, 3, 4, 5, 6, 7, 8)
"""The model is the mean of one training run for each: steadier, at no cost when it is used."""

SEEN = 2
"""A feature must be seen this often in training to be kept."""

GOLD = 8
"""How often a gold sentence counts beside a projected one."""

LENIENCE = 0.5
"""Taken from every step to "no name": F1 is best where a little precision is given for recall."""

PLAIN = 0.01
"""A morpheme or a tag is plainly no part of a name if no greater share of it is."""

OFTEN = 20
"""A morpheme must be seen this often to be told from its tag."""

WEAK = 0.04
"""A feature whose weights all are smaller is left out of the model file."""


class Example(NamedTuple):
    """A sentence with the names in it."""

    analysis: Analysis
    names: list[tuple[int, int, str]]
    gold: bool = True
    """Whether people annotated it; else the names were projected onto it."""


def read_examples(path: Path, *, gold: bool) -> list[Example]:
    """Analyse the sentences of a JSON Lines file."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names = [(a, b, TYPES[kind]) for a, b, kind, _ in row["ents"] if kind in TYPES]
        examples.append(Example(analyse(row["text"]), names, gold))
    return examples


def read_lists(folder: Path) -> dict[str, int]:
    """Read the word lists `surname.txt`, …; return the bit set of each word."""
    classes: dict[str, int] = {}
    for bit, name in enumerate(LISTS):
        for word in (folder / f"{name}.txt").read_text(encoding="utf-8").split():
            classes[word] = classes.get(word, 0) | 1 << bit
    return classes


def read_kinds() -> dict[str, int]:
    """Return the number, from 1, of the first list of `rules/names` that each name stands on."""
    kinds: dict[str, int] = {}
    for number, name in enumerate(NAME_LISTS, 1):
        for row in rows(name):
            for form in (row[0], *(row[2].split("|") if name in ALIASED and row[2:] else ())):
                kinds.setdefault(form, number)
    return kinds


def build_lexicon(
    words: Sequence[tuple[str, str]],
    clusters: Sequence[npt.NDArray[np.int64]],
    classes: dict[str, int],
    kinds: dict[str, int],
) -> Lexicon:
    """Put the vocabulary, its clusters and the lists under hashes."""
    numbers = np.stack(clusters).astype(np.uint16) + np.uint16(1)
    real = np.array([i for i, (form, _) in enumerate(words) if form])
    hashes = hash_words([words[i][0] for i in real])
    noun = np.array([words[i][1] in {"NNG", "NNP"} for i in real])
    tagged = word_keys(hashes, tag_ids([words[i][1] for i in real]))
    keys, first = np.unique(np.concatenate([tagged, hashes[noun]]), return_index=True)
    source = np.concatenate([real, real[noun]])
    listed, list_keys = _sorted(classes)
    named, name_keys = _sorted(kinds)
    return Lexicon(
        keys,
        numbers[:, source[first]],
        list_keys,
        np.array([classes[word] for word in listed], np.uint8),
        name_keys,
        np.array([kinds[name] for name in named], np.uint8),
        np.zeros(len(TAGS), np.uint8),
        np.zeros(0, np.uint32),
    )


def _sorted(forms: Iterable[str]) -> tuple[list[str], npt.NDArray[np.uint32]]:
    """Forms and their hashes in the order of these; one of two with the same hash."""
    alphabetic = sorted(forms)
    keys, first = np.unique(hash_words(alphabetic), return_index=True)
    return [alphabetic[i] for i in first], keys


def unit_labels(table: Table, names: Iterable[tuple[int, int, str]]) -> npt.NDArray[np.int64]:
    """Label the units that touch a name; a name's edge inside a unit moves to the unit's edge.

    Where a plain unit cuts a name, its first part is labelled.
    """
    labels = np.zeros(len(table), np.int64)
    starts, ends = table.units.starts, table.units.ends
    for start, end, kind in names:
        inside = np.flatnonzero((starts < end) & (ends > start) & table.open)
        inside = inside[inside == inside[:1] + np.arange(len(inside))]
        if len(inside) and not labels[inside].any():
            labels[inside] = LABELS.index(f"I-{kind}")
            labels[inside[0]] = LABELS.index(f"B-{kind}")
    return labels


def with_plain(lexicon: Lexicon, examples: Sequence[Example]) -> Lexicon:
    """Learn which tags are plainly no part of a name, and which morphemes differ from their tag.

    What was seen often enough speaks for itself, the rest goes by its tag.
    """
    memory = Memory(lexicon)
    keys, tags, named = [], [], []
    for example in examples:
        table = Table(example.analysis, memory)
        keys.append(table.units.keys)
        tags.append(table.units.tags)
        named.append(unit_labels(table, example.names) > 0)
    all_tags, inside = np.concatenate(tags), np.concatenate(named)
    unique, first, of = np.unique(np.concatenate(keys), return_index=True, return_inverse=True)
    seen, within = np.bincount(of), np.bincount(of, inside)
    tag_seen = np.bincount(all_tags, minlength=len(TAGS))
    tag_within = np.bincount(all_tags, inside, minlength=len(TAGS))
    plain = tag_within <= PLAIN * tag_seen
    often = seen >= OFTEN
    differs = (within <= PLAIN * seen) != plain[all_tags[first]]
    return replace(lexicon, plain=plain.astype(np.uint8), exceptions=unique[often & differs])


def is_whole(table: Table, labels: npt.NDArray[np.int64]) -> bool:
    """Whether no unknown noun with what may be a particle went without a label.

    Where Kiwi swallowed the particle of a name, the projection onto its words lost the name.
    """
    fragment = np.flatnonzero(table.units.tags == TAGS.index(FRAGMENT))
    return bool((labels[fragment] + labels[fragment - 1] > 0).all())


def build_corpus(
    examples: Sequence[Example], lexicon: Lexicon
) -> tuple[Corpus, npt.NDArray[np.uint32]]:
    """Return the training corpus and the hashes of its features, by number.

    A gold sentence counts `GOLD` times.
    """
    memory = Memory(lexicon)
    features, labels, plain, lengths, often = [], [], [], [], []
    for example in examples:
        table = Table(example.analysis, memory)
        named = unit_labels(table, example.names)
        if not table.open.any() or not (example.gold or is_whole(table, named)):
            continue
        firsts, sizes = runs(table.open, table.same)
        at = np.concatenate([np.arange(a, a + n) for a, n in zip(firsts, sizes, strict=True)])
        features.append(table.features(at))
        labels.append(named[at])
        plain.append(~table.open[at])
        lengths.append(sizes)
        often += [GOLD if example.gold else 1] * len(sizes)
    hashes, certain = np.concatenate(features, axis=1), np.concatenate(plain)
    sizes, repeats = np.concatenate(lengths), np.array(often)
    keys = _frequent(hashes[:, ~certain], np.repeat(repeats, sizes)[~certain])
    numbers = np.full((hashes.shape[1], len(TEMPLATES)), -1, np.int32)
    for template, row in enumerate(hashes):
        at = np.minimum(np.searchsorted(keys, row), len(keys) - 1)
        numbers[:, template] = np.where((keys[at] == row) & ~certain, at, -1)
    bounds = np.append(0, np.cumsum(sizes))
    chains = np.repeat(np.arange(len(repeats)), repeats)
    return Corpus(numbers, np.concatenate(labels), bounds, certain, chains), keys


def _frequent(
    hashes: npt.NDArray[np.uint32], counts: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint32]:
    """Features seen often enough; `counts` says how often each unit counts."""
    kept = []
    for row in hashes:
        keys, of = np.unique(row, return_inverse=True)
        kept.append(keys[np.bincount(of, counts) >= SEEN])
    return np.unique(np.concatenate(kept))


def export(
    model: Model, keys: npt.NDArray[np.uint32], lexicon: Lexicon, weak: float = WEAK
) -> dict[str, npt.NDArray[Any]]:
    """Quantise the weights, drop weak features, and let the stronger of two in a bucket stand."""
    lifts = model.weights[:, 1:] - model.weights[:, :1]
    strength = np.abs(lifts).max(axis=1)
    order = np.argsort(-strength, kind="stable")
    buckets = keys[order] >> np.uint32(32 - BITS)
    order = order[(strength[order] >= weak) & (buckets > 0)]
    _, first = np.unique(keys[order] >> np.uint32(32 - BITS), return_index=True)
    kept = order[np.sort(first)]
    kept = kept[np.argsort(keys[kept])]
    weights = np.clip(np.rint(lifts[kept] * SCALE), -127, 127).astype(np.int8)
    steps = model.transitions + model.barrier
    steps[:, 0] -= LENIENCE
    transitions = np.rint(steps * SCALE).astype(np.int32)
    return {
        "fingerprint": np.array(fingerprint()),
        "keys": keys[kept],
        "weights": np.ascontiguousarray(weights.T),
        "transitions": transitions,
        **{name: getattr(lexicon, name) for name in Lexicon.__annotations__},
    }


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--dev", action="store_true", help="hold out every other gold sentence")
    arguments = parser.parse_args()
    words, vectors = vocabulary(load_kiwi())
    clusters = [spherical_kmeans(vectors, k) for k in CLUSTERS]
    lexicon = build_lexicon(words, clusters, read_lists(WORD_LISTS), read_kinds())
    gold = read_examples(arguments.data / "konec_open.jsonl", gold=True)
    silver = read_examples(arguments.data / "konec_train_silver.jsonl", gold=False)
    examples = silver + gold[:: 2 if arguments.dev else 1]
    lexicon = with_plain(lexicon, examples)
    corpus, keys = build_corpus(examples, lexicon)
    print(f"{len(examples)} sentences, {len(corpus.labels)} units, {len(keys)} features")
    model = mean([train(corpus, len(keys), LABELS, Options(seed=seed)) for seed in SEEDS])
    np.savez_compressed(arguments.out, allow_pickle=False, **export(model, keys, lexicon))
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()

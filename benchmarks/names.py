"""Score names against annotated sentences, and weigh their cost against Kiwi's.

    python benchmarks/names.py FILE                    the learned tagger and all of kfacts
    python benchmarks/names.py FILE --system tagger    the tagger alone
    python benchmarks/names.py FILE --model FILE       with another model
    python benchmarks/names.py FILE --held-out         what `train_names --dev` has not seen

FILE is JSON Lines: {"id", "text", "ents": [[start, end, type, original tag], …]}, offsets in code
points, end exclusive; types PERSON ORG LOC PROGRAM are scored, others are left alone. Exact: span
and type agree. Overlap: type agrees and the spans share a character. LOC is not in a record.

Cost: CPU time of the names (the tagger, or all name work of kfacts) over that of bare
`kiwi.tokenize` on the same texts in the same run, for the sentences one by one and for texts of
forty sentences, which are as long as an article.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kiwipiepy import Kiwi

import kfacts
from kfacts.extract.tagger import MODEL, load_tagger
from kfacts.korean.analyser import analyse
from kfacts.korean.morphemes import Analysis

TYPES = {"PERSON": "person", "ORG": "organization", "LOC": "location", "PROGRAM": "program"}
TOGETHER = 40
"""Sentences in a text as long as an article."""

Span = tuple[int, int]
Found = Sequence[tuple[int, int, str]]


class Sentence(NamedTuple):
    """A text and the names that stand in it."""

    text: str
    names: Found


class Score(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"{100 * self.precision:5.1f} {100 * self.recall:5.1f} {100 * self.f1:5.1f}"


def read(path: Path) -> list[Sentence]:
    """Read annotated sentences."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Sentence(r["text"], [(a, b, TYPES[kind]) for a, b, kind, _ in r["ents"] if kind in TYPES])
        for r in rows
    ]


def score(gold: Sequence[Found], found: Sequence[Found], kind: str) -> tuple[Score, Score]:
    """Return exact and overlap scores of one type."""
    wanted = [[(a, b) for a, b, k in names if k == kind] for names in gold]
    given = [[(a, b) for a, b, k in names if k == kind] for names in found]
    pairs = list(zip(wanted, given, strict=True))
    n_wanted, n_given = sum(map(len, wanted)) or 1, sum(map(len, given)) or 1
    exact = sum(len(set(w) & set(g)) for w, g in pairs)
    touched = sum(_touching(g, w) for w, g in pairs), sum(_touching(w, g) for w, g in pairs)
    return Score(exact / n_given, exact / n_wanted), Score(
        touched[0] / n_given, touched[1] / n_wanted
    )


def _touching(spans: Iterable[Span], others: Sequence[Span]) -> int:
    return sum(any(a < d and c < b for c, d in others) for a, b in spans)


def cpu(work: Callable[[Any], object], items: Iterable[Any]) -> float:
    """CPU seconds of doing the work on every item."""
    began = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - began


def cost(find: Callable[[Analysis], object], texts: Sequence[str]) -> float:
    """CPU time of finding names over Kiwi's on the same texts."""
    kiwi = Kiwi(num_workers=1)
    kiwi.tokenize(texts[0])  # its tables are built at the first text
    spent = cpu(kiwi.tokenize, texts)
    return cpu(find, [analyse(text) for text in texts]) / spent


def report(
    title: str,
    sentences: Sequence[Sentence],
    names_of: Callable[[str], Found],
    find: Callable[[Analysis], object],
    kinds: Iterable[str],
) -> None:
    """Print scores and cost of one system."""
    gold, found = [s.names for s in sentences], [names_of(s.text) for s in sentences]
    print(f"{title}\n{'':14}exact  P     R    F1   overlap  P     R    F1")
    for kind in kinds:
        exact, overlap = score(gold, found, kind)
        print(f"{kind:14}   {exact}         {overlap}")
    texts = [s.text for s in sentences]
    joined = ["\n".join(texts[i : i + TOGETHER]) for i in range(0, len(texts), TOGETHER)]
    print(f"CPU beside Kiwi's: {cost(find, texts):.2f} sentence by sentence, ", end="")
    print(f"{cost(find, joined):.2f} in texts of {TOGETHER}\n")


def report_tagger(sentences: Sequence[Sentence], model: Path) -> None:
    """Score the learned tagger alone."""
    tagger = load_tagger(model)
    if tagger is None:
        print(f"{model}: there is no name model")
        return
    report(
        "tagger",
        sentences,
        lambda text: [name[:3] for name in tagger.tag(analyse(text))],
        tagger.tag,
        TYPES.values(),
    )


def report_kfacts(sentences: Sequence[Sentence], model: Path) -> None:
    """Score the names in the records of kfacts."""
    extractor = kfacts.load()
    extractor.names.tagger = load_tagger(model)

    def names_of(text: str) -> Found:
        mentions = extractor.extract(text).mentions
        return [(m.start, m.end, m.type) for m in mentions if m.type in TYPES.values()]

    report(
        "kfacts", sentences, names_of, extractor.names.find, ("person", "organization", "program")
    )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--held-out", action="store_true", help="every second sentence")
    parser.add_argument("--system", choices=["tagger", "kfacts"])
    parser.add_argument("--model", type=Path, default=MODEL)
    arguments = parser.parse_args()
    sentences = read(arguments.file)[1::2] if arguments.held_out else read(arguments.file)
    if arguments.system != "kfacts":
        report_tagger(sentences, arguments.model)
    if arguments.system != "tagger":
        report_kfacts(sentences, arguments.model)


if __name__ == "__main__":
    main()

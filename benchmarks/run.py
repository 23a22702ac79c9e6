"""What each stage of the extraction costs beside Kiwi's own analysis of the same text.

    python benchmarks/run.py                     the articles of corpus/
    python benchmarks/run.py FOLDER              any folder
    python benchmarks/run.py benchmarks/articles --check 1.6    fail when the whole costs more
    python benchmarks/run.py --write docs/performance.md

Method: one process, one thread of Kiwi; every article once to warm up, then ROUNDS rounds in which
bare `kiwi.tokenize` and the whole extraction of an article take turns; CPU time of the process. In
each round a stage's sum over the articles is divided by Kiwi's, for what else runs on the machine
slows both; a stage's figure is the median over the rounds. Only ratios are printed: a bare time
says more about the machine than about the code.
"""

import argparse
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiwipiepy import Kiwi

from kfacts import pipeline
from kfacts.files import discover, doc_ids, read
from kfacts.text import Article, clean

ROUNDS = 7
STAGES = (
    "clean",
    "analyse",
    "arbitrate",
    "find_reference",
    "build",
    "link",
    "relate",
    "assemble",
    "to_json",
)
NOTES = {
    "kiwi": "bare kiwi.tokenize",
    "whole": "article in, JSON out",
    "clean": "composing, dropping zero-width characters",
    "analyse": "Kiwi itself, morphemes and sentences as plain values",
    "literals": "finding money, dates, percentages, quantities",
    "names": "finding organisations, people, programs",
    "arbitrate": "settling overlaps",
    "find_reference": "the article's own date",
    "build": "values and dates resolved",
    "link": "entities of the article",
    "relate": "facts",
    "assemble": "places mapped back, ids, validation",
    "to_json": "the record's JSON",
}

Spent = dict[str, float]


def timed(name: str, work: Callable[..., Any], spent: Spent) -> Callable[..., Any]:
    """Wrap a function so that its CPU time is added up under a name."""

    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        began = time.process_time()
        try:
            return work(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - began

    return run


def instrument(extractor: pipeline.Extractor, spent: Spent) -> None:
    """Time every stage where the pipeline calls it."""
    for name in STAGES:
        setattr(pipeline, name, timed(name, getattr(pipeline, name), spent))
    for finder in ("literals", "names"):
        found = getattr(extractor, finder)
        found.find = timed(finder, found.find, spent)


def measure(articles: Sequence[Article]) -> list[Spent]:
    """Return what each stage costs in each round."""
    extractor = pipeline.load()
    kiwi = Kiwi(num_workers=1)  # as it comes: the analyser has its own, with a narrower search
    spent: Spent = defaultdict(float)
    instrument(extractor, spent)
    rounds: list[Spent] = []
    for n in range(ROUNDS + 1):
        spent.clear()
        for article in (anew(article, n) for article in articles):
            text = clean(article.text).text
            timed("kiwi", kiwi.tokenize, spent)(text)
            timed("whole", whole, spent)(extractor, article)
        if n:  # the first round warms up
            rounds.append(dict(spent))
    return rounds


def shares(rounds: Sequence[Spent]) -> dict[str, float]:
    """Return stage → cost as a share of Kiwi's in the same round, medians over the rounds."""
    return {name: statistics.median(r[name] / r["kiwi"] for r in rounds) for name in NOTES}


def anew(article: Article, n: int) -> Article:
    """Return the article as a text not seen before, so that nothing kept of it helps."""
    return replace(article, text=article.text + " " * n)


def whole(extractor: pipeline.Extractor, article: Article) -> str:
    """Do what `kfacts extract` does with one article, writing apart."""
    return pipeline.to_json(extractor.extract_article(article))


def table(costs: dict[str, float], what: str, characters: int, articles: int) -> str:
    """Write the shares as a Markdown table."""
    lines = [
        f"Measured on {what}: {articles} articles, {characters:,} characters.",
        "",
        "| stage | × Kiwi | what |",
        "|---|---:|---|",
        *(f"| {name} | {share:.3f} | {NOTES.get(name, '')} |" for name, share in costs.items()),
    ]
    return "\n".join(lines)


MARK = re.compile(r"(<!-- stages -->\n).*?(<!-- /stages -->)", re.DOTALL)


def main() -> None:
    """Measure, print, and write or check when told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default="corpus/articles")
    parser.add_argument("--check", type=float, metavar="RATIO")
    parser.add_argument("--write", type=Path, metavar="FILE")
    args = parser.parse_args()
    paths = discover([args.folder])
    articles = [read(p, i) for p, i in zip(paths, doc_ids(paths), strict=True)]
    costs = shares(measure(articles))
    what = "the articles in `corpus/`" if args.folder == "corpus/articles" else "a folder of texts"
    text = table(costs, what, sum(len(a.text) for a in articles), len(articles))
    print(text)
    if args.write:
        page = args.write.read_text(encoding="utf-8")
        args.write.write_text(MARK.sub(rf"\1\n{text}\n\n\2", page), encoding="utf-8")
    if args.check is not None and costs["whole"] > args.check:
        sys.exit(f"the whole costs {costs['whole']:.2f} × Kiwi, the limit is {args.check}")


if __name__ == "__main__":
    main()

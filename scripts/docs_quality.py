"""Write the measured figures into docs/quality.md: `python -m scripts.docs_quality OUT`.

OUT is what `kfacts extract corpus/articles -o OUT` wrote.
"""

import sys
from pathlib import Path

from kfacts.evaluation.score import evaluate
from kfacts.evaluation.tally import Scores, Tally
from scripts.docs_markers import PAGES, ROOT, fill

PAGE = PAGES / "quality.md"
GOLD = ROOT / "corpus" / "gold"
HELD_OUT = ROOT / "corpus" / "held-out.txt"
ROWS = (
    *(("exact", kind) for kind in ("ORG", "PERSON", "PROGRAM")),
    *(("value", kind) for kind in ("MONEY", "PERCENT", "DATE", "QUANTITY")),
    ("b_cubed", "named"),
    *(("facts.strict", kind) for kind in ("affiliation", "operates", "measure")),
    ("facts.loose", "measure"),
    ("when", "measure"),
)


def figures(out: Path) -> str:
    """Return the table over the articles that rules were developed on and those held out."""
    held_out = set(HELD_OUT.read_text(encoding="utf-8").split())
    known = {path.stem for path in GOLD.glob("*.json")} - held_out
    seen, unseen = (evaluate(GOLD, out, sorted(docs)) for docs in (known, held_out))
    head = [
        f"{len(known)} articles that rules were developed on, {len(held_out)} held out.",
        "",
        "| measure | of | developed: gold | F1 | held out: gold | P | R | F1 |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    return "\n".join([*head, *(_row(name, kind, seen, unseen) for name, kind in ROWS)])


def _row(name: str, kind: str, seen: Scores, unseen: Scores) -> str:
    one, two = (scores.tallies.get((name, kind), Tally()) for scores in (seen, unseen))
    cells = [name, kind, one.gold, f"{one.f1:.3f}", two.gold]
    rates = [f"{rate:.3f}" for rate in (two.precision, two.recall, two.f1)]
    return f"| {' | '.join(map(str, [*cells, *rates]))} |"


if __name__ == "__main__":
    fill(PAGE, {"figures": figures(Path(sys.argv[1]))})

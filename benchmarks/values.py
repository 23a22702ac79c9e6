"""What all value work costs beside Kiwi: python -m benchmarks.values [FOLDER].

Finds and reads every amount and date of the articles, in turns with Kiwi's own analysis of them,
and prints the ratio of CPU times (the median over the rounds). The bound is 5 %. Then it reads
hostile texts of growing length: the microseconds a character must not grow with it.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiwipiepy import Kiwi

from kfacts.extract.literals import Literals
from kfacts.rulefile import load_rules

ROUNDS = 7
HOSTILE = ("1", "만", "1.", "1~", "1만~", "1-", "1명", "일")
LENGTHS = (10_000, 100_000, 1_000_000)


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(texts: list[str]) -> float:
    """Return the cost of values as a share of Kiwi's."""
    kiwi, rules = Kiwi(num_workers=1), load_rules()
    literals = Literals(rules)
    kiwi.tokenize(texts[0])
    literals.find(texts[0])
    shares = []
    for _ in range(ROUNDS):
        literals.forget()
        ours = cpu(lambda: [literals.find(text) for text in texts])
        theirs = cpu(lambda: [kiwi.tokenize(text) for text in texts])
        shares.append(ours / theirs)
    return statistics.median(shares)


def growth(unit: str) -> list[float]:
    """Return microseconds a character for hostile texts of growing length."""
    literals = Literals(load_rules())
    texts = [unit * (length // len(unit)) for length in LENGTHS]
    return [cpu(lambda t=text: literals.find(t)) / len(text) * 1e6 for text in texts]  # type: ignore[misc]


def main() -> None:
    """Print both tables."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "corpus/articles")
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    print(f"values beside Kiwi: {ratio(texts):.1%} ({len(texts)} articles)")
    print("microseconds a character at", ", ".join(f"{n:,}" for n in LENGTHS), "characters")
    for unit in HOSTILE:
        print(f"  {unit!r:8}", "  ".join(f"{cost:6.2f}" for cost in growth(unit)))


if __name__ == "__main__":
    main()

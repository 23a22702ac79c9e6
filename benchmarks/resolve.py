"""Cost and quality of resolving folders of known truth: python -m benchmarks.resolve [NAMES …].

Prints microseconds of CPU a distinct name, for names met once and three times, the peak memory a
name, and B-cubed against the truth.
"""

import gc
import sys
import time
import tracemalloc

from benchmarks.synthetic import b_cubed, folder
from kfacts.corpus import resolve
from kfacts.korean.namekeys import name_key


def measure(names: int, times: int) -> None:
    """Resolve one folder and print a line about it."""
    made = folder(names, times=times)
    distinct = {name_key(a) for r in made.records for e in r["entities"] for a in e["aliases"]}
    resolve(folder(200, seed=1).records)
    name_key.cache_clear()
    gc.collect()
    begin = time.process_time()
    corpus = resolve(iter(made.records))
    spent = (time.process_time() - begin) / len(distinct) * 1e6
    found = {(r.doc_id, r.entity): e.id for e in corpus.entities for r in e.records}
    precision, recall = b_cubed(made.truth, found)
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"{len(distinct):>7} names  {len(made.truth):>7} places  {spent:6.1f} µs a name  "
        f"B-cubed P {precision:.4f} R {recall:.4f} F1 {f1:.4f}  "
        f"{len(corpus.entities)} entities, {len(corpus.refused)} refused"
    )


def memory(names: int) -> None:
    """Print the peak of what resolving holds, without the records themselves."""
    made = folder(names)
    tracemalloc.start()
    resolve(iter(made.records))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{names:>7} names  {peak / names / 1024:6.1f} KiB a name at the peak")


def main() -> None:
    """Measure folders of the sizes given, or of 1,000, 10,000 and 100,000 names."""
    sizes = [int(a) for a in sys.argv[1:]] or [1_000, 10_000, 100_000]
    for times in (1, 3):
        for size in sizes:
            measure(size, times)
    for size in sizes[:2]:
        memory(size)


if __name__ == "__main__":
    main()

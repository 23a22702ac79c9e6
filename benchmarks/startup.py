"""What starting costs: kfacts ready to extract beside Kiwi and spaCy loaded bare, and --help.

    python benchmarks/startup.py                 print the ratios
    python benchmarks/startup.py --check 1.3     fail when getting ready costs more than that

Method: fresh processes that take turns, CPU time of each (user and system), the least of ROUNDS: a
process is only ever slowed down by others. Ready means that a first sentence has been extracted, or
analysed: Kiwi builds its tables at the first text.
"""

import argparse
import resource
import subprocess
import sys

ROUNDS = 5
TEXT = "한빛은행은 올해 3월 점포 12곳을 열었다."
BARE = f"import kiwipiepy, spacy; spacy.blank('xx'); kiwipiepy.Kiwi().tokenize({TEXT!r})"
READY = f"import kfacts; kfacts.load().extract({TEXT!r})"
HELP = "import sys; sys.argv = ['kfacts', '--help']; import kfacts.cli; kfacts.cli.main()"


def cpu(code: str) -> float:
    """Return the CPU seconds of a fresh interpreter that runs some code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(*codes: str, rounds: int = ROUNDS) -> list[float]:
    """Return the least CPU seconds of each code, run in turns."""
    turns = [[cpu(code) for code in codes] for _ in range(rounds)]
    return [min(spent) for spent in zip(*turns, strict=True)]


def main() -> None:
    """Measure, print, and fail when told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", type=float, metavar="RATIO")
    args = parser.parse_args()
    bare, ready, looking = least(BARE, READY, HELP)
    ratio = ready / bare
    print(f"ready to extract: {ratio:.2f} × Kiwi and spaCy bare ({ready:.2f} s, {bare:.2f} s here)")
    print(f"kfacts --help: {looking * 1000:.0f} ms of CPU here")
    if args.check is not None and ratio > args.check:
        sys.exit(f"getting ready costs {ratio:.2f} × bare, the limit is {args.check}")


if __name__ == "__main__":
    main()

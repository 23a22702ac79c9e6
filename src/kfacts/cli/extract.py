"""`kfacts extract`: articles in, records, entities and facts out."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfacts.cli.messages import translated
from kfacts.cli.streams import emit, say
from kfacts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.batch import Summary
    from kfacts.files import Failure
    from kfacts.inputs import Columns
    from kfacts.settings import Settings
    from kfacts.text import Article

EXAMPLES = """
Examples:

  kfacts extract articles/ -o out

  kfacts extract "2023/**/*.txt" -o out --jobs 2

  kfacts extract news.txt --reference 2023-11-30

  kfacts extract news.csv --text-column body --date-column published -o out

  cat news.txt | kfacts extract -
"""

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, globs, tables (.jsonl .csv .parquet), or - for stdin.",
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", help="Your own rules (TOML): a file or a folder."),
]
Names = Annotated[
    list[Path] | None,
    typer.Option("--names", metavar="FILE", help="Your own names (TSV or JSONL)."),
]
Reference = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day, month or year that relative dates count from."),
]
Model = Annotated[bool, typer.Option(help="Use the learned name model.")]
TextColumn = Annotated[
    str, typer.Option(metavar="COLUMN", help="Column of a table that holds the articles.")
]
IdColumn = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="Column with their names.  [default: id, else the row]"),
]
DateColumn = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN", help="Column with their dates.  [default: date, published, 날짜, …]"
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(extract)


def extract(
    inputs: Inputs,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="Folder to write. Without it: one record a line, on standard output.",
        ),
    ] = None,
    reference: Reference = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    date_column: DateColumn = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes to use.")] = 1,
    rules: Rules = None,
    names: Names = None,
    model: Model = True,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Only the I-th of N parts of the input.")
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, metavar="SECONDS", help="How long one article may take."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a broken run, which OUT must hold.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Extract unchanged articles again.")
    ] = False,
) -> None:
    """Extract records, entities and facts from articles.

    Articles that OUT already holds, unchanged, are not analysed again.
    """
    from kfacts.reference import parse_reference

    if reference is not None:
        parse_reference(reference)
    from kfacts.inputs import Columns

    settings = _settings(rules, names, model, timeout)
    total, articles = _source(inputs, shard, Columns(text_column, id_column, date_column))
    if out is None:
        _to_stdout(articles, settings, jobs, reference)
        return
    if resume and not (out / "ledger.jsonl").is_file():
        raise UsageError(f"--resume: {out} holds no broken run; leave the option out")
    tell_passed_over(inputs)
    _to_folder(articles, total, out, settings, jobs, reference, force)


def tell_passed_over(inputs: list[str]) -> None:
    """Say which files of the folders were not read."""
    from kfacts.files import passed_over
    from kfacts.inputs import IN_FOLDERS

    kinds = sorted(passed_over(inputs, IN_FOLDERS).items())
    if kinds:
        shown = ", ".join(f"{n} {ending or 'without ending'}" for ending, n in kinds[:8])
        say(
            f"passed over in folders: {shown}; name tables (.csv .jsonl .parquet) themselves, "
            "save other documents as .txt"
        )


def _settings(
    rules: list[Path] | None, names: list[Path] | None, model: bool, timeout: float | None
) -> "Settings":
    from kfacts.about import NO_MODEL, has_model
    from kfacts.settings import Limits, Settings

    if model and not has_model():
        say(NO_MODEL)
    return Settings(
        rules=tuple(rules or ()),
        names=tuple(names or ()),
        model=model,
        limits=Limits(max_seconds=timeout),
    )


def _source(
    inputs: list[str], shard: str | None, columns: "Columns"
) -> "tuple[int | None, Iterator[Article | Failure]]":
    """Return how many articles there are, where that can be known, and the articles."""
    from itertools import islice

    from kfacts.files import discover, doc_ids
    from kfacts.inputs import IN_FOLDERS, articles, is_table

    paths = discover(inputs, IN_FOLDERS)
    named = list(zip(paths, doc_ids(paths), strict=True))
    first, step = _part(shard)
    if any(map(is_table, paths)):  # the parts of a table are known only by reading it
        return None, islice(articles(named, columns), first, None, step)
    return len(named[first::step]), articles(named[first::step], columns)


def _part(shard: str | None) -> tuple[int, int]:
    if shard is None:
        return 0, 1
    part, _, parts = shard.partition("/")
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise UsageError(f"--shard {shard}: write I/N with 1 ≤ I ≤ N, for example 2/8")
    return int(part) - 1, int(parts)


def _to_stdout(
    articles: "Iterator[Article | Failure]", settings: "Settings", jobs: int, reference: str | None
) -> None:
    from kfacts.errors import KfactsError
    from kfacts.files import Failure
    from kfacts.workers import extract_all

    failed = 0
    for result in extract_all(articles, settings, jobs=jobs, reference=reference):
        problem = result.error if isinstance(result, Failure) else result[1]
        if isinstance(problem, KfactsError):
            failed += 1
            say(f"failed: {problem}")
        else:
            emit(problem.decode())
    if failed:
        raise typer.Exit(3)


def _to_folder(
    articles: "Iterator[Article | Failure]",
    total: int | None,
    out: Path,
    settings: "Settings",
    jobs: int,
    reference: str | None,
    force: bool,
) -> None:
    from kfacts.batch import extract_folder

    bar = _Bar(total)
    summary = extract_folder(
        articles,
        out,
        settings,
        jobs=jobs,
        reference=reference,
        force=force,
        progress=bar.show,
    )
    bar.clear()
    for failure in summary.failures:
        say(f"failed: {failure.error}")
    say(_table(summary, out))
    if summary.failures:
        raise typer.Exit(3)


def _table(summary: "Summary", out: Path) -> str:
    """Say in a few lines what was found and where it lies."""
    rows = [
        ("articles", translated(f"{summary.done} extracted, {summary.unchanged} unchanged")),
        ("failed", str(len(summary.failures))),
        *((kind, str(n)) for kind, n in sorted(summary.mentions.items())),
        ("entities", str(summary.entities)),
        *((f"{kind} facts", str(n)) for kind, n in sorted(summary.facts.items())),
        ("records", str(out / "records")),
        ("entities in", str(out / "entities.json")),
        ("facts in", str(out / "facts.jsonl")),
        ("to look at it", f"kfacts report {out}"),
    ]
    return "\n".join(f"{_padded(translated(name))} {value}" for name, value in rows)


def _padded(name: str) -> str:
    """Fill up to 18 columns of a terminal, on which a Hangul syllable takes two."""
    return name + " " * (18 - sum(1 + (ord(c) > 0x1100) for c in name))


class _Bar:
    """One line that tells how far a run is, only on a terminal."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.began = time.monotonic()

    def show(self, summary: "Summary") -> None:
        import sys

        if not sys.stderr.isatty():
            return
        done = summary.done + summary.unchanged + len(summary.failures)
        rate = done / max(time.monotonic() - self.began, 1e-9)
        line = f"{done} articles, {rate:.1f}/s"
        if self.total is not None and rate:
            left = (self.total - done) / rate
            line = f"{done}/{self.total} articles, {rate:.1f}/s, {left:.0f} s left"
        if summary.failures:
            line += f", {len(summary.failures)} failed"
        sys.stderr.write(f"\r\x1b[K{translated(line)}")
        sys.stderr.flush()

    def clear(self) -> None:
        import sys

        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

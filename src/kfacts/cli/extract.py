"""`kfacts extract`: articles in, records, entities and facts out."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfacts.cli.streams import emit, say
from kfacts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.batch import Summary
    from kfacts.files import Failure
    from kfacts.settings import Settings
    from kfacts.text import Article

EXAMPLES = """
Examples:

  kfacts extract articles/ -o out

  kfacts extract "2023/**/*.txt" -o out --jobs 2

  kfacts extract news.txt --reference 2023-11-30

  cat news.txt | kfacts extract -
"""

Inputs = Annotated[
    list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")
]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", help="Your own rule files (a file or a folder).")
]
Names = Annotated[list[Path] | None, typer.Option("--names", help="Your own names (TSV or JSONL).")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(extract)


def extract(
    inputs: Inputs,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Folder to write. Without it: one record a line."),
    ] = None,
    reference: Annotated[
        str | None, typer.Option(help="Day, month or year that relative dates count from.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to use.")] = 1,
    rules: Rules = None,
    names: Names = None,
    model: Annotated[bool, typer.Option(help="Use the learned name model.")] = True,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Only the I-th of N parts of the input.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds one article may take.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a broken run: OUT must hold one.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Extract unchanged articles again.")
    ] = False,
) -> None:
    """Extract records, entities and facts from articles.

    Articles that OUT already holds, unchanged, are not analysed again.
    """
    from kfacts.reference import parse_reference  # noqa: PLC0415

    if reference is not None:
        parse_reference(reference)
    settings = _settings(rules, names, model, timeout)
    articles = _articles(inputs, shard)
    if out is None:
        _to_stdout(articles, settings, jobs, reference)
        return
    if resume and not (out / "ledger.jsonl").is_file():
        raise UsageError(f"--resume: {out} holds no broken run; leave the option out")
    _to_folder(articles, out, settings, jobs, reference, force)


def _settings(
    rules: list[Path] | None, names: list[Path] | None, model: bool, timeout: float | None
) -> "Settings":
    from kfacts.settings import Limits, Settings  # noqa: PLC0415

    return Settings(
        rules=tuple(rules or ()),
        names=tuple(names or ()),
        model=model,
        limits=Limits(max_seconds=timeout),
    )


def _articles(inputs: list[str], shard: str | None) -> "list[tuple[str, str]]":
    """Return (path, doc_id) of every file, or of one shard of them."""
    from kfacts.files import discover, doc_ids  # noqa: PLC0415

    paths = discover(inputs)
    named = list(zip(paths, doc_ids(paths), strict=True))
    if shard is None:
        return named
    part, _, parts = shard.partition("/")
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise UsageError(f"--shard {shard}: write I/N with 1 ≤ I ≤ N, for example 2/8")
    return named[int(part) - 1 :: int(parts)]


def _read(named: "list[tuple[str, str]]") -> "Iterator[Article | Failure]":
    from kfacts.errors import InputError  # noqa: PLC0415
    from kfacts.files import Failure, read  # noqa: PLC0415

    for path, doc_id in named:
        try:
            yield read(path, doc_id)
        except InputError as error:
            yield Failure(path, error)


def _to_stdout(
    named: "list[tuple[str, str]]", settings: "Settings", jobs: int, reference: str | None
) -> None:
    from kfacts.errors import KfactsError  # noqa: PLC0415
    from kfacts.files import Failure  # noqa: PLC0415
    from kfacts.workers import extract_all  # noqa: PLC0415

    failed = 0
    for result in extract_all(_read(named), settings, jobs=jobs, reference=reference):
        problem = result.error if isinstance(result, Failure) else result[1]
        if isinstance(problem, KfactsError):
            failed += 1
            say(f"failed: {problem}")
        else:
            emit(problem)
    if failed:
        raise typer.Exit(3)


def _to_folder(
    named: "list[tuple[str, str]]",
    out: Path,
    settings: "Settings",
    jobs: int,
    reference: str | None,
    force: bool,
) -> None:
    from kfacts.batch import extract_folder  # noqa: PLC0415

    bar = _Bar(len(named))
    summary = extract_folder(
        _read(named),
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
        ("articles", f"{summary.done} extracted, {summary.unchanged} unchanged"),
        ("failed", str(len(summary.failures))),
        *((kind, str(n)) for kind, n in sorted(summary.mentions.items())),
        ("entities", str(summary.entities)),
        *((f"{kind} facts", str(n)) for kind, n in sorted(summary.facts.items())),
        ("records", str(out / "records")),
        ("entities in", str(out / "entities.json")),
        ("facts in", str(out / "facts.jsonl")),
    ]
    return "\n".join(f"{name:18} {value}" for name, value in rows)


class _Bar:
    """One line that tells how far a run is, only on a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.began = time.monotonic()

    def show(self, summary: "Summary") -> None:
        import sys  # noqa: PLC0415

        if not sys.stderr.isatty():
            return
        done = summary.done + summary.unchanged + len(summary.failures)
        rate = done / max(time.monotonic() - self.began, 1e-9)
        left = (self.total - done) / rate if rate else 0.0
        line = f"{done}/{self.total} articles, {rate:.1f}/s, {left:.0f} s left"
        if summary.failures:
            line += f", {len(summary.failures)} failed"
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def clear(self) -> None:
        import sys  # noqa: PLC0415

        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

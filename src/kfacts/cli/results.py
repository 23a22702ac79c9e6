"""`kfacts entities`, `export`, `report` and `diff`: what can be done with the results of a run."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kfacts.cli.messages import LANGUAGE, Language
from kfacts.cli.streams import emit, say
from kfacts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.model import Corpus

TableName = Literal["facts", "mentions", "entities"]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="The folder that extract wrote.")]

ENTITIES_EXAMPLES = """
Examples:

  kfacts entities out

  kfacts entities out --review review.csv

  kfacts entities out --decisions review.csv
"""
EXPORT_EXAMPLES = """
Examples:

  kfacts export out --to facts.csv

  kfacts export out --to mentions.parquet --table mentions

  kfacts export out --to facts.sqlite

  kfacts export out --to brat/
"""
REPORT_EXAMPLES = """
Examples:

  kfacts report out

  kfacts report out -o report.html --lang en
"""
DIFF_EXAMPLES = """
Examples:

  kfacts diff out-before out-after
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog=ENTITIES_EXAMPLES)(entities)
    app.command(epilog=EXPORT_EXAMPLES)(export)
    app.command(epilog=REPORT_EXAMPLES)(report)
    app.command(epilog=DIFF_EXAMPLES)(diff)


def export(
    out: Out,
    to: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="File to write: .csv .jsonl .parquet .sqlite .jsonld .spacy .displacy.json, "
            "or a folder for brat.",
        ),
    ],
    table: Annotated[
        TableName | None,
        typer.Option(
            metavar="TABLE",
            help="What .csv, .jsonl and .parquet hold: facts, mentions or entities."
            "  [default: facts]",
        ),
    ] = None,
    search: Annotated[
        bool, typer.Option(help="Korean full-text search in .sqlite: Kiwi reads the texts again.")
    ] = True,
) -> None:
    """Write the results in another format."""
    from kfacts import export as formats
    from kfacts.results import open_results

    if table is not None and not formats.is_tabular(to):
        raise UsageError(f"--table: {to} holds all tables; leave the option out")
    count = formats.export(open_results(out), to, table or "facts", search=search)
    say(f"wrote {to} ({count:,})")


def report(
    out: Out,
    to: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help="File to write.  [default: OUT/report.html]"
        ),
    ] = None,
    lang: Annotated[
        Language | None, typer.Option(help="Language it opens in.  [default: that of messages]")
    ] = None,
) -> None:
    """Write a report for the browser: one HTML file."""
    from kfacts.report import write_report
    from kfacts.results import open_results

    to = to or out / "report.html"
    count = write_report(open_results(out), to, lang or LANGUAGE.get())
    say(f"wrote {to} ({count:,})")


def entities(
    out: Out,
    review: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the pairs worth a look to this CSV file."),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A review file with your verdicts: same or different."),
    ] = None,
    aliases: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the names found as a names file (TSV)."),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="List merges and refusals instead.")] = False,
) -> None:
    """List the entities, with reasons; resolve them again."""
    from kfacts.batch import join
    from kfacts.corpus import read_decisions, write_review
    from kfacts.files import write_whole
    from kfacts.ledger import locked
    from kfacts.results import open_results

    results = open_results(out)
    corpus = results.corpus()
    if decisions is not None or corpus is None:
        told = read_decisions(decisions) if decisions else ()
        with locked(out):
            corpus = join(out, decisions=told)
        say(f"wrote {out / 'entities.json'} and {out / 'facts.jsonl'}")
    if review is not None:
        write_whole(review, write_review(corpus))
        say(f"wrote {review}: write same or different, then --decisions {review}")
    if aliases is not None:
        write_whole(aliases, _names_file(corpus))
        say(f"wrote {aliases}: give it to extract with --names {aliases}")
    if review is None and aliases is None:
        for line in _reasons(corpus) if why else _listed(corpus):
            emit(line)


def _listed(corpus: "Corpus") -> "Iterator[str]":
    yield "id\ttype\tname\tarticles\taliases"
    for entity in corpus.entities:
        articles = len({member.doc_id for member in entity.records})
        others = " | ".join(alias for alias in entity.aliases if alias != entity.name)
        yield f"{entity.id}\t{entity.type}\t{entity.name}\t{articles}\t{others}"


def _reasons(corpus: "Corpus") -> "Iterator[str]":
    yield "verdict\tleft\tright\twhy\tscore"
    for entity in corpus.entities:
        for link in entity.links:
            yield f"same\t{link.left}\t{link.right}\t{link.why}\t{link.score or ''}"
    for pair in corpus.refused:
        yield f"different\t{pair.left}\t{pair.right}\t{pair.why}\t{pair.score or ''}"


def _names_file(corpus: "Corpus") -> "Iterator[str]":
    from kfacts.corpus import alias_rows

    yield "name\ttype\tid\n"
    for row in alias_rows(corpus):
        yield f"{row['name']}\t{row['type']}\t{row['id']}\n"


def diff(
    before: Annotated[Path, typer.Argument(metavar="OUT1", help="The results of one run.")],
    after: Annotated[Path, typer.Argument(metavar="OUT2", help="The results of another run.")],
) -> None:
    """Show what changed between two runs, and why."""
    from kfacts.diff import differences
    from kfacts.results import open_results

    for line in differences(open_results(before), open_results(after)):
        emit(line)

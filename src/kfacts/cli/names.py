"""`kfacts names`: keep the names file that teaches the next run what the last one got wrong."""

from pathlib import Path
from typing import Annotated

import typer

from kfacts.cli.streams import emit, say

EXAMPLES = """
Examples:

  kfacts names names.tsv --organization 새벽농장 --wrong 대상

  kfacts names names.tsv --add report-names.tsv

  kfacts names names.tsv
"""

Marked = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=EXAMPLES)(names)


def names(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The names file (TSV).")],
    organization: Annotated[Marked, typer.Option(metavar="NAME", help="An organisation.")] = None,
    person: Annotated[Marked, typer.Option(metavar="NAME", help="A person.")] = None,
    program: Annotated[Marked, typer.Option(metavar="NAME", help="A program.")] = None,
    wrong: Annotated[Marked, typer.Option(metavar="NAME", help="What is no name at all.")] = None,
    add: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Another names file to take in, as the report saves."),
    ] = None,
) -> None:
    """Mark missing and wrong names in a names file, or check it.

    Give the file to the next run: kfacts extract ARTICLES -o OUT --names FILE
    """
    from kfacts.extract.names.userlist import NO_NAME
    from kfacts.review import merged, read_marks, write_marks

    given = {"organization": organization, "person": person, "program": program, NO_NAME: wrong}
    marks = [(name, kind) for kind, marked in given.items() for name in marked or ()]
    for path in add or ():
        marks += read_marks(path)
    if not marks:
        for name, kind in read_marks(file):
            emit(f"{name}\t{kind}")
        return
    count = write_marks(file, merged(file, marks))
    say(f"wrote {file} ({count:,}): give it to extract with --names {file}")

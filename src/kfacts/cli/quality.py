"""`kfacts rules`, `schema` and `eval`: what the rules are, what a record is, how good it is."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kfacts.cli.streams import emit, say

SCHEMA_EXAMPLES = "Example:\n\n  kfacts schema schemas/"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog=SCHEMA_EXAMPLES)(schema)


def schema(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to write; without it: to standard output.")
    ] = None,
) -> None:
    """Write the JSON Schemas of the record and of the corpus document."""
    from kfacts.files import write_whole  # noqa: PLC0415
    from kfacts.schema import schemas  # noqa: PLC0415

    for name, document in schemas().items():
        text = json.dumps(document, ensure_ascii=False, indent=2)
        if folder is None:
            emit(text)
        else:
            write_whole(folder / name, text + "\n")
            say(f"wrote {folder / name}")

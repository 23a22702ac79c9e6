"""`kfacts explain`, `doctor`, `info`: why a record says it, what inputs are, what is installed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfacts.cli.extract import (
    DateColumn,
    IdColumn,
    Inputs,
    Model,
    Names,
    Reference,
    Rules,
    TextColumn,
    tell_passed_over,
)
from kfacts.cli.messages import translated
from kfacts.cli.streams import emit, has_colour, say
from kfacts.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kfacts.doctor import Checkup
    from kfacts.explain import Line

EXPLAIN_EXAMPLES = """
Examples:

  kfacts explain news.txt

  echo "한빛은행이 320억원을 투자했다." | kfacts explain -

  kfacts explain news.txt --why 한빛은행
"""
DOCTOR_EXAMPLES = """
Examples:

  kfacts doctor articles/

  kfacts doctor news.jsonl --text-column body
"""
INFO_EXAMPLES = """
Examples:

  kfacts info
"""

_STYLES = {"head": "1", "tokens": "2", "mention": "32", "step": "", "fact": "36", "refused": "33"}
"""SGR codes; the words alone say the same."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog=EXPLAIN_EXAMPLES)(explain)
    app.command(epilog=DOCTOR_EXAMPLES)(doctor)
    app.command(epilog=INFO_EXAMPLES)(info)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for stdin.")],
    why: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only this text: what it is and is not.")
    ] = None,
    reference: Reference = None,
    rules: Rules = None,
    names: Names = None,
    model: Model = True,
) -> None:
    """Show what was found in an article, why, and what was refused."""
    from kfacts import explain as explaining
    from kfacts.about import NO_MODEL, has_model
    from kfacts.files import read
    from kfacts.inputs import with_metadata
    from kfacts.pipeline import load

    if model and not has_model():
        say(NO_MODEL)
    article = with_metadata(read(file, "stdin" if file == "-" else Path(file).stem))
    extractor = load(rules=rules or (), names=names or (), model=model)
    traced = explaining.trace(extractor, article, reference)
    if why is None:
        _show(explaining.explain(traced))
    elif not _show(explaining.why(traced, why)):
        raise InputError(f"--why {why}: the article does not hold this text")


def _show(lines: "Iterable[Line]") -> int:
    colour = has_colour()
    count = 0
    for count, (kind, depth, text) in enumerate(lines, 1):  # noqa: B007  (told at the end)
        style = _STYLES[kind]
        said = text if kind == "tokens" else translated(text)
        shown = f"\x1b[{style}m{said}\x1b[0m" if colour and style else said
        emit(f"{'    ' * depth}{shown}")
    return count


def doctor(
    inputs: Inputs,
    reference: Reference = None,
    text_column: TextColumn = "text",
    id_column: IdColumn = None,
    date_column: DateColumn = None,
) -> None:
    """Say what each input is and what would go wrong with it."""
    from kfacts.doctor import examine
    from kfacts.files import discover, doc_ids
    from kfacts.inputs import IN_FOLDERS, Columns

    paths = discover(inputs, IN_FOLDERS)
    named = list(zip(paths, doc_ids(paths), strict=True))
    columns = Columns(text_column, id_column, date_column)
    total = failed = 0
    emit("name\tencoding\tcharacters\tkorean\treference\tfrom\tremarks")
    for checkup in examine(named, columns, reference):
        total += 1
        failed += checkup.fails is not None
        emit(_row(checkup))
    if total == 1:
        say(f"1 article, {failed} would fail")
    else:
        say(f"{total:,} articles, {failed:,} would fail")
    tell_passed_over(inputs)
    if failed:
        raise typer.Exit(3)


def _row(checkup: "Checkup") -> str:
    if checkup.fails is not None:
        return "\t".join([checkup.name, *["-"] * 5, translated(f"FAILS: {checkup.fails}")])
    lines = checkup.boilerplate
    remarks = list(checkup.warnings)
    if checkup.front_matter:
        remarks.append(f"front matter ({checkup.front_matter:,} characters): not analysed")
    if lines:
        shown = ", ".join(map(str, lines[:8])) + (" …" if len(lines) > 8 else "")
        remarks.append(f"lines that look like page furniture: {shown}")
    cells = (checkup.name, checkup.encoding, f"{checkup.length:,}", f"{checkup.korean:.0%}")
    told = (
        checkup.reference or "-",
        checkup.basis or "-",
        "; ".join(map(translated, remarks)) or "-",
    )
    return "\t".join((*cells, *told))


def info() -> None:
    """Show versions, rules, the model and where they lie."""
    from kfacts.about import about

    for key, value in about():
        emit(f"{key:16} {value}")

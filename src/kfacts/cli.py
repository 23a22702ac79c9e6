"""The command line: the only place where anything is printed."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def root() -> None:
    """Turn Korean articles into structured, source-anchored facts."""


def main() -> None:
    """Run the command line."""
    app()

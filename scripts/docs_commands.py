"""Write the commands' own help into docs/commands.md: `python -m scripts.docs_commands`."""

from typing import Any

from typer.main import get_command

from kfacts.cli.app import app
from scripts.docs_markers import PAGES, fill

PAGE = PAGES / "commands.md"
WIDTH = 80


def commands() -> str:
    """Return a section a command, in the order of `kfacts --help`."""
    root: Any = get_command(app)
    top = root.context_class(
        root, info_name="kfacts", terminal_width=WIDTH, **root.context_settings
    )
    sections = [_section("kfacts", root.get_help(top))]
    for name, command in root.commands.items():
        context = command.context_class(command, parent=top, info_name=name)
        sections.append(_section(f"kfacts {name}", command.get_help(context)))
    return "\n\n".join(sections)


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.rstrip()}\n```"


if __name__ == "__main__":
    fill(PAGE, {"commands": commands()})

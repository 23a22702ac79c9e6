"""Write the table of value functions into docs/rules.md: `python -m scripts.docs_rules`."""

import inspect

from kfacts.values import FUNCTIONS
from scripts.docs_markers import PAGES, fill

PAGE = PAGES / "rules.md"


def functions() -> str:
    """Return a row a function: how a rule writes it, and what it says of itself."""
    rows = [f"| `{_call(name)}` | {_said(name)} |" for name in FUNCTIONS]
    return "\n".join(["| value | what it makes of the match |", "|---|---|", *rows])


def _call(name: str) -> str:
    arguments = list(inspect.signature(FUNCTIONS[name]).parameters)[1:]
    return f"{name}({', '.join(arguments)})" if arguments else name


def _said(name: str) -> str:
    return (inspect.getdoc(FUNCTIONS[name]) or "").split("\n\n")[0].replace("\n", " ")


if __name__ == "__main__":
    fill(PAGE, {"functions": functions()})

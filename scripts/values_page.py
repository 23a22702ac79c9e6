"""Write docs/values.md from the tables of tests/values: python scripts/values_page.py.

Every family of expressions stands there with examples and the values that the tests hold it to, so
that the page is true as long as the tests pass. A test compares the page with what this writes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "values"
PAGE = ROOT / "docs" / "values.md"
SECTIONS = {
    "money": "Money",
    "percent": "Percentages",
    "quantity": "Quantities",
    "dates": "Dates, durations and sets",
}
EXAMPLES = 4
"""How many examples of a family the page shows."""
INTRODUCTION = """\
# Values: what is read and what it becomes

Made by `scripts/values_page.py` from the tables in `tests/values/`; every row is a test. The
brackets mark the span of the mention. Keys that say nothing (`approx` false, `bound` null) are left
out here; the record always has them. A date without an absolute value is resolved against the
reference given beside it.

What only looks like a value has tables of its own: `none.jsonl` and `dates_none.txt` hold sentences
in which nothing may be found.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *(line for name in SECTIONS for line in _section(name))])


def _section(name: str) -> Iterator[str]:
    families: dict[str, list[Mapping[str, Any]]] = {}
    for line in (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        families.setdefault(row["family"], []).append(row)
    total = sum(map(len, families.values()))
    yield f"## {SECTIONS[name]}\n\n{total} expressions in {len(families)} families.\n"
    for family, rows in families.items():
        yield f"### {family[0].upper()}{family[1:]}\n"
        yield "| text | value |\n|---|---|"
        yield from (_row(row) for row in _spread(rows))
        yield ""


def _spread(rows: list[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Pick examples from the whole of a family, not only its beginning."""
    step = max(1, len(rows) // EXAMPLES)
    return rows[::step][:EXAMPLES]


def _row(row: Mapping[str, Any]) -> str:
    said = {k: v for k, v in row["value"].items() if v not in (None, False)}
    if said.get("min") is not None and said.get("min") == said.get("max"):
        said = {"value": said["min"], **{k: v for k, v in said.items() if k not in ("min", "max")}}
    value = ", ".join(f"{k} {_plain(v)}" for k, v in said.items())
    reference = f" (reference {_plain(row['reference'])})" if row.get("reference") else ""
    return f"| {row['text'].replace('|', '&#124;')}{reference} | {value} |"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return " to ".join(map(str, value))
    return "yes" if value is True else str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

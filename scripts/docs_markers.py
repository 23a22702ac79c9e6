"""Generated passages of a page: what stands between `<!-- name -->` and `<!-- /name -->`."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs"


def filled(page: str, name: str, passage: str) -> str:
    """Return the page with the passage between the markers of that name."""
    mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    new, count = mark.subn(lambda m: f"{m[1]}\n{passage.strip()}\n\n{m[2]}", page)
    if count != 1:
        raise ValueError(f"the page has {count} passages {name!r}, it should have one")
    return new


def fill(path: Path, passages: dict[str, str]) -> bool:
    """Write passages into a page; return whether that changed it."""
    before = path.read_text(encoding="utf-8")
    page = before
    for name, passage in passages.items():
        page = filled(page, name, passage)
    path.write_text(page, encoding="utf-8")
    return page != before

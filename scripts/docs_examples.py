"""Run the examples of a Markdown page, so that what a page shows is what the program says.

A page is read from top to bottom, in a folder of its own, by the first word after the fence:

    toml title="shares.toml"   any block with a title is a file of that folder
    console                    its `$ kfacts …` lines are run; what follows one is its output
    python                     is run; the blocks of a page share their names
    text                       right after python: what that block prints
    json                       each line is a part of a fact or a mention in `out/`

An output that ends in a line `…` goes on. A command without output lines below it must end well,
and nothing is compared. `python -m scripts.docs_examples` writes the outputs into the pages.
"""

import io
import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.M | re.S)
MORE = "…"
ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (
    ROOT / "README.md",
    *(DOCS / f"{name}.md" for name in ("getting-started", "getting-started.ko", "names", "rules")),
    *(DOCS / f"{name}.md" for name in ("recipes", "api", "spacy", "inputs")),
)
SPARK = DOCS / "spark.md"
"""It needs Java beside the packages."""


class Ran(NamedTuple):
    """What a command printed, on both streams, and its exit code."""

    printed: str
    code: int


def refreshed(page: str) -> str:
    """Return the page with the outputs of its examples as they are, run in the current folder."""
    names: dict[str, Any] = {"__name__": "example"}
    parts: list[str] = []
    printed: str | None = None
    at = 0
    for fence in FENCE.finditer(page):
        language, title, body = fence.groups()
        between = page[at : fence.start()]
        follows = printed is not None and not between.strip()
        new = body
        if title:
            _write(title, body)
        elif language == "console":
            new = "".join(_console(body))
        elif language == "json":
            _hold(body)
        elif language == "text" and follows:
            new = _shown(body, printed or "")
        printed = _python(body, names) if language == "python" and not title else None
        parts += [between, fence.group().replace(body, new, 1) if new != body else fence.group()]
        at = fence.end()
    return "".join([*parts, page[at:]])


def _write(name: str, body: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")


def _python(code: str, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, "<example>", "exec"), names)
    return out.getvalue()


def _console(body: str) -> Iterator[str]:
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.M):
        ran = run(command)
        if ran.code and not shown:
            raise AssertionError(f"{command}: exit code {ran.code}\n{ran.printed}")
        yield f"$ {command}\n{_shown(shown, ran.printed)}"


def _shown(before: str, printed: str) -> str:
    """Cut an output to what the page shows of it: nothing, all, or the lines before the `…`."""
    if before.rstrip().endswith(MORE):
        kept = before.rstrip().count("\n")
        return "".join(printed.splitlines(keepends=True)[:kept]) + MORE + "\n"
    return printed if before else ""


def run(command: str) -> Ran:
    """Run `kfacts …`, or `echo "…" | kfacts …`, in this process, where Kiwi is loaded already."""
    from kfacts.cli import main  # noqa: PLC0415

    given, _, piped = command.rpartition(" | ")
    typed = " ".join(shlex.split(given)[1:]) + "\n" if given else ""
    program, *arguments = shlex.split(piped)
    if program != "kfacts" or (given and not given.startswith("echo ")):
        raise AssertionError(f"only kfacts, and echo before it, can be run here: {command}")
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")
    with (
        patch.object(sys, "argv", ["kfacts", *arguments]),
        patch.object(sys, "stdin", stdin),
        redirect_stdout(out),
        redirect_stderr(out),
    ):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    printed = out.buffer
    assert isinstance(printed, io.BytesIO)
    return Ran(printed.getvalue().decode(), code)


def _hold(body: str) -> None:
    """Check that every object is a part of something that was found."""
    found = [json.loads(line) for line in Path("out/facts.jsonl").read_text("utf-8").splitlines()]
    for path in Path("out/records").glob("*.json"):
        found += json.loads(path.read_bytes())["mentions"]
    for line in body.splitlines():
        if not any(_is_part(json.loads(line), whole) for whole in found):
            raise AssertionError(f"found nowhere: {line}")


def _is_part(part: Any, whole: Any) -> bool:  # noqa: ANN401
    if not isinstance(part, dict):
        return bool(part == whole)
    return all(key in whole and _is_part(value, whole[key]) for key, value in part.items())


@contextmanager
def folder() -> Iterator[Path]:
    """Work in an empty folder, in English, with this kfacts for what starts a Python of its own."""
    told = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT / "src"), "PYSPARK_PYTHON": sys.executable}
    with tempfile.TemporaryDirectory() as name, chdir(name), patch.dict(os.environ, told):
        yield Path(name)


def main() -> None:
    """Write the outputs into the pages."""
    for path in (*PAGES, SPARK):
        page = path.read_text(encoding="utf-8")
        with folder():
            new = refreshed(page)
        path.write_text(new, encoding="utf-8")
        print(f"{path.name}: {'changed' if new != page else 'as it was'}")


if __name__ == "__main__":
    main()

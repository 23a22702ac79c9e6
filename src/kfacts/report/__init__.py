"""The report: one self-contained HTML file that needs no network and runs only its own script.

The template escapes everything it is given; the data stand in JSON blocks that the browser does not
run, without `<`; the policy in the page's head allows this very script and style, told by their
hashes, and nothing else. The script makes text of text: it never parses markup.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kfacts._version import __version__
from kfacts.files import whole
from kfacts.report.data import Pages

if TYPE_CHECKING:
    from pathlib import Path

    from kfacts.results import Results

SCRIPTS = ("core.js", "values.js", "article.js", "facts.js", "charts.js", "review.js", "pages.js")
"""In the order they are joined into one script."""


def write_report(results: Results, to: Path, lang: Literal["ko", "en"] = "ko") -> int:
    """Write the report; return the number of articles. Raises InputError and OutputError."""
    pages = Pages(results)
    words = json.loads(_asset("words.json"))
    script = "(() => {\n'use strict';\n" + "\n".join(map(_asset, SCRIPTS)) + "\n})();\n"
    style = _asset("report.css")
    environment = Environment(
        loader=PackageLoader("kfacts.report", "."), autoescape=True, undefined=StrictUndefined
    )
    parts = environment.get_template("page.html.j2").generate(
        lang=lang,
        words=words[lang],
        version=__version__,
        policy=_policy(script, style),
        script=Markup(script),
        style=Markup(style),
        index=_block(pages.index | {"lang": lang, "version": __version__, "words": words}),
        texts=map(_block, pages.texts),
        count=len(pages.texts),
    )
    with whole(to) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts)
    return len(pages.texts)


def _asset(name: str) -> str:
    return (files("kfacts.report") / name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    """Return a Content-Security-Policy that allows this script and style only."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _block(data: object) -> Markup:
    """Return JSON that cannot close the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # escaped for where it stands

"""Take the pictures of the tutorial into docs/img: `python -m scripts.docs_pictures`.

The commands are run on corpus/ in a folder of their own, the terminal and the report are drawn by
headless Chromium. Needs Playwright and Chromium, and a font with Hangul.
"""

import html
import re
from pathlib import Path
from shutil import which
from unittest.mock import patch

from playwright.sync_api import Page, sync_playwright

from scripts.docs_examples import folder, run
from scripts.docs_markers import PAGES, ROOT

IMAGES = PAGES / "img"
ARTICLE = "earnings-hanbit-q3"
LINES = 32
"""Of the explanation, as many lines as fit a page."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WIDE = {"width": 1100, "height": 700}

STYLE = """
body { margin: 0; width: 1000px; background: #16211f; color: #d7e0de; }
pre { margin: 0; padding: 20px 24px; white-space: pre-wrap; font: 14px/1.5 ui-monospace, "D2Coding",
      "Noto Sans Mono CJK KR", "Noto Sans Mono", "Noto Sans CJK KR", monospace; }
.p { color: #7fd1c0 } .s1 { font-weight: bold; color: #fff } .s2 { color: #84928f }
.s32 { color: #8fd97f } .s33 { color: #e6c76a } .s36 { color: #74c3ef }
"""


def terminal(command: str, output: str) -> str:
    """Return a page that looks like a terminal after the command, its colours kept."""
    body = re.sub(
        r"\x1b\[(\d+)m(.*?)\x1b\[0m",
        r'<span class="s\1">\2</span>',
        html.escape(output, quote=False),
    )
    prompt = f'<span class="p">$</span> {html.escape(command)}'
    return f"<meta charset=utf-8><style>{STYLE}</style><pre>{prompt}\n{body}</pre>"


def take_terminal(page: Page, name: str, command: str, output: str) -> None:
    """Draw a command and its output into docs/img/NAME.png."""
    page.set_content(terminal(command, output))
    page.locator("body").screenshot(path=IMAGES / f"{name}.png")


def take_report(page: Page, report: Path) -> None:
    """Draw the three pages of the report that the tutorial shows."""
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    for name, place in (("overview", "/"), ("article", f"/article/{ARTICLE}"), ("facts", "/facts")):
        page.goto(f"{report.as_uri()}#{place}")
        page.wait_for_timeout(500)
        page.screenshot(path=IMAGES / f"report-{name}.png")


def main() -> None:
    """Run the commands of the tutorial and draw what they show."""
    IMAGES.mkdir(exist_ok=True)
    with folder() as here, sync_playwright() as playwright:
        (here / "corpus").symlink_to(ROOT / "corpus")
        chromium = which("chromium") or which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(device_scale_factor=1.5, color_scheme="light")

        extract = "kfacts extract corpus/articles -o out"
        take_terminal(page, "extract", extract, run(extract).printed)
        explain = f"kfacts explain corpus/articles/{ARTICLE}.txt"
        with patch("kfacts.cli.inspect.has_colour", return_value=True):
            lines = run(explain).printed.splitlines()[:LINES]
        take_terminal(page, "explain", explain, "\n".join([*lines, "…"]))
        run("kfacts report out --lang en")
        take_report(page, here / "out" / "report.html")
        browser.close()


if __name__ == "__main__":
    main()

"""The report as a file: self-contained, safe to open, the same every time."""

import hashlib
import json
import re
from base64 import b64encode

import pytest
import sample

from kfacts.report import write_report
from kfacts.report.data import Pages
from kfacts.results import open_results


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return open_results(sample.folder(tmp_path_factory.mktemp("out")))


@pytest.fixture(scope="module")
def page(results, tmp_path_factory):
    to = tmp_path_factory.mktemp("report") / "report.html"
    assert write_report(results, to) == 2
    return to.read_text(encoding="utf-8")


def test_the_policy_allows_this_script_and_style_only(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
    policy = policy.replace("&#39;", "'")
    for tag in ("script", "style"):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_nothing_is_fetched(page):
    addresses = set(re.findall(r"\w+://[^\s\"']*", page)) - {"http://www.w3.org/2000/svg"}
    assert addresses == set()
    assert re.findall(r"\bsrc=", page) == []


def test_data_cannot_close_their_block(page):
    blocks = re.findall(r'<script type="application/json" id="[\w-]+">(.*?)</script>', page)
    assert len(blocks) == 3
    assert all("<" not in block for block in blocks)
    assert json.loads(blocks[1])["text"] == sample.AUTUMN


def test_both_languages_have_the_same_words(page):
    words = json.loads(re.search(r'id="index">(.*?)</script>', page).group(1))["words"]
    assert words["ko"].keys() == words["en"].keys()


def test_the_same_results_give_the_same_report(results, page, tmp_path):
    write_report(results, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page


def test_offsets_count_utf16_units(tmp_path):
    text = "👩‍🌾 바른물산 🚜 바른물산"
    b = sample.Builder("wide", text)
    b.name("organization", "바른물산", "e1")
    b.name("organization", "바른물산", "e1", nth=1)
    out = sample.folder(tmp_path, [(b.record(), text)])
    units = text.encode("utf-16-le")
    for mention in Pages(open_results(out)).texts[0]["mentions"]:
        start, end = mention["at"]
        assert units[2 * start : 2 * end].decode("utf-16-le") == "바른물산"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("MENU\n\n입력 2024.01.02\n\n바른물산이 새 공장을 짓는다\n", "바른물산이 새 공장을 짓는다"),
        ("only this", "only this"),
        ("", "wide"),
        ("가나 다라마 " * 40, ("가나 다라마 " * 40)[:60].rstrip() + "…"),
    ],
)
def test_the_title_is_the_first_line_that_says_something(tmp_path, text, title):
    out = sample.folder(tmp_path, [(sample.Builder("wide", text).record(), text)])
    assert Pages(open_results(out)).index["articles"][0]["title"] == title


def test_articles_without_a_text_or_a_corpus_are_shown_too(tmp_path):
    out = sample.folder(tmp_path)
    (out / "entities.json").unlink()
    (out / "texts" / "spring.txt").unlink()
    pages = Pages(open_results(out))
    assert pages.texts[1]["text"] is None
    assert [entity["id"] for entity in pages.index["entities"]][-1] == "spring/e3"

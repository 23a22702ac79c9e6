"""The walk-through of docs/review.md, command by command."""

import json
import re
import shlex
import shutil
from pathlib import Path

DOC = Path(__file__).parents[1] / "docs" / "review.md"
TEXT = "달콤한 오후는 지난해 매출이 3억원이었다. 한빛은행이 2억원을 빌려줬다."


def commands():
    blocks = re.findall(r"```console\n(.*?)```", DOC.read_text(encoding="utf-8"), re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line.removeprefix("$ kfacts ")) for line in lines]


def names(out):
    record = json.loads((out / "records" / "news.json").read_bytes())
    return {entity["name"] for entity in record["entities"]}


def test_the_walk_through_puts_names_right(kfacts, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles/news.txt").write_text(TEXT, encoding="utf-8")
    extract, report, mark, again, diff = commands()
    assert kfacts(*extract).code == 0
    assert "한빛은행" in names(Path("out"))
    assert kfacts(*report).code == 0
    assert kfacts(*mark).code == 0
    shutil.copytree("out", "out-before")
    assert kfacts(*again).code == 0
    assert "달콤한 오후" in names(Path("out"))
    assert "한빛은행" not in names(Path("out"))
    changed = kfacts(*diff)
    assert changed.code == 0
    assert any(line.startswith("  names: none → ") for line in changed.out.splitlines())

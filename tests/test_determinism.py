"""The same bytes whatever the process is told by its surroundings."""

import os
import random
import subprocess
import sys

import pytest

from kfacts.cli.extract import _source
from kfacts.inputs import Columns
from tests.generated import article

ARTICLES = 4
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
VARIANTS = {
    "hash seed, two jobs": ({"PYTHONHASHSEED": "1"}, ["--jobs", "2"], False),
    "order, time zone": ({"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati"}, [], True),
    "locale, time limit": ({"LC_ALL": "C", "PYTHONUTF8": "0"}, ["--timeout", "100"], False),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    chance, folder = random.Random(3), tmp_path_factory.mktemp("articles")
    for i in range(ARTICLES):
        (folder / f"{i}.txt").write_text(f"어제 {article(chance)}", encoding="utf-8")
    return folder


def extracted(folder, out, surroundings=(), options=(), backwards=False):
    """Every file a reader looks at, after a run in a process of its own."""
    files = sorted(folder.iterdir(), reverse=backwards)
    subprocess.run(
        [sys.executable, "-m", "kfacts", "extract", *files, "-o", out, *options],
        env={**os.environ, **PLAIN, **dict(surroundings)},
        check=True,
        capture_output=True,
    )
    hidden = {"ledger.jsonl", ".lock"}  # the order of the work, and who is at it
    found = (p for p in sorted(out.rglob("*")) if p.is_file() and p.name not in hidden)
    return {str(path.relative_to(out)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def plain(folder, tmp_path_factory):
    found = extracted(folder, tmp_path_factory.mktemp("plain") / "out")
    assert len(found) == 2 * ARTICLES + 3
    return found


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_bytes_in_any_surroundings(variant, folder, plain, tmp_path):
    assert extracted(folder, tmp_path / "out", *VARIANTS[variant]) == plain


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
@pytest.mark.parametrize("table", [False, True], ids=["files", "table"])
def test_shards_cover_everything_once(parts, table, folder, tmp_path):
    inputs = [str(folder)]
    if table:
        rows = "".join(f'{{"id": "row {i}", "text": "글 {i}"}}\n' for i in range(11))
        (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
        inputs.append(str(tmp_path / "rows.jsonl"))

    def ids(shard):
        return [a.doc_id for a in _source(inputs, shard, Columns())[1]]

    found = [i for part in range(parts) for i in ids(f"{part + 1}/{parts}")]
    assert sorted(found) == sorted(ids(None))
    assert len(set(found)) == ARTICLES + 11 * table

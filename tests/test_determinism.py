"""The same bytes whatever the process is told by its surroundings."""

import os
import platform
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kfacts
from kfacts.cli.extract import _source
from kfacts.inputs import Columns
from tests.generated import article

ARTICLES = 4
PACKAGE = str(Path(kfacts.__file__).parents[1])
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": PACKAGE}
VARIANTS = {
    "hash seed, two jobs": ({"PYTHONHASHSEED": "1"}, ["--jobs", "2"], False),
    "order, time zone": ({"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati"}, [], True),
    "locale, time limit": ({"LC_ALL": "C", "PYTHONUTF8": "0"}, ["--timeout", "100"], False),
    "UTF-8 mode": ({"LC_ALL": "POSIX", "PYTHONUTF8": "1", "PYTHONHASHSEED": "5"}, [], True),
}
LOCALES = {
    "Turkish, optimised": ("tr_TR", "UTF-8", {"PYTHONOPTIMIZE": "1"}),
    "Korean, without UTF-8": ("ko_KR", "EUC-KR", {"PYTHONUTF8": "0"}),
}
"""Built for the test: few systems have them."""
X86 = platform.machine() in ("x86_64", "AMD64")
OLDER = {"KIWI_ARCH_TYPE": "sse4_1", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL"}
"""A processor without what Kiwi and numpy would use of this one's."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    chance, folder = random.Random(3), tmp_path_factory.mktemp("articles")
    for i in range(ARTICLES):
        (folder / f"{i} 기사.txt").write_text(f"어제 {article(chance)}", encoding="utf-8")
    return folder


def extracted(folder, out, surroundings=(), options=(), backwards=False, cwd=None):
    """Every file a reader looks at, after a run in a process of its own."""
    files = sorted(folder.iterdir(), reverse=backwards)
    subprocess.run(
        [sys.executable, "-m", "kfacts", "extract", *files, "-o", out, *options],
        env={**os.environ, **PLAIN, **dict(surroundings)},
        check=True,
        capture_output=True,
        cwd=cwd,
    )
    return contents(out)


def contents(out):
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


@pytest.mark.skipif(not shutil.which("localedef"), reason="needs localedef to build a locale")
@pytest.mark.parametrize("variant", LOCALES)
def test_the_same_bytes_in_a_locale_of_another_alphabet(variant, folder, plain, tmp_path):
    """Turkish has other ideas of i and I, and names of files may be read in another encoding."""
    name, charset, more = LOCALES[variant]
    there = tmp_path / f"{name}.{charset}"
    built = ["localedef", "-i", name, "-f", charset, str(there)]
    subprocess.run(built, capture_output=True, check=False)  # it warns of what it leaves out
    surroundings = {"LOCPATH": str(tmp_path), "LC_ALL": there.name, **more}
    if not _is_known(surroundings):
        pytest.skip(f"this system cannot build the locale {there.name}")
    assert extracted(folder, tmp_path / "out", surroundings) == plain


def _is_known(surroundings):
    asked = "import locale; locale.setlocale(locale.LC_ALL, '')"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, **surroundings},
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def test_the_same_bytes_in_another_working_directory(folder, plain, tmp_path):
    (tmp_path / "kfacts").mkdir()  # and none of what lies about there is taken for ours
    (tmp_path / "rules.toml").write_text("wrong", encoding="utf-8")
    assert extracted(folder, tmp_path / "out", cwd=tmp_path) == plain


@pytest.mark.skipif(not X86, reason="names features of x86 processors")
def test_the_same_bytes_on_an_older_processor(folder, plain, tmp_path):
    assert extracted(folder, tmp_path / "out", OLDER) == plain


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


def test_shards_put_together_are_the_whole_run(kfacts, folder, plain, tmp_path):
    whole = tmp_path / "whole"
    for part in ("1", "2"):
        extracted(folder, tmp_path / part, options=["--shard", f"{part}/2"])
        for kind in ("records", "texts"):
            shutil.copytree(tmp_path / part / kind, whole / kind, dirs_exist_ok=True)
        shutil.copy(tmp_path / part / "run.json", whole)
    assert kfacts("entities", whole).code == 0
    assert contents(whole) == plain

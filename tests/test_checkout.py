"""`python cli.py` runs the code it lies beside: not installed, or installed from elsewhere."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of what the command line needs, with a version of its own."""
    copy = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "cli.py", copy)
    caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "kfacts", copy / "src" / "kfacts", ignore=caches)
    (copy / "src" / "kfacts" / "_version.py").write_text('__version__ = "0.0.1+copy"\n')
    return copy


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A folder with another kfacts, which nobody should import."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "kfacts").mkdir()
    (folder / "kfacts" / "__init__.py").write_text("raise ImportError('the wrong kfacts')\n")
    return folder


def run(*command, cwd, path):
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_another_kfacts_on_the_path_is_not_taken(checkout, elsewhere):
    wrong = run("-c", "import kfacts", cwd=elsewhere, path=elsewhere)
    assert "the wrong kfacts" in wrong.stderr
    done = run(checkout / "cli.py", "info", cwd=elsewhere, path=elsewhere)
    assert done.returncode == 0, done.stderr
    told = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert told["kfacts"] == "0.0.1+copy"
    assert str(checkout / "src" / "kfacts") in done.stdout


def test_nothing_need_be_installed_but_what_kfacts_builds_on(checkout, elsewhere):
    """Without `site`, an editable installation counts for nothing and libraries still do."""
    libraries = os.pathsep.join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    done = run("-S", checkout / "cli.py", "--version", cwd=elsewhere, path=libraries)
    assert (done.returncode, done.stdout) == (0, "kfacts 0.0.1+copy\n"), done.stderr


def test_an_isolated_interpreter_takes_the_checkout_too(checkout, elsewhere):
    done = run("-I", checkout / "cli.py", "--version", cwd=elsewhere, path=elsewhere)
    assert (done.returncode, done.stdout) == (0, "kfacts 0.0.1+copy\n"), done.stderr


def test_several_processes_start_from_a_checkout(checkout, elsewhere, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("한빛은행은 점포 3곳을 열었다.", encoding="utf-8")
    command = ("-I", checkout / "cli.py", "extract", tmp_path, "-o", "out", "--jobs", "2")
    done = run(*command, cwd=tmp_path, path=elsewhere)
    assert done.returncode == 0, done.stderr
    assert '"kfacts": "0.0.1+copy"' in (tmp_path / "out" / "run.json").read_text()


def test_a_missing_package_is_named_with_the_remedy(checkout, elsewhere):
    done = run("-I", "-S", checkout / "cli.py", "--version", cwd=elsewhere, path=elsewhere)
    assert (done.returncode, done.stdout) == (1, "")
    assert "typer is not installed" in done.stderr
    assert "make setup" in done.stderr
    assert "Traceback" not in done.stderr

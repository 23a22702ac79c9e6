"""What a process costs: looking at the help, getting ready, memory over many articles."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.startup import HELP, least

MANY = int(os.environ.get("KFACTS_MANY", "400"))
"""Articles over which memory must not grow: some by default, 10,000 by `make memory`."""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
GENERATED = Path(__file__).with_name("generated.py")


@LINUX
def test_help_costs_little_more_than_the_library_it_is_made_with():
    """150 ms where `import typer` takes 75: a ratio, for machines differ."""
    typer, looking = least("import typer", HELP, rounds=4)
    assert looking <= 2 * typer


@LINUX
def test_memory_stays_flat_and_within_its_bound():
    command = [sys.executable, str(GENERATED), "200", str(MANY)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    settled, held, peak = map(float, done.stdout.split())
    assert peak <= 750
    assert held - settled <= 20

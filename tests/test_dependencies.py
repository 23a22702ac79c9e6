"""Every dependency is accounted for, and nothing else is."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
RUN_TIME, EXTRAS = PAGE.split("## Extras")


def names(requirements):
    return {re.split(r"[^\w-]", requirement)[0] for requirement in requirements}


def listed(section):
    rows = (line.split("|") for line in section.splitlines() if line.startswith("| "))
    return {row[1].strip(): [cell.strip() for cell in row[2:-1]] for row in rows}


def test_every_run_time_dependency_is_justified():
    rows = listed(RUN_TIME)
    assert set(rows) - {"package"} == names(PROJECT["dependencies"])
    assert all(all(cells) for cells in rows.values())


def test_every_extra_is_justified():
    rows = listed(EXTRAS)
    extras = PROJECT["optional-dependencies"]
    assert set(rows) - {"package"} == set().union(*map(names, extras.values()))
    for package, (of, *cells) in list(rows.items())[1:]:
        assert of.split(", ") == [name for name, needs in extras.items() if package in names(needs)]
        assert all(cells)


def test_constraints_are_sorted_versions_and_cover_what_is_needed():
    first, *lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# Versions")
    assert lines == sorted(lines, key=str.lower)
    pinned = {re.sub("[_.]", "-", line.partition("==")[0]).lower() for line in lines}
    needed = set().union(
        names(PROJECT["dependencies"]), *map(names, PROJECT["optional-dependencies"].values())
    )
    assert {name.lower() for name in needed} <= pinned
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)

"""Every dependency is accounted for, and nothing else is."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from scripts.audit import verdict

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


KNOWN = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "Dependency not found"}
OURS = {"name": "kfacts", "skip_reason": "editable"}


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([KNOWN, OURS], 0, "1 packages, no known"),
        ([KNOWN | {"vulns": [{"id": "X-1"}]}, SKIPPED], 1, "a 1: X-1"),
        ([KNOWN, SKIPPED], 2, "not looked up: b"),
        ([SKIPPED, OURS], 2, "no source of advisories"),
        ([], 2, "no source of advisories"),
    ],
)
def test_an_audit_that_learns_nothing_is_no_clean_bill(packages, code, said):
    found, told = verdict(json.dumps({"dependencies": packages}))
    assert found == code
    assert said in told


@pytest.mark.parametrize("report", ["", "no JSON", "[]", "{}"])
def test_an_audit_without_a_report_is_told(report):
    assert verdict(report)[0] == 2

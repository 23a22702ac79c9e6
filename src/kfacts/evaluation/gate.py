"""The quality gate: floors under the scores that only an explicit flag may lower."""

import json
from collections.abc import Mapping
from pathlib import Path

from kfacts.errors import InputError
from kfacts.evaluation.tally import Scores, figures
from kfacts.files import write_whole

HELD = ("exact.", "value.", "b_cubed.", "facts.strict.", "when.")
"""What a new gate holds; overlap and loose facts tell the same story more mildly."""


def read_gate(path: Path) -> dict[str, float]:
    """Read the floors of a gate file, `{"exact.ORG": 0.8, …}`. Raises InputError."""
    try:
        floors = json.loads(Path(path).read_text(encoding="utf-8"))
        return {str(name): float(floor) for name, floor in floors.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise InputError(f"{path}: not a gate file of figure names and floors ({error})") from error


def check_gate(scores: Scores, path: Path) -> list[str]:
    """Name each figure that is below its floor, and each floor that has no figure."""
    reached = figures(scores)
    faults = []
    for name, floor in read_gate(path).items():
        if name not in reached:
            faults.append(f"{name}: no such figure, though the gate holds it at {floor:.3f}")
        elif reached[name] < floor:
            faults.append(f"{name}: {reached[name]:.3f} is below the floor of {floor:.3f}")
    return faults


def raised_gate(
    scores: Scores, floors: Mapping[str, float], margin: float = 0.01, *, lower: bool = False
) -> dict[str, float]:
    """Give new floors, each a margin below its figure; none sinks unless `lower` is set.

    A floor whose figure no longer exists is kept unless `lower` is set: it fails the gate.
    """
    fresh = {
        name: max(0.0, round(f1 - margin, 3))
        for name, f1 in figures(scores).items()
        if name.startswith(HELD)
    }
    if lower:
        return fresh
    return {**floors, **{name: max(floor, floors.get(name, 0.0)) for name, floor in fresh.items()}}


def update_gate(scores: Scores, path: Path, margin: float = 0.01, *, lower: bool = False) -> None:
    """Write a gate file anew with `raised_gate`. Raises InputError or OutputError."""
    path = Path(path)
    floors = read_gate(path) if path.exists() else {}
    raised = raised_gate(scores, floors, margin, lower=lower)
    write_whole(path, json.dumps(raised, indent=2) + "\n")

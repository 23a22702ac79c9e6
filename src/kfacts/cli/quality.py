"""`kfacts rules`, `schema` and `eval`: what the rules are, what a record is, how good it is."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfacts.cli.streams import emit, say
from kfacts.errors import RuleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kfacts.evaluation.tally import Scores
    from kfacts.rulefile import Modifier, Rule, RuleSet

RULES_EXAMPLES = """
Examples:

  kfacts rules

  kfacts rules --json

  kfacts rules --check my-rules/shares.toml
"""
SCHEMA_EXAMPLES = """
Examples:

  kfacts schema schemas/
"""
EVAL_EXAMPLES = """
Examples:

  kfacts eval corpus/gold out

  kfacts eval corpus/gold out --errors

  kfacts eval corpus/gold out --gate tests/gate.json
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog=RULES_EXAMPLES)(rules)
    app.command(epilog=SCHEMA_EXAMPLES)(schema)
    app.command("eval", epilog=EVAL_EXAMPLES)(evaluate)


def rules(
    check: Annotated[
        list[Path] | None,
        typer.Option("--check", metavar="PATH", help="Your own rule files or folders to validate."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the rules, or say what is wrong with your own."""
    if check:
        from kfacts.rulefile import load_rules

        _check(load_rules(check), check)
        return
    for name, label, why in _listed():
        if as_json:
            emit(json.dumps({"id": name, "label": label, "why": why}, ensure_ascii=False))
        else:
            emit(f"{name:40} {label:12} {why}")


def _listed() -> "Iterator[tuple[str, str, str]]":
    """Yield (id, what it finds, why it is there) of every rule, cue of names and fact rule."""
    from kfacts.extract.names.tables import rows
    from kfacts.relate.patterns import FILES, read_rules
    from kfacts.rulefile import load_rules

    known = load_rules()
    yield from ((rule.id, rule.label, rule.why) for rule in known.rules)
    yield from ((family.id, "date", family.why) for family in known.families)
    yield from ((modifier.id, "modifier", modifier.why) for modifier in known.modifiers)
    yield from ((cue, label, why) for cue, label, _, why in rows("weights"))
    for name in FILES:
        yield from ((rule["id"], name.partition("_")[0], rule["why"]) for rule in read_rules(name))


def _check(loaded: "RuleSet", paths: list[Path]) -> None:
    """Run the examples of the user's rules as the loader and the extractor see them."""
    from kfacts.extract.literals import Literals
    from kfacts.extract.proofs import faults

    listed: list[Rule | Modifier] = [*loaded.rules, *loaded.modifiers]
    mine = [rule for rule in listed if _is_below(rule.source, paths)]
    wrong = faults(Literals(loaded), mine)
    for fault in wrong:
        say(fault)
    if wrong:
        raise RuleError(f"{len(wrong)} of the examples do not hold")
    if len(mine) == 1:
        say("1 rule is right, and so are its examples")
    else:
        say(f"{len(mine)} rules are right, and so are their examples")


def _is_below(source: str, paths: list[Path]) -> bool:
    return any(Path(source) == path or path in Path(source).parents for path in paths)


def schema(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="Where to write. Without it: to standard output."),
    ] = None,
) -> None:
    """Write the JSON Schemas of the record and of the corpus document."""
    from kfacts.files import write_whole
    from kfacts.schema import schemas

    for name, document in schemas().items():
        text = json.dumps(document, ensure_ascii=False, indent=2)
        if folder is None:
            emit(text)
        else:
            write_whole(folder / name, text + "\n")
            say(f"wrote {folder / name}")


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files (NAME.json).")],
    records: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that extract wrote.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every difference.")] = False,
    gate: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Floors: exit code 5 when a figure is below one."),
    ] = None,
    raise_gate: Annotated[
        bool, typer.Option("--raise-gate", help="Raise the floors of --gate to just below now.")
    ] = False,
    lower_gate: Annotated[
        bool, typer.Option("--lower-gate", help="Set the floors anew, lower ones too.")
    ] = False,
) -> None:
    """Score records against gold annotations.

    Spans exactly and by overlap, values, linking (B-cubed) and facts.
    """
    from kfacts.evaluation.score import evaluate as score
    from kfacts.evaluation.tally import format_differences, format_scores

    if gate is None and (raise_gate or lower_gate):
        raise UsageError("--raise-gate and --lower-gate change the file that --gate names")
    scores = score(gold, records)
    if errors:
        emit(format_differences(scores))
    emit(format_scores(scores))
    if gate is not None:
        _hold(scores, gate, change=raise_gate or lower_gate, lower=lower_gate)


def _hold(scores: "Scores", gate: Path, *, change: bool, lower: bool) -> None:
    from kfacts.evaluation.gate import check_gate, raised_gate, read_gate
    from kfacts.files import write_whole

    if change:
        floors = raised_gate(scores, read_gate(gate) if gate.is_file() else {}, lower=lower)
        write_whole(gate, json.dumps(floors, indent=2, sort_keys=True) + "\n")
        say(f"wrote {gate}")
        return
    wrong = check_gate(scores, gate)
    for fault in wrong:
        say(fault)
    if wrong:
        raise typer.Exit(5)
    say(f"every figure stands at or above its floor in {gate}")

"""Decide by hand: the review file, and what a person wrote into it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kfacts.corpus.evidence import Place
from kfacts.errors import InputError, UsageError
from kfacts.files import harmless
from kfacts.korean.namekeys import name_key
from kfacts.korean.places import MARK
from kfacts.model import Corpus, CorpusEntity, Decision
from kfacts.text import decode

COLUMNS = (
    "verdict",
    "left",
    "right",
    "why",
    "score",
    "kind",
    "left_record",
    "right_record",
    "left_id",
    "right_id",
)
"""Of the review file. A person writes `same` or `different` under verdict; empty says nothing."""
_VERDICTS = ("same", "different")


def review_rows(corpus: Corpus) -> Iterator[dict[str, str]]:
    """List what is worth a look, a pair a row: refused pairs, then merges of unlike names."""
    entities = {e.id: e for e in corpus.entities}
    decided = {_sides(d): d.verdict for d in corpus.decisions}
    for pair in corpus.refused:
        left, right = entities[pair.left_id], entities[pair.right_id]
        yield _row(decided, (left, right), (pair.left, pair.right), pair.why, pair.score)
    for entity in corpus.entities:
        for link in entity.links:
            if link.why != "spelling":
                names = (link.left, link.right)
                yield _row(decided, (entity, entity), names, link.why, link.score)


def _row(
    decided: Mapping[frozenset[tuple[str, str | None]], str],
    sides: tuple[CorpusEntity, CorpusEntity],
    names: tuple[str, str],
    why: str,
    score: str | None,
) -> dict[str, str]:
    left, right = sides
    first, last = _place(left, 0), _place(right, -1 if left is right else 0)
    sides_key = frozenset({(name_key(names[0]), first), (name_key(names[1]), last)})
    values = (
        decided.get(sides_key, ""),
        *names,
        why,
        score or "",
        "person" if left.type == "person" else "thing",
        first,
        last,
        left.id,
        right.id,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _place(entity: CorpusEntity, at: int) -> str:
    if not entity.records:
        return ""
    record = entity.records[at]
    return f"{record.doc_id}#{record.entity}"


def _sides(decision: Decision) -> frozenset[tuple[str, str | None]]:
    return frozenset(
        {
            (name_key(decision.left), decision.left_record or ""),
            (name_key(decision.right), decision.right_record or ""),
        }
    )


def write_review(corpus: Corpus) -> str:
    """Write the review file as CSV with a header, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: harmless(v) for k, v in row.items()} for row in review_rows(corpus))
    return out.getvalue()


def read_decisions(path: Path) -> list[Decision]:
    """Read the verdicts of a review file that a person filled in.

    Raises InputError when it cannot be read and UsageError for a line it cannot use; both name the
    file, the line and the remedy.
    """
    try:
        text, _ = decode(path.read_bytes(), str(path))  # a Korean Excel saves cp949
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    rows = list(_rows(path, text))
    given = [(line, _decision(path, line, row)) for line, row in rows if row["verdict"].strip()]
    _refuse_contradictions(path, given)
    return [decision for _, decision in given]


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line on which each row ends, and its cells by the heading."""
    csv.field_size_limit(max(len(text), 131_072))
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
    try:
        missing = {"verdict", "left", "right"}.difference(reader.fieldnames or ())
        if missing:
            columns = ", ".join(sorted(missing))
            raise UsageError(f"{path}, line 1: no column {columns}; start from the review file")
        for row in reader:
            if None in row:
                raise UsageError(
                    f"{path}, line {reader.line_num}: more cells than columns; put a cell with a "
                    "comma in quotation marks"
                )
            yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(
            f"{path}, line {reader.line_num + 1}: no CSV ({error}); save it as CSV again"
        ) from None


def _refuse_contradictions(path: Path, given: Iterable[tuple[int, Decision]]) -> None:
    """Two lines that say the opposite of one pair: neither is what was meant for certain."""
    first: dict[tuple[str, frozenset[tuple[str, str | None]]], tuple[int, str]] = {}
    for line, decision in given:
        before, verdict = first.setdefault(
            (decision.kind, _sides(decision)), (line, decision.verdict)
        )
        if verdict != decision.verdict:
            raise UsageError(
                f"{path}, line {line}: says {decision.verdict} of what line {before} says "
                f"{verdict} of; keep one of them"
            )


def _decision(path: Path, line: int, row: Mapping[str, Any]) -> Decision:
    verdict = row["verdict"].strip().lower()
    if verdict not in _VERDICTS:
        raise UsageError(f"{path}, line {line}: verdict {verdict!r}; write same or different")
    left, right = (str(row[side] or "").strip().removeprefix("'") for side in ("left", "right"))
    if not left or not right:
        raise UsageError(f"{path}, line {line}: a name is missing; fill in left and right")
    for side in ("left_record", "right_record"):
        if row.get(side) and "#" not in row[side]:
            raise UsageError(
                f"{path}, line {line}: {side} {row[side]!r} is no place; "
                "leave it as kfacts wrote it"
            )
    return Decision(
        kind="person" if (row.get("kind") or "").strip() == "person" else "thing",
        left=left,
        right=right,
        left_record=row.get("left_record") or None,
        right_record=row.get("right_record") or None,
        verdict="same" if verdict == "same" else "different",
    )


# --- using them -------------------------------------------------------------------------------


def merged_decisions(kept: Iterable[Decision], new: Iterable[Decision]) -> list[Decision]:
    """Join the decisions of earlier runs with new ones, which win."""
    table = {(d.kind, _sides(d)): d for d in kept}
    table |= {(d.kind, _sides(d)): d for d in new}
    return list(table.values())


def places_apart(decisions: Iterable[Decision]) -> frozenset[Place]:
    """Places that were told apart from others of the very same name (not persons)."""
    return frozenset(
        place
        for d in decisions
        if d.kind == "thing" and d.verdict == "different" and name_key(d.left) == name_key(d.right)
        if (place := _as_place(d.right_record)) is not None
    )


def decided_things(decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    """Pairs of keys → verdict; of two things of one name, the keys with their places."""
    pairs = ((*_keys(d), d.verdict) for d in decisions if d.kind == "thing")
    return {(min(a, b), max(a, b)): verdict for a, b, verdict in pairs if a != b}


def _keys(decision: Decision) -> tuple[str, str]:
    left, right = name_key(decision.left), name_key(decision.right)
    if left == right and decision.left_record and decision.right_record:
        return f"{left}{MARK}{decision.left_record}", f"{right}{MARK}{decision.right_record}"
    return left, right


def decided_people(decisions: Iterable[Decision]) -> list[tuple[Place | str, Place | str, str]]:
    """(left, right, verdict), each side the place it was told with, or its key."""
    return [
        (
            _as_place(d.left_record) or name_key(d.left),
            _as_place(d.right_record) or name_key(d.right),
            d.verdict,
        )
        for d in decisions
        if d.kind == "person"
    ]


def _as_place(record: str | None) -> Place | None:
    doc_id, mark, entity = (record or "").rpartition("#")
    return (doc_id, entity) if mark else None

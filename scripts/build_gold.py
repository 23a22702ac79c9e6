"""Build corpus/articles/*.txt and corpus/gold/*.json from corpus/annotated/*.txt.

An annotated article is the article itself with its mentions marked in braces, then a line `====`,
then what is true of the article as a whole:

    {한빛전자|O:hanbit}는 {지난해|D 2023} 매출 {1조 2,000억원|M 1.2e12 :: hanbit; 매출; <; +}을 …
    ====
    ref: 2024-02-01 | the dateline names the day
    name: hanbit, 한빛전자 주식회사
    aff: kim, hanbit, 대표
    op: hanbit, bitpay

Inside braces, after the bar:

    O:key P:key G:key   organisation, person, program (the key names the entity)
    M 152e8 [USD]       money; number shorthand 1.2e12, range 30..40
    C 3.5 [pt]          percent; pt = percentage points
    Q 23 명             quantity and its unit
    D 2023-04 [END]     date: TIMEX3 value (a/b for a range, P6Y a duration, set:P1W a set,
                        null where it cannot be known) and mod
    M open, D open, …   a value that the guideline leaves open
    -                   digits that are no mention (an `ignored` entry)

A `?` after the letter (or key) makes the mention optional, `/G` adds an alternative type, `~`
before a number is approx, `>` and `<` are the bounds min and max, `alt=…` gives another span (`_`
for a space), `@x` labels a date. `:: subject; metric; when; change` is a measure: subject a key or
`-`, metric `-` where no word tells it, when a label, `<` or `>` (nearest date before or after),
change `+` or `-`; `::?` is optional.
"""

import calendar
import json
import re
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from kfacts.evaluation.gold import check_gold, read_gold

CORPUS = Path(__file__).parents[1] / "corpus"
TYPES = {
    "O": "ORG",
    "P": "PERSON",
    "G": "PROGRAM",
    "M": "MONEY",
    "C": "PERCENT",
    "Q": "QUANTITY",
    "D": "DATE",
}
NAMED = ("ORG", "PERSON", "PROGRAM")
HEAD = re.compile(r"(?P<code>[OPGMCQD-])(?::(?P<key>\w+))?(?P<optional>\?)?(?:/(?P<alt>[OPG]))?$")
CHANGE = {"": None, "+": "increase", "-": "decrease"}
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}

Json = dict[str, Any]


class MarkupError(Exception):
    """An annotated article is malformed: the message names the file and the place."""


# --- values ---------------------------------------------------------------------------------


def plain(number: str) -> str:
    """Decimal text without exponent: `1.2e12` is `1200000000000`."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(token: str) -> Json:
    """Read the interval that `~`, `>`, `<`, `a..b` and a number stand for."""
    approx, bound = "~" in token, None
    if ">" in token:
        bound = "min"
    elif "<" in token:
        bound = "max"
    low, _, high = token.strip("~<>").partition("..")
    return {"min": plain(low), "max": plain(high or low), "approx": approx, "bound": bound}


def month_days(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day from one month to another of the same year (winter runs into the next)."""
    end_year = year + (last < first)
    return date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1])


def days(timex: str) -> tuple[date, date] | None:
    """Give the inclusive interval of a TIMEX3 calendar value, None where it is not known."""
    first, _, last = timex.partition("/")
    ends = unit_days(first), unit_days(last or first)
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None


def unit_days(timex: str) -> tuple[date, date] | None:
    """Give the days of one calendar unit: 2023, 2023-H2, 2023-Q1, 2023-SU, W04, month, day."""
    if "X" in timex:
        return None
    year, _, unit = timex.partition("-")
    if not unit:
        return month_days(int(year), 1, 12)
    if unit[0] == "W" and unit[1:].isdigit():
        monday = date.fromisocalendar(int(year), int(unit[1:]), 1)
        return monday, monday + timedelta(days=6)
    if unit[0] in "HQ":
        size = 6 if unit[0] == "H" else 3
        return month_days(int(year), size * (int(unit[1]) - 1) + 1, size * int(unit[1]))
    if len(unit) == 2:
        months = SEASONS.get(unit) or (int(unit), int(unit))
        return month_days(int(year), *months)
    return date.fromisoformat(timex), date.fromisoformat(timex)


def date_value(tokens: list[str]) -> Json:
    """Read `2023-04`, `P6Y` or `set:P1W`, with `=a..b` to state the days outright."""
    timex = tokens[0]
    value: Json = {"kind": "date", "timex": timex, "start": None, "end": None}
    if timex.startswith("set:"):
        value |= {"kind": "set", "timex": timex[4:]}
    elif timex.startswith("P"):
        value["kind"] = "duration"
    elif timex == "null":
        value["timex"] = None
    elif interval := days(timex):
        value |= {"start": interval[0].isoformat(), "end": interval[1].isoformat()}
    for token in tokens[1:]:
        if token.startswith("="):
            start, _, end = token[1:].partition("..")
            value |= {"start": start, "end": end or start}
        else:
            value["mod"] = token
    return value


def value_of(kind: str, tokens: list[str]) -> Json | None:
    """Read the value that the tokens after a mention's letter describe."""
    if tokens[0] == "open":
        return None
    if kind == "DATE":
        return date_value(tokens)
    value = amount(tokens[0])
    if kind == "MONEY":
        return {"currency": tokens[1] if len(tokens) > 1 else "KRW", **value}
    if kind == "PERCENT":
        return {**value, "point": tokens[1:] == ["pt"]}
    return {**value, "unit": tokens[1]}


# --- markup ---------------------------------------------------------------------------------


def strip_markup(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Give the plain text and (start, end, description) of every braced span, in text order."""
    out: list[str] = []
    stack: list[int] = []
    spans: list[tuple[int, int, str]] = []
    position = length = 0
    for match in re.finditer(r"\{|\|([^{}|]*)\}", marked):
        piece = marked[position : match.start()]
        out.append(piece)
        length += len(piece)
        position = match.end()
        if match[0] == "{":
            stack.append(length)
        elif stack:
            spans.append((stack.pop(), length, match[1].strip()))
        else:
            raise MarkupError(f"brace closed but not opened: …{piece[-30:]}{match[0]}")
    out.append(marked[position:])
    text = "".join(out)
    if stack or "{" in text or "}" in text:
        raise MarkupError(f"brace not closed near: {text[(stack or [0])[-1] :][:40]!r}")
    return text, sorted(spans, key=lambda span: (span[0], -span[1]))


def alternative_span(text: str, start: int, end: int, phrase: str) -> list[int]:
    """Where `phrase` overlaps text[start:end]."""
    for match in re.finditer(re.escape(phrase), text):
        if match.start() < end and start < match.end():
            return [match.start(), match.end()]
    raise MarkupError(f"alt={phrase} does not overlap {text[start:end]!r}")


def read_mention(text: str, start: int, end: int, description: str) -> Json:
    """One mention, with its label and measure still under the keys `label` and `measure`."""
    described, marker, measure = description.partition("::")
    head, *tokens = described.split()
    match = HEAD.match(head)
    if match is None:
        raise MarkupError(f"{head!r} at {text[start:end]!r} is no mention head")
    mention: Json = {"type": TYPES.get(match["code"]), "start": start, "end": end}
    mention["text"] = text[start:end]
    if match["key"]:
        mention["key"] = match["key"]
    if match["optional"]:
        mention["optional"] = True
    if match["alt"]:
        mention["alt_types"] = [TYPES[match["alt"]]]
    alternatives = [t[4:].replace("_", " ") for t in tokens if t.startswith("alt=")]
    if alternatives:
        mention["alt_spans"] = [alternative_span(text, start, end, a) for a in alternatives]
    mention["label"] = next((t[1:] for t in tokens if t.startswith("@")), None)
    tokens = [t for t in tokens if not t.startswith(("alt=", "@"))]
    if mention["type"] and mention["type"] not in NAMED:
        mention["value"] = value_of(mention["type"], tokens)
    mention["measure"] = measure if marker else None
    return mention


# --- gold -----------------------------------------------------------------------------------


def number_entities(
    mentions: list[Json], names: dict[str, str]
) -> tuple[dict[str, str], list[Json]]:
    """Keys to entity ids, and the entities, in text order."""
    ids: dict[str, str] = {}
    entities: dict[str, Json] = {}
    for mention in mentions:
        key = mention.get("key")
        if key is None:
            continue
        if key not in ids:
            ids[key] = f"e{len(ids) + 1}"
            entities[key] = {"id": ids[key], "type": mention["type"], "name": "", "aliases": []}
        if mention["text"] not in entities[key]["aliases"]:
            entities[key]["aliases"].append(mention["text"])
    for key, entity in entities.items():
        entity["name"] = names.get(key) or max(entity["aliases"], key=len)
    return ids, list(entities.values())


def find_when(mentions: list[Json], at: int, when: str) -> str | None:
    """Find the date that `when` (a label, `<` or `>`) points to from mention number `at`."""
    dates = [(i, m) for i, m in enumerate(mentions) if m["type"] == "DATE"]
    if not when:
        return None
    if when == "<":
        found = [m for i, m in dates if i < at][-1:]
    elif when == ">":
        found = [m for i, m in dates if i > at][:1]
    else:
        found = [m for _, m in dates if m["label"] == when]
    if len(found) != 1:
        raise MarkupError(f"date {when!r} of {mentions[at]['text']!r}: {len(found)} found")
    return str(found[0]["id"])


def read_measure(mentions: list[Json], at: int, ids: dict[str, str]) -> Json | None:
    """Read the measure written beside mention number `at`."""
    written = mentions[at]["measure"]
    if written is None:
        return None
    optional, written = written.startswith("?"), written.removeprefix("?")
    subject, metric, when, change = ([p.strip() for p in written.split(";")] + [""] * 3)[:4]
    fact = {
        "type": "measure",
        "subject": None if subject == "-" else ids[subject],
        "metric": None if metric == "-" else metric,
        "value": mentions[at]["id"],
        "when": find_when(mentions, at, when),
        "change": CHANGE[change],
    }
    return fact | ({"optional": True} if optional else {})


def read_relations(lines: list[list[str]], ids: dict[str, str]) -> list[Json]:
    """Affiliations and operates from the lines under the article."""
    facts: list[Json] = []
    for kind, *parts in lines:
        optional = {"optional": True} if kind.endswith("?") else {}
        if kind.startswith("aff"):
            person, org, title = parts
            org_id = None if org == "-" else ids[org]
            fact = {"person": ids[person], "org": org_id, "title": None if title == "-" else title}
            facts.append({"type": "affiliation", **fact, **optional})
        else:
            orgs, programs = (part.split() for part in parts)
            facts += [
                {"type": "operates", "org": ids[org], "program": ids[program], **optional}
                for org in orgs
                for program in programs
            ]
    return facts


def build(name: str, source: str) -> tuple[str, Json]:
    """Make an article's text and gold from its annotated form."""
    marked, _, below = source.partition("\n====\n")
    text, spans = strip_markup(marked + "\n")
    found = [read_mention(text, *span) for span in spans]
    mentions = [m for m in found if m["type"]]
    for number, mention in enumerate(mentions, start=1):
        mention["id"] = f"m{number}"
    lines = [line.split(":", 1) for line in below.splitlines() if line.strip()]
    table = [[kind, *(p.strip() for p in rest.split(","))] for kind, rest in lines if kind != "ref"]
    names = {row[1]: row[2] for row in table if row[0] == "name"}
    ids, entities = number_entities(mentions, names)
    facts = read_relations([row for row in table if row[0] != "name"], ids)
    facts += [f for at in range(len(mentions)) if (f := read_measure(mentions, at, ids))]
    reference, _, why = next(rest for kind, rest in lines if kind == "ref").partition("|")
    gold = {
        "doc": name,
        "reference_date": None if reference.strip() == "-" else reference.strip(),
        "reference_date_evidence": why.strip(),
        "mentions": [clean_mention(m, ids) for m in mentions],
        "entities": entities,
        "relations": [{"id": f"r{n}", **fact} for n, fact in enumerate(facts, start=1)],
        "ignored": [{k: m[k] for k in ("start", "end", "text")} for m in found if not m["type"]],
    }
    return text, gold


def clean_mention(mention: Json, ids: dict[str, str]) -> Json:
    """Keep a mention's keys of the guideline, in its order."""
    out = {key: mention[key] for key in ("id", "type", "start", "end", "text")}
    if "key" in mention:
        out["entity"] = ids[mention["key"]]
    return out | {
        k: mention[k] for k in ("value", "optional", "alt_types", "alt_spans") if k in mention
    }


def gold_json(gold: Json) -> str:
    """JSON with one mention, entity or relation a line: short to read and to compare."""
    parts = []
    for key, value in gold.items():
        if isinstance(value, list) and value:
            rows = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f'  "{key}": [\n    {rows}\n  ]')
        else:
            parts.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> int:
    """Build every annotated article; report those that are malformed."""
    failed = 0
    for path in sorted((CORPUS / "annotated").glob("*.txt")):
        try:
            text, gold = build(path.stem, path.read_text(encoding="utf-8"))
        except (MarkupError, LookupError, ValueError, ArithmeticError) as error:
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            failed += 1
            continue
        path_out = CORPUS / "gold" / f"{path.stem}.json"
        path_out.write_text(gold_json(gold), encoding="utf-8")
        (CORPUS / "articles" / path.name).write_text(text, encoding="utf-8")
        faults = check_gold(read_gold(path_out), text)
        print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
        failed += len(faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

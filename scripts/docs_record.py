"""Write the tables of docs/record.md from the JSON Schemas: `python -m scripts.docs_record`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kfacts.schema import schemas
from kfacts.tables import ENTITIES, FACTS, MENTIONS, Column
from scripts.docs_markers import PAGES, fill

PAGE = PAGES / "record.md"
Schema = Mapping[str, Any]


def passages() -> dict[str, str]:
    """Return the tables of the two documents by the name of their markers."""
    record, corpus = schemas().values()
    tables = {"facts": FACTS, "mentions": MENTIONS, "entities": ENTITIES}
    return {
        "record": document(record),
        "corpus": document(corpus),
        "tables": "\n\n".join(_table(name, columns) for name, columns in tables.items()),
    }


def document(schema: Schema) -> str:
    """Return a section for the document itself, then one for each type it is made of."""
    types = {schema["title"]: schema} | {name: schema["$defs"][name] for name in _used(schema)}
    return "\n\n".join(_section(name, body) for name, body in types.items())


def _used(schema: Schema) -> list[str]:
    """Name the types in the order in which a reader meets them: breadth first from the root."""
    found: list[str] = []
    waiting: list[Schema] = [schema]
    while waiting:
        for name in _references(waiting.pop(0)["properties"]):
            if name not in found:
                found.append(name)
                waiting.append(schema["$defs"][name])
    return found


def _references(node: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(node, Mapping):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for key, value in node.items():
            if key != "discriminator":  # it names the same types again, sorted by their tags
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _table(name: str, columns: Iterable[Column]) -> str:
    rows = [f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in columns]
    return "\n".join([f"### Table {name}", "", "| column | type | what |", "|---|---|---|", *rows])


def _section(name: str, schema: Schema) -> str:
    required = schema.get("required", [])
    rows = [
        f"| `{key}`{'' if key in required else ' ?'} | {_type(field)} | {_cell(field)} |"
        for key, field in schema["properties"].items()
    ]
    head = [f"### {name}", "", schema["description"], "", "| key | type | what |", "|---|---|---|"]
    return "\n".join([*head, *rows])


def _type(field: Schema) -> str:
    """Say a schema in few words, with links to the types it names."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " ".join(f"`{value}`" for value in field["enum"])
    for choice in ("anyOf", "oneOf"):
        if choice in field:
            return ", ".join(_type(part) for part in field[choice]).replace(", null", " or null")
    if field["type"] == "array":
        return _list(field)
    return str(field["type"])


def _list(field: Schema) -> str:
    if "prefixItems" in field:
        return "[" + ", ".join(_type(part) for part in field["prefixItems"]) + "]"
    return f"list of {_type(field['items'])}"


def _cell(field: Schema) -> str:
    said = [field["description"]] if "description" in field else []
    pattern = field.get("pattern") or next(
        (part["pattern"] for part in field.get("anyOf", []) if "pattern" in part), None
    )
    if pattern:
        said.append(f"pattern `{pattern}`".replace("|", "\\|"))
    return "; ".join(said)


if __name__ == "__main__":
    fill(PAGE, passages())

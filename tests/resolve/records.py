"""Records for tests of the corpus stage, from a line or two."""

from typing import Any

Role = tuple[str, str | None, str | None]
"""Person, organisation and title, by name."""


def record(doc_id: str, *entities: tuple[str, ...], roles: tuple[Role, ...] = ()) -> dict[str, Any]:
    """A record whose entities are (type, name, other name …); other names came in brackets."""
    made, ids = [], {}
    for n, (kind, *names) in enumerate(entities, 1):
        ids[names[0]] = f"e{n}"
        links = [{"alias": alias, "why": "bracket"} for alias in names[1:]]
        made.append(
            {"id": f"e{n}", "type": kind, "name": names[0], "aliases": names}
            | {"mentions": [], "links": links, "ref": None}
        )
    facts = [
        {"id": f"f{n}", "kind": "affiliation", "person": ids[person]}
        | {"organization": ids[organization] if organization else None, "title": title}
        | {"rule": "made", "sentence": 0, "start": 0, "end": 1, "evidence": None}
        for n, (person, organization, title) in enumerate(roles, 1)
    ]
    source = {"path": None, "sha256": "0" * 64, "encoding": "utf-8", "length": 0}
    return {
        "schema_version": "1.0",
        "doc_id": doc_id,
        "source": source,
        "reference": None,
        "mentions": [],
        "entities": made,
        "facts": facts,
    }

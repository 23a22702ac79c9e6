"""Affiliations: who holds which role in which organisation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kfacts.relate.patterns import load_rules
from kfacts.relate.phrases import Phrase, Sentence

_COMPANY_TITLES: Final = (
    "대표",
    "대표이사",
    "사장",
    "회장",
    "CEO",
    "의장",
    "이사장",
    "총재",
    "행장",
)
"""Heads of an organisation: without a name beside them they head the one under discussion."""


@dataclass(frozen=True, slots=True)
class Role:
    """One statement of an affiliation; entities as indices."""

    person: int
    organization: int | None
    title: str | None
    sentence: int
    start: int
    end: int
    rule: str


def find_roles(sentence: Sentence, text: str, topic: int | None) -> Iterator[Role]:
    """Yield the roles of one sentence's persons; `topic` is the organisation under discussion."""
    for at, phrase in enumerate(sentence.phrases):
        if phrase.kind == "P":
            role = _role(sentence, text, at)
            if role:
                yield _headed(role, topic)


def _role(sentence: Sentence, text: str, at: int) -> Role | None:
    phrases = sentence.phrases
    for rule in load_rules("affiliation"):
        spans = rule.match(sentence.sketch, at)
        if spans is None:
            continue
        used = [phrases[at], *(phrases[i] for span in spans.values() for i in range(*span))]
        org = phrases[spans["org"][0]].entity if "org" in spans else None
        return Role(
            phrases[at].entity,
            org,
            _title(phrases, spans, text),
            sentence.index,
            min(p.start for p in used),
            max(p.end for p in used),
            rule.id,
        )
    return None


def _title(phrases: Sequence[Phrase], spans: dict[str, tuple[int, int]], text: str) -> str | None:
    """Return the title as written, 전 and 현 in front even across the organisation's name."""
    if "title" not in spans:
        return None
    title = phrases[spans["title"][0]]
    former = [phrases[spans[k][0]] for k in ("former", "former2") if k in spans]
    return " ".join([*(text[f.start : f.end] for f in former), text[title.start : title.end]])


def _headed(role: Role, topic: int | None) -> Role:
    if role.organization is None and topic is not None and role.title in _COMPANY_TITLES:
        return replace(role, organization=topic)
    return role


def merge_roles(roles: Sequence[Role]) -> list[dict[str, Any]]:
    """Make one fact of each affiliation: the most specific statement, the rest as evidence."""
    groups: list[list[Role]] = []
    for role in sorted(roles, key=lambda r: (-_specific(r), r.start)):
        home = next((g for g in groups if _same(g[0], role)), None)
        if home is None:
            groups.append([role])
        else:
            home.append(role)
    return [_fact(group) for group in groups]


def _specific(role: Role) -> int:
    stated = (role.organization is not None) * 1000 + (role.title is not None) * 500
    return stated + len(role.title or "")


def _same(known: Role, role: Role) -> bool:
    """Tell whether a vaguer statement about the same person says the same affiliation again."""
    if known.person != role.person:
        return False
    if role.organization not in (None, known.organization):
        return False
    if role.title is None or known.title is None:
        return True
    return known.title.replace(" ", "").endswith(role.title.replace(" ", ""))


def _fact(group: list[Role]) -> dict[str, Any]:
    best = group[0]
    fact: dict[str, Any] = {
        "kind": "affiliation",
        "person": best.person,
        "organization": best.organization,
        "title": best.title,
        "sentence": best.sentence,
        "start": best.start,
        "end": best.end,
        "rule": best.rule,
    }
    more = sorted(group[1:], key=lambda r: r.start)
    if more:
        fact["evidence"] = [
            {"start": r.start, "end": r.end, "sentence": r.sentence, "rule": r.rule} for r in more
        ]
    return fact

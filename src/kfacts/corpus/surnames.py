"""Join who is called by surname and title alone: 임 회장 of a body is its only 임○○ 회장."""

from collections.abc import Iterator

from kfacts.corpus.compare import ARTICLES_READ, CROWDED
from kfacts.corpus.evidence import neighbours
from kfacts.corpus.people import People, agree
from kfacts.korean.persons import is_office, is_surname, split_name

_HEADS = ("대표", "대표이사", "창업자")
_OF_SEVERAL = ("의원", "위원", "후보", "대사", "수석", "비서관")
"""What ends a title of which a body has several, though each is an office."""


def join_surnames(people: People) -> None:
    """Join each bearer of a bare surname to the one person it can only be."""
    bare = [i for i, b in enumerate(people.bearers) if not b.keys and _surname(people, i)]
    if not bare:
        return
    heads: dict[tuple[str, str], set[int]] = {}
    for i, bearer in enumerate(people.bearers):
        for key in bearer.keys:
            name = split_name(key)
            for thing in people.known(i).organizations if name else ():
                heads.setdefault((name[0] if name else "", thing), set()).add(people.find(i))
    for i in bare:
        title = _only_head(people, i)
        if title is None:
            continue
        surname = _surname(people, i)
        possible = {
            people.find(j)
            for thing in sorted(_things(people, i))
            for j in heads.get((surname, thing), ())
            if any(agree(title, other) for other in people.known(j).titles)
        }
        if len(possible) == 1:
            people.join(possible.pop(), i, f"surname and title: {surname} {title}")


def _surname(people: People, i: int) -> str:
    """Return the surname that is all a bearer is called by, "" when it is called otherwise."""
    (name, *others) = people.bearers[i].texts
    return name if not others and is_surname(name) else ""


def _only_head(people: People, i: int) -> str | None:
    """Return the title of a bearer if a body has one such at a time."""
    titles = people.bearers[i].titles
    last = titles[0].split()[-1] if len(titles) == 1 and titles[0].strip() else ""
    single = last in _HEADS or (is_office(last) and not last.endswith(_OF_SEVERAL))
    return last if single and not last.startswith("부") else None


def _things(people: People, i: int) -> Iterator[str]:
    """Things that a bearer belongs to; where none is told, those of its article."""
    told = people.known(i).organizations
    if told:
        yield from told
        return
    for key in neighbours(people.evidence, people.bearers[i].records, ARTICLES_READ):
        thing = people.evidence.things.get(key)
        if thing is not None and len(thing.records) <= CROWDED:
            yield people.thing_of.get(key, key)

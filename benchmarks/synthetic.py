"""Folders of records with known truth, of any size, the same for the same seed.

Every organisation, program and person is invented from random syllables. Names vary as they do in
articles: legal forms, spacing, brackets, short forms, Latin letters; among them stand companies one
syllable apart and persons who share their name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

Place = tuple[str, str]

_HEADS = [
    *(
        "전자",
        "화학",
        "물산",
        "건설",
        "제약",
        "식품",
        "통신",
        "증권",
        "카드",
        "생명",
        "항공",
        "바이오",
    ),
    *("테크", "소프트", "에너지", "모빌리티", "로보틱스", "시스템", "미디어", "엔터테인먼트"),
]
_PUBLIC = ["공사", "공단", "협회", "연구원", "진흥원", "위원회", "연맹", "재단"]
_FIELDS = [
    *("수소", "해양", "농업", "관광", "산림", "항공", "로봇", "문화"),
    *("체육", "디자인", "섬유", "기상", "원예", "식품", "물류"),
]
_PRODUCTS = ["톡", "페이", "마켓", "지도", "캘린더", "노트", "클라우드", "뮤직", "북스", "픽"]
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추"
_SYLLABLES += "미비시이지치키티피히새해달별솔담온빛샘결든람슬울찬"
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_TITLES = ("대표", "이사", "교수", "의원", "감독", "작가", "연구원", "사무관")
_LETTERS = {"에스": "S", "케이": "K", "엘": "L", "비": "B", "티": "T", "엠": "M"}


@dataclass(frozen=True)
class Thing:
    """An invented organisation or program: its name and how articles may write it."""

    number: int
    type: str
    name: str
    spellings: tuple[str, ...]
    """Spellings that need no article to explain them."""
    aliases: tuple[str, ...] = ()
    """Names that some article introduces in brackets."""


@dataclass(frozen=True)
class Human:
    """An invented person."""

    number: int
    name: str
    organization: Thing
    title: str


@dataclass
class Folder:
    """Records with the truth: which thing or person each record entity is."""

    records: list[dict[str, Any]]
    truth: dict[Place, str] = field(default_factory=dict)


def _stem(random: Random, size: int) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(size))


def _company(random: Random, number: int) -> Thing:
    head = random.choice(_HEADS)
    stem = _stem(random, random.choice((2, 2, 3, 3, 4)))
    if random.random() < 0.1:
        spoken = random.sample(sorted(_LETTERS), 2)
        latin = "".join(_LETTERS[s] for s in spoken)
        name = latin + stem + head
        return Thing(number, "organization", name, (name, "".join(spoken) + stem + head))
    name = stem + head
    spellings = (name, name, f"㈜{name}", f"{name} 주식회사", f"{stem} {head}")
    return Thing(number, "organization", name, spellings)


def _public_body(random: Random, number: int) -> Thing:
    stem = _stem(random, 2) + random.choice(_FIELDS)
    head = random.choice(_PUBLIC)
    name = f"한국{stem}{head}"
    latin = "".join(random.choice("ABCDEFGHIJKLMNOPRSTUVW") for _ in range(5))
    return Thing(number, "organization", name, (name, name, stem + head), (latin,))


def _program(random: Random, number: int) -> Thing:
    first, last = _stem(random, random.choice((2, 3))), random.choice(_PRODUCTS)
    name = f"{first} {last}" if random.random() < 0.5 else first + last
    return Thing(number, "program", name, (name, f"{first} {last}", first + last))


def _things(random: Random, count: int) -> list[Thing]:
    makers = (_company, _company, _company, _public_body, _program)
    seen: set[str] = set()
    things: list[Thing] = []
    while len(things) < count:
        thing = random.choice(makers)(random, len(things))
        keys = {s.replace(" ", "") for s in (*thing.spellings, *thing.aliases)}
        if not keys & seen:
            seen |= keys
            things.append(thing)
    return things


def _humans(random: Random, count: int, organizations: list[Thing]) -> list[Human]:
    humans = []
    for number in range(count):
        given = _stem(random, 2)
        name = random.choice(_SURNAMES) + given
        if humans and random.random() < 0.05:
            name = random.choice(humans).name
        humans.append(Human(number, name, random.choice(organizations), random.choice(_TITLES)))
    return humans


def folder(names: int, seed: int = 0, per_record: int = 8, times: int = 3) -> Folder:
    """Make a folder of about `names` distinct names, each thing and person met `times` times."""
    random = Random(seed)
    things = _things(random, names * 2 // 5)
    organizations = [t for t in things if t.type == "organization"]
    humans = _humans(random, names // 5, organizations)
    slots: list[Thing | Human] = [x for x in (*things, *humans) for _ in range(times)]
    random.shuffle(slots)
    made = Folder([])
    for start in range(0, len(slots), per_record):
        _add_record(random, made, f"d{start // per_record:06d}", slots[start : start + per_record])
    return made


def _add_record(random: Random, made: Folder, doc_id: str, slots: list[Thing | Human]) -> None:
    entities: dict[str, dict[str, Any]] = {}
    facts: list[dict[str, Any]] = []
    for slot in slots:
        if isinstance(slot, Thing):
            _add_thing(random, made, doc_id, entities, slot)
            continue
        person = _add(made, doc_id, entities, "person", f"p{slot.number}", [slot.name])
        if person is None:
            continue
        organization = _add_thing(random, made, doc_id, entities, slot.organization)
        facts.append(
            {
                "id": f"f{len(facts) + 1}",
                "kind": "affiliation",
                "person": person,
                "organization": organization,
                "title": slot.title,
                "rule": "made",
                "sentence": 0,
                "start": 0,
                "end": 1,
            }
        )
    made.records.append(
        {
            "schema_version": "1.0",
            "doc_id": doc_id,
            "source": {"path": None, "sha256": "0" * 64, "encoding": "utf-8", "length": 0},
            "reference": None,
            "mentions": [],
            "entities": list(entities.values()),
            "facts": facts,
        }
    )


def _add_thing(
    random: Random, made: Folder, doc_id: str, entities: dict[str, dict[str, Any]], thing: Thing
) -> str | None:
    names = [random.choice(thing.spellings)]
    if thing.aliases and random.random() < 0.6:
        names = [thing.name, random.choice(thing.aliases)]
    elif thing.aliases and random.random() < 0.3:
        names = [random.choice(thing.aliases)]
    return _add(made, doc_id, entities, thing.type, f"t{thing.number}", names)


def _add(
    made: Folder,
    doc_id: str,
    entities: dict[str, dict[str, Any]],
    type_: str,
    truth: str,
    names: list[str],
) -> str | None:
    if truth in entities:
        return str(entities[truth]["id"])
    if any(e["name"] == names[0] for e in entities.values()):
        return None
    id_ = f"e{len(entities) + 1}"
    entities[truth] = {
        "id": id_,
        "type": type_,
        "name": names[0],
        "aliases": names,
        "mentions": [],
        "links": [{"alias": n, "why": "bracket"} for n in names[1:]],
        "ref": None,
    }
    made.truth[doc_id, id_] = truth
    return id_


def b_cubed(truth: dict[Place, str], found: dict[Place, str]) -> tuple[float, float]:
    """Precision and recall of B-cubed over the places of `truth`."""
    gold, mine, both = {}, {}, {}
    for place, entity in truth.items():
        gold[entity] = gold.get(entity, 0) + 1
        mine[found[place]] = mine.get(found[place], 0) + 1
        both[entity, found[place]] = both.get((entity, found[place]), 0) + 1
    total = len(truth)
    precision = sum(n * n / mine[f] for (_, f), n in both.items()) / total
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / total
    return precision, recall


def wrong_merges(truth: dict[Place, str], found: dict[Place, str]) -> Iterator[tuple[Place, Place]]:
    """Pairs of places (first ones) that were merged and are two."""
    first: dict[str, Place] = {}
    for place in sorted(truth):
        other = first.setdefault(found[place], place)
        if truth[other] != truth[place]:
            yield other, place

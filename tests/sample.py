"""A small folder of records, written by hand: what exports and reports are tested with."""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from kfacts.model import CORPUS, RECORD, Corpus, Record

SPRING = (
    "바른물산, 상반기 매출 1,250억원\n\n"
    "바른물산(대표 서지안)은 2024년 상반기 매출이 1,250억원으로 "
    "전년 동기보다 12.5% 늘었다고 밝혔다.\n"
    "서 대표는 “회원이 31만명을 넘었다”고 말했다.\n"
    "이 회사가 운영하는 ‘동네장터’의 참여 점포는 4,200곳이다."
)
AUTUMN = (
    "서지안 바른물산 대표는 3월 4일 동네장터에 30억~50억원을 투자한다고 했다.\n"
    "<script>alert('x')</script> =1+1 \u202e거꾸로\u202c 👩‍🌾\n"
)


@dataclass
class Builder:
    """Collects what a record holds; places are told by the words themselves."""

    doc_id: str
    text: str
    mentions: list[dict[str, Any]] = field(default_factory=list)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: list[dict[str, Any]] = field(default_factory=list)

    def place(self, words: str, nth: int = 0) -> dict[str, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return {
            "start": start,
            "end": start + len(words),
            "sentence": self.text.count("\n", 0, start),
        }

    def name(self, kind: str, words: str, entity: str, nth: int = 0, rule: str = "name") -> None:
        known = self.entities.setdefault(
            entity,
            {"id": entity, "type": kind, "name": words, "aliases": [], "mentions": [], "links": []},
        )
        if words not in known["aliases"]:
            known["aliases"].append(words)
            if len(known["aliases"]) > 1:
                known["links"].append({"alias": words, "why": "title"})
        self.mentions.append(
            self.place(words, nth) | {"type": kind, "text": words, "rule": rule, "entity": entity}
        )

    def value(self, kind: str, words: str, value: dict[str, Any], nth: int = 0) -> None:
        self.mentions.append(
            self.place(words, nth)
            | {"type": kind, "text": words, "rule": f"{kind}.plain", "value": value}
        )

    def fact(self, words: str, **parts: Any) -> None:
        self.facts.append(self.place(words) | {"rule": f"{parts['kind']}.plain"} | parts)

    def record(self) -> Record:
        self.mentions.sort(key=lambda m: (m["start"], -m["end"]))
        for number, mention in enumerate(self.mentions, 1):
            mention["id"] = f"m{number}"
            if "entity" in mention:
                self.entities[mention["entity"]]["mentions"].append(mention["id"])
        by_text = {m["text"]: m["id"] for m in self.mentions}
        for number, fact in enumerate(self.facts, 1):
            fact["id"] = f"f{number}"
            for role in ("value", "when", "base"):
                if fact.get(role) is not None:
                    fact[role] = by_text[fact[role]]
        lines = [0]
        for line in self.text.split("\n"):
            lines.append(lines[-1] + len(line) + 1)
        data = self.text.encode()
        return RECORD.validate_python(
            {
                "doc_id": self.doc_id,
                "source": {
                    "path": f"articles/{self.doc_id}.txt",
                    "sha256": sha256(data).hexdigest(),
                    "encoding": "utf-8",
                    "length": len(self.text),
                },
                "reference": {"start": "2024-07-30", "end": "2024-07-30", "basis": "option"},
                "sentences": [(a, min(b - 1, len(self.text))) for a, b in pairwise(lines)],
                "mentions": self.mentions,
                "entities": list(self.entities.values()),
                "facts": self.facts,
            }
        )


def amount(low: str | None, high: str | None = None, **more: Any) -> dict[str, Any]:
    return {"min": low, "max": high or low, "approx": False, "bound": None} | more


def spring() -> Record:
    b = Builder("spring", SPRING)
    b.name("organization", "바른물산", "e1")
    b.name("organization", "바른물산", "e1", nth=1)
    b.name("person", "서지안", "e2")
    b.name("person", "서", "e2", nth=SPRING[: SPRING.index("서 대표")].count("서"))
    b.name("program", "동네장터", "e3")
    b.value("money", "1,250억원", amount("125000000000", currency="KRW"))
    b.value("money", "1,250억원", amount("125000000000", currency="KRW"), nth=1)
    day = {"kind": "date", "timex": "2024-H1", "start": "2024-01-01", "end": "2024-06-30"}
    b.value("date", "2024년 상반기", day)
    b.value("percent", "12.5%", amount("12.5", point=False))
    members = {"min": "310000", "max": None, "approx": False, "bound": "min", "inclusive": False}
    b.value("quantity", "31만명", members | {"unit": "명"})
    b.value("quantity", "4,200곳", amount("4200", unit="곳"))
    b.fact(
        "바른물산(대표 서지안)", kind="affiliation", person="e2", organization="e1", title="대표"
    )
    b.fact(
        "매출이 1,250억원",
        kind="measure",
        subject="e1",
        metric="매출",
        value="1,250억원",
        when="2024년 상반기",
        change="increase",
    )
    b.fact(
        "회원이 31만명",
        kind="measure",
        subject="e1",
        metric="회원",
        value="31만명",
        when=None,
        change=None,
    )
    b.fact("이 회사가 운영하는 ‘동네장터’", kind="operates", organization="e1", program="e3")
    b.fact(
        "점포는 4,200곳",
        kind="measure",
        subject="e3",
        metric="참여 점포",
        value="4,200곳",
        when=None,
        change=None,
    )
    return b.record()


def autumn() -> Record:
    b = Builder("autumn", AUTUMN)
    b.name("person", "서지안", "e1")
    b.name("organization", "바른물산", "e2")
    b.name("program", "동네장터", "e3")
    day = {"kind": "date", "timex": "2024-03-04", "start": "2024-03-04", "end": "2024-03-04"}
    b.value("date", "3월 4일", day)
    b.value("money", "30억~50억원", amount("3000000000", "5000000000", currency="KRW"))
    b.fact("서지안 바른물산 대표", kind="affiliation", person="e1", organization="e2", title="대표")
    b.fact(
        "30억~50억원을 투자",
        kind="measure",
        subject="e2",
        metric="투자",
        value="30억~50억원",
        when="3월 4일",
        change=None,
        status="planned",
    )
    return b.record()


def corpus() -> Corpus:
    def entity(
        number: int, kind: str, name: str, aliases: list[str], *members: str
    ) -> dict[str, Any]:
        places = [member.split("/") for member in members]
        return {
            "id": f"k{number}",
            "type": kind,
            "name": name,
            "aliases": aliases,
            "records": [{"doc_id": doc_id, "entity": own} for doc_id, own in places],
            "links": [{"left": name, "right": name, "why": "same"}],
        }

    return CORPUS.validate_python(
        {
            "entities": [
                entity(1, "organization", "바른물산", ["바른물산"], "autumn/e2", "spring/e1"),
                entity(2, "person", "서지안", ["서지안", "서"], "autumn/e1", "spring/e2"),
                entity(3, "program", "동네장터", ["동네장터"], "autumn/e3", "spring/e3"),
            ]
        }
    )


ARTICLES = [(autumn(), AUTUMN), (spring(), SPRING)]


def folder(out: Path, articles: list[tuple[Record, str]] = ARTICLES) -> Path:
    """Write records, texts and corpus as `kfacts extract` does."""
    for record, text in articles:
        for kind, content in (
            (f"records/{record.doc_id}.json", record.model_dump_json()),
            (f"texts/{record.doc_id}.txt", text),
        ):
            path = out / kind
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
    (out / "entities.json").write_text(corpus().model_dump_json(), encoding="utf-8")
    return out

"""Two articles of one matter: what they share makes one thing of two names that look alike."""

from typing import Any

import pytest

from kfacts.corpus import resolve
from kfacts.corpus.matters import title_of
from resolve.records import record

ORG, PROGRAM, PERSON = "organization", "program", "person"
HEADED_BY_ONE = [
    ("새담한의원", "새담"),
    ("나루목생태공원관리사업소", "나루목사업소"),
    ("순천 새담치과", "새담치과의원"),
    ("전국가구배송기사협의회", "가구배송협"),
    ("호남갯벌보전시민회", "호갯회"),
    ("한국목재문화진흥원", "목재진흥원"),
    ("달무리소극장", "달무리작은소극장"),
    ("누비테라피", "누비"),
    ("해람건축사사무소", "해람"),
]
HEADED_BY_ONE_BUT_OTHERS = [
    ("새담건설기계", "새담건설"),
    ("누리요양병원", "누리병원"),
    ("나래저축은행", "나래은행"),
    ("한빛에너지", "한빛"),
    ("새담전자", "새담전기"),
    ("가람시의회", "가람시"),
    ("새담장학재단", "새담재단"),
    ("새담그룹", "새담"),
    ("다온홀딩스", "다온"),
]


def one_thing(*records: dict[str, Any], name: str, other: str) -> bool:
    """Whether two names are one entity of the folder."""
    return any({name, other} <= set(e.aliases) for e in resolve(records).entities)


def headed(doc_id: str, thing: str, person: str = "추민경", title: str = "원장") -> dict[str, Any]:
    return record(doc_id, (ORG, thing), (PERSON, person), roles=((person, thing, title),))


def with_figures(made: dict[str, Any], *figures: tuple[str, str]) -> dict[str, Any]:
    """Add counts, each (number, unit), to a record."""
    mentions = [
        {"type": "quantity", "value": {"min": n, "max": n, "unit": unit}} for n, unit in figures
    ]
    return made | {"mentions": mentions}


@pytest.mark.parametrize(("name", "other"), HEADED_BY_ONE)
def test_one_head_makes_one_body(name: str, other: str) -> None:
    assert one_thing(headed("a", name), headed("b", other), name=name, other=other)


@pytest.mark.parametrize(("name", "other"), HEADED_BY_ONE)
def test_nobody_in_common(name: str, other: str) -> None:
    apart = headed("a", name), headed("b", other, "구본서")
    assert not one_thing(*apart, name=name, other=other)


@pytest.mark.parametrize(("name", "other"), HEADED_BY_ONE)
def test_one_head_of_two_titles(name: str, other: str) -> None:
    apart = headed("a", name), headed("b", other, title="교수")
    assert not one_thing(*apart, name=name, other=other)


@pytest.mark.parametrize(("name", "other"), HEADED_BY_ONE)
def test_an_article_that_names_both_parts_them(name: str, other: str) -> None:
    both = record("c", (ORG, name), (ORG, other))
    assert not one_thing(headed("a", name), headed("b", other), both, name=name, other=other)


@pytest.mark.parametrize(("name", "other"), HEADED_BY_ONE_BUT_OTHERS)
def test_one_head_of_two_houses(name: str, other: str) -> None:
    assert not one_thing(headed("a", name), headed("b", other), name=name, other=other)


def test_two_fuller_names_leave_the_short_one_alone() -> None:
    records = headed("a", "새담한의원"), headed("b", "새담"), headed("c", "새담약국")
    assert len([e for e in resolve(records).entities if e.type == ORG]) == 3


@pytest.mark.parametrize(
    ("name", "other", "kind"),
    [
        ("별무리 골목 상담소 프로젝트", "별무리 골목 상담소", PROGRAM),
        ("수상한 약사 제갈윤", "제갈윤", PROGRAM),
        ("달빛 아래 우리집", "달아우", PROGRAM),
        ("한국목재문화진흥원", "목재진흥원", ORG),
        ("누비루프", "Nuviloop", ORG),
    ],
)
def test_two_marks_in_common(name: str, other: str, kind: str) -> None:
    beside = (ORG, "나래교육연대"), (PROGRAM, "여울목 음악제")
    one, two = (record(d, (kind, n), *beside) for d, n in (("a", name), ("b", other)))
    assert one_thing(one, two, name=name, other=other)
    one, two = (record(d, (kind, n), *beside[:1]) for d, n in (("a", name), ("b", other)))
    assert not one_thing(one, two, name=name, other=other)


def test_figures_are_marks() -> None:
    name, other = "한국목재문화진흥원", "목재진흥원"
    made = record("a", (ORG, name)), record("b", (ORG, other))
    told = [with_figures(r, ("912", "명"), ("4370", "만원")) for r in made]
    assert one_thing(*told, name=name, other=other)
    round_ = [with_figures(r, ("9", "명"), ("500", "만원")) for r in made]
    assert not one_thing(*round_, name=name, other=other)


def test_what_many_articles_have_is_no_mark() -> None:
    name, other = "한국목재문화진흥원", "목재진흥원"
    beside = (ORG, "나래교육연대"), (PROGRAM, "여울목 음악제")
    crowd = [record(f"x{n}", *beside) for n in range(9)]
    made = [record(d, (ORG, n), *beside) for d, n in (("a", name), ("b", other))]
    assert not one_thing(*made, *crowd, name=name, other=other)


# --- surname and title ------------------------------------------------------------------------


def called(doc_id: str, title: str, *others: tuple[str, ...], name: str = "구") -> dict[str, Any]:
    return record(doc_id, (PERSON, name), *others, roles=((name, None, title),))


@pytest.mark.parametrize("title", ["원장", "대표", "회장", "감독", "이사장"])
def test_a_surname_with_the_title_of_the_only_head(title: str) -> None:
    one = headed("a", "나래교육연대", "구본서", title)
    two = called("b", title, (ORG, "나래교육연대"))
    assert one_thing(one, two, name="구본서", other="구")


@pytest.mark.parametrize(
    ("title", "other"),
    [("의원", "의원"), ("회장", "부회장"), ("부회장", "부회장"), ("교수", "교수")],
)
def test_a_title_of_several(title: str, other: str) -> None:
    one = headed("a", "나래교육연대", "구본서", title)
    two = called("b", other, (ORG, "나래교육연대"))
    assert not one_thing(one, two, name="구본서", other="구")


def test_a_head_of_another_body() -> None:
    one = headed("a", "나래교육연대", "구본서", "회장")
    assert not one_thing(one, called("b", "회장", (ORG, "새담연구회")), name="구본서", other="구")


def test_two_heads_of_one_surname() -> None:
    heads = (headed(d, "나래교육연대", p, "회장") for d, p in (("a", "구본서"), ("b", "구하람")))
    two = called("c", "회장", (ORG, "나래교육연대"))
    assert not one_thing(*heads, two, name="구본서", other="구")


def test_titles_are_compared_without_rank() -> None:
    assert {title_of(t) for t in ("공동대표", "대표이사", "누리 대표")} == {"대표"}

"""Names of many bearers: the place before them tells, or nothing does."""

import pytest

from benchmarks.synthetic import folder
from kfacts.corpus import alias_rows, resolve
from kfacts.korean.places import is_dependent, place_of, places_differ, split_place
from kfacts.model import Decision
from resolve.articles import linked
from resolve.records import record

ORG = "organization"


@pytest.mark.parametrize(
    ("before", "key", "place"),
    [
        ("어제 원주", "중앙초등학교", "강원+원주시"),
        ("어제 강원 원주시", "중앙초등학교", "강원+원주시"),
        ("어제 경남", "고성군", "경남"),
        ("어제 경기", "광주시", "경기"),
        ("어제 광주", "북구청", "광주"),
        ("어제 인천의", "성모병원", "인천"),
        ("어제 서울 성수동", "주민자치위원회", "서울"),
        ("어제 북구", "중앙초등학교", "북구"),
        ("어제 미국", "국방부", "미국"),
        ("어제 미국", "애플", ""),
        ("어제 서울", "한국거래소", ""),
        ("어제 미국", "한국대사관", ""),
        ("어제 젊은", "중앙초등학교", ""),
        ("어제 예산", "심의위원회", ""),
        ("", "고성군", ""),
    ],
)
def test_the_place_before_a_name(before: str, key: str, place: str) -> None:
    text = f"{before} {key}은 …" if before else key
    assert place_of(text, text.index(key), key) == place


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("강원", "경남", True),
        ("강원+원주시", "전남+여수시", True),
        ("강원", "강원+원주시", False),
        ("중구", "부산", False),
        ("중구", "동구", True),
        ("미국", "영국", True),
    ],
)
def test_places_that_cannot_be_one(one: str, other: str, differ: bool) -> None:
    assert places_differ(one, other) is places_differ(other, one) is differ


def test_a_place_without_its_region() -> None:
    assert split_place("중구") == ("", "중구")


EVERY_HOUSE = "홍보팀 이사회 경영지원본부 부산지역본부 울산공장 추진위원회 산학협력단 강남점"
ONE_HOUSE = "산업부 금융위원회 국가수사본부 롯데백화점 서울병원 정부 환경부"


@pytest.mark.parametrize(
    ("key", "dependent"),
    [(k, True) for k in EVERY_HOUSE.split()] + [(k, False) for k in ONE_HOUSE.split()],
)
def test_names_that_every_house_has(key: str, dependent: bool) -> None:
    assert is_dependent(key) is dependent


@pytest.mark.parametrize(
    "source",
    [
        "원주 [O:제일고등학교]가 이겼다. 목포 [O:제일고등학교]는 졌다.",
        "강원 [O:고성군]은 … 경남 [O:고성군]은",
        "인천 [O:중구청]은 … 대전 [O:중구청]은",
        "[O:국방부]는 … 미국 [O:국방부]는",
        "[O:외교부]는 … [O:중국 외교부]는",
        "[O:가온대 한별병원]은 … 전주 [O:한별병원]은",
        "[O:서울시 감사위원회]는 … 부산시 [O:감사위원회]는",
    ],
)
def test_two_places_are_two_bodies(source: str) -> None:
    assert len(linked(source)) == 2


@pytest.mark.parametrize(
    "source",
    [
        "원주 [O:제일고등학교]가 이겼다. 강원 원주 [O:제일고등학교]는",
        "원주 [O:제일고등학교]가 이겼다. [O:제일고등학교]는",
        "미국 [O:국방부]는 … [O:국방부]는",
        "[O:미국 국방부]는 … [O:국방부]는",
    ],
)
def test_one_place_is_one_body(source: str) -> None:
    assert len(linked(source)) == 1


def test_a_name_without_its_place_means_the_one_named_last() -> None:
    source = "원주 [O:제일고]는 … [O:제일고]가 … 목포 [O:제일고]는 … [O:제일고]가"
    assert [thing.mentions for thing in linked(source)] == [(0, 1), (2, 3)]
    assert [thing.place for thing in linked(source)] == ["강원+원주시", "전남+목포시"]


def placed(doc_id: str, name: str, place: str | None, *others: str) -> dict:
    made = record(doc_id, (ORG, name, *others))
    made["entities"][0]["place"] = place
    return made


def parts(*records: dict) -> list[str]:
    """Articles of each entity."""
    entities = resolve(records).entities
    return sorted("".join(sorted(r.doc_id for r in e.records)) for e in entities)


WON, YEO = "강원+원주시", "전남+여수시"


def test_one_name_in_two_places_across_articles() -> None:
    one, other = placed("a", "제일고", WON), placed("b", "제일고", YEO)
    assert parts(one, other) == ["a", "b"]
    assert [r.why for r in resolve([one, other]).refused] == [f"two places: {WON}, {YEO}"]


def test_a_region_holds_the_town_and_a_bare_name_the_only_bearer() -> None:
    made = placed("a", "제일고", WON), placed("b", "제일고", "강원"), placed("c", "제일고", None)
    assert parts(*made) == ["abc"]


def test_a_bare_name_of_two_bearers_joins_none() -> None:
    made = placed("a", "제일고", WON), placed("b", "제일고", YEO), placed("c", "제일고", None)
    assert parts(*made) == ["a", "b", "c"]


def test_a_bare_name_that_others_share_joins_none() -> None:
    assert parts(placed("a", "고성군", "경남"), placed("b", "고성군", None)) == ["a", "b"]
    assert parts(placed("a", "국방부", "미국"), placed("b", "국방부", None)) == ["a", "b"]


def test_other_names_of_a_placed_body_stay_at_its_place() -> None:
    made = placed("a", "제일고등학교", WON, "제일고"), placed("b", "제일고", YEO)
    assert parts(*made) == ["a", "b"]
    assert parts(placed("a", "제일고등학교", WON), placed("b", "제일고", WON)) == ["ab"]


def test_what_every_house_has_is_known_in_its_article_only() -> None:
    records = [record("a", (ORG, "홍보팀")), record("b", (ORG, "홍보팀"))]
    corpus = resolve(records)
    assert len(corpus.entities) == 2
    (refused,) = corpus.refused
    assert (refused.left, refused.right) == ("홍보팀", "홍보팀")
    assert refused.why == "a name that every house has"


@pytest.mark.parametrize(
    ("name", "alias"),
    [("미르제약 경영지원본부", "경영지원본부"), ("미국 재무성", "재무성"), ("두산 베어스", "두산")],
)
def test_what_an_article_shortens_to_says_nothing_elsewhere(name: str, alias: str) -> None:
    assert parts(record("a", (ORG, name, alias)), record("b", (ORG, alias))) == ["a", "b"]


def test_a_bracket_does_not_take_the_name_of_a_known_body() -> None:
    made = record("a", (ORG, "한국카페협회", "KFA")), record("b", (ORG, "대한축구협회", "KFA"))
    corpus = resolve(made)
    assert len(corpus.entities) == 2
    assert "a name of 대한축구협회" in {r.why for r in corpus.refused}


def test_parts_of_one_known_body_under_its_names() -> None:
    made = record("a", (ORG, "한국전력공사 노동조합")), record("b", (ORG, "한전 노조"))
    assert parts(*made) == ["ab"]


def test_a_year_or_a_number_before_what_comes_again() -> None:
    program = "program"
    this, bare = record("a", (program, "2024 새봄축제")), record("b", (program, "새봄축제"))
    last = record("c", (program, "2023 새봄축제"))
    assert parts(this, bare) == ["ab"]
    assert parts(this, bare, last) == ["a", "b", "c"]


def decision(left: str, right: str, verdict: str, *at: str) -> Decision:
    left_record, right_record = at or (None, None)
    return Decision(
        kind="thing",
        left=left,
        right=right,
        left_record=left_record,
        right_record=right_record,
        verdict=verdict,
    )


def test_a_decision_wins_over_places_known_bodies_and_houses() -> None:
    made = [placed("a", "제일고", WON), placed("b", "제일고", YEO)]
    same = decision(f"제일고#{WON}", f"제일고#{YEO}", "same")
    assert len(resolve(made, decisions=[same]).entities) == 1
    known = [record("a", (ORG, "삼성전자")), record("b", (ORG, "삼성전기"))]
    joined = resolve(known, decisions=[decision("삼성전자", "삼성전기", "same")])
    assert len(joined.entities) == 1
    assert len(resolve([], previous=joined).entities) == 1
    teams = [record("a", (ORG, "홍보팀")), record("b", (ORG, "홍보팀"))]
    told = decision("홍보팀", "홍보팀", "same", "a#e1", "b#e1")
    assert len(resolve(teams, decisions=[told]).entities) == 1


def test_what_tells_only_with_its_place_or_house_is_not_taught() -> None:
    made = [placed("a", "제일고", WON), record("b", (ORG, "홍보팀")), record("c", (ORG, "다온"))]
    assert [row["name"] for row in alias_rows(resolve(made))] == ["다온"]


def test_continuing_and_order_keep_places() -> None:
    made = [placed("a", "제일고", WON), placed("b", "제일고", YEO), placed("c", "제일고", "강원")]
    whole = resolve(made)
    assert resolve(made[::-1]) == whole
    later = resolve(made[2:], previous=resolve(made[:2]))
    assert [e.id for e in later.entities] == [e.id for e in whole.entities]
    assert [e.records for e in later.entities] == [e.records for e in whole.entities]


def test_made_folders_have_no_such_names() -> None:
    made = folder(300).records
    assert not any(is_dependent(e["name"]) for r in made for e in r["entities"])


@pytest.mark.parametrize(
    "source",
    [
        "[O:KT 위즈]는 … [O:KT] 소닉붐은",
        "[P:이도윤] 선수는 … 동명이인인 [P:이도윤] 의원은",
        "[P:한예슬] 셰프는 … 시청 [P:한예슬] 과장과 이름이 같다는",
        "두 동명이인이 만났다. 가온병원 [P:박하준] 교수와 로봇을 만든 [P:박하준] 대표다.",
        "[P:서우진] 회장은 … 투수를 가르치는 [P:서우진] 코치가",
        "[P:최유나] 변호사는 … [P:최유나] 아나운서는",
    ],
)
def test_two_of_one_name_in_a_text(source: str) -> None:
    assert len(linked(source)) == 2


def test_a_body_that_takes_another_name() -> None:
    (thing,) = linked("[O:한들장학회]가 올해 [O:가람청년재단]으로 이름을 바꿨다.")
    assert thing.links == (("가람청년재단", "renamed"),)


def test_a_body_of_a_region_by_its_short_name() -> None:
    made = record("a", (ORG, "경상북도경영자총협회")), record("b", (ORG, "경북경총"))
    assert parts(*made) == ["ab"]
    assert parts(record("a", (ORG, "인천광역시교육청")), record("b", (ORG, "인천교육청"))) == ["ab"]
    assert parts(record("a", (ORG, "경상북도교육청")), record("b", (ORG, "경남교육청"))) == [
        "a",
        "b",
    ]

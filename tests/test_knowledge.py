"""The lists of widely known things: well formed, and no name of two."""

from collections import Counter

import pytest

import kfacts
from kfacts.korean.knowledge import LISTS, rows, things
from kfacts.korean.namekeys import beside, known, name_key

TYPES = {"organization", "program"}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_and_whole(name: str) -> None:
    table = list(rows(name))
    assert [row[0] for row in table] == sorted(row[0] for row in table)
    for row in table:
        assert 2 <= len(row) <= 4 and row[1] in TYPES, row
        cells = [row[0], *(n for cell in row[2:] if cell for n in cell.split("|"))]
        assert all(cells) and len(set(cells)) == len(cells), row
        assert all(cell == cell.strip() for cell in cells), row


def test_no_name_stands_for_two_things() -> None:
    of_key: dict[str, set[str]] = {}
    for thing in things():
        for name in thing.names:
            of_key.setdefault(name_key(name), set()).add(thing.names[0])
    assert {key: names for key, names in of_key.items() if len(names) > 1} == {}


def test_no_name_is_written_twice() -> None:
    names = Counter(name for thing in things() for name in thing.names)
    assert [name for name, n in names.items() if n > 1] == []


def test_a_doubtful_name_is_none_of_its_own_names() -> None:
    own = known()
    for key, meant in beside().items():
        assert own.get(key) not in meant, key


SAME = (
    ("한국토지주택공사", "LH"),
    ("국회 환경노동위원회", "환노위"),
    ("충청북도", "충북도"),
    ("메리츠화재해상보험", "메리츠화재"),
    ("전북 현대 모터스", "전북현대"),
    ("부정청탁 및 금품등 수수의 금지에 관한 법률", "김영란법"),
    ("유엔아동기금", "유니세프"),
    ("한국기독교교회협의회", "NCCK"),
    ("근로자퇴직급여 보장법", "퇴직급여법"),
    ("대학수학능력시험", "대입수능"),
    ("전국시도교육감협의회", "시도교육감협의회"),
    ("부산국제영화제", "부국제"),
    ("한국과학기술기획평가원", "KISTEP"),
    ("맨체스터 시티", "맨시티"),
    ("한국에너지공과대학교", "켄텍"),
)
DIFFERENT = (
    ("문화재청", "국가유산청"),
    ("국가보훈처", "국가보훈부"),
    ("삼성전자", "삼성전기"),
    ("카카오", "카카오페이"),
    ("한국맥도날드", "맥도날드"),
    ("서울대병원", "분당서울대병원"),
    ("주택임대차보호법", "상가건물 임대차보호법"),
    ("대한의사협회", "대한한의사협회"),
    ("신용보증기금", "기술보증기금"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_thing(one: str, other: str) -> None:
    assert known()[name_key(one)] == known()[name_key(other)]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_things(one: str, other: str) -> None:
    assert known()[name_key(one)] != known()[name_key(other)]


BESIDE = (
    (
        "KIA 타이거즈가 우승했다. 김가온은 KIA에서 세 시즌 더 뛰고 싶다고 했다.",
        {"KIA 타이거즈", "KIA"},
    ),
    ("KIA 타이거즈가 우승했다. 모기업 KIA는 할인 행사를 연다.", {"KIA 타이거즈"}),
    (
        "대학수학능력시험이 치러진다. 학교는 수능 당일 쉰다.",
        {"대학수학능력시험", "수능"},
    ),
    ("당근마켓이 흑자를 냈다. 국토부는 당근에 올라온 매물을 조사한다.", {"당근마켓", "당근"}),
    ("미국 국방부는 답하지 않았다. 국방부는 의회에 보고했다.", {"미국 국방부", "국방부"}),
    ("케이티 위즈가 졌다. 해킹으로 어수선한 KT는 사과했다.", {"케이티 위즈"}),
)


@pytest.mark.parametrize(("text", "names"), BESIDE)
def test_a_word_that_means_a_thing_beside_its_name(text: str, names: set[str]) -> None:
    first = kfacts.load().extract(text).entities[0]
    assert set(first.aliases) == names


@pytest.mark.parametrize("text", ["말은 당근을 좋아한다.", "KIA는 새 전기차를 공개했다."])
def test_no_club_or_market_without_its_name(text: str) -> None:
    entities = kfacts.load().extract(text).entities
    assert all(entity.name in {"KIA"} for entity in entities)

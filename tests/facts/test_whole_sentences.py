"""Rules that few articles need: sentences as they are written, through the whole pipeline."""

import pytest

SAID = {
    "operates.adopted": [
        ("부산시는 다음 달부터 ‘안심 귀가 서비스’를 도입한다.", "부산시", "안심 귀가 서비스"),
        ("가람도로공사는 모바일 결제 플랫폼 ‘길페이’를 올해 도입했다.", "가람도로공사", "길페이"),
        ("강남구는 통합돌봄 사업 ‘온동네 돌봄’을 확대하기로 했다.", "강남구", "온동네 돌봄"),
    ],
    "operates.has": [
        ("하늘게임즈는 ‘별의 노래’ 등 다양한 게임을 서비스하고 있다.", "하늘게임즈", "별의 노래"),
        ("한빛은행은 ‘한빛온뱅킹’ 등 비대면 서비스를 강화했다.", "한빛은행", "한빛온뱅킹"),
    ],
    "affiliation.named_to": [
        ("한빛은행은 신임 부행장에 김도윤 본부장을 내정했다.", "김도윤", "한빛은행"),
        ("서울시는 25일 정무부시장에 박하늘 씨를 임명했다.", "박하늘", "서울시"),
        ("금융위원회는 사무처장으로 이정훈 국장을 임명했다.", "이정훈", "금융위원회"),
    ],
    "affiliation.former_org_title_person": [
        ("전 한빛은행 총재 김도윤 교수가 강연했다.", "김도윤", "한빛은행"),
        ("전 서울시 부시장인 최도현 교수는 반대했다.", "최도현", "서울시"),
    ],
}

ENDS = {"operates": ("organization", "program"), "affiliation": ("person", "organization")}


@pytest.mark.parametrize(
    ("rule", "text", "who", "what"),
    [(rule, *case) for rule, cases in SAID.items() for case in cases],
)
def test_a_sentence_of_its_kind_is_read_by_the_rule(extractor, rule, text, who, what):
    record = extractor.extract(text)
    names = {entity.id: entity.name for entity in record.entities}
    assert (rule, who, what) in [
        (fact.rule, *(names.get(getattr(fact, end)) for end in ENDS[fact.kind]))
        for fact in record.facts
        if fact.kind in ENDS
    ]

"""Linking inside one article, on sentences of our own."""

import pytest

from kfacts.korean.sounds import spells
from resolve.articles import aliases, linked

ONE_THING = [
    ("[G:플러스 마켓]은 쉽다. [G:플러스마켓]에서", "spelling"),
    ("[O:㈜한빛전자]는 … [O:한빛전자]가", "spelling"),
    ("[O:Hanbit Corp.]는 … [O:HANBIT]이", "spelling"),
    ("[O:금융감독원]이 … [O:금감원]은", "known"),
    ("[O:LG]와 … [O:엘지]의", "known"),
    ("[O:PTK로직스]와 … [O:피티케이로직스]의", "letters"),
    ("[O:Wadeul]이 … [O:가람소프트] [O:Garamsoft]", None),
    ("[G:스노우플레인]과 [G:Snowplain]은", "sound"),
    ("[O:전국누리노동조합]은 … [O:누리노조]가", "abbreviation"),
    ("[O:한국수소산업진흥원]은 … [O:수소산업진흥원]이", "abbreviation"),
    ("[O:도담자동차]가 … [O:도담차]는", "abbreviation"),
    ("[O:새움테크놀로지]가 … [O:새움테크]는", "abbreviation"),
    ("[O:RX모빌랩]이 … [O:모빌랩]은", "abbreviation"),
    ("[O:누리] [G:누리톡 소식함]에서 … [G:톡소식함]은", None),
    ("[O:한국해양수산협력공단]([O:KOMFA])은", "bracket"),
    ("[O:한국수소산업협회]([O:수소협회])는", "bracket"),
    ("[O:새빛소프트](옛 [O:나래소프트])는", "renamed"),
    ("[P:Luna] ([P:박서연] 누리 공동대표)", "nickname"),
    ("가수 [P:KAI](본명 [P:정다온])는", "nickname"),
    ("‘[P:모카]’ [P:유하진]은", "nickname"),
    ("‘[P:갓파더]’로 불리는 [P:임동하] 감독은", "nickname"),
    ("[P:주앙 페레이라]([P:João Pereira]) 감독은", "nickname"),
    ("[O:바다윈드]([O:Bådawind A/S])는", "bracket"),
    ("[O:서울교통공사] [P:백호] 사장은 … [P:백] 사장이", "surname"),
    ("[P:젠슨 황] CEO는 … [P:황] CEO는", "surname"),
    ("[P:홍길동] [O:가나] 대표는 … [P:홍] 대표는", "surname"),
    ("[P:홍길동] 씨는 … [P:길동] 씨는", "given name"),
    ("[P:앨리스 존슨] 교수와 … [P:존슨] 교수는", "given name"),
    ("[P:남궁민수] 감독은 … [P:남궁] 감독은", "surname"),
    ("[P:백종민] 셰프가 … [P:백] 셰프는", "surname"),
    ("[P:오하라 겐지] 선수는 … [P:오하라]는", "given name"),
    ("[P:제임스 파월] 의장은 … [P:파월] 의장은", "given name"),
    ("[G:달빛톡 알림방]은 … [G:톡알림방]에서", "abbreviation"),
    ("[O:누리] [G:누리 드림스토어]는 … [G:드림스토어]에", "abbreviation"),
    ("[G:네이버 동네마당]은 … [G:동네마당]에서", "abbreviation"),
    ("[G:쿠팡 새벽선물]은 … [G:새벽선물]을", "abbreviation"),
    ("[O:모아랩]의 [G:모아랩T 블루]와 … [G:T블루]", "abbreviation"),
    ("[G:카카오톡 알림방]은 … [G:카톡 알림방]에서", "abbreviation"),
    ("[O:한국전력공사 나루지사]는 … [O:한전 나루지사]가", "abbreviation"),
    ("[O:가온에어로스페이스]는 … [O:가온에어로]의", "abbreviation"),
    ("[O:금융소비자보호재단]은 … [O:금소재단]의", "abbreviation"),
    ("[O:나루건설 스카이워커스]가 … [O:나루건설]은", "abbreviation"),
    ("[O:한국여성단체연합]은 … [O:여성연합]이", "abbreviation"),
    ("[O:한국해양복지진흥원]은 … [O:해복원]의", "abbreviation"),
    ("[O:한국반도체산업협회]는 … [O:반도체협회]가", "abbreviation"),
    ("[O:가람식품안전기술원](원장 [P:최은수]·[O:GFSI])은", "bracket"),
    ("[O:차세대 물길 사업단](단장 [P:이도현], 이하 '[O:사업단]')은", "bracket"),
    ("[O:가람여성과학기술진흥원]([O:위즈])은", "bracket"),
    ("[P:이재민] 대통령은 … [P:李] 대통령은", "surname"),
    ("[P:박준호]([P:朴俊浩]) 선생은", "nickname"),
    ("[P:황보라] 팀장은 … [P:황] 팀장은", "surname"),
    ("[P:최유진]은 막내다. [P:유진이]는", "given name"),
    ("[P:토비 S. 쿤]은 … [P:쿤]은", "given name"),
    ("[G:골목상권 살리기에 관한 특별법]은 … [G:골목상권특별법]이", "abbreviation"),
]


@pytest.mark.parametrize(("source", "why"), ONE_THING)
def test_joined_for_this_reason(source: str, why: str | None) -> None:
    whys = {reason for thing in linked(source) for _, reason in thing.links}
    if why is None:
        assert any(len(names) > 1 for names in aliases(source))
    else:
        assert whys == {why}


APART = [
    "[O:삼성전자]와 [O:삼성전기]",
    "[O:서울대]([O:서울교대])는",
    "[O:다온] [P:남궁민] 대표는 … [P:남궁]인",
    "[O:가톨릭대]와 [O:대구가톨릭대]",
    "[G:노인복지법]과 [G:노인복지시설법]",
    "[O:네이버]와 [O:네이버웹툰]",
    "[O:가온]과 [O:가온뱅크]",
    "[O:가온]과 [O:가온그룹]",
    "[O:한국가스공사]와 [O:한국가스안전공사]",
    "[O:한빛은행]과 [O:한빛저축은행]",
    "[O:부산대학교]와 [O:부산대학교병원]",
    "[O:도담대]와 [O:도담외국어대학교]",
    "[O:가온카드]와 [O:가온생명]",
    "[O:RT]와 [O:RT&D]",
    "[O:한국다온]과 [O:다온]",
    "[O:가온전자]([O:KOSPI])",
    "[O:리버시티]([O:EPL])",
    "[P:김민수] 대표와 [P:김민석] 대표",
    "배우 [P:유하진]([P:송민기])",
    "[P:홍길동] 기자가 썼다. [P:홍] 의원은",
    "[P:가온] 씨와 [O:가온]",
    "[O:전자], [O:다온전자]",
    "[O:가온시 강동보건소]와 [O:가온시 강서보건소]",
    "[O:가온금융투자]와 [O:가온금융]",
    "[G:찾아가는 달빛교실]과 [G:달빛교실]",
    "[O:감사연구원]과 [O:감사원]",
    "[G:새한톡 알림방]과 [O:한톡알림방]",
    "[G:푸른 알림방]과 [G:른알림방]",
    "[P:정하늘] 선수가 넣었다. [P:정] 감독은",
    "[P:김도현] 대표가 말했다. [P:김] 이사는",
    "[P:김태호] 대표와 [P:김은정] 대표가 만났다. [P:김] 대표는",
    "[P:존 스미스] 박사와 [P:애나 스미스] 박사. [P:스미스] 박사는",
    "[O:한빛여성과학진흥원]([O:포스코])은",
]


@pytest.mark.parametrize("source", APART)
def test_kept_apart(source: str) -> None:
    assert all(len(names) == 1 for names in aliases(source))


@pytest.mark.parametrize(
    "source",
    [
        "[P:박성호] [O:하나물산] 사장은 … [O:달빛 유나이티드] 수비수 [P:박성호]가",
        "[P:조영수] [O:가람시향] 지휘자는 … [P:조영수] [O:부산경찰청] 수사경감은",
        "[O:강릉소방서] [P:이승훈] 소방위는 … [P:이승훈] [O:다온] 투자팀장은",
        "[P:이정민] [O:한빛증권] 연구원은 … [P:이정민] [O:서강대] 교수는",
        "[O:나루 라이온즈] 투수 [P:한승우]가 … [O:다온 트윈스] 타자 [P:한승우]가",
        "[P:강은주] [O:가람미술관] 관장이 … [P:강은주] [O:한누리병원] 간호부장은",
        "[P:김영수] [O:나래전선] 전무는 … [P:김영수] [O:다온식품] 대표는",
        "[P:윤재호] 나루시 경제부시장과 [P:윤재호] [O:다온산업] 회장이",
        "[P:정수빈] [O:다올소프트] 대표와 [P:정수빈] [O:가람회계법인] 회계사",
        "[P:한지우] [O:나루시] 국장은 … [P:한지우] [O:가온연대] 간사는",
        "[P:오세진] [O:달빛 시티] 감독은 … [O:누리 FC]의 수비수 [P:오세진]은",
    ],
)
def test_two_of_one_name_with_other_organizations_and_titles_are_two(source: str) -> None:
    assert sum(thing.type == "person" for thing in linked(source)) == 2


@pytest.mark.parametrize(
    "source",
    [
        "[P:이승훈] [O:다온대] 교수는 … [P:이승훈] [O:다온대병원] 교수는",
        "[P:최영수] [O:다온그룹] 회장은 … [P:최영수] [O:가람상공회의소] 회장은",
        "[P:윤지호] [O:다온전자] 부사장은 … [O:다온] [P:윤지호] 팀장은",
    ],
)
def test_one_person_may_have_two_roles(source: str) -> None:
    assert sum(thing.type == "person" for thing in linked(source)) == 1


def test_a_surname_with_two_bearers_of_the_title_means_the_one_named_last() -> None:
    things = linked(
        "[P:김태호] 대표는 걸었다. [P:김] 대표는 쉬었다. "
        "[P:김은정] 대표는 뛰었다. [P:김] 대표도 쉬었다."
    )
    assert [t.mentions for t in things] == [(0, 1), (2, 3)]


def test_a_company_and_its_platform_are_one_organization() -> None:
    (thing,) = linked("[O:모아샵] 대표가 만든 [G:모아샵]은")
    assert (thing.type, thing.mentions) == ("organization", (0, 1))


def test_an_abbreviation_that_fits_two_names_joins_none() -> None:
    assert len(aliases("[O:한국수소산업협회]와 [O:대한수소산업협회], 그리고 [O:수소산업협회]")) == 3


def test_two_persons_of_one_name_with_other_roles_stay_two() -> None:
    source = (
        "[P:김민수] [O:한빛바이오] 대표와 [P:김민수] [O:가온시의회] 의원이 만났다. "
        "[P:김민수] 의원은 웃었고 [P:김민수] 대표는 울었다."
    )
    things = [t.mentions for t in linked(source) if t.type == "person"]
    assert things == [(0, 5), (2, 4)]


def test_a_surname_goes_to_the_bearer_of_the_title() -> None:
    source = "[P:최수진] 대표와 [P:최민호] 감독. [P:최] 감독과 [P:최] 대표."
    assert [t.mentions for t in linked(source)] == [(0, 3), (1, 2)]


def test_the_name_is_the_fullest_form() -> None:
    (thing,) = linked("[O:LH]는 … [O:한국토지주택공사]([O:LH])가 … [O:LH]도")
    assert (thing.name, thing.aliases) == ("한국토지주택공사", ("LH", "한국토지주택공사"))


def test_every_mention_belongs_to_one_thing() -> None:
    source = " ".join(s for s, _ in ONE_THING) + " ".join(APART)
    mentions = [i for thing in linked(source) for i in thing.mentions]
    assert sorted(mentions) == list(range(len(mentions)))


@pytest.mark.parametrize(
    ("hangul", "latin", "alike"),
    [
        ("브런치", "partners", False),
        ("파트너스", "partners", True),
        ("스포츠", "sports", True),
        ("벤츠", "benz", True),
        ("프렌즈", "friends", True),
        ("푸치니", "puccini", True),
        ("첼시", "chelsea", True),
    ],
)
def test_what_is_heard_in_latin_letters(hangul: str, latin: str, alike: bool) -> None:
    assert spells(hangul, latin) is alike

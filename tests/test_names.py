"""Names: our own marked sentences as a floor, and cases that must come out exactly."""

import re
import time
from pathlib import Path

import pytest

from kfacts.errors import NamesError
from kfacts.extract.names import Names
from kfacts.extract.names.foreign import spells
from kfacts.extract.names.gazetteer import Name
from kfacts.extract.names.userlist import load_names
from kfacts.extract.tagger import load_tagger
from kfacts.korean.analyser import analyse

SENTENCES = Path(__file__).parent / "names" / "sentences.txt"
PASSAGES = Path(__file__).parent / "names" / "passages.txt"
ARTICLES = Path(__file__).parent / "names" / "articles.txt"
TYPES = {"o": "organization", "p": "person", "g": "program"}
SLOW = 3
"""A loaded machine may take this many times as long."""
MARK = re.compile(r"\{([^{}|]+)\|([opg])\}")
FLOORS = {"organization": 0.93, "person": 0.91, "program": 0.91}
PASSAGE_FLOORS = {"organization": 0.88, "person": 0.88, "program": 0.85}
ARTICLE_FLOORS = {"organization": 0.95, "person": 0.9, "program": 0.87}
FLOORS_WITH_MODEL = {"organization": 0.94, "person": 0.95, "program": 0.93}


def unmark(line):
    """Return the text of a marked line and the set of (start, end, type)."""
    text, gold, at = "", set(), 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        gold.add((len(text), len(text) + len(mark[1]), TYPES[mark[2]]))
        text, at = text + mark[1], mark.end()
    return text + line[at:], gold


def found(names, text):
    return {
        (c.start, c.end, c.label) for c in names.find(analyse(text)) if c.label in TYPES.values()
    }


def shown(names, text):
    return [
        (text[c.start : c.end], c.label)
        for c in names.find(analyse(text))
        if c.label in TYPES.values()
    ]


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture(scope="session")
def with_model():
    tagger = load_tagger()
    if tagger is None:
        pytest.skip("the learned model is not installed")
    return Names(tagger=tagger)


def lines_of(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def articles_of(path):
    """Return the texts of a file in which each has a heading and lines of its own."""
    texts = path.read_text(encoding="utf-8").split("## ")[1:]
    return [text.partition("\n")[2].strip("\n") for text in texts]


def f1_of(names, texts):
    right, marked, taken = (dict.fromkeys(FLOORS, 0) for _ in range(3))
    for marks in texts:
        text, gold = unmark(marks)
        got = found(names, text)
        for kind in FLOORS:
            right[kind] += sum(span[2] == kind for span in gold & got)
            marked[kind] += sum(span[2] == kind for span in gold)
            taken[kind] += sum(span[2] == kind for span in got)
    return {kind: 2 * right[kind] / (marked[kind] + taken[kind]) for kind in FLOORS}


def test_marked_sentences_keep_their_floor_by_rules_alone(names):
    f1 = f1_of(names, lines_of(SENTENCES))
    assert all(f1[kind] >= floor for kind, floor in FLOORS.items()), f1


def test_marked_sentences_keep_their_floor_with_the_model(with_model):
    f1 = f1_of(with_model, lines_of(SENTENCES))
    assert all(f1[kind] >= floor for kind, floor in FLOORS_WITH_MODEL.items()), f1
    f1 = f1_of(with_model, lines_of(PASSAGES))
    assert all(f1[kind] >= floor for kind, floor in PASSAGE_FLOORS.items()), f1
    f1 = f1_of(with_model, articles_of(ARTICLES))
    assert all(f1[kind] >= floor for kind, floor in ARTICLE_FLOORS.items()), f1


def test_what_an_article_never_treats_as_human_is_no_person(with_model):
    crops = (
        "배추 값이 올랐다. 애호박도 올랐다. 오이와 루콜라도 올랐다. 비가 잦았다. 농가는 울상이다."
    )
    assert [text for text, kind in shown(with_model, crops) if kind == "person"] == []
    said = crops.replace("루콜라도", "고추도") + " 농민 어진택 씨는 웃었다."
    assert ("어진택", "person") in shown(with_model, said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("임채원 대표가 말했다.", [("임채원", "person")]),
        ("그는 김 대표와 만났다.", [("김", "person")]),
        ("이나은(34)씨는 웃었다.", [("이나은", "person")]),
        (
            "이 일을 구본엽 한빛전자 대표가 맡는다.",
            [("구본엽", "person"), ("한빛전자", "organization")],
        ),
        (
            "Rowan (임채원 한빛전자 팀장)입니다.",
            [("Rowan", "person"), ("임채원", "person"), ("한빛전자", "organization")],
        ),
        ("가수 초롱(본명 김초희)이 웃었다.", [("초롱", "person"), ("김초희", "person")]),
        ("춘천시장 선거와 부산시의원 자리", []),
        ("카카오뱅크는 대출을 늘렸다.", [("카카오뱅크", "organization")]),
        ("협동조합과 본사, 회사의 채널을 살폈다.", []),
    ],
)
def test_plain_cases(names, text, expected):
    assert shown(names, text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "도담시 말고 강릉시 문화예술과 염태호 주무관이 왔다.",
            ("강릉시 문화예술과", "organization"),
        ),
        ("박태하 포항 감독은 웃었다.", ("포항", "organization")),
        ("법무법인 세종 문상혁 변호사가 나섰다.", ("법무법인 세종", "organization")),
        ("동네 책방 ‘바람의 서재’가 문을 열었다.", ("바람의 서재", "organization")),
        ("새빛전자 이민서 대표가 말했다.", ("새빛전자", "organization")),
        ("국립도담박물관장은 자리를 떴다.", ("국립도담박물관", "organization")),
        ("사람들은 『소년이 운다』를 읽었다.", ("소년이 운다", "program")),
        ("필명 ‘달팽이’로 알려진 그는 웃었다.", ("달팽이", "person")),
        ("투자를 이끈 소피아 장 파트너는 웃었다.", ("소피아 장", "person")),
        ("박종훈 도담문화재단 이사장은 말했다.", ("박종훈", "person")),
        ("베트남 국적 응우옌 반 남(29)씨가 다쳤다.", ("응우옌 반 남", "person")),
        ("민시율군이 상을 받았다. 민군은 웃었다.", ("민", "person")),
    ],
)
def test_names_by_what_stands_beside_them(names, text, name):
    assert name in shown(names, text)


@pytest.mark.parametrize(
    "text",
    [
        "강릉시장은 웃었다.",
        "그는 손님의 따뜻한 마음씨가 좋았다.",
        "동의가 있어야 한다고 주장하고 있다.",
        "재판부는 변호인의 말을 들었다.",
    ],
)
def test_what_is_no_name(names, text):
    assert shown(names, text) == []


@pytest.mark.parametrize(
    "unit", ["한빛전자, ", "㈜한빛 ", "[한빛=김 기자] ", "서울시 과 ", "김 대표 "]
)
def test_time_grows_with_the_text(names, unit):
    spent = []
    for size in (500, 4000):
        analysis = analyse(unit * size)
        begin = time.process_time()
        names.find(analysis)
        spent.append(time.process_time() - begin)
    assert spent[1] < 8 * spent[0] * SLOW + 0.2, spent


@pytest.mark.parametrize(
    "text", ["글쓴이 이수진", "이건 우리 회산", "독일 한빛온", "새롬시 박수진"]
)
def test_a_text_may_end_anywhere(names, text):
    """A particle that left no syllable of its own may be its last."""
    for end in range(1, len(text) + 1):
        assert all(b <= end for _, b, _ in found(names, text[:end]))


def test_explain_gives_cues_that_sum_to_the_score(names):
    analysis = analyse("임채원 대표가 말했다.")
    (name,) = names.find(analysis)
    cues = names.explain(analysis, (), name.start, name.end)
    assert name.score == pytest.approx(sum(weight for _, weight in cues))
    assert "person.title" in dict(cues)


def test_user_names_beat_guesses_and_carry_their_id():
    names = Names([Name("임채원", "organization", "ORG-7")])
    (name,) = names.find(analyse("임채원 대표가 말했다."))
    assert (name.label, name.rule, name.ref) == ("organization", "names.user", "ORG-7")


def test_names_files_of_both_kinds(tmp_path):
    table = tmp_path / "names.tsv"
    table.write_text("name\ttype\taliases\tid\n한빛\torganization\tHB|한빛사\tX1\n", "utf-8")
    lines = tmp_path / "names.jsonl"
    lines.write_text(
        '{"name": "한빛", "type": "organization", "aliases": ["HB", "한빛사"], "id": "X1"}\n',
        "utf-8",
    )
    expected = [Name(text, "organization", "X1") for text in ("한빛", "HB", "한빛사")]
    assert load_names(table) == load_names(lines) == expected


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("name\ttype\n한빛\tcompany\n", "line 2"),
        ("name\ttype\n한빛\torganization\n한빛\torganization\n", "line 3"),
        ("name\tkind\n", "line 1"),
        ("name\ttype\n 한빛\torganization\n", "line 2"),
        ("name\ttype\n\torganization\n", "line 2"),
        ("name\ttype\n한빛\torganization\ta\tb\tc\n", "line 2"),
    ],
)
def test_wrong_names_files_are_refused_with_the_line(tmp_path, content, place):
    path = tmp_path / "names.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(NamesError, match=place):
        load_names(path)


def test_a_hundred_thousand_names_load_within_a_second(tmp_path):
    path = tmp_path / "names.tsv"
    rows = (f"상호{i:06d}\torganization\t\tK{i}" for i in range(100_000))
    path.write_text("name\ttype\taliases\tid\n" + "\n".join(rows) + "\n", "utf-8")
    begin = time.process_time()
    names = Names(load_names(path))
    assert time.process_time() - begin < 1.0 * SLOW
    (name,) = names.find(analyse("상호012345가 문을 열었다."))
    assert (name.label, name.ref) == ("organization", "K12345")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "스타트업 로보나래(대표 임채원)가 앱 ‘나래로’를 냈다. 로보나래는 투자를 받았다.",
            ["로보나래", "로보나래"],
        ),
        ("한국토지주택공사(LH)는 바빴다. LH는 집을 짓는다.", ["한국토지주택공사", "LH", "LH"]),
        (
            "새빛환경공단(이하 '공단')은 바빴다. 상수도 공단 터에서 공단 관계자는 공단을 떠났다.",
            ["새빛환경공단", "공단", "공단", "공단"],
        ),
        (
            "강원도개발공사(이하 공사)가 나섰다. 도로 공사 탓에 길이 막히자 공사는 사과했다.",
            ["강원도개발공사", "공사", "공사"],
        ),
        (
            "대전국제연극제 조직위원회(이하 조직위)는 쉬었다. 조직위는 표를 판다.",
            ["대전국제연극제 조직위원회", "조직위", "조직위"],
        ),
        ("게임사 노바링크가 문을 열었다. NovaLink는 작다.", ["노바링크", "NovaLink"]),
        ("GH바이오는 바빴다. 지에이치바이오는 약을 만든다.", ["GH바이오", "지에이치바이오"]),
    ],
)
def test_what_the_article_established_is_found_elsewhere(names, text, expected):
    assert [name for name, kind in shown(names, text) if kind == "organization"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ECB 총재는 물가를 걱정했다.", ["ECB"]),
        ("POSCO는 새 제철소를 짓는다.", ["POSCO"]),
        ("씨제이대한통운은 수수료를 올렸다.", ["씨제이대한통운"]),
        ("책 제목은 Made with Samsung Electronics 였다.", []),
    ],
)
def test_other_names_of_widely_known_bodies_are_listed_too(with_model, text, expected):
    shown_of = shown(with_model, text)
    assert [name for name, kind in shown_of if kind in ("organization", "person")] == expected


FILLER = " 비가 왔다. 길이 젖었다. 사람들이 걸었다. 하루가 갔다."
"""Sentences without a name that make an article of one sentence."""


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("노던웰은 덴마크에 본사를 둔 선박 관리사다.", "노던웰", "organization"),
        ("한빛조선은 노던웰과 유조선 개조 계약을 맺었다.", "노던웰", "organization"),
        ("배는 노르웨이 솔란드빌과 함께 만든다.", "솔란드빌", ""),
        ("운임은 노르웨이 솔란드빌이 정하기로 했다.", "솔란드빌", "organization"),
        ("베리담은 손님이 직접 빵을 굽는 가게다.", "베리담", "organization"),
        ("점주를 대리한 법무법인 최선 심나연 변호사가 왔다.", "법무법인 최선", "organization"),
        ("도한결 방위사업청장은 웃었다.", "도한결", "person"),
        ("도한결 방위사업청장은 웃었다.", "방위사업청", "organization"),
        ("코발린저 TSMC 회장도 무대에 올랐다.", "코발린저", "person"),
        ("포스코이앤씨는 집을 짓는다.", "포스코이앤씨", "organization"),
        ("완도군은 가두리를 줄이는 데 30억원을 쓴다.", "완도군", "organization"),
        ("완도군은 바다가 가장 아름다운 고장이다.", "완도군", ""),
        ("서류는 완주군 농업정책과에서 받는다.", "완주군 농업정책과", "organization"),
        ("새롬중 학생들이 우산을 나눠 줬다.", "새롬중", "organization"),
        ("설명회에는 달빛고 학부모 200명이 참석했다.", "달빛고", "organization"),
        ("재활용 옷을 파는 한올코리아가 문을 열었다.", "한올코리아", "organization"),
        ("수협중앙회(수협)는 바빴다.", "수협", "organization"),
        ("고려대 안암병원 교수도 왔다.", "고려대 안암병원", "organization"),
        ("현대백화점 판교점에 줄이 섰다.", "현대백화점 판교점", "organization"),
        ("한솔전자(옛 NOD전기)의 공장이다.", "NOD전기", "organization"),
        ("캐나다 국립자연재단이 돈을 댔다.", "캐나다 국립자연재단", "organization"),
        ("올해는 완주군의 ‘마을 텃밭’ 사업이 늘었다.", "완주군", "organization"),
        ("한지 조명을 만드는 ‘가온등’은 작다.", "가온등", "organization"),
        ("그린재단은 ‘소금꽃주간’ 같은 자리를 연다.", "소금꽃주간", "program"),
        ("쏘카는 컸다. 쏘카패스 회원에게 준다.", "쏘카패스", "program"),
        ("지난해 노던웰은 매출 120억원을 올렸다.", "노던웰", "organization"),
        ("숙박을 맡은 노던웰이 강릉점을 닫았다.", "노던웰", "organization"),
        ("노던웰은 차가운 물을 좋아한다.", "노던웰", ""),
        ("삼성전자·SK하이닉스·노던웰 등이 왔다.", "노던웰", "organization"),
        ("사과·배·노던웰 등이 왔다.", "노던웰", ""),
        ("군은 하늘복지센터 9곳을 고친다.", "하늘복지센터", ""),
        ("시내 회계법인 9곳이 문을 닫았다.", "회계법인 9곳", ""),
        ("미국 제품명은 솔라베스타다.", "솔라베스타", "program"),
        ("브랜드 ‘하늘결’ 대신 솔리에르를 걸었다.", "솔리에르", "program"),
        ("공사장에서 안성 공사장까지 걸었다.", "안성", ""),
    ],
)
def test_what_the_text_tells_of_an_unknown_word(names, text, name, kind):
    kinds = [label for found, label in shown(names, text + FILLER) if found == name]
    assert kinds[:1] == [kind] * bool(kind)


def test_a_club_is_known_by_the_town_in_its_name(names):
    text = (
        "전북 현대가 시즌 첫 경기에서 이겼다. 선수들은 후반전에 골을 넣었다. 감독은 웃었다. "
        "전북의 공격수가 결승골을 넣었다. 다음 라운드는 26일이다. 전북은 홈에서 쉰다."
    )
    clubs = [name for name, kind in shown(names, text) if kind == "organization"]
    assert clubs == ["전북 현대", "전북", "전북"]


def test_a_service_and_its_company_have_one_name(names):
    text = (
        "수리 앱 ‘고치미온’은 빠르다. 채온유 고치미온 대표는 웃었다. 그는 고치미온을 세웠다. "
        "고치미온은 손님과 기사를 잇는 회사다. 손님은 고치미온에서 기사를 부른다."
    )
    kinds = [kind for name, kind in shown(names, text) if name == "고치미온"]
    assert kinds == ["program", "organization", "organization", "organization", "program"]


def test_a_town_or_a_product_ends_a_name_that_the_tagger_sees(with_model):
    text = "마이클 해리스 울산 감독은 웃었다. 유한양행 렉라자는 폐암 약이다." + FILLER
    assert {"마이클 해리스", "유한양행", "렉라자"} <= {form for form, _ in shown(with_model, text)}


def test_the_last_word_of_a_foreign_name_is_the_person_too(with_model):
    text = (
        "세터 아미라 벨카셈(Amira Belkacem)이 웃었다. 벨카셈은 경기를 이끌었다고 밝혔다. "
        "코트는 뜨거웠다. 관중이 많았다. 벨카셈은 다시 뛴다고 밝혔다."
    )
    kinds = [kind for name, kind in shown(with_model, text) if name == "벨카셈"]
    assert kinds == ["person", "person"]


def test_a_service_is_its_company_before_a_title(names):
    text = "앱 ‘찰칵톡’을 만들었다. 최시온 찰칵톡 대표는 기뻤다. 찰칵톡은 무료다."
    kinds = [kind for name, kind in shown(names, text) if name == "찰칵톡"]
    assert kinds == ["program", "organization", "program"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "나울통신은 ‘나울 메아랩’을 열었다. 나울 메아랩은 무료다.",
            ["나울 메아랩", "나울 메아랩"],
        ),
        ("나울은행은 컸다. 새로 나온 나울페이는 편하다.", ["나울페이"]),
        ("나울은행은 컸다. 나울카드는 작다.", []),
        ("앱 ‘도담도담’을 냈다. 도담박스도 판다.", ["도담도담", "도담박스"]),
        ("군은 어촌정착도약장려금을 준다. 장려금은 늘었다.", ["어촌정착도약장려금"]),
        ("[느린 부엌] 37화\n\n빵을 굽는다.", ["느린 부엌"]),
        ("《월간 솔숲》 2023년 10월호에 실렸다.", ["월간 솔숲"]),
        ("그가 만든 건 ‘바다무리’예요.", ["바다무리"]),
        ("[느린 부엌] 빵을 굽는다.", []),
        ("나울은행은 컸다. 나울 온데이 체크카드는 싸다.", ["나울 온데이 체크카드"]),
        ("도는 강릉패스를 내놓고 여수북페어를 연다.", ["강릉패스", "여수북페어"]),
        ("공군은 QF-17B 전투기를 산다. 엔비디아 R300보다 빠르다.", ["QF-17B", "R300"]),
        ("대한항공 KE123편은 늦었다. 12월 R300 논문이 나왔다.", []),
        ("모임 앱 ‘도담도담’ 3기를 뽑는다.", ["도담도담"]),
    ],
)
def test_services_begin_with_their_brand_and_series_are_numbered(with_model, text, expected):
    assert [
        form for form, kind in shown(with_model, text + FILLER) if kind == "program"
    ] == expected


def test_a_brand_with_a_product_noun_is_a_program(names):
    text = "토스는 문을 열었다. 우리는 네이버 클래스에 갔다."
    assert ("네이버 클래스", "program") in shown(names, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("메신저 서비스 '아침 노을'을 냈다. 아침노을은 무료다.", ["아침 노을", "아침노을"]),
        (
            "카카오 픽딜을 열었다. 픽딜에 주문이 몰렸고 픽딜은 커졌다.",
            ["카카오 픽딜", "픽딜", "픽딜"],
        ),
        ("노래 앱 ‘하모나’(Harmona)를 냈다. Harmona는 새롭다.", ["하모나", "Harmona", "Harmona"]),
        (
            "어린이 안전 및 놀이의 진흥에 관한 법률을 고쳤다.",
            ["어린이 안전 및 놀이의 진흥에 관한 법률"],
        ),
        (
            "카카오는 '카카오 첫걸음 통장'을 출시했다. 첫걸음 통장 금리는 연 4%다.",
            ["카카오 첫걸음 통장", "첫걸음 통장"],
        ),
        (
            "시는 ‘새봄 청년 도약 사업’(이하 도약 사업)을 시작했다. 도약 사업은 길다.",
            ["새봄 청년 도약 사업", "도약 사업", "도약 사업"],
        ),
        (
            "「어린이 안전 및 놀이의 진흥에 관한 법률」을 고쳤다.",
            ["어린이 안전 및 놀이의 진흥에 관한 법률"],
        ),
    ],
)
def test_a_program_is_found_in_its_other_spellings(names, text, expected):
    assert [name for name, kind in shown(names, text) if kind == "program"] == expected


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "…", "'" * 400, "[" * 400, "가" * 3000, "1" * 3000]
)
def test_odd_texts_give_no_error(names, text):
    assert names.find(analyse(text)) == []


LONE = [
    (
        "어젯밤 월드컵 예선에서 {노르웨이|o}는 {페루|o}를 3-1로 꺾었다.",
        "노르웨이에서 열린 월드컵 예선 경기를 봤다.",
    ),
    ("{덴마크|o}가 새 잠수함을 들여왔다.", "덴마크 잠수함이 부산에 왔다."),
    ("{국회|o} {교육위원회|o}에서 표결이 있었다.", "국회를 둘러봤다."),
]


@pytest.mark.parametrize(("line", "place"), LONE)
def test_in_a_single_sentence_a_country_plays_and_acts_and_bodies_are_parted(
    with_model, line, place
):
    text, gold = unmark(line)
    assert found(with_model, text) == gold
    assert not {"노르웨이", "덴마크"} & {name for name, _ in shown(with_model, place)}


def test_in_an_article_a_country_is_a_place_and_a_committee_is_of_its_body(with_model):
    article = (
        "덴마크가 새 잠수함을 들여왔다. 국회 교육위원회에서 표결이 있었다. 비가 왔다. "
        "시장이 붐볐다. 버스는 늦었다. 아이들은 웃었다."
    )
    names = shown(with_model, article)
    assert ("국회 교육위원회", "organization") in names
    assert "덴마크" not in {name for name, _ in names}


def test_who_is_drawn_on_things_is_a_character(with_model):
    article = (
        "골목에 비가 그쳤다. 상인회는 지난달 새 간판을 달았다. 이제 앨런과 뭉치가 골목의 얼굴이다. "
        "아이들은 앨런과 뭉치가 {} 부채를 들고 뛰어다녔다. 다음 달에도 장이 선다. 떡집은 바쁘다."
    )
    assert ("앨런", "person") in shown(with_model, article.format("가져온"))
    assert ("앨런", "person") not in shown(with_model, article.format("그려진"))


SPORT = (
    "{0}이 {1}을 2대 1로 꺾고 6경기 무패를 달렸다. 후반 41분 나온 결승골로 승점 3을 보탰다. "
    "원정 경기에서 {1}은 실점 뒤 흔들렸다. 감독은 선수들을 칭찬했다. "
    "경기는 비가 오는 {1}에서 열렸다."
)


def test_towns_that_meet_in_sport_are_clubs_and_the_place_of_the_match_is_none(names):
    text = SPORT.format("전북", "울산")
    clubs = [c for c in names.find(analyse(text)) if c.label == "organization"]
    assert [text[c.start : c.end] for c in clubs] == ["전북", "울산", "울산"]


def test_a_town_and_a_name_are_a_club_and_lists_of_sport_have_the_town_alone(names):
    text = (
        "울산 나래스가 리그 선두다. 나래스 선수들은 웃었다. 수원 삼성은 이번 시즌 2위다. "
        "감독들의 연봉은 울산(12억원), 수원(9억원) 순이다. 경기는 강릉에서 열린다. "
        "강릉 손님도 늘었다."
    )
    clubs = [form for form, kind in shown(names, text) if kind == "organization"]
    assert clubs == ["울산 나래스", "나래스", "수원 삼성", "울산", "수원"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("도은별 대표는 작년에 왔다. 손님이 늘었다. 도 대표는 웃었다.", "도"),
        ("라유진 교수가 이끌었다. 두 해가 걸렸다. 라 교수는 웃었다.", "라"),
    ],
)
def test_a_surname_of_everyday_letters_stands_for_one_the_article_knows(names, text, name):
    assert shown(names, text)[-1] == (name, "person")
    assert (name, "person") not in shown(names, text.partition(". ")[2])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("강릉시, 해변 축제 연다\n\n축제는 8월이다.", "강릉시"),
        ("보은군(군수 홍정민)은 축제를 연다.", "보은군"),
        ("담당: 솔뫼군 농정과장\n\n솔뫼군(군수 홍정민)은 축제를 연다.", "솔뫼군"),
        ("비가 왔다.\n\nⓒ 동방일보", "동방일보"),
        ("[새벽뉴스 대전=홍정민 기자] 비가 왔다.", "새벽뉴스"),
        ("솔바람   2024-11-19   글 홍정민\n\n비가 왔다.", "솔바람"),
    ],
)
def test_who_publishes_or_acts_at_the_head_of_an_article(names, text, name):
    assert (name, "organization") in shown(names, text)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("글 심가람 / 사진 이솔\n\n", "이솔"),
        ("2024년 3월 2일 | 에디터 머루\n\n저는 머루예요.\n", "머루"),
        ("솔바람뉴스 심가람   |   기사입력 2024/03/02\n", "심가람"),
        ("글 미루(한빛전자 매니저)\n\n", "미루"),
        ("에디터 추천 | 여름 신발\n\n", ""),
        ("사진 제공 | 한빛전자\n\n", ""),
        ("작성자 운영팀 2024.03.04\n\n", ""),
        ("사진 정보\n인터뷰 전문\n글 목록 | 이전 글\n\n", ""),
    ],
)
def test_who_made_a_text_is_credited_at_its_edge(names, head, name):
    people = [form for form, kind in shown(names, head + "비가 왔다.") if kind == "person"]
    assert people[-1:] == [name] * bool(name)


@pytest.mark.parametrize(
    ("hangul", "latin", "same"),
    [
        ("베르너", "Werner", True),
        ("엘레나", "Elena", True),
        ("은디아예", "Ndiaye", True),
        ("협회", "Association", False),
        ("생성형", "Generative", False),
    ],
)
def test_hangul_that_spells_latin_letters(hangul, latin, same):
    assert spells(hangul, latin) is same

"""The reference of an article: the option, a table, the file's name, a dateline, the text."""

import time

import pytest

from kfacts.errors import InputError, UsageError
from kfacts.reference import days_of, find_reference, parse_reference


def known(text="", **given):
    """Return (start, end, basis, evidence text) of an article, or None."""
    found = find_reference(text, **given)
    if found is None:
        return None
    place = found["evidence"]
    return found["start"], found["end"], found["basis"], place and text[place[0] : place[1]]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2023-11-30", "2023-11-30", "2023-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023.11.30", "2023-11-30", "2023-11-30"),
        ("20231130", "2023-11-30", "2023-11-30"),
        ("2023-11-30T09:12:00+09:00", "2023-11-30", "2023-11-30"),
    ],
)
def test_option(written, start, end):
    assert tuple(d.isoformat() for d in parse_reference(written)) == (start, end)


@pytest.mark.parametrize("written", ["", "어제", "2023-13", "2023-02-30", "30-11-2023", "23", "0"])
def test_a_wrong_option_names_the_remedy(written):
    with pytest.raises(UsageError, match="write a day"):
        parse_reference(written)


def test_order_of_the_sources():
    text = "입력 2021.05.06 09:12\n시는 어제 밝혔다."
    table, path = {"date": "2022-03-04"}, "a/2020-01-02.txt"
    everything = {"path": path, "metadata": table, "option": "2023"}
    assert known(text, **everything) == ("2023-01-01", "2023-12-31", "option", None)
    assert known(text, path=path, metadata=table)[2] == "metadata"
    assert known(text, path=path) == ("2020-01-02", "2020-01-02", "filename", None)
    assert known(text) == ("2021-05-06", "2021-05-06", "dateline", "2021.05.06")
    assert known("아무 날도 없다.") is None


def test_a_dateline_inside_the_month_of_the_name_is_sharper():
    text = "입력 2021.05.06\n본문"
    assert known(text, path="report-2021-05.txt")[0] == "2021-05-06"
    assert known(text, path="report-2021-06.txt")[:3] == ("2021-06-01", "2021-06-30", "filename")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("2023-11-30.txt", "2023-11-30"),
        ("20231130_market.txt", "2023-11-30"),
        ("note_190330.txt", "2019-03-30"),
        ("press.2022_07_01.final.txt", "2022-07-01"),
        ("000_08dd379925f8947d.txt", None),
        ("id-123456789.txt", None),
        ("report-1234.txt", None),
    ],
)
def test_file_names(name, start):
    found = find_reference("본문", path=name)
    assert (found and found["start"]) == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("기사입력 2022/01/06 오전 10:22\n본문이다.", "2022-01-06"),
        ("숲을 가꾸는 게임\n\n놀이마당   2021-10-05   글 임세린\n\n본문이다.", "2021-10-05"),
        ("새솔시 보도자료 ∙ 2022. 3. 4.(금) 조간부터 보도\n\n본문이다.", "2022-03-04"),
        ("공연 안내\n일시 2022. 3. 4.(금) 19시\n\n본문이다.", None),
        ("2022년 3월 4일 새솔극장에서 열린 공연\n\n본문이다.", None),
        ("등록 : 2019. 5. 14.\n본문", "2019-05-14"),
        ("승인 2024.06.09 12:00 | 댓글 0\n본문", "2024-06-09"),
        ("2023년 9월 27일 배포. 즉시 보도 가능합니다.\n\n본문", "2023-09-27"),
        ("본문이 길다.\n\n글 아무개\n웹진 2024-10-23 게재 | 조회 10", "2024-10-23"),
        ("보고서 요약\n\n발간 2024년 6월 28일 | 문의 지속경영팀\n\n본문", "2024-06-28"),
        ("본문이 길다.\n\n지원을 받아 썼습니다. (2024.10.28)", "2024-10-28"),
        ("#생각 _190330. 봄의 끝\n\n어제 일이다", "2019-03-30"),
        ("제목\n\n2021. 3. 17.\n\n본문", "2021-03-17"),
        ("제목\n(서울=가나통신) 김아무 기자 = 2020년 5월 7일 정부는 밝혔다.", None),
        ("(부산=가나통신) 이아무 기자 = 7일 밝혔다. 회사는 2020년 5월 7일 계약했다.", "2020-05-07"),
        ("글이 끝났다.\n― 《월간 등대》 2021년 6월호", "2021-06-01"),
        ("칼럼이 끝났다.\n\n2024년 12월 5일자 27면", "2024-12-05"),
        ("칼럼이 끝났다.\n\n2024-12-05 A27면", "2024-12-05"),
        ("칼럼이 끝났다.\n\n2024년 12월 5일 목요일 27면", "2024-12-05"),
        ("2024년 12월 5일 27면에 실린 글이다.", None),
        ("가나일보 2024년 12월 5일자 보도에 따르면 그렇다.", None),
        ("가나 구단은 18일 선수를 뽑았다.\n\n[사진] 가나 구단 제공. 2025.11.18", "2025-11-18"),
        ("가나 구단은 17일 선수를 뽑았다.\n\n[사진] 가나 구단 제공. 2025.11.18", None),
        ("A사는 2019년 5월 3일 문을 열었다", None),
    ],
)
def test_datelines(text, start):
    found = find_reference(text)
    assert ((found and found["basis"] == "dateline" and found["start"]) or None) == start


LONG = " 행사에는 시민과 관계자가 모여 의견을 나누었고 오후 늦게까지 질문과 대답이 이어졌다고 한다."


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("2018년 9월 5일, 시민 회의가 열렸다." + LONG, ("2018-09-05", "2018-09-05")),
        ("1950년 6월 25일 전쟁이 났다." + LONG + " 2010년 그는 책을 냈다.", None),
        ("힘들었던 2021년이었지만 올해는 천 명이 찾았다.", ("2021-01-01", "2021-12-31")),
        ("올해부터 2027년까지 4년간 200곳을 고친다.", ("2024-01-01", "2024-12-31")),
        ("2020년부터 올해까지 최근 3년간 줄었다.", ("2022-01-01", "2022-12-31")),
        ("내년부터 2027년까지 4년간 200곳을 고친다. 올해는 쉰다.", None),
        ("1999년 3월 문을 연 극장은 올해 25주년을 맞았다.", ("2024-01-01", "2024-12-31")),
        ("올해(2022년) 예산이다.", ("2022-01-01", "2022-12-31")),
        ("지난해부터 키우는 나무다. 2022년부터 키우는 이유가 있다.", ("2023-01-01", "2023-12-31")),
        ("2016년 마을 축제를 시작해 6년째 이어 온다. 올해도 열린다.", ("2021-01-01", "2021-12-31")),
        ("올해 매출이 늘었다. 2018년에는 적자였다.", None),
        ("가나전자는 2025년 1분기 잠정 실적을 4월 11일 발표했다.", ("2025-04-11", "2025-04-11")),
        ("2024년 4분기 매출과 영업이익을 2월 7일 공시했다.", ("2025-02-07", "2025-02-07")),
        ("2026년 예산안을 11월 3일 발표했다.", None),
    ],
)
def test_the_text_itself(text, reference):
    found = find_reference(text)
    assert (found and (found["start"], found["end"])) == reference
    assert found is None or found["basis"] == "text"


def test_a_wrong_metadata_date_is_an_error():
    with pytest.raises(InputError, match=r"글\.txt: metadata published"):
        find_reference("본문", path="글.txt", metadata={"published": "어느 날"})
    assert find_reference("본문", metadata={"date": "", "title": "x"}) is None


def test_days_of_a_record():
    assert days_of(None) is None
    assert [d.year for d in days_of({"start": "2023-01-01", "end": "2023-12-31"})] == [2023, 2023]


@pytest.mark.parametrize("piece", ["(서울=", "입력 2023.", "#", "2022년 올해 ", "2019년부터 시작"])
def test_hostile_text_costs_linear_time(piece):
    begun = time.process_time()
    find_reference(piece * 20_000)
    assert time.process_time() - begun < 6

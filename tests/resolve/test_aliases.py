"""Two forms of one name in a passage of our own: found, and one thing or two."""

import re
from pathlib import Path

import pytest

from kfacts.corpus import resolve

ONE = [
    ("샛별환경공단(이하 '공단')은 하천을 쟀다. 공단은 3년마다 다시 잰다.", "샛별환경공단", "공단"),
    (
        "부산국제영화제 집행위원회(이하 집행위)가 모였다. 집행위는 표를 판다.",
        "부산국제영화제 집행위원회",
        "집행위",
    ),
    (
        "한국조세재정연구원이 보고서를 냈다. 조세연은 세금이 준다고 봤다.",
        "한국조세재정연구원",
        "조세연",
    ),
    ("포스코는 배를 빌렸다. POSCO는 철을 나른다.", "포스코", "POSCO"),
    ("유럽중앙은행은 금리를 묶었다. ECB 총재는 말을 아꼈다.", "유럽중앙은행", "ECB"),
    (
        "CJ대한통운이 배송을 늘렸다. 씨제이대한통운은 수수료도 올렸다.",
        "CJ대한통운",
        "씨제이대한통운",
    ),
    ("게임사 노바링크가 새 게임을 냈다. NovaLink는 직원이 30명이다.", "노바링크", "NovaLink"),
    ("삼성전자가 갤럭시 Z9을 공개했다. 갤Z9은 얇다.", "갤럭시 Z9", "갤Z9"),
    (
        "한빛은행은 '한빛 차곡차곡 적금'을 냈다. 차곡차곡 적금 금리는 4%다.",
        "한빛 차곡차곡 적금",
        "차곡차곡 적금",
    ),
    (
        "농업회사법인 ㈜푸른언덕이 공장을 열었다. 푸른언덕은 우유를 만든다.",
        "㈜푸른언덕",
        "푸른언덕",
    ),
    ("새내기 주다솜 매니저가 왔다. 이제 다솜님은 회의를 이끈다.", "주다솜", "다솜"),
    ("쏘카 석다온 데이터팀장이 강연했다. 석 팀장은 사고를 줄이자고 했다.", "석다온", "석"),
    ("웹소설 작가 달구비는 얼굴을 숨겼다. 본명은 홍가람. 그는 밤에 쓴다.", "홍가람", "달구비"),
    (
        "카카오 모빌리티가 차를 샀다. 카카오모빌리티 앱으로 부른다.",
        "카카오 모빌리티",
        "카카오모빌리티",
    ),
    (
        "푸른바다환경연합은 청소를 했다. 푸른 바다 환경 연합 회원이 모였다.",
        "푸른바다환경연합",
        "푸른 바다 환경 연합",
    ),
]
TWO = [
    (
        "교육부 예산실은 표를 냈다. 교육부 감사실은 표를 봤다. 비가 왔다. 길이 젖었다. 해가 졌다.",
        "교육부 예산실",
        "교육부 감사실",
    ),
    ("롯데는 유동성 소문을 부인했다. 롯데웰푸드는 과자값을 올렸다.", "롯데", "롯데웰푸드"),
    ("삼성전자가 공장을 지었다. 삼성전기는 부품을 댄다.", "삼성전자", "삼성전기"),
]


def entity_of(record, text):
    """Return the entity of the first mention that overlaps the first place of a text."""
    named = [m for m in record.mentions if m.type in ("organization", "person", "program")]
    return next((m.entity for m in named if m.text == text), None)


@pytest.mark.parametrize(("text", "long", "short"), ONE)
def test_a_passage_speaks_of_one_thing_by_two_names(extractor, text, long, short):
    record = extractor.extract(text)
    assert entity_of(record, long) is not None
    assert entity_of(record, long) == entity_of(record, short)


SURNAMES = [
    ("이상민 부시장이 회의를 열었다. 이정아 도로관리과장이 보고했다. 이 과장은 웃었다.", "이정아"),
    ("박찬욱 감독의 새 영화다. 영화평론가 박성진은 좋다고 했다. 박 평론가는 웃었다.", "박성진"),
    ("최도윤 대통령이 지시했다. 최아람 금융위원장이 답했다. 최 위원장은 웃었다.", "최아람"),
]


@pytest.mark.parametrize(("text", "name"), SURNAMES)
def test_a_surname_with_a_title_means_who_has_the_title(extractor, text, name):
    record = extractor.extract(text)
    assert entity_of(record, name[0]) == entity_of(record, name) is not None


@pytest.mark.parametrize(("text", "one", "other"), TWO)
def test_a_passage_speaks_of_two_things(extractor, text, one, other):
    record = extractor.extract(text)
    assert None not in (entity_of(record, one), entity_of(record, other))
    assert entity_of(record, one) != entity_of(record, other)


NOBODY = [
    ("김하늘이 우승했다. 경기 뒤 하늘은 맑았다.", "하늘은"),
    ("정여주 감독은 새 영화를 찍는다. 촬영지는 여주다.", "여주다"),
    ("한민주 교수가 강연했다. 학생들은 “민주가 무엇이냐”고 물었다.", "민주가"),
    ("어부 이선구 씨가 배를 샀다. 선장은 베트남 사람이다. 이 선장은 말이 없다.", "이 선장"),
]


@pytest.mark.parametrize(("text", "word"), NOBODY)
def test_an_everyday_word_is_no_given_name_of_the_article(extractor, text, word):
    start = text.index(word)
    mentions = extractor.extract(text).mentions
    assert not any(m.type == "person" and m.start == start for m in mentions)


def passages():
    """Verdict, one name, the other name and the passage of each line of passages.tsv."""
    lines = Path(__file__).with_name("passages.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def entity_at(record, start, end):
    """Return the entity of the mention that shares most with a stretch of the text."""
    shared = [
        (min(m.end, end) - max(m.start, start), m)
        for m in record.mentions
        if m.type in ("organization", "person", "program")
    ]
    size, mention = max(shared, key=lambda pair: pair[0])
    return mention.entity if size > 0 else None


@pytest.mark.parametrize(("verdict", "one", "other", "text"), passages())
def test_a_passage_with_two_names(extractor, verdict, one, other, text):
    record = extractor.extract(text)
    start = text.index(one)
    end = start + len(one)
    again = text.find(other, end) if other in text[end:] else text.index(other)
    first, second = entity_at(record, start, end), entity_at(record, again, again + len(other))
    assert None not in (first, second)
    assert (first == second) is (verdict == "same")


def two_articles():
    """Verdict, one name and its article, the other and its article of each line."""
    lines = Path(__file__).with_name("two_articles.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def places_of(record, name, text):
    """Places of the entities that any mention of a name in the text belongs to."""
    starts = (m.start() for m in re.finditer(re.escape(name), text))
    found = (entity_at(record, start, start + len(name)) for start in starts)
    return {(record.doc_id, entity) for entity in found if entity is not None}


@pytest.mark.parametrize(("verdict", "one", "text", "other", "article"), two_articles())
def test_two_articles_with_a_name_each(extractor, verdict, one, text, other, article):
    records = [extractor.extract(t, doc_id=d) for d, t in (("a", text), ("b", article))]
    first = places_of(records[0], one, text)
    second = places_of(records[1], other, article)
    assert first
    assert second
    made = [{(r.doc_id, r.entity) for r in e.records} for e in resolve(records).entities]
    met = any(first & places and second & places for places in made)
    assert met is (verdict == "same")

"""Hostile texts: no crash, no hang, exact offsets, valid JSON; time grows with length only."""

import gc
import json
import os
import random
import re
import time
import unicodedata
from itertools import count

import pytest

from kfacts.errors import InputError
from kfacts.model import RECORD
from kfacts.pipeline import to_json
from kfacts.text import Article, decode
from tests.fragments import fragment

INPUTS = int(os.environ.get("KFACTS_FUZZ", "250"))
"""Random inputs: a few by default, 100,000 by `make fuzz`."""
SEED = int(os.environ.get("KFACTS_FUZZ_SEED", "1"))

SEEDS = [
    "한빛은행 김도윤 대표는 올해 3월 서울에 점포 12곳을 열고 320억원을 투자했다고 밝혔다.",
    "(서울=나라일보) 박하늘 기자 = 올 매출 2조3,500억 이익 150억~160억원으로 각각 12%, △3% 증가",
    "‘우리 마을 책방’ 사업을 시작한 새롬시는 지난달 15일부터 17일까지 1만2천여 명이 찾았다고 했다.",
    "Q. 앞으로의 계획은? A. 저희는 내년까지 회원 100만 명, 매출 $3.5M을 목표로 합니다.",
    "㈜다온(대표 이새봄)은 '24년 상반기 3/4분기 5·6호기 010-1234-5678 v1.2.3 3-1 승",
]
STRANGE = (
    "\x00\x01\x1b\x7f\u200b\u200d\u2028\u202e\u2066\ufeff\u0301\u0338\ue000\ufffe\U000e0001\U0010ffff"
    "각ㄱㅏ😀👨‍👩‍👧٣五①½Ⅳ㎡℃‰弗￦∼～–—·ㆍ…「」『』《》<>[]()‘’“”'\"`,.;:/\\|%＋△▲±\t\r\n \u3000"
)


PARTS = ("person", "organization", "program", "subject", "value", "when", "base")
"""What of a fact is a thing of its record."""


def mutated(chance):
    """Return a text made of pieces of the seeds and strange characters."""
    pieces = []
    for _ in range(chance.randint(1, 6)):
        seed = chance.choice(SEEDS)
        a, b = sorted(chance.randrange(len(seed) + 1) for _ in range(2))
        pieces.append(seed[a:b] * chance.choice((1, 1, 1, 2, 7)))
        pieces.append("".join(chance.choice(STRANGE) for _ in range(chance.randint(0, 4))))
    text = "".join(pieces)
    if chance.random() < 0.15:
        text = unicodedata.normalize("NFD", text)
    if chance.random() < 0.1:
        text = text[::-1]
    return text


def check(extractor, text):
    """Extract, and hold the record to what is promised for any text."""
    record = json.loads(to_json(extractor.extract_article(Article.of(text))))
    RECORD.validate_python(record)
    for mention in record["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    ids = {thing["id"] for thing in (*record["mentions"], *record["entities"])}
    for fact in record["facts"]:
        assert 0 <= fact["start"] < fact["end"] <= len(text)
        assert {fact[part] for part in PARTS if fact.get(part)} <= ids
    assert [m["start"] for m in record["mentions"]] == sorted(
        m["start"] for m in record["mentions"]
    )


@pytest.mark.parametrize("made", [mutated, fragment])
def test_any_text_is_read(extractor, made):
    chance = random.Random(SEED)
    for _ in range(INPUTS):
        text = made(chance)
        try:
            check(extractor, text)
        except Exception as error:
            raise AssertionError(f"fails for {text!r}") from error


def test_random_bytes_are_read_or_refused(extractor):
    chance = random.Random(SEED)
    for _ in range(INPUTS):
        data = bytearray(chance.choice(SEEDS).encode(chance.choice(("utf-8", "cp949"))))
        for _ in range(chance.randint(0, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            text, _ = decode(bytes(data), "x.txt")
        except InputError:
            continue
        check(extractor, text)


LONE = [
    "\ud800한빛은행이 \udfff3억원을 냈다.\ud83d",
    "서울시는 ‘행복\ud83d 지원사업’을 운영한다. 한빛\udcff은행 \ud800 김도윤 대표",
    "\udfff\ud800",
]


@pytest.mark.parametrize("text", LONE, ids=ascii)
def test_lone_surrogates_are_told_as_one_sign_each(extractor, text):
    """No JSON, file or database takes one: the record has U+FFFD in its place."""
    article = Article.of(text, "\udc00", title="\ud800 제목", source="\udcff")
    record = json.loads(to_json(extractor.extract_article(article)))
    readable = re.sub("[\ud800-\udfff]", "\ufffd", text)
    for mention in record["mentions"]:
        assert readable[mention["start"] : mention["end"]] == mention["text"]
    assert record["source"]["title"] == "\ufffd 제목"
    assert record["doc_id"] == "\ufffd"


KILLERS = [
    *("1", "만", "1.", "1,", "1~", "일이삼", "1만", "억", "3월 ", "월", "년 ", "1-", "%", "0x"),
    *("(", ")", "((", "‘", "'", "“", "<", "「", "[", "‘가’", "(가", "가(나)", "([{", "(주)"),
    *("가", "김", "김 ", "대표 ", "김철수 대표 ", "A", "A·", "A, ", "의 ", "은행", "에서 ", "시"),
    *("\n", " ", "\t", "-", ".", "…", "ㅋ", "\u0301", "\u200b", "😀", "㈜", "가나다 3억원 ", "·"),
    *("매출 3억원, ", "지난해보다 ", "3%에서 5%로 ", "서울시는 ", "1조2억3만", "수십수백", "'가' "),
    *("씨 ", "그리고 ", "1~1~1~", "Antidisestablishmentarianism", "Q. 김철수 대표 ", "가, 나, "),
    *("가나전자 다라전자 ", "3명, ", "2020년 지난해 올해 ", "2020년 3월 4일 ", "3월~", "㈜한빛 "),
    *("김철수, ", "김철수·", "‘가’·", "가\t3명\t5%\n", "• 3억원\n", "1.\n", '"', "''", "|", "—"),
    *("가\r\n", "\r\n\r", "\n\n", "\u202e", "\u2066가", "\ue000", "\x00", "\U000e0001", "\ufe0f"),
    *("\u1100\u1161", "\u1100\u1161\u11a8", "\u1161", "\u0301\u0323", "가\u0301", "가\u200b"),
    *("👨‍👩‍👧", "🇰🇷", "a\u0338", "Å", "ﬁ", "１", "\ud800", "\ufffd"),
]
"""What a text may repeat without end."""
NESTED = [
    *("()", "[]", "<>", "‘’", "“”", "「」", "『』", "《》", "〈〉", "【】", "（）", "｛｝", "«»"),
    *(("(가", ")"), ("‘가 ", "’"), ("“가나다(", ")” "), ("<가나 ", "> 사업"), ("[(‘", "’)]")),
]
"""What opens, as often as may be, before all of it closes."""
WALLS = [*((unit,) for unit in KILLERS), *map(tuple, NESTED)]
SHORTEST = 2_500
LONGEST = 320_000
"""Characters to begin with, doubled until one extraction takes a while or the text is too long."""
A_WHILE = 0.1
"""Seconds of CPU."""
GROWTH = 2.3
"""What twice the text may cost."""
ROUNDS = 12
TURN = count()


def cost(extractor, text):
    """Return the CPU seconds of extracting a text; none is the same as one before it.

    Without the garbage collector, as `timeit` measures: how often it goes through all that the
    tests hold depends on what was made before.
    """
    text = f"{text} {next(TURN)}"  # what was found in the last texts is kept
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        extractor.extract(text)
        return time.process_time() - began
    finally:
        gc.enable()


def wall(parts, length):
    """Return about so many characters: each part over and over, one part after the other."""
    return "".join(part * (length // sum(map(len, parts))) for part in parts)


@pytest.mark.parametrize("parts", WALLS, ids=lambda parts: ascii("".join(parts)))
def test_time_grows_with_length_only(extractor, parts):
    """Twice the text costs at most 2.3 times as much: the mean over two doublings.

    Of each length the quickest run counts, for other processes only ever slow one down; the lengths
    take turns until the bound holds or there is no hope that it will.
    """
    check(extractor, wall(parts, SHORTEST))
    length, once = SHORTEST, 0.0
    while length < LONGEST and once < A_WHILE:
        length, once = 2 * length, cost(extractor, wall(parts, 2 * length))
    # Both after a long one: once a process has had so much memory, it takes its time for more.
    fourfold = cost(extractor, wall(parts, 4 * length))
    once = cost(extractor, wall(parts, length))
    for _ in range(ROUNDS):
        if fourfold <= GROWTH**2 * once:
            return
        once = min(once, cost(extractor, wall(parts, length)))
        fourfold = min(fourfold, cost(extractor, wall(parts, 4 * length)))
    pytest.fail(f"{length:,} characters {once:.3f} s, four times as many {fourfold:.3f} s")


def test_a_wall_that_ends_as_a_name_does_is_no_name(extractor):
    """Its beginnings would be as many as it has letters, and take its square."""
    began = time.process_time()
    letters = "".join(random.Random(SEED).choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=100_000))
    assert extractor.extract(f"{letters}TV").mentions == []
    assert time.process_time() - began < 20


def test_a_very_long_line(extractor):
    text = "한빛은행은 올해 3월 점포 12곳을 열고 320억원을 썼다. " * 4_000
    check(extractor, text[:100_000])

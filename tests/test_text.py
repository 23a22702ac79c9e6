import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfacts.errors import InputError
from kfacts.text import Article, clean, decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp949"])
def test_each_encoding_is_told_and_read(encoding):
    text = "㈜한빛은 매출이 늘었다.\r\n"
    assert decode(text.encode(encoding), "a.txt") == (text, encoding)


def test_bytes_that_are_neither_name_the_file_and_both_places():
    with pytest.raises(InputError, match=r"a\.txt: neither UTF-8 \(byte 3 is 0xff\)"):
        decode("가".encode() + b"\xff\xff", "a.txt")


def test_a_byte_order_mark_that_lies_is_an_error():
    with pytest.raises(InputError, match="byte-order mark"):
        decode(b"\xef\xbb\xbf\xff", "a.txt")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("카\u200b드", "카드"),
        ("㈜한빛", "(주)한빛"),
        ("\ufeff처음", "처음"),
        ("영\x00점", "영 점"),
        ("１２３％", "123%"),
        ("넓은\u3000칸", "넓은 칸"),
        ("외\ud800톨", "외\N{REPLACEMENT CHARACTER}톨"),
        (unicodedata.normalize("NFD", "한글 각"), "한글 각"),
    ],
)
def test_what_the_analyser_stumbles_over_is_cleaned(text, cleaned):
    assert clean(text).text == cleaned


def test_places_are_mapped_back_to_the_text_as_it_stands():
    text = unicodedata.normalize("NFD", "㈜한빛\u200b은행이")
    cleaned = clean(text)
    start = cleaned.text.index("한빛은행")
    a, b = cleaned.source(start, start + 4)
    assert unicodedata.normalize("NFC", text[a:b]).replace("\u200b", "") == "한빛은행"
    assert cleaned.source(0, 3) == (0, 1)


STRANGE = (
    "가각\u1100\u1161\u11a8e\u0301\u0323\u0338Å㈜㈔㏊\u200b\u200d\ufeff\xa0１👨\ufe0f\u0600(). \r\n"
)
SAID = {"㈜": "(주)", "㈔": "(사)", "㏊": "ha", "１": "1", "\xa0": " "}
SAID |= dict.fromkeys("\u200b\u200d\ufeff", "")


@given(st.text(STRANGE, max_size=40))
def test_the_cleaned_text_is_the_article_composed_and_spelt_out(text):
    spelt = "".join(SAID.get(character, character) for character in text)
    assert clean(text).text == unicodedata.normalize("NFC", spelt)


@pytest.mark.parametrize(
    "marks", ["\u0301\u0323", "\u0f71\u0f72", "\u3099", "\u0301\u200d", "\u200b"]
)
def test_a_wall_of_marks_costs_its_length_and_not_its_square(marks):
    """Composing 80,000 marks at once takes many seconds; nobody writes so many on a letter."""
    began = time.process_time()
    text = "가" + marks * (80_000 // len(marks)) + "나"
    cleaned = clean(text)
    assert time.process_time() - began < 2
    assert cleaned.source(len(cleaned.text) - 1, len(cleaned.text)) == (len(text) - 1, len(text))


@given(st.text(STRANGE, max_size=50) | st.text(max_size=50))
def test_every_place_maps_into_the_text_and_in_order(text):
    cleaned = clean(text)
    places = [cleaned.source(i, i + 1) for i in range(len(cleaned.text))]
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert places == sorted(places)


@given(st.text(STRANGE, max_size=50) | st.text(max_size=50))
def test_cleaning_twice_changes_nothing(text):
    once = clean(text).text
    assert clean(once).text == once


def test_an_article_of_a_string_is_told_by_its_text():
    assert Article.of("가", "x").sha256 == Article.of("가", "y").sha256 != Article.of("나").sha256

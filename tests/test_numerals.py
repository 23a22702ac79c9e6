from decimal import Decimal

import pytest
import regex

from kfacts.korean import numerals

NUM = regex.compile(numerals.NUM)

EXACT = {
    "1,234.5": "1234.5",
    "6조6,980억5,600만": "6698056000000",
    "1.1천만": "11000000",
    "3만 7500": "37500",
    "2만9977": "29977",
    "1조 2,345억": "1234500000000",
    "2억 1천만": "210000000",
    "21조5000억": "21500000000000",
    "100 만": "1000000",
    "1억오천만": "150000000",
    "３５": "35",
    "삼천오백만": "35000000",
    "이천이십삼": "2023",
    "이천 이십 삼": "2023",
    "이십오점육": "25.6",
    "영점오": "0.5",
    "천만": "10000000",
    "스물두": "22",
    "아흔아홉": "99",
    "-3.2": "-3.2",
    "△3.2": "-3.2",
    "마이너스 3": "-3",
}
VAGUE = {
    "수십억": ("2000000000", "9000000000", True),
    "수천": ("2000", "9000", True),
    "몇 백만": ("2000000", "9000000", True),
    "십수": ("12", "19", True),
    "서너": ("3", "4", True),
    "열두어": ("12", "13", True),
    "10여": ("10", "10", True),
    "5만여": ("50000", "50000", True),
    "100여만": ("1000000", "1000000", True),
    "30~40만": ("300000", "400000", False),
    "5000만~1억": ("50000000", "100000000", False),
    "1천~2천만": ("10000000", "20000000", False),
    "1~2천만": ("10000000", "20000000", False),
    "5000~1만": ("5000", "10000", False),
    "5에서 7": ("5", "7", False),
    "10 내지 20": ("10", "20", False),
    "±4.4": ("-4.4", "4.4", False),
}


@pytest.mark.parametrize(("text", "value"), EXACT.items())
def test_exact(text, value):
    assert NUM.fullmatch(text)
    assert numerals.parse(text) == (Decimal(value), Decimal(value), False)


@pytest.mark.parametrize(("text", "want"), VAGUE.items())
def test_vague_numbers_and_ranges(text, want):
    assert NUM.fullmatch(text)
    assert numerals.parse(text) == (Decimal(want[0]), Decimal(want[1]), want[2])


def test_fractions():
    assert numerals.parse("4분의 3") == (Decimal("0.75"), Decimal("0.75"), False)
    assert numerals.parse("절반") == (Decimal("0.5"), Decimal("0.5"), False)


@pytest.mark.parametrize("text", ["5만 3억", "3천5000", "오이", "", "원", "천백만만"])
def test_not_a_number(text):
    assert numerals.parse(text) is None

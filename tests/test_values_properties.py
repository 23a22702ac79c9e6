"""Properties of the number grammar and the literals, and that hostile texts cost linear time."""

import time
from decimal import Decimal

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from kfacts.extract.literals import Literals
from kfacts.korean import numerals
from kfacts.rulefile import load_rules
from kfacts.values import decimal_text

LITERALS = Literals(load_rules())
NUM = regex.compile(numerals.NUM)
DIGITS = "영일이삼사오육칠팔구"
NUMBERS = st.integers(1, 10**17 - 1)


def sections(number):
    """Split into (four digits, 만·억·조·경), largest first."""
    for power, scale in ((16, "경"), (12, "조"), (8, "억"), (4, "만"), (0, "")):
        section = number // 10**power % 10**4
        if section:
            yield section, scale


def in_words(number):
    said = ""
    for section, scale in sections(number):
        for power, small in ((3, "천"), (2, "백"), (1, "십"), (0, "")):
            digit = section // 10**power % 10
            if digit:
                said += ("" if digit == 1 and small else DIGITS[digit]) + small
        said += scale
    return said


def with_scales(number, gap="", comma=False):
    written = [f"{s:,}" if comma else str(s) for s, _ in sections(number)]
    return gap.join(w + scale for w, (_, scale) in zip(written, sections(number), strict=True))


STYLES = {
    "plain": str,
    "commas": lambda n: f"{n:,}",
    "scales": with_scales,
    "spaced scales": lambda n: with_scales(n, " "),
    "scales with commas": lambda n: with_scales(n, "", comma=True),
    "words": in_words,
    "full width": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
}


@pytest.mark.parametrize("style", STYLES)
@given(number=NUMBERS)
@settings(max_examples=150, deadline=None)
def test_a_number_reads_back_in_every_style(style, number):
    written = STYLES[style](number)
    assert numerals.parse(written) == (Decimal(number), Decimal(number), False)


@pytest.mark.parametrize("style", STYLES)
@given(number=st.integers(10, 10**12))
@settings(max_examples=60, deadline=None)
def test_an_amount_reads_back_in_every_style(style, number):
    if style == "spaced scales" and number % 10**4 < 100:
        return  # 3만 5원 is not written
    text = f"비용 {STYLES[style](number)}원이 들었다"
    (candidate,) = [c for c in LITERALS.find(text) if c.label == "money"]
    assert text[candidate.start : candidate.end] == f"{STYLES[style](number)}원"
    assert LITERALS.value(text, candidate)["min"] == str(number)


@given(number=st.decimals(0, 10**9, allow_nan=False, places=3))
@settings(max_examples=200, deadline=None)
def test_decimals_are_exact_and_plain(number):
    assert numerals.parse(f"{number:f}") == (number, number, False)
    text = decimal_text(number)
    assert Decimal(text) == number
    assert "E" not in text


ALPHABET = st.sampled_from(
    "0123456789.,~-–%원만억조천백십일이삼두세 여약수달러명개시년월에서로을대 \n()[]₩$€kgㄱ힣\u200b"
)
NOISE = st.one_of(st.text(ALPHABET, max_size=60), st.text(max_size=60))


@given(text=NOISE)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_sound_candidates(text):
    found = LITERALS.find(text)
    ends = [0]
    for candidate in found:
        assert ends[-1] <= candidate.start < candidate.end <= len(text)
        ends.append(candidate.end)
        assert LITERALS.read(text, candidate) is not None
        if candidate.label != "date":
            value = LITERALS.value(text, candidate)
            assert Decimal(value["min"]) <= Decimal(value["max"])


HOSTILE = {
    "1": "1",
    "만": "만",
    "1.": "1.",
    "1,": "1,",
    "1만": "1만",
    "일이삼": "일이삼",
    "1~": "1~",
    "1만~": "1만~",
    "5에서 ": "5에서 ",
    "수십": "수십",
    "-": "-",
    "제 ": "제 ",
    "한 두 ": "한 두 ",
    "1원~": "1원~",
    "약 ": "약 ",
    "a.b@": "a.b@",
    "1-": "1-",
    "1명": "1명",
}


def seconds(text):
    start = time.process_time()
    LITERALS._read_all(text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_cost_linear_time(unit):
    few, many = (HOSTILE[unit] * (n // len(unit)) for n in (3_000, 24_000))
    seconds(few)
    assert seconds(many) < 24 * max(seconds(few), 0.005)

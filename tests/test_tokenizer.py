import random

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kfacts.korean.analyser import CHUNK, analyse
from kfacts.korean.tokenizer import analysis

ALPHABET = "가나다했됐한 \n\t\r\u3000\u200b\u0301ᄀ ᅡᆨabZ019.,%~-‘’“”'\"()[]<>·㈜①😀👨‍👩‍👧\x00\x7f弗"


def test_morphemes_that_share_characters_become_one_token(tokenizer):
    doc = tokenizer("노동조합이 결성됐다.")
    tags = {token.text: token.tag_ for token in doc}
    assert tags["됐"] == "XSV+EP"
    assert tags["이"] == "JKS"


def test_lemmas_of_predicates_are_dictionary_forms(tokenizer):
    doc = tokenizer("새 공장을 지었다.")
    assert "짓다" in {token.lemma_ for token in doc}


def test_particles_stand_apart_from_names(tokenizer):
    words = [token.text for token in tokenizer("서울시는 부산시와 협약을 맺었다.")]
    assert "서울시" in "".join(words)
    assert "는" in words
    assert "와" in words


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "  두 칸  띄고\t탭 ",
        "한 줄\r\n다음 줄\n\n\n끝",
        "😀 이모지가 있다 😀",
        "영\x00문자",
        "가\u200b나",
        "ㅋㅋㅋ ㅠㅠ",
    ],
)
def test_nothing_is_lost(tokenizer, text):
    assert tokenizer(text).text == text


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_nothing_is_lost_in_noise(tokenizer, text):
    assert tokenizer(text).text == text


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_nothing_is_lost_in_any_script(tokenizer, text):
    assert tokenizer(text).text == text


def test_sentences_end_at_short_lines_and_at_full_stops():
    text = "제목은 짧다\n첫 문장이다. 둘째 문장이다.\n"
    found = [text[a:b] for a, b in analyse(text).sentences]
    assert found == ["제목은 짧다", "첫 문장이다.", "둘째 문장이다."]


def test_a_line_broken_to_fit_a_width_goes_on():
    text = (
        "이 문장은 화면 너비에 맞추려고 줄을 바꾸었을 뿐이고 아직 끝나지\n않았으므로 한 문장이다."
    )
    assert len(analyse(text).sentences) == 1


def test_a_closing_quotation_mark_does_not_end_a_sentence():
    text = "‘마을 도서관 지원’은 책을 나누는 사업이다."
    assert len(analyse(text).sentences) == 1


def test_long_text_is_analysed_in_pieces_with_offsets_kept():
    line = "한빛은행은 올해 새 점포 3곳을 열었다. "
    text = line * (2 * CHUNK // len(line))
    found = analyse(text)
    assert len(text) > CHUNK
    assert all(
        text[m.start : m.end] == m.form for m in found.morphemes if m.tag in {"NNG", "NNP", "JX"}
    )
    assert len(found.sentences) == text.count(".")


def test_a_doc_survives_bytes_with_its_morphemes(tokenizer):
    doc = tokenizer("강원도가 축제를 연다.")
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert copy.text == doc.text
    assert analysis(copy).morphemes == analysis(doc).morphemes


def test_a_blank_pipeline_needs_no_mecab():
    nlp = spacy.blank(
        "xx", config={"nlp": {"tokenizer": {"@tokenizers": "kfacts.KiwiTokenizer.v1"}}}
    )
    doc = nlp("물가가 올랐다. 금리도 올랐다.")
    assert [s.text for s in doc.sents] == ["물가가 올랐다.", "금리도 올랐다."]


def test_time_grows_with_length_only(tokenizer):
    noise = random.Random(7)
    text = "".join(noise.choice(ALPHABET) for _ in range(30_000))
    assert tokenizer(text).text == text


def test_a_title_in_brackets_does_not_end_a_sentence():
    for text in ("<바다의 노래> 8집에 실린 곡이다.", "박하늘 ‘별이 지다’ 작가는 웃었다."):
        assert len(analyse(text).sentences) == 1


def test_the_components_find_what_the_pipeline_finds(extractor):
    from kfacts.extract.arbiter import arbitrate
    from kfacts.settings import Settings
    from kfacts.spacy_components import CANDIDATES, language

    text = "한빛은행 김도윤 대표는 올해 3월 ‘새싹 적금’을 출시하고 320억원을 투자했다고 밝혔다."
    analysed = analyse(text)
    literals = extractor.literals.find(text)
    chosen = arbitrate(analysed, [*literals, *extractor.names.find(analysed, literals)])
    doc = language(Settings())(text)
    assert doc.user_data[CANDIDATES] == chosen
    assert {(s.text, s.label_, s.id_) for s in doc.spans["kfacts"]} == {
        (text[c.start : c.end], c.label, c.rule) for c in chosen
    }

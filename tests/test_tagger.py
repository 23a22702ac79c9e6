"""The learned name tagger: units, decoding, scores, the model file."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from kfacts.errors import ModelError
from kfacts.extract.chain import Chain, runs, steps, viterbi
from kfacts.extract.hashes import Lexicon, hash_words
from kfacts.extract.memo import Memo
from kfacts.extract.tagger import FLOOR, LABELS, MODEL, load_tagger
from kfacts.extract.units import TAGS, Memory, Units, particle_length
from kfacts.korean.analyser import analyse
from kfacts.korean.morphemes import Analysis, Morpheme

EMPTY = Lexicon(
    np.zeros(0, np.uint32),
    np.zeros((3, 0), np.uint16),
    np.zeros(0, np.uint32),
    np.zeros(0, np.uint8),
    np.zeros(0, np.uint32),
    np.zeros(0, np.uint8),
    np.zeros(len(TAGS), np.uint8),
    np.zeros(0, np.uint32),
)


@pytest.fixture(scope="module")
def tagger():
    found = load_tagger()
    if found is None:
        pytest.skip("the model file is not here")
    return found


def named(tagger, text):
    return {(text[n.start : n.end], n.label) for n in tagger.tag(analyse(text))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("축구 대표팀 주장 손흥민이 결승골을 넣었다.", ("손흥민", "person")),
        ("윤서하 교수는 새 논문을 학술지에 실었다.", ("윤서하", "person")),
        ("배우 전지현과 이정재가 영화제에 참석했다.", ("이정재", "person")),
        ("삼성전자는 3분기 실적을 발표했다.", ("삼성전자", "organization")),
        ("서울대학교 연구팀이 결과를 공개했다.", ("서울대학교", "organization")),
        ("그는 부산에서 태어나 대구에서 자랐다.", ("대구", "location")),
        ("드라마 '미생'이 다시 방영된다.", ("미생", "program")),
    ],
)
def test_finds_names(tagger, text, name):
    assert name in named(tagger, text)


def test_finds_nothing_where_nothing_is_named(tagger):
    assert named(tagger, "어제는 비가 많이 와서 집에서 책을 읽었다.") == set()
    assert tagger.tag(Analysis("", [], [])) == []


def test_a_sentence_is_read_alike_wherever_it_stands(tagger):
    one = "가수 이효리가 새 앨범을 냈다."
    other = "국회는 예산안을 처리하지 못했다."
    alone = [(n.label, n.score) for text in (one, other) for n in tagger.tag(analyse(text))]
    together = [(n.label, n.score) for n in tagger.tag(analyse(f"{one}\n{other}"))]
    assert [label for label, _ in together] == [label for label, _ in alone]
    assert [s for _, s in together] == pytest.approx([s for _, s in alone], abs=0.01)


def test_score_prefers_what_was_found(tagger):
    text = "가수 이효리가 새 앨범을 냈다."
    reading = tagger.read(analyse(text))
    (name,) = [n for n in reading.names if n.label == "person"]
    start, end = name.start, name.end
    asked = [(start, end, "person"), (start, end, "organization"), (start + 1, end, "person")]
    same, other, cut = reading.scores(asked)
    assert same == name.score > 0 > other
    assert cut == FLOOR
    assert reading.scores([]) == []
    assert tagger.read(analyse("")).scores(asked[:1]) == [FLOOR]


def test_why_names_the_features(tagger):
    text = "윤서하 교수는 새 논문을 학술지에 실었다."
    reasons = tagger.read(analyse(text)).why(0, 3, top=40)
    assert any("교수" in feature for feature, weight in reasons if weight > 0)
    assert [abs(w) for _, w in reasons] == sorted((abs(w) for _, w in reasons), reverse=True)


@pytest.mark.parametrize(
    ("form", "length"),
    [("라이더스의", 1), ("하하와", 1), ("김하은", 0), ("토레스에서", 2), ("두리", 0), ("ABC은", 0)],
)
def test_particles_in_unknown_nouns(form, length):
    assert particle_length(form) == length


def test_unknown_noun_is_cut_into_units():
    analysis = Analysis(
        "토레스의 골", [Morpheme("토레스의", "NNP", 0, 4), Morpheme("골", "NNG", 5, 6)], [(0, 6)]
    )
    units = Units.of(analysis, Memory(EMPTY))
    assert units.forms == ["토레스", "의", "골"]
    assert list(zip(units.starts.tolist(), units.ends.tolist(), strict=True)) == [
        (0, 3),
        (3, 4),
        (5, 6),
    ]


def test_a_unit_is_plain_by_its_tag_unless_it_is_an_exception():
    plain = np.array([tag == "JKO" for tag in TAGS], np.uint8)
    words = (
        Morpheme("오늘", "NNG", 0, 2),
        Morpheme("내일", "NNG", 2, 4),
        Morpheme("을", "JKO", 4, 5),
    )
    noun = Analysis("오늘내일을", words, [(0, 5)])
    exceptions = Units.of(noun, Memory(EMPTY)).keys[1:]
    memory = Memory(replace(EMPTY, plain=plain, exceptions=np.sort(exceptions)))
    assert Units.of(noun, memory).plain.tolist() == [False, True, False]


def _squares(numbers):
    return np.array([[n, n * n] for n in numbers], np.uint32)


def test_a_memo_gives_the_same_rows_again():
    asked = []
    memo = Memo(lambda keys: asked.append(list(keys)) or _squares(keys), 2, limit=3000)
    assert memo.rows([3, 4, 3]).tolist() == [[3, 9], [4, 16], [3, 9]]
    assert memo.rows([4, 5]).tolist() == [[4, 16], [5, 25]]
    assert asked == [[3, 4], [5]]
    assert memo.rows(range(5000)).tolist() == _squares(range(5000)).tolist()
    assert memo.rows([7]).tolist() == [[7, 49]]
    assert asked[-1] == [7], "too full, so it began anew"
    assert memo.rows([]).shape == (0, 2)


def test_a_memo_that_fails_begins_anew():
    memo = Memo(lambda keys: _squares([int(key) for key in keys]), 2)
    with pytest.raises(ValueError, match="invalid literal"):
        memo.rows(["1", "x"])
    assert memo.rows(["2", "1"]).tolist() == [[2, 4], [1, 1]]


def test_what_is_remembered_changes_no_result(tagger):
    texts = ["한빛은행 김서준 행장이 말했다.", "가수 이효리와 한빛은행이 ‘온누리 대출’을 냈다."]
    warm = [tagger.tag(analyse(text)) for text in texts]
    tagger.memory.morphemes.rows([(str(n), "SN") for n in range(40_000)])
    assert [tagger.tag(analyse(text)) for text in reversed(texts)] == warm[::-1]


def test_runs_take_the_unit_after_in_the_same_sentence():
    open_ = np.array([1, 1, 0, 0, 1, 1, 1, 0], bool)
    same = np.array([0, 1, 1, 1, 1, 0, 1, 1], bool)
    firsts, lengths = runs(open_, same)
    assert list(zip(firsts.tolist(), lengths.tolist(), strict=True)) == [(0, 3), (4, 1), (5, 3)]


def test_hashes_depend_on_the_characters_alone():
    words = ["가", "가나", "나가", "", "가나다라마바사"]
    assert hash_words(words).tolist() == [int(hash_words([w])[0]) for w in words]
    assert len(set(hash_words(words).tolist())) == len(words)


def _score(path, emissions, transitions):
    pairs = enumerate(itertools.pairwise((0, *path)))
    return sum(transitions[a, b] + emissions[t, b] for t, (a, b) in pairs)


def test_chain_against_every_path():
    rng = np.random.default_rng(3)
    emissions, transitions = rng.integers(-3, 4, (4, 5)), rng.integers(-3, 4, (5, 5))
    chains = steps(np.array([0]), np.array([4]))
    paths = list(itertools.product(range(5), repeat=4))
    scores = np.array([_score(p, emissions, transitions) for p in paths], float)
    best = viterbi(emissions.astype(np.int32), chains, transitions.astype(np.int32))
    assert _score(best, emissions, transitions) == scores.max()
    chain = Chain.of(emissions.astype(float), transitions.astype(float), chains)
    weights = np.exp(scores - scores.max())
    for first, last, kind in [(0, 0, 0), (1, 2, 1), (0, 3, 0), (3, 3, 1), (1, 3, 0)]:
        b, i = 1 + 2 * kind, 2 + 2 * kind
        wanted = [
            p[first] == b
            and all(x == i for x in p[first + 1 : last + 1])
            and (last == 3 or p[last + 1] != i)
            for p in paths
        ]
        found = _log_probability(chain, first, last, kind)
        assert found == pytest.approx(np.log(weights[wanted].sum() / weights.sum()))


def _log_probability(chain, first, last, kind):
    spans = (np.array([part]) for part in (first, last, kind))
    return float(chain.log_probabilities(*spans)[0])


def test_chains_side_by_side_are_read_as_one_by_one():
    rng = np.random.default_rng(4)
    emissions = rng.integers(-3, 4, (9, 5)).astype(np.int32)
    transitions = rng.integers(-3, 4, (5, 5)).astype(np.int32)
    parts = [(0, 2), (2, 1), (4, 5)]
    together = steps(*(np.array(x) for x in zip(*parts, strict=True)))
    labels = viterbi(emissions, together, transitions)
    chain = Chain.of(emissions.astype(float), transitions.astype(float), together)
    assert labels[3] == 0
    for first, length in parts:
        alone = steps(np.array([first]), np.array([length]))
        units = slice(first, first + length)
        assert (labels[units] == viterbi(emissions, alone, transitions)[units]).all()
        one = Chain.of(emissions.astype(float), transitions.astype(float), alone)
        for last in range(first, first + length):
            expected = _log_probability(one, first, last, 0)
            assert _log_probability(chain, first, last, 0) == pytest.approx(expected)
    assert _log_probability(chain, 1, 2, 0) < -50


def test_damaged_model_is_refused(tmp_path):
    bad = tmp_path / "names.npz"
    bad.write_bytes(b"PK\x03\x04 not a model")
    with pytest.raises(ModelError, match=r"names\.npz.*reinstall"):
        load_tagger(bad)
    np.savez_compressed(bad, fingerprint=np.array(1))
    with pytest.raises(ModelError, match="another version"):
        load_tagger(bad)


def test_truncated_model_is_refused(tmp_path):
    if not MODEL.exists():
        pytest.skip("the model file is not here")
    short = tmp_path / "short.npz"
    short.write_bytes(MODEL.read_bytes()[:100_000])
    with pytest.raises(ModelError):
        load_tagger(short)


def test_absent_model_is_none(tmp_path):
    assert load_tagger(tmp_path / "none.npz") is None


def _examples():
    from scripts.train_names import Example

    for person in ("가나", "다라", "마바"):
        text = f"{person} 말했다"
        morphemes = [Morpheme(person, "NNP", 0, 2), Morpheme("말했다", "VV", 3, 6)]
        yield Example(Analysis(text, morphemes, [(0, 6)]), [(0, 2, "person")])


def test_training_is_reproducible(tmp_path):
    pytest.importorskip("scipy")
    from scripts.crf import Options, train
    from scripts.train_names import build_corpus, export

    files = []
    for name in ("a.npz", "b.npz"):
        corpus, keys = build_corpus(list(_examples()), EMPTY)
        model = train(corpus, len(keys), LABELS, Options(epochs=3, averaged=1))
        np.savez_compressed(tmp_path / name, **export(model, keys, EMPTY))
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    tagger = load_tagger(tmp_path / "a.npz")
    analysis = next(_examples()).analysis
    assert [(n.start, n.end, n.label) for n in tagger.tag(analysis)] == [(0, 2, "person")]

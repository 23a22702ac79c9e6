import pytest
import sample

from kfacts import tables


@pytest.fixture(scope="module")
def index():
    return tables.entity_index(sample.corpus())


@pytest.mark.parametrize(("record", "text"), sample.ARTICLES)
def test_rows_have_exactly_the_columns(record, text, index):
    for columns, rows in (
        (tables.FACTS, tables.fact_rows(record, text, index)),
        (tables.MENTIONS, tables.mention_rows(record, text, index)),
        (tables.ENTITIES, tables.entity_rows(sample.corpus(), [record])),
    ):
        names = [column.name for column in columns]
        for row in rows:
            assert list(row) == names


def test_a_measure_needs_no_join(index):
    row = list(tables.fact_rows(sample.spring(), sample.SPRING, index))[1]
    assert {key: value for key, value in row.items() if value is not None} == {
        "doc_id": "spring",
        "fact": "f2",
        "kind": "measure",
        "subject": "바른물산",
        "subject_type": "organization",
        "subject_id": "k1",
        "metric": "매출",
        "value_type": "money",
        "value_text": "1,250억원",
        "min": "125000000000",
        "max": "125000000000",
        "approx": False,
        "currency": "KRW",
        "change": "increase",
        "status": "actual",
        "when_text": "2024년 상반기",
        "when_kind": "date",
        "when_timex": "2024-H1",
        "when_start": "2024-01-01",
        "when_end": "2024-06-30",
        "rule": "measure.plain",
        "places": 1,
        "sentence": 2,
        "start": 46,
        "end": 57,
        "evidence": sample.SPRING.split("\n")[2],
        "reference_start": "2024-07-30",
        "reference_end": "2024-07-30",
    }


def test_without_corpus_names_are_the_records_own():
    row = next(tables.fact_rows(sample.spring(), sample.SPRING))
    assert (row["person"], row["person_id"], row["title"]) == ("서지안", None, "대표")


def test_without_text_there_is_no_evidence():
    assert {row["evidence"] for row in tables.mention_rows(sample.spring(), None)} == {None}


def test_entities_count_mentions_and_facts_over_articles():
    rows = tables.entity_rows(sample.corpus(), (record for record, _ in sample.ARTICLES))
    counts = [(r["name"], r["articles"], r["mentions"], r["facts"]) for r in rows]
    assert counts == [("바른물산", 2, 3, 6), ("서지안", 2, 3, 2), ("동네장터", 2, 2, 2)]
    assert rows[0]["doc_ids"] == ["autumn", "spring"]


def test_the_evidence_of_an_endless_line_is_cut_around_the_fact():
    text = "가" * 5_000 + "바른물산" + "나" * 5_000
    b = sample.Builder("long", text)
    b.name("organization", "바른물산", "e1")
    record = b.record()
    start, end = tables.evidence(record, text, record.mentions[0])
    assert end - start == tables.EVIDENCE
    assert (start, end) == (4_502, 5_502)


def test_a_record_without_sentences_gives_the_line():
    record = sample.spring().model_copy(update={"sentences": []})
    row = list(tables.fact_rows(record, sample.SPRING))[2]
    assert row["evidence"] == sample.SPRING.split("\n")[3]

"""Each export opened by the tool it is for."""

import csv
import json
import sqlite3

import brat_parser
import duckdb
import pandas as pd
import pyarrow.parquet
import pytest
import rdflib
import sample
import spacy
from spacy import displacy
from spacy.tokens import DocBin

from kfacts.errors import InputError, UsageError
from kfacts.export import export
from kfacts.export.csv import cell
from kfacts.results import open_results
from kfacts.tables import Column

SCHEMA = rdflib.Namespace("https://schema.org/")
FACTS = 7


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return open_results(sample.folder(tmp_path_factory.mktemp("out")))


@pytest.fixture(scope="module")
def database(results, tmp_path_factory):
    to = tmp_path_factory.mktemp("db") / "facts.sqlite"
    assert export(results, to) == FACTS
    return to


def test_csv_begins_with_a_mark_and_reads_back(results, tmp_path):
    to = tmp_path / "사실.csv"
    assert export(results, to) == FACTS
    assert to.read_bytes().startswith(b"\xef\xbb\xbf")
    with to.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["doc_id"] for row in rows] == ["autumn"] * 2 + ["spring"] * 5
    assert rows[1]["min"] == "3000000000"


def test_duckdb_and_pandas_read_the_csv_alike(results, tmp_path):
    to = tmp_path / "facts.csv"
    export(results, to)
    query = "SELECT sum(min) FROM read_csv(?) WHERE currency = 'KRW'"
    assert duckdb.execute(query, [str(to)]).fetchone() == (128_000_000_000,)
    frame = pd.read_csv(to)
    assert frame.loc[frame.currency == "KRW", "min"].sum() == 128_000_000_000


TEXT = Column("evidence", "text", "")
NUMBER = Column("min", "number", "")


@pytest.mark.parametrize(
    ("value", "column", "shown"),
    [
        ("=1+1", TEXT, "'=1+1"),
        ("\u202e=1+1", TEXT, "'\u202e=1+1"),
        ("\u3164 \x1f@SUM(A1)", TEXT, "'\u3164 \x1f@SUM(A1)"),
        ("﹦1+1", TEXT, "'﹦1+1"),
        ("+82-2-123", TEXT, "'+82-2-123"),
        ("@SUM(A1)", TEXT, "'@SUM(A1)"),
        ("-3.2%", TEXT, "'-3.2%"),
        (" =HYPERLINK(1)", TEXT, "' =HYPERLINK(1)"),
        ("＝1+1", TEXT, "'＝1+1"),
        ("\t=1", TEXT, "'\t=1"),
        ("\u200b=1", TEXT, "'\u200b=1"),
        ("\ufeff+1", TEXT, "'\ufeff+1"),
        ("-3.2", NUMBER, "-3.2"),
        ("매출 -3", TEXT, "매출 -3"),
        (["=a", "b"], Column("aliases", "list", ""), "'=a | b"),
        (True, Column("approx", "boolean", ""), "true"),
        (None, TEXT, ""),
    ],
)
def test_no_cell_is_a_formula(value, column, shown):
    assert cell(value, column) == shown


@pytest.mark.parametrize(("table", "count"), [("facts", 7), ("mentions", 16), ("entities", 3)])
def test_every_table_in_every_tabular_format(results, tmp_path, table, count):
    for ending in ("csv", "jsonl", "parquet"):
        to = tmp_path / f"{table}.{ending}"
        assert export(results, to, table) == count
        reader = {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}[ending]
        found = duckdb.execute(f"SELECT count(*) FROM {reader}(?)", [str(to)]).fetchone()
        assert found == (count,)


def test_parquet_has_types_and_meanings(results, tmp_path):
    to = tmp_path / "facts.parquet"
    export(results, to)
    schema = pyarrow.parquet.read_schema(to)
    assert str(schema.field("when_start").type) == "date32[day]"
    assert schema.field("min").metadata[b"description"] == b"lower end; empty = open"
    frame = pd.read_parquet(to)
    assert frame["min"].sum() == 128_000_000_000 + 310_000 + 4_200
    query = "SELECT metric FROM read_parquet(?) WHERE when_start < DATE '2024-02-01'"
    assert duckdb.execute(query, [str(to)]).fetchall() == [("매출",)]


def test_parquet_without_pyarrow_says_what_to_install(results, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'kfacts\[parquet\]'"):
        export(results, tmp_path / "facts.parquet")
    assert list(tmp_path.iterdir()) == []


def test_sqlite_views_answer_without_joins(database):
    with sqlite3.connect(database) as db:
        assert db.execute(
            "SELECT DISTINCT person, title, organization FROM affiliations"
        ).fetchall() == [("서지안", "대표", "바른물산")]
        assert db.execute("SELECT * FROM amounts_by_entity").fetchall() == [
            ("바른물산", "KRW", 2, 3_000_000_000, 125_000_000_000)
        ]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("words", "found"),
    [("점포", 1), ("회원", 1), ("매출", 2), ("회사 점포", 1), ("자동차", 0), ("동네장터", 2)],
)
def test_sqlite_finds_korean_words_under_their_particles(database, words, found):
    with sqlite3.connect(database) as db:
        rows = db.execute("SELECT text FROM search WHERE search MATCH ?", (words,)).fetchall()
    assert len(rows) == found


def test_datasette_finds_the_search_and_its_queries_run(database):
    """How Datasette looks for a table's full-text search, and what it then asks."""
    detect = """
        SELECT name FROM sqlite_master WHERE rootpage = 0
        AND sql LIKE '%VIRTUAL TABLE%USING FTS%content="sentences"%'"""
    ask = (
        "SELECT text FROM sentences WHERE rowid IN (SELECT rowid FROM search WHERE search MATCH ?)"
    )
    show = "SELECT snippet(search, 0, '[', ']', '…', 8) FROM search WHERE search MATCH ?"
    with sqlite3.connect(database) as db:
        assert db.execute(detect).fetchall() == [("search",)]
        found = [len(db.execute(ask, [words]).fetchall()) for words in ('"점포"', "점*", '"없"')]
        assert found == [1, 1, 0]
        assert db.execute(f"{show} ORDER BY rank", ["회원이"]).fetchone()[0].startswith("서 대표는")


def test_sqlite_carries_hostile_text_as_text(database):
    with sqlite3.connect(database) as db:
        (text,) = db.execute("SELECT text FROM articles WHERE doc_id = 'autumn'").fetchone()
    assert text == sample.AUTUMN


def test_jsonld_is_a_graph_of_schema_org(results, tmp_path):
    to = tmp_path / "facts.jsonld"
    export(results, to)
    graph = rdflib.Graph().parse(to, format="json-ld")
    company = rdflib.URIRef("urn:kfacts:entity:k1")
    assert graph.value(company, SCHEMA.name) == rdflib.Literal("바른물산")
    assert (rdflib.URIRef("urn:kfacts:entity:k3"), SCHEMA.provider, company) in graph
    query = """
        PREFIX s: <https://schema.org/>
        SELECT ?metric ?low WHERE {
          ?seen a s:Observation; s:observationAbout ?who; s:variableMeasured ?metric; s:value ?v .
          ?v a s:MonetaryAmount; s:currency "KRW"; s:minValue ?low .
        } ORDER BY ?low"""
    rows = [(str(metric), int(low.toPython())) for metric, low in graph.query(query)]
    assert rows == [("투자", 3_000_000_000), ("매출", 125_000_000_000)]
    roles = set(graph.objects(None, SCHEMA.roleName))
    assert roles == {rdflib.Literal("대표")}


@pytest.mark.parametrize(
    ("name", "kind", "by"),
    [
        ("나래 청소년 영화제", "Festival", "organizer"),
        ("가을밤 마라톤", "Event", "organizer"),
        ("데이터기본법", "Legislation", "provider"),
        ("운전면허 따는 비법", "Service", "provider"),
        ("길동무 앱", "SoftwareApplication", "provider"),
        ("새싹 대출", "LoanOrCredit", "provider"),
        ("미래혁신펀드", "InvestmentFund", "provider"),
        ("무선 로봇청소기", "Product", "brand"),
        ("카메라 드론", "Product", "brand"),
        ("청년 월세 지원금", "Grant", "funder"),
        ("동네장터", "Service", "provider"),
        ("앱", "Service", "provider"),
    ],
)
def test_jsonld_tells_a_program_by_the_end_of_its_name(tmp_path, name, kind, by):
    b = sample.Builder("one", f"바른물산이 ‘{name}’을 내놓았다.")
    b.name("organization", "바른물산", "e1")
    b.name("program", name, "e2")
    b.fact(name, kind="operates", organization="e1", program="e2")
    out = sample.folder(tmp_path, [(b.record(), b.text)])
    (out / "entities.json").unlink()
    export(open_results(out), tmp_path / "facts.jsonld")
    graph = rdflib.Graph().parse(tmp_path / "facts.jsonld", format="json-ld")
    thing, owner = (rdflib.URIRef(f"urn:kfacts:article:one#e{n}") for n in (2, 1))
    assert graph.value(thing, rdflib.RDF.type) == SCHEMA[kind]
    assert graph.value(thing, SCHEMA[by]) == owner


def test_jsonld_can_stand_in_a_page(results, tmp_path):
    to = tmp_path / "facts.jsonld"
    export(results, to)
    assert "<" not in to.read_text(encoding="utf-8")


def test_jsonld_of_records_without_a_corpus(tmp_path):
    out = sample.folder(tmp_path / "out")
    (out / "entities.json").unlink()
    export(open_results(out), tmp_path / "facts.jsonld")
    graph = rdflib.Graph().parse(tmp_path / "facts.jsonld", format="json-ld")
    names = list(graph.objects(rdflib.URIRef("urn:kfacts:article:spring#e1"), SCHEMA.name))
    assert names == [rdflib.Literal("바른물산")]


def test_spacy_reads_the_docbin(results, tmp_path):
    to = tmp_path / "articles.spacy"
    assert export(results, to) == 2
    docs = list(DocBin().from_disk(to).get_docs(spacy.blank("xx").vocab))
    assert [doc.text for doc in docs] == [sample.AUTUMN, sample.SPRING]
    record = sample.spring()
    spans = docs[1].spans["kfacts"]
    assert [(s.start_char, s.end_char, s.label_, s.id_) for s in spans] == [
        (m.start, m.end, m.type, m.id) for m in record.mentions
    ]
    assert {ent.kb_id_ for ent in docs[1].ents if ent.label_ == "organization"} == {"k1"}


def test_displacy_draws_the_spans(results, tmp_path):
    to = tmp_path / "articles.displacy.json"
    export(results, to)
    page = displacy.render(json.loads(to.read_text(encoding="utf-8")), style="ent", manual=True)
    assert page.count("<mark") == 16


def test_brat_reads_the_folder(results, tmp_path):
    to = tmp_path / "brat"
    assert export(results, to) == 2
    document = brat_parser.parse(str(to / "spring.ann"))
    text = (to / "spring.txt").read_text(encoding="utf-8")
    assert text == sample.SPRING
    assert [text[e.start : e.end] for e in document.entities] == [e.text for e in document.entities]
    assert [(r.type, r.subj, r.obj) for r in document.relations] == [
        ("affiliation", "T4", "T3"),
        ("measures", "T3", "T6"),
        ("dates", "T5", "T6"),
        ("measures", "T3", "T9"),
        ("operates", "T3", "T10"),
        ("measures", "T10", "T11"),
    ]
    assert [(a.type, a.target) for a in document.attributes] == [("change", "T6")]


def test_brat_breaks_a_mention_at_line_ends(tmp_path):
    text = "새벽\r\n농장이 문을 열었다."
    b = sample.Builder("broken", text)
    b.name("organization", "새벽\r\n농장", "e1")
    out = sample.folder(tmp_path / "out", [(b.record(), text)])
    export(open_results(out), tmp_path / "brat")
    line = (tmp_path / "brat" / "broken.ann").read_text(encoding="utf-8").splitlines()[0]
    assert line == "T1\torganization 0 2;4 6\t새벽 농장"


@pytest.mark.parametrize("name", ["facts.xlsx", "facts.xml"])
def test_an_unknown_ending_names_the_known_ones(results, tmp_path, name):
    with pytest.raises(UsageError, match=r"\.csv .*\.parquet"):
        export(results, tmp_path / name)


def test_entities_without_a_corpus_say_how_to_make_them(tmp_path):
    out = sample.folder(tmp_path / "out")
    (out / "entities.json").unlink()
    with pytest.raises(InputError, match="kfacts entities"):
        export(open_results(out), tmp_path / "e.csv", "entities")
    assert not (tmp_path / "e.csv").exists()


def test_a_folder_without_results_says_how_to_make_them(tmp_path):
    with pytest.raises(InputError, match="kfacts extract"):
        open_results(tmp_path)


def test_a_broken_record_is_named(tmp_path):
    out = sample.folder(tmp_path / "out")
    (out / "records" / "spring.json").write_text('{"doc_id": "spring"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"spring\.json: schema_version|spring\.json: source"):
        list(open_results(out).records())


def test_the_same_results_give_the_same_bytes(results, tmp_path):
    for name in ("facts.csv", "facts.jsonl", "facts.parquet", "facts.jsonld", "facts.sqlite"):
        first, second = tmp_path / f"1-{name}", tmp_path / f"2-{name}"
        for to in (first, second):
            export(results, to, search=False)
        assert first.read_bytes() == second.read_bytes()

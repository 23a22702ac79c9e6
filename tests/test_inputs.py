import gzip
import json
import os
import sys
from pathlib import PureWindowsPath

import pyarrow as pa
import pyarrow.parquet
import pytest

from kfacts.errors import InputError, UsageError
from kfacts.files import Failure, read, write_whole
from kfacts.inputs import Columns, articles, front_matter, with_metadata
from kfacts.text import Article

ROWS = [
    {"id": "a/1", "text": "한빛은행이 점포를 열었다.", "date": "2024-03-05"},
    {"id": "b", "text": "새롬은행이 점포를 닫았다.", "date": "2024-03-06"},
]


def load(path, columns=None):
    return list(articles([(str(path), path.stem)], columns))


def write(path, rows):
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(pa.Table.from_pylist(rows), path)
    elif path.suffix == ".jsonl":
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        path.write_text("\ufeff" + "\n\n".join(lines), encoding="utf-8")
    else:
        mark = "\t" if path.suffix == ".tsv" else ","
        lines = [mark.join(rows[0]), *(mark.join(row.values()) for row in rows)]
        path.write_text("\r\n".join(lines), encoding="cp949" if mark == "," else "utf-8")
    return path


@pytest.mark.parametrize("name", ["news.jsonl", "news.csv", "news.tsv", "news.parquet"])
def test_a_table_gives_an_article_a_row(tmp_path, name):
    found = load(write(tmp_path / name, ROWS))
    assert [a.text for a in found] == [row["text"] for row in ROWS]
    assert [a.doc_id for a in found] == ["a_1", "b"]
    assert [a.metadata["date"] for a in found] == ["2024-03-05", "2024-03-06"]


def test_columns_can_be_chosen(tmp_path):
    rows = [{"본문": "글", "번호": "7", "올린날": "2024-01-02"}]
    (found,) = load(write(tmp_path / "n.jsonl", rows), Columns("본문", "번호", "올린날"))
    assert (found.doc_id, found.text) == ("7", "글")
    assert found.metadata["date"] == "2024-01-02"


def test_a_column_that_was_chosen_is_the_only_date(tmp_path):
    rows = [{"text": "글", "date": "2020", "published": "2021", "올린날": "", "제목": "새 점포"}]
    (found,) = load(write(tmp_path / "n.jsonl", rows), Columns(date="올린날"))
    assert found.metadata == {"date": "", "제목": "새 점포"}


def test_title_and_publisher_are_the_records(tmp_path, extractor):
    text = "---\ntitle: 새  점포\n---\n점포 12곳을 열었다."
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    (tmp_path / "news.meta.json").write_text('{"source": "한결뉴스"}', encoding="utf-8")
    record = extractor.extract_article(with_metadata(read(str(tmp_path / "news.txt"), "news")))
    assert (record.source.title, record.source.publisher) == ("새 점포", "한결뉴스")
    assert "title" not in extractor.extract("글").source.model_fields_set


@pytest.mark.parametrize(
    ("columns", "option"),
    [
        (Columns("body"), "--text-column"),
        (Columns(id="key"), "--id-column"),
        (Columns(date="day"), "--date-column"),
    ],
)
def test_a_column_that_is_not_there_names_those_that_are(tmp_path, columns, option):
    with pytest.raises(UsageError, match=rf"{option}: id, text, date"):
        load(write(tmp_path / "news.csv", ROWS), columns)


def test_a_row_without_an_id_is_called_after_its_number(tmp_path):
    found = load(write(tmp_path / "news.jsonl", [{"text": "하나"}, {"text": "둘"}]))
    assert [a.doc_id for a in found] == ["news-1", "news-3"]


def test_bad_rows_fail_alone(tmp_path):
    path = tmp_path / "news.jsonl"
    lines = ['{"text": "하나"}', "{", "[1]", '{"text": 5}', '{"text": "둘", "id": "x"}']
    path.write_text("\n".join([*lines, '{"text": "셋", "id": "X"}', "[" * 9999]), encoding="utf-8")
    found = load(path)
    assert [a.text for a in found if isinstance(a, Article)] == ["하나", "둘"]
    failed = [f"{a.name.split(', ')[1]}: {a.error}" for a in found if isinstance(a, Failure)]
    assert len(failed) == 5
    assert "row 2: " in failed[0] and "no JSON" in failed[0]
    assert "is that of" in failed[3]


HOSTILE = [
    *("../x", "../../../../etc/passwd", "/etc/passwd", "C:\\x", "a/b", "..", ".", "~", "-"),
    *(
        "nul",
        "CON.txt",
        "a\u0000b",
        "a\nb",
        "끝. ",
        "\ud800",
        "\u202e거꾸로",
        "가" * 5_000,
        "* ? <",
    ),
]


@pytest.mark.parametrize("own", HOSTILE, ids=lambda own: ascii(own)[:20])
def test_an_id_cannot_leave_the_folder(tmp_path, own):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": own, "text": "글"}), encoding="utf-8")
    (found,) = load(path)
    out = tmp_path / "out" / "records"
    write_whole(out / f"{found.doc_id}.json", "{}")
    assert [p.resolve().parent for p in out.iterdir()] == [out.resolve()]
    assert not PureWindowsPath(found.doc_id).is_reserved()
    assert len(found.doc_id.encode()) < 200


def test_ids_that_differ_in_case_alone_or_name_a_file_are_refused(tmp_path):
    (tmp_path / "ab.txt").write_text("글", encoding="utf-8")
    rows = [{"id": own, "text": "글"} for own in ("x", "X", "가\u0301", "AB")]
    path = write(tmp_path / "rows.jsonl", rows)
    found = list(articles([(str(path), "rows"), (str(tmp_path / "ab.txt"), "ab")]))
    assert [isinstance(f, Failure) for f in found] == [False, True, False, True, False]
    assert "ab.txt" in str(found[3].error)


def test_a_cell_may_be_longer_than_the_csv_module_allows(tmp_path):
    (found,) = load(write(tmp_path / "news.csv", [{"id": "long", "text": "가" * 300_000}]))
    assert len(found.text) == 300_000


LOST = [
    ("a.csv", "", "holds no articles"),
    ("a.csv", "id,text\n", "holds no articles"),
    ("a.jsonl", "\n\n", "holds no articles"),
    ("a.csv", "text,date,text\n글,2024,글\n", "two columns are called 'text'"),
    ("a.csv", "id,text\n1,하나, 둘\n", "row 2: 3 cells under 2 columns"),
    ("a.csv", 'id,text\n1,하나\n2,"둘\n3,셋\n', "line 3: no CSV"),
    ("a.tsv", 'id\ttext\n1\t"하나" 둘\n', "line 2: no CSV"),
]
"""What would else be passed over, or cut off, without a word."""


@pytest.mark.parametrize(("name", "content", "says"), LOST)
def test_no_article_of_a_table_is_lost_without_a_word(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    told = [str(found.error) for found in load(path) if isinstance(found, Failure)]
    assert len(told) == 1
    assert str(path) in told[0]
    assert says in told[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "html"])
def test_nothing_waits_for_a_pipe(tmp_path, kind):
    os.mkfifo(tmp_path / f"a.{kind}")
    (found,) = load(tmp_path / f"a.{kind}")
    assert "is a pipe" in str(found.error)


def test_what_is_no_parquet_is_told(tmp_path):
    path = tmp_path / "news.parquet"
    path.write_bytes(gzip.compress(b"no"))
    (found,) = load(path)
    assert "no Parquet file" in str(found.error)


def test_an_absent_extra_is_named(tmp_path, monkeypatch):
    for package in ("pyarrow", "trafilatura"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=r"pip install 'kfacts\[parquet\]'"):
        load(tmp_path / "a.parquet")
    (tmp_path / "a.html").write_bytes(b"x")
    (tmp_path / "b.txt").write_text("글", encoding="utf-8")
    page, text = articles([(str(tmp_path / n), n) for n in ("a.html", "b.txt")])
    assert "pip install 'kfacts[html]'" in str(page.error)
    assert text.text == "글"


PAGE = """<html><head><title>한빛은행, 새 점포</title>
<meta property="article:published_time" content="2024-03-05T09:00:00+09:00"></head>
<body><nav><a href="/">처음</a> <a href="/login">로그인</a></nav><article><h1>한빛은행, 새 점포</h1>
<p>한빛은행은 서울 강남에 새 점포 12곳을 열었다고 밝혔다. 점포마다 상담원이 다섯 명씩 있다.</p>
<p>김도윤 대표는 내년까지 점포를 30곳으로 늘리겠다고 말했다. 투자액은 320억원이다.</p></article>
<footer>무단 전재 및 재배포 금지</footer></body></html>"""


def test_a_web_page_gives_its_article(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    (found,) = load(path)
    assert "점포 12곳을 열었다고" in found.text
    assert "로그인" not in found.text
    assert found.metadata["date"] == "2024-03-05"


def test_a_page_without_an_article_is_told(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<html></html>", encoding="utf-8")
    (found,) = load(path)
    assert "no article found" in str(found.error)


def test_metadata_stands_beside_a_text_or_at_its_head(tmp_path):
    text = "---\ntitle: '새 점포'\nDate: 2024-03-05\n---\n한빛은행이 열었다."
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    (tmp_path / "news.meta.json").write_text('{"source": "한결뉴스"}', encoding="utf-8")
    found = with_metadata(read(str(tmp_path / "news.txt"), "news"))
    assert found.text == text
    assert found.text[found.body :] == "한빛은행이 열었다."
    assert found.metadata == {"title": "새 점포", "date": "2024-03-05", "source": "한결뉴스"}


@pytest.mark.parametrize("content", ["[1]", "{", "null"])
def test_metadata_that_is_no_object_is_told(tmp_path, content):
    (tmp_path / "news.txt").write_text("글", encoding="utf-8")
    (tmp_path / "news.meta.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"news\.meta\.json"):
        with_metadata(read(str(tmp_path / "news.txt"), "news"))


@pytest.mark.parametrize(
    "text",
    [
        *("", "---", "---\n", "글\n---\na: b\n---", "--- a\nb: c\n---\n", "---\n---\n글"),
        "---\n은행이 점포를 열었다.\n---\n시장이 말했다.",
        "---\n지점장: 김서준\n은행이 점포를 열었다.\n---\n시장이 말했다.",
        "---\n- 목록\n---\n글",
    ],
)
def test_what_is_no_front_matter_is_none(text):
    assert front_matter(text) == ({}, 0)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_takes_lists_comments_and_empty_lines_along(end):
    lines = [
        "---",
        "title: 글: 하나",
        "tags:",
        "  - 은행",
        "- 점포",
        "# 초안",
        "",
        "날짜: 2024",
        "---",
    ]
    head = end.join(lines) + end
    fields = {"title": "글: 하나", "tags": "", "날짜": "2024"}
    assert front_matter(f"{head}본문") == (fields, len(head))


@pytest.mark.parametrize("odd", ["", "\u200b", "㈜"])
def test_front_matter_is_not_analysed_and_offsets_count_the_file(tmp_path, extractor, odd):
    head = "---\ntitle: 서해은행, 900억원 증자\nauthor: 박지운 기자\ndate: 2024-03-05\n---\n"
    text = f"{head}{odd}한빛은행은 지난달 점포 12곳을 열었다."
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    record = extractor.extract_article(with_metadata(read(str(tmp_path / "news.txt"), "news")))
    assert "900억원" not in {m.text for m in record.mentions}
    assert [m.type for m in record.mentions] == ["organization", "date", "quantity"]
    assert all(text[m.start : m.end] == m.text for m in record.mentions)
    assert record.mentions[1].value.timex == "2024-02"
    assert all(text[f.start : f.end].strip() for f in record.facts)
    assert record.sentences[0][0] >= len(head)
    assert record.source.length == len(text)


def test_a_date_in_the_text_is_told_by_its_place_behind_front_matter(tmp_path, extractor):
    text = "---\ntitle: 점포\n---\n입력 2024.03.05. 09:30\n한빛은행은 지난달 점포 12곳을 열었다."
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    record = extractor.extract_article(with_metadata(read(str(tmp_path / "news.txt"), "news")))
    start, end = record.reference.evidence
    assert text[start:end] == "2024.03.05"

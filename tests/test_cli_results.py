"""`kfacts entities`, `export`, `report`, `diff` and `names`, as a user calls them."""

import csv
import io
import json
import re

import pytest
import sample


@pytest.fixture
def out(tmp_path):
    return sample.folder(tmp_path / "결과")


def test_export_tells_what_it_wrote(kfacts, out, tmp_path):
    done = kfacts("export", out, "--to", tmp_path / "사실.csv")
    assert (done.code, done.out) == (0, "")
    assert "(7)" in done.err
    with (tmp_path / "사실.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 8


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["export", "OUT", "--to", "x.xlsx"], 2, ".parquet"),
        (["export", "OUT", "--to", "x.sqlite", "--table", "facts"], 2, "leave the option out"),
        (["export", "OUT", "--to", "x.csv", "--table", "fact"], 2, "'facts', 'mentions'"),
        (["export", "OUT", "--too", "x.csv"], 2, "--to"),
        (["export", "nowhere", "--to", "x.csv"], 4, "kfacts extract"),
        (["export", "OUT", "--to", "OUT/entities.json/x.csv"], 1, "cannot be written"),
        (["report", "nowhere"], 4, "no results here"),
        (["report", "OUT", "--lang", "fr"], 2, "'ko', 'en'"),
        (["entities", "OUT", "--decisions", "none.csv"], 4, "none.csv"),
        (["diff", "OUT"], 2, "OUT2"),
        (["names", "none.tsv"], 4, "no such file"),
        (["names", "new.tsv", "--person", "  "], 2, "is no name"),
        (["explain", "none.txt"], 4, "none.txt"),
        (["doctor", "none"], 4, "no such file"),
    ],
)
def test_wrong_use_is_told_in_two_lines_at_most(kfacts, out, monkeypatch, args, code, says):
    monkeypatch.chdir(out.parent)
    done = kfacts(*(arg.replace("OUT", out.name) for arg in args))
    assert done.code == code, done.err
    assert says in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) <= 4


def test_debug_shows_the_traceback(kfacts):
    assert "Traceback" in kfacts("--debug", "report", "nowhere").err


def test_the_report_lies_in_the_folder_unless_told_otherwise(kfacts, out, tmp_path):
    assert kfacts("--lang", "ko", "report", out).code == 0
    assert kfacts("report", out, "-o", tmp_path / "r.html", "--lang", "en").code == 0
    assert '<html lang="ko">' in (out / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_entities_are_listed(kfacts, out):
    lines = kfacts("entities", out).out.splitlines()
    assert lines[1:] == [
        "k1\torganization\t바른물산\t2\t",
        "k2\tperson\t서지안\t2\t서",
        "k3\tprogram\t동네장터\t2\t",
    ]


def test_decisions_are_taken_and_kept(kfacts, out, tmp_path):
    (out / "entities.json").unlink()
    assert "wrote" in kfacts("entities", out).err
    review = tmp_path / "review.csv"
    kfacts("entities", out, "--review", review)
    rows = list(csv.DictReader(review.open(encoding="utf-8")))
    row = {"verdict": "different", "left": "바른물산", "right": "동네장터", "kind": "thing"}
    with review.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys() if rows else row.keys())
        writer.writeheader()
        writer.writerow(row)
    assert kfacts("entities", out, "--decisions", review).code == 0
    kept = json.loads((out / "entities.json").read_bytes())["decisions"]
    assert [(d["left"], d["right"], d["verdict"]) for d in kept] == [
        ("바른물산", "동네장터", "different")
    ]


def test_aliases_become_a_names_file(kfacts, out, tmp_path):
    kfacts("entities", out, "--aliases", tmp_path / "names.tsv")
    listed = kfacts("names", tmp_path / "names.tsv").out.splitlines()
    assert "바른물산\torganization" in listed


def test_diff_shows_what_changed_and_why(kfacts, out, tmp_path):
    other = sample.folder(tmp_path / "other", [(sample.spring(), sample.SPRING)])
    record = sample.spring()
    facts = [fact for fact in record.facts if fact.id != "f3"]
    changed = record.model_copy(update={"facts": facts})
    (other / "records" / "spring.json").write_text(changed.model_dump_json(), encoding="utf-8")
    (out / "run.json").write_text('{"kfacts": "1", "rules": "a"}', encoding="utf-8")
    (other / "run.json").write_text('{"kfacts": "1", "rules": "b"}', encoding="utf-8")
    lines = kfacts("diff", out, other).out.splitlines()
    assert lines[0] == "  rules: a → b"
    assert "- article autumn" in lines
    assert [line for line in lines if line.startswith("- spring")] == [
        "- spring: measure · 바른물산 · 회원 · 31만명 · 310000 · 명"
    ]
    assert lines[-1] == "facts: 4 the same, 3 lost, 0 new"


def test_names_are_marked_and_replaced(kfacts, tmp_path):
    file = tmp_path / "names.tsv"
    kfacts("names", file, "--organization", "새벽농장", "--wrong", "대상", "--person", " 윤  새벽 ")
    kfacts("names", file, "--program", "새벽농장")
    assert kfacts("names", file).out.splitlines() == [
        "윤 새벽\tperson",
        "대상\tnone",
        "새벽농장\tprogram",
    ]


def test_names_of_the_report_are_taken_in(kfacts, tmp_path):
    saved = tmp_path / "saved.tsv"
    saved.write_text("name\ttype\n동네장터\tnone\n", encoding="utf-8")
    kfacts("names", tmp_path / "names.tsv", "--person", "서지안")
    kfacts("names", tmp_path / "names.tsv", "--add", saved)
    assert kfacts("names", tmp_path / "names.tsv").out.splitlines()[-1] == "동네장터\tnone"


def test_a_broken_names_file_is_told_with_its_line(kfacts, tmp_path):
    file = tmp_path / "names.tsv"
    file.write_text("name\ttype\n서지안\thuman\n", encoding="utf-8")
    done = kfacts("names", file)
    assert done.code == 2
    assert "line 2" in done.err


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig"])
def test_tables_of_spreadsheets_are_read_however_they_are_saved(kfacts, out, tmp_path, encoding):
    table = tmp_path / "이름.tsv"
    table.write_bytes("# 손으로 쓴 것\r\nname\ttype\r\n새벽농장\torganization\r\n".encode(encoding))
    assert kfacts("names", table, "--wrong", "대상").code == 0
    assert table.read_text(encoding="utf-8").splitlines() == [
        "# 손으로 쓴 것",
        "name\ttype\taliases\tid",
        "새벽농장\torganization\t\t",
        "대상\tnone\t\t",
    ]
    review = tmp_path / "검토.csv"
    review.write_bytes("verdict,left,right\nsame,바른물산,동네장터\n".encode(encoding))
    assert kfacts("entities", out, "--decisions", review).code == 0


@pytest.mark.parametrize(("lang", "says"), [("en", "1/3 articles, "), ("ko", "기사 1/3건, 초당 ")])
def test_progress_is_told_on_a_terminal(monkeypatch, lang, says):
    from kfacts.batch import Summary
    from kfacts.cli import extract
    from kfacts.cli.messages import LANGUAGE
    from kfacts.errors import InputError
    from kfacts.files import Failure

    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr("sys.stderr", terminal)
    token = LANGUAGE.set(lang)
    bar = extract._Bar(3)
    bar.show(Summary(done=1))
    bar.show(Summary(done=1, failures=[Failure("a", InputError("a"))]))
    bar.clear()
    LANGUAGE.reset(token)
    first, second, last = terminal.getvalue().split("\r\x1b[K")[1:]
    assert first.startswith(says)
    assert re.search(r"1 failed$|실패 1건$", second)
    assert last == ""

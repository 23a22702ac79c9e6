"""Wrong use and bad luck: a line or two that say what to do, the right exit code, nothing lost.

2 usage, 3 some inputs failed, 4 nothing matched, 1 what could not be written.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sample

import kfacts as package

TEXT = "한빛은행은 올해 3월 서울에 점포 12곳을 열었다.\n"
BINARY = bytes(range(256)) * 20
RULE = """
label = "money"
[[rule]]
id = "{id}"
why = "시험"
pattern = '{pattern}'
value = "{value}"
accept = ["선물 [3원]을 받았다"]
reject = ["3명"]
"""


def files(folder):
    """Everything that the cases below name."""
    yield "ok.txt", TEXT
    yield "글/하나.txt", TEXT
    yield "none/other.hwp", "x"
    yield "u16le.txt", TEXT.encode("utf-16-le")
    yield "binary.txt", BINARY
    yield "page.pdf", b"%PDF-1.7\n" + BINARY
    yield "doc.hwp", b"\xd0\xcf\x11\xe0" + BINARY
    yield "doc.docx", b"PK\x03\x04" + BINARY
    yield "photo.txt", b"\x89PNG\r\n" + BINARY
    yield "broken.jsonl", f'{{"text": "{TEXT.strip()}"}}\n{{"text":\n[1]\n{{"text": 5}}\n'
    yield "cp949.jsonl", '{"text": "한글"}\n'.encode("cp949")
    yield "other.csv", "본문,날짜\n글,2024\n"
    yield "broken.parquet", b"PAR1" + BINARY
    yield "empty.html", "<html></html>"
    yield "dated/a.txt", TEXT
    yield "dated/a.meta.json", '{"date": "언젠가"}'
    yield "told/a.txt", TEXT
    yield "told/a.meta.json", "{"
    yield "kind.tsv", "name\ttype\n새벽\tfirm\n"
    yield "heading.tsv", "이름\t종류\n"
    yield "tabs.tsv", "name\ttype\n새벽\tperson\t가\t나\t다\n"
    yield "empty-name.jsonl", '{"name": "", "type": "person"}\n'
    yield "names.jsonl", '{"name": "새벽", "type": "person"}\n'
    yield "nobody.tsv", "# mine\nname\ttype\n"
    yield "broken.toml", "nonsense = ["
    yield "rows.csv", "id,text\n"
    yield "split.csv", "verdict,left,right\nsame,a,b,c\n"
    yield "open.csv", 'verdict,left,right\nsame,a,b\nsame,"a,b\n'
    yield "both.csv", "verdict,left,right\nsame,a,b\n,c,d\ndifferent,b,a\n"
    yield "place.csv", "verdict,left,right,left_record\nsame,a,b,x\n"
    yield "id.toml", RULE.format(id="x", pattern="{NUM}원", value="money(KRW)")
    yield "group.toml", RULE.format(id="money.x", pattern="({NUM})원", value="money(KRW)")
    yield "regex.toml", RULE.format(id="money.x", pattern="{NUM}원(", value="money(KRW)")
    yield "value.toml", RULE.format(id="money.x", pattern="{NUM}원", value="cash")
    yield "name.toml", RULE.format(id="money.x", pattern="{NUMBER}원", value="money(KRW)")
    yield "proof.toml", RULE.format(id="money.x", pattern="{NUM}냥", value="money(KRW)")
    yield "columns.csv", "left,right\na,b\n"
    yield "verdict.csv", "verdict,left,right\nmaybe,a,b\n"
    yield "nobody.csv", "verdict,left,right\nsame,a,\n"
    yield "gold/a.json", "{}"
    yield "half/a.json", "{"
    yield "floors.json", "[]"
    yield "damaged/records/a.json", '{"schema_version": "1.0"}'
    yield "torn/records/a.json", "{"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("자리")
    for name, content in files(folder):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "empty").mkdir()
    (folder / "failed" / "records").mkdir(parents=True)
    sample.folder(folder / "entityless")
    (folder / "entityless" / "entities.json").write_text("{", encoding="utf-8")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "ring").symlink_to("ring")
    sample.folder(folder / "out")
    return folder


CASES = [
    # arguments, exit code, what is said
    ("", 2, "Usage: kfacts"),
    ("extrct ok.txt", 2, "Did you mean 'extract'"),
    ("extract", 2, "Missing argument 'INPUT'"),
    ("extract ok.txt --refernce 2024", 2, "--reference"),
    ("extract ok.txt --jobs 0", 2, "greater than or equal to 1"),
    ("extract ok.txt --jobs many", 2, "valid integer"),
    ("extract ok.txt --timeout 0", 2, "greater than or equal to 0.1"),
    ("extract ok.txt --shard 1-2", 2, "for example 2/8"),
    ("extract ok.txt --shard 3/2", 2, "for example 2/8"),
    ("extract ok.txt --reference 어제", 2, "write a day (2023-11-30)"),
    ("extract ok.txt --reference 2024-13-01", 2, "write a day (2023-11-30)"),
    ("extract ok.txt --resume -o new", 2, "leave the option out"),
    ("extract ok.txt -o ok.txt", 1, "choose another folder with -o"),
    ("extract ok.txt -o ok.txt/out", 1, "choose another folder with -o"),
    ("extract nothing.txt", 4, "nothing.txt: no such file"),
    ("extract *.hwpx", 4, "no such file"),
    ("extract empty", 4, "name tables (.csv .jsonl .parquet) themselves"),
    ("extract none", 4, "no files with .txt"),
    ("extract other.csv", 2, "choose one with --text-column: 본문, 날짜"),
    ("extract other.csv --text-column 본문 --id-column 번호", 2, "choose one with --id-column"),
    ("extract other.csv --text-column 본문 --date-column 일", 2, "choose one with --date-column"),
    ("extract gone.txt", 3, "gone.txt: cannot be read"),
    ("extract ring", 3, "ring: cannot be read"),
    ("extract u16le.txt", 3, "save the file as UTF-8"),
    ("extract binary.txt", 3, "save the file as UTF-8"),
    ("extract page.pdf", 3, "is a PDF, no text"),
    ("extract doc.hwp", 3, "a document of Hangul"),
    ("extract doc.docx", 3, "a document of Word"),
    ("extract photo.txt", 3, "is a picture"),
    ("extract cp949.jsonl", 3, "cp949.jsonl, row 1: no JSON"),
    ("extract broken.parquet", 3, "no Parquet file"),
    ("extract empty.html", 3, "no article found in the page"),
    ("extract dated", 3, "dated/a.txt: metadata date: '언젠가' is no date"),
    ("extract told", 3, "told/a.meta.json: no JSON"),
    ("extract ok.txt --names kind.tsv", 2, "kind.tsv, line 2: unknown type 'firm'"),
    ("extract ok.txt --names heading.tsv", 2, "name columns of name, type"),
    ("extract ok.txt --names tabs.tsv", 2, "check the tabs"),
    ("extract ok.txt --names empty-name.jsonl", 2, "write the name or delete the line"),
    ("extract ok.txt --names nothing.tsv", 2, "nothing.tsv: cannot be read"),
    ("extract ok.txt --names nobody.tsv", 2, "nobody.tsv: holds no names; write one a line"),
    ("extract rows.csv", 3, "rows.csv: holds no articles; write one a row"),
    ("extract ok.txt --rules broken.toml", 2, "broken.toml: not TOML"),
    ("extract ok.txt --rules broken.toml", 2, "correct it there"),
    ("extract ok.txt --rules empty", 2, "empty: no rules in it"),
    ("extract ok.txt --rules nothing", 2, "nothing: cannot be read"),
    ("rules --check id.toml", 2, "must look like money.won"),
    ("rules --check group.toml", 2, "use (?:…) in place of (…)"),
    ("rules --check regex.toml", 2, "pattern does not compile"),
    ("rules --check value.toml", 2, "unknown value function"),
    ("rules --check name.toml", 2, "unknown sub-pattern"),
    ("rules --check empty", 2, "no rules in it"),
    ("rules --check", 2, "requires an argument"),
    ("report empty", 4, "empty: no results here"),
    ("report failed", 4, "failed: no results here"),
    ("report nowhere", 4, "make them with: kfacts extract ARTICLES -o nowhere"),
    ("report damaged", 4, "make it again with: kfacts extract … -o damaged --force"),
    ("report torn", 4, "make it again with: kfacts extract … -o torn --force"),
    ("report entityless", 4, "kfacts entities entityless, when you have removed it"),
    ("report out -o empty", 1, "cannot be written"),
    ("export out", 2, "Missing option '--to'"),
    ("export out --to facts.xlsx", 2, "end the name in one of .csv"),
    ("export out --to facts.csv --table fcts", 2, "'fcts' is not one of 'facts', 'mentions'"),
    ("export out --to facts.sqlite --table facts", 2, "leave the option out"),
    ("export out --to ok.txt/facts.csv", 1, "choose another place"),
    ("export nowhere --to facts.csv", 4, "no results here"),
    ("entities out --decisions columns.csv", 2, "no column verdict; start from the review file"),
    ("entities out --decisions verdict.csv", 2, "write same or different"),
    ("entities out --decisions nobody.csv", 2, "fill in left and right"),
    ("entities out --decisions split.csv", 2, "split.csv, line 2: more cells than columns"),
    ("entities out --decisions open.csv", 2, "open.csv, line 3: no CSV"),
    ("entities out --decisions both.csv", 2, "both.csv, line 4: says different of what line 2"),
    ("entities out --decisions place.csv", 2, "left_record 'x' is no place"),
    ("entities out --decisions nothing.csv", 4, "nothing.csv: cannot be read"),
    ("entities out --review empty", 1, "cannot be written"),
    ("diff out", 2, "Missing argument 'OUT2'"),
    ("diff out nowhere", 4, "nowhere: no results here"),
    ("eval gold out", 4, "not a gold file"),
    ("eval half out", 4, "not a readable JSON file"),
    ("eval empty out", 4, "no gold files"),
    ("eval gold out --raise-gate", 2, "the file that --gate names"),
    ("explain nothing.txt", 4, "nothing.txt: cannot be read"),
    ("explain empty", 4, "empty: cannot be read"),
    ("explain ok.txt --why 없는말", 4, "does not hold this text"),
    ("doctor", 2, "Missing argument 'INPUT'"),
    ("doctor nothing", 4, "no such file"),
    ("names nothing.tsv", 4, "make it with: kfacts names nothing.tsv --person NAME"),
    ("names names.jsonl --person 김", 2, "keeps a table (TSV)"),
    ("names kind.tsv --person 김", 2, "unknown type 'firm'"),
    ("names new.tsv --person !!", 2, "no letter or digit"),
    ("schema ok.txt/x", 1, "cannot be written"),
    ("info extra", 2, "unexpected extra argument"),
    ("--lang fr info", 2, "'fr' is not one of 'ko', 'en'"),
    ("--lnag ko info", 2, "--lang"),
]


@pytest.mark.parametrize(("line", "code", "says"), CASES, ids=[line for line, *_ in CASES])
def test_it_is_told_in_a_line_or_two(kfacts, place, monkeypatch, line, code, says):
    monkeypatch.chdir(place)
    before = sorted(place.rglob("*"))
    done = kfacts(*line.split())
    assert (done.code, says in done.err) == (code, True), done.err
    told = done.err.strip().splitlines()
    assert len(told) <= (30 if line == "" else 2), done.err
    assert not re.search("Traceback|unexpected error|Value error", done.err)
    assert done.out == ""
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize(
    ("line", "code"), [(line, code) for line, code, _ in CASES if line[:2] not in ("", "--")]
)
def test_it_is_told_in_korean(kfacts, place, monkeypatch, line, code):
    monkeypatch.chdir(place)
    done = kfacts("--lang", "ko", *line.split())
    assert done.code == code
    first = done.err.splitlines()[0]
    assert first.startswith(("오류: ", "실패: ", "rules"))
    assert re.search("[가-힣]", re.sub(r"'[^']*'|[^ ]+\.\w+|없는말|어제|본문", "", first[3:])), (
        first
    )


def test_the_examples_of_rules_that_do_not_hold_are_listed(kfacts, place, monkeypatch):
    monkeypatch.chdir(place)
    done = kfacts("rules", "--check", "proof.toml")
    assert done.code == 2
    assert "proof.toml: rule money.x: accept example" in done.err
    assert "1 of the examples do not hold" in done.err


def test_good_rows_go_on_where_bad_ones_fail(kfacts, place, tmp_path):
    out = tmp_path / "out"
    done = kfacts(
        "extract", place / "broken.jsonl", place / "page.pdf", place / "ok.txt", "-o", out
    )
    assert done.code == 3
    assert done.err.count("failed: ") == 4
    assert len(list((out / "records").glob("*.json"))) == 2


def test_what_a_folder_holds_beside_articles_is_told(kfacts, tmp_path):
    for name in ("가.txt", "나.csv", "다.hwp", "다.HWP", "가.meta.json", ".숨김"):
        (tmp_path / name).write_text("{}" if name.endswith("json") else TEXT, encoding="utf-8")
    told = "passed over in folders: 1 .csv, 2 .hwp"
    assert told in kfacts("doctor", tmp_path).err
    assert told in kfacts("extract", tmp_path, "-o", tmp_path / "out").err


def test_results_inside_the_folder_are_no_articles(kfacts, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        assert kfacts("extract", ".", "-o", "out").code == 0
    assert [p.name for p in Path("out/records").iterdir()] == ["news.json"]
    assert "passed over" not in kfacts("doctor", ".").err


def test_an_unfinished_run_can_be_joined_and_shown(kfacts, tmp_path):
    out = sample.folder(tmp_path / "out")
    for lost in ("entities.json", "texts/spring.txt"):
        (out / lost).unlink()
    assert kfacts("report", out).code == 0
    done = kfacts("entities", out)
    assert (done.code, "바른물산" in done.out) == (0, True)
    rows = (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 7


# --- what only a process of its own can show ----------------------------------------------------


def shell(line, cwd, **environment):
    command = line.replace("kfacts ", f"{sys.executable} -m kfacts ")
    return subprocess.run(
        ["bash", "-c", command],
        cwd=cwd,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": HOME, **environment},
    )


HOME = str(Path(package.__file__).parents[1])
C_LOCALE = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.skipif(sys.platform == "win32", reason="asks a POSIX shell")
@pytest.mark.parametrize(
    ("line", "environment", "code", "says"),
    [
        ("kfacts rules | head -1; exit ${PIPESTATUS[0]}", {}, 0, ""),
        ("kfacts doctor 글 > /dev/full", {}, 1, "error: standard output: cannot be written"),
        ("kfacts schema >&-", {}, 0, ""),
        ("kfacts report empty 2>&-", {}, 4, ""),
        ("kfacts doctor 글", {"PYTHONIOENCODING": "cp949"}, 0, "1 article"),
        ("kfacts doctor 글", C_LOCALE, 0, "1 article"),
        ("kfacts --lang ko report 없음", C_LOCALE, 4, "오류: 없음: 결과가 없습니다"),
        (
            "kfacts report 없음",
            {"LC_ALL": "", "LANG": "ko_KR.UTF-8"},
            4,
            "오류: 없음: 결과가 없습니다",
        ),
    ],
)
def test_streams_and_locales(place, line, environment, code, says):
    done = shell(line, place, **environment)
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert says in told
    assert not re.search("Traceback|Exception ignored|unexpected", told)
    assert len(told.splitlines()) <= 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_no_crash_of_any_writer(kfacts, place, tmp_path, monkeypatch):
    import errno

    real = Path.open

    def full(path, mode="r", *args, **kwargs):
        if "w" in mode and path.suffix == ".part":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, mode, *args, **kwargs)

    before = sorted(place.rglob("*"))
    monkeypatch.setattr(Path, "open", full)
    for line in ("export {} --to {}/f.csv", "report {} -o {}/r.html", "entities {} --aliases {}/a"):
        done = kfacts(*line.format(place / "out", tmp_path).split())
        assert done.code == 1
        assert "No space left on device" in done.err
    assert sorted(place.rglob("*")) == before
    assert list(tmp_path.iterdir()) == []

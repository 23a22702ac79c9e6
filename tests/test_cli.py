"""The command line as a user meets it: a process, its streams, its exit code, what it leaves."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

SCHEMAS = Path(__file__).parents[1] / "schemas"

TEXT = "한빛은행 김도윤 대표는 올해 3월 서울에 점포 12곳을 열고 320억원을 투자했다고 밝혔다."


def run(*args, stdin=None, env=None, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "kfacts", *map(str, args)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("기사")
    (folder / "하나.txt").write_text(TEXT, encoding="utf-8")
    (folder / "둘.txt").write_bytes(TEXT.replace("한빛", "새롬").encode("cp949"))
    (folder / "나쁨.txt").write_bytes(b"\xea\xb0\x80\xff\xff\xff")
    return folder


@pytest.fixture(scope="module")
def done(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("결과")
    return run("extract", folder, "-o", out, "--reference", "2024"), out


def records(out):
    return {p.stem: json.loads(p.read_bytes()) for p in (out / "records").glob("*.json")}


def test_one_bad_file_does_not_stop_the_folder(done):
    process, out = done
    assert process.returncode == 3
    assert set(records(out)) == {"하나", "둘"}
    assert "나쁨.txt: neither UTF-8" in process.stderr.decode()
    assert process.stdout == b""


def test_records_and_entities_are_valid(done):
    _, out = done
    schema = json.loads((SCHEMAS / "record.schema.json").read_bytes())
    check = jsonschema.Draft202012Validator(schema)
    for record in records(out).values():
        check.validate(record)
    corpus = json.loads((SCHEMAS / "corpus.schema.json").read_bytes())
    entities = json.loads((out / "entities.json").read_bytes())
    jsonschema.Draft202012Validator(corpus).validate(entities)


def test_offsets_count_the_article_as_it_stands(done, folder):
    _, out = done
    text = (folder / "하나.txt").read_text(encoding="utf-8")
    for mention in records(out)["하나"]["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_facts_are_one_row_a_line_with_names(done):
    _, out = done
    rows = [json.loads(line) for line in (out / "facts.jsonl").read_text("utf-8").splitlines()]
    assert any(r["kind"] == "affiliation" and r["person"] == "김도윤" for r in rows)


def test_a_second_run_leaves_unchanged_articles_alone(done, folder):
    _, out = done
    before = (out / "records" / "하나.json").stat().st_mtime_ns
    again = run("extract", folder, "-o", out, "--reference", "2024")
    assert "2 unchanged" in again.stderr.decode()
    assert (out / "records" / "하나.json").stat().st_mtime_ns == before


def test_without_a_folder_records_go_to_standard_output():
    process = run("extract", "-", stdin=TEXT.encode())
    assert process.returncode == 0
    record = json.loads(process.stdout)
    assert record["doc_id"] == "stdin"
    assert {m["type"] for m in record["mentions"]} >= {"organization", "person", "money"}


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["extract", "없는폴더"], 4, "no such file"),
        (["extract"], 2, "Missing argument"),
        (["extract", "-", "--reference", "작년"], 2, "작년"),
        (["extract", "-", "--jbos", "2"], 2, "--jobs"),
        (["extract", "-", "--shard", "5/2"], 2, "--shard"),
        (["extract", "-", "--rules", "없음.toml"], 2, "없음.toml"),
        (["extract", "-", "--names", "없음.tsv"], 2, "없음.tsv"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_use_is_told_in_a_line_or_two(args, code, says):
    process = run(*args, stdin=b"")
    told = process.stderr.decode()
    assert process.returncode == code, told
    assert says in told
    assert "Traceback" not in told
    assert process.stdout == b""


def test_a_closed_pipe_is_no_error(folder):
    process = subprocess.run(
        f"{sys.executable} -m kfacts extract {folder} | head -c 10",
        shell=True,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert b"Traceback" not in process.stderr


def test_two_runs_cannot_write_one_folder(folder, tmp_path):
    from kfacts.ledger import locked

    with locked(tmp_path / "out"):
        process = run("extract", folder, "-o", tmp_path / "out")
    assert process.returncode == 1
    assert "another kfacts run" in process.stderr.decode()


def test_ctrl_c_keeps_what_is_finished(folder, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    for i in range(300):
        (many / f"{i:03}.txt").write_text(f"{i}번째. {TEXT}" * 20, encoding="utf-8")
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "kfacts", "extract", str(many), "-o", str(out), "--jobs", "2"],
        stderr=subprocess.PIPE,
    )
    while not list(out.glob("records/*.json")):
        time.sleep(0.05)
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, told = process.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert process.returncode == 130, told
    kept = records(out)
    assert 0 < len(kept) < 300
    lines = (out / "ledger.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["doc_id"] for line in lines} <= set(kept)


BUNDLE = """
label = "quantity"
[[rule]]
id = "quantity.bundle"
why = "꾸러미"
pattern = '{NUM} ?꾸러미{END}'
value = "quantity"
accept = ["선물 [3꾸러미]를 받았다"]
reject = ["REJECT"]
"""


def test_a_users_rules_are_checked_with_their_examples(tmp_path):
    rules = tmp_path / "mine.toml"
    rules.write_text(BUNDLE.replace("REJECT", "꾸러미 선물"), encoding="utf-8")
    assert run("rules", "--check", rules).returncode == 0
    rules.write_text(BUNDLE.replace("REJECT", "선물 4꾸러미"), encoding="utf-8")
    wrong = run("rules", "--check", rules)
    assert wrong.returncode == 2
    assert "rule quantity.bundle: reject example" in wrong.stderr.decode()


def test_a_users_rules_are_used(tmp_path):
    rules = tmp_path / "mine.toml"
    rules.write_text(BUNDLE.replace("REJECT", "꾸러미 선물"), encoding="utf-8")
    record = json.loads(
        run("extract", "-", "--rules", tmp_path, stdin="선물 3꾸러미".encode()).stdout
    )
    assert [m["rule"] for m in record["mentions"]] == ["quantity.bundle"]


def test_rules_are_listed_one_a_line():
    listed = run("rules").stdout.decode().splitlines()
    assert any(line.startswith("money.") for line in listed)
    assert all(json.loads(line)["why"] for line in run("rules", "--json").stdout.splitlines())


def test_scores_and_the_gate(folder, tmp_path):
    gold = Path(__file__).parents[1] / "corpus" / "gold"
    gate = tmp_path / "gate.json"
    empty = tmp_path / "out"
    (empty / "records").mkdir(parents=True)
    assert b"b_cubed" in run("eval", gold, empty).stdout
    gate.write_text('{"exact.ORG": 0.5}', encoding="utf-8")
    held = run("eval", gold, empty, "--gate", gate)
    assert held.returncode == 5
    assert "exact.ORG" in held.stderr.decode()
    run("eval", gold, empty, "--gate", gate, "--raise-gate")
    assert json.loads(gate.read_text())["exact.ORG"] == 0.5
    run("eval", gold, empty, "--gate", gate, "--lower-gate")
    assert json.loads(gate.read_text())["exact.ORG"] == 0


def test_an_absent_model_is_told(kfacts, extractor, monkeypatch, tmp_path):
    from kfacts import Extractor, Settings, about

    assert extractor.has_model
    assert not Extractor(Settings(model=False)).has_model
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(about, "has_model", lambda: False)
    assert "model is absent" in kfacts("extract", tmp_path / "news.txt").err
    assert "model is absent" not in kfacts("extract", tmp_path / "news.txt", "--no-model").err
    assert "model is absent" in kfacts("info").out

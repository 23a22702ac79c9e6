"""What goes wrong on real machines: kills, full disks, broken ledgers. Nothing lost or doubled."""

import errno
import functools
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kfacts
from kfacts import ledger, workers
from kfacts.batch import extract_folder
from kfacts.errors import DefectError, OutputError
from kfacts.files import read
from kfacts.inputs import articles
from kfacts.interrupts import heeded
from kfacts.settings import Settings
from kfacts.text import Article

ARTICLES = 24
KILLS = int(os.environ.get("KFACTS_KILLS", "3"))
"""How often the killing test kills: a few by default, 50 and more by `make faults`."""
PACKAGE = str(Path(kfacts.__file__).parents[1])


def command(folder, out, *more):
    return [sys.executable, "-m", "kfacts", "extract", str(folder), "-o", str(out), *more]


def extract(folder, out, *more, **kwargs):
    return subprocess.run(
        command(folder, out, *more), capture_output=True, timeout=300, check=False, **kwargs
    )


def contents(out):
    """Every file a reader looks at, apart from the ledger, whose order tells of the kills."""
    return {
        path.relative_to(out): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {"ledger.jsonl", ".lock"}
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for i in range(ARTICLES):
        text = f"한빛은행 {i}호점은 올해 {i + 1}억원을 들여 점포 {i}곳을 열었다. " * 20
        (folder / f"{i:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(folder, tmp_path_factory):
    """What a run leaves that nothing disturbs, and the seconds it takes here."""
    out, began = tmp_path_factory.mktemp("whole") / "out", time.monotonic()
    assert extract(folder, out).returncode == 0
    return contents(out), time.monotonic() - began


@pytest.fixture(scope="module")
def undisturbed(run):
    return run[0]


def test_a_run_killed_at_any_moment_is_resumed_without_loss(folder, run, tmp_path):
    """Whatever a kill leaves is whole and as it should be, whether little, much or nearly all."""
    undisturbed, took = run
    out, chance = tmp_path / "out", random.Random(KILLS)
    for _ in range(KILLS):
        if out.exists() and chance.random() < 0.3:
            shutil.rmtree(out)
        process = subprocess.Popen(
            command(folder, out, "--jobs", "2"), stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.02, 1) * took)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        left = {n: d for n, d in contents(out).items() if n.suffix != ".part"}
        assert left.items() <= undisturbed.items()
    assert extract(folder, out).returncode == 0
    assert contents(out) == undisturbed


def children(pid):
    tasks = Path(f"/proc/{pid}/task")
    listed = " ".join((t / "children").read_text() for t in tasks.iterdir())
    return [int(child) for child in listed.split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to find the workers")
def test_a_killed_worker_is_replaced_and_its_article_tried_again(folder, undisturbed, tmp_path):
    out = tmp_path / "out"
    process = subprocess.Popen(command(folder, out, "--jobs", "2"), stderr=subprocess.PIPE)
    while not list(out.glob("records/*.json")):
        time.sleep(0.05)
    victims = [c for c in children(process.pid) if b"spawn_main" in cmdline(c)]
    os.kill(victims[0], signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told.decode()
    assert contents(out) == undisturbed


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to find the workers")
def test_an_article_whose_worker_dies_twice_is_reported_and_the_rest_goes_on(tmp_path):
    many, out = tmp_path / "in", tmp_path / "out"
    many.mkdir()
    (many / "a.txt").write_text("한빛은행은 점포를 열었다. " * 30_000, encoding="utf-8")
    (many / "b.txt").write_text("한빛은행은 점포 3곳을 열었다.", encoding="utf-8")
    alone = command(many, out, "--timeout", "100")  # in a single worker
    process, killed = subprocess.Popen(alone, stderr=subprocess.PIPE), set()
    while len(killed) < 2 and process.poll() is None:
        for worker in children(process.pid):
            if worker not in killed and b"spawn_main" in cmdline(worker):
                time.sleep(0.5)  # it is being handed more than a pipe holds
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)
        time.sleep(0.02)
    told = process.communicate(timeout=300)[1].decode()
    assert process.returncode == 3, told
    assert "a.txt: its worker process died twice" in told
    assert [path.stem for path in out.glob("records/*.json")] == ["b"]


def cmdline(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def test_a_broken_ledger_costs_time_and_nothing_else(kfacts, folder, undisturbed, tmp_path):
    out = tmp_path / "out"
    assert kfacts("extract", folder, "-o", out).code == 0
    ledger = out / "ledger.jsonl"
    ledger.write_bytes(b'\x00\xff{"doc_id": 3}\n[]\n' + ledger.read_bytes()[:-20])
    again = kfacts("extract", folder, "-o", out)
    assert again.code == 0, again.err
    assert "1 extracted" in again.err
    assert contents(out) == undisturbed


def test_a_damaged_record_is_told_by_name(kfacts, folder, tmp_path):
    out = tmp_path / "out"
    kfacts("extract", folder, "-o", out)
    (out / "records" / "03.json").write_text('{"doc_id":', encoding="utf-8")
    again = kfacts("extract", folder, "-o", out)
    assert again.code == 1
    assert "03.json" in again.err
    assert "--force" in again.err
    assert kfacts("extract", folder, "-o", out, "--force").code == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_is_told_and_keeps_what_was_finished(kfacts, folder, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let the test mount a small disk")
    try:
        process = kfacts("extract", folder, "-o", disk / "out")
        assert process.code == 1
        assert "cannot be written" in process.err
        assert "Traceback" not in process.err
        for path in disk.glob("out/records/*.json"):
            json.loads(path.read_bytes())
        assert not list(disk.glob("out/records/.*"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounting needs root")
def test_a_read_only_disk_is_told(kfacts, folder, tmp_path):
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let the test mount a disk")
    try:
        process = kfacts("extract", folder, "-o", tmp_path / "out")
        assert process.code == 1
        assert "cannot be written" in process.err
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.mark.parametrize("name", ["ledger.jsonl", ".lock"])
def test_a_link_in_place_of_our_own_files_is_refused(name, tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("precious")
    out = tmp_path / "out"
    out.mkdir()
    (out / name).symlink_to(outside)
    with pytest.raises(OutputError, match="is a link"):
        extract_folder([], out, Settings())
    assert outside.read_text() == "precious"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_write_permission_is_told(kfacts, folder, tmp_path):
    tmp_path.chmod(0o500)
    process = kfacts("extract", folder, "-o", tmp_path / "out")
    assert process.code == 1
    assert "cannot be written" in process.err


def test_a_file_in_place_of_the_folder_is_told(kfacts, folder, tmp_path):
    (tmp_path / "out").write_text("")
    process = kfacts("extract", folder, "-o", tmp_path / "out")
    assert process.code == 1
    assert "cannot be written" in process.err


def test_an_article_that_takes_too_long_is_reported_and_the_rest_goes_on(folder, tmp_path):
    many = tmp_path / "in"
    many.mkdir()
    (many / "long.txt").write_text("한빛은행은 올해 점포를 열었다. " * 150_000, encoding="utf-8")
    (many / "short.txt").write_text("한빛은행은 올해 점포를 열었다.", encoding="utf-8")
    process = extract(many, tmp_path / "out", "--timeout", "5")
    assert process.returncode == 3
    assert "long.txt: took longer than 5 s" in process.stderr.decode()
    assert (tmp_path / "out" / "records" / "short.json").is_file()


NETWORK = """
import sys

def told(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        with open({log!r}, "a") as log:
            log.write(f"{event} {arguments}\\n")
        raise OSError("no network here")

sys.addaudithook(told)
"""
"""Run by every Python that starts with it on its path, worker processes too."""


def test_no_network_is_used(folder, undisturbed, tmp_path):
    log, out = tmp_path / "network", tmp_path / "out"
    (tmp_path / "sitecustomize.py").write_text(NETWORK.replace("{log!r}", repr(str(log))))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), PACKAGE])}
    done = extract(folder, out, "--jobs", "2", env=env)
    assert done.returncode == 0, done.stderr.decode()
    assert contents(out) == undisturbed
    for command_line in (("report", str(out)), ("export", str(out), "--to", "sqlite")):
        more = [sys.executable, "-m", "kfacts", *command_line]
        done = subprocess.run(more, env=env, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    assert not log.exists(), log.read_text()
    outside = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    subprocess.run([sys.executable, "-c", outside], env=env, capture_output=True, check=False)
    assert log.read_text().startswith("socket.")  # so it would have been told


@pytest.mark.skipif(os.name == "nt", reason="locks are taken otherwise there")
def test_two_runs_into_one_folder_are_told_apart(kfacts, folder, tmp_path):
    """The second is refused at once; the first, killed, leaves nothing that keeps a third out."""
    out = tmp_path / "out"
    first = subprocess.Popen(command(folder, out), stderr=subprocess.DEVNULL)
    try:
        while not (out / ".lock").exists() or first.poll() is not None:
            time.sleep(0.02)
        time.sleep(0.1)
        second = kfacts("extract", folder, "-o", out)
        assert second.code == 1
        assert str(out) in second.err
        assert "Traceback" not in second.err
    finally:
        first.kill()
        first.wait()
    third = kfacts("extract", folder, "-o", out)
    assert third.code == 0, third.err


def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(kfacts, tmp_path):
    many, out = tmp_path / "in", tmp_path / "out"
    many.mkdir()
    (many / "good.txt").write_text("한빛은행은 올해 점포 3곳을 열었다.", encoding="utf-8")
    (many / "bytes.txt").write_bytes(b"\xff\x81\x00\xfe")
    (many / "gone.txt").symlink_to(many / "nowhere")
    done = kfacts("extract", many, "-o", out)
    assert done.code == 3
    assert "bytes.txt" in done.err
    assert [path.stem for path in out.glob("records/*.json")] == ["good"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_the_files_is_reported_and_nothing_waits_for_it(kfacts, tmp_path):
    many, out = tmp_path / "in", tmp_path / "out"
    many.mkdir()
    (many / "good.txt").write_text("한빛은행은 올해 점포 3곳을 열었다.", encoding="utf-8")
    os.mkfifo(many / "pipe.txt")
    done = kfacts("extract", many, "-o", out)
    assert done.code == 3
    assert "pipe.txt: is a pipe" in done.err
    assert [path.stem for path in out.glob("records/*.json")] == ["good"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_an_endless_file_is_refused_once_it_is_too_large(kfacts):
    done = kfacts("extract", "/dev/zero")
    assert done.code == 3
    assert "/dev/zero: more than" in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems want names in Unicode")
def test_a_name_of_bytes_that_are_no_text_is_taken(kfacts, tmp_path):
    many, out = tmp_path / "in", tmp_path / "out"
    many.mkdir()
    name = os.fsencode(many) + b"/\xff\xfe.txt"
    Path(os.fsdecode(name)).write_text("한빛은행은 점포 3곳을 열었다.", encoding="utf-8")
    done = kfacts("extract", many, "-o", out)
    assert done.code == 0, done.err
    (record,) = out.glob("records/*.json")
    assert json.loads(record.read_bytes())["source"]["path"].endswith("/\ufffd\ufffd.txt")


def test_a_defect_of_ours_costs_one_article(monkeypatch, extractor, tmp_path):
    """What should never happen is told with its place, and ends nothing else."""

    def stumble(article, **_):
        if article.doc_id == "bad":
            raise ZeroDivisionError("of all things")
        return type(extractor).extract_article(extractor, article)

    monkeypatch.setattr(extractor, "extract_article", stumble)
    monkeypatch.setattr(workers, "_loaded", lambda _: extractor)
    articles = [Article.of("한빛은행은 점포를 열었다.", name) for name in ("bad", "good")]
    summary = extract_folder(articles, tmp_path / "out", Settings())
    assert summary.done == 1
    (failure,) = summary.failures
    assert isinstance(failure.error, DefectError)
    assert "bad: ZeroDivisionError: of all things (test_faults.py, line" in str(failure.error)


class Destroyed:
    """Python drops what is raised where a thing is destroyed."""

    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(os.name == "nt", reason="sends signals as POSIX has them")
def test_an_interrupt_is_heeded_wherever_it_comes():
    with pytest.raises(KeyboardInterrupt), heeded():
        Destroyed()
    with pytest.raises(KeyboardInterrupt), heeded():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(os.name == "nt", reason="sends signals as POSIX has them")
def test_an_interrupt_that_python_drops_ends_a_run_at_the_next_article(tmp_path):
    def articles():
        yield Article("첫째", "한국은행이 1일 밝혔다.")
        Destroyed()
        yield from (Article(f"다음{i}", "한국은행이 2일 밝혔다.") for i in range(5))

    with pytest.raises(KeyboardInterrupt):
        extract_folder(articles(), tmp_path / "out", Settings())
    assert 1 <= len(list((tmp_path / "out/records").glob("*.json"))) < 5


def test_what_is_wrong_with_the_settings_is_told_once_by_the_workers(kfacts, folder, tmp_path):
    rules = tmp_path / "mine.toml"
    rules.write_text('label = "money"\n[[rule]]\nid = "x"\n', encoding="utf-8")
    done = kfacts("extract", folder, "-o", tmp_path / "out", "--rules", rules, "--jobs", "2")
    assert done.code == 2
    assert "mine.toml" in done.err
    assert "died" not in done.err


@pytest.mark.skipif(os.name == "nt", reason="locks are taken otherwise there")
def test_entities_are_not_resolved_again_under_a_run(kfacts, folder, tmp_path):
    out = tmp_path / "out"
    assert kfacts("extract", next(folder.iterdir()), "-o", out).code == 0
    (out / "entities.json").unlink()
    with ledger.locked(out):
        refused = kfacts("entities", out)
    assert refused.code == 1
    assert "another kfacts run" in refused.err
    assert not (out / "entities.json").exists()
    assert kfacts("entities", out).code == 0


def test_a_record_that_names_another_file_is_shown_with_its_own_text(kfacts, folder, tmp_path):
    out = tmp_path / "out"
    assert kfacts("extract", next(folder.iterdir()), "-o", out).code == 0
    (tmp_path / "precious.txt").write_text("비밀" * 10_000, encoding="utf-8")
    (record,) = out.glob("records/*.json")
    told = json.loads(record.read_bytes()) | {"doc_id": "../../precious"}
    record.write_text(json.dumps(told), encoding="utf-8")
    (out / "entities.json").unlink()
    assert kfacts("entities", out).code == 0
    facts = (out / "facts.jsonl").read_text(encoding="utf-8")
    assert "비밀" not in facts
    assert "호점은 올해" in facts
    told["doc_id"] = "\0"
    record.write_text(json.dumps(told), encoding="utf-8")
    (out / "entities.json").unlink()
    assert kfacts("entities", out).code == 0


@pytest.mark.skipif(os.name == "nt", reason="names are counted otherwise there")
def test_names_as_long_as_the_system_takes_are_taken(kfacts, tmp_path):
    """No room is left to ask for the metadata beside them."""
    many, out = tmp_path / "in", tmp_path / "out"
    many.mkdir()
    for last in "ab":
        name = "가" * 83 + f"{last}.txt"
        (many / name).write_text("한빛은행은 점포 3곳을 열었다.", encoding="utf-8")
    done = kfacts("extract", many, "-o", out)
    assert done.code == 0, done.err
    assert len(list(out.glob("records/*.json"))) == 2


def test_what_is_written_beside_the_articles_is_none_of_them(kfacts, tmp_path):
    (tmp_path / "a.txt").write_text("한빛은행은 점포 3곳을 열었다.", encoding="utf-8")
    assert "1 extracted" in kfacts("extract", tmp_path, "-o", tmp_path).err
    assert "0 extracted, 1 unchanged" in kfacts("extract", tmp_path, "-o", tmp_path).err


# --- what changes under a run --------------------------------------------------------------------

SENTENCE = "한빛은행은 점포 {}곳을 열었다."


@pytest.fixture
def many(tmp_path):
    """Four articles that are listed at once and read one after the other."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(4):
        (folder / f"{i}.txt").write_text(SENTENCE.format(i + 2), encoding="utf-8")
    return folder


def disturbed(monkeypatch, extractor, folder, out, disturb):
    """Run over a folder; `disturb` is called once, when the first article has been read."""
    pending = [disturb]

    def extract(article, **kwargs):
        if pending:
            pending.pop()()
        return type(extractor).extract_article(extractor, article, **kwargs)

    monkeypatch.setattr(workers, "_loaded", lambda _: extractor)
    monkeypatch.setattr(extractor, "extract_article", extract)
    listed = [(path.as_posix(), path.stem) for path in sorted(folder.iterdir())]
    return extract_folder(articles(listed), out, Settings())


def as_they_say(out):
    """Whether records, texts and the ledger tell of the same bytes."""
    for path in (out / "records").glob("*.json"):
        record, text = json.loads(path.read_bytes()), (out / "texts" / f"{path.stem}.txt")
        assert record["source"]["sha256"] == hashlib.sha256(text.read_bytes()).hexdigest()
    assert set(ledger.load(out)) == {path.stem for path in (out / "records").glob("*.json")}


CHANGES = {
    "shrinks": (lambda path: os.truncate(path, 30), 4, ""),
    "is cut amid a letter": (lambda path: os.truncate(path, 29), 3, "is cut off amid"),
    "is emptied": (lambda path: os.truncate(path, 0), 4, ""),
    "grows": (lambda path: path.write_text("점포 7곳. " * 9, encoding="utf-8"), 4, ""),
    "is replaced": (lambda path: (path.parent / "0.txt").replace(path), 4, ""),
    "vanishes": (lambda path: path.unlink(), 3, "cannot be read (No such file"),
    "becomes a folder": (lambda path: (path.unlink(), path.mkdir()), 3, "cannot be read (Is a dir"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_input_that_changes_before_it_is_read_is_read_as_it_is_or_told(
    monkeypatch, extractor, many, tmp_path, change
):
    how, done, says = CHANGES[change]
    out = tmp_path / "out"
    summary = disturbed(monkeypatch, extractor, many, out, lambda: how(many / "2.txt"))
    assert summary.done == done
    told = " ".join(str(failure.error) for failure in summary.failures)
    assert says in told and (not says or "2.txt" in told)
    as_they_say(out)
    monkeypatch.undo()
    again = list(articles([(p.as_posix(), p.stem) for p in sorted(many.glob("*.txt"))]))
    monkeypatch.setattr(workers, "_loaded", lambda _: extractor)
    extract_folder(again, out, Settings())
    for article in again:
        if isinstance(article, Article):
            assert (out / "texts" / f"{article.doc_id}.txt").read_text("utf-8") == article.text
    as_they_say(out)


def test_an_input_that_is_cut_while_it_is_read_is_what_was_read(monkeypatch, many):
    """The text, its digest and so the ledger stand on one reading."""
    whole = (many / "2.txt").read_bytes()

    def cut(file, most):
        os.truncate(many / "2.txt", 9)
        return io.BytesIO(whole).read(most)

    class Torn(io.BytesIO):
        read = cut

    monkeypatch.setattr(Path, "open", lambda *_: Torn())
    article = read((many / "2.txt").as_posix(), "2")
    assert article.sha256 == hashlib.sha256(whole).hexdigest()
    assert article.text.encode() == whole


def test_files_that_come_during_a_run_wait_for_the_next(monkeypatch, extractor, many, tmp_path):
    out, new = tmp_path / "out", many / "9.txt"
    come = functools.partial(new.write_text, SENTENCE.format(9), encoding="utf-8")
    assert disturbed(monkeypatch, extractor, many, out, come).done == 4
    assert "9" not in ledger.load(out)
    monkeypatch.undo()
    assert disturbed(monkeypatch, extractor, many, out, lambda: None).unchanged == 4
    assert "9" in ledger.load(out)


def gone(out):
    shutil.rmtree(out)


def moved(out):
    out.rename(out.with_name("elsewhere"))


def replaced(out):
    moved(out)
    out.mkdir()
    (out / "ledger.jsonl").write_text("")


@pytest.mark.skipif(os.name == "nt", reason="what is open cannot be removed there")
@pytest.mark.parametrize("what", [gone, moved, replaced])
def test_a_folder_that_is_removed_during_a_run_is_told(
    monkeypatch, extractor, many, tmp_path, what
):
    """Else half of the records would be there, and the summary would tell of all."""
    out = tmp_path / "out"
    with pytest.raises(OutputError, match="out: was removed or replaced during the run"):
        disturbed(monkeypatch, extractor, many, out, lambda: what(out))
    assert not list(out.glob("records/*"))
    monkeypatch.undo()
    assert disturbed(monkeypatch, extractor, many, out, lambda: None).done == 4
    as_they_say(out)


def test_records_that_are_removed_during_a_run_are_extracted_again(
    monkeypatch, extractor, many, tmp_path
):
    out = tmp_path / "out"
    disturbed(monkeypatch, extractor, many, out, lambda: None)
    before = contents(out)
    (out / "records" / "1.json").unlink()
    monkeypatch.undo()
    assert disturbed(monkeypatch, extractor, many, out, lambda: None).done == 1
    assert contents(out) == before


def test_a_record_that_cannot_be_read_is_told(kfacts, many, tmp_path):
    out = tmp_path / "out"
    assert kfacts("extract", many, "-o", out).code == 0
    (out / "records" / "1.json").unlink()
    (out / "records" / "1.json").symlink_to("nowhere")
    (out / "entities.json").unlink()
    done = kfacts("entities", out)
    assert done.code in (1, 4)
    assert "1.json: cannot be read" in done.err


def test_a_folder_that_cannot_be_looked_into_is_told(kfacts, monkeypatch, many, tmp_path):
    (many / "closed").mkdir()
    real = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    done = kfacts("extract", many, "-o", tmp_path / "out")
    assert done.code == 3
    assert "closed: cannot be read" in done.err
    assert len(list((tmp_path / "out").glob("records/*.json"))) == 4

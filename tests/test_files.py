import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfacts.errors import InputError, OutputError
from kfacts.files import clear_torn, discover, doc_ids, read, safe_name, write_whole


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "sub/a.txt", "skip.bin", ".hidden.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "in"


def test_a_folder_gives_its_texts_in_order(folder):
    found = [os.path.relpath(p, folder) for p in discover([str(folder)])]
    assert found == ["a.txt", "b.txt", str(Path("sub", "a.txt"))]


def test_a_glob_a_file_and_its_repetition(folder):
    assert len(discover([str(folder / "*.txt"), str(folder / "a.txt")])) == 2
    assert len(discover([str(folder / "**" / "*.txt")])) == 3


def test_an_input_that_names_nothing_is_an_error(folder):
    with pytest.raises(InputError, match="no such file"):
        discover([str(folder / "missing.txt")])


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InputError, match=r"gone\.txt: cannot be read"):
        read(str(tmp_path / "gone.txt"), "gone")


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["a/x.txt", "b/y.txt"], ["x", "y"]),
        (["a/x.txt", "b/x.txt"], ["a-x", "b-x"]),
        (["r/a/x.txt", "s/a/x.txt"], ["r-a-x", "s-a-x"]),
        (["x.txt", "x.md"], ["x", "x-2"]),
        (["-"], ["stdin"]),
    ],
)
def test_articles_are_named_after_their_files(paths, ids):
    assert doc_ids(paths) == ids


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("com².log", "_com².log"),
        ("con .txt", "_con .txt"),
        ("CONIN$", "_CONIN$"),
        ("\u202etxt.exe", "_txt.exe"),
        ("끝점.", "끝점"),
        ("", "article"),
        ("a:b?", "a_b_"),
    ],
)
def test_names_that_systems_refuse_are_mapped(name, safe):
    assert safe_name(name) == safe


@settings(suppress_health_check=[HealthCheck.too_slow])  # by the clock of a busy machine
@given(st.lists(st.text(alphabet="ab/.가 \\:*", min_size=1, max_size=8), max_size=8))
def test_names_are_unique_and_stay_in_their_folder(paths):
    ids = doc_ids(paths)
    assert len({i.casefold() for i in ids}) == len(paths)
    assert all(i and "/" not in i and "\\" not in i and i not in {".", ".."} for i in ids)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.json"
    write_whole(path, "first")

    def broken():
        yield "sec"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(path, broken())
    assert path.read_text() == "first"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_a_place_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(tmp_path / "file" / "x.json", "x")


def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path):
    outside = tmp_path / "outside.json"
    outside.write_text("precious")
    (tmp_path / "out").mkdir()
    for name in ("x.json", ".x.json.part"):
        (tmp_path / "out" / name).symlink_to(outside)
    clear_torn(tmp_path / "out")
    write_whole(tmp_path / "out" / "x.json", "{}")
    assert outside.read_text() == "precious"
    assert not (tmp_path / "out" / "x.json").is_symlink()


def test_links_in_an_input_folder_lead_to_no_loop_and_no_surprise(folder):
    (folder / "loop").symlink_to(folder)
    (folder / "c.txt").symlink_to(folder / "a.txt")
    (folder / "d.txt").symlink_to(folder / "gone.txt")
    found = discover([str(folder)])
    assert [Path(p).name for p in found] == ["a.txt", "b.txt", "c.txt", "d.txt", "a.txt"]
    with pytest.raises(InputError, match=r"d\.txt: cannot be read"):
        read(found[3], "d")

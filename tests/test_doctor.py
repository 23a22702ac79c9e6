import pytest

from kfacts.doctor import examine

DATED = "입력 2024.10.30 16:32\n한빛은행이 점포 12곳을 열었다.\n"


def checkups(tmp_path, **files):
    named = []
    for name, content in files.items():
        path = tmp_path / f"{name}.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        named.append((str(path), name))
    return list(examine(named))


def test_a_sound_article_has_no_remarks(tmp_path):
    (found,) = checkups(tmp_path, good=DATED)
    assert (found.encoding, found.length, found.warnings) == ("utf-8", len(DATED), ())
    assert (found.reference, found.basis) == ("2024-10-30", "dateline")
    assert found.korean == 1.0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (DATED.encode("cp949")[:-2] + b"\xff\xff", None),
        ("", "empty"),
        ("The bank opened branches in 2024-10-30.", "hardly any Korean"),
        ("한빛은행이 점포를 열었다.", "no reference date"),
        (DATED + "\ufffd", "U+FFFD"),
        (DATED + "\x00", "NUL"),
        (DATED + "\u200b", "zero-width"),
        (DATED + "\u202e", "direction marks"),
        (DATED + "\u1112\u1161\u11ab", "NFD"),
    ],
)
def test_each_trouble_is_told(tmp_path, content, says):
    (found,) = checkups(tmp_path, odd=content)
    if says is None:
        assert "save the file as UTF-8" in found.fails
    else:
        assert any(says in warning for warning in found.warnings)


def test_the_same_text_twice_is_told(tmp_path):
    first, second = checkups(tmp_path, one=DATED, two=DATED)
    assert first.warnings == ()
    assert second.warnings == (f"the same text as {first.name}",)


def test_page_furniture_is_told_by_its_lines(tmp_path):
    text = (
        DATED + "로그인\n본문이다.\nⓒ 한결뉴스 무단 전재 및 재배포 금지\n" + "구독자가 늘었다. " * 9
    )
    (found,) = checkups(tmp_path, page=text)
    assert found.boilerplate == (3, 5)


def test_front_matter_is_told_apart_from_the_article(tmp_path):
    head = "---\ntitle: 점포 (무단 전재 금지)\ndate: 2024-03-05\n---\n"
    (found,) = checkups(tmp_path, post=f"{head}점포를 열었다.\n로그인\n")
    assert (found.front_matter, found.basis, found.boilerplate) == (len(head), "metadata", (6,))


def test_the_articles_of_a_table_are_told_by_their_names(tmp_path):
    path = tmp_path / "news.csv"
    path.write_bytes("id,text\na,점포를 열었다.\n,점포를 닫았다.\n".encode("cp949"))
    found = list(examine([(str(path), "news")]))
    assert [c.name for c in found] == [f"{path}: a", f"{path}: news-3"]
    assert {c.encoding for c in found} == {"cp949"}


def test_the_command_counts_what_would_fail(kfacts, tmp_path):
    (tmp_path / "good.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xea\xb0\x80\xff\xff")
    done = kfacts("doctor", tmp_path)
    assert done.code == 3
    assert "2 articles, 1 would fail" in done.err
    assert "FAILS: " in done.out.splitlines()[1]
    assert done.out.splitlines()[2].split("\t")[4] == "2024-10-30"

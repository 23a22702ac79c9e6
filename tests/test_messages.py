import io
import re
from importlib.resources import files

import pytest

from kfacts.cli.messages import LANGUAGE, translated, wanted

TABLE = (files("kfacts.cli") / "korean.tsv").read_text(encoding="utf-8").splitlines()[2:]
HOLE = re.compile(r"\{\w+\}")


@pytest.fixture
def korean():
    token = LANGUAGE.set("ko")
    yield
    LANGUAGE.reset(token)


@pytest.mark.parametrize("line", TABLE)
def test_both_sides_hold_the_same_holes(line):
    english, korean = line.split("\t")
    assert set(HOLE.findall(korean)) <= set(HOLE.findall(english))
    assert re.search("[가-힣]", korean)


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ko_KR.UTF-8"}, "ko"),
        ([], {"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
        (["--lang", "ko", "extract"], {}, "ko"),
        (["--lang=en", "extract"], {"LANG": "ko_KR"}, "en"),
        (["--debug", "--lang", "ko"], {}, "ko"),
        (["report", "out", "--lang", "ko"], {}, "en"),
        (["--lang"], {}, "en"),
    ],
)
def test_the_language_is_the_options_else_the_locales(arguments, environment, language):
    assert wanted(arguments, environment) == language


@pytest.mark.usefixtures("korean")
def test_messages_inside_messages_are_translated_too():
    assert translated("error: a.txt: cannot be read (No such file)") == (
        "오류: a.txt: 읽을 수 없습니다(No such file)"
    )
    assert translated("something new") == "something new"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["report", "nowhere"], "오류: nowhere: 결과가 없습니다(records 폴더 없음)."),
        (["exprt"], "오류: 그런 명령이 없습니다: exprt. 혹시 "),
        (["export", "x"], "오류: 옵션 --to이(가) 빠졌습니다\n도움말: kfacts export --help"),
        (["extract", "none", "-o", "x"], "오류: none: 그런 파일이 없거나"),
        (
            ["extract", "-", "--reference", "작년"],
            "오류: --reference: '작년'은(는) 날짜가",
        ),
        (["extract", "-", "--shard", "3/2"], "오류: --shard 3/2: 1 ≤ I ≤ N"),
    ],
)
def test_the_command_line_speaks_korean(kfacts, monkeypatch, args, says):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("글".encode())))
    done = kfacts("--lang", "ko", *args)
    assert done.err.startswith(says)
    assert done.code in (2, 4)

import ast
import io
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
import typer.main

from kfacts.cli.app import app
from kfacts.cli.messages import LANGUAGE, translated, wanted

TABLE = [
    line
    for line in (files("kfacts.cli") / "korean.tsv").read_text(encoding="utf-8").splitlines()[3:]
    if not line.startswith("#")
]
HOLE = re.compile(r"\{\w+\}")
SOURCES = sorted(Path(str(files("kfacts"))).rglob("*.py"))
COMMANDS = sorted(typer.main.get_command(app).commands)

# --- every message that the code can say -------------------------------------------------------

ERRORS = re.compile(r"(?:Input|Limit|Rule|Names|Model|Output|Usage)Error")


HOLES = {"place": "얼마: rule 얼마", "where": "얼마: rule 얼마"}
"""What a rule's place looks like."""


def written(node):
    """The message that an expression writes, a word in each hole; None where it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            written(part) or HOLES.get(ast.unparse(part.value), "얼마") for part in node.values
        )
    return None


def texts(tree):
    """What a module hands to an error, to `say`, to `_wrong`, or names `message` or `msg`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            if name == "say" or ERRORS.fullmatch(name):
                yield from node.args[:1]
            elif name == "_wrong":
                yield from node.args[2:]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in (
            "message",
            "msg",
        ):
            yield node.value
        elif isinstance(node, (ast.Yield)) and node.value is not None:
            said = written(node.value) or ""
            if " example " in said:
                yield node.value


def messages():
    found = {}
    for path in SOURCES:
        for node in texts(ast.parse(path.read_text(encoding="utf-8"))):
            text = written(node)
            if text and re.search("[a-z]{2} [a-z]{2}", text):
                found[text] = f"{path.name}:{node.lineno}"
    return found


MESSAGES = messages()


@pytest.fixture
def korean():
    token = LANGUAGE.set("ko")
    yield
    LANGUAGE.reset(token)


@pytest.mark.parametrize("line", TABLE)
def test_both_sides_hold_the_same_holes(line):
    english, korean = line.split("\t")
    assert set(HOLE.findall(korean)) <= set(HOLE.findall(english))
    assert re.search("[가-힣]", korean) or english == f"a {korean}" or "{what}" in korean


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
@pytest.mark.parametrize("text", MESSAGES, ids=MESSAGES.values())
def test_no_message_lacks_its_korean(text):
    said = next(s for t in (text, f"얼마: {text}") if (s := translated(t)) != t)  # a file before it
    assert re.search("[가-힣]", said.replace("얼마", ""))


def test_the_messages_of_every_part_are_seen():
    assert len(MESSAGES) > 80
    parts = ("inputs.py", "rulefile.py", "userlist.py", "proofs.py", "workers.py", "quality.py")
    for name in parts:
        assert any(place.startswith(name) for place in MESSAGES.values()), name


def spoken(command):
    """Every text of a command's help, but for the examples and the option --help itself."""
    yield from (command.help, *(p.help for p in command.params))


@pytest.mark.usefixtures("korean")
def test_no_help_lacks_its_korean():
    from kfacts.cli.help import in_language

    group = in_language(typer.main.get_command(app))
    texts = [text for command in (group, *group.commands.values()) for text in spoken(command)]
    assert len(texts) > 60
    english = [p for text in texts for p in re.split(r"\n\n", text) if not re.search("[가-힣]", p)]
    assert english == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_pages_of_help_are_korean_and_fit_the_terminal(kfacts, command):
    page = kfacts("--lang", "ko", *filter(None, [command]), "--help").out
    assert page.startswith("사용법: kfacts")
    assert not re.search("Usage|Options:|Arguments:|Commands:|default|required|\ue000|Show", page)
    lines = [
        sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in n) for n in page.split("\n")
    ]
    assert max(lines) <= 80


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_pages_of_help_are_english_else(kfacts, command):
    page = kfacts("--lang", "en", *filter(None, [command]), "--help").out
    assert page.startswith("Usage: kfacts")
    assert not re.search("[가-힣]", page.split("Examples:")[0].replace("날짜", ""))
    assert not re.search(r"[{}]|<(?:str|path|list)", page)


@pytest.mark.usefixtures("korean")
def test_no_cue_of_a_name_lacks_its_korean():
    from kfacts.extract.names.tables import rows

    assert [row[3] for row in rows("weights") if translated(row[3]) == row[3]] == []


def test_explanations_are_korean(kfacts, tmp_path):
    (tmp_path / "news.txt").write_text(
        "한빛은행 김서준 행장은 약 2조 3,500억 원 이상을 지난달 온누리 상생대출에 썼다.",
        encoding="utf-8",
    )
    shown = kfacts("--lang", "ko", "explain", tmp_path / "news.txt").out
    assert "기준일: 알 수 없음" in shown
    assert "이면 충분합니다" in shown
    assert "어림, 하한" in shown
    cues = [line for line in shown.splitlines() if re.match(r" +[+-]\d", line)]
    assert cues
    assert [line for line in cues if not re.search("[가-힣]", line)] == []


@pytest.mark.usefixtures("korean")
def test_what_a_user_named_stays_as_it_is():
    told = translated("error: records: no results here (no records/*.json); make them with: date")
    assert told.startswith("오류: records: 결과가 없습니다")
    assert told.endswith("다음으로 만드세요: date")


@pytest.mark.usefixtures("korean")
def test_messages_inside_messages_are_translated_too():
    assert translated("error: a.txt: cannot be read (No such file)") == (
        "오류: a.txt: 읽을 수 없습니다(No such file)"
    )
    assert translated("something new") == "something new"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["report", "nowhere"], "오류: nowhere: 결과가 없습니다(records/*.json 없음)."),
        (["exprt"], "오류: 그런 명령이 없습니다: exprt. 혹시 "),
        (["export", "x"], "오류: 옵션 --to이(가) 빠졌습니다\n도움말: kfacts export --help"),
        (["extract", "none", "-o", "x"], "오류: none: 그런 파일이나 폴더가 없습니다"),
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


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("says: month -1 from the reference", "말한 것: 기준에서 달 -1"),
        ("says: year of the reference, quarter 3", "말한 것: 기준의 해, 분기 3"),
        ("says: month 3, day 2 … until day 5", "말한 것: 달 3, 날 2 … 끝은 날 5"),
        ("says: duration P3Y", "말한 것: 기간 P3Y"),
    ],
)
@pytest.mark.usefixtures("korean")
def test_the_steps_of_a_date_are_told_in_korean(said, expected):
    assert translated(said) == expected

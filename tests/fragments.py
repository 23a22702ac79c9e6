"""Texts as they come when something cuts, joins or lists them: pieces of articles, names, rows."""

import re
from functools import cache
from pathlib import Path

from kfacts.extract.names.tables import closed, rows

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
NAMES = (
    *("companies", "public_bodies", "media", "universities", "programs", "places"),
    *("parties_clubs", "local_governments", "countries", "titles", "titles_before", "surnames"),
    *("org_suffixes", "program_heads", "product_nouns", "org_nouns", "program_verbs", "acts"),
)
SHAPES = (
    *("{} {}", "{}({})", "{}·{}", "{}, {}", "{} {}는", "‘{}’ {}", "{}/{}", "<{}> {}", "“{}” {}"),
    *("({}={}) {} 기자", "{} 기자 = {}", "글쓴이 {}", "{} {} {}", "사진=={}", "■ {}\n- {}\n- {}"),
    *("{}\t{}\t{}", "| {} | {} |", "1. {}\n2. {}\n3. {}", "▲{} {} ▲{} {}", "◇{} <{}> {}", "{}: {}"),
    *(
        "Q. {}\nA. {}",
        "{}의 {}",
        "{}와 {}가",
        "{} 등 {}",
        "{} {} 씨",
        "전 {} {}",
        "{}發 {}",
        "#{} #{}",
    ),
    *(
        "{}-{}",
        "{}~{}",
        "{} vs {}",
        "{}→{}",
        "{} 外 {}",
        "{} 겸 {}",
        "제{}회 {}",
        "[{}] {}",
        "{}…{}",
    ),
)
FIGURES = (
    *(
        "3",
        "12",
        "1만2천",
        "3.5",
        "2,345",
        "수십",
        "두세",
        "백",
        "①",
        "Ⅲ",
        "'24",
        "2024",
        "-1",
        "0",
    ),
    *(
        "원",
        "명",
        "%",
        "년",
        "월",
        "일",
        "개월",
        "달러",
        "㎡",
        "억",
        "조",
        "위",
        "차",
        "호",
        "회",
        "세",
    ),
    *(
        "여",
        "약",
        "이상",
        "미만",
        "가까이",
        "전년 대비",
        "지난해",
        "내년 말",
        "오는",
        "올 3분기",
        "어제",
    ),
)


@cache
def lines():
    texts = (path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt")))
    return [line for text in texts for line in text.splitlines() if line.strip()]


@cache
def words():
    listed = [row[0] for name in NAMES for row in rows(name) if row[0]]
    return [*listed, *FIGURES * 20, *sorted(closed("particle")) * 5]


def cut(chance):
    """Return a line of an article, or what is left of it when something cuts it."""
    line = chance.choice(lines())
    parts = line.split(" ")
    match chance.randrange(6):
        case 0:
            return line
        case 1:
            return line.rstrip(".?!”\"' ")
        case 2:
            return line[: chance.randint(1, len(line))]
        case 3:
            return line[chance.randrange(len(line)) :]
        case 4:
            return " ".join(parts[: chance.randint(1, len(parts))])
        case _:
            begin = chance.randrange(len(parts))
            return " ".join(parts[begin : begin + chance.randint(1, 5)])


def shaped(chance):
    """Return names, figures and scraps in a shape that bylines, lists, headings or tables have."""
    shape = chance.choice(SHAPES)
    filled = [_word(chance) for _ in range(shape.count("{}"))]
    return shape.format(*filled)


def _word(chance):
    if chance.random() < 0.25:
        return cut(chance)
    return "".join(chance.choices(words(), k=chance.choice((1, 1, 1, 2, 3))))


def fragment(chance):
    """Return a text of a few such pieces."""
    pieces = [chance.choice((cut, shaped))(chance) for _ in range(chance.choice((1, 1, 2, 3, 6)))]
    text = chance.choice(("\n", " ", ". ", "\n\n", "")).join(pieces)
    if chance.random() < 0.1:
        text = re.sub(r"\s", "", text)
    return text

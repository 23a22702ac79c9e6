"""One part of a date at an offset: 2018년, 9월, 5일, 상반기, 추석, 2018.9.5, 둘째 주."""

import re
from typing import Final

from kfacts.korean.dates import lengths, words
from kfacts.korean.dates.cues import term_ok
from kfacts.korean.dates.expr import Mod, Part, Step, Unit
from kfacts.korean.dates.figures import QUOTES, full_year, read_figures, read_turned
from kfacts.korean.dates.lengths import DASH, NOT_YET, SPACE, sino
from kfacts.korean.dates.vocabulary import Vocabulary, plain, spelling

AGES_LONG: Final = "[ ]?(?:간|동안|째|만에|에[ ]걸)(?![가-힣]{2})"
"""What makes a length of centuries: 2세기 동안."""
UNIT = re.compile(
    rf"(?:['’‘](?=\d\d\D))?(?P<low>\d{{1,4}})"
    rf"(?:{SPACE}(?P<dash>{DASH}|[·ㆍ・]|,(?=[ ]?\d{{1,2}}[ ]?(?:월|일|분기))){SPACE}"
    r"['’‘]?(?P<high>\d{1,4}))?"
    rf"{SPACE}(?P<unit>년대|년도(?!{NOT_YET})|학년도|[ ]?회계연도|년|월(?![급세계드물])"
    r"|일(?![장제본당품손])"
    rf"|분기|세기(?!{AGES_LONG})|학기|주차|반기)"
)
WEEK_IN_MONTH = re.compile(
    r"(?P<n>[1-5])주"
    "(?=$|[ ](?:[월화수목금토일]요일|현재|기준|주간|아파트|전국)|[에의](?![가-힣]{2}))"
)
"""9월 3주, said of the third week where it follows a month and nothing makes a length of it."""
QUARTER = re.compile(rf"(?P<n>[1-4]){SPACE}(?:[/·ㆍ・]{SPACE}4{SPACE}|사{SPACE})분기")
BC = re.compile(
    rf"(?:(?P<bc>기원전|BC)|서기|기원후|AD){SPACE}(?P<n>\d{{1,4}}){SPACE}(?:년(?!대|도)|(?P<c>세기))"
)
FISCAL = re.compile(rf"(?:FY|회계연도){SPACE}['’]?(?P<y>\d{{4}}|\d{{2}})(?!\d)(?:년도?)?")
LUNAR = re.compile(rf"음력{SPACE}(?P<m>\d{{1,2}}|정)월{SPACE}(?P<d>\d{{1,2}})일")
SINO_TENS: Final = "[이삼사오육칠팔구]?십"
SINO_UNIT = re.compile(
    rf"(?:(?P<y>이천[일이삼사오육칠팔구십]*|천[일이삼사오육칠팔]?[구]?백[일이삼사오육칠팔구십]+){SPACE}년(?!대)"
    r"|(?P<m>십이|십일|일|이|삼|사|오|유|육|칠|팔|구|시|십)월"
    rf"(?={SPACE}[일이삼사오육칠팔구십]+일|[에의달은]|부터|까지|[^가-힣]|$)"
    r"(?![ ]씨(?![앗름]))"
    rf"|(?P<cen>{SINO_TENS}[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]){SPACE}세기(?!{AGES_LONG})"
    r"|(?P<d>[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])(?P<gap>[ ])?일"
    r"(?P<sure>(?=에|의|부터|까지|[ ](?:오전|오후|아침|새벽|밤)))?"
    r"(?![ ]?(?:전|후|뒤|간|동안|만에|째|이내|안에))(?=[에의은이을로과]|부터|까지|입|[^가-힣]|$)"
    rf"|(?P<dec>(?:천구백|이천)?{SINO_TENS}|이천){SPACE}년대)"
)

Said = tuple[tuple[Step, ...], Mod | None]


def _said(*steps: Step, mod: Mod | None = None) -> Said:
    return steps, mod


WORDS: Final[Vocabulary[Said]] = Vocabulary(
    {
        **{w: _said(*steps) for w, steps in (words.RELATIVE | words.SAME_PERIOD).items()},
        **{w: _said(Step(unit, shift=0), mod=mod) for w, (unit, mod) in words.EDGES.items()},
        **{
            shade + season: _said(Step("season", code), mod=mod)
            for shade, mod in words.SHADES.items()
            for season, code in words.SEASONS.items()
            if len(season) < 3  # 초여름, and no 초여름철
        },
        **{w: _said(Step("half", n)) for w, n in words.HALVES.items()},
        **{w: _said(Step("quarter", n)) for w, n in words.QUARTERS.items()},
        **{w: _said(Step("season", code)) for w, code in words.SEASONS.items()},
        **{w: _said(Step("weekday", n)) for w, n in words.WEEKDAYS.items()},
        **{w: _said(Step("holiday", name)) for w, name in words.HOLIDAYS.items()},
        "주말": _said(Step("weekend")),
        "말일": _said(Step("day", -1)),
        "마지막_날": _said(Step("nth", "day", shift=-1)),
        "첫_날": _said(Step("nth", "day", shift=1)),
        "첫째_날": _said(Step("nth", "day", shift=1)),
    }
)
"""Words that are a part by themselves: its steps, and 초 or 말 where the word holds it."""
ORDINALS: Final = {word.replace("_", ""): n for word, n in words.ORDINALS.items()}
ORDINAL = re.compile(
    rf"(?P<nth>{spelling(words.ORDINALS)}|[1-5]?\d번째|[1-5]째){SPACE}"
    rf"(?:(?P<unit>주말|주|분기|반기|달|날)(?:(?![가-힣])|(?=[에의는은엔차과와]|부터|까지|이[다었])){SPACE})?"
    r"(?P<day>[월화수목금토일]요일)?"
)
THIRD = re.compile(rf"{SPACE}(?P<third>초순|상순|중순|하순)")
MOD = re.compile(
    rf"{SPACE}(?:(?P<start>초반|초기|초)|(?P<mid>중반|중엽)|(?P<end>후반|말기|말엽|말))"
    r"(?=[^가-힣\d]|$|에(?!너)|엔|의(?!사)|까지|부터|쯤|께|경|이나|[은을과와][ ]|이[ 었면다]|로"
    r"|보다|기준|현재|만|도[ ]|인[ ]|이후|이전|마다)"
)
BEGINNINGS: Final = frozenset(
    [
        *(word[0] for word in (*WORDS, *ORDINALS)),
        *"천십기서음BAF회유시",
        *lengths.SINO,
    ]
)
"""What a part in words can begin with: one look at a character spares a search of the words."""
THIRDS: Final = {"초순": 1, "상순": 1, "중순": 2, "하순": 3}
FOLLOWS: Final = {
    "year": {
        *("half", "quarter", "season", "term", "month", "holiday", "lunar", "nth", "week"),
        *("weekend", "today"),
    },
    "schoolyear": {"term"},
    "holiday": {"nth"},
    "half": {"nth"},
    "quarter": {"nth"},
    "season": {"nth"},
    "month": {"week", "weekday", "weekend", "day", "nth", "today"},
    "week": {"weekday", "weekend", "nth", "today"},
    "day": {"weekday"},
    "weekend": {"weekday", "nth"},
}
"""Which unit may follow which inside one date."""


MIDDLE_DOTS: Final = ("·", "ㆍ", "・", ",")


def read_part(text: str, pos: int, after: str | None) -> Part | None:
    """Read the part of a date that begins at an offset; `after` is the unit that precedes it."""
    char = text[pos : pos + 1]
    if char.isdigit() or (char and char in QUOTES):
        if after is not None:
            weekly = _week_of_month(text, pos) if after == "month" else None
            ordinal = _ordinal(text, pos) if "째" in text[pos : pos + 4] else None
            return weekly or ordinal or _counted(text, pos) or _word(text, pos, after)
        part = (
            (" " in text[pos : pos + 5] and read_turned(text, pos))
            or _counted(text, pos)
            or read_figures(text, pos)
        )
        return part or _word(text, pos, after)
    if char not in BEGINNINGS:
        return None
    if char in ORDERING and after in FOLLOWS and (part := _ordinal(text, pos)):
        return part
    if after and text.startswith("오늘", pos):
        return Part(pos + 2, (Step("today"),))
    part = _word(text, pos, after) or _sino(text, pos, after)
    return part or (_rare(text, pos) if char in RARE else None)


def _counted(text: str, pos: int) -> Part | None:
    """Read a number with a unit of the calendar, or two of them that share it (3~5월)."""
    if match := QUARTER.match(text, pos):
        return Part(match.end(), (Step("quarter", int(match["n"])),))
    match = UNIT.match(text, pos)
    if not match or (match["dash"] in MIDDLE_DOTS and not _consecutive(match)):
        return None
    unit, low, high = plain(match["unit"]), match["low"], match["high"]
    quoted = match[0][0] in QUOTES
    short = unit == "년" and len(low) < 3 and not quoted and not low.startswith("0")
    first = _unit(unit, low)
    if first is None or not high:
        return Part(match.end(), (first,), short=short) if first else None
    if unit in {"년", "년대"} and len(low) > 2 >= len(high):
        high = low[: -len(high)] + high
    last = _unit(unit, high)
    if last is None or (unit not in {"월", "일"} and int(high) <= int(low)):
        return None
    return Part(match.end(), (first,), (last,), short=short)


def _week_of_month(text: str, pos: int) -> Part | None:
    match = WEEK_IN_MONTH.match(text, pos)
    return Part(match.end(), (Step("week", int(match["n"])),)) if match else None


def _consecutive(match: re.Match[str]) -> bool:
    """Tell whether a middle dot joins neighbours (9·10월, 1970·80년대), which are one period."""
    step = 10 if match["unit"] == "년대" else 1
    return int(match["high"]) % 100 == (int(match["low"]) + step) % 100


LIMITS: Final[dict[str, tuple[Unit, int]]] = {
    "월": ("month", 12),
    "일": ("day", 31),
    "분기": ("quarter", 4),
    "학기": ("term", 2),
    "주차": ("week", 53),
    "세기": ("century", 40),
}
"""Units that are counted from one, and how many there are."""


def _unit(unit: str, digits: str) -> Step | None:
    """Return the step of a number and its unit; None when the calendar has no such thing."""
    n = int(digits)
    if unit in LIMITS:
        name, most = LIMITS[unit]
        return Step(name, n) if 1 <= n <= most else None
    if unit == "년대":
        return Step("decade", n) if n % 10 == 0 and (n < 100 or n >= 1000) else None
    if len(digits) == 3 or n > 2999 or (len(digits) == 4 and n < 1000):
        return None
    return Step("schoolyear" if unit == "학년도" else "year", full_year(n, len(digits)))


def _word(text: str, pos: int, after: str | None) -> Part | None:
    found = WORDS.read(text, pos)
    if found is None or not term_ok(text, pos, found.end, after):
        return None
    return Part(found.end, found.value[0], mod=found.value[1])


ORDERING: Final = frozenset(word[0] for word in ORDINALS)
COUNTABLE: Final[dict[str, tuple[Unit, int]]] = {"분기": ("quarter", 4), "반기": ("half", 2)}


def _ordinal(text: str, pos: int) -> Part | None:
    """Read what is counted in a month or year: 둘째 주, 첫째 주 월요일, 마지막 금요일, 첫 분기."""
    match = ORDINAL.match(text, pos)
    if not match or not (match["unit"] or match["day"]):
        return None
    word, unit = plain(match["nth"]), match["unit"]
    which = ORDINALS.get(word) or int(word.removesuffix("번째").removesuffix("째"))
    if match["day"] and unit in (None, "주"):
        weekday = words.WEEKDAYS[match["day"]]
        return Part(match.end(), (Step("weekday", weekday, shift=which),))
    end = match.end("unit")
    if unit in COUNTABLE:
        name, last = COUNTABLE[unit]
        return Part(end, (Step(name, which if which > 0 else last),))
    if unit in ("주", "주말"):
        return Part(end, (Step("week" if unit == "주" else "weekend", which),))
    return Part(end, (Step("nth", "day" if unit == "날" else "month", shift=which),))


def _sino(text: str, pos: int, after: str | None) -> Part | None:
    """Read a part written in Sino-Korean words: 이천이십삼년, 시월, 십오일 (이십일 alone is 21)."""
    match = SINO_UNIT.match(text, pos)
    if not match or (match["d"] and after != "month" and (match["gap"] or match["sure"] is None)):
        return None
    if match["y"]:
        return Part(match.end(), (Step("year", sino(match["y"])),))
    if match["m"]:
        number = {"유": 6, "시": 10}.get(match["m"]) or sino(match["m"])
        return Part(match.end(), (Step("month", number),))
    if match["dec"] or match["cen"]:
        number = sino(match["dec"] or match["cen"])
        return Part(match.end(), (Step("decade" if match["dec"] else "century", number),))
    return Part(match.end(), (Step("day", sino(match["d"])),))


RARE: Final = frozenset("기서BAF회음")


def _rare(text: str, pos: int) -> Part | None:
    """Read a year before Christ or a lunar day."""
    match = BC.match(text, pos)
    if match:
        number = -int(match["n"]) if match["bc"] else int(match["n"])
        return Part(match.end(), (Step("century" if match["c"] else "year", number),))
    match = FISCAL.match(text, pos)
    if match:
        year = full_year(int(match["y"]), len(match["y"]))
        return Part(match.end(), (Step("year", year),))
    match = LUNAR.match(text, pos)
    if match:
        month = 1 if match["m"] == "정" else int(match["m"])
        return Part(match.end(), (Step("lunar", f"{month}-{int(match['d'])}"),))
    return None

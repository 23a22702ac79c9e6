"""One part of a date at an offset: 2018년, 9월, 5일, 상반기, 추석, 2018.9.5, 둘째 주."""

import re
from calendar import monthrange
from typing import Final, NamedTuple

from kfacts.korean.dates import lengths, words
from kfacts.korean.dates.expr import Mod, Step, Unit
from kfacts.korean.dates.lengths import DASH, NOT_YET, SPACE, sino
from kfacts.korean.dates.vocabulary import Vocabulary, plain, spelling


class Part(NamedTuple):
    """Steps read at an offset, with the end of a range where the part holds one."""

    end: int
    steps: tuple[Step, ...]
    until: tuple[Step, ...] = ()
    mod: Mod | None = None
    short: bool = False
    """A year of one or two digits, which may as well be a length (23년)."""


UNIT = re.compile(
    rf"(?:['’‘](?=\d\d\D))?(?P<low>\d{{1,4}})"
    rf"(?:{SPACE}(?P<dash>{DASH}|[·ㆍ・]){SPACE}['’‘]?(?P<high>\d{{1,4}}))?"
    rf"{SPACE}(?P<unit>년대|년도(?!{NOT_YET})|학년도|[ ]?회계연도|년|월(?![급세계드])"
    r"|일(?![장제본당품손])"
    r"|분기|세기|학기|주차|반기)"
)
QUARTER = re.compile(rf"(?P<n>[1-4]){SPACE}[/·ㆍ・]{SPACE}4{SPACE}분기")
BC = re.compile(rf"(?:(?P<bc>기원전|BC)|서기|기원후|AD){SPACE}(?P<n>\d{{1,4}}){SPACE}년(?!대|도)")
LUNAR = re.compile(rf"음력{SPACE}(?P<m>\d{{1,2}}|정)월{SPACE}(?P<d>\d{{1,2}})일")
FULL = re.compile(
    r"['’‘]?(?P<y>\d{4}|\d{2})[ ]?(?P<s>[.\-/])[ ]?(?P<m>\d{1,2})[ ]?(?P=s)[ ]?(?P<d>\d{1,2})(?!\d)"
    r"(?:\.?(?:[ ]?\([월화수목금토일]\))?[ ]?(?:[~∼〜～˜–—]|-(?=\d\d?(?!\d)))[ ]?"
    r"(?:(?:(?P<y2>\d{4}|\d{2})(?P=s)[ ]?)?(?P<m2>\d{1,2})(?P=s)[ ]?)?(?P<d2>\d{1,2})(?![\d시:]))?"
)
YEAR_MONTH = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<s>\. |[.\-/])(?P<m>1[0-2]|0?[1-9])(?!\d|[.\-/]\d|%)"
    r"(?=[ ]?(?:부터|까지|에 |이후|이전|현재|기준|말|초)|이[다며고]|입|[ ]?[^가-힣 ]|[ ]?$)"
)
MONTH_DAY = re.compile(
    r"(?P<m>1[0-2]|0?[1-9])(?:"
    r"[./](?P<d>3[01]|[12]\d|0?[1-9])(?=[ ]?\([월화수목금토일](?:요일)?\))"
    r"|/(?P<late>3[01]|2\d|1[3-9])(?![\d/.%,])(?=까지|부터|에|[ ]?[~(),]|[ ]|$))"
)
"""9/5(수), 11.30(목); without a weekday only a day that no common fraction has: 2/15까지."""
YEARS = re.compile(r"(?P<a>(?:19|20)\d\d)[ ]?[~∼〜～][ ]?(?P<b>(?:19|20)\d\d)(?![\d가-힣%])")
SINO_UNIT = re.compile(
    rf"(?:(?P<y>이천[일이삼사오육칠팔구십]*|천[일이삼사오육칠팔]?[구]?백[일이삼사오육칠팔구십]+){SPACE}년(?!대)"
    r"|(?P<m>십이|십일|일|이|삼|사|오|유|육|칠|팔|구|시|십)월"
    rf"(?={SPACE}[일이삼사오육칠팔구십]+일|[에의달]|부터|까지|[^가-힣]|$)"
    r"|(?P<d>[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])일(?=에|의|부터|까지|[^가-힣]|$))"
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
        **{w: _said(Step("season", code)) for w, code in words.SEASONS.items()},
        **{w: _said(Step("weekday", n)) for w, n in words.WEEKDAYS.items()},
        **{w: _said(Step("holiday", name)) for w, name in words.HOLIDAYS.items()},
        "주말": _said(Step("weekend")),
        "말일": _said(Step("day", -1)),
        "마지막_날": _said(Step("day", -1)),
        "첫_날": _said(Step("day", 1)),
    }
)
"""Words that are a part by themselves: its steps, and 초 or 말 where the word holds it."""
ORDINALS: Final = {word.replace("_", ""): n for word, n in words.ORDINALS.items()}
ORDINAL = re.compile(
    rf"(?P<nth>{spelling(words.ORDINALS)}|[1-5]번째|[1-5]째){SPACE}"
    rf"(?:(?P<week>주(?![가-힣])|주(?=[에의는엔차말]|부터|까지)){SPACE})?"
    r"(?P<day>[월화수목금토일]요일)?"
)
THIRD = re.compile(rf"{SPACE}(?P<third>초순|상순|중순|하순)")
MOD = re.compile(
    rf"{SPACE}(?:(?P<start>초반|초기|초)|(?P<mid>중반|중엽)|(?P<end>후반|말기|말엽|말))"
    r"(?=[^가-힣\d]|$|에[^너]|엔|의(?!사)|까지|부터|쯤|께|경|이나|[은을과와][ ]|이[ 었면다]|로|보다"
    r"|기준|현재|만|도[ ]|인[ ]|이후|이전|마다)"
)
BEGINNINGS: Final = frozenset(
    [
        *(word[0] for word in (*WORDS, *ORDINALS)),
        *"천십기서음BA유시",
        *lengths.SINO,
    ]
)
"""What a part in words can begin with: one look at a character spares a search of the words."""
THIRDS: Final = {"초순": 1, "상순": 1, "중순": 2, "하순": 3}
FOLLOWS: Final = {
    "year": {"half", "quarter", "season", "term", "month", "holiday", "lunar"},
    "month": {"week", "weekday", "day"},
    "week": {"weekday", "weekend"},
    "day": {"weekday"},
    "weekend": {"weekday"},
}
"""Which unit may follow which inside one date."""


QUOTES: Final = "'’‘"
MIDDLE_DOTS: Final = ("·", "ㆍ", "・")
VERSION = re.compile("[A-Za-z버전][ ]?$")


def full_year(number: int, digits: int) -> int:
    """Return the year that one or two digits stand for: 23 is 2023, 98 is 1998."""
    return number if digits > 2 else number + (2000 if number < 50 else 1900)


def read_part(text: str, pos: int, after: str | None) -> Part | None:
    """Read the part of a date that begins at an offset; `after` is the unit that precedes it."""
    char = text[pos : pos + 1]
    if char.isdigit() or (char and char in QUOTES):
        part = _numeric(text, pos) if after is None else _counted(text, pos)
        return part or _word(text, pos)
    if char not in BEGINNINGS:
        return None
    if after == "month" and (part := _ordinal(text, pos)):
        return part
    return _word(text, pos) or _sino(text, pos) or _rare(text, pos)


def _numeric(text: str, pos: int) -> Part | None:
    part = _counted(text, pos) or _full(text, pos) or _years(text, pos)
    if part:
        return part
    match = YEAR_MONTH.match(text, pos)
    if match:
        return Part(match.end(), (Step("year", int(match["y"])), Step("month", int(match["m"]))))
    match = MONTH_DAY.match(text, pos)
    if match:
        day = int(match["d"] or match["late"])
        return Part(match.end(), (Step("month", int(match["m"])), Step("day", day)))
    return None


def _full(text: str, pos: int) -> Part | None:
    """Read a date of numbers (2018.9.5), maybe with its last day (2016.03.04~06)."""
    match = FULL.match(text, pos)
    if not match or text[match.end() : match.end() + 2].strip(".")[:1].isdigit():
        return None
    if len(match["y"]) == 2 and not _dated(text, match):
        return None
    year = full_year(int(match["y"]), len(match["y"]))
    last = match["y2"] and str(full_year(int(match["y2"]), len(match["y2"])))
    until = _steps(last, match["m2"], match["d2"]) if match["d2"] else ()
    steps = _steps(str(year), match["m"], match["d"])
    if not steps or not 1000 <= year <= 2999 or until is None:
        return None
    return Part(match.end(), steps, until)


def _steps(year: str | None, month: str | None, day: str) -> tuple[Step, ...] | None:
    """Return the steps of a date in numbers; None when there is no such day."""
    days = monthrange(int(year or 2000), int(month))[1] if month and 1 <= int(month) <= 12 else 31
    if not 1 <= int(day) <= days or (month and not 1 <= int(month) <= 12):
        return None
    named: tuple[tuple[Unit, str | None], ...] = (("year", year), ("month", month), ("day", day))
    return tuple(Step(unit, int(digits)) for unit, digits in named if digits)


def _dated(text: str, match: re.Match[str]) -> bool:
    """Tell a date of two-digit year (23-9-5, '18.9.5, 23.09.05) from a version or a score."""
    if match[0][0] in QUOTES:
        return True
    before, after = (
        text[max(match.start() - 3, 0) : match.start()],
        text[match.end() : match.end() + 1],
    )
    if before[-1:].isalnum() or VERSION.search(before) or after in ("-", "/"):
        return False
    return match["s"] != "." or len(match["m"]) == len(match["d"]) == 2


def _years(text: str, pos: int) -> Part | None:
    match = YEARS.match(text, pos)
    if not match or int(match["a"]) >= int(match["b"]):
        return None
    return Part(match.end(), (Step("year", int(match["a"])),), (Step("year", int(match["b"])),))


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


def _consecutive(match: re.Match[str]) -> bool:
    """Tell whether a middle dot joins neighbours (9·10월, 1970·80년대), which are one period."""
    step = 10 if match["unit"] == "년대" else 1
    return int(match["high"]) % 100 == (int(match["low"]) + step) % 100


LIMITS: Final[dict[str, tuple[Unit, int]]] = {
    "월": ("month", 12),
    "일": ("day", 31),
    "분기": ("quarter", 4),
    "학기": ("term", 2),
    "주차": ("week", 5),
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


def _word(text: str, pos: int) -> Part | None:
    found = WORDS.read(text, pos)
    return Part(found.end, found.value[0], mod=found.value[1]) if found else None


def _ordinal(text: str, pos: int) -> Part | None:
    """Read a week of a month or a weekday counted in it: 둘째 주, 첫째 주 월요일, 마지막 금요일."""
    match = ORDINAL.match(text, pos)
    if not match or not (match["week"] or match["day"]):
        return None
    word = plain(match["nth"])
    which = ORDINALS.get(word) or int(word[0])
    if match["day"]:
        weekday = words.WEEKDAYS[match["day"]]
        return Part(match.end(), (Step("weekday", weekday, shift=which),))
    return Part(match.end("week"), (Step("week", which),))


def _sino(text: str, pos: int) -> Part | None:
    """Read a part written in Sino-Korean words: 이천이십삼년, 시월, 십오일."""
    match = SINO_UNIT.match(text, pos)
    if not match:
        return None
    if match["y"]:
        return Part(match.end(), (Step("year", sino(match["y"])),))
    if match["m"]:
        number = {"유": 6, "시": 10}.get(match["m"]) or sino(match["m"])
        return Part(match.end(), (Step("month", number),))
    return Part(match.end(), (Step("day", sino(match["d"])),))


def _rare(text: str, pos: int) -> Part | None:
    """Read a year before Christ or a lunar day."""
    match = BC.match(text, pos)
    if match:
        number = int(match["n"])
        return Part(match.end(), (Step("year", -number if match["bc"] else number),))
    match = LUNAR.match(text, pos)
    if match:
        month = 1 if match["m"] == "정" else int(match["m"])
        return Part(match.end(), (Step("lunar", f"{month}-{int(match['d'])}"),))
    return None

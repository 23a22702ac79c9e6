"""The vocabulary of dates: what each word says, as data.

A `_` in a spelling is a space that may be left out. Longer spellings win over shorter ones.
"""

from typing import Final

from kfacts.korean.dates.expr import Mod, Step, Unit
from kfacts.korean.dates.solar_terms import TERMS


def _ago(unit: Unit, shift: int) -> tuple[Step, ...]:
    return (Step(unit, shift=shift),)


def _then(unit: Unit, shift: int) -> tuple[Step, ...]:
    return (Step(unit, shift=shift, anchor="then"),)


def _spelt(table: dict[str, tuple[Step, ...]]) -> dict[str, tuple[Step, ...]]:
    return {word: steps for words, steps in table.items() for word in words.split("|")}


RELATIVE: Final = _spelt(
    {
        "재재작년": _ago("year", -3),
        "재작년|지지난해|그러께": _ago("year", -2),
        "작년도|작년|지난_해|지난해|지난_한_해|거년|지난_시즌|저번_시즌": _ago("year", -1),
        "올해년도|올해|금년도|금년|이번_해|이번_연도|요번_해": _ago("year", 0),
        "연내": _ago("year", 0),
        "올_시즌|이번_시즌|금_시즌": _ago("year", 0),
        "내년도|내년|명년|다음_연도|다음_시즌|내년_시즌": _ago("year", 1),
        "내후년|후년|내내년": _ago("year", 2),
        "지지난_달|저저번_달|전전달": _ago("month", -2),
        "지난_달|지난달|저번_달|거월": _ago("month", -1),
        "이_달|이달|이번_달|요번_달|금월|당월": _ago("month", 0),
        "다음_달|내달|담_달|오는_달": _ago("month", 1),
        "다다음_달|다음다음_달|내내달": _ago("month", 2),
        "지지난_주|저저번_주|지지난_주일": _ago("week", -2),
        "지난_주|지난주|저번_주|지난_한_주": _ago("week", -1),
        "이번_주|요번_주|이번_한_주|금주": _ago("week", 0),
        "다음_주|내주|담_주|차주": _ago("week", 1),
        "다다음_주|다음다음_주": _ago("week", 2),
        "지난_주말|저번_주말|지난주_주말": _ago("weekend", -1),
        "이번_주말|요번_주말|이번주_주말|금주_주말|오는_주말": _ago("weekend", 0),
        "다음_주말|다음주_주말|담_주말": _ago("weekend", 1),
        "그끄저께|그끄제|삼작일": _ago("day", -3),
        "그저께|그제|그젯밤|재작일|엊그저께|엊그제": _ago("day", -2),
        "어제|어저께|어젯밤|어제저녁|엊저녁|작일|지난밤": _ago("day", -1),
        "오늘|금일": _ago("day", 0),
        "내일|명일": _ago("day", 1),
        "모레|내일_모레|낼_모레": _ago("day", 2),
        "글피": _ago("day", 3),
        "그글피": _ago("day", 4),
        "올_설|올해_설|이번_설": (Step("year", shift=0), Step("holiday", "설날")),
        "올_설_연휴|올해_설_연휴|이번_설_연휴": (
            Step("year", shift=0),
            Step("holiday", "설날 연휴"),
        ),
        "지난_설": (Step("holiday", "설날", toward=-1),),
        "지난_분기|저번_분기": _ago("quarter", -1),
        "이번_분기|금분기|금_분기": _ago("quarter", 0),
        "다음_분기|차_분기|차분기": _ago("quarter", 1),
        "지난_반기": _ago("half", -1),
        "이번_반기": _ago("half", 0),
        "다음_반기": _ago("half", 1),
        "지난_세기": _ago("century", -1),
        "금세기|이번_세기": _ago("century", 0),
        "다음_세기": _ago("century", 1),
        "지난_학기|저번_학기": _ago("term", -1),
        "이번_학기": _ago("term", 0),
        "다음_학기": _ago("term", 1),
        # counted from the last date of the passage
        "전전년": _then("year", -2),
        "전년도|전년|직전_연도|직전_해": _then("year", -1),
        "같은_해|그해|그_해|당해_연도|당해년도|동년": _then("year", 0),
        "이듬해|그_이듬해|다음_해|그_다음_해|익년": _then("year", 1),
        "전전분기": _then("quarter", -2),
        "직전_분기|전분기|전_분기": _then("quarter", -1),
        "직전_반기|전_반기": _then("half", -1),
        "직전_달|전월|전달": _then("month", -1),
        "같은_달|그달|동월": _then("month", 0),
        "이듬달|익월|그_다음_달": _then("month", 1),
        "전주": _then("week", -1),
        "그_다음_주": _then("week", 1),
        "같은_기간|동_기간": (Step("same", shift=0),),
        "전전날": _then("day", -2),
        "전날|전일|하루_전날": _then("day", -1),
        "이날|이_날|그날|당일|같은_날|동일_날짜": _then("day", 0),
        "다음_날|그_다음_날|이튿날|익일": _then("day", 1),
        "다다음_날|다음다음_날": _then("day", 2),
        # the same part of another year
        "재작년_동기|재작년_같은_기간": (Step("same", shift=-2),),
    }
)
"""Words that are a whole date by themselves."""

SAME_PERIOD: Final = {
    f"{year}{period}": (Step("same", shift=-1),)
    for year in ("전년_", "전년도_", "작년_", "지난해_", "지난해의_")
    for period in (
        *("동기", "동월", "동분기", "동_분기", "동_기간", "같은_기간", "같은_달", "같은_분기"),
        *("같은_시기", "동일_기간"),
    )
}

TOWARD: Final = {
    **dict.fromkeys(("지난", "저번", "지지난"), -1),
    **dict.fromkeys(("이번", "요번", "올", "금번"), 0),
    **dict.fromkeys(("오는", "다가오는", "돌아오는", "다가올", "다음", "담"), 1),
}
"""Words before a named unit that say where to look for it."""

AROUND: Final = ("최근", "향후", "앞으로", "앞으로의", "과거", "지난", "다음")
"""Words before a length of time that belong to it."""

SEASONS: Final = {
    **dict.fromkeys(("봄", "봄철"), "SP"),
    **dict.fromkeys(("여름", "여름철"), "SU"),
    **dict.fromkeys(("가을", "가을철"), "FA"),
    **dict.fromkeys(("겨울", "겨울철"), "WI"),
}
SHADES: Final[dict[str, Mod]] = {
    **{"초": "START", "이른_": "START", "한": "MID", "늦": "END", "늦은_": "END"},
}
"""What stands before a season: 초여름, 한여름, 늦여름."""
QUARTERS: Final = {
    f"{n}{quarter}": i
    for i, n in enumerate("일이삼사", 1)
    for quarter in ("분기", "사분기", "사_분기")
} | {
    f"제{n}{quarter}": i
    for i, numbers in enumerate(("1일", "2이", "3삼", "4사"), 1)
    for n in numbers
    for quarter in ("_분기", "/4_분기", "_사_분기")
}
HALVES: Final = {"상반기": 1, "전반기": 1, "하반기": 2, "후반기": 2}
WEEKDAYS: Final = {
    f"{name}{day}": number for number, name in enumerate("월화수목금토일") for day in ("요일", "욜")
}

HOLIDAYS: Final = {
    **{name: name for name in ("신정", "만우절", "식목일", "어버이날", "현충일", "제헌절")},
    **{name: name for name in ("광복절", "개천절", "한글날", "칠석", "추수감사절", "부활절")},
    **{name: name for name in ("부활절월요일", "대통령의날", "독립기념일", "콜럼버스의날")},
    **{name: name for name in ("재향군인의날", "여성의날", "지구의날", "박싱데이")},
    **{name: name for name in ("블랙프라이데이", "노동절", "빼빼로데이", "어린이날", "설날")},
    **{name: name for name in ("추석", "화이트데이", "석가탄신일", "성금요일", "제야", "섣달그믐")},
    **dict.fromkeys(
        ("밸런타인데이", "발렌타인데이", "밸런타인_데이", "발렌타인_데이"), "밸런타인데이"
    ),
    **dict.fromkeys(("삼일절", "3·1절", "3.1절", "3ㆍ1절", "삼일_절"), "삼일절"),
    **dict.fromkeys(("근로자의_날", "노동자의_날"), "노동절"),
    **dict.fromkeys(("새해_첫날", "새해_첫_날", "신년_첫날"), "신정"),
    **dict.fromkeys(("섣달_그믐", "섣달_그믐날"), "섣달그믐"),
    **dict.fromkeys(("새해_전야", "새해_전날", "새해_이브", "신년_전야"), "제야"),
    **{term: term for term in TERMS},
    **{"동짓날": "동지", "동지날": "동지", "하짓날": "하지", "입춘날": "입춘", "경칩날": "경칩"},
    "부활절_월요일": "부활절월요일",
    "부활절_일요일": "부활절",
    "설": "설날",
    "대통령의_날": "대통령의날",
    **dict.fromkeys(("미국_독립기념일", "미국_독립_기념일", "독립_기념일"), "독립기념일"),
    **dict.fromkeys(("콜럼버스의_날", "콜럼버스_데이"), "콜럼버스의날"),
    **dict.fromkeys(("재향군인의_날", "재향_군인의_날"), "재향군인의날"),
    **dict.fromkeys(("세계_여성의_날", "여성의_날"), "여성의날"),
    "지구의_날": "지구의날",
    "박싱_데이": "박싱데이",
    "스승의_날": "스승의날",
    "부부의_날": "부부의날",
    "국군의_날": "국군의날",
    "성년의_날": "성년의날",
    "화이트_데이": "화이트데이",
    "빼빼로_데이": "빼빼로데이",
    "블랙_프라이데이": "블랙프라이데이",
    **dict.fromkeys(("사이버먼데이", "사이버_먼데이"), "사이버먼데이"),
    **dict.fromkeys(
        ("핼러윈", "핼로윈", "핼러윈데이", "핼러윈_데이", "할로윈", "할로윈_데이"),
        "핼러윈",
    ),
    **dict.fromkeys(
        ("성탄절", "크리스마스", "성탄일", "크리스마스_당일", "크리스마스_날"), "성탄절"
    ),
    **dict.fromkeys(("크리스마스_이브", "크리스마스_전야", "성탄_전야"), "성탄전야"),
    **dict.fromkeys(("성탄절_이브", "성탄_이브", "성탄절_전야"), "성탄전야"),
    "성_금요일": "성금요일",
    "칠월_칠석": "칠석",
    **dict.fromkeys(("정월대보름", "정월_대보름", "대보름"), "대보름"),
    **dict.fromkeys(("부처님_오신_날", "부처님오신날", "사월_초파일", "초파일"), "석가탄신일"),
    **dict.fromkeys(("한가위", "추석날", "추석_당일", "중추절"), "추석"),
    **dict.fromkeys(("성_패트릭의_날", "성_패트릭_데이", "세인트_패트릭_데이"), "성패트릭의날"),
    **dict.fromkeys(("설_당일", "춘절", "춘제", "설_명절", "음력설", "음력_설", "구정"), "설날"),
    **dict.fromkeys(("단오", "단오절", "단옷날"), "단오"),
    **dict.fromkeys(("추석_연휴", "추석연휴", "한가위_연휴", "추석_명절_연휴"), "추석 연휴"),
    **dict.fromkeys(("설_연휴", "설연휴", "설날_연휴", "설_명절_연휴", "구정_연휴"), "설날 연휴"),
    **dict.fromkeys(("어머니의_날", "어머니날"), "어머니날"),
    **dict.fromkeys(("아버지의_날", "아버지날"), "아버지날"),
    **dict.fromkeys(("메모리얼_데이", "메모리얼데이", "미국_현충일"), "메모리얼데이"),
    **dict.fromkeys(
        ("마틴_루서_킹_데이", "마틴_루터_킹_데이", "마틴_루터_킹의_날"), "마틴루서킹데이"
    ),
}
"""Spellings of the days with a name (holidays.NAMES); `연휴` of the two feasts is three days."""

EDGES: Final[dict[str, tuple[Unit, Mod]]] = {
    "연말": ("year", "END"),
    "세밑": ("year", "END"),
    "연말연시": ("year", "END"),
    "연초": ("year", "START"),
    "정초": ("year", "START"),
    "월말": ("month", "END"),
    "월초": ("month", "START"),
    "분기_말": ("quarter", "END"),
    "분기_초": ("quarter", "START"),
    "주초": ("week", "START"),
}
"""Words for the beginning or end of a unit that they name themselves."""

EVERY: Final = {
    **dict.fromkeys(("매주", "매_주", "주마다", "매주마다"), ("week", "P1W")),
    **dict.fromkeys(("매년", "매해", "해마다", "매_년", "매년마다"), ("year", "P1Y")),
    **dict.fromkeys(("매월", "매달", "달마다", "매_월", "매달마다"), ("month", "P1M")),
    **dict.fromkeys(
        ("매일", "날마다", "매일매일", "매일같이", "밤마다", "아침마다", "저녁마다"), ("day", "P1D")
    ),
    **dict.fromkeys(("매분기", "매_분기", "분기마다"), ("quarter", "P3M")),
    **dict.fromkeys(("매반기", "매_반기", "반기마다"), ("half", "P6M")),
    **dict.fromkeys(("매_학기", "매학기", "학기마다"), ("term", "P6M")),
    **dict.fromkeys(("매시간", "매_시간", "시간마다"), ("hour", "PT1H")),
    **dict.fromkeys(("매분", "분마다"), ("minute", "PT1M")),
    **dict.fromkeys(("격주", "격_주"), ("week", "P2W")),
    **dict.fromkeys(("격월",), ("month", "P2M")),
    **dict.fromkeys(("격년",), ("year", "P2Y")),
    **dict.fromkeys(("격일", "하루_걸러"), ("day", "P2D")),
    **dict.fromkeys(("매주말", "매_주말", "주말마다"), ("weekend", "XXXX-WXX-WE")),
    **dict.fromkeys(("평일", "평일마다"), ("workday", "XXXX-WXX-WD")),
    "연간": ("total", "P1Y"),
}
"""Words for recurring times: the unit that recurs and its TIMEX3 value."""

DAYS: Final = {
    **{"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7},
    **{"여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15, "스무날": 20, "온종일": 1},
}
"""Native words for a number of days."""

DAY_RANGES: Final = {
    **dict.fromkeys(("하루이틀", "하루_이틀", "하루나_이틀"), (1, 2)),
    **{"사나흘": (3, 4), "네댓새": (4, 5), "대엿새": (5, 6), "예니레": (6, 7)},
}
"""Two neighbouring numbers of days said as one."""

_ONES: Final = {
    **{"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7},
    **{"여덟": 8, "아홉": 9},
}
NATIVE: Final = {
    **_ONES,
    **{"열": 10, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70},
    **{"여든": 80, "아흔": 90},
    **{
        f"{tens}{one}": base + number
        for tens, base in (
            *(("열", 10), ("스물", 20), ("서른", 30), ("마흔", 40), ("쉰", 50)),
            *(("예순", 60), ("일흔", 70), ("여든", 80), ("아흔", 90)),
        )
        for one, number in _ONES.items()
    },
}
"""Native numerals as they stand before 달, 해, 주, 시간."""
NATIVE_RANGES: Final = {
    **{"한두": (1, 2), "두세": (2, 3), "두어": (2, 3), "서너": (3, 4), "너댓": (4, 5)},
    **{"네댓": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8)},
}
SINO_RANGES: Final = {
    **{"일이": (1, 2), "이삼": (2, 3), "삼사": (3, 4), "사오": (4, 5), "오륙": (5, 6)},
    **{"육칠": (6, 7), "칠팔": (7, 8), "팔구": (8, 9)},
}
VAGUE: Final = (
    "몇",
    "수",
    "여러",
    "수십",
    "수백",
    "수천",
    "몇십",
    "십수",
    "수십여",
    "몇백",
    "몇천",
    *(f"{vague}{many}" for vague in "수몇" for many in ("만", "십만", "백만", "천만", "억")),
)
"""Numerals that leave the number open."""

ORDINALS: Final = {
    **dict.fromkeys(("첫", "첫째", "첫_번째", "첫번째"), 1),
    **dict.fromkeys(("둘째", "두_번째", "두번째"), 2),
    **dict.fromkeys(("셋째", "세_번째", "세번째"), 3),
    **dict.fromkeys(("넷째", "네_번째", "네번째"), 4),
    **dict.fromkeys(("다섯째", "다섯_번째", "다섯번째"), 5),
    **dict.fromkeys(("마지막", "끝"), -1),
}

"""What stands around a date that tells it from a length, a clock time, a word or a name."""

import re
from decimal import Decimal
from typing import Final

from kfacts.korean.dates.expr import Part

PARTICLES: Final = (
    "은|는|이|가|을|를|의|에|도|만|과|와|로|으로|부터|까지|보다|마다|처럼|같이|엔|였|인|입|라|하고|조차",
    "쯤|께|경|및|내|중|간|동안|전|후|뒤|당시|기준|대비|치|분|자|들어|밤|아침|저녁|새벽|오전|오후|점심|낮",
    "밖|초|말|즈음|무렵|때|철|날|여|시즌|연휴|씩|생|째|용|면|호",
)
"""What may follow a date word at once."""

OTHER_WORDS: Final = (
    "오늘(?:날|의집|내일)",
    "오늘의[ ](?!날씨|일정|환율|경기|주가|운세|메뉴|뉴스|기온|미세|할|급식|모임|회의"
    "|[가-힣]{2,5}[ ](?:모임|행사))",
    "내일(?:채움|배움|신문|로)",
    "내일의[ ](?!날씨|일정|경기|운세|기온|회의)",
    "내일을[ ](?:향|위|여|꿈|만드|바|준비하|열|기대)",
    "모레(?:노|스|티|이)",
    "어제오늘|그제(?:서|야)|글피(?:아|온)|이날치|당일치|전일(?:제|본)|전월세",
    "이달(?:의[ ]소녀|리|이다)",
    "내주(?:[고지며는기어었면거길러자신다려]|던|도록)",
    "내달[리라렸려린릴았]",
    "담달아|담주려|정초화",
    "차주(?![ ]?[월화수목금토일]요일)",
    "금주(?:[를하운령자법구]|중독|[ ]구역)",
    "매일(?:매(?!일)|[경신유일분홀건우관])",
    "주말[ ]?(?:드라마|연속극|예능|농장|극장|부부|극|특근|미니시리즈|주택|가족)",
    "전달(?![ ]?(?:대비|보다|말|초|\\d)|에[ ]비)",
    "전주(?![ ]?(?:대비|보다)|[와에][ ]비|\\(|[ ][월화수목금토일]요일)",
    "그날(?![ ]?(?:밤|저녁|오후|오전|아침|새벽|이후))",
    "백년가게|연초[를에]?[ ]?(?:피[우웠워]|태[우웠워]|끊)|일년(?:초|생)(?![가-힣]{2})",
    "올해의[ ](?:선수|인물|작가|책|차|영화|감독|앨범|노래|기자|브랜드|상|신인|스승|게임)",
    "백년(?:가약|해로|대계|손님)|천년(?:고도|만년|왕국)|십년(?:감수|지기)",
    "수주(?![ ]?(?:간|동안|째|만에|전|후|뒤))",
    "이월(?:금|액|된|하[는여]|[ ]?(?:상품|잔액|결손|이익))|사흘이[ ]멀",
    "크리스마스[ ]?(?:트리|캐럴|카드|장식)",
    "이레이저|구정물|단오[하히한]|제야의|칠석[산동이]|대보름달",
)
"""Words and names that begin like a date."""

HOPES: Final = (
    *("나은", "밝은", "좋은", "새로운", "아름다운", "행복한", "건강한", "안전한", "희망찬", "푸른"),
    *("따뜻한", "지속가능한", "빛나는", "하는", "가는", "있는", "없는", "여는", "꿈꾸는", "만드는"),
    *("우리의", "모두의", "그린", "다른"),
)
"""Words before a 내일 that is the future and no day."""

LENGTH_TAILS: Final = (
    "여(?![가-힣]{2})|남짓|동안|이내|이상|이하|미만|초과|연속|연장|넘|가까|걸[려렸리]|걸쳐",
    "(?:간|째)(?![가-힣])|(?:간|째)(?=[의은이을에만도씩인로]|으로)",
    "차(?![가-힣])|차(?=인|에|를)",
    "만(?=[에의이인]|으로|[^가-힣]|$)",
    "내(?=[에로]|[^가-힣])|안(?=에|으로)",
    "치(?![가-힣])|씩|짜리|마다|이나|정도|가량|안팎|묵|지나|남은|남았|된|계약|단위|주기|거리",
    "이면|이[ ](?:넘|지나|걸|되|채|흘|더|남)|을[ ](?:넘|맞은|더|버|기다|꽉|채)",
    "의?[ ]?(?:역사|세월|전통|기간|시간|유예|휴가|여정)",
    "전(?![가-힣])|전(?=[에의과인]|부터|까지|만[ ]|보다|쯤|이[ 었다]|엔|도[ ])",
    "(?:후|뒤)(?![가-힣])|(?:후|뒤)(?=[에의면쯤로인는]|부터|까지|엔|이[ 었다]|도[ ])",
    "내내|도[ ]?(?:안|채|못|되지|지나지|걸리지)",
    "뿐|과정|반(?![가-힣])|반(?=[이을]|동안|정도|만[ 에])",
    "에[ ]?(?:한|두|세|네|\\d{1,2})[ ]?(?:번|차례|회)(?![째기가])",
    r"(?:에서|내지|[~∼〜～–—-])[ ]?\d{1,3}일"
    "(?:[ ]?(?:동안|정도|이내|이상|가량|안팎|걸[려린렸])|간|쯤)",
)
"""What follows a number of days or years that is a length."""

LENGTH_HEADS: Final = (
    *("총", "약", "최대", "최소", "최장", "최단", "무려", "불과", "단", "꼬박", "근", "앞으로"),
    *("향후", "최근", "다음", "만", "각", "각각", "모두", "거의", "주", "연", "연간", "단지"),
    *("박", "이후", "평균", "매", "대략", "겨우", "고작", "길이", "기간은", "기간"),
)
"""What stands before a number of days that is a length."""

REPORTING: Final = (
    *("밝혔", "밝힌", "말했", "전했", "발표했", "발표한", "보도했", "알렸", "공시했", "설명했"),
    *("주장했", "강조했", "지적했", "개최했", "열었", "덧붙였", "밝혀졌", "전해졌", "알려졌"),
    *("공개했", "나타났", "집계됐", "체결했", "진행했", "선보였", "출시했", "보고서", "업계에"),
)
"""Words of announcing: the day before them is the day of the article's news."""

EVENTS: Final = (
    *("출시", "개봉", "발생", "사고", "사건", "취임", "결혼", "수술", "입사", "시행", "공개"),
    *("발표", "개통", "개장", "개업", "개점", "출범", "창업", "설립", "졸업", "출산", "사망"),
    *("이혼", "계약", "접종", "복용", "투약", "상장", "데뷔", "입학", "입대", "전역", "퇴사"),
    *("퇴직", "은퇴", "개막", "종료", "완공", "착공", "준공", "선고", "체포", "구속", "기소"),
    *("석방", "귀국", "출국", "당선", "가입", "구매", "구입", "주문", "신청", "접수", "등록"),
    *("선거", "경기", "방송", "방영", "출간", "발매", "인수", "합병", "행사", "투표", "범행"),
    *("시험", "공연", "출생", "부화", "파종", "설치"),
)
"""What happened: a day or two after it are counted from then and not from the article's day."""

PERSON_HEADS: Final = (
    *("님", "님들", "고객", "관객", "손님", "여러분", "어르신", "작가", "추첨으로", "선착순"),
)
PERSON_TAILS: Final = (
    *("모시", "모셔", "모신", "초청", "초대", "오신", "오셨", "참석", "참여", "추첨", "선정"),
    *("당첨", "드려", "드립", "드리", "증정", "께", "에게", "계신", "신청", "예약"),
)
SHARES: Final = (
    *("주식", "보통주", "우선주", "매수", "매입", "매도", "배정", "증자", "발행", "소각", "상장"),
    *("액면", "자사주", "공모", "지분", "주주"),
)


def _either(choices: tuple[str, ...]) -> str:
    return "|".join(choices)


CLOCK = re.compile(
    r"\d{1,2}(?::\d{2}){1,2}(?!\d)"
    r"|\d{1,2}[ ]?시(?!간|[가-힣]?장)(?:[ ]?\d{1,2}[ ]?분(?!기))?(?:[ ]?\d{1,2}[ ]?초)?(?:[ ]?반)?"
)
NUMBERED: Final = frozenset("호번층원점개명")
TAIL = re.compile(rf"(?![가-힣A-Za-z0-9])|(?={_either(PARTICLES)})")
WORDS_NOT = re.compile(_either(OTHER_WORDS))
HOPE = re.compile(rf"(?:{_either(HOPES)})[ ]?$")
AFTER_EVENT = re.compile(rf"(?:{_either(EVENTS)})(?:한[ ]지|[ ]?이?후)?[ ]$")
DOUBTFUL_TERMS: Final = {
    *("동지", "하지", "우수", "대한", "소한", "소설", "대설", "소만", "대서", "소서", "청명"),
    *("백로", "입하", "설"),
}
"""Solar terms, and a feast, that are everyday words or names as well."""
TERM_BEFORE = re.compile(r"절기(?:상|인|로는?)?[ ]?[‘'“\"]?$|\d일\($")
TERM_AFTER = re.compile(
    r"['’”\"]?(?:[ ]?\([一-龥]{2}[,)]|(?:를|을)[ ]?(?:맞|앞두)|[ ]?절기"
    r"|[ ]?\(?\d{1,2}월[ ]\d{1,2}일\))"
)
FEAST_AFTER = re.compile(
    r"[과·,][ ]?추석|을[ ](?:쇠|지[내낸])|에[는도]?[ ](?!대[해한]|관[해한]|따)"
)
"""설과 추석, 설에 만났다; not 그 설에 대해."""
TERM_OF_YEAR = re.compile("[은이가는]?[ ]?(?:언제|$)|(?:에|부터|까지|인)(?:[ ]|$)")
"""What follows the name where a year or nothing stands before it."""
SEASON: Final = {"봄", "여름", "가을", "겨울"}
SEASON_TAIL = re.compile(
    r"(?:에|부터|까지|이면|마다|엔|철|내내|쯤|께)(?![가-힣]{3})|[ ]?[·,~∼][ ]?(?:봄|여름|가을|겨울)"
    r"|과[ ](?:봄|여름|가을|겨울)|[ ]?(?:학기|시즌|동안|내내)"
)
REPORT = re.compile(rf"(?:\([월화수목금토일]\))?[ ]?(?:[^\s.,]{{1,9}}[ ])?(?:{_either(REPORTING)})")
PERSONS_BEFORE = re.compile(rf"(?:{_either(PERSON_HEADS)})[ ]?$")
PERSONS_AFTER = re.compile(rf"[ ]?(?:[을를이의만씩]|께서?|에게)?[ ]?(?:{_either(PERSON_TAILS)})")
MATCH_CLOCK = re.compile(
    r"[한두세네섯곱덟홉열][ ]?시[ ]?$"
    r"|(?:전반|후반|연장|추가시간|로스타임|인저리)[ ]?(?:전|후|전반)?[ ]?$"
)
SHARE = re.compile(_either(SHARES))
LENGTH_BEFORE = re.compile(rf"(?:{_either(LENGTH_HEADS)})[ ]?$")
LENGTH_AFTER = re.compile(f"[ \u00a0]?(?:{_either(LENGTH_TAILS)})")
YEAR_AFTER = re.compile(
    r"(?:부터|에는|엔|생|산|식|형|월드컵|대선|총선|도|졸업|입학|입사)(?![가-힣]{2})"
    r"|[ ]?(?:당시|기준|현재|대비|이후|이전|말|초)"
)
SENTENCE = re.compile("(?:징역|금고|실형|집행유예)[ ]?(?:(?:각각|각|최대|총)[ ])?$")
SPAN_YEAR = re.compile(
    r"[ ]?(?:간|동안|여|의?[ ]?(?:역사|세월|전통)|만에|묵|째|전(?=[ ,에의부까]))"
)
IN_A_ROW = re.compile(r"[ ]?(?:연속|만에|째)")
WHOLE_DAY = re.compile(
    r"[ ]?(?:만에|만의|만이|동안|간|전|후|뒤|에|반|이상|이내|안에|종일|걸|앞|씩|째|마다|[ ]\d)"
    "|만(?![가-힣])|면[ ]|[ ](?:새(?![가-힣])|정도|남[았은])"
)
COUNTED_BACK = re.compile("(?:지난|최근|다음)[ ]$")
WHOLE_YEAR = re.compile(r"[ ]?(?:동안|간|전|뒤|후)(?![가-힣]{2})")


def after_event(text: str, start: int) -> bool:
    """Tell whether a word for what happened stands before a date: 출시 이틀 뒤, 사고 당일."""
    return AFTER_EVENT.search(text[max(start - 7, 0) : start]) is not None


def clock_end(text: str, start: int) -> int | None:
    """Return the end of the clock time that stands at an offset, if one does."""
    match = CLOCK.match(text, start)
    return match.end() if match else None


def word_ok(text: str, start: int, end: int) -> bool:
    """Tell whether date words stand as words of their own, not inside another one."""
    if text[start].isdigit():
        return True
    word = text[start:end]
    bare = start == 0 and end == len(text)
    if WORDS_NOT.match(text, start) or (
        word in SEASON and not (bare or SEASON_TAIL.match(text, end))
    ):
        return False
    if word == "내일" and HOPE.search(text[max(start - 7, 0) : start]):
        return False
    return TAIL.match(text, end) is not None


def term_ok(text: str, start: int, end: int, after: str | None) -> bool:
    """Tell a solar term from a word that is written alike: 하지 마, 우수 기업, 소설을 쓴다."""
    if text[start:end] not in DOUBTFUL_TERMS:
        return True
    if TERM_BEFORE.search(text[max(start - 8, 0) : start]) or TERM_AFTER.match(text, end):
        return True
    if text[start:end] == "설":
        return FEAST_AFTER.match(text, end) is not None
    known = text[end - 1] == "지" and (start == 0 or after == "year")
    return known and TERM_OF_YEAR.match(text, end) is not None


def edge_ok(text: str, start: int, end: int) -> bool:
    """Tell whether a date is not part of a longer number, an ordinal, a code or a sentence."""
    if text[end - 1].isdigit() and text[end : end + 1] in NUMBERED:
        return False
    if not text[start].isdigit():
        return True
    return text[max(start - 1, 0) : start] != "제" and not sentenced(text, start)


def sentenced(text: str, start: int) -> bool:
    """Tell whether a number is what a court imposed: 징역 2년, 금고 1년 6월."""
    return SENTENCE.search(text[max(start - 8, 0) : start]) is not None


def is_length(text: str, start: int, part: Part) -> bool:
    """Tell whether a bare `15일` or `23년` is a length of time and no date."""
    if len(part.steps) > 1 or part.mod or not text[start].isdigit():
        return False
    unit = part.steps[0].unit
    if unit == "year":
        return _years_long(text, part)
    if unit == "term":
        return text[max(start - 3, 0) : start].strip().endswith("학년")
    if unit == "quarter":
        return IN_A_ROW.match(text, part.end) is not None
    if unit != "day":
        return False
    before = "" if part.until else text[max(start - 5, 0) : start]  # 각각 8, 9일 are days
    return bool(LENGTH_AFTER.match(text, part.end) or LENGTH_BEFORE.search(before))


def _years_long(text: str, part: Part) -> bool:
    value = int(part.steps[0].value or 0)
    if not part.short:
        return value % 100 == 0 and SPAN_YEAR.match(text, part.end) is not None
    if LENGTH_AFTER.match(text, part.end):
        return True
    return not (1980 <= value < 2000 or (YEAR_AFTER.match(text, part.end) and value % 10))


def said_day(text: str, end: int) -> bool:
    """Tell whether the day is that of the announcement: 15일 밝혔다, 3일 서울에서 발표했다."""
    return REPORT.match(text, end) is not None


def length_ok(
    text: str, start: int, end: int, parts: tuple[tuple[str, Decimal | None, Decimal | None], ...]
) -> bool:
    """Tell whether a number with its unit is a length of time: no word, share, person or age."""
    letter, count, _ = parts[0]
    if WORDS_NOT.match(text, start) or text.endswith(("제", "생후", "생후 "), 0, start):
        return False
    if letter == "m":
        return (count is None or count <= 600) and _minutes(text, start, end)
    if len(parts) > 1:
        return True
    if letter == "Y" and count is not None and 1000 < count < 3000 and count % 100:
        return False  # a year: 2018년
    return _length_of_its_own(text, start, end, count)


def _length_of_its_own(text: str, start: int, end: int, count: Decimal | None) -> bool:
    word = text[start:end]
    if word.endswith("주"):
        around = f"{text[max(start - 25, 0) : start]} {text[end : end + 25]}"
        if (count is not None and count > 104) or SHARE.search(around):
            return False
    if word in {"하루", "한 해", "한해"} and len(word) < len(text):
        if word == "하루" and COUNTED_BACK.search(text[max(start - 3, 0) : start]):
            return TAIL.match(text, end) is not None
        return (WHOLE_DAY if word == "하루" else WHOLE_YEAR).match(text, end) is not None
    clock = word.endswith(("시간", "분", "초"))
    return text[start].isdigit() or clock or TAIL.match(text, end) is not None


def _minutes(text: str, start: int, end: int) -> bool:
    """Tell minutes from persons (400분을 모시고), match time (전반 30분) and fractions."""
    before = text[max(start - 8, 0) : start]
    if PERSONS_BEFORE.search(before) or MATCH_CLOCK.search(before):
        return False
    after = text[end : end + 14]
    return not (PERSONS_AFTER.match(after) or re.match(r"의[ ]?\d", after))

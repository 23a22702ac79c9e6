"""Names and titles of persons: what is a full name, what stands beside it, of which field."""

import re
from functools import cache, lru_cache

from kfacts.korean.jamo import is_hangul
from kfacts.korean.lexicon import roles, rungs, surnames

_RANKS = "공동|수석|총괄|선임|책임|대표|각자|신임|전임|현직|전직|전|현|前|現|부"
_ADDRESS = "address"


@cache
def _title() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(roles(), key=len, reverse=True)))
    return re.compile(rf"\s?(?:(?:{_RANKS})\s?)??({titles})(?![회실])")


@cache
def _title_before() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(roles(), key=len, reverse=True)))
    return re.compile(rf"(?:^|[^가-힣])(?:(?:{_RANKS})\s?)??({titles})\s$")


@cache
def _title_at_end() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(roles(), key=len, reverse=True)))
    return re.compile(rf"(?<=\S)\s(?:{titles})$")


def title_after(text: str, end: int) -> str | None:
    """Find the title right after offset `end`: 홍길동 **대표**는."""
    match = _title().match(text, end)
    return match[1] if match else None


@cache
def _compound() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(roles(), key=len, reverse=True)))
    return re.compile(rf"\s[가-힣]{{1,5}}?((?=..)(?:{titles}))(?![가-힣]{{2}})")


def compound_title_after(text: str, end: int) -> str | None:
    """Find the title that ends the word after offset `end`: 가나경찰서 수사**과장**은."""
    match = _compound().match(text, end) if text[end : end + 1].isspace() else None
    return match[1] if match else None


def title_before(text: str, start: int) -> str | None:
    """Find the title right before offset `start`: **감독** 홍길동."""
    return _ending_word(_title_before(), text, start)


@cache
def _compound_before() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(roles(), key=len, reverse=True)))
    return re.compile(rf"(?:^|[^가-힣])[가-힣]{{1,5}}?((?=..)(?:{titles}))\s$")


def compound_title_before(text: str, start: int) -> str | None:
    """Find the title that ends the word before offset `start`: 영화**평론가** 홍길동."""
    return _ending_word(_compound_before(), text, start)


def _ending_word(title: re.Pattern[str], text: str, start: int) -> str | None:
    """Find the title of a word that a space parts from offset `start`."""
    near = text[max(start - 12, 0) : start]
    if not near[-1:].isspace() or _last_syllables().isdisjoint(near[-3:]):
        return None
    match = title.search(near)
    return match[1] if match else None


@cache
def _last_syllables() -> frozenset[str]:
    return frozenset(title[-1] for title in roles())


def without_title(name: str) -> str:
    """Take off a title that was taken with the name: `홍길동 대표` → `홍길동`."""
    return _title_at_end().sub("", name)


@lru_cache(maxsize=1 << 12)
def split_name(name: str) -> tuple[str, str] | None:
    """Surname and given name of a Korean full name, None when it does not look like one."""
    if not (is_hangul(name) and 2 <= len(name) <= 5):
        return None
    known = surnames()
    if name[:2] in known and len(name) > 2:
        return name[:2], name[2:]
    return (name[0], name[1:]) if name[0] in known and 3 <= len(name) <= 4 else None


def is_surname(name: str) -> bool:
    """Whether the name is a surname alone, as in 홍 대표."""
    return name in surnames()


@lru_cache(maxsize=1 << 12)
def fields(title: str) -> frozenset[str]:
    """Fields a title belongs to (business, politics, …); empty when unknown or a mere address."""
    found = roles().get(title)
    return found[0] - {_ADDRESS} if found else frozenset()


@lru_cache(maxsize=1 << 12)
def areas(title: str) -> frozenset[str]:
    """Fields of a title as it is written, which its end tells: 가람시향 지휘자, 수사과장."""
    word = (title.split() or [title])[-1]
    ends = (fields(word[at:]) for at in range(max(len(word) - 1, 1)))
    return next((found for found in ends if found), frozenset())


def is_office(title: str) -> bool:
    """Whether few hold this title at a time, so that name and title point to one person."""
    found = roles().get(title)
    return found is not None and found[1]


def same_title(one: str, other: str) -> bool:
    """Whether two titles may be one: 공동대표 and 대표; never 부회장 and 회장."""
    short, long = sorted((one, other), key=len)
    rank = long[: len(long) - len(short)]
    return long.endswith(short) and rank in (
        "",
        "공동",
        "수석",
        "총괄",
        "선임",
        "책임",
        "각자",
        "국회",
    )


def is_rival(one: str, other: str) -> bool:
    """Whether nobody bears both titles at a time: 투수 and 타자, 대표 and 이사."""
    table = rungs()
    mine, theirs = table.get(one), table.get(other)
    if not mine or not theirs:
        return False
    return any(ladder in theirs and theirs[ladder] != rung for ladder, rung in mine.items())

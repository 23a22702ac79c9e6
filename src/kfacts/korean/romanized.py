"""Korean personal names in Latin letters: Eaktay Ahn, Nam June Paik."""

from functools import cache

from kfacts.korean.persons import split_name
from kfacts.korean.sounds import spells

_SURNAMES = (
    "김 kim gim|이 lee yi rhee rhie|박 park pak bak paik|최 choi choe|"
    "정 jung jeong chung cheong|강 kang gang|조 cho jo|윤 yoon yun|장 jang chang|"
    "임 lim im rim yim|한 han hahn|오 oh|서 seo suh|신 shin sin|권 kwon gwon|황 hwang|"
    "안 ahn an|송 song|류 ryu yu yoo lyu|전 jeon chun jun|홍 hong|고 ko koh go|"
    "문 moon mun|양 yang|손 son sohn|배 bae pae|백 baek paik back paek|허 heo hur huh|"
    "유 yoo yu you ryu|남 nam|심 shim sim|노 noh roh no rho|하 ha|곽 kwak|성 sung seong|"
    "차 cha|주 joo ju|우 woo wu|구 koo gu ku goo|민 min|나 na rah ra|진 jin chin|지 ji chi|"
    "엄 eom um|채 chae|원 won|천 cheon chun|방 bang pang|공 kong gong|현 hyun hyeon|"
    "변 byun byeon|여 yeo yuh|추 choo chu|도 do|소 so|석 seok suk|선 sun seon|설 seol sul|"
    "마 ma|길 gil kil|연 yeon|위 wi|표 pyo|명 myung myeong|기 ki|반 ban|라 ra|왕 wang|금 keum|"
    "옥 ok|육 yook yuk|인 in|맹 maeng|제 je|탁 tak|국 kook|어 eo|은 eun|편 pyun|용 yong|"
    "남궁 namgung namkoong|황보 hwangbo|선우 sunwoo seonwoo|제갈 jegal"
)
"""Surname, its usual Latin spellings."""
_LEAST = 2
"""Words of a name, and syllables of a given name of which the first alone may be used: Bom Kim."""


@cache
def _spelt() -> dict[str, frozenset[str]]:
    rows = (row.split() for row in _SURNAMES.split("|"))
    return {family: frozenset(latin) for family, *latin in rows}


def romanizes(latin: str, korean: str) -> bool:
    """Whether words in Latin letters are a Korean full name, the surname first or last."""
    words = latin.lower().replace("-", "").replace(".", "").split()
    name = split_name(korean)
    if name is None or len(words) < _LEAST or not "".join(words).isalpha():
        return False
    family, given = name
    spelt = _spelt().get(family, frozenset())
    rests = [words[1:]] * (words[0] in spelt) + [words[:-1]] * (words[-1] in spelt)
    return any(_sounds(given, rest) for rest in rests)


def _sounds(given: str, words: list[str]) -> bool:
    """Whether words sound like a given name, or one word like its first syllable."""
    whole = "".join(words)
    first = len(words) == 1 and len(given) >= _LEAST and spells(given[0], whole)
    return spells(given, whole) or first

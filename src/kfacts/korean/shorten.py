"""How Korean names are shortened: 금융감독원 → 금감원, 한국수출입은행 → 수출입은행.

Two ways, kept apart because they fail differently. A *contraction* keeps single syllables of the
parts (금·감·원); an *ellipsis* keeps whole parts and leaves others out. An ellipsis in the middle
is never believed: 한국가스공사 is not 한국가스안전공사.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kfacts.korean.jamo import is_hangul
from kfacts.korean.lexicon import components, forms
from kfacts.korean.namekeys import is_generic
from kfacts.korean.nameparts import Part, is_lead, is_public, name_parts, public_heads

_TAILS = ("공사", "공단")
"""Heads that fall away at the end: 한국전력(공사), 국민연금(공단)."""
_SILENT = (*_TAILS, "기금", "재단")
"""Heads that a contraction may leave out: 예(금)보(험)."""
_OFFICES = ("부", "처", "청", "위원회")
"""Heads before which all but the first part may fall away: 국토(교통)부, 공정(거래)위."""
_OTHERS = ("그룹", "노조", "재단", "병원", "홀딩스", "지주", "장학회", "구단", "코리아")
"""What makes another body of a company's name."""
_ITSELF = ("재단", "병원", "장학회")
_TELLING = 4
"""Syllables of a name that is no company's, so that such a body itself is called so."""
_MOST_PARTS = 7
_LONGEST_TAIL = 6
_BRAND = re.compile(r"[a-z0-9&+]+(?=[가-힣]{3})")


# --- contraction ----------------------------------------------------------------------------


@lru_cache(maxsize=1 << 12)
def is_contraction(short: str, long: str, brands: tuple[str, ...] = ()) -> bool:
    """Whether short is made of leading syllables of the parts of long: 전경련, 서울대, 현대차.

    Both are keys; `brands` are further parts that the article shows long to begin with.
    """
    if not 2 <= len(short) < len(long) or (len(short) == 2 and len(long) == 3):
        return False
    parts = name_parts(long, brands)
    if not 2 <= len(parts) <= _MOST_PARTS or is_another(short, long):
        return False
    if len(short) == 2 and short[0] == long[0] and is_lead(parts[0].text) and not is_public(long):
        return False
    whole = len(parts[0].text) > 1 and short.startswith(parts[0].text)
    return any(
        _natural(parts, kept)
        for kept in _readings(parts, short)
        if not whole or kept[0] == parts[0].text
    ) or _institute(parts, short)


def _institute(parts: Sequence[Part], short: str) -> bool:
    """Whether short is initials and the last syllable of an institute: 산림복지진흥원 → 산복원."""
    led = is_lead(parts[0].text) and parts[0].text[0] != short[0]
    body, head = parts[led:-1], parts[-1].text
    if len(short) < 3 or short[-1] != "원" or len(head) < 3 or head[-1] != "원" or not body:
        return False
    initials = (part.text[0] for part in body)
    return body[0].text[0] == short[0] and all(c in initials for c in short[:-1])


def _readings(parts: Sequence[Part], short: str) -> Iterator[tuple[str, ...]]:
    """Ways to read short: per part what is kept of it, "" where it is left out."""
    if not short or not parts:
        if not short:
            yield ("",) * len(parts)
        return
    for form in parts[0].forms:
        if short.startswith(form):
            yield from ((form, *rest) for rest in _readings(parts[1:], short[len(form) :]))
    yield from (("", *rest) for rest in _readings(parts[1:], short))


def _natural(parts: Sequence[Part], kept: Sequence[str]) -> bool:
    """Whether names are shortened this way.

    The first part may only fall away when it is 한국 or the like, the last when it is 공사 or the
    like; between them parts fall away only when every kept one but the last shrinks to a syllable.
    """
    used = [i for i, form in enumerate(kept) if form]
    end = len(parts) - 1
    if len(used) == 2 and used == [0, end] and parts[end].text in _OFFICES:
        return len(kept[end]) == 1
    if len(used) < 2 or all(kept[i] == parts[i].text for i in used):
        return False
    first, last = used[0], used[-1]
    if any(part.kind != "lead" for part in parts[:first]):
        return False
    if last != end and not (last == end - 1 and parts[end].text in _SILENT):
        return False
    gapless = len(used) == last - first + 1
    return gapless or (len(used) >= 3 and all(len(kept[i]) == 1 for i in used[:-1]))


@cache
def _marking() -> frozenset[str]:
    return frozenset(forms()["another"]["words"])


def is_another(short: str, long: str) -> bool:
    """Whether what long has inside beyond short makes it another body: 서울대, 서울교대."""
    more = len(long) - len(short)
    return any(
        long[at : at + more] in _marking() and long[:at] + long[at + more :] == short
        for at in range(1, len(short))
    )


def is_clip(short: str, long: str) -> bool:
    """Whether short is what talk leaves of a brand: 갤럭시 S25 → 갤S25, 맥도날드 → 맥날.

    The first syllable and the end of the name, or the first one and a later one of a single word.
    Believed only of names of one article.
    """
    if len(short) < 2 or short[0] != long[0] or len(long) < 4 or not is_hangul(short[0]):
        return False
    if len(short) > 2:
        ending = len(short) > 3 or not is_hangul(short)
        return ending and long.endswith(short[1:]) and len(short) < len(long)
    return short[1] in long[2:] and is_hangul(long) and len(name_parts(long)) == 1


def is_made_of(short: str, long: str) -> bool:
    """Whether the characters of short stand in long in this order."""
    rest = iter(long)
    return all(char in rest for char in short)


def is_initials(short: str, long: str) -> bool:
    """Whether short is the first syllables of a title's words: 별빛 아래 우리는 → 별아우."""
    words = long.split()
    return len(words) > 2 and short == "".join(word[0] for word in words)


def is_squeezed(short: str, long: str, words: tuple[str, ...]) -> bool:
    """Whether short keeps the beginning and the end of a body's name: 한국조세재정연구원 → 조세연.

    `words` are those that the analyser sees in it. What is left out between them may be a word
    that makes it another body, so this is believed only of names of one article.
    """
    if not is_public(long) or not 2 <= len(short) < len(long) - 1:
        return False
    parts = name_parts(long, words if len(words) > 1 else ())
    if len(parts) > 2 and is_lead(parts[0].text):
        parts = parts[1:]
    if len(parts) < 2:
        return False
    first, *between, last = parts
    ends = [form for form in last.forms if len(form) < len(last.text)]
    ends += last.text[-1:] * (len(last.text) == 3 and last.text[-1] == "원")
    end = next((form for form in sorted(ends, key=len, reverse=True) if short.endswith(form)), "")
    if not end or not short.startswith(first.text[0]):
        return False
    body = short[: -len(end)]
    left = {body.removeprefix(form) for form in (*first.forms, first.text[:2])}
    for part in between:
        left |= {rest.removeprefix(form) for rest in left for form in part.forms}
    return "" in left


def without_tail(short: str, long: str) -> bool:
    """Whether short is the brand of a body whose name goes on: 투썸플레이스, 투썸.

    A company and its parent may be called so too (다온, 다온바이오), so this is believed only of a
    word that is no other name and stands behind the long name in one article.
    """
    if not (long.startswith(short) and is_hangul(short)) or len(long) - len(short) < 2:
        return False
    if len(short) < 2 or is_generic(short) or short in components():
        return False
    first = name_parts(long)[0]
    if is_public(long) and (first.kind != "brand" or not first.text.startswith(short)):
        return False  # 한국전력, 경기도
    tail = long[len(short) :]
    return tail not in _OTHERS or (tail in _ITSELF and len(short) >= _TELLING)


def without_scheme(short: str, long: str) -> bool:
    """Whether short is a scheme's name without what it is: 나눔씨앗통장 → 나눔씨앗."""
    return len(short) > 2 and long.startswith(short) and long[len(short) :] in _schemes()


@cache
def _schemes() -> frozenset[str]:
    return frozenset(forms()["scheme"]["words"])


def is_waisted(short: str, long: str) -> bool:
    """Whether short keeps the first word and the head of a body: 동북아역사재단 → 동북아재단.

    What falls away between them may make another body, so a national one must lose its 한국 too
    (한국보훈복지의료공단 → 보훈공단), and this is believed only within one article.
    """
    parts = name_parts(long)
    lead = is_lead(parts[0].text)
    head = parts[-1]
    if len(parts) < 2 or head.kind not in ("public", "head") or len(head.text) < 2:
        return False
    ending = next((form for form in head.forms if len(form) > 1 and short.endswith(form)), "")
    first = short[: -len(ending)] if ending else ""
    rest = long[len(parts[0].text) if lead else 0 : -len(head.text)]
    if len(first) < 2 or not rest.startswith(first) or len(rest) - len(first) < 2 - lead:
        return False
    return not is_lead(first) and rest[len(first) :] not in _marking()


# --- ellipsis -------------------------------------------------------------------------------


@cache
def _shrinking() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(forms()["shrink"]["words"])
    first = "".join(sorted({word[0] for word in table}))
    return re.compile(f"(?<=.)(?=[{first}])(?:{'|'.join(table)})"), table


def shrunk(key: str) -> str:
    """Shrink the words that shrink the same way in every name: 서울대학교병원 → 서울대병원."""
    pattern, table = _shrinking()
    return pattern.sub(lambda m: table[m[0]], key)


@cache
def new_signs() -> frozenset[str]:
    """Return the characters that words get by being shortened: 켐 of 케미칼, tp of 테크노파크."""
    forms_of = [(word, form) for word, c in components().items() for form in c.forms]
    pairs = [*forms_of, *_shrinking()[1].items()]
    return frozenset(sign for word, form in pairs for sign in form if sign not in word)


@lru_cache(maxsize=1 << 12)
def ellipsis(short: str, long: str) -> str | None:
    """Tell what of long is left out to give short, wherever the two are met.

    `word`: a word shrinks the same way in every name (대학교 → 대); `lead`: 한국 and the like
    before a public body; `tail`: its 공사 or 공단; `brand`: Latin letters before
    Hangul (SK하이닉스).
    None when short is not long without such a part.
    """
    if len(short) < 3 or len(short) >= len(long):
        return None
    if long.startswith(short) and long[len(short) :] in _TAILS:
        whole = len(short) >= 4 and not is_generic(short) and is_lead(name_parts(short)[0].text)
        return "tail" if whole else None
    small = shrunk(long), shrunk(short)
    if small[0] == small[1]:
        return "word"
    if not small[0].endswith(small[1]):
        return None
    dropped = small[0][: -len(small[1])]
    if dropped.isascii():
        return "brand" if is_hangul(short) and not is_generic(short) else None
    return "lead" if is_lead(dropped) and is_public(short) and len(name_parts(short)) > 1 else None


# --- generation -----------------------------------------------------------------------------


def short_forms(key: str, limit: int = 24) -> tuple[str, ...]:
    """List short forms by which the bearer of a long name may be called, likeliest first.

    Ellipses first, then contractions of public bodies and schools. A company's contraction
    (현대차 for 현대자동차) is believed only where both forms are met, so it is not listed.
    """
    if not key.endswith(public_heads()) or _letters(key):
        return tuple(_plain_ellipses(key))
    parts = name_parts(key)
    found = dict.fromkeys(_ellipses(key, parts))
    if 2 <= len(parts) <= _MOST_PARTS:
        found |= dict.fromkeys(s for s in _contractions(parts) if 2 <= len(s) < len(key))
    return tuple(found)[:limit]


def _plain_ellipses(key: str) -> Iterator[str]:
    """List what a name that ends in no public head may leave out."""
    if (small := shrunk(key)) != key and len(small) > 2:
        yield small
    size = _letters(key)
    if size and len(name_parts(key[size:])) == 1:
        yield key[size:]


def _letters(key: str) -> int:
    """How many Latin letters stand before a Hangul name: 2 in sk하이닉스."""
    letters = _BRAND.match(key) if key[0] < "가" else None
    return letters.end() if letters else 0


def _ellipses(key: str, parts: Sequence[Part]) -> Iterator[str]:
    small = shrunk(key)
    if small != key and len(small) > 2:
        yield small
    first = parts[0]
    if first.kind != "lead" or len(parts) < 3:
        return
    for whole in dict.fromkeys((key, small)):
        if len(whole) - len(first.text) > 2:
            yield whole[len(first.text) :]
    if parts[-1].text in _TAILS and len(key) > 5 and not is_generic(key[:-2]):
        yield key[:-2]


def _contractions(parts: Sequence[Part]) -> Iterator[str]:
    head = parts[-1]
    ends = [form for form in head.forms if form != head.text or len(form) == 1]
    if head.text in _SILENT:
        ends = ["", head.text[0], head.text]
    lead = parts[0].kind == "lead" and len(parts) > 2
    for body in (parts[1:-1], parts[:-1]) if lead else (parts[:-1],):
        for end in ends:
            yield from _bodies(body, head, end)


def _bodies(body: Sequence[Part], head: Part, end: str) -> Iterator[str]:
    initials = "".join(part.text[0] for part in body)
    yield initials + end
    if end and head.text not in _TAILS:
        yield body[0].text + initials[1:] + end
        if head.text in _OFFICES:
            yield body[0].text + end
        if len(body) > 2:
            yield from (initials[:i] + initials[i + 1 :] + end for i in range(1, len(body)))


@cache
def _tails() -> dict[str, tuple[str, ...]]:
    """Last words of company names → what they shrink to."""
    words = components().items()
    return {w: c.forms[1:] for w, c in words if c.kind == "head" and len(w) > 1 and c.forms[1:]}


def company_short_forms(key: str) -> list[str]:
    """List short forms that only a shared context makes believable: 다온차, 새움테크, 누전."""
    tails = _tails()
    for size in range(min(_LONGEST_TAIL, len(key) - 2), 1, -1):
        shorts = tails.get(key[-size:])
        if shorts:
            brand = key[:-size]
            return [*(brand + short for short in shorts), brand[0] + key[-size]]
    return []

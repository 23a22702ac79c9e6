"""Who made a text or a work: `홍길동 지음`, `글 김나무 · 사진 이호`, `에디터 보라`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_CREDIT = re.compile(r" (?<=[가-힣]{3} )(?:지음|옮김|엮음|글·그림|글 ?·|그림)(?![가-힣])")
_ROLE = "글쓴이|에디터|편집자|편집장|작성자|필자|디자이너|마케터|진행자|큐레이터|매니저"
_WORK = "글|사진|그림|만화|인터뷰|취재|촬영|정리|편집|영상|검수|감수|자문|각색|번역"
_END = r"(?= *(?:$|[|│/·ㆍ─—,)\]=@]|  |\d{4}|입니다|이에요|예요|\([^()\n]{2,20}\)))"
_STAFF = re.compile(  # which begins with few characters, so that they are looked for quickly
    rf"(?m)[\n|│/·ㆍ─—\-,(\[■▲=] ?(?:({_ROLE})|(?:{_WORK})(?:[·/, ]{{1,3}}(?:{_WORK}))*) ?[:=|]? ?"
    rf"(?:([가-힣A-Za-z]{{2,10}}) )?([가-힣]{{2,4}}?|[A-Z][a-z]+){_END}"
)
"""Who made a text, set apart on its edge: `글 나무결 / 사진 이호`, `에디터 보라`."""
_SAID = re.compile(r"(?<![가-힣])([가-힣]{2,4}?)(?:예요|이에요|입니다| ?님)")
"""`모모예요`, `보리 님`."""
_DATED = re.compile(
    r"\n(?:[^\n|]{2,20} )?([가-힣]{2,4}) *[|│·] *(?:기사)?(?:입력|승인|등록|게재|발행)"
)
"""`한빛뉴스 홍길동 | 입력 …`."""
_BRACKET = 24
"""Characters that brackets behind a name may have."""
_LIKE_NAME = 0.5
"""How much a word must be like a Korean name that only its place says to be one."""


def find_credits(context: Context) -> None:
    """Note who wrote, drew or translated a book: `홍길동 지음`, `김나무 옮김`."""
    for work in _CREDIT.finditer(context.text):
        i = context.ends.get(work.start())
        if i is None or not 3 <= context.words[i].end - context.words[i].start <= 4:
            continue
        if context.lexicon.person_shape(context.written(i)) >= 0.6:
            context.evidence.add(context.words[i].start, work.start(), "person", "person.credit")
    staff = list(_STAFF.finditer(context.lines))
    said = set(_SAID.findall(context.text)) if staff else set()
    roles = {
        found[3]
        for found in staff
        if not found[2] and (found[1] or _placed(context, found.end() - 1))
    }
    for found in staff:
        named = found[3] in roles and not found[2]
        start, end = found.start(3) - 1, found.end(3) - 1
        _credited(context, start, end, named=named, said=found[3] in said)
    for found in _DATED.finditer(context.lines):
        _credited(context, found.start(1) - 1, found.end(1) - 1, named=False, said=False)


def _placed(context: Context, end: int) -> bool:
    """Whether brackets with a title follow: `글 미루(한빛전자 매니저)`."""
    close = context.text.find(")", end, end + _BRACKET)
    i = context.ends.get(close)
    return context.text[end : end + 1] == "(" and i is not None and bool(context.title(i))


def _credited(context: Context, start: int, end: int, *, named: bool, said: bool) -> None:
    """Note who is credited, by a role or beside what was made.

    Beside 글 or 사진 the word must be like a name; beside 에디터 any word will do that is no
    everyday one, and an everyday one that somebody says to be: `에디터 보리입니다`.
    """
    i = context.starts.get(start)
    form = context.text[start:end]
    if i is None or form in closed("label") or context.title(i) or context.listed(i):
        return
    if context.facts[i].org_suffix or (context.words[i].common and not (named and said)):
        return
    if named or context.lexicon.person_shape(form) >= _LIKE_NAME:
        context.evidence.add(start, end, "person", "person.credit")

"""What each input file is, and what would go wrong with it, without loading the analyser."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kfacts.errors import InputError
from kfacts.files import Failure
from kfacts.inputs import articles, is_table
from kfacts.reference import find_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kfacts.inputs import Columns
    from kfacts.text import Article

_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile("[가-힣\u1100-\u11ff\u3131-\u318e]")
_BOILERPLATE = re.compile(
    r"무단\s?전재|재배포|저작권|copyright|ⓒ|©|기사\s?제보|구독|로그인|회원\s?가입|공유하기|글자\s?크기"
    r"|댓글|본문\s?바로가기|지면\s?보기|URL\s?복사|프린트|스크랩|advertisement|관련\s?기사|많이\s?본",
    re.IGNORECASE,
)
SHORT_LINE = 60
"""A line of page furniture is short; a sentence that mentions a copyright is not."""
_ODD = (
    (re.compile("\ufffd"), "characters lost in an earlier conversion (U+FFFD)"),
    (re.compile("\x00"), "NUL characters"),
    (re.compile("[\ud800-\udfff]"), "lone surrogates"),
    (re.compile("[\u200b\u200c\u2060\ufeff]"), "zero-width characters"),
    (re.compile("[\u202a-\u202e\u2066-\u2069]"), "direction marks"),
)


@dataclass(frozen=True)
class Checkup:
    """One article, or one input that gives none."""

    name: str
    fails: str | None = None
    """Why extract would fail on it; None when it would not."""
    encoding: str = ""
    length: int = 0
    korean: float = 0.0
    """Share of Hangul among the letters."""
    boilerplate: tuple[int, ...] = ()
    """Lines, from 1, that look like page furniture."""
    reference: str = ""
    basis: str = ""
    warnings: tuple[str, ...] = field(default=())
    front_matter: int = 0
    """Characters at its head that are read as metadata and not analysed."""


def examine(
    named: Iterable[tuple[str, str]], columns: Columns | None = None, reference: str | None = None
) -> Iterator[Checkup]:
    """Yield a checkup of every article. Raises UsageError as `inputs.articles` does."""
    seen: dict[str, str] = {}
    for article in articles(named, columns):
        if isinstance(article, Failure):
            yield Checkup(article.name, fails=str(article.error))
        else:
            yield _checkup(article, reference, seen)


def _checkup(article: Article, reference: str | None, seen: dict[str, str]) -> Checkup:
    name = _name(article)
    text = article.text[article.body :]
    try:
        told = find_reference(text, path=article.path, metadata=article.metadata, option=reference)
    except InputError as error:
        return Checkup(name, fails=str(error))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    twin = seen.setdefault(digest, name)
    start, end = (told["start"], told["end"]) if told else ("", "")
    return Checkup(
        name=name,
        encoding=article.encoding,
        length=len(article.text),
        korean=_share(text),
        boilerplate=tuple(_furniture(article)),
        reference=start if start == end else f"{start} – {end}",
        basis=told["basis"] if told else "",
        warnings=tuple(_warnings(text, told is not None, twin if twin != name else None)),
        front_matter=article.body,
    )


def _name(article: Article) -> str:
    """Return the article's file, with the article's own name where the file holds many."""
    if article.path is None:
        return article.doc_id
    return f"{article.path}: {article.doc_id}" if is_table(article.path) else article.path


def _share(text: str) -> float:
    letters = len(_LETTER.findall(text))
    return len(_HANGUL.findall(text)) / letters if letters else 0.0


def _furniture(article: Article) -> Iterator[int]:
    first = 1 + article.text.count("\n", 0, article.body)
    for number, line in enumerate(article.text[article.body :].split("\n"), first):
        if len(line) <= SHORT_LINE and _BOILERPLATE.search(line):
            yield number


def _warnings(text: str, dated: bool, twin: str | None) -> Iterator[str]:
    if not text.strip():
        yield "empty: gives a record without mentions"
        return
    if _share(text) < 0.3:
        yield "hardly any Korean: few names and facts will be found"
    if not dated:
        yield "no reference date: relative dates stay open; give --reference"
    if twin is not None:
        yield f"the same text as {twin}"
    if not unicodedata.is_normalized("NFC", text):
        yield "decomposed Hangul (NFD): read composed, offsets count the file as it is"
    for pattern, what in _ODD:
        if pattern.search(text):
            yield what

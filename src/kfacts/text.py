"""From bytes to an `Article`, and from its text to the cleaned text that the analyser reads.

The article's text is the file's, decoded and without its byte-order mark: not normalised, not
trimmed. Every offset that kfacts puts out counts code points of that text. Kiwi, however, does not
analyse decomposed Hangul, takes a zero-width space for a word and stumbles over ㈜, so it reads a
cleaned text; `Cleaned` maps the places it names back.
"""

import codecs
import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

import regex

from kfacts.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DATE_KEYS = (
    *("date", "published", "published_at", "publish_date", "pubdate", "pub_date", "created_at"),
    *("datetime", "timestamp", "reference", "reference_date", "날짜", "일자", "작성일", "게재일"),
    *("발행일", "등록일", "입력일", "기사일자", "보도일"),
)
"""Keys of metadata that hold the day of an article: the first that holds something counts."""

_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a document of Hangul or of an older Office"),
    (b"HWP Document File", "a document of Hangul"),
    (b"PK\x03\x04", "a document of Word, Excel or Hangul, or a ZIP archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
"""How files begin that people take for text."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text with where it came from. Build it with `Article.of` when there is no file."""

    doc_id: str
    text: str
    path: str | None = None
    """As given, with forward slashes."""
    sha256: str = ""
    """Of the file's bytes; of the UTF-8 text for a row of a table or a string."""
    encoding: str = "utf-8"
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What stands beside the text; `date` serves as the reference."""
    body: int = 0
    """Where the article itself begins in `text`: front matter before it is not analysed."""

    @classmethod
    def of(cls, text: str, doc_id: str = "text", **metadata: Any) -> "Article":  # noqa: ANN401
        """Make an article of a string: its `text`, the name `doc_id` of its record, any `metadata`.

        Of the metadata `date` (2023-11-30, 2023-11 or 2023) serves as the reference.
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(doc_id, text, sha256=digest, metadata=metadata)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode bytes to (text, encoding): by byte-order mark, else strict UTF-8, else strict cp949.

    Raises InputError naming the first byte that is wrong in both, or what the file is instead. What
    is UTF-8 up to half a character at its end was cut off, and is no cp949.
    """
    for mark, kind in _OTHERS:
        if data.startswith(mark):
            raise InputError(f"{name}: is {kind}, no text; save what it says as a .txt file")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        utf8 = error
    if utf8.reason == "unexpected end of data" and not data[: utf8.start].isascii():
        raise InputError(
            f"{name}: is cut off amid a character (byte {utf8.start}); fetch the whole file"
        )
    try:
        return data.decode("cp949"), "cp949"
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: neither UTF-8 (byte {utf8.start} is 0x{data[utf8.start]:02x}) nor cp949 "
            f"(byte {error.start} is 0x{data[error.start]:02x}); save the file as UTF-8"
        ) from None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: the byte-order mark says {encoding}, but byte {error.start} is not; "
            "save the file as UTF-8"
        ) from None


_SURROGATE = re.compile("[\ud800-\udfff]")


def writable(text: str) -> str:
    """Return a text with U+FFFD for each lone surrogate, which no JSON, file or database takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


# --- cleaning -------------------------------------------------------------------------------


class Moved(NamedTuple):
    """Where characters of an article became more, fewer or none: half-open, in both texts."""

    cleaned: int
    cleaned_end: int
    start: int
    end: int


class Cleaned(NamedTuple):
    """A cleaned text and the way back to the article's own offsets."""

    text: str
    moved: Sequence[Moved] = ()
    """What is not one character for one, in text order."""
    body: int = 0
    """How much of the article was left out before the cleaned text."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Turn a half-open extent of the cleaned text into one of the article's text."""
        if not self.moved or start >= end:
            return self.body + start, self.body + end
        return self.body + self._place(start).start, self.body + self._place(end - 1).end

    def _place(self, at: int) -> Moved:
        """Return what one character of the cleaned text was."""
        i = bisect_right(self.moved, at, key=itemgetter(0)) - 1
        last = self.moved[i] if i >= 0 else Moved(0, 0, 0, 0)
        if at < last.cleaned_end:
            return last
        there = last.end + at - last.cleaned_end
        return Moved(at, at + 1, there, there + 1)


# One character for one: the offsets stay.
_ONE_TO_ONE = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 161)), " "),
    **dict.fromkeys((*range(8192, 8203), 8232, 8233, 8239, 8287, 12288), " "),
    **{c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(range(55296, 57344), "�"),  # lone surrogates
}
_REPLACED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    "\uff01-\uff5e\ud800-\udfff]+"
)
# Zero-width characters, soft hyphens and direction marks: dropped. Circled legal forms: spelt out.
_DROPPED = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SPELT = {"㈜": "(주)", "㈔": "(사)", "㈐": "(재)", "㏊": "ha"}
_MOVED = re.compile(f"[{_DROPPED}{''.join(_SPELT)}]")
_PLAIN = (
    "\t\n\r -~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\u2030-\u205e\u2190-\u2328\u232b-\u27bf"
    "\u3001-\u3029\u3131-\u318e\u3220-\u33c9\u33cb-\u33ff\u4e00-\u9fff\uac00-\ud7a3"
)
"""Nearly all of a Korean text: characters that stay, but for a last one before another kind."""
_JOINED = rf"(?:[{_DROPPED}]{{1,8}}|(?<=[{_DROPPED}]))[\p{{M}}\u1161-\u11ff]+"
_PIECE = regex.compile(rf"([{_PLAIN}]+(?![^{_PLAIN}]))|\X(?:{_JOINED})*")
"""Plain characters, or one as readers see it, with what joins it when nothing stands between."""
_LONGEST_CLUSTER = 64
"""Signs of one character beyond which they are no writing: they are not composed, for that would
cost their square."""


def clean(text: str, body: int = 0) -> Cleaned:
    """Clean a text for the analyser: composed, without zero-width characters and controls.

    What stands before `body` is left out.
    """
    text = _REPLACED.sub(lambda found: found[0].translate(_ONE_TO_ONE), text[body:])
    if unicodedata.is_normalized("NFC", text) and not _MOVED.search(text):
        return Cleaned(text, body=body)
    pieces: list[str] = []
    moved: list[Moved] = []
    known: dict[str, str] = {}
    length = 0
    for found in _PIECE.finditer(text):
        piece = cleaned = found[0]
        if not found[1]:
            if piece not in known:
                known[piece] = _cleaned(piece)
            cleaned = known[piece]
            if cleaned != piece:
                moved.append(Moved(length, length + len(cleaned), *found.span()))
        pieces.append(cleaned)
        length += len(cleaned)
    return Cleaned("".join(pieces), moved, body)


def _cleaned(cluster: str) -> str:
    """Clean one character as readers see it."""
    spelt = _MOVED.sub(lambda found: _SPELT.get(found[0], ""), cluster)
    return unicodedata.normalize("NFC", spelt) if len(cluster) <= _LONGEST_CLUSTER else spelt

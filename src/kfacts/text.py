"""From bytes to an `Article`, and from its text to the cleaned text that the analyser reads.

The article's text is the file's, decoded and without its byte-order mark: not normalised, not
trimmed. Every offset that kfacts puts out counts code points of that text. Kiwi, however, does not
analyse decomposed Hangul, takes a zero-width space for a word and stumbles over ㈜, so it reads a
cleaned text; `Cleaned` maps the places it names back.
"""

import codecs
import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import regex

from kfacts.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
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

    Raises InputError naming the first byte that is wrong in both, or what the file is instead.
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


# --- cleaning -------------------------------------------------------------------------------


class Cleaned(NamedTuple):
    """A cleaned text and the way back to the article's own offsets."""

    text: str
    starts: list[int] | None
    """For each character, where it starts in the article; None when nothing moved."""
    ends: list[int] | None
    body: int = 0
    """How much of the article was left out before the cleaned text."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Turn a half-open extent of the cleaned text into one of the article's text."""
        if self.starts is None or self.ends is None or start >= end:
            return self.body + start, self.body + end
        return self.body + self.starts[start], self.body + self.ends[end - 1]


# One character for one: the offsets stay.
_ONE_TO_ONE = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 161)), " "),
    **dict.fromkeys((*range(8192, 8203), 8232, 8233, 8239, 8287, 12288), " "),
    **{c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(range(55296, 57344), "�"),  # lone surrogates
}
_REPLACED = regex.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    "\uff01-\uff5e\ud800-\udfff]"
)
# Zero-width characters, soft hyphens and direction marks: dropped. Circled legal forms: spelt out.
_DROPPED = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SPELT = {"㈜": "(주)", "㈔": "(사)", "㈐": "(재)", "㏊": "ha"}
_MOVED = regex.compile(f"[{_DROPPED}{''.join(_SPELT)}]")
_IS_DROPPED = regex.compile(f"[{_DROPPED}]").fullmatch
_CLUSTER = regex.compile(r"\X")


def clean(text: str, body: int = 0) -> Cleaned:
    """Clean a text for the analyser: composed, without zero-width characters and controls.

    What stands before `body` is left out.
    """
    text = text[body:]
    if _REPLACED.search(text):
        text = text.translate(_ONE_TO_ONE)
    if unicodedata.is_normalized("NFC", text) and not _MOVED.search(text):
        return Cleaned(text, None, None, body)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        at, until = cluster.span()
        composed = unicodedata.normalize("NFC", cluster.group())
        if len(composed) == until - at and not _MOVED.search(composed):
            pieces.append(composed)
            starts.extend(range(at, until))
            ends.extend(range(at + 1, until + 1))
            continue
        for character in composed:
            spelt = "" if _IS_DROPPED(character) else _SPELT.get(character, character)
            pieces.append(spelt)
            starts.extend([at] * len(spelt))
            ends.extend([until] * len(spelt))
    return Cleaned("".join(pieces), starts, ends, body)

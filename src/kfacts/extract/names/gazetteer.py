"""Known names by their first word's first two characters: longest match at a word's start."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kfacts.extract.candidate import Label
    from kfacts.extract.names.words import Word


LABELS: Final[dict[str, Label]] = {
    "organization": "organization",
    "person": "person",
    "program": "program",
    "location": "location",
}
"""Types a name may have, as lists write them."""


_INSIDE = frozenset(".&-+’'")
"""Marks that join letters into one word."""


_LONG = 6
"""Characters from which a name is one however it is spaced."""
_SPACES = 3
"""Most spaces that are looked for in a name that has none."""


class Name(NamedTuple):
    """A known name. `ref` is the user's own id."""

    text: str
    type: Label
    ref: str | None = None


class Gazetteer:
    """An index of names; finding costs a few dictionary look-ups a word, however many names."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        index: dict[str, dict[str, Name]] = {}
        for name in names:
            index.setdefault(_head(name.text), {}).setdefault(name.text, name)
        self._index = {
            head: (tuple(sorted({len(text) for text in found}, reverse=True)), found)
            for head, found in index.items()
        }

    def __bool__(self) -> bool:
        return bool(self._index)

    def __len__(self) -> int:
        return sum(len(found) for _, found in self._index.values())

    def get(self, text: str) -> Name | None:
        """Return the name that is written exactly so."""
        bucket = self._index.get(_head(text))
        return bucket[1].get(text) if bucket else None

    def find(
        self,
        text: str,
        words: Sequence[Word],
        by_head: Mapping[str, Sequence[int]],
        *,
        spaced: bool = False,
    ) -> Iterator[tuple[int, Name]]:
        """Yield (index of the word, name): the longest name that starts with it and ends a stem.

        `by_head` lists the words that begin with each pair of characters. Long names may be
        `spaced` as the text likes; their text is then the text's.
        """
        index = self._index
        hits = [(i, head) for head in by_head.keys() & index.keys() for i in by_head[head]]
        for i, head in sorted(hits):
            sizes, found = index[head]
            start = words[i].start
            apart = spaced and sizes[0] >= _LONG and not words[i].tail
            if apart and text[words[i].end : words[i].end + 1] == " ":
                other = _spaced(text, words[i], sizes, found)
                if other is not None and _closed(text, words, i, other):
                    yield i, other
                    continue
            for size in sizes:
                name = found.get(text[start : start + size])
                if name is not None and _closed(text, words, i, name):
                    yield i, name
                    break


def _spaced(text: str, word: Word, sizes: Sequence[int], found: Mapping[str, Name]) -> Name | None:
    """Return a name of ours as the text writes it with spaces of its own, the longest."""
    start, least = word.start, max(_LONG, word.end - word.start + 1)
    pieces = text[start : start + sizes[0] + _SPACES].split("\n", 1)[0]
    squeezed = pieces.replace(" ", "")
    for size in sizes:
        if size < least:
            return None
        name = found.get(squeezed[:size])
        if name is not None and len(name.text) == size and " " not in name.text:
            ends = accumulate(int(char != " ") for char in pieces)
            return name._replace(text=pieces[: list(ends).index(size) + 1])
    return None


def _head(name: str) -> str:
    """Two characters, or one where the first word has no more (T 맵)."""
    second = name[1:2]
    return name[:2] if second.isalnum() or second in _INSIDE else name[:1]


def _closed(text: str, words: Sequence[Word], i: int, name: Name) -> bool:
    """Say whether the name ends where a word, or a word's nominal part, ends."""
    end = words[i].start + len(name.text)
    while i + 1 < len(words) and words[i + 1].start < end:
        i += 1
    word = words[i]
    return end >= word.end or end == word.stem or text[end : word.end] in closed("particle")

"""Templates of the name tagger's features, and how their hashes are computed by the thousand.

A template joins up to three columns at given distances into one feature, e.g. `-1.w|t` is the form
before and the tag here, `E+1.k2` the cluster of the next word's stem. What the templates of one
column of a morpheme or a stem say is the same wherever it stands: their weights are summed once
and kept with its row (`own_lifts`), so that an article looks up the others only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kfacts.extract.hashes import STRING, mix

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from kfacts.extract.hashes import U32, Ints

    Lifts = Callable[[U32], npt.NDArray[np.int8]]
    """[templates, units, labels - 1] weights of [templates, units] features."""

UNIT: Final = (*STRING, "t", "s", "p", "q", "m")
WORD: Final = (*STRING, "j", "f", "l", "r")
COLUMNS: Final = {
    "w": "form", "t": "tag", "a1": "first character", "a2": "first two", "a3": "first three",
    "z1": "last character", "z2": "last two", "z3": "last three", "n": "script and length",
    "k1": "cluster of 64", "k2": "cluster of 256", "k3": "cluster of 1024", "g": "word lists",
    "c": "list of names", "v": "known to Kiwi", "h": "organisation head", "s": "spaces",
    "p": "place in the word", "q": "quotation", "m": "words of sport", "j": "particles",
    "f": "first morpheme", "l": "last morpheme", "r": "tags of the stem",
}  # fmt: skip
"""What the columns hold, for explanations. In a word row the columns are of its stem."""

_ALONE: Final = """
-1.w w +1.w  -2.t -1.t t +1.t +2.t  -1.z2 z1 z2 +1.z2  a1 a2 n h q  g  -1.k2 k2 +1.k2 k1 k3
E-1.w E+1.w  E-1.j E.j E+1.j  E.f E+1.f E-1.l E.l  E.g  E-1.k2 E.k2 E+1.k2 E.k3
c E-1.c E.c E+1.c
"""
_JOINED: Final = """
-1.t|t|+1.t -2.t|-1.t|t t|+1.t|+2.t w|t s|t|n p|t|-1.t p|t|+1.t q|t|s
-1.k2|k2 k2|+1.k2 k3|p g|n|s -1.g|g|+1.g g|+1.g|+2.g
E.w|p E.a1|p E.a2|p E.z1|p E.z2|p E.n|p E.r|p E.h|p E.k3|p E.v|E.n|p
E.a1|E.n|p E.n|E.a1|E.j E.n|E.j|p E.g|E.j|p E-1.l|E.a1|E.n E+1.f|E.n|p E+1.g|E.n|p E+1.k2|E.n|p
E-1.l|p E+1.w|p E.j|E+1.w E.j|E+1.k2 E-1.k2|E.k2 E.k2|E+1.k2
E.c|p E.c|E.j E.c|E+1.c E.c|E.n|p E.n|p|m k3|m E.w|E.j
"""
TEMPLATES: Final = (*_ALONE.split(), *sorted(_JOINED.split(), key=lambda t: t.count("|")))
"""Those of more parts behind those of fewer."""

FAR: Final = 2
"""How far the parts of a template may be away."""
DISTANCES: Final = 2 * FAR + 1

_SEEDS: Final = dict(
    zip(TEMPLATES, mix(np.arange(1, len(TEMPLATES) + 1, dtype=np.uint32)).tolist(), strict=True)
)

_PART = re.compile(r"(E?)([+-]\d)?\.?([a-z]\d?)")


def _parse(part: str) -> tuple[bool, int, int]:
    """Read a template's part: whether it is of the word, the distance, the column's number."""
    found = _PART.fullmatch(part)
    assert found, part
    word = found.group(1) == "E"
    return word, int(found.group(2) or 0), (WORD if word else UNIT).index(found.group(3))


def _columns(parts: Sequence[tuple[int, int]]) -> Ints:
    """[2, parts] distances and columns."""
    return np.array(parts, np.int64).reshape(-1, 2).T


@dataclass(frozen=True)
class Layout:
    """Some templates as numbers: which parts they need, and which of them each one joins."""

    units: Ints
    """[2, parts] distance and column of the parts that are of units."""
    words: Ints
    first: Ints
    """Rows of the first parts of the templates, those of the units before those of the words."""
    second: Ints
    """The same of the templates that have a second part, the last of all."""
    third: Ints
    seeds: U32

    @classmethod
    def of(cls, templates: Sequence[str]) -> Layout:
        """Lay out templates, those of more parts behind those of fewer."""
        split = [[_parse(part) for part in template.split("|")] for template in templates]
        parts = sorted({part for template in split for part in template})
        units, words = ([(d, c) for word, d, c in parts if word == of] for of in (False, True))
        first, second, third = (
            np.array([parts.index(t[place]) for t in split if len(t) > place], np.int64)
            for place in range(3)
        )
        seeds = np.array([_SEEDS[template] for template in templates], np.uint32)
        return cls(_columns(units), _columns(words), first, second, third, seeds)

    def features(self, parts: U32) -> U32:
        """[templates, units] hashes of what stands in [parts, units]."""
        hashes = mix(self.seeds[:, None] + parts[self.first])
        for more in (self.second, self.third):
            if len(more):
                hashes[-len(more) :] = mix(hashes[-len(more) :] + parts[more])
        return hashes


def _is_own(template: str, word: bool) -> bool:
    """Whether a template has one part, which a stem or a morpheme has by itself."""
    own = STRING if word else (*STRING, "t")
    column = (WORD if word else UNIT)[_parse(template)[2]] if "|" not in template else ""
    return column in own and _parse(template)[0] == word


OF_UNITS, OF_WORDS = (Layout.of([t for t in TEMPLATES if _is_own(t, of)]) for of in (False, True))
"""What a morpheme says by itself, and what a stem says, wherever they stand."""
ALL: Final = Layout.of(TEMPLATES)
JOINED: Final = Layout.of([t for t in TEMPLATES if not (_is_own(t, False) or _is_own(t, True))])
"""All the others."""


def own_lifts(rows: U32, layout: Layout, lifts: Lifts) -> U32:
    """[rows, DISTANCES x labels] sums of the weights of what rows say at each distance, packed.

    A row says it to the unit that it stands at that distance from.
    """
    distances, columns = layout.units if layout.units.size else layout.words
    found = lifts(layout.features(rows.T[columns] + np.uint32(1)))
    says = distances[layout.first] + FAR == np.arange(DISTANCES)[:, None]
    sums = says.astype(np.int16) @ found.reshape(len(found), -1)
    by_row = sums.reshape(DISTANCES, *found.shape[1:]).transpose(1, 0, 2)
    return np.ascontiguousarray(by_row).reshape(len(rows), -1).view(np.uint32)

"""The learned name tagger: a linear-chain CRF over Kiwi's morphemes, run with numpy.

A unit's emission is the sum of the weights of its features (`features.py`), small integers looked
up in one table, so tags are the same on every machine. Viterbi gives the best labels, the
forward-backward algorithm the probability of any span; both run over all *islands* of a text at
once: stretches between units that are plainly no part of a name.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from kfacts.errors import ModelError
from kfacts.extract.chain import Chain, steps, viterbi
from kfacts.extract.features import COLUMNS, TEMPLATES, Table
from kfacts.extract.hashes import Lexicon

if TYPE_CHECKING:
    import numpy.typing as npt

    from kfacts.extract.candidate import Label
    from kfacts.extract.chain import Steps
    from kfacts.korean.morphemes import Analysis

    Ints = npt.NDArray[np.int64]

MODEL: Final = Path(__file__).parents[1] / "models" / "names.npz"
NAMES: Final[tuple[Label, ...]] = ("person", "organization", "location", "program")
LABELS: Final = ("O", *(f"{place}-{name}" for name in NAMES for place in "BI"))
"""Outside, and beginning and inside of each kind of name."""

SCALE: Final = 32
"""Weights are whole multiples of 1/SCALE."""

BITS: Final = 21
CERTAIN: Final = 3 * SCALE
"""A unit whose O is ahead of every other label by this much ends an island."""

FLOOR: Final = -20.0
_CHUNK: Final = 2048


class Tagged(NamedTuple):
    """A name the tagger found. Offsets are half-open, in code points of the text."""

    start: int
    end: int
    label: Label
    score: float
    """Log-odds that exactly this span has this label, between -20 and 20."""


@dataclass(frozen=True)
class Weights:
    """Feature weights behind a hash index."""

    keys: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.int16]
    """[1 + features, labels]; row 0, for unknown features, is zero."""

    @cached_property
    def _index(self) -> npt.NDArray[np.int32]:
        index = np.zeros(1 << BITS, np.int32)
        index[self.keys >> np.uint32(32 - BITS)] = np.arange(1, len(self.keys) + 1)  # none shared
        return index

    @cached_property
    def _checks(self) -> npt.NDArray[np.uint32]:
        return np.concatenate([np.zeros(1, np.uint32), self.keys])

    def slots(self, features: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
        """Row of each feature in `rows`; 0 for a feature without weight."""
        slots = self._index[features >> np.uint32(32 - BITS)]
        known: npt.NDArray[np.int32] = slots * (self._checks[slots] == features)
        return known

    def emissions(self, features: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
        """[units, labels] sums of weights for [templates, units] features."""
        parts = [
            self.rows[self.slots(features[:, a : a + _CHUNK])].sum(axis=0, dtype=np.int16)
            for a in range(0, features.shape[1], _CHUNK)
        ]
        return np.concatenate(parts).astype(np.int32)


@dataclass(frozen=True)
class Tagger:
    """The model: weights of features and of label pairs, and the lexicon behind the features."""

    weights: Weights
    transitions: npt.NDArray[np.int32]
    """[labels, labels]; a sentence begins as if after O."""
    lexicon: Lexicon

    def read(self, analysis: Analysis) -> Reading:
        """Read a text once, for tags, scores of spans and explanations."""
        return Reading(self, analysis)

    def tag(self, analysis: Analysis) -> list[Tagged]:
        """Return the names of a text, in text order, without overlaps."""
        return self.read(analysis).names

    def why(self, analysis: Analysis, start: int, end: int) -> list[tuple[str, float]]:
        """Return the features that speak most for or against the name at a span."""
        return self.read(analysis).why(start, end)


class Reading:
    """One text as the tagger sees it."""

    def __init__(self, tagger: Tagger, analysis: Analysis) -> None:
        self._tagger = tagger
        self._table = Table(analysis, tagger.lexicon)
        units = self._table.units
        self._starts, self._ends = units.starts, units.ends
        self._emissions = (
            tagger.weights.emissions(self._table.features())
            if len(self._table)
            else np.zeros((0, len(LABELS)), np.int32)
        )

    @cached_property
    def _same(self) -> npt.NDArray[np.bool_]:
        """Whether a unit stands in the sentence of the one before."""
        sentences, same = self._table.sentences, np.zeros(len(self._table), np.bool_)
        same[1:] = sentences[1:] == sentences[:-1]
        return same

    @cached_property
    def _islands(self) -> Steps:
        """Chains of units that may be part of a name, each with the certain unit after it.

        That unit is there so that leaving a name is paid for.
        """
        rows = self._emissions
        open_ = rows[:, 0] - rows[:, 1:].max(axis=1) < CERTAIN
        behind = np.zeros_like(open_)
        behind[1:] = open_[:-1]
        behind &= self._same
        firsts = np.flatnonzero(open_ & ~behind)
        bounds = np.flatnonzero(~behind)  # a chain goes on while the unit before is open
        following = np.append(bounds, len(rows))[np.searchsorted(bounds, firsts, "right")]
        return steps(firsts, following - firsts)

    @cached_property
    def labels(self) -> Ints:
        """Best label of each unit (index into `LABELS`)."""
        return viterbi(self._emissions, self._islands, self._tagger.transitions)

    @cached_property
    def _spans(self) -> tuple[Ints, Ints, Ints]:
        """First unit, last unit and kind of each name."""
        labels = self.labels
        named = labels > 0
        inside = named & (labels % 2 == 0) & self._same
        firsts = np.flatnonzero(named & ~inside)
        lasts = np.flatnonzero(named & ~np.append(inside[1:], False))
        return firsts, lasts, (labels[firsts] - 1) // 2

    @cached_property
    def names(self) -> list[Tagged]:
        """Names of the text, in text order, without overlaps."""
        found = []
        for first, last, kind in zip(*(part.tolist() for part in self._spans), strict=True):
            start, end = int(self._starts[first]), int(self._ends[last])
            if end > start:
                found.append(Tagged(start, end, NAMES[kind], self._log_odds(first, last, kind)))
        return found

    @cached_property
    def _chain(self) -> Chain:
        scaled = self._emissions / SCALE, self._tagger.transitions / SCALE
        return Chain.of(*scaled, self._islands)

    def _log_odds(self, first: int, last: int, kind: int) -> float:
        logp = min(self._chain.log_probability(first, last, kind), -1e-9)
        odds = logp - math.log(-math.expm1(logp))
        return round(min(max(odds, FLOOR), -FLOOR), 3)

    def units_of(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last unit of a span; None if it does not begin and end with units."""
        first = int(np.searchsorted(self._starts, start))
        last = int(np.searchsorted(self._ends, end, "right")) - 1
        if first > last or self._starts[first] != start or self._ends[last] != end:
            return None
        return first, last

    def score(self, start: int, end: int, label: Label) -> float:
        """Log-odds that exactly this span is a name of this kind; -20 off the units' edges."""
        units = self.units_of(start, end)
        if units is None:
            return FLOOR
        return self._log_odds(*units, NAMES.index(label))

    def why(
        self, start: int, end: int, label: Label | None = None, top: int = 12
    ) -> list[tuple[str, float]]:
        """Features with the largest weights for a name at a span, strongest first.

        Without a label, the one that the features favour. A weight is how far the feature lifts
        the name's label above "no name", summed over the units of the span.
        """
        units = self.units_of(start, end)
        if units is None:
            return []
        first, last = units
        inside = np.arange(first, last + 1)
        label = label or self._favoured(inside)
        wanted = 1 + 2 * NAMES.index(label) + (inside > first)
        weights = self._tagger.weights
        slots = weights.slots(self._table.features()[:, inside])
        lifts = weights.rows[slots, wanted].astype(np.int64) - weights.rows[slots, 0]
        sums: dict[str, int] = {}
        for template, place in np.argwhere(lifts).tolist():
            name = describe(self._table, TEMPLATES[template], first + place)
            sums[name] = sums.get(name, 0) + int(lifts[template, place])
        ranked = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
        return [(name, value / SCALE) for name, value in ranked[:top]]

    def _favoured(self, inside: Ints) -> Label:
        sums = self._emissions[inside].sum(axis=0)
        return NAMES[int(np.argmax([sums[1 + 2 * k] + sums[2 + 2 * k] for k in range(4)]))]


def describe(table: Table, template: str, at: int) -> str:
    """Say a feature in words: `form+1=대표`, `word first character=한 & place in the word=2`."""
    return " & ".join(_describe_part(table, part, at) for part in template.split("|"))


def _describe_part(table: Table, part: str, at: int) -> str:
    place, _, column = part.rpartition(".")
    word, distance = place.startswith("E"), int(place.lstrip("E") or 0)
    name = f"{'word ' if word else ''}{COLUMNS[column]}{f'{distance:+d}' if distance else ''}"
    return f"{name}={table.value(word, distance, column, at)}"


@cache
def load_tagger(path: Path = MODEL) -> Tagger | None:
    """Load the model; None if there is none. Raises ModelError if it cannot be used."""
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as file:
            parts = {name: file[name] for name in file.files}
        return _tagger(parts)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        message = f"{path}: the name model is damaged or of another version; reinstall kfacts"
        raise ModelError(message) from error


def fingerprint() -> int:
    """Return a number that changes with the templates and labels a model is made for."""
    return zlib.crc32(" ".join((*TEMPLATES, *LABELS)).encode())


def _tagger(parts: dict[str, npt.NDArray[Any]]) -> Tagger:
    if int(parts["fingerprint"]) != fingerprint():
        raise ValueError("made for other features")
    rows = np.zeros((len(parts["keys"]) + 1, len(LABELS)), np.int16)
    rows[1:] = parts["weights"].T
    transitions = parts["transitions"].astype(np.int32)
    lexicon = Lexicon(**{name: parts[name] for name in Lexicon.__annotations__})
    return Tagger(Weights(parts["keys"].astype(np.uint32), rows), transitions, lexicon)

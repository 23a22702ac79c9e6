"""The learned name tagger: a linear-chain CRF over Kiwi's morphemes, run with numpy.

A unit's emission is the sum of the weights of its features (`features.py`), small integers looked
up in one table, so tags are the same on every machine. A unit that is plainly no part of a name is
outside without a look at its features. Viterbi gives the best labels, the
forward-backward algorithm the probability of any span; both run over all *islands* of a text at
once: stretches between units that are plainly no part of a name.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from kfacts.errors import ModelError
from kfacts.extract.chain import Chain, runs, steps, viterbi
from kfacts.extract.features import Table
from kfacts.extract.hashes import Lexicon
from kfacts.extract.templates import COLUMNS, TEMPLATES
from kfacts.extract.units import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

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

BITS: Final = 20
"""The table of weights has 2**BITS buckets; the first stays empty, for features without weight."""

CERTAIN: Final = 3 * SCALE
"""A unit whose O is ahead of every other label by this much ends an island."""

CLOSED: Final = -(1 << 14)
"""Emission of every name's label at a unit that is plainly no part of a name."""

FLOOR: Final = -20.0
_CHUNK: Final = 2048


class Tagged(NamedTuple):
    """A name the tagger found. Offsets are half-open, in code points of the text."""

    start: int
    end: int
    label: Label
    score: float
    """Log-odds that exactly this span has this label, between -20 and 20."""


class Weights:
    """Feature weights in a table of buckets, eight bytes each: a feature's lift of every label.

    A feature's hash is its bucket and the check kept beside the bucket, so none is mistaken.
    """

    def __init__(self, keys: npt.NDArray[np.uint32], rows: npt.NDArray[np.int8]) -> None:
        """Lay out [features] hashes of different buckets, and [features, labels - 1] weights."""
        buckets, checks = _place(keys)
        self._checks = np.full(1 << BITS, _NO_CHECK, np.uint16)
        self._checks[buckets] = checks
        self._lifts = np.zeros(1 << BITS, np.uint64)
        self._lifts[buckets] = np.ascontiguousarray(rows).view(np.uint64)[:, 0]

    def lifts(self, features: npt.NDArray[np.uint32]) -> npt.NDArray[np.int8]:
        """[templates, units, labels - 1] weights of [templates, units] features."""
        buckets, checks = _place(features)
        buckets *= self._checks.take(buckets) == checks
        packed = self._lifts.take(buckets)
        lifts: npt.NDArray[np.int8] = packed.view(np.int8).reshape(*features.shape, -1)
        return lifts

    def emissions(self, features: npt.NDArray[np.uint32]) -> npt.NDArray[np.int16]:
        """[units, labels - 1] sums of the weights of [templates, units] features."""
        sums: npt.NDArray[np.int16] = self.lifts(features).sum(axis=0, dtype=np.int16)
        return sums


_NO_CHECK: Final = 0xFFFF


def _place(
    features: npt.NDArray[np.uint32],
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.uint16]]:
    """Bucket of each feature, and the check that tells it from others there, never _NO_CHECK."""
    rest = np.uint16((1 << 32 - BITS) - 1)
    return (features >> np.uint32(32 - BITS)).astype(np.intp), features.astype(np.uint16) & rest


@dataclass(frozen=True)
class Tagger:
    """The model: weights of features and of label pairs, and the lexicon behind the features."""

    weights: Weights
    transitions: npt.NDArray[np.int32]
    """[labels, labels]; a sentence begins as if after O."""
    lexicon: Lexicon

    @cached_property
    def memory(self) -> Memory:
        """What words are by themselves, remembered from text to text."""
        return Memory(self.lexicon, self.weights.lifts)

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
        self._table = Table(analysis, tagger.memory)
        units = self._table.units
        self._starts, self._ends = units.starts, units.ends
        self._emissions = np.full((len(self._table), len(LABELS)), CLOSED, np.int32)
        self._emissions[:, 0] = 0
        at = np.flatnonzero(self._table.open)
        self._certain = np.ones(len(self._table), np.bool_)
        for a in range(0, len(at), _CHUNK):  # what no cache holds costs more a unit
            part = at[a : a + _CHUNK]
            features, own = self._table.split(part)
            lifts = tagger.weights.emissions(features) + own
            self._emissions[part, 1:] = lifts
            self._certain[part] = reduce(np.maximum, lifts.T) <= -CERTAIN

    @cached_property
    def _islands(self) -> Steps:
        """Chains of units that may be part of a name, each with the certain unit after it.

        That unit is there so that leaving a name is paid for.
        """
        return steps(*runs(~self._certain, self._table.same))

    @cached_property
    def labels(self) -> Ints:
        """Best label of each unit (index into `LABELS`)."""
        return viterbi(self._emissions, self._islands, self._tagger.transitions)

    @cached_property
    def _spans(self) -> tuple[Ints, Ints, Ints]:
        """First unit, last unit and kind of each name."""
        labels = self.labels
        named = labels > 0
        inside = named & (labels % 2 == 0) & self._table.same
        firsts = np.flatnonzero(named & ~inside)
        lasts = np.flatnonzero(named & ~np.append(inside[1:], False))
        return firsts, lasts, (labels[firsts] - 1) // 2

    @cached_property
    def names(self) -> list[Tagged]:
        """Names of the text, in text order, without overlaps."""
        firsts, lasts, kinds = self._spans
        parts = self._starts[firsts], self._ends[lasts], kinds
        spans = zip(*(part.tolist() for part in parts), self._log_odds(*self._spans), strict=True)
        return [Tagged(a, b, NAMES[kind], odds) for a, b, kind, odds in spans if b > a]

    @cached_property
    def _chain(self) -> Chain:
        scaled = self._emissions / SCALE, self._tagger.transitions / SCALE
        return Chain.of(*scaled, self._islands)

    def _log_odds(self, firsts: Ints, lasts: Ints, kinds: Ints) -> list[float]:
        logp = np.minimum(self._chain.log_probabilities(firsts, lasts, kinds), -1e-9)
        odds = np.minimum(np.maximum(logp - np.log(-np.expm1(logp)), FLOOR), -FLOOR)
        return [round(value, 3) for value in odds.tolist()]

    def units_of(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last unit of a span; None if it does not begin and end with units."""
        first = int(np.searchsorted(self._starts, start))
        last = int(np.searchsorted(self._ends, end, "right")) - 1
        if first > last or self._starts[first] != start or self._ends[last] != end:
            return None
        return first, last

    def scores(self, spans: Sequence[tuple[int, int, Label]]) -> list[float]:
        """Log-odds that exactly these spans are names of these kinds; -20 off the units' edges."""
        if not spans or not len(self._starts):
            return [FLOOR] * len(spans)
        starts, ends = (np.array([span[i] for span in spans], np.int64) for i in (0, 1))
        kinds = np.array([NAMES.index(label) for *_, label in spans], np.int64)
        firsts = np.searchsorted(self._starts, starts)
        lasts = np.searchsorted(self._ends, ends, "right") - 1
        last = len(self._starts) - 1
        edges = self._starts[np.minimum(firsts, last)] == starts
        units = np.flatnonzero(edges & (firsts <= lasts) & (self._ends[lasts] == ends))
        odds = np.full(len(spans), FLOOR)
        odds[units] = self._log_odds(firsts[units], lasts[units], kinds[units])
        return odds.tolist()

    def sport(self, offset: int) -> int:
        """How many words of sport stand in the sentence at an offset, up to two."""
        return self._table.sport(int(np.searchsorted(self._starts, offset, "right")) - 1)

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
        wanted = 2 * NAMES.index(label) + (inside > first)
        weights = self._tagger.weights
        all_lifts = weights.lifts(self._table.features(inside))
        lifts = np.take_along_axis(all_lifts, wanted[None, :, None], axis=2)[:, :, 0]
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
    transitions = parts["transitions"].astype(np.int32)
    lexicon = Lexicon(**{name: parts[name] for name in Lexicon.__annotations__})
    weights = Weights(parts["keys"].astype(np.uint32), parts["weights"].T)
    return Tagger(weights, transitions, lexicon)

"""Decoding of a linear-chain CRF with labels O, B-0, I-0, B-1, I-1, …: best path and span odds.

Chains of different length run side by side: a step of the loop serves all chains that are still
alive. Chains come as `Steps`: for each step the units of the chains that reach it, the longest
chain first, so that the units of the next step go on from the first units of this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Steps = list[Ints]

NEVER: Final = -99.0
"""Log-probability of what is outside every chain."""

_TINY: Final = 1e-40


def runs(open_: Bools, same: Bools) -> tuple[Ints, Ints]:
    """First unit and length of each run of open units, with the unit after it in its sentence.

    `same` says which units stand in the sentence of the unit before.
    """
    behind = np.zeros_like(open_)
    behind[1:] = open_[:-1]
    behind &= same
    firsts = np.flatnonzero(open_ & ~behind)
    bounds = np.flatnonzero(~behind)  # a run goes on while the unit before is open
    following = np.append(bounds, len(open_))[np.searchsorted(bounds, firsts, "right")]
    return firsts, following - firsts


def steps(firsts: Ints, lengths: Ints) -> Steps:
    """Lay chains of consecutive units side by side."""
    order = np.argsort(-lengths, kind="stable")
    firsts, lengths = firsts[order], lengths[order]
    longest = int(lengths[0]) if len(lengths) else 0
    alive = np.searchsorted(-lengths, -np.arange(longest), "left")
    return [firsts[:n] + t for t, n in enumerate(alive.tolist())]


def viterbi(
    emissions: npt.NDArray[np.int32], chains: Steps, transitions: npt.NDArray[np.int32]
) -> Ints:
    """Best label of each unit, 0 outside the chains; a chain begins as if after O (label 0)."""
    labels = np.zeros(len(emissions), np.int64)
    if not chains:
        return labels
    order, bounds = np.concatenate(chains), _bounds(chains)
    ordered = np.ascontiguousarray(emissions.take(order, axis=0).T)  # [labels, units], as all here
    into = np.ascontiguousarray(transitions.T)[:, :, None]
    best = [ordered[:, : bounds[1]] + transitions[0][:, None]]
    for a, b in pairwise(bounds[1:]):
        scores = best[-1][:, : b - a] + into
        best.append(np.maximum.reduce(scores, axis=1) + ordered[:, a:b])
    states = [best[-1].argmax(axis=0)]
    for scores in best[-2::-1]:
        after = states[-1]
        scores[:, : len(after)] += transitions.take(after, axis=1)
        states.append(scores.argmax(axis=0))
    labels[order] = np.concatenate(states[::-1])
    return labels


def _bounds(chains: Steps) -> list[int]:
    """Where each step begins when all are laid one after the other, and where the last one ends."""
    return list(accumulate(map(len, chains), initial=0))


@dataclass(frozen=True)
class Chain:
    """Forward-backward tables for the probability of spans, with a row for each unit of a chain.

    They are scaled so that forward x links x after is the probability of two labels in a row.
    """

    factors: Floats
    """[rows, labels] potentials."""
    forward: Floats
    """[rows, labels] forward values, which sum to 1."""
    after: Floats
    """[rows, labels] factor times backward value of the next unit; zero at the end of a chain."""
    links: Floats
    """[labels, labels]."""
    row: Ints
    """[units] row of each unit, 0 outside all chains."""
    chain: Ints
    """[units + 1] number of each unit's chain; -1 outside all."""

    @classmethod
    def of(cls, emissions: Floats, transitions: Floats, chains: Steps) -> Chain:
        """Run forward and backward over the chains."""
        links = np.exp(transitions)
        row, chain = np.zeros(len(emissions), np.int64), np.full(len(emissions) + 1, -1)
        if not chains:
            nothing = np.ones((1, len(links)))
            return cls(nothing, nothing, nothing, links, row, chain)
        order = np.concatenate(chains)
        row[order] = np.arange(len(order))
        chain[order] = np.concatenate([np.arange(len(units)) for units in chains])
        tables = _forward_backward(emissions.take(order, axis=0), _bounds(chains), links)
        return cls(*tables, links, row, chain)

    def log_probabilities(self, firsts: Ints, lasts: Ints, kinds: Ints) -> Floats:
        """Log-probability of each span of units that it is exactly one name of a kind."""
        begin, inside, more = 1 + 2 * kinds, 2 + 2 * kinds, lasts - firsts
        place = firsts + np.arange(1, int(more.max(initial=0)) + 1)[:, None]
        factors = self.factors[self.row[np.minimum(place, lasts)], inside]
        factors[place > lasts] = 1
        enters = np.where(more > 0, _log(self.links[begin, inside]), 0.0)
        stays = np.maximum(more - 1, 0) * _log(self.links[inside, inside])
        logp = (
            _log(self.forward[self.row[firsts], begin]) + _log(factors).sum(axis=0) + enters + stays
        )
        ahead = self.after[self.row[lasts]] * self.links[np.where(more > 0, inside, begin)]
        ahead[np.arange(len(ahead)), inside] = 0
        goes_on = self.chain[lasts + 1] == self.chain[lasts]
        logp += np.where(goes_on, _log(ahead.sum(axis=1)), 0.0)
        within = (self.chain[firsts] >= 0) & (self.chain[firsts] == self.chain[lasts])
        return np.where(within, logp, NEVER)


def _log(values: Floats) -> Floats:
    return np.log(np.maximum(values, _TINY))


def _forward_backward(
    emissions: Floats, bounds: Sequence[int], links: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return factors, forward values and what comes after, in the order of the steps.

    Row i of a step goes on in row i of the next one, if that is long enough.
    """
    factors = np.exp(emissions - reduce(np.maximum, emissions.T)[:, None])
    forward, after = np.empty_like(factors), np.zeros_like(factors)
    totals = np.empty((len(factors), 1))
    reached = np.broadcast_to(links[:1], (bounds[1], len(links)))
    for a, b in pairwise(bounds):
        value = np.multiply(reached[: b - a], factors[a:b], out=forward[a:b])
        value /= np.add.reduce(value, axis=1, keepdims=True, out=totals[a:b])
        reached = value @ links
    factors /= totals
    back = np.ascontiguousarray(links.T)
    backward = np.ones((bounds[1], len(links)))
    for before, a, b in zip(bounds[-3::-1], bounds[-2::-1], bounds[:0:-1], strict=False):
        n = b - a
        ahead = np.multiply(factors[a:b], backward[:n], out=after[before : before + n])
        np.matmul(ahead, back, out=backward[:n])
    return factors, forward, after

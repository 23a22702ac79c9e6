"""Decoding of a linear-chain CRF with labels O, B-0, I-0, B-1, I-1, …: best path and span odds.

Chains of different length run side by side, the longest first, so that a step of the loop serves
all chains that are still alive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

NEVER: Final = -99.0
"""Log-probability of what is outside every chain."""

_TINY: Final = 1e-40


def viterbi(
    emissions: npt.NDArray[np.int32], real: Bools, transitions: npt.NDArray[np.int32]
) -> Ints:
    """[chains, length] best labels; a chain begins as if after O (label 0)."""
    chains, length, labels = emissions.shape
    alive = real.sum(axis=0)
    best = emissions[:, 0] + transitions[0]
    back = np.zeros((length, chains, labels), np.int64)
    into = np.ascontiguousarray(transitions.T)
    for t in range(1, length):
        n = alive[t]
        scores = best[:n, None, :] + into
        back[t, :n] = scores.argmax(axis=2)
        best[:n] = scores.max(axis=2) + emissions[:n, t]
    paths = np.zeros((chains, length), np.int64)
    state = best.argmax(axis=1)
    for t in range(length - 1, -1, -1):
        n = alive[t]
        paths[:n, t] = state[:n]
        state[:n] = back[t, np.arange(n), state[:n]]
    return paths


@dataclass(frozen=True)
class Chain:
    """Forward-backward tables for the probability of spans; kinds are the K of B-K and I-K."""

    begin: Floats
    """[units, kinds] log of the forward value of B."""
    second: Floats
    """[units, kinds] log factor of this unit being I after B."""
    inside: Floats
    """[units + 1, kinds] running sums of the log factors of being I after I."""
    stop: Floats
    """[2, units, kinds] log of the backward value without going on, after B and after I."""
    chain: Ints
    """Number of each unit's chain; -1 outside all."""

    @classmethod
    def of(cls, emissions: Floats, transitions: Floats, at: Ints, real: Bools) -> Chain:
        """Run forward and backward over the chains `at` [chains, length], longest first."""
        n, kinds = len(emissions), transitions.shape[0] // 2
        chain = np.full(n, -1)
        begin, second, stay, stop_b, stop_i = np.full((5, n, kinds), NEVER)
        if at.size:
            rows, links = at[real], np.exp(transitions)
            chain[rows] = np.nonzero(real)[0]
            b, i = slice(1, None, 2), slice(2, None, 2)
            go_on = np.diagonal(links[b, i]), np.diagonal(links[i, i])
            step, forward, after = _forward_backward(emissions[at], real.sum(axis=0), links)
            backward = after @ links.T
            backward[~np.pad(real[:, 1:], ((0, 0), (0, 1)))] = 1.0
            begin[rows] = _log(forward[real][:, b])
            second[rows] = _log(step[real][:, i] * go_on[0])
            stay[rows] = _log(step[real][:, i] * go_on[1])
            stop_b[rows] = _log(backward[real][:, b] - after[real][:, i] * go_on[0])
            stop_i[rows] = _log(backward[real][:, i] - after[real][:, i] * go_on[1])
        inside = np.concatenate([np.zeros((1, kinds)), np.cumsum(stay, axis=0)])
        return cls(begin, second, inside, np.stack([stop_b, stop_i]), chain)

    def log_probability(self, first: int, last: int, kind: int) -> float:
        """Log-probability that a span of units is exactly one name of a kind."""
        if self.chain[first] < 0 or self.chain[first] != self.chain[last]:
            return NEVER
        logp = self.begin[first, kind] + self.stop[int(last > first), last, kind]
        if last > first:
            inside = self.inside[last + 1, kind] - self.inside[first + 2, kind]
            logp += self.second[first + 1, kind] + inside
        return float(logp)


def _log(values: Floats) -> Floats:
    out: Floats = np.log(np.maximum(values, _TINY))
    return out


def _forward_backward(
    emissions: Floats, alive: Ints, links: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return scaled potentials, forward values, and what a unit's successor gives each label.

    All [chains, length, labels] and scaled so that forward x (successors x links) is a probability.
    """
    psi = np.exp(emissions - emissions.max(axis=2, keepdims=True))
    forward, after = np.zeros_like(psi), np.zeros_like(psi)
    for t in range(psi.shape[1]):
        n = alive[t]
        before = forward[:n, t - 1] @ links if t else links[0]
        psi[:n, t] /= (before * psi[:n, t]).sum(axis=1)[:, None]
        forward[:n, t] = before * psi[:n, t]
    backward = np.ones_like(psi[:, 0])
    back = np.ascontiguousarray(links.T)
    for t in range(psi.shape[1] - 1, 0, -1):
        n = alive[t]
        after[:n, t - 1] = psi[:n, t] * backward[:n]
        backward[:n] = after[:n, t - 1] @ back
    return psi, forward, after

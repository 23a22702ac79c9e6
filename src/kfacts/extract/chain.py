"""Decoding of a linear-chain CRF with labels O, B-0, I-0, B-1, I-1, …: best path and span odds.

Chains of different length run side by side: a step of the loop serves all chains that are still
alive. Chains come as `Steps`: for each step the units of the chains that reach it, the longest
chain first, so that the units of the next step go on from the first units of this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Steps = list[Ints]

NEVER: Final = -99.0
"""Log-probability of what is outside every chain."""

_TINY: Final = 1e-40


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
    best = emissions[chains[0]] + transitions[0]
    back: list[Ints] = []
    into = np.ascontiguousarray(transitions.T)
    for units in chains[1:]:
        scores = best[: len(units), None, :] + into
        back.append(scores.argmax(axis=2))
        best[: len(units)] = scores.max(axis=2) + emissions[units]
    state = best.argmax(axis=1)
    labels[chains[-1]] = state[: len(chains[-1])]
    for units, before, source in zip(chains[:0:-1], chains[-2::-1], back[::-1], strict=True):
        n = len(units)
        state[:n] = source[np.arange(n), state[:n]]
        labels[before] = state[: len(before)]
    return labels


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
    def of(cls, emissions: Floats, transitions: Floats, chains: Steps) -> Chain:
        """Run forward and backward over the chains."""
        n = len(emissions)
        chain = np.full(n, -1)
        for units in chains:
            chain[units] = np.arange(len(units))
        links = np.exp(transitions)
        b, i = slice(1, None, 2), slice(2, None, 2)
        go_on = np.diagonal(links[b, i]), np.diagonal(links[i, i])
        factors, forward, after = _forward_backward(emissions, chains, links)
        backward = after @ links.T
        backward[np.append(chain[1:] != chain[:-1], n > 0)] = 1.0
        stay = _log(factors[:, i] * go_on[1])
        return cls(
            begin=_log(forward[:, b]),
            second=_log(factors[:, i] * go_on[0]),
            inside=np.concatenate([np.zeros((1, stay.shape[1])), np.cumsum(stay, axis=0)]),
            stop=np.stack(
                [
                    _log(backward[:, b] - after[:, i] * go_on[0]),
                    _log(backward[:, i] - after[:, i] * go_on[1]),
                ]
            ),
            chain=chain,
        )

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
    emissions: Floats, chains: Steps, links: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return scaled potentials, forward values, and what a unit's successor gives each label.

    All [units, labels] and scaled so that forward x (successors x links) is a probability.
    """
    factors = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    forward, after = np.zeros_like(factors), np.zeros_like(factors)
    reached = links[:1]
    for units in chains:
        here = factors[units]
        value = reached[: len(units)] * here
        total = value.sum(axis=1, keepdims=True)
        value /= total
        factors[units] = here / total
        forward[units] = value
        reached = value @ links
    back = np.ascontiguousarray(links.T)
    backward = np.ones((len(chains[0]) if chains else 0, len(links)))
    for units in chains[:0:-1]:
        ahead = factors[units] * backward[: len(units)]
        after[units - 1] = ahead
        backward[: len(units)] = ahead @ back
    return factors, forward, after

"""Train a linear-chain CRF on sparse binary features: AdaGrad, feature dropout, averaged epochs.

Dropout hides a share of the features anew at every step, so that the weight of a name's spelling
does not starve the weights of its context, which is all there is for a name never seen before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

FORBIDDEN = -10_000.0


@dataclass(frozen=True)
class Options:
    """How to train."""

    epochs: int = 7
    averaged: int = 3
    """Last epochs whose weights are averaged."""
    dropout: float = 0.65
    rate: float = 0.1
    decay: float = 1e-5
    sparsity: float = 0.01
    """L1 penalty on the weights in use, at each step: makes weights of no account exactly zero."""
    batch: int = 600
    start: float = 1e-3
    """Sum of squares that AdaGrad starts from: larger damps what is seen rarely."""
    seed: int = 1


@dataclass(frozen=True)
class Corpus:
    """Chains of units end to end: features and labels of each unit, and where chains begin."""

    features: npt.NDArray[np.int32]
    """[units, templates] feature numbers; -1 for a feature that is not kept."""
    labels: Ints
    bounds: Ints
    """[chains + 1] first unit of each chain, then the number of units."""
    plain: npt.NDArray[np.bool_]
    """Units whose label is 0 for certain."""
    chains: Ints
    """Chains to train on in one epoch, by number; one that weighs more stands here again."""


def allowed(labels: Sequence[str]) -> npt.NDArray[np.bool_]:
    """[labels, labels] whether one may follow the other: I-X only after B-X or I-X."""
    return np.array([[b[0] != "I" or a[2:] == b[2:] for b in labels] for a in labels])


def train(corpus: Corpus, size: int, labels: Sequence[str], options: Options) -> Model:
    """Fit weights [size, labels] and transitions [labels, labels]."""
    model = Model.empty(size, labels, options.start)
    rng = np.random.default_rng(options.seed)
    total = Model.empty(size, labels)
    for epoch in range(options.epochs):
        loss = sum(
            model.step(corpus, batch, rng, options) for batch in _batches(corpus, rng, options)
        )
        print(f"epoch {epoch + 1}: {loss / len(corpus.labels):.4f} nats a unit", flush=True)
        if epoch >= options.epochs - options.averaged:
            total.weights += model.weights
            total.transitions += model.transitions
    total.weights /= options.averaged
    total.transitions /= options.averaged
    return total


def mean(models: Sequence[Model]) -> Model:
    """Average models of the same features."""
    weights = np.stack([m.weights for m in models]).mean(axis=0)
    transitions = np.stack([m.transitions for m in models]).mean(axis=0)
    return replace(models[0], weights=_single(weights), transitions=_single(transitions))


def _single(values: npt.NDArray[Any]) -> Floats:
    return values.astype(np.float32)


def _batches(corpus: Corpus, rng: np.random.Generator, options: Options) -> Iterator[Ints]:
    """Yield chain numbers in random order, chains of like length together."""
    lengths = np.diff(corpus.bounds)
    order = rng.permutation(corpus.chains)
    pieces = np.array_split(order, max(1, len(order) // (options.batch * 16)))
    order = np.concatenate([p[np.argsort(lengths[p], kind="stable")] for p in pieces])
    starts = range(0, len(order), options.batch)
    batches = [order[a : a + options.batch] for a in starts]
    for i in rng.permutation(len(batches)):
        yield batches[i]


@dataclass
class Model:
    """Weights in training, with the sums of squared gradients that AdaGrad divides by."""

    weights: Floats
    transitions: Floats
    barrier: Floats
    """0 for an allowed pair of labels, else a large negative number."""
    weight_squares: Floats
    transition_squares: Floats

    @classmethod
    def empty(cls, size: int, labels: Sequence[str], start: float = 1e-3) -> Model:
        """Start from zero."""
        n = len(labels)
        return cls(
            np.zeros((size, n), np.float32),
            np.zeros((n, n), np.float32),
            np.where(allowed(labels), 0, FORBIDDEN).astype(np.float32),
            np.full((size, n), start, np.float32),
            np.full((n, n), start, np.float32),
        )

    def step(
        self, corpus: Corpus, batch: Ints, rng: np.random.Generator, options: Options
    ) -> float:
        """Take one gradient step on a batch of chains; return its loss in nats."""
        firsts, lengths = corpus.bounds[batch], np.diff(corpus.bounds)[batch]
        units = np.concatenate([np.arange(a, a + n) for a, n in zip(firsts, lengths, strict=True)])
        used, design = _design(corpus.features[units], rng, options.dropout)
        mask = np.arange(int(lengths.max())) < lengths[:, None]
        emissions = np.zeros((*mask.shape, self.weights.shape[1]), np.float32)
        emissions[mask] = design @ self.weights[used]
        emissions[..., 1:][mask] += np.where(corpus.plain[units], FORBIDDEN, 0)[:, None]
        links = np.exp(self.transitions + self.barrier)
        marginals, pairs = expectations(emissions, lengths, links)
        gold = np.zeros(mask.shape, np.int64)
        gold[mask] = corpus.labels[units]
        here = np.arange(len(units))
        residual = marginals[mask]
        likely = residual[here, corpus.labels[units]]
        residual[here, corpus.labels[units]] -= 1
        _count_pairs(pairs, gold, mask)
        self._descend(used, design.T @ residual, pairs, len(units), options)
        return float(-np.log(np.maximum(likely, 1e-9)).sum())

    def _descend(
        self,
        used: npt.NDArray[np.int32],
        gradient: Floats,
        pairs: Floats,
        units: int,
        options: Options,
    ) -> None:
        weights = self.weights[used]
        gradient = gradient + options.decay * units * weights
        squares = self.weight_squares[used] + gradient * gradient
        self.weight_squares[used] = squares
        rate = options.rate / np.sqrt(squares)
        weights = _single(weights - rate * gradient)
        shrunk = np.maximum(np.abs(weights) - rate * options.sparsity, 0)
        self.weights[used] = _single(np.sign(weights) * shrunk)
        self.transition_squares += pairs * pairs
        self.transitions -= options.rate * pairs / np.sqrt(self.transition_squares)


def _design(
    features: npt.NDArray[np.int32], rng: np.random.Generator, dropout: float
) -> tuple[npt.NDArray[np.int32], csr_matrix]:
    """Return the feature numbers in use and the matrix [units, used] with a share left out."""
    kept = (features >= 0) & (rng.random(features.shape, dtype=np.float32) >= dropout)
    used, column = np.unique(features[kept], return_inverse=True)
    bounds = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
    ones = np.full(len(column), 1 / (1 - dropout), np.float32)
    return used, csr_matrix((ones, column, bounds), shape=(len(features), len(used)))


def _count_pairs(pairs: Floats, gold: Ints, mask: npt.NDArray[np.bool_]) -> None:
    """Subtract the observed label pairs; a chain begins as if after label 0."""
    before = np.pad(gold[:, :-1], ((0, 0), (1, 0)))
    np.add.at(pairs, (before[mask], gold[mask]), -1)


def expectations(emissions: Floats, lengths: Ints, links: Floats) -> tuple[Floats, Floats]:
    """Label probabilities [chains, length, labels] and expected label pairs [labels, labels]."""
    psi = np.exp(emissions - emissions.max(axis=2, keepdims=True))
    forward, backward = np.empty_like(psi), np.empty_like(psi)
    value = psi[:, 0] * links[0]
    for t in range(psi.shape[1]):
        if t:
            value = (forward[:, t - 1] @ links) * psi[:, t]
        forward[:, t] = value / value.sum(axis=1, keepdims=True)
    back = np.ones_like(psi[:, 0])
    for t in range(psi.shape[1] - 1, -1, -1):
        back[lengths - 1 <= t] = 1
        backward[:, t] = back
        back = (psi[:, t] * back) @ links.T
        back /= back.sum(axis=1, keepdims=True)
    marginals = forward * backward
    marginals /= marginals.sum(axis=2, keepdims=True)
    return marginals, _expected_pairs(psi * backward, forward, marginals, lengths, links)


def _expected_pairs(
    ahead: Floats, forward: Floats, marginals: Floats, lengths: Ints, links: Floats
) -> Floats:
    before, ahead = forward[:, :-1], ahead[:, 1:]
    mass = ((before @ links) * ahead).sum(axis=2)
    inside = np.arange(1, forward.shape[1]) < lengths[:, None]
    ahead = ahead * (inside / np.maximum(mass, 1e-30))[:, :, None]
    pairs: Floats = np.tensordot(before, ahead, ([0, 1], [0, 1])) * links
    pairs[0] += marginals[:, 0].sum(axis=0)
    return pairs

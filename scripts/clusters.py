"""Cluster Kiwi's vocabulary by the embeddings inside its language model.

Kiwi gives similarities, not vectors. The similarities of all morphemes to a few hundred anchors
determine the vectors up to a rotation (they have 256 dimensions), which is all clustering needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    from kiwipiepy import Kiwi

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

ANCHORS = (*range(60, 300), *range(300, 6000, 24))
"""Morpheme numbers, which Kiwi gives by frequency; more of them than the vectors' dimensions."""

DIMENSIONS = 256


def vocabulary(kiwi: Kiwi) -> tuple[list[tuple[str, str]], Floats]:
    """Return (form, tag) of Kiwi's morphemes and their unit vectors, by number."""
    everything = 1 << 17  # Kiwi sets aside room for as many
    words = {m.id: (m.form, m.tag) for m in kiwi.most_similar_morphemes(ANCHORS[0], everything)}
    size = max(words) + 1
    similar = np.zeros((len(ANCHORS), size))
    for row, anchor in zip(similar, ANCHORS, strict=True):
        found = kiwi.most_similar_morphemes(anchor, everything)
        row[[m.id for m in found]] = [m.score for m in found]
        row[anchor] = 1.0
    return [words.get(i, ("", "")) for i in range(size)], embed(similar, ANCHORS)


def embed(similar: npt.NDArray[np.float64], anchors: tuple[int, ...]) -> Floats:
    """Vectors whose products are the similarities [anchors, words]."""
    among = similar[:, list(anchors)]
    values, vectors = np.linalg.eigh((among + among.T) / 2)
    kept = slice(-min(DIMENSIONS, len(anchors)), None)
    scale = np.sqrt(np.maximum(values[kept], 1e-6))
    found = (similar.T @ vectors[:, kept] / scale).astype(np.float32)
    length: Floats = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Floats = found / np.maximum(length, 1e-9)
    return unit


def spherical_kmeans(vectors: Floats, k: int, rounds: int = 20, seed: int = 1) -> Ints:
    """Cluster unit vectors by cosine; return the cluster of each, from 0."""
    rng = np.random.default_rng(seed)
    centres = vectors[np.sort(rng.choice(len(vectors), k, replace=False))]
    nearest = np.zeros(len(vectors), np.int64)
    for _ in range(rounds):
        nearest = _nearest(vectors, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > 1e-6, sums / np.maximum(length, 1e-6), centres)
    return nearest


def _nearest(vectors: Floats, centres: Floats) -> Ints:
    parts = (vectors[a : a + 8192] @ centres.T for a in range(0, len(vectors), 8192))
    return np.concatenate([part.argmax(axis=1) for part in parts])

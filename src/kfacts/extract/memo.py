"""Rows of numbers that depend on a key alone: worked out once, then looked up.

Words come back: of the morphemes of an article nearly all stood in an article before. What is
remembered changes the cost and never the result.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kfacts.extract.hashes import U32

Key = TypeVar("Key")

LIMIT: Final = 1 << 14
"""A memory that holds more keys is emptied before the next text: some five megabytes."""


class _Numbers(dict[Key, int]):
    """Numbers keys in the order they first come, and notes the new ones."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[Key] = []

    def __missing__(self, key: Key) -> int:
        number = self[key] = len(self)
        self.new.append(key)
        return number


class Memo(Generic[Key]):
    """Rows by key, from a function that works out many rows at once."""

    def __init__(self, compute: Callable[[list[Key]], U32], width: int, limit: int = LIMIT) -> None:
        """Remember what `compute` gives: [keys, width] for a list of keys."""
        self._compute, self._width, self._limit = compute, width, limit
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._numbers: _Numbers[Key] = _Numbers()
        self._rows = np.zeros((1024, self._width), np.uint32)

    def rows(self, keys: Iterable[Key]) -> U32:
        """[keys, width] the row of each key."""
        with self._lock:
            if len(self._numbers) > self._limit:
                self._forget()
            try:
                numbers = np.fromiter(map(self._numbers.__getitem__, keys), np.intp)
                self._learn()
            except BaseException:
                self._forget()
                raise
            return self._rows.take(numbers, axis=0)

    def _learn(self) -> None:
        """Work out the rows of the new keys."""
        new, size = self._numbers.new, len(self._numbers)
        if not new:
            return
        if size > len(self._rows):
            grown = np.zeros((max(size, 2 * len(self._rows)), self._width), np.uint32)
            grown[: len(self._rows)] = self._rows
            self._rows = grown
        self._rows[size - len(new) : size] = self._compute(new)
        new.clear()

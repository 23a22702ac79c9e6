"""What a function gives, kept by what it was asked: most words of an article come back in the next.

What is kept changes the cost and never the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(dict[Key, Value]):
    """A dictionary that works out what it lacks, and starts anew when it holds too much."""

    def __init__(self, work: Callable[[Key], Value], limit: int) -> None:
        """Keep at most `limit` values of `work`."""
        super().__init__()
        self._work, self._limit = work, limit

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._limit:
            self.clear()
        value = self[key] = self._work(key)
        return value

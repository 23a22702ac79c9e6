"""Cluster: union-find that refuses what contradicts, whatever chain of pairs would lead there."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Clusters(Generic[K]):
    """Sets of items, joined one pair at a time. Joining in one order gives one result.

    `labels` are what an item is known to be (a widely known body, a user's id), by kind of label;
    items whose labels of one kind differ never meet, nor do items that were parted.
    """

    def __init__(self) -> None:
        self._parent: dict[K, K] = {}
        self._labels: dict[K, dict[str, Hashable]] = {}
        self._parted: dict[K, set[K]] = {}
        self._grown: set[K] = set()

    def add(self, items: Iterable[K]) -> None:
        """Add items, each as a cluster of its own."""
        self._parent.update((item, item) for item in items)

    def label(self, item: K, kind: str, value: Hashable) -> None:
        """Note what a cluster of one item is known to be."""
        self._labels.setdefault(item, {})[kind] = value

    def find(self, item: K) -> K:
        """Return the representative of the item's cluster."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def is_joined(self, item: K) -> bool:
        """Whether the item was joined to another one."""
        return self._parent[item] != item or item in self._grown

    def part(self, one: K, other: K) -> None:
        """Keep the clusters of two items apart from now on."""
        i, j = self.find(one), self.find(other)
        if i != j:
            self._parted.setdefault(i, set()).add(j)
            self._parted.setdefault(j, set()).add(i)

    def objection(self, one: K, other: K) -> str | None:
        """Tell what speaks against joining: `parted` or the kind of label that differs."""
        i, j = self.find(one), self.find(other)
        if j in self._parted.get(i, ()):
            return "parted"
        mine, theirs = self._labels.get(i), self._labels.get(j)
        if not mine or not theirs or i == j:
            return None
        return next((k for k, v in mine.items() if k in theirs and theirs[k] != v), None)

    def join(self, one: K, other: K, *, whatever: bool = False) -> str | None:
        """Make one cluster of two, or tell what speaks against it.

        `whatever` they are labelled: only what was parted stays apart.
        """
        objection = self.objection(one, other)
        i, j = self.find(one), self.find(other)
        if i == j or (objection and not (whatever and objection != "parted")):
            return objection
        self._parent[j] = i
        self._grown.add(i)
        if j in self._labels:
            self._labels.setdefault(i, {}).update(self._labels.pop(j))
        for k in self._parted.pop(j, ()):
            self._parted[k].discard(j)
            self._parted[k].add(i)
            self._parted.setdefault(i, set()).add(k)
        return None

    def members(self) -> dict[K, list[K]]:
        """Map each representative to its items, in the order they were added."""
        out: dict[K, list[K]] = {}
        for item, parent in self._parent.items():
            root = item if parent is item else self.find(item)
            if root in out:
                out[root].append(item)
            else:
                out[root] = [item]
        return out

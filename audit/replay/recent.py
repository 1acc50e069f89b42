"""Remembers what was read last, as far as memory goes: acts may hold one event or a thousand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps values by key while their weights together stay within ``most``; oldest use goes first.

    A value that alone weighs more is kept until the next one comes.
    """

    def __init__(self, make: Callable[[K], V], weight: Callable[[V], int], most: int) -> None:
        self._make, self._weight, self._most = make, weight, most
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._held = 0

    def __call__(self, key: K) -> V:
        """Return the value of a key, made anew where it is not remembered."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return self.keep(key, self._make(key))

    def __contains__(self, key: K) -> bool:
        """Tell whether the value of a key is remembered."""
        return key in self._kept

    def keep(self, key: K, value: V) -> V:
        """Remember a value and return it."""
        before = self._kept.pop(key, None)
        self._held += self._weight(value) - (0 if before is None else self._weight(before))
        self._kept[key] = value
        while self._held > self._most and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._held -= self._weight(gone)
        return value

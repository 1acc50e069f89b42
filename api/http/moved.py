"""Which streams moved lately, so that a draft is asked for anew only where it must be."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

MOST = 20_000


class Moved:
    """The size that the log had when each stream last moved; of what is forgotten, the largest."""

    def __init__(self, *, most: int = MOST) -> None:
        self._most = most
        self._sizes: OrderedDict[str, int] = OrderedDict()
        self._floor = 0

    def take(self, streams: Iterable[str], size: int) -> None:
        """Remember that streams moved when the log came to a size."""
        for name in streams:
            self._sizes[name] = max(size, self._sizes.pop(name, 0))
        while len(self._sizes) > self._most:
            _, gone = self._sizes.popitem(last=False)
            self._floor = max(self._floor, gone)

    def take_all(self, size: int) -> None:
        """Remember that any stream may have moved, by another program's hand."""
        self._floor = max(self._floor, size)

    def since(self, reads: Mapping[str, int], size: int) -> bool:
        """Tell whether one of the streams read may have moved since the log had a size."""
        return self._floor > size or any(self._sizes.get(name, 0) > size for name in reads)

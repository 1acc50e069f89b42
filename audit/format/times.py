"""Times that acts state, as numbers; the latest of them below each size of the log.

A time is a claim. But whoever signs names what lay before them: a checkpoint, and the event
before each of theirs. An act that says it is older than these contradicts itself.
"""

from __future__ import annotations

from array import array

_DIGITS = str.maketrans("", "", "-:.TZ")
_SIZE = 8


def number_of(at: str) -> int:
    """Return ``YYYYMMDDHHMMSSmmm`` of a time that is spelled as acts spell it."""
    return int(at.translate(_DIGITS))


def text_of(number: int) -> str:
    """Return the time as acts spell it."""
    digits = f"{number:017}"
    day, clock = digits[:8], digits[8:]
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return f"{date}T{clock[:2]}:{clock[2:4]}:{clock[4:6]}.{clock[6:]}Z"


def packed(number: int) -> bytes:
    """Return a time in 8 bytes; see ``unpacked``."""
    return number.to_bytes(_SIZE, "big")


def unpacked(data: bytes) -> int:
    """Return the time in the last 8 bytes; 0 where there are none."""
    return int.from_bytes(data[-_SIZE:], "big")


class LatestTimes:
    """The latest time stated by the acts below each size of a log. 8 bytes for each act."""

    def __init__(self) -> None:
        self._latest = array("q")

    def below(self, size: int) -> int:
        """Return the latest time of the first ``size`` acts; 0 where there is none."""
        return self._latest[min(size, len(self._latest)) - 1] if size and self._latest else 0

    def append(self, stated: int) -> None:
        """Take the time of the next act; 0 where it cannot be read."""
        self._latest.append(max(stated, self.below(len(self._latest))))

"""When an act says it was made, beside what the log shows of when it came in.

Nobody's clock is in the log. But acts stand in the order in which they were received, so an act
came in after the one before it and before the one behind it; and whoever signs names what lay
before. ``verify`` and the compliance check hold a time against the whole log; a replay reads
the last acts that the signers saw, and the events that the act's own events follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from audit.format.act import Act
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.findings import Finding
from audit.format.standing import beijing_date
from audit.replay.checked_act import CheckedAct
from audit.replay.source import Source

LAST_SEEN = 16
"""Acts, the last that the signers saw, whose times are read."""


@dataclass(frozen=True, slots=True)
class Received:
    """Times that the acts around one state; ``""`` where there is none, or it is no time."""

    after: str
    before: str


class StatedTimes:
    """Reads the times that acts of one source state."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._at = lru_cache(maxsize=4096)(self._read)

    def received(self, index: int) -> Received:
        """Return between which acts an act came in."""
        last = self._source.size() - 1
        after = self._at(index - 1) if index > 0 else ""
        return Received(after, self._at(index + 1) if index < last else "")

    def findings(self, checked: CheckedAct) -> Iterator[Finding]:
        """Yield that an act says it is older than what it rests on (SPEC §8)."""
        stated = self._at(checked.index)
        earliest = max(map(self._at, self._before(checked)), default="")
        if stated and stated < earliest:
            where = f"index {checked.index}"
            yield Finding("entry.time", where, f"not before {earliest}", stated)

    def _before(self, checked: CheckedAct) -> Iterator[int]:
        if checked.act is None:
            return
        seen = min(checked.act.basis.size, checked.index)
        yield from range(max(0, seen - LAST_SEEN), seen)
        for stream in {each.stream for each in checked.events}:
            earlier = (place.index for place in self._source.stream(stream))
            yield from {index for index in earlier if index < checked.index}

    def _read(self, index: int) -> str:
        try:
            at = Act.from_bytes(Entry.from_bytes(self._source.act(index).entry).act).at
            beijing_date(at)
        except MalformedError:
            return ""
        return at

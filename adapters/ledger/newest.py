"""The latest time that acts of the log state: no act is drafted with an earlier one (SPEC §8)."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.ledger.act_recorder import ActRecorder
from adapters.ledger.errors import CorruptStoreError
from adapters.ledger.rows import EntryRow
from audit.format.act import Act
from audit.format.entry import Entry
from audit.format.errors import MalformedError

_PAGE = 64


class NewestTime:
    """Follows the log as it grows, by whomever."""

    def __init__(self, recorder: ActRecorder) -> None:
        self._recorder = recorder
        self._size = 0
        self._latest = ""

    def below(self, size: int) -> str:
        """Return the latest time of the first ``size`` acts; ``""`` where there is none."""
        if self._size < size:
            since = self._size or self._basis_of(size - 1)
            self._latest = max(self._latest, *(act.at for act in self._read(since, size)))
            self._size = size
        return self._latest

    def take(self, index: int, at: str) -> None:
        """Take an act that was stored just now, if it came right after what is known."""
        if index == self._size:
            self._size, self._latest = index + 1, max(self._latest, at)

    def _basis_of(self, index: int) -> int:
        """Return the checkpoint that an act rests on: what is before it is not later than it."""
        return next(self._read(index, index + 1)).basis.size

    def _read(self, start: int, end: int) -> Iterator[Act]:
        for first in range(start, end, _PAGE):
            for row in self._recorder.entries(first, min(_PAGE, end - first)):
                yield _act_in(row)


def _act_in(row: EntryRow) -> Act:
    try:
        return Act.from_bytes(Entry.from_bytes(row.data).act)
    except MalformedError as exc:
        raise CorruptStoreError(f"the entry at index {row.index} is no act: {exc}") from exc

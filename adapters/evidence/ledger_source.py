"""A live ledger as a source of events for replays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sqlalchemy.exc import NoResultFound

from adapters.evidence.causes import CauseIndex
from adapters.ledger.application import Ledger
from adapters.ledger.rows import EntryRow
from audit.format.errors import ProofError
from audit.replay.recent import Recent
from audit.replay.source import EventUnknownError, Place, StoredAct

_EVENTS = 30_000
"""Events of acts that are remembered as they are stored."""
_NODES = 65_536


class LedgerSource:
    """Reads a ledger at the size that it had when the source was made."""

    def __init__(self, ledger: Ledger, causes: CauseIndex) -> None:
        self._ledger = ledger
        self._causes = causes
        causes.catch_up(ledger)
        checkpoint, self._note = ledger.checkpoint()
        self._size = checkpoint.size
        self.act = Recent(self._act, lambda act: len(act.bodies) + 1, _EVENTS)
        self.read_node = lru_cache(_NODES)(self._node)

    @property
    def log(self) -> str:
        return self._ledger.origin

    @property
    def vkey(self) -> str:
        return self._ledger.vkey

    @property
    def withholds(self) -> bool:
        return False

    def size(self) -> int:
        return self._size

    def note(self) -> bytes:
        return self._note

    def acts(self) -> Iterator[StoredAct]:
        for row in self._ledger.entries(self._size):
            yield _stored(row)

    def stream(self, name: str) -> Sequence[Place]:
        found = self._ledger.places(name)
        return [Place(index, n) for index, n in found if index < self._size]

    def naming(self, stream: str) -> Sequence[Place]:
        return [place for place in self._causes.naming(stream) if place.index < self._size]

    def index_of(self, act: str) -> int | None:
        return self._causes.index_of(act)

    def _node(self, level: int, number: int) -> bytes:
        try:
            return self._ledger.read_node(level, number)
        except NoResultFound as exc:
            raise ProofError(f"node {level}/{number} of the tree is missing") from exc

    def _act(self, index: int) -> StoredAct:
        for row in self._ledger.entries(index + 1, start=index):
            return _stored(row)
        raise EventUnknownError(f"no act at index {index}")


def _stored(row: EntryRow) -> StoredAct:
    return StoredAct(row.index, row.data, row.bodies)

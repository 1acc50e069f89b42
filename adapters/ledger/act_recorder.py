"""Stores whole acts: event rows, entry, index, tree nodes and sealed data, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventsourcing.persistence import IntegrityError, StoredEvent
from sqlalchemy import Connection, Engine, func, insert, select

from adapters.ledger.database import reading, writing
from adapters.ledger.errors import StreamMovedError
from adapters.ledger.recorder import SqlApplicationRecorder
from adapters.ledger.tables import ENTRIES, EVENTS, NODES, create_tables
from adapters.vault.vault import Secret, Vault
from audit.format.bundle_writer import Disclosure
from audit.format.tree import CompactRange, leaf_hash

_SIZE = select(func.max(ENTRIES.c.idx))
_NODE = select(NODES.c.hash)


@dataclass(frozen=True, slots=True)
class SealedAct:
    """An act ready to be stored.

    ``reads`` gives, for every stream that the decision rests on, the position at which it
    was read; ``size`` is the size of the log then.
    """

    entry: bytes
    events: tuple[StoredEvent, ...]
    secrets: tuple[tuple[Secret, str], ...]
    erased: tuple[str, ...]
    reads: Mapping[str, int]
    size: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry and the bodies of its events, as stored."""

    index: int
    data: bytes
    first_event: int
    bodies: tuple[bytes, ...]


class ActRecorder:
    """The one way into the store."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self.engine = engine
        self._plain = SqlApplicationRecorder(engine)
        self._vault = vault
        with engine.begin() as connection:
            create_tables(connection)
        self._tree = CompactRange()

    def insert_act(self, act: SealedAct) -> CompactRange:
        """Store one act in one transaction; return the tree that ends with it.

        Raises:
            StreamMovedError: A stream that the act rests on moved since it was read.
        """
        with writing(self.engine) as connection:
            tree = self._tree_at_head(connection)
            if tree.size != act.size:
                _must_not_have_moved(connection, act.reads)
            index = tree.size
            nodes = tree.append(leaf_hash(act.entry))
            try:
                ids = self._plain.insert_into(connection, act.events)
            except IntegrityError as exc:
                raise StreamMovedError("a position was taken by another act") from exc
            row = {
                "idx": index,
                "first_event": ids[0],
                "events": len(ids),
                "data": act.entry,
            }
            connection.execute(insert(ENTRIES), row)
            connection.execute(insert(NODES), [_node_row(*node) for node in nodes])
            for secret, place in act.secrets:
                self._vault.seal(connection, secret, place)
            for subject in act.erased:
                self._vault.erase(connection, subject)
        self._tree = tree
        return tree

    def size(self) -> int:
        """Return the number of entries now."""
        with reading(self.engine) as connection:
            return _size(connection)

    def tree(self) -> CompactRange:
        """Return the tree over all entries now."""
        with reading(self.engine) as connection:
            return self._tree_at_head(connection)

    def read_node(self, level: int, number: int) -> bytes:
        """Return a stored tree node."""
        with reading(self.engine) as connection:
            return _read_node(connection, level, number)

    def entries(self, start: int, limit: int) -> list[EntryRow]:
        """Return up to ``limit`` entries from index ``start``, with their bodies."""
        with reading(self.engine) as connection:
            query = select(ENTRIES).where(ENTRIES.c.idx >= start).order_by(ENTRIES.c.idx)
            entries = connection.execute(query.limit(limit)).all()
            if not entries:
                return []
            first = entries[0].first_event
            stop = entries[-1].first_event + entries[-1].events
            states = select(EVENTS.c.id, EVENTS.c.state).where(
                EVENTS.c.id >= first, EVENTS.c.id < stop
            )
            bodies: Mapping[int, bytes] = {row.id: row.state for row in connection.execute(states)}
        return [_entry_row(row, bodies) for row in entries]

    def stream(self, name: str, *, after: int = 0) -> list[Any]:
        """Return the rows of a stream beyond a position, in order."""
        query = (
            select(EVENTS)
            .where(EVENTS.c.originator_id == name, EVENTS.c.originator_version > after)
            .order_by(EVENTS.c.originator_version)
        )
        with reading(self.engine) as connection:
            return list(connection.execute(query).all())

    def places(self, name: str) -> list[tuple[int, int]]:
        """Return index and number in the act of each event of a stream, in order."""
        earlier = ENTRIES.alias()
        first = (
            select(func.max(earlier.c.first_event))
            .where(earlier.c.first_event <= EVENTS.c.id)
            .correlate(EVENTS)
            .scalar_subquery()
        )
        query = (
            select(ENTRIES.c.idx, EVENTS.c.id - ENTRIES.c.first_event)
            .join_from(EVENTS, ENTRIES, ENTRIES.c.first_event == first)
            .where(EVENTS.c.originator_id == name)
            .order_by(EVENTS.c.originator_version)
        )
        with reading(self.engine) as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def entries_of(self, event_ids: Sequence[int]) -> list[bytes]:
        """Return the entries that hold these events, one for each event."""
        with reading(self.engine) as connection:
            return [
                connection.execute(
                    select(ENTRIES.c.data)
                    .where(ENTRIES.c.first_event <= event_id)
                    .order_by(ENTRIES.c.first_event.desc())
                    .limit(1)
                ).scalar_one()
                for event_id in event_ids
            ]

    def disclosures(self, person: str) -> list[Disclosure]:
        """Return a person's sealed values that can still be opened."""
        with reading(self.engine) as connection:
            return self._vault.open_all(connection, person)

    def _tree_at_head(self, connection: Connection) -> CompactRange:
        size = _size(connection)
        if self._tree.size != size:
            return CompactRange.of(size, lambda *node: _read_node(connection, *node))
        return CompactRange(size, list(self._tree.hashes))


def _size(connection: Connection) -> int:
    last = connection.scalar(_SIZE)
    return 0 if last is None else last + 1


def _read_node(connection: Connection, level: int, number: int) -> bytes:
    query = _NODE.where(NODES.c.level == level, NODES.c.number == number)
    value: bytes = connection.execute(query).scalar_one()
    return value


def _must_not_have_moved(connection: Connection, reads: Mapping[str, int]) -> None:
    version = func.max(EVENTS.c.originator_version)
    for stream, position in reads.items():
        found = connection.scalar(select(version).where(EVENTS.c.originator_id == stream)) or 0
        if found != position:
            raise StreamMovedError(f"{stream} moved from {position} to {found}")


def _node_row(level: int, number: int, value: bytes) -> dict[str, object]:
    return {"level": level, "number": number, "hash": value}


def _entry_row(row: Any, bodies: Mapping[int, bytes]) -> EntryRow:
    ids = range(row.first_event, row.first_event + row.events)
    return EntryRow(
        row.idx, row.data, row.first_event, tuple(bodies[i] for i in ids if i in bodies)
    )

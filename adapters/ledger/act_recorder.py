"""Stores whole acts: event rows, entry, index, tree nodes and sealed data, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, func, inspect, select

from adapters.ledger.database import holding, peeking, preparing, reading, recording
from adapters.ledger.errors import CorruptStoreError, StoreMismatchError, StreamMovedError
from adapters.ledger.given import learn_names
from adapters.ledger.rows import EntryRow, EventRow, SealedAct, Stored
from adapters.ledger.statements import Statements
from adapters.ledger.tables import ENTRIES, EVENTS, GIVEN, NODES, create_tables, has_all
from adapters.vault.identities import Identities
from adapters.vault.sealing import Sealing
from adapters.vault.vault import Vault
from audit.format.act import MAX_EVENTS
from audit.format.bundle_writer import Disclosure
from audit.format.encoding import HASH_SIZE
from audit.format.tree import CompactRange, leaf_hash
from domain.teacher.identity import IDENTITY

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPICursor


class ActRecorder:
    """The one way into the store."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self.engine = engine
        self._vault = vault
        if not _is_made(engine):
            with preparing(engine) as connection:
                knows = inspect(connection).has_table(GIVEN.name)
                create_tables(connection)
                if not knows:
                    learn_names(connection)
        self._sql = Statements(engine)
        self._sealing = Sealing(engine, vault)
        self._identities = Identities(engine, vault)
        self._tree = CompactRange()

    def insert_acts(
        self, acts: Sequence[tuple[bytes, SealedAct]]
    ) -> list[Stored | StreamMovedError]:
        """Store entries, each with its act, in one transaction; tell where each is, or why not.

        An act that rests on a stream that moved, also by an act before it in the same
        transaction, is left out whole; the others are stored.
        """
        outcome: list[Stored | StreamMovedError] = []
        with recording(self.engine) as cursor:
            tree, last_event = self._head(cursor)
            for entry, act in acts:
                moved = self._moved(cursor, act, tree.size)
                if moved is not None:
                    outcome.append(moved)
                    continue
                before = tuple(tree.hashes)
                self._insert(cursor, entry, act, last_event + 1, tree)
                last_event += len(act.events)
                outcome.append(Stored(tree.size, tree.root(), before[::-1], last_event))
        self._tree = tree
        return outcome

    def holding(self) -> AbstractContextManager[None]:
        """Let all reads of a block share one connection."""
        return holding(self.engine)

    def size(self) -> int:
        """Return the number of entries now."""
        with peeking(self.engine) as cursor:
            return self._ends(cursor)[0]

    def head(self) -> tuple[CompactRange, int]:
        """Return the tree over all entries now, and the number of events in them."""
        with peeking(self.engine) as cursor:
            return self._head(cursor)

    def read_node(self, level: int, number: int) -> bytes:
        """Return a stored tree node."""
        with peeking(self.engine) as cursor:
            return self._read_node(cursor, level, number)

    def nodes(self, start: int, stop: int) -> dict[tuple[int, int], bytes]:
        """Return the stored nodes that the leaves from ``start`` below ``stop`` complete."""
        found = {}
        with reading(self.engine) as connection:
            for level in range(stop.bit_length()):
                query = select(NODES).where(
                    NODES.c.level == level,
                    NODES.c.number >= start >> level,
                    NODES.c.number < stop >> level,
                )
                for row in connection.execute(query):
                    found[row.level, row.number] = row.hash
        return found

    def gone(self, commitments: Sequence[bytes]) -> set[bytes]:
        """Return those of the commitments whose value cannot be opened any more."""
        with reading(self.engine) as connection:
            return self._vault.gone(connection, commitments)

    def entries(self, start: int, limit: int) -> list[EntryRow]:
        """Return up to ``limit`` entries from index ``start``, with their bodies."""
        with peeking(self.engine) as cursor:
            cursor.execute(self._sql.entries, (start, limit))
            entries = cursor.fetchall()
            if not entries:
                return []
            first, stop = entries[0][1], _ids_of(entries[-1]).stop
            cursor.execute(self._sql.bodies, (first, stop, limit * (MAX_EVENTS + 1)))
            bodies = dict(cursor.fetchall())
        return [_entry_row(row, bodies) for row in entries]

    def events(self, *, after: int, until: int) -> list[EventRow]:
        """Return the events with ids above ``after`` up to ``until``, in order."""
        with peeking(self.engine) as cursor:
            cursor.execute(self._sql.events, (after, until))
            return [EventRow(*row) for row in cursor.fetchall()]

    def stream(self, name: str, *, until: int) -> list[EventRow]:
        """Return the events of a stream with ids up to ``until``, in order."""
        with peeking(self.engine) as cursor:
            cursor.execute(self._sql.stream, (name, until))
            return [EventRow(*row) for row in cursor.fetchall()]

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

    def is_given(self, name: str) -> bool:
        """Tell whether a key or mandate id was given in the log."""
        with peeking(self.engine) as cursor:
            return self._is_given(cursor, name)

    def identity_holders(self, numbers: Collection[str]) -> dict[str, str]:
        """Return as whom identity numbers are registered, by number."""
        with peeking(self.engine) as cursor:
            return self._identities.holders(cursor, numbers)

    def entries_of(self, event_ids: Sequence[int]) -> list[tuple[int, bytes]]:
        """Return index and bytes of the entries that hold these events, one for each event."""
        with peeking(self.engine) as cursor:
            return [self._entry_of(cursor, event_id) for event_id in event_ids]

    def disclosures(self, person: str) -> list[Disclosure]:
        """Return a person's sealed values that can still be opened."""
        with reading(self.engine) as connection:
            return self._vault.open_all(connection, person)

    def opened(self, persons: Collection[str], path: str) -> list[Disclosure]:
        """Return one sealed value each of many people, as far as it can still be opened."""
        with reading(self.engine) as connection:
            return self._vault.open_path(connection, persons, path)

    def _insert(
        self,
        cursor: DBAPICursor,
        entry: bytes,
        act: SealedAct,
        first_event: int,
        tree: CompactRange,
    ) -> None:
        events = [
            (number, each.originator_id, each.originator_version, each.topic, each.state)
            for number, each in enumerate(act.events, start=first_event)
        ]
        cursor.executemany(self._sql.insert_events, events)
        cursor.execute(self._sql.insert_entry, (tree.size, first_event, len(events), entry))
        cursor.executemany(self._sql.insert_nodes, tree.append(leaf_hash(entry)))
        for name in act.gives:
            cursor.execute(self._sql.insert_given, (name,))
        for secret, place in act.secrets:
            self._sealing.seal(cursor, secret, place)
        for subject in act.erased:
            self._sealing.erase(cursor, subject)

    def _moved(self, cursor: DBAPICursor, act: SealedAct, size: int) -> StreamMovedError | None:
        if act.size == size:
            return None
        if act.size == 0:  # only the first act may rest on nothing before it
            return StreamMovedError("the log was founded meanwhile")
        for stream, position in act.reads.items():
            cursor.execute(self._sql.position, (stream,))
            found = cursor.fetchall()[0][0] or 0
            if found != position:
                return StreamMovedError(f"{stream} moved from {position} to {found}")
        for name in act.gives:
            if self._is_given(cursor, name):
                return StreamMovedError(f"{name} was given meanwhile")
        return self._registered_meanwhile(cursor, act)

    def _registered_meanwhile(self, cursor: DBAPICursor, act: SealedAct) -> StreamMovedError | None:
        told = {each.value: each.subject for each, _ in act.secrets if each.path == IDENTITY}
        held = self._identities.holders(cursor, told) if told else {}
        if any(held[number] != told[number] for number in held):
            return StreamMovedError("a person of this act was registered meanwhile")
        return None

    def _head(self, cursor: DBAPICursor) -> tuple[CompactRange, int]:
        """Return the tree over all entries, and the id of the last event."""
        tree, (size, last_event) = self._tree, self._ends(cursor)
        if size < tree.size:
            raise StoreMismatchError(
                f"the store has {size} entries and had {tree.size}:"
                " an older one was put in its place"
            )
        if tree.size != size:
            tree = CompactRange.of(size, lambda *node: self._read_node(cursor, *node))
        return CompactRange(size, list(tree.hashes)), last_event

    def _ends(self, cursor: DBAPICursor) -> tuple[int, int]:
        """Return how many entries and how many events there are."""
        cursor.execute(self._sql.head)
        for index, first_event, events in cursor.fetchall():
            if not (isinstance(first_event, int) and isinstance(events, int)):
                raise CorruptStoreError(f"entry {index} does not say which events it holds")
            return index + 1, first_event + events - 1
        return 0, 0

    def _read_node(self, cursor: DBAPICursor, level: int, number: int) -> bytes:
        cursor.execute(self._sql.node, (level, number))
        found = cursor.fetchall()
        node = _bytes(found[0][0]) if found else b""
        if len(node) != HASH_SIZE:
            raise CorruptStoreError(f"node {level}/{number} of the tree is gone or damaged")
        return node

    def _entry_of(self, cursor: DBAPICursor, event_id: int) -> tuple[int, bytes]:
        cursor.execute(self._sql.entry_of, (event_id,))
        for index, data in cursor.fetchall():
            return index, _bytes(data)
        raise CorruptStoreError(f"no entry holds event {event_id}")

    def _is_given(self, cursor: DBAPICursor, name: str) -> bool:
        cursor.execute(self._sql.given, (name,))
        return bool(cursor.fetchall())


def _is_made(engine: Engine) -> bool:
    """Tell whether nothing is missing, so that whoever opens need not wait for who writes."""
    with reading(engine) as connection:
        return has_all(connection)


def _entry_row(row: tuple[Any, ...], bodies: Mapping[int, object]) -> EntryRow:
    index, first_event, _, data = row
    found = tuple(_bytes(bodies[number]) for number in _ids_of(row) if number in bodies)
    return EntryRow(index, _bytes(data), first_event, found)


def _ids_of(row: tuple[Any, ...]) -> range:
    """Return the ids of an entry's events; SQLite stores anything in any column."""
    _, first, events, _ = row
    if not (isinstance(first, int) and isinstance(events, int)):
        return range(0)
    return range(first, first + max(0, min(events, MAX_EVENTS + 1)))


def _bytes(value: object) -> bytes:
    """Return stored bytes; what is not bytes is no entry and no body."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""

"""Stores whole acts: event rows, entry, index, tree nodes and sealed data, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from eventsourcing.persistence import StoredEvent
from sqlalchemy import (
    BindParameter,
    Engine,
    bindparam,
    func,
    insert,
    inspect,
    literal_column,
    select,
)
from sqlalchemy.sql.elements import ClauseElement

from adapters.ledger.database import holding, peeking, positional, reading, writing
from adapters.ledger.errors import CorruptStoreError, StoreMismatchError, StreamMovedError
from adapters.ledger.given import learn_names
from adapters.ledger.tables import ENTRIES, EVENTS, GIVEN, NODES, create_tables
from adapters.vault.vault import Secret, Vault
from audit.format.act import MAX_EVENTS
from audit.format.bundle_writer import Disclosure
from audit.format.encoding import HASH_SIZE
from audit.format.tree import CompactRange, leaf_hash

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPICursor


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
    gives: tuple[str, ...] = ()
    """Names that nobody may have given before: see ``adapters.ledger.given``."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where an act is: the tree that ends with it, and its path to that tree's root.

    The last leaf's siblings are the subtrees that were complete before it, smallest first.
    """

    size: int
    root: bytes
    path: tuple[bytes, ...]
    last_event: int
    """Id of the act's last event."""


class EventRow(NamedTuple):
    """An event as stored; ``id`` numbers the events of the whole log from 1."""

    id: int
    stream: str
    position: int
    topic: str
    body: bytes


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
        self._vault = vault
        with engine.begin() as connection:
            knows = inspect(connection).has_table(GIVEN.name)
            create_tables(connection)
            if not knows:
                learn_names(connection)
        self._sql = _Statements(engine)
        self._tree = CompactRange()

    def insert_acts(self, acts: Sequence[SealedAct]) -> list[Stored | StreamMovedError]:
        """Store acts in one transaction; tell of each where it is, or why it is not in.

        An act that rests on a stream that moved, also by an act before it in the same
        transaction, is left out whole; the others are stored.
        """
        outcome: list[Stored | StreamMovedError] = []
        with writing(self.engine) as connection:
            cursor = connection.connection.cursor()
            tree = self._tree_at_head(cursor)
            next_id = self._next_event(cursor, tree.size)
            for act in acts:
                moved = self._moved(cursor, act, tree.size)
                if moved is not None:
                    outcome.append(moved)
                    continue
                before = tuple(tree.hashes)
                self._insert(cursor, act, next_id, tree)
                next_id += len(act.events)
                for secret, place in act.secrets:
                    self._vault.seal(connection, secret, place)
                for subject in act.erased:
                    self._vault.erase(connection, subject)
                checkpoint = (tree.size, tree.root())
                outcome.append(Stored(*checkpoint, path=before[::-1], last_event=next_id - 1))
        self._tree = tree
        return outcome

    def holding(self) -> AbstractContextManager[None]:
        """Let all reads of a block share one connection."""
        return holding(self.engine)

    def size(self) -> int:
        """Return the number of entries now."""
        with peeking(self.engine) as cursor:
            return self._size(cursor)

    def head(self) -> tuple[CompactRange, int]:
        """Return the tree over all entries now, and the number of events in them."""
        with peeking(self.engine) as cursor:
            tree = self._tree_at_head(cursor)
            return tree, self._next_event(cursor, tree.size) - 1

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
        with reading(self.engine) as connection:
            query = select(ENTRIES).where(ENTRIES.c.idx >= start).order_by(ENTRIES.c.idx)
            entries = connection.execute(query.limit(limit)).all()
            if not entries:
                return []
            first = entries[0].first_event
            stop = _ids_of(entries[-1]).stop
            states = select(EVENTS.c.id, EVENTS.c.state).where(
                EVENTS.c.id >= first, EVENTS.c.id < stop
            )
            states = states.limit(limit * (MAX_EVENTS + 1))
            bodies: Mapping[int, bytes] = {row.id: row.state for row in connection.execute(states)}
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

    def entries_of(self, event_ids: Sequence[int]) -> list[tuple[int, bytes]]:
        """Return index and bytes of the entries that hold these events, one for each event."""
        with peeking(self.engine) as cursor:
            return [self._entry_of(cursor, event_id) for event_id in event_ids]

    def disclosures(self, person: str) -> list[Disclosure]:
        """Return a person's sealed values that can still be opened."""
        with reading(self.engine) as connection:
            return self._vault.open_all(connection, person)

    def opened(self, persons: Collection[str], path: str) -> dict[str, str]:
        """Return one sealed value each of many people, as far as it can still be opened."""
        with reading(self.engine) as connection:
            return self._vault.open_path(connection, persons, path)

    def _insert(
        self, cursor: DBAPICursor, act: SealedAct, next_id: int, tree: CompactRange
    ) -> None:
        events = [
            (number, each.originator_id, each.originator_version, each.topic, each.state)
            for number, each in enumerate(act.events, start=next_id)
        ]
        entry = (tree.size, next_id, len(events), act.entry)
        nodes = tree.append(leaf_hash(act.entry))
        cursor.executemany(self._sql.insert_events, events)
        cursor.execute(self._sql.insert_entry, entry)
        cursor.executemany(self._sql.insert_nodes, nodes)
        for name in act.gives:
            cursor.execute(self._sql.insert_given, (name,))

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
        return None

    def _tree_at_head(self, cursor: DBAPICursor) -> CompactRange:
        tree, size = self._tree, self._size(cursor)
        if size < tree.size:
            raise StoreMismatchError(
                f"the store has {size} entries and had {tree.size}:"
                " an older one was put in its place"
            )
        if tree.size != size:
            return CompactRange.of(size, lambda *node: self._read_node(cursor, *node))
        return CompactRange(size, list(tree.hashes))

    def _size(self, cursor: DBAPICursor) -> int:
        cursor.execute(self._sql.last_index)
        last: int | None = cursor.fetchall()[0][0]
        return 0 if last is None else last + 1

    def _next_event(self, cursor: DBAPICursor, size: int) -> int:
        """Return the id of the event after those of the first ``size`` entries."""
        if size == 0:
            return 1
        cursor.execute(self._sql.entry_place, (size - 1,))
        first, events = cursor.fetchall()[0]
        if not (isinstance(first, int) and isinstance(events, int)):
            raise CorruptStoreError(f"entry {size - 1} does not say which events it holds")
        return first + events

    def _read_node(self, cursor: DBAPICursor, level: int, number: int) -> bytes:
        cursor.execute(self._sql.node, (level, number))
        found = cursor.fetchall()
        if not found or not isinstance(found[0][0], bytes) or len(found[0][0]) != HASH_SIZE:
            raise CorruptStoreError(f"node {level}/{number} of the tree is gone or damaged")
        return bytes(found[0][0])

    def _entry_of(self, cursor: DBAPICursor, event_id: int) -> tuple[int, bytes]:
        cursor.execute(self._sql.entry_of, (event_id,))
        index, data = cursor.fetchall()[0]
        return index, bytes(data)

    def _is_given(self, cursor: DBAPICursor, name: str) -> bool:
        cursor.execute(self._sql.given, (name,))
        return bool(cursor.fetchall())


class _Statements:
    """What runs for every act, compiled once for the driver.

    SQLAlchemy writes the statements; to compile and wrap them at every call would cost more
    than the database does.
    """

    def __init__(self, engine: Engine) -> None:
        event = (EVENTS.c.id, EVENTS.c.originator_id, EVENTS.c.originator_version)
        events = select(*event, EVENTS.c.topic, EVENTS.c.state)
        some: BindParameter[object] = bindparam("some")
        until = EVENTS.c.id <= bindparam("until")
        of_stream = EVENTS.c.originator_id == some

        def compiled(statement: ClauseElement) -> str:
            return positional(engine, statement)

        self.insert_events = compiled(insert(EVENTS))
        self.insert_entry = compiled(insert(ENTRIES))
        self.insert_nodes = compiled(insert(NODES))
        self.insert_given = compiled(insert(GIVEN))
        self.given = compiled(select(GIVEN.c.name).where(GIVEN.c.name == some))
        self.last_index = compiled(select(func.max(ENTRIES.c.idx)))
        self.entry_place = compiled(
            select(ENTRIES.c.first_event, ENTRIES.c.events).where(ENTRIES.c.idx == some)
        )
        self.node = compiled(
            select(NODES.c.hash).where(
                NODES.c.level == bindparam("level"), NODES.c.number == bindparam("number")
            )
        )
        self.position = compiled(select(func.max(EVENTS.c.originator_version)).where(of_stream))
        self.events = compiled(events.where(EVENTS.c.id > some, until).order_by(EVENTS.c.id))
        self.stream = compiled(events.where(of_stream, until).order_by(event[-1]))
        self.entry_of = compiled(
            select(ENTRIES.c.idx, ENTRIES.c.data)
            .where(ENTRIES.c.first_event <= some)
            .order_by(ENTRIES.c.first_event.desc())
            .limit(literal_column("1"))
            .offset(literal_column("0"))  # SQLite's dialect would ask for it as a parameter
        )


def _entry_row(row: Any, bodies: Mapping[int, bytes]) -> EntryRow:
    found = tuple(_bytes(bodies[i]) for i in _ids_of(row) if i in bodies)
    return EntryRow(row.idx, _bytes(row.data), row.first_event, found)


def _ids_of(row: Any) -> range:
    """Return the ids of an entry's events; SQLite stores anything in any column."""
    first, events = row.first_event, row.events
    if not (isinstance(first, int) and isinstance(events, int)):
        return range(0)
    return range(first, first + max(0, min(events, MAX_EVENTS + 1)))


def _bytes(value: object) -> bytes:
    """Return stored bytes; what is not bytes is no entry and no body."""
    return value if isinstance(value, bytes) else b""

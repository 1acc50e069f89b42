"""Checks what the store keeps beside the bytes that people signed: columns, numbers, names.

Decisions find events by these columns. Whoever can write to the database could move an event
to another stream, or slip one in that no act holds, and change no byte that anybody signed.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, Row, Select, func, select

from adapters.ledger import given
from adapters.ledger.database import reading
from adapters.ledger.errors import CorruptStoreError
from adapters.ledger.mapper import Envelope, envelope_of, event_of
from adapters.ledger.tables import ENTRIES, EVENTS, GIVEN, NODES
from audit.format.findings import Finding

PAGE = 1000
CODE = "store.index"


def index_findings(engine: Engine) -> Iterator[Finding]:
    """Yield what the store's columns say otherwise than the events in them, all of one moment.

    Takes the bodies as they are: whether they are those that people signed, the verifier says.
    """
    with reading(engine) as connection:
        names: set[str] = set()
        last = 0
        for row in _rows(connection):
            last += 1
            yield from _wrong_place(row, last)
            names |= _given_by(row)
        yield from _wrong_entries(connection, last)
        yield from _wrong_nodes(connection)
        yield from _wrong_names(connection, names)


def _rows(connection: Connection) -> Iterator[Row[tuple[int, str, int, str, bytes]]]:
    after: int | None = None
    while True:
        query: Select[tuple[int, str, int, str, bytes]] = select(EVENTS).order_by(EVENTS.c.id)
        if after is not None:
            query = query.where(EVENTS.c.id > after)
        rows = connection.execute(query.limit(PAGE)).all()
        if not rows:
            return
        if after is not None and rows[-1].id <= after:
            raise CorruptStoreError("the table of events leads in a circle")
        yield from rows
        after = rows[-1].id


def _wrong_place(row: Row[tuple[int, str, int, str, bytes]], due: int) -> Iterator[Finding]:
    where = f"stored event {row.id}"
    if row.id != due:
        yield Finding(CODE, where, f"number {due}", f"number {row.id}")
    read = _read(row.state)
    if read is None:
        return
    expected = (read.stream, read.position, read.topic)
    found = (row.originator_id, row.originator_version, row.topic)
    if found != expected:
        yield Finding(CODE, where, _told(*expected), _told(*found))


def _told(stream: str, position: int, topic: str) -> str:
    return f"{stream} position {position}, {topic}"


def _given_by(row: Row[tuple[int, str, int, str, bytes]]) -> set[str]:
    read = _read(row.state)
    if read is None or read.topic not in given.TOPICS:
        return set()
    try:
        name = given.name_of(event_of(read))
    except CorruptStoreError:
        return set()
    return set() if name is None else {name}


def _read(state: object) -> Envelope | None:
    """Return an event's envelope, or nothing where the verifier finds that it is none."""
    try:
        return envelope_of(state) if isinstance(state, bytes) else None
    except CorruptStoreError:
        return None


def _wrong_entries(connection: Connection, events: int) -> Iterator[Finding]:
    """Entries are numbered from 0, and hold all events between them, each once."""
    columns = select(ENTRIES.c.idx, ENTRIES.c.first_event, ENTRIES.c.events)
    index, first = 0, 1
    for row in connection.execute(columns.order_by(ENTRIES.c.idx)):
        if (row.idx, row.first_event) != (index, first):
            expected = f"entry {index} from event {first}"
            found = f"entry {row.idx} from event {row.first_event}"
            yield Finding(CODE, f"stored entry {row.idx}", expected, found)
            return
        if not isinstance(row.events, int) or row.events < 1:
            yield Finding(CODE, f"stored entry {row.idx}", "a number of events", str(row.events))
            return
        index, first = index + 1, first + row.events
    if first - 1 != events:
        yield Finding(CODE, "stored events", f"{first - 1} in acts", f"{events} in the store")


def _wrong_nodes(connection: Connection) -> Iterator[Finding]:
    """A tree of n leaves has 2n complete subtrees, less one for each 1 in n written binary."""
    size = connection.scalar(select(func.count()).select_from(ENTRIES)) or 0
    nodes = connection.scalar(select(func.count()).select_from(NODES)) or 0
    due = 2 * size - size.bit_count()
    if nodes != due:
        yield Finding(CODE, "tree nodes", f"{due} nodes", f"{nodes} nodes")


def _wrong_names(connection: Connection, names: set[str]) -> Iterator[Finding]:
    stored = {str(name) for name in connection.scalars(select(GIVEN.c.name))}
    for name in sorted(names ^ stored):
        expected, found = ("kept as given", "not kept")
        if name in stored:
            expected, found = ("given by an event", "by none")
        yield Finding(CODE, f"name {name}", expected, found)

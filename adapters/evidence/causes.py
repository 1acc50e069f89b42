"""The index of causes of a live ledger: acts by id, and events by the streams they name.

It is a help for finding, never evidence: what it leads to is read from the store and checked.
It is kept beside the store, catches up from the log, and may be thrown away at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    func,
    insert,
    select,
)

from adapters.ledger.application import Ledger
from adapters.ledger.database import reading
from adapters.ledger.rows import EntryRow
from audit.format.act import Act
from audit.format.body import EventBody
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.replay.causes import streams_named
from audit.replay.source import Place

PAGE = 20_000
"""Events, and acts, that are taken in at once."""
_METADATA = MetaData()
ACTS = Table(
    "cause_acts",
    _METADATA,
    Column("idx", Integer, primary_key=True, autoincrement=False),
    Column("act", String(36), nullable=False, index=True),
)
NAMES = Table(
    "cause_names",
    _METADATA,
    Column("name", String(120), nullable=False),
    Column("idx", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Index("cause_names_by_name", "name", "idx", "n"),
)


class CauseIndex:
    """Finds acts by id and events by the streams that they name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with engine.begin() as connection:
            _METADATA.create_all(connection)

    def catch_up(self, ledger: Ledger) -> None:
        """Take in the acts that the index has not seen."""
        with reading(self._engine) as connection:
            last = connection.scalar(select(func.max(ACTS.c.idx)))
        page, size = list[EntryRow](), 0
        for row in ledger.entries(start=0 if last is None else last + 1):
            page.append(row)
            size += len(row.bodies) + 1
            if size >= PAGE:
                self._take(page)
                page, size = [], 0
        if page:
            self._take(page)

    def index_of(self, act: str) -> int | None:
        """Return the index of an act by its id."""
        with reading(self._engine) as connection:
            found: int | None = connection.scalar(select(ACTS.c.idx).where(ACTS.c.act == act))
        return found

    def naming(self, stream: str) -> Sequence[Place]:
        """Return the places of events that name a stream, in order."""
        query = select(NAMES.c.idx, NAMES.c.n).where(NAMES.c.name == stream)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(NAMES.c.idx, NAMES.c.n)).all()
        return [Place(row.idx, row.n) for row in rows]

    def _take(self, page: Sequence[EntryRow]) -> None:
        with self._engine.begin() as connection:
            for row in page:
                connection.execute(insert(ACTS), {"idx": row.index, "act": act_id(row.data)})
                _insert_names(connection, row)


def _insert_names(connection: Connection, row: EntryRow) -> None:
    names = [
        {"name": name, "idx": row.index, "n": n}
        for n, body in enumerate(row.bodies)
        for name in names_in(body)
    ]
    if names:
        connection.execute(insert(NAMES), names)


def names_in(body: bytes) -> Iterator[str]:
    """Yield the streams that an event body names; none where it cannot be read."""
    try:
        event = EventBody.from_bytes(body)
    except MalformedError:
        return
    yield from sorted(streams_named(event.stream, event.data))


def act_id(entry: bytes) -> str:
    """Return the id of the act in an entry; empty where it cannot be read."""
    try:
        return Act.from_bytes(Entry.from_bytes(entry).act).act
    except MalformedError:
        return ""

"""Checks what a database keeps beside the signed bytes: columns, names given, its own pages.

The ledger finds events by these, so an altered column hides an event as well as an altered
body would.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, Row, create_engine, func, select
from sqlalchemy.exc import DBAPIError

from adapters.ledger.database import reading
from adapters.ledger.errors import CorruptStoreError, LedgerError
from adapters.ledger.given import names_by_events
from adapters.ledger.mapper import envelope_of
from adapters.ledger.tables import ENTRIES, EVENTS, GIVEN, METADATA, create_tables
from audit.format.findings import Finding

_PAGE = 2000
_MOST_TOLD = 20
"""More than these say nothing new: a damaged page breaks hundreds of rows."""


def check_store(engine: Engine) -> Iterator[Finding]:
    """Yield what is wrong around the log in a database, as of one moment."""
    try:
        with reading(engine) as connection:
            if connection.dialect.name == "sqlite":
                yield from _pages(connection)
                yield from _schema(connection)
            yield from _columns(connection)
            yield from _entries(connection)
            yield from _names(connection)
    except (DBAPIError, CorruptStoreError) as exc:
        yield unreadable(exc)


def unreadable(exc: DBAPIError | LedgerError) -> Finding:
    """Return the finding that a database cannot be read to its end."""
    told = exc.orig if isinstance(exc, DBAPIError) else exc
    return Finding("store.damaged", "database", "one that can be read", str(told))


def _pages(connection: Connection) -> Iterator[Finding]:
    for (told,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_TOLD})"):
        if told != "ok":
            yield Finding("store.damaged", "database", "ok", str(told))


def _schema(connection: Connection) -> Iterator[Finding]:
    """Yield the tables, indexes and guards that are not as a new store has them."""
    with create_engine("sqlite://").begin() as new:
        create_tables(new)
        wanted = _statements(new)
    stand = _statements(connection)
    for name in sorted(stand.keys() | wanted.keys()):
        expected, found = wanted.get(name, "none"), stand.get(name, "none")
        if expected != found:
            yield Finding("store.schema", name, expected, found)


def _statements(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT tbl_name, name, type, sql FROM sqlite_master")
    return {
        str(name): f"{kind}: {sql or 'of the table'}"
        for table, name, kind, sql in rows
        if table in METADATA.tables
    }


def _columns(connection: Connection) -> Iterator[Finding]:
    last = told = 0
    while told < _MOST_TOLD:
        page = connection.execute(
            select(EVENTS).where(EVENTS.c.id > last).order_by(EVENTS.c.id).limit(_PAGE)
        ).all()
        if not page:
            return
        for expected, row in enumerate(page, start=last + 1):
            wrong = _wrong_column(row, expected)
            if wrong is not None:
                told += 1
                yield wrong
        if page[-1].id <= last:  # a damaged table may lead in a circle
            yield Finding("store.damaged", f"event {last + 1}", f"above {last}", str(page[-1].id))
            return
        last = page[-1].id


def _wrong_column(row: Row[tuple[int, str, int, str, bytes]], number: int) -> Finding | None:
    try:
        body = envelope_of(row.state)
    except CorruptStoreError:  # the check of the log itself names it
        return None
    signed = f"{number} {body.stream}#{body.position} {body.topic}"
    stored = f"{row.id} {row.originator_id}#{row.originator_version} {row.topic}"
    return None if signed == stored else Finding("store.column", f"event {number}", signed, stored)


def _entries(connection: Connection) -> Iterator[Finding]:
    """Yield the entries that do not begin where the one before them ends."""
    before = func.lag(ENTRIES.c.first_event + ENTRIES.c.events, 1, 1).over(order_by=ENTRIES.c.idx)
    number = func.row_number().over(order_by=ENTRIES.c.idx) - 1
    ordered = select(
        ENTRIES.c.idx, ENTRIES.c.first_event, before.label("begins"), number.label("number")
    ).subquery()
    wrong = select(ordered).where(
        (ordered.c.first_event != ordered.c.begins) | (ordered.c.idx != ordered.c.number)
    )
    for row in connection.execute(wrong.order_by(ordered.c.idx).limit(_MOST_TOLD)):
        expected, found = f"{row.number} {row.begins}", f"{row.idx} {row.first_event}"
        yield Finding("store.column", f"index {row.number}", expected, found)


def _names(connection: Connection) -> Iterator[Finding]:
    given = names_by_events(connection)
    kept = {str(name) for name in connection.scalars(select(GIVEN.c.name))}
    for name in sorted(given - kept):
        yield Finding("store.names", name, "kept", "missing")
    for name in sorted(kept - given):
        yield Finding("store.names", name, "none", "kept")

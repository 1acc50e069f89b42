"""Checks the database itself: that it can be read, and is guarded as a new store is."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from adapters.ledger.database import reading
from adapters.ledger.errors import LedgerError
from adapters.ledger.tables import METADATA, create_tables
from audit.format.findings import Finding

_MOST_TOLD = 20
"""More than these say nothing new: a damaged page breaks hundreds of rows."""


def database_findings(engine: Engine) -> Iterator[Finding]:
    """Yield what is wrong with a SQLite file; PostgreSQL looks after its own pages."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with reading(engine) as connection:
            yield from _pages(connection)
            yield from _schema(connection)
    except DBAPIError as exc:
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

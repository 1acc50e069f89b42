"""Engines and transactions, the same to callers for SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from time import monotonic, sleep
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.sql.elements import ClauseElement

from adapters.ledger.errors import UnreadableStoreError

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

BUSY_SECONDS = 60
_PAUSE = 0.01
_PRIMARY = 0xFF
"""The part of an error code of SQLite that names its kind."""
LOCK = "LOCK TABLE stored_events IN EXCLUSIVE MODE"
_PREPARING = 0x676F6E67  # "gong": the number of PostgreSQL's lock for those who make tables


def open_engine(url: str) -> Engine:
    """Return an engine for ``sqlite:///…`` or ``postgresql+psycopg://…``.

    SQLite runs with a write-ahead log and ``synchronous=FULL``: a commit that returned has
    reached the disk.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, paramstyle="format")
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we begin ourselves
        cursor = connection.cursor()
        try:
            _write_ahead(cursor)
            for pragma in ("synchronous=FULL", "foreign_keys=ON"):
                cursor.execute(f"PRAGMA {pragma}")
        except _unreadable(engine) as exc:
            raise UnreadableStoreError(str(exc)) from exc
        finally:
            cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else ""
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _write_ahead(cursor: DBAPICursor) -> None:
    """Turn the write-ahead log on. SQLite waits for nobody while it does that, so we wait."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_PAUSE)
        else:
            return


def _unreadable(engine: Engine) -> tuple[type[Exception], ...]:
    """Return what a driver raises over a store that it cannot read; words of damage included."""
    return engine.dialect.loaded_dbapi.Error, UnicodeDecodeError


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that holds the one write lock from its beginning.

    Writers come one after the other, so numbers have no gaps and a reader at the tail
    never sees a later entry before an earlier one.
    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(LOCK)
        yield connection


@contextmanager
def preparing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction in which nobody else makes tables; in PostgreSQL others may write.

    Whoever opens the store at the same moment waits, and then finds it made.
    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_PREPARING})")
        yield connection


@contextmanager
def recording(engine: Engine) -> Iterator[DBAPICursor]:
    """Open the transaction of ``writing`` with a bare cursor, at a fifth of its cost.

    PostgreSQL is asked in one go for what needs no answer in between; that the commit is
    done is known when the block ends.
    """
    connection = engine.raw_connection()
    try:
        with _in_one_go(connection) if engine.name == "postgresql" else nullcontext():
            cursor = connection.cursor()
            cursor.execute(LOCK if engine.name == "postgresql" else "BEGIN IMMEDIATE")
            yield cursor
            connection.commit()
    finally:
        connection.close()  # a transaction that is still open ends with nothing written


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a read transaction: everything read in it is of one moment."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def peeking(engine: Engine) -> Iterator[DBAPICursor]:
    """Open a bare cursor for short reads, each of its own moment: a fifth of ``reading``.

    Raises:
        UnreadableStoreError: The driver could not read.
    """
    held = _held.get()
    if held is not None and held[0] is engine:
        yield held[1]
        return
    connection = engine.raw_connection()
    try:
        with _without_transaction(connection) if engine.name == "postgresql" else nullcontext():
            yield connection.cursor()
    except _unreadable(engine) as exc:
        raise UnreadableStoreError(str(exc)) from exc
    finally:
        connection.close()


@contextmanager
def holding(engine: Engine) -> Iterator[None]:
    """Let all short reads of this block share one cursor: taking one costs more than a read."""
    with peeking(engine) as cursor:
        token = _held.set((engine, cursor))
        try:
            yield
        finally:
            _held.reset(token)


def _in_one_go(connection: PoolProxiedConnection) -> AbstractContextManager[object]:
    driver = cast("psycopg.Connection", connection.driver_connection)
    return driver.pipeline()


@contextmanager
def _without_transaction(connection: PoolProxiedConnection) -> Iterator[None]:
    """Spare PostgreSQL the beginning and the end of a transaction around each read."""
    driver = cast("psycopg.Connection", connection.driver_connection)
    driver.autocommit = True
    try:
        yield
    finally:
        driver.autocommit = False


_held: ContextVar[tuple[Engine, DBAPICursor] | None] = ContextVar("_held", default=None)


def positional(engine: Engine, statement: ClauseElement) -> str:
    """Return a statement as the engine's driver takes it, parameters by position."""
    return str(statement.compile(engine))

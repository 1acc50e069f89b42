"""Tables of the store, and the triggers that keep them append-only."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

METADATA = MetaData()
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

EVENTS = Table(
    "stored_events",
    METADATA,
    Column("id", _NUMBER, primary_key=True, autoincrement=False),
    Column("originator_id", String(120), nullable=False),
    Column("originator_version", _NUMBER, nullable=False),
    Column("topic", String(120), nullable=False),
    Column("state", LargeBinary, nullable=False),
    Index("stored_events_place", "originator_id", "originator_version", unique=True),
)
ENTRIES = Table(
    "entries",
    METADATA,
    Column("idx", _NUMBER, primary_key=True, autoincrement=False),
    Column("first_event", _NUMBER, nullable=False, unique=True),
    Column("events", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
NODES = Table(
    "nodes",
    METADATA,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
SEALED = Table(
    "sealed",
    METADATA,
    Column("commitment", LargeBinary, primary_key=True),
    Column("subject", String(64), nullable=False, index=True),
    Column("place", String(300), nullable=False),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
SUBJECT_KEYS = Table(
    "subject_keys",
    METADATA,
    Column("subject", String(64), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
GIVEN = Table(
    "given",
    METADATA,
    Column("name", String(120), primary_key=True),
    sqlite_with_rowid=False,
)
"""Keys and mandate ids in use: the store lets nobody give one a second time."""
APPEND_ONLY = (EVENTS, ENTRIES, NODES, SEALED, GIVEN)
"""Rows of these are never changed or deleted. A subject's key may be: that is how to erase."""

_SQLITE_TRIGGER = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
)
_POSTGRES_TRIGGER = (
    "CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
    " ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()"
)


def create_tables(connection: Connection) -> None:
    """Create what is missing of tables and triggers."""
    METADATA.create_all(connection)
    names = [table.name for table in APPEND_ONLY]
    if connection.dialect.name == "sqlite":
        statements = [
            _SQLITE_TRIGGER.format(table=name, verb=verb)
            for name in names
            for verb in ("UPDATE", "DELETE")
        ]
    else:
        statements = [_POSTGRES_FUNCTION, *(_POSTGRES_TRIGGER.format(table=n) for n in names)]
    for statement in statements:
        connection.exec_driver_sql(statement)


def has_all(connection: Connection) -> bool:
    """Tell whether all tables and triggers stand; of PostgreSQL it is not asked."""
    if connection.dialect.name != "sqlite":
        return False
    found = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    guards = {f"{table.name}_no_{verb}" for table in APPEND_ONLY for verb in ("UPDATE", "DELETE")}
    return found >= METADATA.tables.keys() | guards

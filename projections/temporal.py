"""Tables whose rows are closed, not deleted, so that the past can be asked for.

A row holds from ``from_index`` up to, not including, ``until_index``; the same by Beijing
date. "As it stood at checkpoint n" costs what stood then, however long the history: a closed
row is filed under the node of a binary tree over the indexes at which its interval forks,
and only the few nodes above n can hold an interval around n (the relational interval tree
of Kriegel, Pötke and Seidl, 2000).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Index,
    Insert,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    insert,
    or_,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy import Column as SqlColumn

_INDEX = BigInteger().with_variant(Integer(), "sqlite")
Value = str | int | None
Key = tuple[Value, ...]
Row = dict[str, Value]
_CLOSED = text("node IS NOT NULL")
_LEVELS = 48
"""Bits of the largest index that the tree over intervals can hold."""


class TemporalTable:
    """A table with its keys and values, and the rows of it that are open now.

    Open rows are kept in memory while a catch-up runs: an event that changes a row closes
    it and opens the next, without asking the database.
    """

    def __init__(self, name: str, *, keys: Sequence[str], values: Sequence[str]) -> None:
        """Name the columns; ``…_milli``, ``…_count`` and ``rank`` are numbers, others text."""
        self.keys = tuple(keys)
        self.values = tuple(values)
        self.table = Table(
            name,
            MetaData(),
            *(SqlColumn(each, _type_of(each), primary_key=True) for each in keys),
            SqlColumn("from_index", _INDEX, primary_key=True, autoincrement=False),
            SqlColumn("until_index", _INDEX),
            SqlColumn("from_on", String(10), nullable=False),
            SqlColumn("until_on", String(10)),
            SqlColumn("node", _INDEX),
            *(SqlColumn(each, _type_of(each)) for each in values),
            Index(f"{name}_begun", "node", "from_index"),
            Index(
                f"{name}_ended",
                "node",
                "until_index",
                sqlite_where=_CLOSED,
                postgresql_where=_CLOSED,
            ),
            Index(f"{name}_dates", "from_on", "until_on"),
        )
        self._blank: Row = dict.fromkeys(column.name for column in self.table.columns)
        self._open: dict[Key, Row] = {}
        self._fresh: dict[int, Row] = {}
        """Rows that no flush has written, by ``id``."""
        self._closed: list[Row] = []

    def load(self, connection: Connection) -> None:
        """Read the open rows; forget what a catch-up that broke off had not written."""
        self._fresh, self._closed = {}, []
        rows = connection.execute(select(self.table).where(self.table.c.until_index.is_(None)))
        self._open = {tuple(row[key] for key in self.keys): dict(row) for row in rows.mappings()}

    def get(self, *key: Value) -> Row | None:
        """Return the open row of a key."""
        return self._open.get(key)

    def open_rows(self) -> list[Row]:
        """Return all open rows."""
        return list(self._open.values())

    def put(self, key: Key, index: int, on: date, **changes: Value) -> None:
        """Let a row hold from ``index`` on, with what it held before but for ``changes``."""
        before = self._open.get(key)
        row = (self._blank if before is None else before) | changes
        if row == before:
            return
        assert len(row) == len(self._blank), changes  # they are all columns
        if before is None:
            row.update(zip(self.keys, key, strict=True))
        else:
            self.end(key, index, on)
        row["from_index"], row["from_on"] = index, on.isoformat()
        row["until_index"] = row["until_on"] = row["node"] = None
        self._open[key] = self._fresh[id(row)] = row

    def end(self, key: Key, index: int, on: date) -> None:
        """Close the open row of a key, if there is one."""
        row = self._open.pop(key, None)
        if row is None:
            return
        if row["from_index"] == index:  # opened by the same act: it never held
            del self._fresh[id(row)]
            return
        row["until_index"], row["until_on"] = index, on.isoformat()
        row["node"] = _fork(cast("int", row["from_index"]), index)
        if id(row) not in self._fresh:
            self._closed.append(row)

    def flush(self, connection: Connection) -> None:
        """Write what changed since the last flush."""
        if self._closed:
            same = [self.table.c[name] == bindparam(f"b_{name}") for name in self._identity]
            changes: dict[str, Any] = {
                name: bindparam(name) for name in ("until_index", "until_on", "node")
            }
            rows = [
                row | {f"b_{name}": row[name] for name in self._identity} for row in self._closed
            ]
            _write(connection, update(self.table).where(*same).values(changes), rows)
        if self._fresh:
            _write(connection, insert(self.table), list(self._fresh.values()))
        self._closed, self._fresh = [], {}

    def rows(
        self,
        connection: Connection,
        *where: ColumnElement[bool],
        index: int | None = None,
        on: date | None = None,
    ) -> list[dict[str, Any]]:
        """Return the rows that hold now, held at ``index``, or on the date, in order of key."""
        shown = [column for column in self.table.c if column.name != "node"]
        parts = [select(*shown).where(each, *where) for each in self._as_of(index, on)]
        query = union_all(*parts).order_by(*self.keys)
        return [dict(row) for row in connection.execute(query).mappings()]

    def _as_of(self, index: int | None, on: date | None) -> list[ColumnElement[bool]]:
        """Return conditions that exclude each other; what holds meets one of them."""
        columns = self.table.c
        is_open = columns.node.is_(None)
        if index is not None:
            before, after = _nodes_around(index)
            return [
                and_(is_open, columns.from_index <= index),
                and_(columns.node.in_(before), columns.until_index > index),
                and_(columns.node.in_(after), columns.from_index <= index),
            ]
        if on is not None:
            day = on.isoformat()
            ended = or_(columns.until_on.is_(None), columns.until_on > day)
            return [and_(columns.from_on <= day, ended)]
        return [is_open]

    def digest(self, connection: Connection) -> bytes:
        """Return a digest of every row, open and closed, the same on any database."""
        columns = [column.name for column in self.table.columns]
        lines = sorted(
            json.dumps([row[name] for name in columns], ensure_ascii=False)
            for row in connection.execute(select(self.table)).mappings()
        )
        return hashlib.sha256("\n".join(lines).encode()).digest()

    @property
    def _identity(self) -> tuple[str, ...]:
        return (*self.keys, "from_index")


def _write(connection: Connection, statement: Insert | Update, rows: Sequence[Row]) -> None:
    """Write rows as the driver takes them: the columns here are all of its own types."""
    compiled = statement.compile(dialect=connection.dialect)
    order = compiled.positiontup
    given = rows if order is None else list(map(itemgetter(*order), rows))
    connection.exec_driver_sql(str(compiled), cast("Any", given))


def _type_of(name: str) -> Any:
    if name.endswith(("_milli", "_count", "rank")):
        return _INDEX
    return Text()


def _fork(begun: int, ended: int) -> int:
    """Return the number with the most trailing zero bits in the interval, counted from 1."""
    zeros = (begun ^ ended).bit_length() - 1
    return ended >> zeros << zeros


def _nodes_around(index: int) -> tuple[list[int], list[int]]:
    """Return the nodes, up to the index and beyond it, that can hold an interval around it."""
    place = index + 1
    before = {place >> level << level for level in range(_LEVELS)} - {0}
    after = {(place >> level) + 1 << level for level in range(_LEVELS)}
    return sorted(before), sorted(after)

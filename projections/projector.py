"""Keeps views up to date: rows and position in one transaction, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    insert,
    select,
)

from projections.feed import Feed, FeedItem
from projections.temporal import TemporalTable

POSITIONS = Table(
    "projection_positions",
    MetaData(),
    Column("projection", String(500), primary_key=True),
    Column("index", BigInteger().with_variant(Integer(), "sqlite"), nullable=False),
)
PAGE = 512
NOTHING = -1
Progress = Callable[[int], None]
"""Called with the index reached."""


class Projection(Protocol):
    """One view. Its name ends with its version: bump it, and the view is built anew."""

    name: ClassVar[str]
    topics: ClassVar[frozenset[str]]

    @property
    def tables(self) -> Sequence[TemporalTable]:
        """The tables that the view fills."""
        ...

    def apply(self, item: FeedItem) -> None:
        """Take one event."""
        ...


class Projector:
    """Runs views that stand at the same position over one reading of the ledger."""

    def __init__(self, engine: Engine, projections: Sequence[Projection]) -> None:
        self._engine = engine
        self._name = "+".join(each.name for each in projections)
        self._tables = [table for each in projections for table in each.tables]
        self._handlers: dict[str, list[Projection]] = {}
        self._at: int | None = None
        """Position of the open rows in memory; ``None`` where a page broke off."""
        for each in projections:
            for topic in each.topics:
                self._handlers.setdefault(topic, []).append(each)
        for each_table in (POSITIONS, *(table.table for table in self._tables)):
            each_table.create(engine, checkfirst=True)

    def catch_up(self, feed: Feed, *, page: int = PAGE, progress: Progress | None = None) -> int:
        """Apply all that is new; return the index reached, -1 where there is nothing."""
        index = self._resume()
        topics = frozenset(self._handlers)
        while (found := feed.after(index, page, topics)) is not None:
            self._at = None
            for item in found.items:
                for projection in self._handlers[item.event.TOPIC]:
                    projection.apply(item)
            index = found.last_index
            with self._engine.begin() as connection:
                for table in self._tables:
                    table.flush(connection)
                here = POSITIONS.c.projection == self._name
                connection.execute(delete(POSITIONS).where(here))
                connection.execute(insert(POSITIONS), {"projection": self._name, "index": index})
            self._at = index
            if progress is not None:
                progress(index)
        return index

    def reset(self) -> None:
        """Forget the views, so that the next catch-up builds them from the first act."""
        self._at = None
        with self._engine.begin() as connection:
            for table in self._tables:
                connection.execute(delete(table.table))
            connection.execute(delete(POSITIONS).where(POSITIONS.c.projection == self._name))

    def digest(self) -> str:
        """Return a digest of all rows, so that two machines can compare."""
        with self._engine.connect() as connection:
            parts = [table.digest(connection) for table in self._tables]
        return hashlib.sha256(b"".join(parts)).hexdigest()

    def _resume(self) -> int:
        """Return the position; read the open rows, unless those in memory are of that position."""
        with self._engine.connect() as connection:
            query = select(POSITIONS.c.index).where(POSITIONS.c.projection == self._name)
            index: int | None = connection.scalar(query)
            if index is not None and index != self._at:
                for table in self._tables:
                    table.load(connection)
        if index is None:
            self._begin_anew()
            return NOTHING
        return index

    def _begin_anew(self) -> None:
        """Make the tables anew: this version of the views has not begun to fill them."""
        known = select(POSITIONS.c.projection)
        with self._engine.begin() as connection:
            for table in self._tables:
                table.table.drop(connection, checkfirst=True)
                table.table.create(connection)
                table.load(connection)
            for name in set(connection.scalars(known)):  # who goes back to another version, too
                if _unversioned(name) == _unversioned(self._name):
                    connection.execute(delete(POSITIONS).where(POSITIONS.c.projection == name))


def _unversioned(name: str) -> list[str]:
    return [each.rpartition(".")[0] for each in name.split("+")]

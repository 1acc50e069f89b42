"""A plain recorder of the eventsourcing library, over SQLAlchemy Core, for both databases.

It knows nothing of acts. Ids of notifications have no gaps: each is taken under the
write lock, in the transaction that stores the event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy.exc
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    Notification,
    StoredEvent,
    Subscription,
)
from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from adapters.ledger.database import reading, writing
from adapters.ledger.subscription import PollingSubscription
from adapters.ledger.tables import EVENTS

_INSERT = insert(EVENTS)
_LAST_ID = select(func.max(EVENTS.c.id))


class SqlAggregateRecorder(AggregateRecorder):
    """Stores and reads events by stream."""

    def __init__(self, engine: Engine, *, uuids: bool = False) -> None:
        """Take an engine; ``uuids`` says that streams are named by UUIDs, not by text."""
        self.engine = engine
        self._uuids = uuids

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **_: object
    ) -> Sequence[int] | None:
        """Store events, all or none.

        Raises:
            IntegrityError: A position in a stream is taken.
        """
        if stored_events:
            with writing(self.engine) as connection:
                self.insert_into(connection, stored_events)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        with reading(self.engine) as connection:
            query = _stream(str(originator_id), gt=gt, lte=lte, desc=desc, limit=limit)
            rows = connection.execute(query).all()
        return [
            StoredEvent(self._originator(row), row.originator_version, row.topic, row.state)
            for row in rows
        ]

    def insert_into(
        self, connection: Connection, stored_events: Sequence[StoredEvent]
    ) -> list[int]:
        """Store events in a transaction that holds the write lock; return their ids.

        Raises:
            IntegrityError: A position in a stream is taken.
        """
        first = (connection.scalar(_LAST_ID) or 0) + 1
        rows: list[Mapping[str, object]] = [
            {
                "id": number,
                "originator_id": str(each.originator_id),
                "originator_version": each.originator_version,
                "topic": each.topic,
                "state": each.state,
            }
            for number, each in enumerate(stored_events, start=first)
        ]
        try:
            connection.execute(_INSERT, rows)
        except sqlalchemy.exc.IntegrityError as exc:
            raise IntegrityError(str(exc.orig)) from exc
        return list(range(first, first + len(rows)))

    def _originator(self, row: Row[Any]) -> UUID | str:
        return UUID(row.originator_id) if self._uuids else row.originator_id


class SqlApplicationRecorder(SqlAggregateRecorder, ApplicationRecorder):
    """Numbers events through all streams, and reads them in that order."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **_: object
    ) -> Sequence[int] | None:
        with writing(self.engine) as connection:
            return self.insert_into(connection, stored_events) if stored_events else []

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        query = select(EVENTS).order_by(EVENTS.c.id).limit(limit)
        if start is not None:
            after = EVENTS.c.id >= start if inclusive_of_start else EVENTS.c.id > start
            query = query.where(after)
        if stop is not None:
            query = query.where(EVENTS.c.id <= stop)
        if topics:
            query = query.where(EVENTS.c.topic.in_(topics))
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        return [
            Notification(
                self._originator(row), row.originator_version, row.topic, row.state, row.id
            )
            for row in rows
        ]

    def max_notification_id(self) -> int | None:
        with reading(self.engine) as connection:
            last: int | None = connection.scalar(_LAST_ID)
        return last

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Follow the log from after notification ``gt``, on both databases, by polling.

        The ledger's own views pull pages instead (``log_reader.LogReader.after``).
        """
        return PollingSubscription(self, gt, topics)


def _stream(
    name: str, *, gt: int | None, lte: int | None, desc: bool, limit: int | None
) -> Select[Any]:
    version = EVENTS.c.originator_version
    query = select(EVENTS).where(EVENTS.c.originator_id == name)
    if gt is not None:
        query = query.where(version > gt)
    if lte is not None:
        query = query.where(version <= lte)
    return query.order_by(version.desc() if desc else version).limit(limit)

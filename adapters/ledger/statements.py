"""What runs for every act, as text for the driver."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Engine,
    Select,
    bindparam,
    func,
    insert,
    literal_column,
    select,
)
from sqlalchemy.sql.elements import ClauseElement

from adapters.ledger.database import positional
from adapters.ledger.tables import ENTRIES, EVENTS, GIVEN, NODES


class Statements:
    """What runs for every act, compiled once for the driver.

    SQLAlchemy writes the statements; to compile and wrap them at every call would cost more
    than the database does.
    """

    def __init__(self, engine: Engine) -> None:
        event = (EVENTS.c.id, EVENTS.c.originator_id, EVENTS.c.originator_version)
        events = select(*event, EVENTS.c.topic, EVENTS.c.state)
        some: BindParameter[object] = bindparam("some")
        one: ColumnElement[int] = literal_column("1")
        until = EVENTS.c.id <= bindparam("until")
        of_stream = EVENTS.c.originator_id == some

        def compiled(statement: ClauseElement) -> str:
            return positional(engine, statement)

        self.insert_events = compiled(insert(EVENTS))
        self.insert_entry = compiled(insert(ENTRIES))
        self.insert_nodes = compiled(insert(NODES))
        self.insert_given = compiled(insert(GIVEN))
        self.given = compiled(select(GIVEN.c.name).where(GIVEN.c.name == some))
        self.head = compiled(
            _at_most(
                one,
                select(ENTRIES.c.idx, ENTRIES.c.first_event, ENTRIES.c.events).order_by(
                    ENTRIES.c.idx.desc()
                ),
            )
        )
        self.node = compiled(
            select(NODES.c.hash).where(
                NODES.c.level == bindparam("level"), NODES.c.number == bindparam("number")
            )
        )
        self.position = compiled(select(func.max(EVENTS.c.originator_version)).where(of_stream))
        self.events = compiled(events.where(EVENTS.c.id > some, until).order_by(EVENTS.c.id))
        self.stream = compiled(events.where(of_stream, until).order_by(event[-1]))
        entries = select(ENTRIES.c.idx, ENTRIES.c.first_event, ENTRIES.c.events, ENTRIES.c.data)
        self.entries = compiled(
            _at_most(bindparam("most"), entries.where(ENTRIES.c.idx >= some).order_by("idx"))
        )
        within = (EVENTS.c.id >= some, EVENTS.c.id < bindparam("stop"))
        self.bodies = compiled(
            _at_most(bindparam("most"), select(EVENTS.c.id, EVENTS.c.state).where(*within))
        )
        self.entry_of = compiled(
            _at_most(
                one,
                select(ENTRIES.c.idx, ENTRIES.c.data)
                .where(ENTRIES.c.first_event <= some)
                .order_by(ENTRIES.c.first_event.desc()),
            )
        )


def _at_most(number: ColumnElement[int], query: Select[Any]) -> Select[Any]:
    """Bound a query to its first rows."""
    # SQLite's dialect asks for an offset as a parameter where there is none.
    return query.limit(number).offset(literal_column("0"))

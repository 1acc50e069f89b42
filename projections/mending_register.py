"""约谈与整改登记簿: who was talked with after a low grade, and how far mending has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.mending import events as e
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable, Value


class MendingRegister:
    """One row a person's year. What was said is in the vault."""

    name: ClassVar[str] = "mending_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.people = TemporalTable(
            "mending",
            keys=("person", "year"),
            values=(
                "school",
                "result",
                "interviewed_on",
                "items_count",
                "due_on",
                "mended_on",
                "open_count",
                "status",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.people,)

    def apply(self, item: FeedItem) -> None:
        year, _, person = item.key.partition(".")
        changes = _changes(item.event)
        self.people.put((person, year), item.index, beijing_date(item.at), **changes)


def _changes(event: object) -> dict[str, Value]:
    match event:
        case e.InterviewHeld():
            return {
                "school": event.school,
                "result": event.result.value,
                "interviewed_on": event.on.isoformat(),
                "status": "interviewed",
            }
        case e.MendingPlanned():
            return {
                "items_count": event.items_count,
                "due_on": event.due_on.isoformat(),
                "mended_on": None,
                "open_count": None,
                "status": "mending_planned",
            }
        case e.MendingCompleted():
            return {
                "mended_on": event.on.isoformat(),
                "open_count": 0,
                "status": "mending_completed",
            }
        case e.MendingDropped():
            return {"status": "mending_dropped"}
        case _:
            assert isinstance(event, e.MendingMissed)
            return {"open_count": event.open_count, "status": "mending_missed"}

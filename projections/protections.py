"""保护情况: which protections were recorded, what follows from each, and for how long.

Why somebody is protected is in no event, so in no view either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.protection.events import ProtectionEnded, ProtectionProlonged, ProtectionRecorded
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

_EVENTS: tuple[type[DomainEvent], ...] = (ProtectionRecorded, ProtectionProlonged, ProtectionEnded)


class Protections:
    """One row a person and protection; ``until`` is the first day on which it no longer holds."""

    name: ClassVar[str] = "protections.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in _EVENTS)

    def __init__(self) -> None:
        self.protections = TemporalTable(
            "protections", keys=("person", "protection"), values=("begins", "until", "effects")
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.protections,)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case ProtectionRecorded() as new:
                effects = "、".join(new.effects)
                begins, until = new.from_on.isoformat(), new.until_on.isoformat()
                self._put(item, new.protection, begins=begins, until=until, effects=effects)
            case ProtectionProlonged() as longer:
                self._put(item, longer.protection, until=longer.until_on.isoformat())
            case ProtectionEnded() as ended:
                self._put(item, ended.protection, until=ended.on.isoformat())
            case _:
                pass

    def _put(self, item: FeedItem, protection: str, **changes: str) -> None:
        key = (item.key, protection)
        self.protections.put(key, item.index, beijing_date(item.at), **changes)


def holds_on(row: dict[str, str], day: date) -> bool:
    """Tell whether the protection of a row is in force on a day."""
    return row["begins"] <= day.isoformat() < row["until"]

"""机构名录: names of schools and offices, for every screen and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.mandate.events import BodyRegistered
from domain.school.events import SchoolRegistered
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class Bodies:
    """One row a body."""

    name: ClassVar[str] = "bodies.v1"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC for each in (BodyRegistered, SchoolRegistered)
    )

    def __init__(self) -> None:
        self.names = TemporalTable("bodies", keys=("body",), values=("name", "kind", "above"))

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.names,)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case BodyRegistered(kind=kind, name=name, parent=above):
                pass
            case SchoolRegistered(kind=kind, name=name, town_office=above):
                pass
            case _:
                return
        on = beijing_date(item.at)
        self.names.put((item.key,), item.index, on, name=name, kind=kind.value, above=above)

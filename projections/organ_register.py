"""工作机构名册: who sits in the organs of a plan and in the committees of its schools."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, assert_never

from domain.organ import events as e
from domain.organ.state import Seats, persons_of
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

OF_PLAN = "*"
"""What stands for the school where an organ is the whole plan's."""


class OrganRegister:
    """One row a seat. A seat that somebody left is closed, and was held until then."""

    name: ClassVar[str] = "organ_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.seats = TemporalTable(
            "organ_seats",
            keys=("plan", "school", "organ", "person"),
            values=("rank_held", "capacities", "changed_on"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.seats,)

    def apply(self, item: FeedItem) -> None:
        event = item.event
        assert isinstance(event, e.OrgansEvent | e.CommitteeEvent)
        match event:
            case e.OrgansSetUp():
                self._seat(item, OF_PLAN, e.Organ.LEADING, event.leading, event.on)
                self._seat(item, OF_PLAN, e.Organ.DISPUTE, event.dispute, event.on)
                self._seat(item, OF_PLAN, e.Organ.SUPERVISION, event.supervision, event.on)
            case e.OrganChanged():
                self._seat(item, OF_PLAN, event.organ, event.members, event.on)
            case e.CommitteeSetUp() | e.CommitteeChanged():
                self._seat(item, event.school, e.Organ.COMMITTEE, event.members, event.on)
            case _:
                assert_never(event)

    def _seat(
        self, item: FeedItem, school: str, organ: e.Organ, seats: Seats, changed_on: date
    ) -> None:
        assert isinstance(item.event, e.OrgansEvent | e.CommitteeEvent)
        place, on = (item.event.plan, school, organ.value), beijing_date(item.at)
        staying = persons_of(seats)
        for row in self.seats.open_rows():
            gone = row["person"] not in staying
            if gone and (row["plan"], row["school"], row["organ"]) == place:
                self.seats.end((*place, row["person"]), item.index, on)
        for seat in seats:
            self.seats.put(
                (*place, seat.person),
                item.index,
                on,
                rank_held=seat.rank_held.value,
                capacities="、".join(each.value for each in seat.capacities),
                changed_on=changed_on.isoformat(),
            )

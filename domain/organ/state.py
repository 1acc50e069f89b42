"""Who sits in the organs of a plan, and in the committee of a school, now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from domain.kernel import Aggregate
from domain.organ import events as e
from domain.values.ids import Id, joined_id

Seats = tuple[e.Seat, ...]


def persons_of(seats: Seats) -> frozenset[str]:
    """Return the persons who sit in an organ."""
    return frozenset(each.person for each in seats)


class PlanOrgans(Aggregate):
    """工作机构: the three organs of one plan."""

    KIND: ClassVar[str] = "plan-organs"
    owner: Id
    seats: Mapping[e.Organ, Seats]
    met_on: date
    """Day of the meeting at which they were set up."""
    changed_on: date

    @property
    def body(self) -> str:
        return self.owner

    def persons(self, organ: e.Organ) -> frozenset[str]:
        """Return who sits in one of them now."""
        return persons_of(self.seats[organ])


class HiringCommittee(Aggregate):
    """聘任委员会 of one school, for the rounds of one plan."""

    KIND: ClassVar[str] = "hiring-committee"
    school: Id
    seats: Seats
    changed_on: date

    @property
    def body(self) -> str:
        return self.school

    @property
    def persons(self) -> frozenset[str]:
        """Who sits in it now."""
        return persons_of(self.seats)


def committee_id(plan: str, school: str) -> str:
    """Return the id of a school's committee under a plan."""
    return joined_id(plan, school)


def evolve_organs(state: PlanOrgans | None, event: e.OrgansEvent) -> PlanOrgans:
    """Return a plan's organs after ``event``."""
    if isinstance(event, e.OrgansSetUp):
        seats = {
            e.Organ.LEADING: event.leading,
            e.Organ.DISPUTE: event.dispute,
            e.Organ.SUPERVISION: event.supervision,
        }
        return PlanOrgans(owner=event.body, seats=seats, met_on=event.on, changed_on=event.on)
    assert state is not None, "organs start with OrgansSetUp"
    seats = {**state.seats, event.organ: event.members}
    return state.model_copy(update={"seats": seats, "changed_on": event.on})


def evolve_committee(_state: HiringCommittee | None, event: e.CommitteeEvent) -> HiringCommittee:
    """Return a school's committee after ``event``."""
    return HiringCommittee(school=event.school, seats=event.members, changed_on=event.on)

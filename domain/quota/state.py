"""What a year's quota has come to."""

from __future__ import annotations

from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.quota import events as e
from domain.values.ids import Count, Id


class Quota(Aggregate):
    """编制岗位: totals, shares and filing for one plan."""

    KIND: ClassVar[str] = "quota"
    owner: Id
    establishment: Count
    posts: Count | None = None
    shares: tuple[e.SchoolShare, ...] = ()
    filed_with: frozenset[e.FilingOffice] = frozenset()

    @property
    def body(self) -> str:
        return self.owner

    @property
    def filed(self) -> bool:
        """Tell whether the allocation was filed with every office (003-D3)."""
        return self.filed_with == frozenset(e.FilingOffice)

    def share_of(self, school: str) -> e.SchoolShare | None:
        """Return what a school got."""
        return next((share for share in self.shares if share.school == school), None)


def evolve(state: Quota | None, event: e.QuotaEvent) -> Quota:
    """Return the quota after ``event``."""
    if isinstance(event, e.EstablishmentFixed):
        return Quota(owner=event.body, establishment=event.total)
    assert state is not None, "a quota starts with EstablishmentFixed"
    match event:
        case e.PostTotalFixed():
            return state.model_copy(update={"posts": event.total})
        case e.QuotaAllocated():
            return state.model_copy(update={"shares": event.shares})
        case e.AllocationFiled():
            return state.model_copy(update={"filed_with": state.filed_with | {event.office}})
        case _:
            assert_never(event)

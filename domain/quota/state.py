"""What a year's quota has come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.quota import events as e
from domain.values.ids import Count, Id, Sha256Hex


class Quota(Aggregate):
    """编制岗位: totals, shares and filing for one plan."""

    KIND: ClassVar[str] = "quota"
    owner: Id
    school_year: str
    establishment: Count
    posts: Count | None = None
    figures: Mapping[Id, tuple[e.LevelFigures, ...]] = {}
    """Pupils and classes by school, as reported."""
    computed_with: Sha256Hex | None = None
    """The pack whose formula was applied, or ``None``."""
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
        return Quota(owner=event.body, school_year=event.school_year, establishment=event.total)
    assert state is not None, "a quota starts with EstablishmentFixed"
    match event:
        case e.PostTotalFixed():
            return state.model_copy(update={"posts": event.total})
        case e.EnrolmentReported() | e.EnrolmentCorrected():
            figures = {**state.figures, event.school: event.figures}
            return state.model_copy(update={"figures": figures})
        case e.ShareComputed():
            return state.model_copy(update={"computed_with": event.pack_sha256})
        case e.QuotaAllocated():
            return state.model_copy(update={"shares": event.shares})
        case e.AllocationFiled():
            return state.model_copy(update={"filed_with": state.filed_with | {event.office}})
        case _:
            assert_never(event)


class DistrictTotals(Aggregate):
    """全区总量 of one school year, and what its plans have drawn from it."""

    KIND: ClassVar[str] = "district-totals"
    owner: Id
    establishment: Count
    posts: Count | None = None
    establishment_drawn: Mapping[Id, Count] = {}
    posts_drawn: Mapping[Id, Count] = {}

    @property
    def body(self) -> str:
        return self.owner


def evolve_district(state: DistrictTotals | None, event: e.DistrictTotalsEvent) -> DistrictTotals:
    """Return the district's totals after ``event``."""
    if isinstance(event, e.DistrictEstablishmentFixed):
        return DistrictTotals(owner=event.body, establishment=event.total)
    assert state is not None, "the totals start with DistrictEstablishmentFixed"
    match event:
        case e.DistrictPostsFixed():
            return state.model_copy(update={"posts": event.total})
        case e.PlanEstablishmentDrawn():
            drawn = {**state.establishment_drawn, event.plan: event.total}
            return state.model_copy(update={"establishment_drawn": drawn})
        case e.PlanPostsDrawn():
            drawn = {**state.posts_drawn, event.plan: event.total}
            return state.model_copy(update={"posts_drawn": drawn})
        case _:
            assert_never(event)

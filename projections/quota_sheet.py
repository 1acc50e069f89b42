"""编制岗位表: totals, each school's share, what the formula said, and with whom it was filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.quota.events import (
    AllocationFiled,
    DistrictEstablishmentFixed,
    DistrictPostsFixed,
    EstablishmentFixed,
    PlanEstablishmentDrawn,
    PlanPostsDrawn,
    PostTotalFixed,
    QuotaAllocated,
    ShareComputed,
)
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

TOTAL = "*"
"""Stands where a school would: the row of the totals."""


_OF_DISTRICT = (
    DistrictEstablishmentFixed,
    DistrictPostsFixed,
    PlanEstablishmentDrawn,
    PlanPostsDrawn,
)
_OF_PLAN = (EstablishmentFixed, PostTotalFixed, ShareComputed, QuotaAllocated, AllocationFiled)


class QuotaSheet:
    """One row a school and plan, and one of the totals; the district's totals beside them."""

    name: ClassVar[str] = "quota_sheet.v2"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in (*_OF_PLAN, *_OF_DISTRICT))

    def __init__(self) -> None:
        self.shares = TemporalTable(
            "quota_sheet",
            keys=("plan", "school"),
            values=("establishment_count", "posts_count", "filed_with"),
        )
        self.computed = TemporalTable(
            "quota_formula",
            keys=("plan", "school"),
            values=(
                "pupils_count",
                "classes_count",
                "exact_milli",
                "supplement_count",
                "need_count",
                "establishment_count",
                "reason",
                "pack_sha256",
            ),
        )
        self.district = TemporalTable(
            "district_totals",
            keys=("school_year", "plan"),
            values=("establishment_count", "posts_count"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.shares, self.computed, self.district)

    def apply(self, item: FeedItem) -> None:
        if isinstance(item.event, _OF_DISTRICT):
            self._apply_of_district(item)
        else:
            self._apply_of_plan(item)

    def _apply_of_district(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case DistrictEstablishmentFixed(total=total):
                self.district.put((item.key, TOTAL), item.index, on, establishment_count=total)
            case DistrictPostsFixed(total=total):
                self.district.put((item.key, TOTAL), item.index, on, posts_count=total)
            case PlanEstablishmentDrawn(plan=plan, total=total):
                self.district.put((item.key, plan), item.index, on, establishment_count=total)
            case PlanPostsDrawn(plan=plan, total=total):
                self.district.put((item.key, plan), item.index, on, posts_count=total)

    def _apply_of_plan(self, item: FeedItem) -> None:
        on, total = beijing_date(item.at), (item.key, TOTAL)
        match item.event:
            case ShareComputed() as computed:
                self.computed.put(
                    (item.key, computed.school),
                    item.index,
                    on,
                    pupils_count=computed.pupils,
                    classes_count=computed.classes,
                    exact_milli=computed.exact_milli,
                    supplement_count=computed.supplement,
                    need_count=computed.need,
                    establishment_count=computed.establishment,
                    reason=computed.reason,
                    pack_sha256=computed.pack_sha256,
                )
            case EstablishmentFixed() as fixed:
                self.shares.put(total, item.index, on, establishment_count=fixed.total)
            case PostTotalFixed() as fixed:
                self.shares.put(total, item.index, on, posts_count=fixed.total)
            case QuotaAllocated(shares=shares):
                for share in shares:
                    self.shares.put(
                        (item.key, share.school),
                        item.index,
                        on,
                        establishment_count=share.establishment,
                        posts_count=share.posts,
                    )
            case AllocationFiled(office=office):
                row = self.shares.get(*total)
                before = str(row["filed_with"]) if row and row["filed_with"] else ""
                filed = "、".join(filter(None, (before, office.value)))
                self.shares.put(total, item.index, on, filed_with=filed)

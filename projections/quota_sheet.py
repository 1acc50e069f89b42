"""编制岗位表: totals, each school's share, and with whom it was filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.quota.events import (
    AllocationFiled,
    EstablishmentFixed,
    PostTotalFixed,
    QuotaAllocated,
)
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

TOTAL = "*"
"""Stands where a school would: the row of the totals."""


class QuotaSheet:
    """One row a school and plan, and one of the totals."""

    name: ClassVar[str] = "quota_sheet.v1"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC for each in (EstablishmentFixed, PostTotalFixed, QuotaAllocated, AllocationFiled)
    )

    def __init__(self) -> None:
        self.shares = TemporalTable(
            "quota_sheet",
            keys=("plan", "school"),
            values=("establishment_count", "posts_count", "filed_with"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.shares,)

    def apply(self, item: FeedItem) -> None:
        on, total = beijing_date(item.at), (item.key, TOTAL)
        match item.event:
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
            case _:
                pass

"""What can have happened to a town's quota of one year. Stream ``quota:<plan id>``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Count, Id, Text


class SchoolShare(Frozen):
    """What one school gets out of the totals."""

    school: Id
    establishment: Count
    posts: Count


class FilingOffice(StrEnum):
    """备案机关: offices with which an allocation is filed (003-D3)."""

    HR_BUREAU = "hr_bureau"
    FINANCE_BUREAU = "finance_bureau"


class EstablishmentFixed(DomainEvent):
    """核定编制总量: the establishment office fixed the total staffing quota."""

    TOPIC: ClassVar[str] = "quota.establishment-fixed.v1"
    body: Id
    school_year: str
    total: Count
    document: Text


class PostTotalFixed(DomainEvent):
    """核定岗位总量: the HR bureau fixed the total of posts on the basis of the quota."""

    TOPIC: ClassVar[str] = "quota.post-total-fixed.v1"
    total: Count
    document: Text


class QuotaAllocated(DomainEvent):
    """下达编制岗位: the education bureau allocated quota and posts to the schools."""

    TOPIC: ClassVar[str] = "quota.quota-allocated.v1"
    shares: tuple[SchoolShare, ...]


class AllocationFiled(DomainEvent):
    """分配备案: the allocation was filed with an office."""

    TOPIC: ClassVar[str] = "quota.allocation-filed.v1"
    office: FilingOffice


QuotaEvent = EstablishmentFixed | PostTotalFixed | QuotaAllocated | AllocationFiled
EVENTS: tuple[type[DomainEvent], ...] = (
    EstablishmentFixed,
    PostTotalFixed,
    QuotaAllocated,
    AllocationFiled,
)

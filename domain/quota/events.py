"""What can have happened to a year's quota.

Streams ``quota:<plan id>``, and ``district-totals:<school year>`` for all plans together.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Count, Id, Milli, Sha256Hex, Text
from domain.values.staffing import Level


class SchoolShare(Frozen):
    """What one school gets out of the totals."""

    school: Id
    establishment: Count
    posts: Count


class LevelFigures(Frozen):
    """生源与班额 of one level in one school: how many pupils sit in each class."""

    level: Level
    class_sizes: tuple[Count, ...]

    @property
    def pupils(self) -> int:
        """All pupils of the level."""
        return sum(self.class_sizes)


class ShareReason(Frozen):
    """偏离说明: why a school's share is not what the formula says."""

    school: Id
    reason: Text


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


class EnrolmentReported(DomainEvent):
    """上报生源: a school reported its pupils, class by class (003-D2)."""

    TOPIC: ClassVar[str] = "quota.enrolment-reported.v1"
    school: Id
    figures: tuple[LevelFigures, ...]


class EnrolmentCorrected(DomainEvent):
    """更正生源: the school reported other figures, before anything was allocated."""

    TOPIC: ClassVar[str] = "quota.enrolment-corrected.v1"
    school: Id
    figures: tuple[LevelFigures, ...]
    reason: Text


class ShareComputed(DomainEvent):
    """核算编制: what the pack's formula says for a school, beside what it got."""

    TOPIC: ClassVar[str] = "quota.share-computed.v1"
    school: Id
    pack_sha256: Sha256Hex
    pupils: Count
    classes: Count
    exact_milli: Milli
    supplement: Count
    need: Count
    establishment: Count
    reason: Text | None


class DistrictEstablishmentFixed(DomainEvent):
    """核定全区编制: the year's staffing quota of all the district's plans together."""

    TOPIC: ClassVar[str] = "quota.district-establishment-fixed.v1"
    body: Id
    total: Count
    document: Text


class DistrictPostsFixed(DomainEvent):
    """核定全区岗位: the year's posts of all the district's plans together."""

    TOPIC: ClassVar[str] = "quota.district-posts-fixed.v1"
    total: Count
    document: Text


class PlanEstablishmentDrawn(DomainEvent):
    """划拨编制: a plan's total was taken out of the district's."""

    TOPIC: ClassVar[str] = "quota.plan-establishment-drawn.v1"
    plan: Id
    total: Count


class PlanPostsDrawn(DomainEvent):
    """划拨岗位: a plan's posts were taken out of the district's."""

    TOPIC: ClassVar[str] = "quota.plan-posts-drawn.v1"
    plan: Id
    total: Count


QuotaEvent = (
    EstablishmentFixed
    | PostTotalFixed
    | EnrolmentReported
    | EnrolmentCorrected
    | ShareComputed
    | QuotaAllocated
    | AllocationFiled
)
DistrictTotalsEvent = (
    DistrictEstablishmentFixed | DistrictPostsFixed | PlanEstablishmentDrawn | PlanPostsDrawn
)
EVENTS: tuple[type[DomainEvent], ...] = (
    EstablishmentFixed,
    PostTotalFixed,
    EnrolmentReported,
    EnrolmentCorrected,
    ShareComputed,
    QuotaAllocated,
    AllocationFiled,
    DistrictEstablishmentFixed,
    DistrictPostsFixed,
    PlanEstablishmentDrawn,
    PlanPostsDrawn,
)

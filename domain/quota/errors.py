"""Reasons for which quota and posts are refused."""

from __future__ import annotations

from domain.kernel import DomainError


class QuotaOrderError(DomainError):
    """Raised when a step comes before the one that it rests on, or twice."""

    code = "quota.order"
    basis = "003-F7 核定总量: 先编制、后岗位、再分配、后备案; B1-01"


class PostsBeyondEstablishmentError(DomainError):
    """Raised when there would be more posts than staffing quota."""

    code = "quota.posts-beyond-establishment"
    basis = "B2-10: 岗位不得超过编制"


class SharesBeyondTotalError(DomainError):
    """Raised when the schools' shares add up to more than the total."""

    code = "quota.shares-beyond-total"
    basis = "003-D2 在总量内分配; B2-10"


class SchoolTwiceError(DomainError):
    """Raised when a school has two shares."""

    code = "quota.school-twice"
    basis = "003-D2"


class FiledTwiceError(DomainError):
    """Raised when an allocation is filed with one office a second time."""

    code = "quota.filed-twice"
    basis = "003-D3"

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


class DistrictOrderError(DomainError):
    """Raised when the district's posts come before its quota, or a total is fixed twice."""

    code = "quota.district-order"
    basis = "003-F7 核定总量: 先编制、后岗位; B1-01"


class BeyondDistrictTotalError(DomainError):
    """Raised when the totals of the plans add up to more than the district's."""

    code = "quota.beyond-district-total"
    basis = "B2-10, 003-D1 全区总量控制"


class OutsideDistrictTotalError(DomainError):
    """Raised when a plan draws posts from the district without having drawn quota from it."""

    code = "quota.outside-district-total"
    basis = "B2-10, 003-F7 岗位依据编制总量核定"


class EnrolmentReportedTwiceError(DomainError):
    """Raised when a school reports its pupils a second time without saying it is a correction."""

    code = "quota.enrolment-reported-twice"
    basis = "E.6 更正须说明理由"


class EnrolmentMissingError(DomainError):
    """Raised when figures are missing of a school that the formula is to be applied to."""

    code = "quota.enrolment-missing"
    basis = "003-D2 按照班额、生源等情况分配; B2-01"


class LevelTwiceError(DomainError):
    """Raised when a school's figures name no level, or one level twice."""

    code = "quota.level-twice"
    basis = "B2-01 按学段核定"


class LevelWithoutRatioError(DomainError):
    """Raised when the pack has no ratio for a level of the school."""

    code = "quota.level-without-ratio"
    basis = "B2-01 师生比按学段"


class DeviationUnexplainedError(DomainError):
    """Raised when a share differs from the formula and nobody says why."""

    code = "quota.deviation-unexplained"
    basis = "003-D2 充分考虑学校的实际需要; B2-02"


class FormulaNotAppliedError(DomainError):
    """Raised when a quota that the formula of another pack was applied to would be frozen."""

    code = "quota.formula-not-applied"
    basis = "INV3 规则包一致; B2-02"

"""Reasons for which oversight is refused, or an evaluator is."""

from __future__ import annotations

from domain.kernel import DomainError


class DayError(DomainError):
    """Raised when a day lies ahead, or before the one that it follows."""

    code = "oversight.day"
    basis = "S000-12; INV8 事后记录"


class CourseKnownError(DomainError):
    """Raised when a course that somebody took would be recorded again."""

    code = "oversight.course-known"
    basis = "S000-11 考评人员培训"


class NotTrainedError(DomainError):
    """Raised when somebody would mark or appraise without the training that the plan asks for."""

    code = "oversight.not-trained"
    basis = "S000-11 考评人员须经培训"


class NotOfPlanError(DomainError):
    """Raised when an inspected school is none of the plan's."""

    code = "oversight.not-of-plan"
    basis = "S000-12 对学校考核工作的检查"


class MendingDayError(DomainError):
    """Raised when findings have no day for mending, or a day stands there without findings."""

    code = "oversight.mending-day"
    basis = "S000-12 检查发现问题限期整改"


class NothingToMendError(DomainError):
    """Raised when an inspection found nothing, or what it found is mended."""

    code = "oversight.nothing-to-mend"
    basis = "S000-12 检查整改"


class ExpertsError(DomainError):
    """Raised when experts are fewer than the plan asks for, or one is named twice."""

    code = "oversight.experts"
    basis = "S000-14 专家组定期评审"


class AspectsError(DomainError):
    """Raised when an aspect is left out, or told twice."""

    code = "oversight.aspects"
    basis = "003-G9 流程顺畅、公平、实绩、满意度"


class RecommendationsError(DomainError):
    """Raised when an adjustment is concluded without saying what, or the other way round."""

    code = "oversight.recommendations"
    basis = "003-G9 评估后调整"

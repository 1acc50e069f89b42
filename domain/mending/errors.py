"""Reasons for which a talk or mending is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class NotToldError(DomainError):
    """Raised when a grade would be talked about that the person was not told."""

    code = "mending.not-told"
    basis = "S000-06 先反馈后运用"


class GradeNotLowError(DomainError):
    """Raised when a grade asks for no talk by the plan."""

    code = "mending.grade-not-low"
    basis = "S000-09 表现不佳的约谈、整改"


class DayError(DomainError):
    """Raised when a day lies ahead or behind where it may not."""

    code = "mending.day"
    basis = "S000-06, S000-09; INV8 事后记录"


class InterviewedError(DomainError):
    """Raised when the same grade would be talked about again."""

    code = "mending.interviewed"
    basis = "S000-09 约谈"


class InterviewMissingError(DomainError):
    """Raised when mending is planned before the grade was talked about."""

    code = "mending.interview-missing"
    basis = "S000-09 先约谈后整改"


class PlanOpenError(DomainError):
    """Raised when another plan is made while one is open."""

    code = "mending.plan-open"
    basis = "S000-09 整改"


class NoPlanError(DomainError):
    """Raised when mending is completed or missed of which no plan is open."""

    code = "mending.no-plan"
    basis = "S000-09 整改"


class StillAskedForError(DomainError):
    """Raised when a plan would be dropped although the grade stands and the person is there."""

    code = "mending.still-asked-for"
    basis = "S000-09 整改; 考核档次变更或者离职的终止"


class OpenItemsError(DomainError):
    """Raised when more things are open than the plan has."""

    code = "mending.open-items"
    basis = "S000-09 整改"

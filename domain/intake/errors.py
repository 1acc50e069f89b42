"""Reasons for which a request about new staff is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class LinesError(DomainError):
    """Raised when a plan of intake has no line, names one twice, or plans replacements."""

    code = "intake.lines"
    basis = "S004-15, S004-16"


class BasisMissingError(DomainError):
    """Raised when a plan of intake names no document that it rests on."""

    code = "intake.basis-missing"
    basis = "S004-15 按区委人才办、区编办、区人社局要求"


class StaffUnknownError(DomainError):
    """Raised when the staff in quota is not told of a school that wants newcomers, or twice."""

    code = "intake.staff-unknown"
    basis = "S004-15 编制补充; B2-10"


class BeyondVacancyError(DomainError):
    """Raised when a school would have more staff than quota."""

    code = "intake.beyond-vacancy"
    basis = "B2-10 不得超编进人"


class NotARemoteSchoolError(DomainError):
    """Raised when a place is justified by remoteness and the school is not remote."""

    code = "intake.not-a-remote-school"
    basis = "S004-15 偏远学校教师"


class ApprovalNotNeededError(DomainError):
    """Raised when an office approves twice, or the talent office where nobody is a talent."""

    code = "intake.approval-not-needed"
    basis = "S004-15"


class NotApprovedError(DomainError):
    """Raised when an office has not approved the plan of intake."""

    code = "intake.not-approved"
    basis = "S004-15 按区委人才办、区编办、区人社局要求"


class LineUnknownError(DomainError):
    """Raised when a line is not in the plan of intake."""

    code = "intake.line-unknown"
    basis = "S004-15"


class NoRetirementError(DomainError):
    """Raised when the retirement that opens a place lies too far ahead or after the admission."""

    code = "intake.no-retirement"
    basis = "S004-16 退一补一"


class ApplicationsClosedTwiceError(DomainError):
    """Raised when applications are closed twice, or of a line that takes none."""

    code = "intake.applications-closed"
    basis = "B1-13"


class ApplicationsOpenError(DomainError):
    """Raised when newcomers of an open exam are announced before applications were counted."""

    code = "intake.applications-open"
    basis = "B1-13 开考比例; 条例 第9条"


class TooManyNewcomersError(DomainError):
    """Raised when more newcomers are announced or admitted than there are places."""

    code = "intake.too-many-newcomers"
    basis = "S004-16 退一补一; B2-10"


class NoticeLengthError(DomainError):
    """Raised when the notice of newcomers is too short or too long."""

    code = "intake.notice-length"
    basis = "B6-03 公开招聘公示7至15日; 条例 第9条"


class NotAnnouncedError(DomainError):
    """Raised when somebody is admitted who is not on a list that was up for its whole period."""

    code = "intake.not-announced"
    basis = "B6-03, B6-08; 条例 第9条"

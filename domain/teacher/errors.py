"""Reasons for which a request about a teacher is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class ServiceDatesError(DomainError):
    """Raised when a teacher would have joined the school before entering service."""

    code = "teacher.service-dates"
    basis = "B5-12 按日期计算"


class IdentityKnownError(DomainError):
    """Raised when a person whose identity number is registered already is registered again."""

    code = "teacher.identity-known"
    basis = "INV1 一名教师同一时间只有一组岗位"


class NoPostError(DomainError):
    """Raised when a teacher who holds no post would leave one."""

    code = "teacher.no-post"
    basis = "E.3"


class AbsenceDatesError(DomainError):
    """Raised when an absence is empty, lies ahead, or was recorded already."""

    code = "teacher.absence-dates"
    basis = "条例 第15条 旷工; B8-02"


class AbsenceExcusedError(DomainError):
    """Raised when somebody on statutory leave, or on no working day, is said to be absent."""

    code = "teacher.absence-excused"
    basis = "条例 第15条 工作日; B3-01, B3-05"


class AbsenceUnknownError(DomainError):
    """Raised when no absence of this id stands."""

    code = "teacher.absence-unknown"
    basis = "条例 第15条"


class ResignationError(DomainError):
    """Raised when a resignation does not stand that would be completed, or stands already."""

    code = "teacher.resignation"
    basis = "条例 第17条 本人书面通知; A.6 X3"


class ResignationTooEarlyError(DomainError):
    """Raised when a resignation would be completed before the day that the person named."""

    code = "teacher.resignation-too-early"
    basis = "条例 第17条; B8-04"


class ExitedError(DomainError):
    """Raised when the person's service has ended."""

    code = "teacher.exited"
    basis = "E.3 EXITED"

"""Reasons for which a request about attendance is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class NotInPackError(DomainError):
    """Raised when the plan in force says nothing about attendance, or leaves the school out."""

    code = "attendance.not-in-pack"
    basis = "S002-30 日清、周公示、月兑现; S002-02 由方案规定"


class OtherPlanError(DomainError):
    """Raised when a week would be kept under another plan than the school's, or the month's."""

    code = "attendance.other-plan"
    basis = "S002-30; INV3"


class WeekError(DomainError):
    """Raised when a week does not begin on a Monday, or has no working day in the month."""

    code = "attendance.week"
    basis = "S002-30 周公示; B13-03 工作日"


class WeekAheadError(DomainError):
    """Raised when a week would be published before its last working day."""

    code = "attendance.week-ahead"
    basis = "S002-30 日清; INV8"


class WeekTwiceError(DomainError):
    """Raised when a week of a month would be published a second time."""

    code = "attendance.week-twice"
    basis = "S002-30 周公示"


class StaffError(DomainError):
    """Raised when a week leaves out somebody who serves in the school, or names somebody else."""

    code = "attendance.staff"
    basis = "S002-30 全体教职工"


class AwayError(DomainError):
    """Raised when a line tells of a day on which nobody was due, or of a half-day twice."""

    code = "attendance.away"
    basis = "S002-30 日清"


class LeaveMissingError(DomainError):
    """Raised when a sheet shows leave that is not in the person's file."""

    code = "attendance.leave-missing"
    basis = "S002-31 请假审批权限"


class AbsenceExcusedError(DomainError):
    """Raised when a sheet shows somebody absent without leave who had leave."""

    code = "attendance.absence-excused"
    basis = "条例 第15条 旷工; B3-01, B3-05"


class AbsenceOmittedError(DomainError):
    """Raised when a sheet shows somebody at work on a day of an absence on file."""

    code = "attendance.absence-omitted"
    basis = "条例 第15条 旷工; S002-30"


class PublishedDayError(DomainError):
    """Raised when the file would say of a day what a public, or settled, sheet does not."""

    code = "attendance.published-day"
    basis = "条例 第15条 旷工; S002-30 周公示、月兑现"


class ContestError(DomainError):
    """Raised when an objection is about nobody in that week, too late, or its id is taken."""

    code = "attendance.contest"
    basis = "S002-30 公示无异议; B6-08; 民法典 第203条"


class ContestNotOpenError(DomainError):
    """Raised when an objection is decided that is not open."""

    code = "attendance.contest-not-open"
    basis = "S002-30; B6-08 异议处理"


class NothingToCorrectError(DomainError):
    """Raised when no upheld objection asks for a correction, or nothing would change by it."""

    code = "attendance.nothing-to-correct"
    basis = "S002-30; B6-08 异议成立的应当更正"


class WeeksMissingError(DomainError):
    """Raised when a month is summarised of which a week was not published."""

    code = "attendance.weeks-missing"
    basis = "S002-30 周公示、月汇总"


class ContestsUnfinishedError(DomainError):
    """Raised when a month goes on while an objection is open, or upheld and not corrected."""

    code = "attendance.contests-unfinished"
    basis = "S002-30 公示无异议; B6-08"


class MonthStepError(DomainError):
    """Raised when a month is summarised or settled twice, or settled before it is summarised."""

    code = "attendance.month-step"
    basis = "S002-30 周公示、月汇总、月兑现"


class PublicityNotOverError(DomainError):
    """Raised when a month is settled while its summary is still up."""

    code = "attendance.publicity-not-over"
    basis = "S002-30 公示无异议; B13-01, B13-03"

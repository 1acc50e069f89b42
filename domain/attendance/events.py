"""What can have happened to a month's sheet. Stream ``attendance-sheet:<school>-<month>``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.attendance.marks import Away, MonthLine, WeekLine
from domain.attendance.weeks import Month
from domain.kernel import DomainEvent
from domain.values.ids import Count, Id, Sha256Hex, Text


class AttendanceWeekPublished(DomainEvent):
    """公示周考勤: shown to all staff of the school, and so reported to the body above it."""

    TOPIC: ClassVar[str] = "attendance.attendance-week-published.v1"
    plan: Id
    pack_sha256: Sha256Hex
    school: Id
    month: Month
    monday: date
    days: tuple[date, ...]
    """The week's working days in this month."""
    lines: tuple[WeekLine, ...]
    reported_to: Id
    on: date


class AttendanceContested(DomainEvent):
    """对考勤提出异议: somebody objects to a person's line of a week. The text is in the vault."""

    TOPIC: ClassVar[str] = "attendance.attendance-contested.v1"
    objection: Id
    objector: Id
    against: Id
    monday: date


class AttendanceContestUpheld(DomainEvent):
    """考勤异议成立: the line is to be corrected."""

    TOPIC: ClassVar[str] = "attendance.attendance-contest-upheld.v1"
    objection: Id
    objector: Id
    against: Id
    reason: Text

    @property
    def considered(self) -> tuple[Id, ...]:
        """Who objected: nobody decides an objection of one's own."""
        return (self.objector,)


class AttendanceContestRejected(DomainEvent):
    """考勤异议不成立."""

    TOPIC: ClassVar[str] = "attendance.attendance-contest-rejected.v1"
    objection: Id
    objector: Id
    against: Id
    reason: Text

    @property
    def considered(self) -> tuple[Id, ...]:
        """Who objected: nobody decides an objection of one's own."""
        return (self.objector,)


class AttendanceCorrected(DomainEvent):
    """更正考勤: a line as it is, after an objection was upheld; the week stands beside it."""

    TOPIC: ClassVar[str] = "attendance.attendance-corrected.v1"
    objection: Id
    teacher: Id
    monday: date
    due_half_days: Count
    present_half_days: Count
    away: tuple[Away, ...]
    reason: Text
    on: date


class AttendanceMonthSummarised(DomainEvent):
    """月汇总公示: added up from the weeks and shown to the whole town."""

    TOPIC: ClassVar[str] = "attendance.attendance-month-summarised.v1"
    lines: tuple[MonthLine, ...]
    on: date
    last_day: date
    """Last working day of the publicity."""


class AttendanceMonthSettled(DomainEvent):
    """月兑现: nobody objected, so these half-days count for the month's pay."""

    TOPIC: ClassVar[str] = "attendance.attendance-month-settled.v1"
    lines: tuple[MonthLine, ...]
    on: date
    due_on: date
    late: bool


class AttendanceMonthReopened(DomainEvent):
    """撤销月兑现: the settlement is set aside; the month is public again, and settled anew."""

    TOPIC: ClassVar[str] = "attendance.attendance-month-reopened.v1"
    authority: Text
    reason: Text
    on: date


AttendanceEvent = (
    AttendanceWeekPublished
    | AttendanceContested
    | AttendanceContestUpheld
    | AttendanceContestRejected
    | AttendanceCorrected
    | AttendanceMonthSummarised
    | AttendanceMonthSettled
    | AttendanceMonthReopened
)
EVENTS: tuple[type[DomainEvent], ...] = (
    AttendanceWeekPublished,
    AttendanceContested,
    AttendanceContestUpheld,
    AttendanceContestRejected,
    AttendanceCorrected,
    AttendanceMonthSummarised,
    AttendanceMonthSettled,
    AttendanceMonthReopened,
)

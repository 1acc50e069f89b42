"""Forms of the decisions on attendance."""

from __future__ import annotations

from collections.abc import Mapping

from audit.replay.form import Form, More
from domain.attendance import commands as c
from domain.attendance.events import AttendanceWeekPublished
from domain.attendance.marks import AttendanceLine
from domain.kernel import Command, DomainEvent


def _lines(event: DomainEvent) -> Mapping[str, object]:
    """Return what was told of each person: half-days are counted anew."""
    assert isinstance(event, AttendanceWeekPublished), "the form says so"
    told = (AttendanceLine(teacher=each.teacher, away=each.away) for each in event.lines)
    return {"lines": tuple(told)}


def _form(name: str, command: type[Command], more: More | None = None) -> tuple[str, Form]:
    return f"attendance.attendance-{name}.v1", Form(command, "" if more else "sheet", more)


ATTENDANCE_FORMS: Mapping[str, Form] = dict(
    (
        _form("week-published", c.PublishAttendanceWeek, _lines),
        _form("contested", c.ContestAttendance),
        _form("contest-upheld", c.UpholdAttendanceContest),
        _form("contest-rejected", c.RejectAttendanceContest),
        _form("corrected", c.CorrectAttendance),
        _form("month-summarised", c.SummariseAttendanceMonth),
        _form("month-settled", c.SettleAttendanceMonth),
        _form("month-reopened", c.ReopenAttendanceMonth),
    )
)

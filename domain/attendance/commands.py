"""What people may ask of a school's attendance sheet of a month."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.attendance.marks import AttendanceLine, Away
from domain.attendance.state import sheet_id
from domain.attendance.weeks import Month
from domain.kernel import Command
from domain.values.ids import Id, Sealed, Text


class PublishAttendanceWeek(Command):
    """``lines`` is everybody who serves in the school, each once; counts follow from them.

    ``plan`` is the staffing plan whose pack holds the rules, ``monday`` the first day of the
    week, also where that lies in the month before.
    """

    plan: Id
    school: Annotated[Id, StringConstraints(max_length=50)]
    month: Month
    monday: date
    lines: Annotated[tuple[AttendanceLine, ...], Field(min_length=1)]

    @property
    def sheet(self) -> str:
        """Id of the sheet, see ``sheet_id``."""
        return sheet_id(self.school, self.month)


class ContestAttendance(Command):
    """``text`` goes to the vault, sealed for the objector; ``against`` may be oneself."""

    sheet: Id
    objection: Id
    objector: Id
    against: Id
    monday: date
    text: Sealed


class UpholdAttendanceContest(Command):
    sheet: Id
    objection: Id
    reason: Text


class RejectAttendanceContest(Command):
    sheet: Id
    objection: Id
    reason: Text


class CorrectAttendance(Command):
    """``away`` is the whole of the person's week as it really was, not what is added to it."""

    sheet: Id
    objection: Id
    away: tuple[Away, ...] = ()
    reason: Text


class SummariseAttendanceMonth(Command):
    sheet: Id


class SettleAttendanceMonth(Command):
    sheet: Id


class ReopenAttendanceMonth(Command):
    """``authority`` is the decision, of a case or of the body above, that asks for it."""

    sheet: Id
    authority: Text
    reason: Text


MonthCommand = SummariseAttendanceMonth | SettleAttendanceMonth | ReopenAttendanceMonth
ContestCommand = (
    ContestAttendance | UpholdAttendanceContest | RejectAttendanceContest | CorrectAttendance
)
AttendanceCommand = PublishAttendanceWeek | ContestCommand | MonthCommand
COMMANDS: tuple[type[Command], ...] = (
    PublishAttendanceWeek,
    ContestAttendance,
    UpholdAttendanceContest,
    RejectAttendanceContest,
    CorrectAttendance,
    SummariseAttendanceMonth,
    SettleAttendanceMonth,
    ReopenAttendanceMonth,
)

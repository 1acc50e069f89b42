"""The section of a rule pack on attendance and leave. Every field names its basis.

It is optional, and has no defaults for what the seed leaves open: how long a month is shown
and by when it is settled nobody may invent. Under a pack without it there is no attendance
sheet, and a principal approves all leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from domain.appraisal.grades import LeaveKind, LeaveLevel
from domain.kernel import Frozen
from domain.planning.sections import Days
from domain.values.ids import Text

_DAY_OF_MONTH = Annotated[int, Field(ge=1, le=28)]
_LEVELS = tuple(LeaveLevel)


class Vacation(Frozen):
    """寒暑假: days on which the school calendar has nobody at work. ``until_on`` is exclusive."""

    title: Text
    from_on: date
    until_on: date

    @model_validator(mode="after")
    def _must_have_a_day(self) -> Self:
        if self.until_on <= self.from_on:
            raise ValueError("until_on is the day after the last day off, so later than from_on")
        return self

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of it."""
        return self.from_on <= day < self.until_on


class LeaveApproval(Frozen):
    """请假审批权限: up to how many natural days of a kind of leave a level approves."""

    kind: LeaveKind
    days_max: Days | None = None
    """``None``: however long. [S002-31]"""
    level: LeaveLevel


class AttendanceRules(Frozen):
    """考勤规则: 日清、周公示、月兑现."""

    publicity_working_days: Days
    """Working days for which a month's summary is up before it is settled. [S002-30; local]"""
    settle_by_day: _DAY_OF_MONTH
    """Day of the next month up to which a month is settled, for its pay. [S002-30; local]"""
    vacations: tuple[Vacation, ...] = ()
    """Of the school calendar; no sheet covers them. [S002-30; local]"""
    leave_approval: tuple[LeaveApproval, ...] = ()
    """Rows of the matrix, of one kind from the shortest to the longest. A kind without a row
    is the principal's to approve. [S002-31]"""

    @field_validator("leave_approval")
    @classmethod
    def _must_rise(cls, rows: tuple[LeaveApproval, ...]) -> tuple[LeaveApproval, ...]:
        for kind in LeaveKind:
            _must_rise_to_the_end([each for each in rows if each.kind is kind])
        return rows

    def is_vacation(self, day: date) -> bool:
        """Tell whether the school calendar has nobody at work on a day."""
        return any(each.holds(day) for each in self.vacations)

    def level_for(self, kind: LeaveKind, days: int) -> LeaveLevel:
        """Return the level that approves leave of so many natural days."""
        rows = (each for each in self.leave_approval if each.kind is kind)
        fits = (each.level for each in rows if each.days_max is None or days <= each.days_max)
        return next(fits, LeaveLevel.PRINCIPAL)


def _must_rise_to_the_end(rows: Sequence[LeaveApproval]) -> None:
    """Refuse rows of one kind by which no one, or two, would approve some leave."""
    for row, longer in pairwise(rows):
        days_rise = row.days_max is not None and row.days_max < (
            longer.days_max or row.days_max + 1
        )
        if not days_rise or _LEVELS.index(row.level) >= _LEVELS.index(longer.level):
            raise ValueError("each row of a kind has more days and a higher level [S002-31]")
    if rows and rows[-1].days_max is not None:
        raise ValueError("the last row of a kind has no days_max: somebody approves any leave")

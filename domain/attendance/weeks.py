"""Which weeks and days of a month a sheet covers (考勤周)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import StringConstraints

from domain.planning.attendance_sections import AttendanceRules
from domain.values.calendar import is_working_day, plus_months

MONTH_PATTERN = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
Month = Annotated[str, StringConstraints(pattern=MONTH_PATTERN)]
"""月份, for example ``2026-09``."""


def first_of(month: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{month}-01")


def month_before(month: str) -> str:
    """Return the month before."""
    return month_of(first_of(month) - timedelta(days=1))


def month_of(day: date) -> str:
    """Return the month in which a day lies."""
    return f"{day:%Y-%m}"


def due_day(month: str, day: int) -> date:
    """Return the day of the next month by which a month is settled."""
    return plus_months(first_of(month), 1).replace(day=day)


def working_weeks(month: str, rules: AttendanceRules) -> dict[date, tuple[date, ...]]:
    """Return the working days of a month by the Monday of their week, vacations left out.

    A week that two months share is in the sheets of both, with the days of each.

    Raises:
        CalendarMissingError: There is no table for the year.
    """
    weeks: dict[date, tuple[date, ...]] = {}
    day, end = first_of(month), plus_months(first_of(month), 1)
    while day < end:
        if is_working_day(day) and not rules.is_vacation(day):
            monday = day - timedelta(days=day.weekday())
            weeks[monday] = (*weeks.get(monday, ()), day)
        day += timedelta(days=1)
    return weeks

"""Periods of a case, counted in working or natural days or in months (案件期限).

A period that reaches a year whose holidays are not announced gets its earliest possible
last day and is marked provisional: nobody is late by a provisional day.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from domain.kernel import Frozen
from domain.values.calendar import (
    CalendarMissingError,
    add_working_days,
    end_of_days,
    end_of_months,
    plus_months,
)
from domain.values.ids import Count


class Unit(StrEnum):
    """期间单位: natural days unless the text says working days (B13-06)."""

    WORKING_DAYS = "working_days"  # 工作日
    DAYS = "days"  # 日
    MONTHS = "months"  # 月


class Period(Frozen):
    """期间: so many days or months; the starting day is not counted. 依据: 民法典 第201条."""

    count: Count
    unit: Unit

    def after(self, start: date) -> Due:
        """Return the last day of the period that starts on ``start``."""
        try:
            return Due(last_day=self._last_day(start))
        except CalendarMissingError:
            return Due(last_day=self._earliest(start), provisional=True)

    def _last_day(self, start: date) -> date:
        if self.unit is Unit.WORKING_DAYS:
            return add_working_days(start, self.count)
        if self.unit is Unit.DAYS:
            return end_of_days(start, self.count)
        return end_of_months(start, self.count)

    def _earliest(self, start: date) -> date:
        if self.unit is Unit.MONTHS:
            return plus_months(start, self.count)
        return start + timedelta(days=self.count)


class Due(Frozen):
    """届满日: the period runs out at 24:00 of this day. 依据: 民法典 第203条."""

    last_day: date
    provisional: bool = False

    def is_over(self, on: date) -> bool:
        """Tell whether the period has run out before ``on``; a provisional one never has."""
        return not self.provisional and on > self.last_day


def days(count: int) -> Period:
    """Return a period of natural days."""
    return Period(count=count, unit=Unit.DAYS)


def working_days(count: int) -> Period:
    """Return a period of working days."""
    return Period(count=count, unit=Unit.WORKING_DAYS)


def months(count: int) -> Period:
    """Return a period of months."""
    return Period(count=count, unit=Unit.MONTHS)

"""The year that is appraised (考核年度), and what is more than half of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from domain.kernel import Frozen
from domain.planning.appraisal_sections import AppraisalYear

_FIRST_MONTH = {AppraisalYear.CALENDAR: 1, AppraisalYear.SCHOOL: 9}
_TERMS_BEGIN = {AppraisalYear.CALENDAR: 1, AppraisalYear.SCHOOL: 7}


class Span(Frozen):
    """考核年度: from its first day up to, not including, ``until_on``."""

    from_on: date
    until_on: date

    @property
    def days(self) -> int:
        """Natural days of the year (B13-06)."""
        return (self.until_on - self.from_on).days

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.until_on - timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the year."""
        return self.from_on <= day < self.until_on

    def covered(self, periods: Iterable[tuple[date, date]]) -> int:
        """Return on how many days of the year one of the periods ran; ends are exclusive."""
        found: set[date] = set()
        for begun, ended in periods:
            first, last = max(begun, self.from_on), min(ended, self.until_on)
            found.update(first + timedelta(days=n) for n in range((last - first).days))
        return len(found)

    def is_over_half(self, days: int) -> bool:
        """Tell whether so many days are more than half of the year: 183 of 365, 184 of 366."""
        return 2 * days > self.days


def span_of(year: int, kind: AppraisalYear) -> Span:
    """Return the days of a year; a school year is named by the calendar year it begins in."""
    month = _FIRST_MONTH[kind]
    return Span(from_on=date(year, month, 1), until_on=date(year + 1, month, 1))


def year_begun_on(day: date, kind: AppraisalYear) -> int:
    """考核年度: the year to which a term belongs from its first day.

    A school year is named by the calendar year it begins in; what begins in its summer
    holiday, as contracts of a summer's round do, is of the school year that follows.
    依据: S001-08, S002-17 (8月聘任, 9月开学), 考核规定 第20条 (B9-13).
    """
    return day.year - (1 if day.month < _TERMS_BEGIN[kind] else 0)


def last_year_before(day: date, kind: AppraisalYear) -> int:
    """Return the name of the last year that was over on a day (上年度)."""
    return day.year - (1 if day.month >= _FIRST_MONTH[kind] else 2)

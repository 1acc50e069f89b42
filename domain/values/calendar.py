"""The clock of periods: working days with 调休, natural days and months (期间计算).

The table is the State Council's, kept as data for the years that it has announced. A
year without a table is refused, never guessed: until the table is there, a deadline in
that year is provisional.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from domain.kernel import DomainError
from domain.values.calendar_table import HOLIDAYS, WORKING_WEEKENDS

_SATURDAY = 5
_ONE = timedelta(days=1)

FIRST_YEAR = min(HOLIDAYS)
LAST_YEAR = max(HOLIDAYS)


class CalendarMissingError(DomainError):
    """Raised when the State Council's table for a year is not in this version."""

    code = "calendar.missing"
    basis = "B13-03 国务院节假日安排; 全国年节及纪念日放假办法"


def is_working_day(day: date) -> bool:
    """Tell whether people work on this day: weekday or 调休 weekend, and no day off.

    Raises:
        CalendarMissingError: There is no table for the year.
    """
    off, on = _exceptions(day.year)
    return day in on if day.weekday() >= _SATURDAY else day not in off


def add_working_days(day: date, count: int) -> date:
    """Return the ``count``-th working day after ``day``, which is not counted itself.

    依据: 民法典 第201条 (B13-01), B13-03.

    Raises:
        CalendarMissingError: The period reaches a year without a table.
        ValueError: ``count`` is under 1.
    """
    if count < 1:
        raise ValueError("a period has at least one day")
    _exceptions(day.year)
    left = count
    while left:
        day += _ONE
        left -= is_working_day(day)
    return day


def last_day_of_notice(on: date, working_days: int) -> date:
    """Return the last day of a notice put up ``on`` that day; it runs out at 24:00."""
    return add_working_days(on, working_days)


def earliest_final_day(on: date, working_days: int) -> date:
    """Return the first day on which a list put up ``on`` that day may become final."""
    return last_day_of_notice(on, working_days) + _ONE


def working_days_between(after: date, until: date) -> int:
    """Count working days from the day after ``after`` up to ``until``, both dates of a period.

    Raises:
        CalendarMissingError: The period reaches a year without a table.
    """
    days = (until - after).days
    return sum(is_working_day(after + timedelta(days=n)) for n in range(1, days + 1))


def end_of_days(start: date, days: int) -> date:
    """Return the last day of a period of natural days; the starting day is not counted.

    依据: 民法典 第201条、第203条 (B13-01, B13-02).

    Raises:
        CalendarMissingError: The last day lies in a year without a table.
    """
    return roll_over(start + timedelta(days=days))


def end_of_months(start: date, months: int) -> date:
    """Return the last day of a period of months: the same-numbered day, else the month's last.

    依据: 民法典 第202条、第203条 (B13-01, B13-02).

    Raises:
        CalendarMissingError: The last day lies in a year without a table.
    """
    return roll_over(plus_months(start, months))


def plus_months(start: date, months: int) -> date:
    """Return the same-numbered day that many months on, else that month's last day.

    Beyond the last day that a date can hold, that last day is returned.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def roll_over(day: date) -> date:
    """Return the day, or the first one after the days off (法定休假日) that it falls into.

    Raises:
        CalendarMissingError: There is no table for the year.
    """
    while not is_working_day(day):
        day += _ONE
    return day


@lru_cache(maxsize=64)
def _exceptions(year: int) -> tuple[frozenset[date], frozenset[date]]:
    if year not in HOLIDAYS:
        raise CalendarMissingError(year=year, first_year=FIRST_YEAR, last_year=LAST_YEAR)
    return _days(year, HOLIDAYS[year]), _days(year, WORKING_WEEKENDS[year])


def _days(year: int, text: str) -> frozenset[date]:
    """Read ``"0128-0131 0203"``: days and ranges of days as month and day."""
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        day, end = _day(year, first), _day(year, last or first)
        while day <= end:
            found.add(day)
            day += _ONE
    return frozenset(found)


def _day(year: int, text: str) -> date:
    return date(year, int(text[:2]), int(text[2:]))

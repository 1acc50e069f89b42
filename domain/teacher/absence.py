"""Unexcused absence (旷工), counted in working days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from domain.appraisal.file import Leave
from domain.kernel import Frozen
from domain.planning.protection_sections import AbsenceYear
from domain.protection.kinds import Effect
from domain.protection.state import Safeguards
from domain.values.calendar import is_working_day, plus_months
from domain.values.ids import Id

_ONE = timedelta(days=1)


class Absence(Frozen):
    """旷工: absent from the first day up to, not including, ``until_on``."""

    absence: Id
    from_on: date
    until_on: date

    def days(self) -> Iterator[date]:
        """Yield every day of it."""
        for number in range((self.until_on - self.from_on).days):
            yield self.from_on + timedelta(days=number)


def absent_days(
    absences: Iterable[Absence], safeguards: Safeguards, leaves: Sequence[Leave]
) -> tuple[date, ...]:
    """旷工工作日: working days absent, none twice, without days of leave.

    Neither of statutory leave nor of one that is in the personnel file, whenever it was entered:
    who had leave was not absent without it. 依据: 条例 第15条 (B8-02), B3-14.
    """
    days = {day for each in absences for day in each.days() if is_working_day(day)}
    days -= {day for day in days if any(each.holds(day) for each in leaves)}
    return tuple(day for day in sorted(days) if not safeguards.has(day, Effect.EXCUSES_ABSENCE))


def longest_run(days: Iterable[date]) -> int:
    """连续旷工: the most working days in a row; days off between them do not interrupt.

    依据: 条例 第15条 (T14).
    """
    longest = run = 0
    before: date | None = None
    for day in days:
        run = run + 1 if before is not None and is_next_working_day(before, day) else 1
        longest, before = max(longest, run), day
    return longest


def is_next_working_day(before: date, day: date) -> bool:
    """Tell whether no working day lies between a day and a later one."""
    between = before + _ONE
    while between < day and not is_working_day(between):
        between += _ONE
    return between == day


def most_in_a_year(days: tuple[date, ...], year: AbsenceYear) -> int:
    """一年累计旷工: in one calendar year, or in any twelve months, as the pack says.

    依据: 条例 第15条 leaves open what one year is.
    """
    if year is AbsenceYear.CALENDAR:
        windows = ((date(n, 1, 1), date(n + 1, 1, 1)) for n in {day.year for day in days})
    else:
        windows = ((day, plus_months(day, 12)) for day in days)
    counts = (sum(begin <= day < end for day in days) for begin, end in windows)
    return max(counts, default=0)

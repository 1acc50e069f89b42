"""Words of an attendance sheet: half-days, and why somebody was not at the post (考勤)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from domain.kernel import Frozen
from domain.values.ids import Count, Id

HALVES_A_DAY = 2


class DayPart(StrEnum):
    """时段."""

    WHOLE_DAY = "whole_day"  # 全天
    MORNING = "morning"  # 上午
    AFTERNOON = "afternoon"  # 下午

    @property
    def halves(self) -> tuple[DayPart, ...]:
        """The half-days of it."""
        return (DayPart.MORNING, DayPart.AFTERNOON) if self is DayPart.WHOLE_DAY else (self,)


class AwayKind(StrEnum):
    """不在岗情形. Which leave it was, and why, is in the vault, never in a sheet."""

    ON_DUTY = "on_duty"  # 公务外出: at work, elsewhere
    ON_LEAVE = "on_leave"  # 请假
    ABSENT = "absent"  # 旷工


class Away(Frozen):
    """不在岗: a day, or half of one, on which somebody was not at the post."""

    on: date
    part: DayPart
    kind: AwayKind


class AttendanceLine(Frozen):
    """考勤一行: one person's week. Where nothing is told, she was at the post."""

    teacher: Id
    away: tuple[Away, ...] = ()


class WeekLine(Frozen):
    """周考勤一行: what of a week's half-days somebody was due at the post, and was there."""

    teacher: Id
    due_half_days: Count
    present_half_days: Count
    away: tuple[Away, ...]

    def kind_on(self, day: date) -> frozenset[AwayKind | None]:
        """Return as what both halves of a day count; ``None`` stands for presence."""
        halves = {
            part: each.kind for each in self.away if each.on == day for part in each.part.halves
        }
        return frozenset(halves.get(each) for each in DayPart.WHOLE_DAY.halves)

    @property
    def absent_days(self) -> tuple[date, ...]:
        """Days on which she was absent without leave, the whole of them (条例 第15条)."""
        days = sorted({each.on for each in self.away})
        return tuple(day for day in days if self.kind_on(day) == {AwayKind.ABSENT})


class MonthLine(Frozen):
    """月考勤一行: half-days of a month; ``counted_half_days`` are those that pay counts as worked.

    Units, never money: what a day of leave is paid depends on its kind, which the vault holds.
    """

    teacher: Id
    due_half_days: Count
    present_half_days: Count
    duty_half_days: Count
    leave_half_days: Count
    absent_half_days: Count
    counted_half_days: Count


def half_days(away: Iterable[Away], kind: AwayKind) -> int:
    """Return how many half-days are of a kind."""
    return sum(len(each.part.halves) for each in away if each.kind is kind)


def week_line(teacher: str, due_days: int, away: Iterable[Away]) -> WeekLine:
    """Return a line with its half-days counted; what was away is told in order of time."""
    told = tuple(sorted(away, key=lambda each: (each.on, each.part is DayPart.AFTERNOON)))
    due = due_days * HALVES_A_DAY
    return WeekLine(
        teacher=teacher,
        due_half_days=due,
        present_half_days=due - sum(len(each.part.halves) for each in told),
        away=told,
    )


def month_line(teacher: str, weeks: Iterable[WeekLine]) -> MonthLine:
    """月汇总: add up a person's weeks."""
    lines = tuple(weeks)
    away = tuple(each for line in lines for each in line.away)
    present = sum(line.present_half_days for line in lines)
    on_duty = half_days(away, AwayKind.ON_DUTY)
    return MonthLine(
        teacher=teacher,
        due_half_days=sum(line.due_half_days for line in lines),
        present_half_days=present,
        duty_half_days=on_duty,
        leave_half_days=half_days(away, AwayKind.ON_LEAVE),
        absent_half_days=half_days(away, AwayKind.ABSENT),
        counted_half_days=present + on_duty,
    )

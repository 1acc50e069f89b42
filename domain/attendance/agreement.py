"""What a sheet and a personnel file say of one day must not contradict (考勤与档案一致)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.attendance import errors
from domain.attendance.marks import AwayKind, WeekLine
from domain.attendance.state import AttendanceSheet, sheet_id
from domain.attendance.weeks import month_of
from domain.kernel import States
from domain.protection.kinds import Effect
from domain.teacher.absence import Absence, absent_days
from domain.teacher.state import Teacher

_ABSENT = frozenset({AwayKind.ABSENT})


def line_must_agree_with_file(teacher: Teacher, line: WeekLine, days: Sequence[date]) -> None:
    """考勤与档案一致: leave, absence without it and presence are as the file has them.

    ``days`` are those on which she was due. 依据: S002-31; 条例 第15条.
    """
    for each in line.away:
        excused = is_excused(teacher, each.on)
        if each.kind is AwayKind.ON_LEAVE and not excused:
            raise errors.LeaveMissingError(teacher=line.teacher, day=each.on.isoformat())
        if each.kind is AwayKind.ABSENT and excused:
            raise errors.AbsenceExcusedError(teacher=line.teacher, day=each.on.isoformat())
    filed = absent_days(teacher.absences, teacher.safeguards, teacher.file.leaves)
    for day in filed:
        if day in days and line.kind_on(day) != _ABSENT:
            raise errors.AbsenceOmittedError(teacher=line.teacher, day=day.isoformat())


def is_excused(teacher: Teacher, day: date) -> bool:
    """Tell whether leave on file or the law excuses somebody from work on a day."""
    by_leave = any(each.holds(day) for each in teacher.file.leaves)
    return by_leave or teacher.safeguards.has(day, Effect.EXCUSES_ABSENCE)


def absence_must_be_as_published(
    states: States, person: str, teacher: Teacher, absence: Absence
) -> None:
    """旷工登记与考勤一致: what a public sheet does not call absence is none on file.

    So contracts end by absences that were public, where there is a sheet; one that is wrong is
    objected to and corrected first. Half a day is no working day of absence.
    依据: 条例 第15条; S002-30.
    """
    days = absent_days((absence,), teacher.safeguards, teacher.file.leaves)
    for sheet, day, kind in _covered(states, person, teacher, days):
        if kind != _ABSENT:
            settled = int(sheet.settled_on is not None)
            raise errors.PublishedDayError(teacher=person, day=day.isoformat(), is_settled=settled)


def absence_must_not_be_settled(
    states: States, person: str, teacher: Teacher, absence: Absence
) -> None:
    """撤销旷工登记: not against a settled sheet, which is reopened first. 依据: S002-30."""
    for sheet, day, kind in _covered(states, person, teacher, absence.days()):
        if kind == _ABSENT and sheet.settled_on is not None:
            raise errors.PublishedDayError(teacher=person, day=day.isoformat(), is_settled=1)


def _covered(
    states: States, person: str, teacher: Teacher, days: Iterable[date]
) -> Iterator[tuple[AttendanceSheet, date, frozenset[AwayKind | None]]]:
    """Yield the days that a sheet covers, each with as what it counts there."""
    sheets: dict[str, tuple[AttendanceSheet, ...]] = {}
    for day in days:
        month = month_of(day)
        if month not in sheets:
            sheets[month] = tuple(_sheets(states, teacher, month))
        for sheet in sheets[month]:
            kind = sheet.kind_on(person, day)
            if kind is not None:
                yield sheet, day, kind


def _sheets(states: States, teacher: Teacher, month: str) -> Iterator[AttendanceSheet]:
    for school in sorted(_schools_of(teacher)):
        sheet = states.find(AttendanceSheet, sheet_id(school, month))
        if sheet is not None:
            yield sheet


def _schools_of(teacher: Teacher) -> set[str]:
    """Return the schools in whose sheets somebody may be."""
    away, before = teacher.on_exchange, teacher.came_from
    return {
        teacher.school,
        *({away.school} if away is not None else ()),
        *({before.school} if before is not None else ()),
        *(each.school for each in teacher.exchanges_served),
    }

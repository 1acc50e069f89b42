"""Who serves in a school on which day, out of the school's and the teachers' own streams."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.attendance.state import AttendanceSheet, sheet_id
from domain.attendance.weeks import month_before
from domain.kernel import States, require
from domain.school.state import School
from domain.teacher.state import Teacher


def serves_at(teacher: Teacher, school: str, day: date) -> bool:
    """Tell whether somebody served in a school on a day; leave does not interrupt it."""
    if teacher.exited_on is not None and day >= teacher.exited_on:
        return False
    return school == _school_on(teacher, day)


def _school_on(teacher: Teacher, day: date) -> str | None:
    away = teacher.on_exchange
    if away is not None and away.from_on <= day:
        return away.school
    for stay in teacher.exchanges_served:
        if stay.from_on <= day < stay.until_on:
            return stay.school
    before = teacher.came_from
    if day >= teacher.joined_school_on:
        return teacher.school
    if before is not None and day >= before.joined_school_on:
        return before.school
    return None


def days_served(teacher: Teacher, school: str, days: Sequence[date]) -> tuple[date, ...]:
    """Return the days on which somebody served in a school."""
    return tuple(day for day in days if serves_at(teacher, school, day))


def staff_of(
    states: States, school: School, month: str, days: Sequence[date]
) -> dict[str, tuple[date, ...]]:
    """Return who is known to serve in a school, with those of the days on which each does.

    Known are those who sit on its posts, its guests on exchange, and whoever was in a sheet of
    this month or the one before and serves there still. Somebody who was registered and holds
    no post is known from the first sheet on that names her.
    """
    known = {person for holders in school.seats.values() for person in holders} | school.guests
    for each in (month_before(month), month):
        sheet = states.find(AttendanceSheet, sheet_id(school.school, each))
        known |= sheet.people if sheet is not None else frozenset()
    served = {
        person: days_served(require(states, Teacher, person), school.school, days)
        for person in sorted(known)
    }
    return {person: found for person, found in served.items() if found}

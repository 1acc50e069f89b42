"""Who approves a leave (请假审批权限): by the matrix of the plan, where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from domain.appraisal import file_errors
from domain.appraisal.file import Leave
from domain.appraisal.file_commands import RecordLeave
from domain.appraisal.file_events import LeaveApproved
from domain.appraisal.grades import COUNTED, LeaveLevel
from domain.kernel import States
from domain.mandate.events import BodyKind
from domain.mandate.state import Body
from domain.planning.attendance_sections import AttendanceRules
from domain.planning.state import Plan
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.calendar import CalendarMissingError, is_working_day

_ONE = timedelta(days=1)
_SATURDAY = 5


def approval_of(
    states: States, teacher: Teacher, command: RecordLeave, rules: AttendanceRules
) -> LeaveApproved | None:
    """请假审批权限: leave beyond the principal's authority is signed by the level of the matrix.

    ``None`` where the principal approves it. 依据: S002-31.
    """
    days = days_in_a_row(teacher.file.leaves, command)
    level = rules.level_for(command.kind, days)
    if level is LeaveLevel.PRINCIPAL:
        return None
    by = approver_must_be_known(states, teacher.school, level)
    return LeaveApproved(leave=command.leave, natural_days=days, level=level, approved_by=by)


def matrix_for(states: States, school: str) -> AttendanceRules | None:
    """Return the rules of the plan under which the school published its posts, if it has any."""
    found = states.find(School, school)
    plan = states.find(Plan, found.plan) if found is not None and found.plan is not None else None
    pack = plan.pack_in_force if plan is not None else None
    return pack.attendance if pack is not None else None


def approver_must_be_known(states: States, school: str, level: LeaveLevel) -> str:
    """审批单位: the town office of the school, or the bureau above it. 依据: S002-31.

    For a school of the bureau's own (局直属学校) the bureau is both.
    """
    found = states.find(School, school)
    by = found.town_office if found is not None else None
    if by is not None and level is LeaveLevel.EDUCATION_BUREAU:
        office = states.find(Body, by)
        if office is None or office.kind is not BodyKind.EDUCATION_BUREAU:
            by = office.parent if office is not None else None
    if by is None:
        raise file_errors.LeaveApproverError(school=school, needed=level.value)
    return by


def days_in_a_row(leaves: Sequence[Leave], command: RecordLeave) -> int:
    """续假合并计算: natural days with the leave that this one goes on from, or leads up to.

    Nobody passes a level by leave in pieces. Leave that counts towards no grade and leave that
    does not are not one; nothing more of its kind is known outside of the vault. 依据: S002-31.
    """
    first, last = command.from_on, command.until_on - _ONE
    alike = [each for each in leaves if each.counted == (command.kind in COUNTED)]
    while joined := [each for each in alike if _touches(each, first, last)]:
        first = min(first, *(each.from_on for each in joined))
        last = max(last, *(each.until_on - _ONE for each in joined))
        alike = [each for each in alike if each not in joined]
    return (last - first).days + 1


def _touches(leave: Leave, first: date, last: date) -> bool:
    """Tell whether no working day lies between a leave and a span of days."""
    if leave.until_on <= first:
        return _all_off(leave.until_on, first)
    return _all_off(last + _ONE, leave.from_on)


def _all_off(day: date, end: date) -> bool:
    while day < end and _is_off(day):
        day += _ONE
    return day >= end


def _is_off(day: date) -> bool:
    """Tell whether a day is off; by the weekday where the year has no table yet."""
    try:
        return not is_working_day(day)
    except CalendarMissingError:
        return day.weekday() >= _SATURDAY

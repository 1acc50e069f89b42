"""The month: added up, shown to the town, settled, and set aside (月汇总、月兑现)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import assert_never

from domain.attendance import commands as c
from domain.attendance import events as e
from domain.attendance import rules
from domain.attendance.agreement import line_must_agree_with_file
from domain.attendance.roster import days_served
from domain.attendance.state import AttendanceSheet
from domain.attendance.weeks import due_day
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.attendance_sections import AttendanceRules
from domain.planning.state import Plan
from domain.teacher.absence import Absence, absent_days, is_next_working_day
from domain.teacher.events import AbsenceRecorded, AbsenceVoided
from domain.teacher.state import Teacher
from domain.values.calendar import last_day_of_notice
from domain.values.privacy import must_hold_no_personal_data

_ONE = timedelta(days=1)


def decide_month(
    states: States, command: c.MonthCommand, state: AttendanceSheet, today: date
) -> Decision:
    """Decide about the month of a sheet."""
    of_pack = rules.rules_of(require(states, Plan, state.plan).packs[state.pack_sha256])
    stream = stream_of(AttendanceSheet, command.sheet)
    match command:
        case c.SummariseAttendanceMonth():
            return (Recorded(stream, _summarise(states, state, of_pack, today)),)
        case c.SettleAttendanceMonth():
            settled = _settle(states, state, of_pack, today)
            return (Recorded(stream, settled), *_absences_of(states, command.sheet, state))
        case c.ReopenAttendanceMonth():
            rules.month_must_be_settled(state)
            must_hold_no_personal_data({"authority": command.authority, "reason": command.reason})
            reopened = e.AttendanceMonthReopened(
                authority=command.authority, reason=command.reason, on=today
            )
            return (Recorded(stream, reopened), *_voided(states, command, state))
        case _:
            assert_never(command)


def _summarise(
    states: States, state: AttendanceSheet, of_pack: AttendanceRules, today: date
) -> e.AttendanceMonthSummarised:
    rules.month_must_not_be_summarised(state)
    rules.every_week_must_be_public(state, of_pack)
    rules.no_contest_may_be_unfinished(state)
    _sheet_must_agree_with_files(states, state)
    return e.AttendanceMonthSummarised(
        lines=state.month_lines(),
        on=today,
        last_day=last_day_of_notice(today, of_pack.publicity_working_days),
    )


def _settle(
    states: States, state: AttendanceSheet, of_pack: AttendanceRules, today: date
) -> e.AttendanceMonthSettled:
    """A month that is settled after its day is settled late: nobody's pay waits for ever."""
    summary = rules.month_must_be_summarised(state)
    rules.no_contest_may_be_unfinished(state)
    rules.publicity_must_be_over(summary, today)
    _sheet_must_agree_with_files(states, state)
    due_on = due_day(state.month, of_pack.settle_by_day)
    return e.AttendanceMonthSettled(
        lines=summary.lines, on=today, due_on=due_on, late=today > due_on
    )


def _sheet_must_agree_with_files(states: States, state: AttendanceSheet) -> None:
    """Leave granted, and absences recorded, since a week was published are told by now."""
    for week in state.weeks.values():
        for person, line in week.lines.items():
            teacher = require(states, Teacher, person)
            due = days_served(teacher, state.school, week.days)
            line_must_agree_with_file(teacher, line, due)


def _absences_of(states: States, sheet: str, state: AttendanceSheet) -> Iterator[Recorded]:
    """旷工入档: what was public and uncontested is what ends of contracts count (条例 第15条).

    Days that are on file already are left as they are.
    """
    for person in sorted(state.people):
        teacher = require(states, Teacher, person)
        shown = {day for line in state.lines_of(person) for day in line.absent_days}
        filed = absent_days(teacher.absences, teacher.safeguards, teacher.file.leaves)
        fresh = sorted(shown - set(filed))
        for run in _runs(fresh) if teacher.exited is None else ():
            absence = AbsenceRecorded(
                absence=_absence_id(sheet, run[0]),
                from_on=run[0],
                until_on=run[-1] + _ONE,
                document=f"考勤表 {sheet}",
            )
            yield Recorded(stream_of(Teacher, person), absence)


def _runs(days: Sequence[date]) -> Iterator[list[date]]:
    """Yield days that follow each other, as working days do, together."""
    run: list[date] = []
    for day in days:
        if run and not is_next_working_day(run[-1], day):
            yield run
            run = []
        run = [*run, day]
    if run:
        yield run


def _absence_id(sheet: str, first: date) -> str:
    return f"{sheet}-{first.day:02}"


def _voided(
    states: States, command: c.ReopenAttendanceMonth, state: AttendanceSheet
) -> Iterator[Recorded]:
    """What the settlement put on file goes with it; what was on file before stays."""
    for person in sorted(state.people):
        teacher = require(states, Teacher, person)
        for each in teacher.absences:
            if _is_of(command.sheet, each):
                voided = AbsenceVoided(absence=each.absence, document=command.authority)
                yield Recorded(stream_of(Teacher, person), voided)


def _is_of(sheet: str, absence: Absence) -> bool:
    return absence.absence == _absence_id(sheet, absence.from_on)

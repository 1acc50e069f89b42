"""Decisions on attendance (考勤): weeks are published, contested and corrected; months settled."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.attendance import commands as c
from domain.attendance import events as e
from domain.attendance import rules
from domain.attendance.agreement import line_must_agree_with_file
from domain.attendance.marks import week_line
from domain.attendance.months import decide_month
from domain.attendance.roster import days_served, staff_of
from domain.attendance.state import AttendanceSheet
from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.planning.attendance_sections import AttendanceRules
from domain.planning.state import Plan
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.AttendanceCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    stream = stream_of(AttendanceSheet, command.sheet)
    if isinstance(command, c.PublishAttendanceWeek):
        return (Recorded(stream, _publish(states, command, today)),)
    state = require(states, AttendanceSheet, command.sheet)
    if isinstance(command, c.MonthCommand):
        return decide_month(states, command, state, today)
    personal: tuple[Personal, ...] = ()
    if isinstance(command, c.ContestAttendance):
        path = f"objection.{command.sheet}.{command.objection}"
        personal = (Personal(path, command.objector, command.text),)
    return (Recorded(stream, _contest(states, command, state, today), personal),)


def _publish(
    states: States, command: c.PublishAttendanceWeek, today: date
) -> e.AttendanceWeekPublished:
    """Publish a week; the first of a month fixes the pack for all of it."""
    school = require(states, School, command.school)
    state = states.find(AttendanceSheet, command.sheet)
    sha256, of_pack = _pack_for(states, school, state, command)
    days = rules.week_must_be_of_month(command.month, command.monday, of_pack)
    rules.week_must_be_over(days, today)
    rules.week_must_be_new(state, command.monday)
    people = {each.teacher: require(states, Teacher, each.teacher) for each in command.lines}
    due = {name: days_served(each, school.school, days) for name, each in people.items()}
    staff = staff_of(states, school, command.month, days)
    rules.everybody_must_be_listed(command.lines, staff, due)
    lines = []
    for each in command.lines:
        rules.away_must_fit(each.teacher, each.away, due[each.teacher])
        line = week_line(each.teacher, len(due[each.teacher]), each.away)
        line_must_agree_with_file(people[each.teacher], line, due[each.teacher])
        lines.append(line)
    return e.AttendanceWeekPublished(
        plan=command.plan,
        pack_sha256=sha256,
        school=command.school,
        month=command.month,
        monday=command.monday,
        days=days,
        lines=tuple(lines),
        reported_to=school.town_office,
        on=today,
    )


def _pack_for(
    states: States,
    school: School,
    state: AttendanceSheet | None,
    command: c.PublishAttendanceWeek,
) -> tuple[str, AttendanceRules]:
    plan = require(states, Plan, command.plan)
    if state is None:
        current = states.find(Plan, school.plan) if school.plan is not None else None
        rules.plan_must_be_the_schools(command.plan, command.month, school.plan, current)
        return rules.plan_must_have_attendance(plan, command.school)
    rules.plan_must_be_the_months(state, command.plan)
    return state.pack_sha256, rules.rules_of(plan.packs[state.pack_sha256])


def _contest(
    states: States, command: c.ContestCommand, state: AttendanceSheet, today: date
) -> e.AttendanceEvent:
    match command:
        case c.ContestAttendance():
            rules.contest_must_be_in_time(state, command, today)
            return e.AttendanceContested(**command.model_dump(exclude={"sheet", "text"}))
        case c.UpholdAttendanceContest() | c.RejectAttendanceContest():
            contest = rules.contest_must_be_open(state, command.objection)
            must_hold_no_personal_data({"reason": command.reason})
            upheld = isinstance(command, c.UpholdAttendanceContest)
            verdict = e.AttendanceContestUpheld if upheld else e.AttendanceContestRejected
            return verdict(
                objection=command.objection,
                objector=contest.objector,
                against=contest.against,
                reason=command.reason,
            )
        case c.CorrectAttendance():
            return _correct(states, command, state, today)
        case _:
            assert_never(command)


def _correct(
    states: States, command: c.CorrectAttendance, state: AttendanceSheet, today: date
) -> e.AttendanceCorrected:
    contest, week = rules.correction_must_be_owed(state, command.objection)
    person = contest.against
    teacher = require(states, Teacher, person)
    due = days_served(teacher, state.school, week.days)
    rules.away_must_fit(person, command.away, due)
    line = week_line(person, len(due), command.away)
    rules.line_must_change(command.objection, contest.line, line)
    line_must_agree_with_file(teacher, line, due)
    must_hold_no_personal_data({"reason": command.reason})
    return e.AttendanceCorrected(
        objection=command.objection,
        monday=contest.monday,
        reason=command.reason,
        on=today,
        **dict(line),
    )

"""Decisions on titles, post grades and pay (职称、岗位等级、工资)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import assert_never

from domain.award.threshold import award_must_allow_title
from domain.grade import commands as c
from domain.grade import events as e
from domain.grade import rules
from domain.grade.seats import grade_given_up
from domain.grade.state import GradeHeld, GradeRecord, GradeStructure
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.planning.quota_sections import GradeRules
from domain.planning.state import Plan
from domain.quota.state import Quota
from domain.school.rules import share_must_be_filed
from domain.school.state import School
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data
from domain.values.staffing import Series
from domain.values.time import beijing_date


def decide(states: States, command: c.GradeCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    if isinstance(command, c.FixGradeStructure | c.ConferTitle | c.SetPayGrade):
        must_hold_no_personal_data({"document": command.document})
    match command:
        case c.FixGradeStructure():
            return _fix(states, command)
        case c.ConferTitle():
            return _confer(states, command, beijing_date(at))
        case c.AppointToGrade():
            return _appoint(states, command, beijing_date(at))
        case c.EndGrade():
            return _end(states, command, at)
        case c.SetPayGrade():
            record = require(states, GradeRecord, command.teacher)
            rules.pay_must_follow(record, command.series, command.grade, command.from_on)
            return (_of(command.teacher, _pay(command)),)
        case _:
            assert_never(command)


def _fix(states: States, command: c.FixGradeStructure) -> Decision:
    pack, of_grades = rules.grade_rules_of(require(states, Plan, command.plan))
    quota = states.find(Quota, command.plan)
    share = share_must_be_filed(quota, command.school, command.plan)
    for each in command.seats:
        rules.grade_must_be_of_series(each.series, each.grade)
    rules.grades_must_differ(command.seats)
    rules.teaching_posts_must_fit(command, share.posts, of_grades)
    rules.seats_must_fit(command, of_grades)
    rules.other_series_must_fit(command, share.posts)
    rules.holders_must_keep_seats(states.find(GradeStructure, command.school), command.seats)
    fixed = e.GradeStructureFixed(
        plan=command.plan,
        pack_sha256=pack.sha256(),
        level=command.level,
        posts=share.posts,
        teaching_posts=command.teaching_posts,
        seats=command.seats,
        document=command.document,
    )
    return (Recorded(stream_of(GradeStructure, command.school), fixed),)


def _confer(states: States, command: c.ConferTitle, today: date) -> Decision:
    pack, of_grades = rules.grade_rules_of(require(states, Plan, command.plan))
    teacher = require(states, Teacher, command.teacher)
    school = require(states, School, teacher.school)
    rules.title_must_be_higher(states.find(GradeRecord, command.teacher), command.title, of_grades)
    rules.title_must_not_be_lost(teacher.file, command.teacher, command.from_on)
    day = max(command.from_on, today)
    award_must_allow_title(states, command.teacher, command.title, day, pack)
    rules.rural_year_must_be_served(
        teacher,
        command.title,
        of_grades,
        remote_since=teacher.joined_school_on if school.remote else None,
        on=command.from_on,
    )
    conferred = e.TitleConferred(
        plan=command.plan,
        pack_sha256=pack.sha256(),
        teacher=command.teacher,
        school=teacher.school,
        title=command.title,
        document=command.document,
        from_on=command.from_on,
    )
    return (_of(command.teacher, conferred),)


def _appoint(states: States, command: c.AppointToGrade, today: date) -> Decision:
    """Take the seat and the grade in one act, and free what was held here before."""
    structure = require(states, GradeStructure, command.school)
    teacher, pack = require(states, Teacher, command.teacher), _pack(states, structure)
    assert pack.grades is not None, "a structure is fixed by a pack with rules of grades"
    must_be_in_service(teacher, command.teacher)
    rules.must_be_of_school(teacher, command.school)
    record = states.find(GradeRecord, command.teacher)
    days = sorted({command.from_on, max(command.from_on, today)})
    _must_be_qualified(states, record, teacher, command, days, pack.grades)
    rules.grade_must_be_new(record, command)
    for day in days:
        rules.promotion_must_be_open(record, command, day, teacher.file, pack)
    rules.seat_must_be_free(structure, command.series, command.grade)
    appointed = e.GradeAppointed(
        teacher=command.teacher,
        school=command.school,
        title=record.title if record is not None else None,
        grade=command.grade,
        series=command.series,
        from_on=command.from_on,
    )
    before = record.holds if record is not None else None
    freed = (_freed(command.school, command.teacher, before),) if before else ()
    taken = e.GradeSeatTaken(person=command.teacher, grade=command.grade, series=command.series)
    seat = Recorded(stream_of(GradeStructure, command.school), taken)
    return (_of(command.teacher, appointed), *freed, seat)


def _must_be_qualified(
    states: States,
    record: GradeRecord | None,
    teacher: Teacher,
    command: c.AppointToGrade,
    days: Sequence[date],
    of_grades: GradeRules,
) -> None:
    """Check what each series asks for: a title, an office, or that nobody teaches."""
    rules.grade_must_be_of_series(command.series, command.grade)
    rules.series_must_fit_staff_class(teacher, command.teacher, command.series, of_grades)
    if command.series is Series.PROFESSIONAL:
        rules.title_must_open(record, command.grade, of_grades)
    elif command.series is Series.MANAGEMENT:
        school = require(states, School, command.school)
        for day in days:
            rules.office_must_open(school, command, day, of_grades)


def _pack(states: States, structure: GradeStructure) -> RulePack:
    return require(states, Plan, structure.plan).packs[structure.pack_sha256]


def _end(states: States, command: c.EndGrade, at: datetime) -> Decision:
    rules.grade_must_be_held(require(states, GradeRecord, command.teacher))
    return grade_given_up(states, command.teacher, command.ground, beijing_date(at))


def _pay(command: c.SetPayGrade) -> e.PayGradeSet:
    return e.PayGradeSet(
        teacher=command.teacher,
        grade=command.grade,
        series=command.series,
        document=command.document,
        from_on=command.from_on,
    )


def _freed(school: str, person: str, held: GradeHeld) -> Recorded:
    freed = e.GradeSeatFreed(person=person, grade=held.grade, series=held.series)
    return Recorded(stream_of(GradeStructure, school), freed)


def _of(teacher: str, event: e.RecordEvent) -> Recorded:
    return Recorded(stream_of(GradeRecord, teacher), event)

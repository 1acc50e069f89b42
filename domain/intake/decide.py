"""Decisions on new staff (教师招引)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.intake import commands as c
from domain.intake import events as e
from domain.intake import rules
from domain.intake.state import Intake, Replacement
from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.planning.state import Plan
from domain.quota.state import Quota
from domain.school.rules import share_must_be_filed
from domain.school.state import School
from domain.teacher import decide as teacher_decide
from domain.teacher.commands import RegisterTeacher
from domain.teacher.state import Teacher
from domain.values.calendar import end_of_days
from domain.values.time import beijing_date


def decide(states: States, command: c.IntakeCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    if isinstance(command, c.PlanIntake):
        return _plan(states, command)
    state = require(states, Intake, command.plan)
    match command:
        case c.ApproveIntake():
            rules.approval_must_be_needed(state, command.office)
            return (_of(command.plan, e.IntakeApproved(office=command.office)),)
        case c.ClaimReplacement():
            return _claim(states, state, command)
        case c.CloseApplications():
            return (_of(command.plan, _close(states, state, command)),)
        case c.AnnounceNewcomers():
            return (_of(command.plan, _announce(states, state, command, beijing_date(at))),)
        case c.AdmitNewcomer():
            return _admit(states, state, command, at)
        case _:
            assert_never(command)


def _plan(states: States, command: c.PlanIntake) -> Decision:
    require_absent(states, Intake, command.plan)
    rules.lines_must_be_sound(command)
    rules.staff_must_be_told(command)
    quota = states.find(Quota, command.plan)
    for school in command.staff:
        share = share_must_be_filed(quota, school.school, command.plan)
        rules.places_must_be_vacant(school, command.places, share.establishment)
    for places in command.places:
        rules.remote_places_must_be_remote(places, require(states, School, places.school))
    planned = e.IntakePlanned(
        body=command.body,
        staff=command.staff,
        places=command.places,
        basis_docs=command.basis_docs,
    )
    return (_of(command.plan, planned),)


def _claim(states: States, state: Intake, command: c.ClaimReplacement) -> Decision:
    """The retirement has a stream of its own, so that it opens one place and no second."""
    require_absent(states, Replacement, command.retired)
    rules.line_must_be_new(state, command.line)
    school = require(states, Teacher, command.retired).school
    share = share_must_be_filed(states.find(Quota, command.plan), school, command.plan)
    rules.staff_must_be_within_quota(state, school, share.establishment)
    claimed = e.ReplacementClaimed(
        line=command.line,
        retired=command.retired,
        school=school,
        subject=command.subject,
        retires_on=command.retires_on,
        document=command.document,
    )
    used = e.RetirementUsed(body=state.owner, plan=command.plan, line=command.line)
    return (
        _of(command.plan, claimed),
        Recorded(stream_of(Replacement, command.retired), used),
    )


def _close(states: States, state: Intake, command: c.CloseApplications) -> e.IntakeEvent:
    rules.must_be_approved(state)
    line = rules.line_of(state, command.line)
    rules.applications_must_be_open(line)
    of_intake = rules.rules_of(require(states, Plan, command.plan))
    return e.ApplicationsClosed(
        line=command.line,
        applicants=command.applicants,
        places=rules.places_after(line, command, of_intake),
        approval=command.approval,
    )


def _announce(
    states: States, state: Intake, command: c.AnnounceNewcomers, today: date
) -> e.IntakeEvent:
    rules.must_be_approved(state)
    rules.list_must_fit(rules.line_of(state, command.line), command.people)
    of_intake = rules.rules_of(require(states, Plan, command.plan))
    rules.notice_must_be_long_enough(command, of_intake)
    return e.NewcomersAnnounced(
        line=command.line,
        people=command.people,
        on=today,
        until_on=end_of_days(today, command.days),
    )


def _admit(states: States, state: Intake, command: c.AdmitNewcomer, at: datetime) -> Decision:
    """录用: the newcomer is registered in the same act and may enter a round's pool."""
    line = rules.line_of(state, command.line)
    rules.place_must_be_left(line, command.teacher)
    rules.must_have_been_announced(line, command.teacher, beijing_date(at))
    rules.retirement_must_come_first(line, command.joined_school_on)
    register = RegisterTeacher(
        teacher=command.teacher,
        school=line.school,
        service_started_on=command.service_started_on,
        joined_school_on=command.joined_school_on,
        subject=line.subject,
        name=command.name,
        id_number=command.id_number,
        birth_date=command.birth_date,
        phone=command.phone,
    )
    admitted = e.NewcomerAdmitted(
        line=command.line, teacher=command.teacher, school=line.school, channel=line.channel
    )
    return (_of(command.plan, admitted), *teacher_decide.decide(states, register, at=at))


def _of(plan: str, event: e.IntakeEvent) -> Recorded:
    return Recorded(stream_of(Intake, plan), event)

"""Decisions on competitions for an office (公开竞聘职务)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from domain.honour.reserve import reserve_must_be_as_registered
from domain.honour.state import HonourCall
from domain.kernel import (
    Decision,
    Personal,
    Recorded,
    States,
    require,
    require_absent,
    stream_of,
)
from domain.office import commands as c
from domain.office import events as e
from domain.office import interviews, levels, rules
from domain.office.conditions import every_condition_must_be_checked, unmet_of
from domain.office.granting import end_of_term, grant
from domain.office.publishing import decide_outcome
from domain.office.state import Competition, OutcomeNotice, Step
from domain.oversight.rules import evaluator_must_be_trained
from domain.planning.office_sections import OfficeRules
from domain.planning.state import Plan
from domain.principal.state import PrincipalSelection
from domain.school.state import School
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.OfficeCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    if isinstance(command, c.OutcomeCommand):
        return decide_outcome(states, command, today)
    if isinstance(command, c.AnnounceCompetition):
        return _recorded(command.competition, _announce(states, command, today))
    state = require(states, Competition, command.competition)
    pack = rules.office_rules_of(states, state.plan, state.pack_sha256)
    match command:
        case c.SubmitApplication() | c.WithdrawApplication() | c.ScreenApplicant():
            return _apply(states, state, command, today)
        case c.MarkInterview() | c.RecordMissedInterview() | c.CloseInterviews():
            if isinstance(command, c.MarkInterview):
                whole = require(states, Plan, state.plan).packs[state.pack_sha256]
                evaluator_must_be_trained(states, command.judge, today, whole)
            event = interviews.decide_interview(state, command, pack.competition, today)
            return _recorded(command.competition, event)
        case c.DecideCompetition():
            return _recorded(command.competition, _choose(states, state, command, pack))
        case (
            c.ApproveAppointment()
            | c.RefuseAppointment()
            | c.FileAppointment()
            | c.AppointClassTeacher()
        ):
            return _appoint(states, state, command, pack, today)
        case _:
            assert_never(command)


def _recorded(competition: str, event: e.CompetitionEvent, *personal: Personal) -> Decision:
    return (Recorded(stream_of(Competition, competition), event, personal),)


def _announce(
    states: States, command: c.AnnounceCompetition, today: date
) -> e.CompetitionAnnounced:
    require_absent(states, Competition, command.competition)
    require_absent(states, PrincipalSelection, command.competition)
    require_absent(states, HonourCall, command.competition)
    plan = require(states, Plan, command.plan)
    sha256 = rules.pack_digest_in_force(plan, command.plan)
    pack = plan.packs[sha256].office_rules
    school = require(states, School, command.school)
    rules.organiser_must_fit(command, school)
    rules.level_must_fit(command.kind, command.level)
    post = rules.office_must_be_published(school, command.post)
    rules.seats_must_be_vacant(school, post, command.seats, today)
    rules.deadline_must_leave_time(today, command.deadline_on, pack.competition.application_days)
    must_hold_no_personal_data({"pay": command.pay, "place": command.place})
    return e.CompetitionAnnounced(
        plan=command.plan,
        pack_sha256=sha256,
        organiser=command.organiser,
        school=command.school,
        post=command.post,
        title=levels.title_of(post.title, command.level),
        kind=command.kind,
        level=command.level,
        seats=command.seats,
        duties=levels.duties_of(pack, command.kind, command.level, post),
        conditions=levels.conditions_of(pack, command.kind, command.level),
        pay=command.pay,
        place=command.place,
        on=today,
        deadline_on=command.deadline_on,
    )


def _apply(
    states: States,
    state: Competition,
    command: c.SubmitApplication | c.WithdrawApplication | c.ScreenApplicant,
    today: date,
) -> Decision:
    match command:
        case c.SubmitApplication():
            rules.application_must_be_in_time(state.deadline_on, today)
            rules.must_apply_once(command.teacher, state.applicants)
            rules.base_post_must_be_held(states, state, command.teacher)
            submitted = e.ApplicationSubmitted(teacher=command.teacher)
            materials = Personal(
                f"materials.{command.competition}", command.teacher, command.materials
            )
            return _recorded(command.competition, submitted, materials)
        case c.WithdrawApplication():
            rules.applicant_must_be_at(state, command.teacher, Step.APPLIED, Step.PASSED)
            rules.must_not_be_appointed(state, command.teacher)
            withdrawn = e.ApplicationWithdrawn(teacher=command.teacher)
            return _recorded(command.competition, withdrawn)
        case c.ScreenApplicant():
            reserve_must_be_as_registered(states, command.teacher, command.checks, today)
            return _screen(state, command)
        case _:
            assert_never(command)


def _screen(state: Competition, command: c.ScreenApplicant) -> Decision:
    rules.applicant_must_be_at(state, command.teacher, Step.APPLIED)
    every_condition_must_be_checked(state.conditions, command.checks)
    unmet = unmet_of(state.conditions, command.checks)
    verdict: e.CompetitionEvent = (
        e.ApplicantScreenedOut(teacher=command.teacher, checks=command.checks, unmet=unmet)
        if unmet
        else e.ApplicantPassed(teacher=command.teacher, checks=command.checks)
    )
    evidence = Personal(f"evidence.{command.competition}", command.teacher, command.evidence)
    return _recorded(command.competition, verdict, evidence)


def _choose(
    states: States, state: Competition, command: c.DecideCompetition, pack: OfficeRules
) -> e.CommitteeDecided:
    outcome = states.find(OutcomeNotice, command.competition)
    rules.decision_must_be_due(state, outcome)
    rules.committee_must_carry(command.present, command.in_favour, pack.competition)
    rules.choice_must_be_sound(state, command, pack.competition, outcome)
    must_hold_no_personal_data({"reason": command.reason})
    return e.CommitteeDecided(
        chosen=command.chosen,
        considered=tuple(each.teacher for each in state.results or ()),
        by_score=rules.is_by_score(state, command.chosen),
        present=command.present,
        in_favour=command.in_favour,
        reason=command.reason,
    )


def _appoint(
    states: States,
    state: Competition,
    command: c.AppointmentCommand,
    pack: OfficeRules,
    today: date,
) -> Decision:
    if isinstance(command, c.FileAppointment):
        return _recorded(command.competition, _file(state, command.teacher, today))
    is_school_matter = isinstance(command, c.AppointClassTeacher)
    rules.must_be_approved_by_town(state, wanted=not is_school_matter)
    rules.must_be_chosen(state, command.teacher)
    if isinstance(command, c.RefuseAppointment):
        must_hold_no_personal_data({"reason": command.reason})
        refused = e.AppointmentRefused(teacher=command.teacher, reason=command.reason)
        return _recorded(command.competition, refused)
    granted = _grant(states, state, command, pack, today)
    if isinstance(command, c.ApproveAppointment):
        approved = e.AppointmentApproved(
            teacher=command.teacher,
            document=command.document,
            on=today,
            due_on=today + timedelta(days=pack.competition.file_within_days),
        )
        return (*_recorded(command.competition, approved), granted)
    assert state.level is not None, "a class teacher has a level"
    appointed = e.ClassTeacherAppointed(
        teacher=command.teacher,
        level=state.level,
        duties=state.duties,
        from_on=today,
        until_on=end_of_term(today, levels.term_years_of(pack, state.kind)),
    )
    return (*_recorded(command.competition, appointed), granted)


def _grant(
    states: States,
    state: Competition,
    command: c.ApproveAppointment | c.AppointClassTeacher,
    pack: OfficeRules,
    today: date,
) -> Recorded:
    """任职: publicity is over, the base post is held and the seat is free on this day."""
    outcome = states.find(OutcomeNotice, command.competition)
    rules.outcome_must_have_run_out(outcome, state.chosen or ())
    rules.applicant_must_be_at(state, command.teacher, Step.PASSED)
    rules.base_post_must_be_held(states, state, command.teacher)
    school = require(states, School, state.school)
    post = rules.office_must_be_published(school, state.post)
    rules.seats_must_be_vacant(school, post, 1, today)
    rules.must_not_hold_it(school, state.title, command.teacher, today)
    return grant(
        state.school,
        title=state.title,
        person=command.teacher,
        post=state.post,
        from_on=today,
        years=levels.term_years_of(pack, state.kind),
    )


def _file(state: Competition, teacher: str, today: date) -> e.AppointmentFiled:
    due_on = rules.must_be_to_file(state, teacher)
    return e.AppointmentFiled(teacher=teacher, on=today, due_on=due_on, late=today > due_on)

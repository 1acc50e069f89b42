"""Decisions in the selection of a principal (公开选聘校长)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.honour.reserve import reserve_must_be_as_registered
from domain.honour.state import HonourCall
from domain.kernel import Decision, Personal, Recorded, States, require, require_absent, stream_of
from domain.office.conditions import every_condition_must_be_checked, unmet_of
from domain.office.granting import grant
from domain.office.rules import (
    application_must_be_in_time,
    deadline_must_leave_time,
    must_apply_once,
    office_rules_of,
    outcome_must_have_run_out,
    pack_digest_in_force,
)
from domain.office.state import Competition, OutcomeNotice
from domain.planning.office_sections import PrincipalRules
from domain.planning.state import Plan
from domain.principal import commands as c
from domain.principal import events as e
from domain.principal import rules
from domain.principal.meeting import decide_meeting
from domain.principal.state import Candidacy, PrincipalSelection
from domain.school.events import OfficeEndGround
from domain.school.offices_ended import office_ended
from domain.school.state import School
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def decide(states: States, command: c.PrincipalCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    if isinstance(command, c.OpenSelection):
        return _recorded(command.selection, _open(states, command, today))
    state = require(states, PrincipalSelection, command.selection)
    pack = office_rules_of(states, state.plan, state.pack_sha256).principal
    match command:
        case c.PublishConditions():
            return _recorded(command.selection, _publish(states, state, command, pack, today))
        case c.StandForPrincipal() | c.WithdrawCandidacy() | c.ScreenCandidate():
            rules.must_not_have_met(state)
            return _stand(states, state, command, today)
        case c.AppointPrincipal():
            return _appoint(states, state, command, pack, today)
        case _:
            return _recorded(command.selection, decide_meeting(state, command, pack, today))


def _recorded(selection: str, event: e.PrincipalEvent, *personal: Personal) -> Decision:
    return (Recorded(stream_of(PrincipalSelection, selection), event, personal),)


def _open(states: States, command: c.OpenSelection, today: date) -> e.SelectionOpened:
    require_absent(states, PrincipalSelection, command.selection)
    require_absent(states, Competition, command.selection)
    require_absent(states, HonourCall, command.selection)
    plan = require(states, Plan, command.plan)
    sha256 = pack_digest_in_force(plan, command.plan)
    pack = plan.packs[sha256].office_rules.principal
    rules.title_must_be_a_principals(command.title, pack)
    rules.committee_must_be_complete(command.members)
    rules.office_must_be_free(require(states, School, command.school), pack, today)
    return e.SelectionOpened(
        plan=command.plan,
        pack_sha256=sha256,
        bureau=command.bureau,
        school=command.school,
        title=command.title,
        members=command.members,
    )


def _publish(
    states: States,
    state: PrincipalSelection,
    command: c.PublishConditions,
    pack: PrincipalRules,
    today: date,
) -> e.ConditionsPublished:
    rules.must_not_be_published(state)
    rules.conditions_must_be_told(command.conditions)
    rules.every_school_must_see_them(command.schools, require(states, Plan, state.plan).schools)
    deadline_must_leave_time(today, command.deadline_on, pack.conditions_days)
    return e.ConditionsPublished(
        conditions=command.conditions,
        schools=command.schools,
        on=today,
        deadline_on=command.deadline_on,
    )


def _stand(
    states: States, state: PrincipalSelection, command: c.CandidacyCommand, today: date
) -> Decision:
    match command:
        case c.StandForPrincipal():
            application_must_be_in_time(rules.deadline_of(state), today)
            must_apply_once(command.teacher, state.candidates)
            rules.must_not_sit_in_judgment(state, command.teacher)
            must_be_in_service(require(states, Teacher, command.teacher), command.teacher)
            materials = Personal(
                f"materials.{command.selection}", command.teacher, command.materials
            )
            return _recorded(
                command.selection, e.CandidateStood(teacher=command.teacher), materials
            )
        case c.WithdrawCandidacy():
            rules.candidate_must_be(state, command.teacher, Candidacy.STOOD, Candidacy.ADMITTED)
            return _recorded(command.selection, e.CandidateWithdrew(teacher=command.teacher))
        case c.ScreenCandidate():
            reserve_must_be_as_registered(states, command.teacher, command.checks, today)
            return _screen(state, command)
        case _:
            assert_never(command)


def _screen(state: PrincipalSelection, command: c.ScreenCandidate) -> Decision:
    rules.candidate_must_be(state, command.teacher, Candidacy.STOOD)
    every_condition_must_be_checked(state.conditions, command.checks)
    unmet = unmet_of(state.conditions, command.checks)
    verdict: e.PrincipalEvent = (
        e.CandidateExcluded(teacher=command.teacher, checks=command.checks, unmet=unmet)
        if unmet
        else e.CandidateAdmitted(teacher=command.teacher, checks=command.checks)
    )
    evidence = Personal(f"evidence.{command.selection}", command.teacher, command.evidence)
    return _recorded(command.selection, verdict, evidence)


def _appoint(
    states: States,
    state: PrincipalSelection,
    command: c.AppointPrincipal,
    pack: PrincipalRules,
    today: date,
) -> Decision:
    """聘任校长: after publicity, where the office is free on this day. 依据: B6-04, S001-15.

    Whoever comes from another school has left its offices with that: nobody heads two.
    依据: S002-11, S001-12.
    """
    chosen = rules.must_have_chosen(state)
    teacher = require(states, Teacher, chosen)
    must_be_in_service(teacher, chosen)
    outcome_must_have_run_out(states.find(OutcomeNotice, command.selection), (chosen,))
    rules.office_must_be_free(require(states, School, state.school), pack, today)
    appointed = e.PrincipalAppointed(teacher=chosen, document=command.document, on=today)
    granted = grant(
        state.school, title=state.title, person=chosen, from_on=today, years=pack.term_years
    )
    return (
        *_recorded(command.selection, appointed),
        *_left(states, state, teacher, today),
        granted,
    )


def _left(
    states: States, state: PrincipalSelection, teacher: Teacher, today: date
) -> tuple[Recorded, ...]:
    former = require(states, School, teacher.school)
    if teacher.school == state.school:
        return ()
    chosen, ground = rules.must_have_chosen(state), OfficeEndGround.MOVED
    held = former.offices_of(chosen)
    return tuple(office_ended(teacher.school, each.title, chosen, ground, today) for each in held)

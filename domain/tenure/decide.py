"""Decisions on somebody's tenure of an office (任期)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.office.granting import end_of_term, grant
from domain.office.rules import pack_digest_in_force
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.school.events import OfficeEndGround
from domain.school.office import Office
from domain.school.offices_ended import office_ended
from domain.school.state import School
from domain.teacher.staff import staff_at_work
from domain.teacher.state import Teacher
from domain.tenure import commands as c
from domain.tenure import events as e
from domain.tenure import rules
from domain.tenure.state import Step, Tenure
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.TenureCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    match command:
        case c.OpenTermReview():
            return _recorded(command, _open(states, command, today))
        case c.RecordLetterRefusal():
            return _refuse_letter(states, command)
        case c.ReportOnFile():
            return _report_on_file(states, command, today)
        case c.ResignFromOffice():
            return _resign(states, command, today)
        case c.RecordTermAppraisal():
            return _recorded(command, _appraise(states, command, today))
        case c.ExtendTenure():
            return _extend(states, command)
        case c.ReportForRemoval():
            return _recorded(command, _report(states, command))
        case c.ApproveRemoval() | c.RejectRemoval():
            return _answer(states, command, today)
        case _:
            assert_never(command)


def _recorded(command: c.TenureCommand, *events: e.TenureEvent) -> Decision:
    return tuple(Recorded(stream_of(Tenure, command.tenure), event) for event in events)


def _pack_in_force(states: States, name: str) -> tuple[str, RulePack]:
    plan = require(states, Plan, name)
    sha256 = pack_digest_in_force(plan, name)
    return sha256, plan.packs[sha256]


def _pack_of(states: States, state: Tenure) -> RulePack:
    assert state.plan is not None, "a review or a letter names its plan"
    assert state.pack_sha256 is not None, "a review or a letter freezes its pack"
    return require(states, Plan, state.plan).packs[state.pack_sha256]


def _open(states: States, command: c.OpenTermReview, today: date) -> e.ReviewOpened:
    sha256, pack = _pack_in_force(states, command.plan)
    terms = pack.office_rules.vice_principal
    rules.office_must_be_reviewed(command.title, terms)
    school = require(states, School, command.school)
    office = rules.office_must_be_held(school, command.teacher, command.title)
    rules.term_must_be_ending(office, today, terms)
    state = states.find(Tenure, command.tenure)
    rules.nothing_must_be_under_way(state, office)
    extensions = rules.extensions_so_far(state, office)
    rules.extension_must_be_left(extensions, terms)
    return e.ReviewOpened(
        plan=command.plan,
        pack_sha256=sha256,
        school=command.school,
        teacher=command.teacher,
        title=command.title,
        until_on=office.until_on,
        extensions=extensions,
    )


def _office(states: States, command: c.TenureCommand) -> Office:
    school = require(states, School, command.school)
    return rules.office_must_be_held(school, command.teacher, command.title)


def _appraise(states: States, command: c.RecordTermAppraisal, today: date) -> e.TermAppraised:
    state = require(states, Tenure, command.tenure)
    rules.must_be_at(state, Step.REVIEW)
    rules.review_must_be_of_this_term(state, _office(states, command))
    pack = _pack_of(states, state)
    rules.counts_must_fit(command)
    at_work = staff_at_work(states, command.school, today)
    rules.quorum_must_be_there(command, pack.democratic_appraisal, at_work)
    return e.TermAppraised(
        teacher=command.teacher,
        staff=command.staff,
        present=command.present,
        in_favour=command.in_favour,
        passed=rules.has_passed(command, pack.office_rules.vice_principal),
    )


def _extend(states: States, command: c.ExtendTenure) -> Decision:
    """合格留任: the new term follows on the old one, so that no day is without an office."""
    state = require(states, Tenure, command.tenure)
    rules.must_be_at(state, Step.APPRAISED)
    rules.must_have_passed(state)
    office = _office(states, command)
    rules.review_must_be_of_this_term(state, office)
    years = _pack_of(states, state).office_rules.vice_principal.extension_years
    extended = e.TenureExtended(
        teacher=command.teacher,
        from_on=office.until_on,
        until_on=end_of_term(office.until_on, years),
        document=command.document,
    )
    granted = grant(
        command.school,
        title=command.title,
        person=command.teacher,
        from_on=office.until_on,
        years=years,
    )
    return (*_recorded(command, extended), granted)


def _refuse_letter(states: States, command: c.RecordLetterRefusal) -> Decision:
    """拒签责任书: opens a removal procedure; nobody has resigned by it (T51, X3)."""
    sha256, pack = _pack_in_force(states, command.plan)
    rules.office_must_be_a_principals(command.title, pack.office_rules.principal)
    school = require(states, School, command.school)
    office = rules.office_must_be_held(school, command.teacher, command.title)
    rules.nothing_must_be_under_way(states.find(Tenure, command.tenure), office)
    must_hold_no_personal_data({"reason": command.reason})
    refused = e.LetterRefused(
        plan=command.plan,
        pack_sha256=sha256,
        school=command.school,
        teacher=command.teacher,
        title=command.title,
        reason=command.reason,
    )
    reported = e.RemovalReported(
        teacher=command.teacher,
        ground=e.RemovalGround.LETTER_REFUSED,
        by=rules.removing_body(states, school, command.title, pack.office_rules),
        reason=command.reason,
    )
    return _recorded(command, refused, reported)


def _report_on_file(states: States, command: c.ReportOnFile, today: date) -> Decision:
    """据档报请免职: what the file shows opens the procedure; who is above decides it."""
    sha256, pack = _pack_in_force(states, command.plan)
    school = require(states, School, command.school)
    office = rules.office_must_be_held(school, command.teacher, command.title)
    state = states.find(Tenure, command.tenure)
    rules.nothing_must_be_under_way(state, office)
    if state is not None:
        rules.cause_must_be_new(state, command)
    file = require(states, Teacher, command.teacher).file
    year = appraisal_rules_of(pack).year
    ground = rules.cause_must_be_in_the_file(file, command, today, year)
    must_hold_no_personal_data({"reason": command.reason})
    shown = e.RemovalCauseShown(
        plan=command.plan,
        pack_sha256=sha256,
        school=command.school,
        teacher=command.teacher,
        title=command.title,
        sanction=command.sanction,
        year=command.year,
        reason=command.reason,
    )
    reported = e.RemovalReported(
        teacher=command.teacher,
        ground=ground,
        by=rules.removing_body(states, school, command.title, pack.office_rules),
        reason=command.reason,
    )
    return _recorded(command, shown, reported)


def _report(states: States, command: c.ReportForRemoval) -> e.RemovalReported:
    state = require(states, Tenure, command.tenure)
    rules.must_be_at(state, Step.APPRAISED)
    rules.ground_must_be_shown(state, command.ground)
    rules.review_must_be_of_this_term(state, _office(states, command))
    must_hold_no_personal_data({"reason": command.reason})
    pack = _pack_of(states, state).office_rules
    school = require(states, School, command.school)
    return e.RemovalReported(
        teacher=command.teacher,
        ground=command.ground,
        by=rules.removing_body(states, school, command.title, pack),
        reason=command.reason,
    )


def _answer(states: States, command: c.ApproveRemoval | c.RejectRemoval, today: date) -> Decision:
    state = require(states, Tenure, command.tenure)
    rules.must_be_at(state, Step.REMOVAL)
    assert state.decided_by is not None, "a removal that was asked for names who decides"
    if isinstance(command, c.RejectRemoval):
        must_hold_no_personal_data({"reason": command.reason})
        rejected = e.RemovalRejected(
            teacher=command.teacher, by=state.decided_by, reason=command.reason
        )
        return _recorded(command, rejected)
    office = _office(states, command)
    if state.ground in e.AFTER_REVIEW:
        rules.review_must_be_of_this_term(state, office)
    approved = e.RemovalApproved(
        teacher=command.teacher, by=state.decided_by, document=command.document, on=today
    )
    return (*_recorded(command, approved), _ended(command, OfficeEndGround.REMOVED, today))


def _resign(states: States, command: c.ResignFromOffice, today: date) -> Decision:
    _office(states, command)
    resigned = e.OfficeResigned(
        school=command.school, teacher=command.teacher, title=command.title, on=today
    )
    letter = (Personal("letter", command.teacher, command.letter),)
    return (
        Recorded(stream_of(Tenure, command.tenure), resigned, letter),
        _ended(command, OfficeEndGround.RESIGNED, today),
    )


def _ended(command: c.TenureCommand, ground: OfficeEndGround, on: date) -> Recorded:
    return office_ended(command.school, command.title, command.teacher, ground, on)

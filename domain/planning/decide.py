"""Decisions on a plan (方案): from draft to congress, in force, frozen."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.organ.rules import organs_must_be_set_up
from domain.organ.state import PlanOrgans
from domain.planning import commands as c
from domain.planning import events as e
from domain.planning import rules
from domain.planning.citing import reviews_must_be_of_body
from domain.planning.state import Plan
from domain.quota.rules import formula_must_be_of
from domain.quota.state import Quota
from domain.school.state import School
from domain.values.time import beijing_date


def decide(states: States, command: c.PlanCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    return (Recorded(stream_of(Plan, command.plan), _event(states, command, beijing_date(at))),)


def _event(states: States, command: c.PlanCommand, today: date) -> e.PlanEvent:
    if isinstance(command, c.DraftPlan):
        return _draft(states, command)
    plan = require(states, Plan, command.plan)
    match command:
        case c.FreezePlan():
            return _freeze(states, plan, command.plan, today)
        case c.RecordCongressVote():
            return _vote(plan, command, today)
        case c.AdoptPlan():
            return _adopt(plan, command, today)
        case c.AmendPack():
            return _amend(states, plan, command)
        case _:
            rules.must_not_be_adopted(plan)
            return _consult(plan, command, today)


def _consult(
    plan: Plan,
    command: c.SendDraftToAllStaff | c.HoldPrincipalsMeeting | c.ReportOpinions | c.ReviseDraft,
    today: date,
) -> e.PlanEvent:
    match command:
        case c.SendDraftToAllStaff():
            return _send(plan, command, today)
        case c.HoldPrincipalsMeeting():
            rules.must_not_lie_ahead(command.on, today)
            rules.all_heads_must_be_present(plan, command.schools_present)
            return e.PrincipalsMeetingHeld(schools_present=command.schools_present, on=command.on)
        case c.ReportOpinions():
            return _report(plan, command)
        case c.ReviseDraft():
            return _revise(plan, command)
        case _:
            assert_never(command)


def _draft(states: States, command: c.DraftPlan) -> e.PlanEvent:
    require_absent(states, Plan, command.plan)
    rules.schools_must_be_named_once(command.schools)
    rules.basis_must_be_named(command.basis_docs)
    rules.pack_must_fit_together(command.pack)
    reviews_must_be_of_body(states, command.body, command.reviews)
    rules.timetable_must_be_sound(command.timetable, command.pack)
    for school in command.schools:
        require(states, School, school)
    return e.PlanDrafted(
        body=command.body,
        title=command.title,
        school_year=command.school_year,
        basis_docs=command.basis_docs,
        schools=command.schools,
        pack_sha256=command.pack.sha256(),
        pack=command.pack,
        timetable=command.timetable,
        reviews=command.reviews,
    )


def _send(plan: Plan, command: c.SendDraftToAllStaff, today: date) -> e.PlanEvent:
    rules.must_not_be_sent(plan)
    rules.everyone_must_be_reached(command)
    return e.DraftSentToAllStaff(staff=command.staff, reached=command.reached, on=today)


def _report(plan: Plan, command: c.ReportOpinions) -> e.PlanEvent:
    rules.must_be_sent(plan)
    rules.school_must_take_part(plan, command.school)
    rules.school_must_report_once(plan, command)
    return e.OpinionsReported(
        school=command.school, staff_heard=command.staff_heard, opinions=command.opinions
    )


def _revise(plan: Plan, command: c.ReviseDraft) -> e.PlanEvent:
    rules.must_be_sent(plan)
    rules.all_schools_must_have_reported(plan)
    rules.opinions_adopted_must_exist(plan, command)
    rules.something_must_change(plan, command.pack, command.timetable)
    rules.pack_must_fit_together(command.pack)
    rules.timetable_must_be_sound(command.timetable, command.pack)
    return e.DraftRevised(
        pack_sha256=command.pack.sha256(),
        pack=command.pack,
        timetable=command.timetable,
        opinions_adopted=command.opinions_adopted,
    )


def _vote(plan: Plan, command: c.RecordCongressVote, today: date) -> e.PlanEvent:
    """A lost vote is a fact and is recorded; a vote without quorum was none and is refused."""
    rules.must_not_lie_ahead(command.on, today)
    for check in rules.VOTE_CHECKS:
        check(plan, command)
    return e.CongressVoted(
        pack_sha256=command.pack_sha256,
        delegates=command.delegates,
        present=command.present,
        in_favour=command.in_favour,
        against=command.against,
        abstained=command.abstained,
        passed=rules.is_carried(plan, command),
        on=command.on,
    )


def _adopt(plan: Plan, command: c.AdoptPlan, today: date) -> e.PlanEvent:
    rules.must_not_be_adopted(plan)
    rules.draft_must_be_named(plan, command.pack_sha256)
    rules.congress_must_have_passed(plan, command.pack_sha256)
    rules.timetable_must_be_sound(plan.timetable, plan.draft)
    return e.PlanAdopted(pack_sha256=command.pack_sha256, on=today)


def _freeze(states: States, plan: Plan, key: str, today: date) -> e.PlanEvent:
    rules.must_not_be_frozen(plan)
    pack_sha256, adopted_on = rules.must_be_adopted(plan)
    pack = plan.packs[pack_sha256]
    organs_must_be_set_up(plan, key, pack, states.find(PlanOrgans, key))
    filed = rules.quota_must_be_filed(plan, states.find(Quota, key))
    formula_must_be_of(filed, pack.quota, pack_sha256)
    rules.timetable_must_be_sound(plan.timetable, pack)
    rules.must_be_in_force_before(plan, adopted_on, today)
    return e.PlanFrozen(pack_sha256=pack_sha256, timetable=plan.timetable)


def _amend(states: States, plan: Plan, command: c.AmendPack) -> e.PlanEvent:
    rules.must_be_a_later_version(plan, command.pack)
    rules.pack_must_fit_together(command.pack)
    digest = command.pack.sha256()
    rules.congress_must_have_passed(plan, digest)
    reviews_must_be_of_body(states, plan.owner, command.reviews)
    return e.PackAmended(
        pack_sha256=digest, pack=command.pack, reason=command.reason, reviews=command.reviews
    )

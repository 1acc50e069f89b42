"""Decisions on quota and posts (编制与岗位)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.planning.state import Plan
from domain.quota import commands as c
from domain.quota import events as e
from domain.quota import rules
from domain.quota.formula import need_of
from domain.quota.state import DistrictTotals, Quota
from domain.values.privacy import must_hold_no_personal_data


def decide(states: States, command: c.QuotaCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    match command:
        case c.FixDistrictEstablishment() | c.FixDistrictPosts():
            return _fix_district(states, command)
        case c.FixEstablishment():
            return _fix_establishment(states, command)
        case c.FixPostTotal():
            return _fix_posts(states, command)
        case c.ReportEnrolment():
            return _report(require(states, Quota, command.plan), command)
        case c.CorrectEnrolment():
            return _correct(require(states, Quota, command.plan), command)
        case c.AllocateQuota():
            return _allocate(states, require(states, Quota, command.plan), command)
        case c.FileAllocation():
            return _file(require(states, Quota, command.plan), command)
        case _:
            assert_never(command)


def _fix_district(
    states: States, command: c.FixDistrictEstablishment | c.FixDistrictPosts
) -> Decision:
    event: e.DistrictTotalsEvent
    if isinstance(command, c.FixDistrictEstablishment):
        require_absent(states, DistrictTotals, command.school_year)
        event = e.DistrictEstablishmentFixed(
            body=command.body, total=command.total, document=command.document
        )
    else:
        totals = require(states, DistrictTotals, command.school_year)
        rules.district_posts_must_follow(totals, command.total)
        event = e.DistrictPostsFixed(total=command.total, document=command.document)
    return (Recorded(stream_of(DistrictTotals, command.school_year), event),)


def _fix_establishment(states: States, command: c.FixEstablishment) -> Decision:
    """Where the district has a total, the plan's is drawn from it in the same act."""
    require_absent(states, Quota, command.plan)
    fixed = e.EstablishmentFixed(
        body=command.body,
        school_year=command.school_year,
        total=command.total,
        document=command.document,
    )
    totals = states.find(DistrictTotals, command.school_year)
    if totals is None:
        return _of_plan(command.plan, fixed)
    rules.establishment_must_be_left(totals, command.total)
    drawn = e.PlanEstablishmentDrawn(plan=command.plan, total=command.total)
    district = stream_of(DistrictTotals, command.school_year)
    return (*_of_plan(command.plan, fixed), Recorded(district, drawn))


def _fix_posts(states: States, command: c.FixPostTotal) -> Decision:
    state = require(states, Quota, command.plan)
    rules.must_be_step(state, posts_fixed=False, allocated=False)
    rules.posts_must_fit(command.total, state.establishment, "total")
    fixed = e.PostTotalFixed(total=command.total, document=command.document)
    totals = states.find(DistrictTotals, state.school_year)
    if totals is None:
        return _of_plan(command.plan, fixed)
    rules.posts_must_be_left(totals, command.plan, command.total)
    drawn = e.PlanPostsDrawn(plan=command.plan, total=command.total)
    district = stream_of(DistrictTotals, state.school_year)
    return (*_of_plan(command.plan, fixed), Recorded(district, drawn))


def _report(state: Quota, command: c.ReportEnrolment) -> Decision:
    rules.figures_may_change(state)
    rules.must_be_reported_once(state, command.school)
    rules.levels_must_differ(command.school, command.figures)
    return _of_plan(
        command.plan, e.EnrolmentReported(school=command.school, figures=command.figures)
    )


def _correct(state: Quota, command: c.CorrectEnrolment) -> Decision:
    rules.figures_may_change(state)
    rules.must_have_been_reported(state, command.school)
    rules.levels_must_differ(command.school, command.figures)
    must_hold_no_personal_data({"reason": command.reason})
    return _of_plan(
        command.plan,
        e.EnrolmentCorrected(school=command.school, figures=command.figures, reason=command.reason),
    )


def _allocate(states: States, state: Quota, command: c.AllocateQuota) -> Decision:
    rules.must_be_step(state, posts_fixed=True, allocated=False)
    rules.shares_must_fit(state, command.shares)
    must_hold_no_personal_data({f"reasons.{each.school}": each.reason for each in command.reasons})
    computed = _computed(state, command, states.find(Plan, command.plan))
    return _of_plan(command.plan, *computed, e.QuotaAllocated(shares=command.shares))


def _computed(
    state: Quota, command: c.AllocateQuota, plan: Plan | None
) -> tuple[e.ShareComputed, ...]:
    """Apply the formula of the plan's pack to every share, where it has one."""
    if plan is None:
        return ()
    pack = plan.pack_in_force or plan.draft
    if pack.quota is None:
        return ()
    reasons = {each.school: each.reason for each in command.reasons}
    found = []
    for share in command.shares:
        figures = rules.must_have_been_reported(state, share.school)
        rules.levels_must_have_ratios(share.school, figures, pack.quota)
        need, reason = need_of(figures, pack.quota), reasons.get(share.school)
        rules.deviation_must_be_explained(share, need, reason)
        found.append(
            e.ShareComputed(
                school=share.school,
                pack_sha256=pack.sha256(),
                pupils=need.pupils,
                classes=need.classes,
                exact_milli=need.exact_milli,
                supplement=need.supplement,
                need=need.staff,
                establishment=share.establishment,
                reason=reason,
            )
        )
    return tuple(found)


def _file(state: Quota, command: c.FileAllocation) -> Decision:
    rules.must_be_step(state, posts_fixed=True, allocated=True)
    rules.must_not_be_filed(state, command.office)
    return _of_plan(command.plan, e.AllocationFiled(office=command.office))


def _of_plan(plan: str, *events: e.QuotaEvent) -> Decision:
    return tuple(Recorded(stream_of(Quota, plan), event) for event in events)

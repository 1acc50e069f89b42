"""A school's year of reports and reviews (学年述职评议)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.review import commands as c
from domain.review import events as e
from domain.review import letters, rules
from domain.review.state import ReviewYear
from domain.teacher.staff import staff_at_work
from domain.values.privacy import must_hold_no_personal_data


def decide_year(states: States, command: c.YearCommand, today: date) -> Decision:
    """Decide about a report or a review of a school in its year."""
    plan = require(states, Plan, command.plan)
    pack = rules.pack_in_force(plan)
    rules.school_must_be_of_plan(plan, command.school)
    state = states.find(ReviewYear, command.year)
    match command:
        case c.SignLetter():
            event: e.ReviewYearEvent = letters.sign(states, state, command, pack)
        case c.SettleLetter():
            rules.day_must_follow(command.on, today, plan.timetable.term_starts_on)
            event = letters.settle(state, command, pack)
        case c.FeedBackThreeReviews() | c.RecordMending():
            rules.must_not_lie_ahead(command.on, today)
            event = _told(state, command)
        case _:
            rules.day_must_be_of_year(command.on, today, plan)
            event = _happened(states, state, command, pack)
    return (Recorded(stream_of(ReviewYear, command.year), event),)


def _happened(
    states: States, state: ReviewYear | None, command: c.HappenedCommand, pack: RulePack
) -> e.ReviewYearEvent:
    match command:
        case c.RecordLeadersReports() | c.RecordStaffReports():
            at_work = staff_at_work(states, command.school, command.on)
            return _reported(state, command, pack, at_work)
        case c.RecordThreeReviews():
            return _held(state, command, pack)
        case _:
            assert_never(command)


def _reported(
    state: ReviewYear | None,
    command: c.RecordLeadersReports | c.RecordStaffReports,
    pack: RulePack,
    at_work: int,
) -> e.LeadersReported | e.StaffReported:
    leaders = isinstance(command, c.RecordLeadersReports)
    layer = e.Layer.LEADERS if leaders else e.Layer.STAFF
    rules.must_be_held_once(command.on, state.reported.get(layer, ()) if state else ())
    rules.quorum_must_be_there(command.staff, command.present, pack.democratic_appraisal, at_work)
    if isinstance(command, c.RecordStaffReports):
        return e.StaffReported(**command.model_dump())
    rules.bureau_must_be_invited(command.bureau_leaders)
    return e.LeadersReported(**command.model_dump())


def _held(
    state: ReviewYear | None, command: c.RecordThreeReviews, pack: RulePack
) -> e.ThreeReviewsHeld:
    held = tuple(state.three) if state is not None else ()
    rules.month_must_be_planned(command.on, held, rules.review_rules_of(pack))
    must_hold_no_personal_data({"document": command.document})
    return e.ThreeReviewsHeld(**command.model_dump())


def _told(
    state: ReviewYear | None, command: c.ToldCommand
) -> e.ThreeReviewsFedBack | e.ShortcomingsMended:
    held = rules.must_have_been_held(state, command.held_on, command.on)
    if isinstance(command, c.FeedBackThreeReviews):
        rules.must_be_the_first(held.fed_back_on)
        return e.ThreeReviewsFedBack(held_on=command.held_on, on=command.on)
    rules.must_have_been_fed_back(held, command.held_on, command.on)
    rules.must_be_the_first(held.mended_on)
    must_hold_no_personal_data({"measures": command.measures})
    return e.ShortcomingsMended(held_on=command.held_on, on=command.on, measures=command.measures)

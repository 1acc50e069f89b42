"""Decisions in reviews of a school (领导班子考核、述职评议)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.planning.pack import RulePack
from domain.planning.rules import must_be_adopted
from domain.planning.state import Plan
from domain.review import commands as c
from domain.review import events as e
from domain.review import rules
from domain.review.marks import Mark, Part
from domain.review.state import Step, TeamReview, team_id
from domain.review.yearly import decide_year
from domain.school.state import School
from domain.teacher.staff import staff_at_work
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.ReviewCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    if not isinstance(command, c.TeamCommand):
        return decide_year(states, command, today)
    if isinstance(command, c.OpenTeamReview):
        event: e.TeamReviewEvent = _open(states, command)
    else:
        state = require(states, TeamReview, command.review)
        pack = require(states, Plan, state.plan).packs[state.pack_sha256]
        event = _step(states, state, command, pack, today)
    return (Recorded(stream_of(TeamReview, command.review), event),)


def _open(states: States, command: c.OpenTeamReview) -> e.TeamReviewOpened:
    require_absent(states, TeamReview, command.review)
    plan = require(states, Plan, command.plan)
    pack_sha256, _ = must_be_adopted(plan)
    rules.school_must_be_of_plan(plan, command.school)
    rules.team_must_be_named(command)
    return e.TeamReviewOpened(
        plan=command.plan,
        pack_sha256=pack_sha256,
        school=command.school,
        town_office=require(states, School, command.school).town_office,
        term=command.term,
        leader=command.leader,
        members=command.members,
    )


def _step(
    states: States, state: TeamReview, command: c.StepCommand, pack: RulePack, today: date
) -> e.TeamReviewEvent:
    match command:
        case c.RecordTeamReport():
            rules.step_must_be(state, Step.OPEN)
            rules.day_must_follow(command.on, today, state.last_on)
            return e.TeamReported(on=command.on, considered=state.members)
        case c.RecordTeamMeasurement():
            at_work = staff_at_work(states, state.school, command.on)
            return _measured(state, command, pack, today, at_work)
        case c.RecordTeamDiscussion():
            return _discussed(state, command, pack, today)
        case c.SumUpTeamScores():
            first = states.find(TeamReview, team_id(state.plan, state.school, e.Term.FIRST))
            return _scored(state, command, pack, first)
        case c.WriteTeamReport():
            rules.step_must_be(state, Step.SCORED)
            must_hold_no_personal_data({"document": command.document})
            return e.TeamReportWritten(document=command.document, considered=state.members)
        case _:
            assert_never(command)


def _measured(
    state: TeamReview, command: c.RecordTeamMeasurement, pack: RulePack, today: date, at_work: int
) -> e.TeamMeasured:
    rules.step_must_be(state, Step.REPORTED)
    rules.day_must_follow(command.on, today, state.last_on)
    rules.quorum_must_be_there(command.staff, command.present, pack.democratic_appraisal, at_work)
    rules.marks_must_fit(state, Part.DEMOCRATIC, command.marks, rules.review_rules_of(pack))
    return e.TeamMeasured(
        on=command.on,
        staff=command.staff,
        present=command.present,
        marks=command.marks,
        considered=state.members,
    )


def _discussed(
    state: TeamReview, command: c.RecordTeamDiscussion, pack: RulePack, today: date
) -> e.TeamDiscussed:
    rules.step_must_be(state, Step.MEASURED)
    rules.day_must_follow(command.on, today, state.last_on)
    rules.every_group_must_be_heard(command.present)
    rules.marks_must_fit(state, Part.DISCUSSION, command.marks, rules.review_rules_of(pack))
    return e.TeamDiscussed(
        on=command.on, present=command.present, marks=command.marks, considered=state.members
    )


def _scored(
    state: TeamReview, command: c.SumUpTeamScores, pack: RulePack, first: TeamReview | None
) -> e.TeamScored:
    rules.step_must_be(state, Step.TALKED)
    leaders = [Mark(about=x.about, mark_milli=x.leaders_milli) for x in command.judgements]
    performance = [Mark(about=x.about, mark_milli=x.performance_milli) for x in command.judgements]
    parts = rules.review_rules_of(pack)
    rules.marks_must_fit(state, Part.LEADERS, leaders, parts)
    rules.marks_must_fit(state, Part.PERFORMANCE, performance, parts)
    rules.grade_must_be_of_the_year(state, first, command.judgements)
    scores = tuple(rules.scored(state, given) for given in command.judgements)
    return e.TeamScored(scores=scores, considered=state.members)

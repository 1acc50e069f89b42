"""A year of reviews in a school, act by act: its leading team, both layers' reports, the 三评."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from domain.kernel import Command
from domain.mandate.errors import NotAuthorisedError
from domain.review import commands as review
from domain.review.events import Term
from domain.review.marks import Mark, Present, TeamJudgement
from domain.school.state import School
from tests.ledger.office_acts_given import refused
from tests.support.staffed_town import PLAN, SCHOOL, StaffedTown

REVIEWED_ON = date(2026, 9, 6)


class OfTeam(TypedDict):
    """How commands name a team's review."""

    plan: str
    school: str
    term: Term


class OfYear(TypedDict):
    """How commands name a day of a school's year."""

    plan: str
    school: str
    on: date


def reviews(town: StaffedTown) -> None:
    """The team of two is reviewed in five steps; both layers report; the school mends."""
    town.on(9, 6)
    for step, signers, too_few in team_steps():
        refused(town, NotAuthorisedError, step, *too_few)
        town.act(step, *signers)
    year: OfYear = {"plan": PLAN, "school": SCHOOL, "on": REVIEWED_ON}
    leaders = review.RecordLeadersReports(staff=3, present=2, bureau_leaders=1, **year)
    refused(town, NotAuthorisedError, leaders, "head", "supervisor")
    town.act(leaders, "town-officer", "supervisor")
    staff = review.RecordStaffReports(staff=3, present=3, **year)
    refused(town, NotAuthorisedError, staff, "head")
    town.act(staff, "head", "supervisor")
    town.act(review.RecordThreeReviews(document="评议汇总", **year), "town-officer", "supervisor")
    fed_back = review.FeedBackThreeReviews(held_on=REVIEWED_ON, **year)
    refused(town, NotAuthorisedError, fed_back, "head")
    town.act(fed_back, "town-officer")
    mended = review.RecordMending(held_on=REVIEWED_ON, measures="增设课后辅导", **year)
    refused(town, NotAuthorisedError, mended, "town-officer")
    town.act(mended, "head")
    town.on(9, 20)
    letter = review.SignLetter(
        plan=PLAN,
        school=SCHOOL,
        teacher=heads_of(town),
        title="校长",
        norms="规范办学",
        curriculum="开齐课程",
        safety="无责任事故",
        present_milli=70_000,
        floor_milli=72_000,
    )
    refused(town, NotAuthorisedError, letter, "town-officer")
    town.act(letter, "town-officer", letter.teacher)
    settled = review.SettleLetter(
        result_milli=71_000, vetoes=("quality_below_target",), document="考核通报", **year
    )
    refused(town, NotAuthorisedError, settled, "town-officer")
    town.act(settled, "town-officer", "supervisor")


def heads_of(town: StaffedTown) -> str:
    """Return who was made head of the school by now."""
    school = town.office.ledger.states().find(School, SCHOOL)
    assert school is not None
    return next(office.person for office in school.offices if office.title == "校长")


def team_steps() -> list[tuple[Command, tuple[str, ...], tuple[str, ...]]]:
    """Return the five steps and their opening: each with its signers, and with too few."""
    named: OfTeam = {"plan": PLAN, "school": SCHOOL, "term": Term.FIRST}
    subjects = (SCHOOL, "head", "t3")
    marks = tuple(Mark(about=each, mark_milli=17_200) for each in subjects)
    judgements = tuple(
        TeamJudgement(
            about=each,
            leaders_milli=18_500,
            performance_milli=35_500,
        )
        for each in subjects
    )
    opened = review.OpenTeamReview(leader="head", members=("head", "t3"), **named)
    heard = review.RecordTeamReport(on=REVIEWED_ON, **named)
    measured = review.RecordTeamMeasurement(
        on=REVIEWED_ON, staff=3, present=3, marks=marks, **named
    )
    talked = review.RecordTeamDiscussion(
        on=REVIEWED_ON, present=Present(team=1, party=1, teachers=1), marks=marks, **named
    )
    summed = review.SumUpTeamScores(judgements=judgements, **named)
    written = review.WriteTeamReport(document="考核报告", **named)
    alone, watched, not_his = ("town-officer",), ("town-officer", "supervisor"), ("head",)
    return [
        (opened, alone, not_his),
        (heard, alone, not_his),
        (measured, watched, alone),
        (talked, watched, alone),
        (summed, watched, alone),
        (written, alone, not_his),
    ]

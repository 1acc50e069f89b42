"""A school's reviews in a story: its team's in five steps, days of reports, 三评, a letter."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.review import commands as c
from domain.review.events import Term
from domain.review.marks import Mark, Present, TeamJudgement
from domain.school.commands import RegisterOffice
from tests.domain.planning_given import PLAN
from tests.http.story import SCHOOL, Story

LEADER, MEMBER = "t1", "t2"
HELD_ON = date(2026, 9, 3)
_SUBJECTS = (SCHOOL, LEADER, MEMBER)


def reviewed(story: Story, *, summed_up: bool = True) -> None:
    """t1 and t2 lead the school; their review is summed up, or has come to the talks."""
    town, supervisor = story.offices["town"], story.offices["supervisor"]
    for step in team_steps()[: None if summed_up else 4]:
        story.act(step, town, supervisor)


def held(story: Story) -> None:
    """Both layers report; 三评 is held and fed back; t1 signs the letter as head."""
    town, supervisor = story.offices["town"], story.offices["supervisor"]
    principal = story.offices["principal"]
    leaders = c.RecordLeadersReports(
        plan=PLAN, school=SCHOOL, on=HELD_ON, staff=3, present=3, bureau_leaders=1
    )
    story.act(leaders, town, supervisor)
    staff = c.RecordStaffReports(plan=PLAN, school=SCHOOL, on=HELD_ON, staff=3, present=2)
    story.act(staff, principal, supervisor)
    head = RegisterOffice(
        school=SCHOOL,
        title="校长",
        person=LEADER,
        from_on=date(2025, 9, 1),
        until_on=date(2028, 9, 1),
    )
    story.act(head, story.offices["registrar"])
    letter = c.SignLetter(
        plan=PLAN,
        school=SCHOOL,
        teacher=LEADER,
        title="校长",
        norms="规范办学",
        curriculum="开齐课程",
        safety="无责任事故",
        present_milli=70_000,
        floor_milli=72_000,
    )
    story.act(letter, town, story.self_(LEADER))


def team_steps() -> list[Command]:
    """Return the opening and the five steps."""
    named = {"plan": PLAN, "school": SCHOOL, "term": Term.FIRST}

    def marks(mark_milli: int) -> tuple[Mark, ...]:
        return tuple(Mark(about=each, mark_milli=mark_milli) for each in _SUBJECTS)

    judgements = tuple(
        TeamJudgement(
            about=each,
            leaders_milli=18_500,
            performance_milli=35_500,
        )
        for each in _SUBJECTS
    )
    return [
        c.OpenTeamReview.model_validate({**named, "leader": LEADER, "members": (LEADER, MEMBER)}),
        c.RecordTeamReport.model_validate({**named, "on": HELD_ON}),
        c.RecordTeamMeasurement.model_validate(
            {**named, "on": HELD_ON, "staff": 3, "present": 3, "marks": marks(17_200)}
        ),
        c.RecordTeamDiscussion.model_validate(
            {
                **named,
                "on": HELD_ON,
                "present": Present(team=1, party=1, teachers=1),
                "marks": marks(16_000),
            }
        ),
        c.SumUpTeamScores.model_validate({**named, "judgements": judgements}),
        c.WriteTeamReport.model_validate({**named, "document": "考核报告"}),
    ]

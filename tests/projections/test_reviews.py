"""The register of reviews: how far a team's review has come, its scores, days held, letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypedDict

import pytest
import sqlalchemy as sa

from domain.kernel import Command
from domain.review import commands as c
from domain.review.events import Term
from domain.review.marks import Mark, Present, TeamGrade, TeamJudgement
from projections.projector import Projector
from projections.review_register import ReviewRegister
from projections.temporal import TemporalTable
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, noon, pack
from tests.projections.story import in_acts
from tests.support.desk import Desk

REVIEW = f"{PLAN}.{g.SCHOOL}.first_term"
SUBJECTS = (g.SCHOOL, "t1", "t2")


class OfTeam(TypedDict):
    """How commands name a team's review."""

    plan: str
    school: str
    term: Term


class OfYear(TypedDict):
    """How commands name a school's year."""

    plan: str
    school: str


YEAR: OfYear = {"plan": PLAN, "school": g.SCHOOL}


def given(mark_milli: int) -> tuple[Mark, ...]:
    return tuple(Mark(about=name, mark_milli=mark_milli) for name in SUBJECTS)


def steps_of(term: Term, grade: TeamGrade | None) -> tuple[Command, ...]:
    """Return the opening and the five steps of a term's review."""
    team: OfTeam = {"plan": PLAN, "school": g.SCHOOL, "term": term}
    judgements = tuple(
        TeamJudgement(about=name, leaders_milli=18_500, performance_milli=35_500, grade=grade)
        for name in SUBJECTS
    )
    return (
        c.OpenTeamReview(leader="t1", members=("t1", "t2"), **team),
        c.RecordTeamReport(on=date(2027, 1, 11), **team),
        c.RecordTeamMeasurement(
            on=date(2027, 1, 12), staff=150, present=100, marks=given(17_200), **team
        ),
        c.RecordTeamDiscussion(
            on=date(2027, 1, 13),
            present=Present(team=1, party=3, teachers=5),
            marks=given(16_000),
            **team,
        ),
        c.SumUpTeamScores(judgements=judgements, **team),
        c.WriteTeamReport(document="领导班子考核报告", **team),
    )


STEPS = steps_of(Term.FIRST, None)
REACHED = ("open", "reported", "measured", "talked", "scored", "written")
BELOW = "quality_below_target"
TWO_VETOES = pack(
    review={
        "veto_conditions": [
            {"id": BELOW, "title": "教学质量低于责任目标"},
            {"id": "accident", "title": "安全责任事故"},
        ]
    }
)
HELD_ON = date(2026, 11, 12)
LETTER = c.SignLetter(
    teacher="t1",
    title="校长",
    norms="规范办学",
    curriculum="开齐课程",
    safety="无责任事故",
    present_milli=70_000,
    floor_milli=72_000,
    **YEAR,
)


class Shown:
    """The register over an empty database, and what its tables say."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine, self.register = engine, ReviewRegister()
        self.projector = Projector(engine, [self.register])

    def catch_up(self, desk: Desk) -> Shown:
        self.projector.catch_up(in_acts(desk.history, [1]))
        return self

    def rows(self, table: TemporalTable, index: int | None = None) -> list[dict[str, Any]]:
        with self.engine.connect() as connection:
            return table.rows(connection, index=index)


@pytest.fixture
def shown() -> Iterator[Shown]:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    yield Shown(engine)
    engine.dispose()


def school() -> Desk:
    desk = g.staffed(TWO_VETOES)
    desk.given(f"school:{g.SCHOOL}", g.holder("校长", "t1"))
    desk.at = noon(date(2027, 1, 20))
    return desk


@pytest.mark.parametrize(("done", "status"), list(enumerate(REACHED, start=1)))
def test_a_team_s_review_is_shown_as_far_as_it_has_come(
    shown: Shown, done: int, status: str
) -> None:
    desk = school()
    desk.do(*STEPS[:done])
    (row,) = shown.catch_up(desk).rows(shown.register.reviews)
    assert (row["review"], row["status"], row["leader"]) == (REVIEW, status, "t1")
    assert row["team"] == '["t1", "t2"]'


def test_the_total_of_team_and_members_is_shown_with_its_four_parts(shown: Shown) -> None:
    desk = school()
    desk.do(*STEPS)
    rows = shown.catch_up(desk).rows(shown.register.scores)
    assert {row["reviewed"] for row in rows} == set(SUBJECTS)
    # 18.5 + 17.2 + 16.0 + 35.5 = 87.2 (T01)
    parts = ("leaders_milli", "democratic_milli", "discussion_milli", "performance_milli")
    assert {tuple(row[part] for part in parts) for row in rows} == {
        (18_500, 17_200, 16_000, 35_500)
    }
    assert {(row["total_milli"], row["grade"]) for row in rows} == {(87_200, None)}


def test_the_grade_of_the_year_stands_with_the_second_term(shown: Shown) -> None:
    desk = school()
    desk.do(*STEPS, *steps_of(Term.SECOND, TeamGrade.COMPETENT))
    rows = shown.catch_up(desk).rows(shown.register.scores)
    assert {(row["term"], row["grade"]) for row in rows} == {
        ("first_term", None),
        ("second_term", "competent"),
    }


def test_before_the_sum_is_made_there_is_no_total(shown: Shown) -> None:
    desk = school()
    desk.do(*STEPS)
    shown.catch_up(desk)
    summed = len(desk.history) - 2
    before = shown.rows(shown.register.scores, index=summed - 1)
    assert {row["total_milli"] for row in before} == {None}


def test_days_of_reports_and_three_reviews_are_shown_with_what_came_of_them(shown: Shown) -> None:
    desk = school()
    reports = (
        c.RecordLeadersReports(
            on=date(2027, 1, 8), staff=150, present=120, bureau_leaders=2, **YEAR
        ),
        c.RecordStaffReports(on=date(2027, 1, 9), staff=150, present=110, **YEAR),
    )
    three = c.RecordThreeReviews(on=HELD_ON, document="评议汇总", **YEAR)
    fed_back = c.FeedBackThreeReviews(held_on=HELD_ON, on=date(2026, 11, 20), **YEAR)
    mended = c.RecordMending(
        held_on=HELD_ON, on=date(2026, 12, 20), measures="增设课后辅导", **YEAR
    )
    other = c.RecordThreeReviews(plan=PLAN, school=g.OTHER, on=HELD_ON, document="评议汇总")
    desk.do(*reports, three, other, fed_back, mended)
    rows = shown.catch_up(desk).rows(shown.register.held)
    found = {(row["school"], row["review_kind"]): row for row in rows}
    leaders = found[g.SCHOOL, "leaders_report"]
    assert (leaders["present_count"], leaders["bureau_leaders_count"]) == (120, 2)
    assert found[g.SCHOOL, "staff_report"]["present_count"] == 110
    own = found[g.SCHOOL, "three_reviews"]
    assert (own["fed_back_on"], own["mended_on"]) == ("2026-11-20", "2026-12-20")
    assert own["measures"] == "增设课后辅导"
    assert found[g.OTHER, "three_reviews"]["fed_back_on"] is None


@pytest.mark.parametrize(
    ("result_milli", "vetoes", "status"),
    [
        (72_000, (), "reached"),
        (73_000, ("accident",), "reached_but_vetoed"),
        (71_000, (BELOW,), "not_reached"),
        (69_000, (BELOW,), "results_fallen"),
    ],
)
def test_a_letter_is_shown_with_what_it_came_to(
    shown: Shown, result_milli: int, vetoes: tuple[str, ...], status: str
) -> None:
    desk = school()
    second = LETTER.model_copy(update={"school": g.OTHER, "teacher": "u1"})
    desk.given(f"school:{g.OTHER}", g.holder("校长", "u1"))
    settled = c.SettleLetter(
        on=date(2027, 1, 18), result_milli=result_milli, vetoes=vetoes, document="通报", **YEAR
    )
    desk.do(second, LETTER, settled)
    rows = shown.catch_up(desk).rows(shown.register.letters)
    found = {row["school"]: row for row in rows}
    own, other = found[g.SCHOOL], found[g.OTHER]
    assert (own["teacher"], own["status"], own["floor_milli"]) == ("t1", status, 72_000)
    assert (own["result_milli"], own["assessed_on"]) == (result_milli, "2027-01-18")
    assert (other["status"], other["result_milli"]) == ("signed", None)

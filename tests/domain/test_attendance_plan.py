"""Attendance is kept under the plan by which the school works, not one of years ago [S002-30]."""

from __future__ import annotations

from datetime import date

import pytest

from domain.attendance import errors
from domain.attendance.state import sheet_id
from domain.planning.state import Plan
from domain.school.events import PostsPublished
from tests.domain import attendance_given as g
from tests.domain.planning_given import PLAN, TIMETABLE, drafted, frozen
from tests.support.desk import Desk

LATER = "plan-later"


@pytest.fixture
def desk() -> Desk:
    """The school published its posts under a later plan."""
    desk = g.school()
    desk.given(f"plan:{LATER}", *frozen(g.PACK, TIMETABLE))
    desk.given(f"school:{g.SCHOOL}", PostsPublished(plan=LATER, establishment=3, posts=()))
    return desk


def test_a_month_after_its_adoption_is_kept_under_it(desk: Desk) -> None:
    """Shows plan_must_be_the_schools."""
    week = g.week(g.MONDAYS[1])
    desk.refuses(week, errors.OtherPlanError, plan=PLAN, sheet_plan=LATER)
    desk.do(week.model_copy(update={"plan": LATER}))


def test_a_month_that_had_begun_may_be_kept_under_the_plan_before(desk: Desk) -> None:
    adopted = desk.find(Plan, LATER)
    assert adopted is not None
    assert adopted.adopted_on is not None
    month = f"{adopted.adopted_on:%Y-%m}"
    monday = date.fromisocalendar(*adopted.adopted_on.isocalendar()[:2], 1)
    desk.do(g.week(monday).model_copy(update={"month": month}))
    assert f"attendance-sheet:{sheet_id(g.SCHOOL, month)}" in desk.states


def test_a_later_plan_that_is_not_adopted_hinders_nothing() -> None:
    desk = g.school()
    desk.given("plan:draft", drafted(g.PACK, TIMETABLE))
    desk.given(f"school:{g.SCHOOL}", PostsPublished(plan="draft", establishment=3, posts=()))
    desk.do(g.week(g.MONDAYS[1]))


def test_a_month_begun_under_the_plan_before_goes_on_under_it() -> None:
    desk = g.school()
    desk.do(g.week(g.MONDAYS[0]))
    desk.given(f"plan:{LATER}", *frozen(g.PACK, TIMETABLE))
    desk.given(f"school:{g.SCHOOL}", PostsPublished(plan=LATER, establishment=3, posts=()))
    desk.do(g.week(g.MONDAYS[1]))

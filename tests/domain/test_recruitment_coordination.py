"""The coordination meeting, and the two thirds that are for a school's own staff."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import PostsPublished
from domain.teacher.events import TeacherTransferred
from domain.teacher.state import Teacher
from tests.domain import town
from tests.domain.coordination_given import MEET, coordination, scored_in_second
from tests.domain.planning_given import august, noon
from tests.domain.town import ALL, CHINESE, MATHS, ROUND, SECOND, offer
from tests.support.desk import Desk

THERE = PostSet(school="school-2", teaching=MATHS)


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def met(scored: Desk) -> Desk:
    """a2 was left unplaced at school, and is ranked for maths at the coordination."""
    return coordination(town.selected(scored))


def test_the_unplaced_meet_the_vacancies_of_other_schools(met: Desk) -> None:
    met.do(offer("a2", THERE, round_=SECOND))
    events = met.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
    assert events[-1] == TeacherTransferred(
        from_school="school-1", to_school="school-2", round=SECOND, on=august(26)
    )
    teacher = met.find(Teacher, "a2")
    assert teacher is not None
    assert teacher.school == "school-2"
    assert town.round_of(met, SECOND).notice_entries()[0].from_school == "school-1"


def test_outsiders_do_not_eat_into_the_two_thirds(scored: Desk) -> None:
    met = coordination(town.selected(scored), establishment=2, seated=("b1",))
    outsider = offer("a2", THERE, round_=SECOND)
    met.refuses(outsider, errors.TwoThirdsNotKeptError, required=2, outsiders=1)
    met.do(c.ApproveTwoThirdsException(round=SECOND, school="school-2", reason="偏远缺编"))
    met.do(outsider)


def test_outsiders_fill_what_two_thirds_of_the_quota_leave_free(scored: Desk) -> None:
    """Of 3 at least 2 are original, so there is room for one outsider and no second."""
    town.selected(scored)
    scored.at = noon(august(26))
    published = PostsPublished(plan=town.PLAN, establishment=3, posts=town.POSTS)
    scored.given("school:school-2", published)
    town.hire(scored, "x1", "school-9")
    scored.do(MEET.model_copy(update={"population": ("a2", "x1")}))
    scored_in_second(scored, "a2", THERE)
    scored_in_second(scored, "x1", PostSet(school="school-2", teaching=CHINESE))
    scored.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    scored.do(offer("a2", THERE, round_=SECOND))
    second = offer("x1", PostSet(school="school-2", teaching=CHINESE), round_=SECOND)
    scored.refuses(second, errors.TwoThirdsNotKeptError, required=2, outsiders=2)


def test_the_school_s_own_people_come_in_ahead_of_outsiders_for_whom_there_is_no_room(
    scored: Desk,
) -> None:
    town.selected(scored)
    scored.at = noon(august(26))
    published = PostsPublished(plan=town.PLAN, establishment=2, posts=town.POSTS)
    scored.given("school:school-2", published)
    scored.do(MEET.model_copy(update={"population": ("a2", "b1")}))
    scored_in_second(scored, "a2", THERE, mark=75_000)
    scored_in_second(scored, "b1", THERE)
    scored.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    (offered,) = scored.do(offer("b1", THERE, round_=SECOND))
    assert isinstance(offered, e.PostOffered)
    assert offered.rank == 2


def test_an_exception_is_for_a_school_of_the_round(scored: Desk) -> None:
    elsewhere = c.ApproveTwoThirdsException(round=ROUND, school="school-2", reason="偏远缺编")
    scored.refuses(elsewhere, errors.SchoolNotInRoundError, school="school-2")
    (approved,) = scored.do(elsewhere.model_copy(update={"school": "school-1"}))
    assert approved == e.TwoThirdsExceptionApproved(
        school="school-1", required=2, original_hired=0, reason="偏远缺编"
    )


def test_the_pool_of_a_school_s_own_round_is_original_staff(scored: Desk) -> None:
    assert town.round_of(scored).schools["school-1"].original_staff == ALL

"""Opening a round: what it freezes, and what must have happened before."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.kernel import AlreadyExistsError
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.school.events import SchoolKind, SchoolRegistered, SeatTaken
from domain.teacher.events import TeacherTransferred
from tests.domain import town
from tests.domain.coordination_given import HELD_ELSEWHERE, MEET
from tests.domain.planning_given import SHA, august, noon, pack
from tests.domain.town import ALL, CHINESE, MATHS, OPEN, POSTS, ROUND, SECOND
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """A town whose plan is frozen, quota filed and posts published."""
    return town.prepared()


def test_a_round_freezes_pack_posts_people_and_window(desk: Desk) -> None:
    (opened,) = desk.do(OPEN)
    assert opened == e.RecruitmentRoundOpened(
        plan=town.PLAN,
        pack_sha256=SHA,
        stage=e.Stage.IN_SCHOOL,
        organiser="school-1",
        schools=(
            e.RoundSchool(school="school-1", establishment=3, posts=POSTS, original_staff=ALL),
        ),
        population=ALL,
        intents_from=datetime.fromisoformat("2026-08-20T00:00:00+08:00"),
        intents_until=datetime.fromisoformat("2026-08-23T00:00:00+08:00"),
    )


def test_a_round_is_the_matter_of_its_organiser(desk: Desk) -> None:
    desk.do(OPEN, MEET)
    assert desk.body_of(f"recruitment-round:{ROUND}") == "school-1"
    assert desk.body_of(f"recruitment-round:{SECOND}") == town.TOWN


def test_a_round_opens_once(desk: Desk) -> None:
    desk.do(OPEN)
    desk.refuses(OPEN, AlreadyExistsError)


def test_a_round_opens_under_a_frozen_plan_only() -> None:
    town.prepared(frozen=False).refuses(OPEN, errors.PlanNotFrozenError, plan=town.PLAN)


def test_a_stage_that_the_pack_does_not_have_is_not_opened() -> None:
    desk = town.prepared(of=pack(stages=["in_school"]))
    desk.refuses(MEET, errors.StageNotPlannedError, stage="coordination")


def test_posts_are_published_before_anyone_bids(desk: Desk) -> None:
    registered = SchoolRegistered(
        name="新校", kind=SchoolKind.PRIMARY, town_office=town.TOWN, remote=True
    )
    desk.given("school:school-9", registered)
    opening = OPEN.model_copy(
        update={"organiser": "school-9", "schools": ("school-9",), "population": ()}
    )
    desk.refuses(opening, errors.PostsNotPublishedError, school="school-9")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"organiser": town.TOWN}, id="a town office in a school's own round"),
        pytest.param({"schools": ("school-1", "school-2")}, id="two schools in one's own round"),
        pytest.param({"stage": e.Stage.COORDINATION}, id="a school as coordinator"),
    ],
)
def test_each_stage_has_its_organiser(desk: Desk, changes: dict[str, object]) -> None:
    desk.refuses(OPEN.model_copy(update=changes), errors.WrongOrganiserError)


def test_a_school_takes_part_once(desk: Desk) -> None:
    twice = MEET.model_copy(update={"schools": ("school-2", "school-2")})
    desk.refuses(twice, errors.WrongOrganiserError, organiser=town.TOWN)


def test_a_school_s_own_round_is_for_its_own_staff(desk: Desk) -> None:
    stranger = OPEN.model_copy(update={"population": (*ALL, "b1")})
    desk.refuses(stranger, errors.StageSkippedError, teacher="b1", school="school-2")


def test_nobody_is_in_the_pool_twice(desk: Desk) -> None:
    desk.refuses(OPEN.model_copy(update={"population": (*ALL, "a1")}), errors.PoolNamedTwiceError)


def test_whoever_holds_a_post_set_has_left_the_pool(desk: Desk) -> None:
    desk.given("teacher:a2", HELD_ELSEWHERE)
    desk.refuses(OPEN, errors.NotInPoolError, teacher="a2")
    desk.refuses(MEET, errors.NotInPoolError, teacher="a2")


def test_a_coordination_takes_letters_from_the_meeting_to_the_cutoff(desk: Desk) -> None:
    desk.do(MEET)
    state = town.round_of(desk, SECOND)
    assert state.intents_from == datetime.fromisoformat("2026-08-25T00:00:00+08:00")
    assert state.intents_until == datetime.fromisoformat("2026-08-29T00:00:00+08:00")


def test_original_staff_are_those_who_were_there_before_the_plan_s_own_moves(desk: Desk) -> None:
    desk.do(OPEN)
    moved = TeacherTransferred(
        from_school="school-1", to_school="school-2", round=ROUND, on=august(24)
    )
    town.hire(desk, "b2", "school-2")
    desk.given("teacher:a1", moved)
    desk.given(
        "school:school-2",
        SeatTaken(post=MATHS, person="a1", round=ROUND),
        SeatTaken(post=CHINESE, person="b1", round="r0"),
        SeatTaken(post=CHINESE, person="unregistered", round="r0"),
    )
    desk.at = noon(august(25))
    (opened,) = desk.do(MEET.model_copy(update={"population": ("a2", "b2")}))
    assert isinstance(opened, e.RecruitmentRoundOpened)
    assert opened.schools[0].original_staff == ("b1", "b2", "unregistered")

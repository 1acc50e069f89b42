"""The coordination round over the neighbour's vacancies."""

from __future__ import annotations

from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import PostsPublished, SeatTaken
from domain.school.posts import StaffClass
from domain.teacher.events import PostTaken
from tests.domain.planning_given import PLAN, TOWN, august, noon
from tests.domain.town import CHINESE, EARLIER, MATHS, POSTS, SECOND, intent, interview, service
from tests.support.desk import Desk

MEET = c.OpenRound(
    round=SECOND,
    plan=PLAN,
    stage=e.Stage.COORDINATION,
    organiser=TOWN,
    schools=("school-2",),
    population=("a2",),
    after=(EARLIER,),
)


def scored_in_second(desk: Desk, teacher: str, *wishes: PostSet, mark: int = 70_000) -> None:
    """Hand in, check and score one bidder of the coordination round."""
    desk.do(
        intent(teacher, *wishes).model_copy(update={"round": SECOND}),
        c.QualifyBidder(round=SECOND, teacher=teacher),
        service(teacher).model_copy(update={"round": SECOND}),
        interview(teacher, mark).model_copy(update={"round": SECOND}),
    )


def coordination(desk: Desk, *, establishment: int = 6, seated: tuple[str, ...] = ()) -> Desk:
    """Open the coordination round over school-2 and bring a2 up to the ranking."""
    desk.at = noon(august(26))
    if establishment != 6:
        published = PostsPublished(plan=PLAN, establishment=establishment, posts=POSTS)
        desk.given("school:school-2", published)
    for person in seated:
        desk.given("school:school-2", SeatTaken(post=CHINESE, person=person, round="r0"))
    desk.do(MEET)
    scored_in_second(desk, "a2", PostSet(school="school-2", teaching=MATHS))
    desk.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    return desk


HELD_ELSEWHERE = PostTaken(
    round=SECOND,
    school="school-2",
    posts=(MATHS,),
    staff_class=StaffClass.TEACHING,
    periods_milli=12_000,
    from_on=august(24),
)
"""A post set in the other school."""

"""A school publishes numbered posts out of its share, and keeps its register of offices."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import AlreadyExistsError, Recorded
from domain.school import commands as c
from domain.school import errors
from domain.school import events as e
from domain.school.posts import Post, PostKind
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, TOWN, august, frozen, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario

STREAM = f"school:{g.ONE}"
POSTS = (g.post("教学-01", headcount=12), g.post("教学-02", headcount=8))
PUBLISH = c.PublishPosts(school=g.ONE, plan=PLAN, posts=POSTS)
PUBLISHED = e.PostsPublished(plan=PLAN, establishment=20, posts=POSTS)
LIBRARY = Post(number="辅助-01", kind=PostKind.AUXILIARY, title="图书管理", duties="借阅")
OFFICE = c.RegisterOffice(
    school=g.ONE, title="教务主任", person="li", from_on=august(1), until_on=date(2027, 8, 1)
)
GRANTED = e.OfficeGranted(
    title="教务主任", person="li", post=None, from_on=august(1), until_on=date(2027, 8, 1)
)
OVER = e.OfficeEndGround.TERM_ENDED
END = c.EndOffice(school=g.ONE, title="教务主任", person="li", ground=OVER)


def past(*events: e.SchoolEvent) -> Scenario:
    return Scenario().given(g.QUOTA, *g.filed()).given(STREAM, g.school(), *events)


def publish(*posts: Post) -> c.PublishPosts:
    return PUBLISH.model_copy(update={"posts": posts})


class TestPosts:
    def test_seats_fill_the_share_and_not_more(self) -> None:
        past().when(PUBLISH).then(Recorded(STREAM, PUBLISHED))
        past().when(publish(*POSTS, g.post("教学-03"))).then_refused(
            errors.PostsBeyondShareError, school=g.ONE, seats=21, posts=20
        )

    def test_auxiliary_posts_are_second_tasks_of_the_same_people(self) -> None:
        assert past().when(publish(*POSTS, LIBRARY)).decision()

    def test_posts_come_out_of_a_share_that_is_filed(self) -> None:
        allocated = Scenario().given(g.QUOTA, *g.filed()[:-1]).given(STREAM, g.school())
        allocated.when(PUBLISH).then_refused(errors.QuotaNotFiledError, school=g.ONE)
        Scenario().given(STREAM, g.school()).when(PUBLISH).then_refused(
            errors.QuotaNotFiledError, plan=PLAN
        )

    def test_every_post_has_a_number_of_its_own(self) -> None:
        past().when(publish(POSTS[0], POSTS[0])).then_refused(
            errors.PostNumberTwiceError, post="教学-01"
        )

    @pytest.mark.parametrize(
        "changes", [{"subject": None}, {"classes": None}, {"periods_milli": 0}]
    )
    def test_a_teaching_post_tells_its_task(self, changes: dict[str, object]) -> None:
        past().when(publish(POSTS[0].model_copy(update=changes))).then_refused(
            errors.PostTaskMissingError, post="教学-01"
        )

    @pytest.mark.parametrize(
        ("title", "years", "planned", "most"),
        [
            ("教务主任", 1, 1, None),
            ("教务主任", 2, 1, 1),
            ("教务主任", 2, 2, None),
            ("副校长", 3, 1, None),
            ("副校长", 4, 1, 3),
            ("校长", 3, 1, None),
        ],
    )
    def test_no_office_is_published_for_longer_than_the_plan_says(
        self, title: str, years: int, planned: int, most: int | None
    ) -> None:
        office = Post(
            number="职务-01",
            kind=PostKind.OFFICE,
            title=title,
            duties="教学管理",
            term_years=years,
        )
        plan = frozen(pack(contract={"office_years": planned}))
        asked = past().given(f"plan:{PLAN}", *plan).when(publish(*POSTS, office))
        if most is None:
            assert asked.decision()
        else:
            asked.then_refused(
                errors.OfficeTermTooLongError, post="职务-01", term_years=years, most=most
            )

    def test_there_is_one_list_a_plan(self) -> None:
        past(PUBLISHED).when(PUBLISH).then_refused(errors.PostsPublishedTwiceError, plan=PLAN)

    def test_a_school_is_registered_once(self) -> None:
        register = c.RegisterSchool(
            school=g.ONE, name="云溪中学", kind=e.SchoolKind.MIDDLE, town_office=TOWN
        )
        Scenario().when(register).then(Recorded(STREAM, g.school()))
        past().when(register).then_refused(AlreadyExistsError, kind="school")


class TestOffices:
    def test_an_incumbent_is_registered_once(self) -> None:
        past().when(OFFICE).then(Recorded(STREAM, GRANTED))
        past(GRANTED).when(OFFICE).then_refused(errors.OfficeHeldError, person="li")

    def test_an_office_ends_that_is_held(self) -> None:
        last = date(2027, 8, 1)
        ended = e.OfficeEnded(title="教务主任", person="li", ground=OVER, on=last)
        past(GRANTED).when(END, at=noon(last)).then(Recorded(STREAM, ended))
        past().when(END).then_refused(errors.OfficeNotHeldError, person="li")


def test_a_school_s_stream_is_the_matter_of_the_school() -> None:
    desk = Desk(noon(august(18)))
    desk.given(STREAM, g.school())
    desk.given("teacher:li", g.teacher(g.ONE))
    assert desk.body_of(STREAM) == desk.body_of("teacher:li") == g.ONE

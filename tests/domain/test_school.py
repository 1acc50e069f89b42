"""学校: numbered posts out of a filed share, seats, and offices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.kernel import AlreadyExistsError, DomainError, DomainEvent, MissingError, Recorded
from domain.quota import events as quota
from domain.school import commands as c
from domain.school import errors
from domain.school import events as e
from domain.school.office import Office
from domain.school.posts import Post, PostKind
from domain.school.state import School, evolve
from tests.domain.planning_given import noon
from tests.support.scenario import Scenario

SCHOOL, PLAN, STREAM = "s1", "plan-1", "school:s1"
DAY, LATER = date(2026, 8, 18), date(2027, 8, 18)
REGISTERED = e.SchoolRegistered(
    name="青溪小学", kind=e.SchoolKind.PRIMARY, town_office="town", remote=False
)
SHARE = quota.SchoolShare(school=SCHOOL, establishment=4, posts=3)
FILED: tuple[DomainEvent, ...] = (
    quota.EstablishmentFixed(body="town", school_year="2026-2027", total=9, document="编1"),
    quota.PostTotalFixed(total=9, document="人1"),
    quota.QuotaAllocated(shares=(SHARE,)),
    quota.AllocationFiled(office=quota.FilingOffice.HR_BUREAU),
    quota.AllocationFiled(office=quota.FilingOffice.FINANCE_BUREAU),
)


def post(number: str, kind: PostKind = PostKind.TEACHING, **changes: object) -> Post:
    """Return a post that tells all that its kind must tell."""
    task: dict[str, object] = {}
    if kind is PostKind.TEACHING:
        task = {"subject": "数学", "classes": "三年级1班", "periods_milli": 12_000}
    whole = {"number": number, "kind": kind, "title": "岗位", "duties": "职责", **task, **changes}
    return Post.model_validate(whole)


POSTS = (
    post("教学-01"),
    post("教学-02", headcount=2),
    post("辅助-01", PostKind.AUXILIARY),
    post("辅助-02", PostKind.AUXILIARY, headcount=5),
    post("职务-01", PostKind.OFFICE),
)
PUBLISH = c.PublishPosts(school=SCHOOL, plan=PLAN, posts=POSTS)
PUBLISHED = e.PostsPublished(plan=PLAN, establishment=4, posts=POSTS)


def registered(*more: e.SchoolEvent, filing: int = 5) -> Scenario:
    """Return a school's past, with so many steps of the quota's."""
    past = Scenario().given(STREAM, REGISTERED, *more)
    return past.given(f"quota:{PLAN}", *FILED[:filing]) if filing else past


def folded(*events: e.SchoolEvent) -> School:
    """Return what a school's events come to."""
    state = evolve(None, REGISTERED, key=SCHOOL)
    for event in events:
        state = evolve(state, event, key=SCHOOL)
    return state


class TestPosts:
    """公布岗位."""

    def test_a_school_is_registered_once(self) -> None:
        register = c.RegisterSchool(
            school=SCHOOL, name="青溪小学", kind=e.SchoolKind.PRIMARY, town_office="town"
        )
        Scenario().when(register).then(Recorded(STREAM, REGISTERED))
        registered().when(register).then_refused(AlreadyExistsError, kind="school", key=SCHOOL)

    def test_the_list_is_published_out_of_the_filed_share(self) -> None:
        registered().when(PUBLISH).then(Recorded(STREAM, PUBLISHED))

    def test_an_unknown_school_publishes_nothing(self) -> None:
        Scenario().when(PUBLISH).then_refused(MissingError, kind="school", key=SCHOOL)

    @pytest.mark.parametrize("filing", range(5))
    def test_nothing_is_published_before_both_offices_have_the_allocation(
        self, filing: int
    ) -> None:
        past = registered(filing=filing)
        past.when(PUBLISH).then_refused(errors.QuotaNotFiledError, school=SCHOOL, plan=PLAN)

    def test_a_school_without_a_share_publishes_nothing(self) -> None:
        past = registered().given("school:s2", REGISTERED)
        other = PUBLISH.model_copy(update={"school": "s2"})
        past.when(other).then_refused(errors.QuotaNotFiledError, school="s2")

    def test_one_list_a_plan(self) -> None:
        past = registered(PUBLISHED)
        past.when(PUBLISH).then_refused(errors.PostsPublishedTwiceError, school=SCHOOL, plan=PLAN)

    def test_the_next_years_plan_has_a_list_of_its_own_and_empty_seats(self) -> None:
        taken = e.SeatTaken(post="教学-01", person="a1", round="r1")
        state = folded(PUBLISHED, taken, PUBLISHED.model_copy(update={"plan": "plan-2"}))
        assert (state.plan, state.holders("教学-01")) == ("plan-2", ())

    def test_no_number_stands_twice(self) -> None:
        self.refuse([post("教学-01"), post("教学-01")], errors.PostNumberTwiceError, post="教学-01")
        mixed = [post("01"), post("01", PostKind.AUXILIARY)]
        self.refuse(mixed, errors.PostNumberTwiceError, post="01")

    @pytest.mark.parametrize(
        "missing",
        [{"subject": None}, {"subject": ""}, {"classes": None}, {"periods_milli": 0}],
        ids=["no subject", "empty subject", "no classes", "no periods"],
    )
    def test_a_teaching_post_tells_subject_classes_and_periods(
        self, missing: dict[str, object]
    ) -> None:
        self.refuse(
            [post("教学-01", PostKind.TEACHING, **missing)],
            errors.PostTaskMissingError,
            post="教学-01",
        )

    def test_other_posts_need_not(self) -> None:
        other = PUBLISH.model_copy(update={"posts": POSTS[2:]})
        (recorded,) = registered().when(other).decision()
        assert recorded.event == PUBLISHED.model_copy(update={"posts": POSTS[2:]})

    def test_teaching_seats_stay_within_the_share(self) -> None:
        posts = [post("教学-01", headcount=3), post("教学-02")]
        self.refuse(posts, errors.PostsBeyondShareError, school=SCHOOL, seats=4, posts=3)

    def test_a_post_without_a_seat_or_a_term_is_none(self) -> None:
        for nothing in ({"headcount": 0}, {"term_years": 0}, {"duties": ""}, {"number": ""}):
            with pytest.raises(ValidationError):
                Post.model_validate({**POSTS[0].model_dump(), **nothing})

    @given(
        heads=st.lists(
            st.tuples(st.sampled_from(PostKind), st.integers(1, 4), st.integers(1, 4)), max_size=5
        )
    )
    def test_whatever_is_granted_has_its_own_numbers_and_fits(
        self, heads: list[tuple[PostKind, int, int]]
    ) -> None:
        posts = tuple(post(f"岗-{n}", kind, headcount=head) for kind, n, head in heads)
        asked = PUBLISH.model_copy(update={"posts": posts})
        numbers = {each.number for each in posts}
        seats = sum(each.headcount for each in posts if each.kind is PostKind.TEACHING)
        fits = len(numbers) == len(posts) and seats <= SHARE.posts
        try:
            registered().when(asked).decision()
        except (errors.PostNumberTwiceError, errors.PostsBeyondShareError):
            assert not fits
        else:
            assert fits

    def refuse(self, listed: list[Post], error: type[DomainError], **facts: int | str) -> None:
        asked = PUBLISH.model_copy(update={"posts": tuple(listed)})
        registered().when(asked).then_refused(error, **facts)


class TestSeats:
    """占用岗位, 腾出岗位."""

    def test_a_seat_is_taken_and_freed_by_its_holder(self) -> None:
        first = e.SeatTaken(post="教学-02", person="a1", round="r1")
        second = first.model_copy(update={"person": "a2"})
        state = folded(PUBLISHED, first, second)
        assert state.holders("教学-02") == ("a1", "a2")
        freed = e.SeatFreed(post="教学-02", person="a1", reason=e.SeatFreedReason.LEFT, on=DAY)
        assert evolve(state, freed, key=SCHOOL).holders("教学-02") == ("a2",)

    def test_a_post_is_found_by_its_number(self) -> None:
        state = folded(PUBLISHED)
        assert state.post("教学-02") == POSTS[1]
        assert state.post("教学-09") is None
        assert state.holders("教学-09") == ()


class TestOffices:
    """职务."""

    REGISTER = c.RegisterOffice(
        school=SCHOOL, title="教务主任", person="a1", from_on=DAY, until_on=LATER
    )
    GRANTED = e.OfficeGranted(title="教务主任", person="a1", post=None, from_on=DAY, until_on=LATER)
    OVER = e.OfficeEndGround.TERM_ENDED
    END = c.EndOffice(school=SCHOOL, title="教务主任", person="a1", ground=OVER)
    ENDED = e.OfficeEnded(title="教务主任", person="a1", ground=OVER, on=LATER)

    def test_an_incumbent_is_registered_once(self) -> None:
        registered().when(self.REGISTER).then(Recorded(STREAM, self.GRANTED))
        past = registered(self.GRANTED)
        past.when(self.REGISTER).then_refused(errors.OfficeHeldError, person="a1")

    def test_another_person_or_title_is_another_office(self) -> None:
        for change in ({"person": "a2"}, {"title": "总务主任"}):
            other = self.REGISTER.model_copy(update=change)
            (recorded,) = registered(self.GRANTED).when(other).decision()
            assert recorded.event == self.GRANTED.model_copy(update=change)

    def test_an_office_ends_after_it_begins(self) -> None:
        same_day = self.REGISTER.model_copy(update={"until_on": DAY})
        registered().when(same_day).then_refused(
            errors.OfficeDatesError, start=DAY.isoformat(), end=DAY.isoformat()
        )

    def test_an_office_ends_on_the_day_of_the_decision(self) -> None:
        past = registered(self.GRANTED)
        past.when(self.END, at=noon(LATER)).then(Recorded(STREAM, self.ENDED))

    def test_only_an_office_that_is_held_ends(self) -> None:
        registered().when(self.END).then_refused(errors.OfficeNotHeldError, person="a1")
        past = registered(self.GRANTED, self.ENDED)
        past.when(self.END).then_refused(errors.OfficeNotHeldError, title="教务主任")

    @pytest.mark.parametrize(
        "ground",
        [
            e.OfficeEndGround.RESIGNED,
            e.OfficeEndGround.LEFT_UNPLACED,
            e.OfficeEndGround.MOVED,
            e.OfficeEndGround.REMOVED,
        ],
    )
    def test_t51_what_the_holder_or_another_act_says_is_not_said_for_them(
        self, ground: e.OfficeEndGround
    ) -> None:
        """Shows ground_must_be_the_registers_own."""
        end = self.END.model_copy(update={"ground": ground})
        registered(self.GRANTED).when(end).then_refused(errors.OfficeEndGroundError, ground=ground)

    def test_a_term_is_over_on_its_last_day_at_the_earliest(self) -> None:
        over = self.END.model_copy(update={"ground": e.OfficeEndGround.TERM_ENDED})
        past = registered(self.GRANTED)
        past.when(over, at=noon(LATER - timedelta(days=1))).then_refused(
            errors.OfficeTermRunsError, until_on=LATER.isoformat()
        )
        assert past.when(over, at=noon(LATER)).decision()

    def test_granting_it_again_replaces_its_dates(self) -> None:
        again = self.GRANTED.model_copy(update={"from_on": LATER, "until_on": date(2028, 8, 18)})
        offices = folded(self.GRANTED, again).offices_of("a1")
        assert offices == (
            Office(title="教务主任", person="a1", from_on=LATER, until_on=date(2028, 8, 18)),
        )

"""教师: registered with sealed personal values, placed, moved, and what she counts as."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from domain.kernel import AlreadyExistsError, MissingError, Personal, Recorded
from domain.planning.pack import RulePack
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.state import evolve as evolve_round
from domain.recruitment.wishes import PostSet
from domain.school import events as school
from domain.school.posts import StaffClass
from domain.school.staff_class import staff_class_of
from domain.teacher import commands as c
from domain.teacher import errors
from domain.teacher import events as e
from domain.teacher.state import CameFrom, Teacher, evolve
from tests.domain.planning_given import PACK, SCHOOLS, august, document
from tests.domain.round_given import opened
from tests.domain.test_school import POSTS, post
from tests.domain.test_school import REGISTERED as SCHOOL_REGISTERED
from tests.support.scenario import Scenario

TEACHER, SCHOOL = "p-li", "s1"
STREAM, AT_SCHOOL = "teacher:p-li", "school:s1"
ENTERED, JOINED = date(2010, 9, 1), date(2015, 9, 1)
REGISTER = c.RegisterTeacher(
    teacher=TEACHER,
    school=SCHOOL,
    service_started_on=ENTERED,
    joined_school_on=JOINED,
    subject="数学",
    name="李喆",
    id_number="11010519491231002X",
    birth_date=date(1949, 12, 31),
    phone="19900000000",
)
REGISTERED = e.TeacherRegistered(
    school=SCHOOL, service_started_on=ENTERED, joined_school_on=JOINED, subject="数学"
)
TAKEN = e.PostTaken(
    round="r1",
    school=SCHOOL,
    posts=("教学-01", "辅助-01"),
    staff_class=StaffClass.TEACHING,
    periods_milli=12_000,
    from_on=august(26),
)
LEAVE = c.LeavePost(teacher=TEACHER, reason=e.PostLeftReason.MOVED)


def town(*more: e.TeacherEvent) -> Scenario:
    """Return the past of a school and, where there is one, of the teacher."""
    past = Scenario().given(AT_SCHOOL, SCHOOL_REGISTERED)
    return past.given(STREAM, *more) if more else past


def test_personal_values_go_to_the_vault_and_never_into_the_event() -> None:
    (recorded,) = town().when(REGISTER).decision()
    assert recorded == Recorded(
        STREAM,
        REGISTERED,
        (
            Personal("name", TEACHER, "李喆"),
            Personal("id_number", TEACHER, "11010519491231002X"),
            Personal("birth_date", TEACHER, "1949-12-31"),
            Personal("phone", TEACHER, "19900000000"),
        ),
    )
    told = recorded.event.model_dump_json()
    assert not [each for each in recorded.personal if each.value in told]


def test_a_teacher_is_registered_once_at_a_school_that_exists() -> None:
    town(REGISTERED).when(REGISTER).then_refused(AlreadyExistsError, kind="teacher", key=TEACHER)
    Scenario().when(REGISTER).then_refused(MissingError, kind="school", key=SCHOOL)


def test_nobody_joins_a_school_before_entering_service() -> None:
    early = REGISTER.model_copy(update={"joined_school_on": date(2010, 8, 31)})
    town().when(early).then_refused(
        errors.ServiceDatesError,
        teacher=TEACHER,
        service_started_on="2010-09-01",
        joined_school_on="2010-08-31",
    )
    same_day = REGISTER.model_copy(update={"joined_school_on": ENTERED})
    (recorded,) = town().when(same_day).decision()
    assert recorded.event == REGISTERED.model_copy(update={"joined_school_on": ENTERED})


def test_leaving_frees_every_seat_in_the_same_act() -> None:
    """Shows post_left."""
    left = e.PostLeft(
        school=SCHOOL, posts=TAKEN.posts, reason=e.PostLeftReason.MOVED, on=august(18)
    )
    freed = [
        school.SeatFreed(
            post=number, person=TEACHER, reason=school.SeatFreedReason.MOVED, on=august(18)
        )
        for number in TAKEN.posts
    ]
    town(REGISTERED, TAKEN).when(LEAVE).then(
        Recorded(STREAM, left), *(Recorded(AT_SCHOOL, each) for each in freed)
    )


def test_who_holds_no_post_leaves_none() -> None:
    left = e.PostLeft(
        school=SCHOOL, posts=TAKEN.posts, reason=e.PostLeftReason.MOVED, on=august(18)
    )
    town(REGISTERED).when(LEAVE).then_refused(errors.NoPostError, teacher=TEACHER)
    town(REGISTERED, TAKEN, left).when(LEAVE).then_refused(errors.NoPostError, teacher=TEACHER)
    town().when(LEAVE).then_refused(MissingError, kind="teacher", key=TEACHER)


def test_a_move_keeps_service_and_starts_school_years_anew() -> None:
    moved = e.TeacherTransferred(from_school=SCHOOL, to_school="s2", round="r2", on=august(30))
    state = evolve(evolve(None, REGISTERED), moved)
    assert state == Teacher(
        school="s2",
        service_started_on=ENTERED,
        joined_school_on=august(30),
        subject="数学",
        unit_since=REGISTERED.joined_school_on,
        moved_by="r2",
        came_from=CameFrom(school=SCHOOL, joined_school_on=JOINED, moved_by=None, returned_on=None),
    )
    assert state.body == "s2"


def round_with(title: str, periods_milli: int) -> RecruitmentRound:
    """Return a round in which a school has one teaching post of so many periods."""
    posts = (post("教学-01", title=title, periods_milli=periods_milli), *POSTS[2:])
    opening = opened()
    schools = tuple(each.model_copy(update={"posts": posts}) for each in opening.schools)
    return evolve_round(None, opening.model_copy(update={"schools": schools}))


def with_exemption(least_milli: int) -> RulePack:
    """Return the pack with a lower threshold for one title."""
    lower = {"title": "兼职教研员", "teaching_min_periods_milli": least_milli, "basis": "A.6 X8"}
    return RulePack.from_document(document(posts={"load_exemptions": [lower]}))


def class_of(state: RecruitmentRound, posts: PostSet, pack: RulePack) -> StaffClass:
    return staff_class_of(state.posts_of(posts), pack.posts)


class TestEightPeriods:
    """八课时规则 [S002-09]."""

    MAIN = PostSet(school=SCHOOLS[0], teaching="教学-01", auxiliary=("辅助-01",))

    @given(periods_milli=st.integers(1, 20_000))
    @example(7_999)
    @example(8_000)
    def test_fewer_than_eight_periods_make_auxiliary_staff(self, periods_milli: int) -> None:
        found = class_of(round_with("语文教师", periods_milli), self.MAIN, PACK)
        assert found is (StaffClass.TEACHING if periods_milli >= 8_000 else StaffClass.AUXILIARY)

    def test_an_exempted_title_has_its_own_threshold(self) -> None:
        pack = with_exemption(5_333)
        found = [
            class_of(round_with("兼职教研员", periods), self.MAIN, pack)
            for periods in (5_332, 5_333)
        ]
        assert found == [StaffClass.AUXILIARY, StaffClass.TEACHING]
        other = class_of(round_with("语文教师", 5_333), self.MAIN, pack)
        assert other is StaffClass.AUXILIARY

    def test_no_number_of_auxiliary_posts_makes_a_teacher(self) -> None:
        only = PostSet(school=SCHOOLS[0], teaching=None, auxiliary=("辅助-01", "辅助-02"))
        found = class_of(round_with("语文教师", 20_000), only, PACK)
        assert found is StaffClass.AUXILIARY

    def test_a_set_names_its_teaching_post_first_and_is_ranked_by_it(self) -> None:
        only = PostSet(school=SCHOOLS[0], teaching=None, auxiliary=("辅助-01", "辅助-02"))
        assert self.MAIN.numbers == ("教学-01", "辅助-01")
        assert self.MAIN.ranked == ("教学-01",)
        assert only.ranked == only.numbers == ("辅助-01", "辅助-02")


class TestMovesThatAreUndone:
    """A move by a round that the round takes back leaves no trace (T20, S002-16)."""

    MOVED = e.TeacherTransferred(from_school=SCHOOL, to_school="s2", round="r2", on=august(26))
    BACK = e.TeacherTransferred(from_school="s2", to_school=SCHOOL, round="r2", on=august(30))

    def test_years_in_the_school_go_on_as_if_she_had_never_left(self) -> None:
        before = evolve(None, REGISTERED)
        after = evolve(evolve(before, self.MOVED), self.BACK)
        assert after == before

    def test_a_way_back_by_another_round_is_a_move_of_its_own(self) -> None:
        other = self.BACK.model_copy(update={"round": "r3"})
        after = evolve(evolve(evolve(None, REGISTERED), self.MOVED), other)
        assert (after.joined_school_on, after.moved_by) == (august(30), "r3")

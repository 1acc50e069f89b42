"""Quota, posts and service before a round begins, a sentence a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.quota import commands as q
from domain.quota import errors as quota_errors
from domain.quota.events import FilingOffice, SchoolShare
from domain.school import commands as s
from domain.school import errors as school_errors
from domain.school.events import OfficeEndGround
from domain.school.posts import Post, PostKind
from domain.teacher import commands as t
from domain.teacher import errors as teacher_errors
from domain.teacher.events import PostLeftReason
from tests.domain.planning_given import PLAN, SCHOOLS, noon, quota, registered_school
from tests.domain.town import POSTS, teaching
from tests.support.desk import Desk

ONE, TWO, _ = SCHOOLS
ESTABLISH = q.FixEstablishment(
    plan=PLAN, body="bureau", school_year="2026-2027", total=60, document="编办1号"
)
FIX_POSTS = q.FixPostTotal(plan=PLAN, total=58, document="人社1号")


def share(school: str, establishment: int, posts: int) -> SchoolShare:
    return SchoolShare(school=school, establishment=establishment, posts=posts)


def allocate(*shares: SchoolShare) -> q.AllocateQuota:
    return q.AllocateQuota(plan=PLAN, shares=shares)


def publish(*posts: Post) -> s.PublishPosts:
    return s.PublishPosts(school=ONE, plan=PLAN, posts=posts)


@pytest.fixture
def desk() -> Desk:
    """Schools are registered, nothing is fixed."""
    desk = Desk(noon(date(2026, 8, 1)))
    for school in SCHOOLS:
        desk.given(f"school:{school}", registered_school())
    return desk


@pytest.fixture
def filed(desk: Desk) -> Desk:
    """The quota is allocated and filed: 30 for each school."""
    desk.given(f"quota:{PLAN}", *quota())
    return desk


# Quota


def test_quota_comes_before_posts_posts_before_shares_and_each_once(desk: Desk) -> None:
    desk.do(ESTABLISH)
    wrong = allocate(share(ONE, 30, 29))
    desk.refuses(wrong, quota_errors.QuotaOrderError, posts_fixed=0, allocated=0)
    desk.do(FIX_POSTS)
    desk.refuses(FIX_POSTS, quota_errors.QuotaOrderError, posts_fixed=1)


def test_posts_stay_within_the_quota_in_all_and_in_each_school(desk: Desk) -> None:
    desk.do(ESTABLISH)
    too_many = FIX_POSTS.model_copy(update={"total": 61})
    desk.refuses(too_many, quota_errors.PostsBeyondEstablishmentError, posts=61, establishment=60)
    desk.do(FIX_POSTS)
    beyond = allocate(share(ONE, 30, 31))
    desk.refuses(beyond, quota_errors.PostsBeyondEstablishmentError, where=ONE, posts=31)


def test_shares_stay_within_both_totals_and_name_each_school_once(desk: Desk) -> None:
    desk.do(ESTABLISH, FIX_POSTS)
    twice = allocate(share(ONE, 30, 29), share(ONE, 30, 29))
    desk.refuses(twice, quota_errors.SchoolTwiceError, school=ONE)
    beyond = quota_errors.SharesBeyondTotalError
    desk.refuses(allocate(share(ONE, 30, 29), share(TWO, 31, 29)), beyond, establishment=61)
    desk.refuses(allocate(share(ONE, 30, 30), share(TWO, 30, 29)), beyond, posts=59)
    desk.do(allocate(share(ONE, 30, 29), share(TWO, 30, 29)))


def test_an_allocation_is_filed_once_with_each_office(filed: Desk) -> None:
    again = q.FileAllocation(plan=PLAN, office=FilingOffice.HR_BUREAU)
    filed.refuses(again, quota_errors.FiledTwiceError, office="hr_bureau")


# Posts


def test_posts_are_published_out_of_a_share_that_was_filed(desk: Desk) -> None:
    desk.refuses(publish(*POSTS), school_errors.QuotaNotFiledError, school=ONE)
    desk.given(f"quota:{PLAN}", *quota(filed=False))
    desk.refuses(publish(*POSTS), school_errors.QuotaNotFiledError, school=ONE)


def test_a_school_publishes_one_list_a_plan(filed: Desk) -> None:
    filed.do(publish(*POSTS))
    filed.refuses(publish(*POSTS), school_errors.PostsPublishedTwiceError, plan=PLAN)


def test_every_post_has_a_number_of_its_own(filed: Desk) -> None:
    same = teaching("教学-01", "数学", 12_000)
    filed.refuses(publish(same, same), school_errors.PostNumberTwiceError, post="教学-01")


@pytest.mark.parametrize("gap", [{"subject": None}, {"classes": None}, {"periods_milli": 0}])
def test_a_teaching_post_says_subject_classes_and_periods(
    filed: Desk, gap: dict[str, object]
) -> None:
    post = teaching("教学-01", "数学", 12_000).model_copy(update=gap)
    filed.refuses(publish(post), school_errors.PostTaskMissingError, post="教学-01")


def test_teaching_seats_stay_within_the_school_s_posts_and_second_tasks_are_not_counted(
    filed: Desk,
) -> None:
    thirty = teaching("教学-01", "数学", 12_000).model_copy(update={"headcount": 30})
    one_more = teaching("教学-02", "语文", 12_000)
    beyond = school_errors.PostsBeyondShareError
    filed.refuses(publish(thirty, one_more), beyond, seats=31, posts=30)
    second = Post(number="辅助-01", kind=PostKind.AUXILIARY, title="图书室管理", duties="借阅")
    filed.do(publish(thirty, second))


# Offices and service


def test_an_office_is_registered_once_and_ends_once(desk: Desk) -> None:
    held = s.RegisterOffice(
        school=ONE,
        title="副校长",
        person="p1",
        from_on=date(2023, 9, 1),
        until_on=date(2026, 9, 1),
    )
    end = s.EndOffice(school=ONE, title="副校长", person="p1", ground=OfficeEndGround.TERM_ENDED)
    desk.refuses(end, school_errors.OfficeNotHeldError, title="副校长")
    desk.do(held)
    desk.refuses(held, school_errors.OfficeHeldError, person="p1")
    desk.at = noon(date(2026, 9, 1))
    desk.do(end)
    desk.refuses(end, school_errors.OfficeNotHeldError, person="p1")


REGISTER = t.RegisterTeacher(
    teacher="a1",
    school=ONE,
    service_started_on=date(2015, 9, 1),
    joined_school_on=date(2016, 9, 1),
    name="林一",
    id_number="000000000000000000",
    birth_date=date(1990, 1, 1),
    phone="00000000000",
)


def test_nobody_joins_a_school_before_entering_service(desk: Desk) -> None:
    early = REGISTER.model_copy(update={"joined_school_on": date(2015, 8, 31)})
    desk.refuses(early, teacher_errors.ServiceDatesError, joined_school_on="2015-08-31")
    desk.do(REGISTER)


def test_who_holds_no_post_leaves_none(desk: Desk) -> None:
    desk.do(REGISTER)
    leave = t.LeavePost(teacher="a1", reason=PostLeftReason.MOVED)
    desk.refuses(leave, teacher_errors.NoPostError, teacher="a1")

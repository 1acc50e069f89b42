"""编制岗位: first the quota, then the posts, then the shares, then the filing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.kernel import (
    AlreadyExistsError,
    Command,
    DomainError,
    DomainEvent,
    MissingError,
    Recorded,
)
from domain.quota import commands as c
from domain.quota import errors
from domain.quota import events as e
from domain.quota.state import Quota
from tests.support.desk import Desk
from tests.support.scenario import NOON, Scenario

PLAN, TOWN, STREAM = "plan-1", "town", "quota:plan-1"


def share(school: str, establishment: int, posts: int) -> e.SchoolShare:
    return e.SchoolShare(school=school, establishment=establishment, posts=posts)


SHARES = (share("s1", 60, 55), share("s2", 40, 40))
FIX = c.FixEstablishment(
    plan=PLAN, body=TOWN, school_year="2026-2027", total=100, document="编办〔2026〕1号"
)
POSTS = c.FixPostTotal(plan=PLAN, total=95, document="人社〔2026〕2号")
ALLOCATE = c.AllocateQuota(plan=PLAN, shares=SHARES)
FILE_HR = c.FileAllocation(plan=PLAN, office=e.FilingOffice.HR_BUREAU)
FILE_FINANCE = c.FileAllocation(plan=PLAN, office=e.FilingOffice.FINANCE_BUREAU)
FIXED = e.EstablishmentFixed(
    body=TOWN, school_year="2026-2027", total=100, document="编办〔2026〕1号"
)
POSTS_FIXED = e.PostTotalFixed(total=95, document="人社〔2026〕2号")
ALLOCATED = e.QuotaAllocated(shares=SHARES)
HR_FILED = e.AllocationFiled(office=e.FilingOffice.HR_BUREAU)
FINANCE_FILED = e.AllocationFiled(office=e.FilingOffice.FINANCE_BUREAU)
STEPS: tuple[tuple[Command, DomainEvent], ...] = (
    (FIX, FIXED),
    (POSTS, POSTS_FIXED),
    (ALLOCATE, ALLOCATED),
    (FILE_HR, HR_FILED),
    (FILE_FINANCE, FINANCE_FILED),
)


def after(steps: int) -> Scenario:
    """Return the past after the first so many steps."""
    return Scenario().given(STREAM, *(event for _, event in STEPS[:steps]))


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_each_step_follows_the_one_before_it(step: int) -> None:
    command, event = STEPS[step]
    after(step).when(command).then(Recorded(STREAM, event))


@pytest.mark.parametrize("step", range(1, len(STEPS)))
def test_nothing_comes_before_the_quota(step: int) -> None:
    Scenario().when(STEPS[step][0]).then_refused(MissingError, kind="quota", key=PLAN)


@pytest.mark.parametrize(("past", "step"), [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4)])
def test_no_step_is_skipped(past: int, step: int) -> None:
    told = {"posts_fixed": int(past > 1), "allocated": 0}
    after(past).when(STEPS[step][0]).then_refused(errors.QuotaOrderError, **told)


@pytest.mark.parametrize(("past", "step"), [(2, 1), (3, 1), (3, 2), (5, 1), (5, 2)])
def test_no_step_is_taken_twice(past: int, step: int) -> None:
    after(past).when(STEPS[step][0]).then_refused(errors.QuotaOrderError)


def test_the_quota_is_fixed_once() -> None:
    after(1).when(FIX).then_refused(AlreadyExistsError, kind="quota", key=PLAN)


def test_the_offices_file_in_any_order_each_once() -> None:
    finance_first = after(3).given(STREAM, FINANCE_FILED)
    finance_first.when(FILE_HR).then(Recorded(STREAM, HR_FILED))
    finance_first.when(FILE_FINANCE).then_refused(errors.FiledTwiceError, office="finance_bureau")
    after(4).when(FILE_HR).then_refused(errors.FiledTwiceError, office="hr_bureau")


def test_it_is_filed_when_both_have_it() -> None:
    filed = []
    for steps in range(1, len(STEPS) + 1):
        desk = Desk(NOON)
        desk.given(STREAM, *(event for _, event in STEPS[:steps]))
        state = desk.find(Quota, PLAN)
        assert state is not None
        assert state.body == TOWN
        filed.append(state.filed)
    assert filed == [False, False, False, False, True]


def test_posts_may_reach_the_quota_and_not_pass_it() -> None:
    exact = POSTS.model_copy(update={"total": 100})
    (recorded,) = after(1).when(exact).decision()
    assert recorded.event == POSTS_FIXED.model_copy(update={"total": 100})
    beyond = POSTS.model_copy(update={"total": 101})
    after(1).when(beyond).then_refused(
        errors.PostsBeyondEstablishmentError, where="total", posts=101, establishment=100
    )


def refuse(shares: Sequence[e.SchoolShare], error: type[DomainError], **facts: int | str) -> None:
    allocate = c.AllocateQuota(plan=PLAN, shares=tuple(shares))
    after(2).when(allocate).then_refused(error, **facts)


def test_a_schools_posts_stay_within_its_own_quota() -> None:
    shares = [share("s1", 60, 61), share("s2", 40, 10)]
    refuse(shares, errors.PostsBeyondEstablishmentError, where="s1", posts=61, establishment=60)


def test_the_shares_stay_within_the_quota() -> None:
    shares = [share("s1", 60, 50), share("s2", 41, 40)]
    refuse(shares, errors.SharesBeyondTotalError, establishment=101, establishment_total=100)


def test_the_shares_stay_within_the_posts() -> None:
    shares = [share("s1", 60, 56), share("s2", 40, 40)]
    refuse(shares, errors.SharesBeyondTotalError, posts=96, posts_total=95)


def test_a_school_has_one_share() -> None:
    refuse([share("s1", 10, 10), share("s1", 1, 1)], errors.SchoolTwiceError, school="s1")


def test_an_allocation_of_nothing_is_none() -> None:
    with pytest.raises(ValidationError):
        c.AllocateQuota(plan=PLAN, shares=())


def test_what_a_school_got_can_be_asked() -> None:
    desk = Desk(NOON)
    desk.given(STREAM, FIXED, POSTS_FIXED, ALLOCATED)
    state = desk.find(Quota, PLAN)
    assert state is not None
    assert state.share_of("s2") == SHARES[1]
    assert state.share_of("s3") is None


@given(
    establishment=st.integers(0, 30),
    posts=st.integers(0, 30),
    shares=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=4),
)
def test_whatever_is_granted_fits_the_totals(
    establishment: int, posts: int, shares: list[tuple[int, int]]
) -> None:
    """An allocation is granted exactly when all sums fit, and then they do."""
    desk = Desk(NOON)
    asked = tuple(share(f"s{n}", *each) for n, each in enumerate(shares))
    commands = [
        FIX.model_copy(update={"total": establishment}),
        POSTS.model_copy(update={"total": posts}),
        c.AllocateQuota(plan=PLAN, shares=asked),
    ]
    fits = (
        posts <= establishment
        and all(mine <= quota for quota, mine in shares)
        and sum(quota for quota, _ in shares) <= establishment
        and sum(mine for _, mine in shares) <= posts
    )
    try:
        desk.do(*commands)
    except (errors.PostsBeyondEstablishmentError, errors.SharesBeyondTotalError):
        assert not fits
        return
    assert fits
    state = desk.find(Quota, PLAN)
    assert state is not None
    assert state.posts is not None
    assert sum(each.posts for each in state.shares) <= state.posts <= state.establishment

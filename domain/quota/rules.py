"""Rules of quota and posts, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence

from domain.quota import errors
from domain.quota.events import FilingOffice, SchoolShare
from domain.quota.state import Quota


def must_be_step(state: Quota, *, posts_fixed: bool, allocated: bool) -> None:
    """先编制、后岗位、再分配、后备案: each step once, on the one before it.

    依据: 003-F7, 003-D1–D3, B1-01.
    """
    found = (state.posts is not None, bool(state.shares))
    if found != (posts_fixed, allocated):
        raise errors.QuotaOrderError(posts_fixed=int(found[0]), allocated=int(found[1]))


def posts_must_fit(posts: int, establishment: int, where: str) -> None:
    """岗位不得超过编制: posts never exceed the quota, in total and in each school. 依据: B2-10."""
    if posts > establishment:
        raise errors.PostsBeyondEstablishmentError(
            where=where, posts=posts, establishment=establishment
        )


def shares_must_fit(state: Quota, shares: Sequence[SchoolShare]) -> None:
    """总量内分配: each school once, and the sums stay within both totals. 依据: 003-D2, B2-10."""
    schools = [share.school for share in shares]
    for school in schools:
        if schools.count(school) > 1:
            raise errors.SchoolTwiceError(school=school)
    for share in shares:
        posts_must_fit(share.posts, share.establishment, share.school)
    assert state.posts is not None, "the order of steps is checked before"
    establishment = sum(share.establishment for share in shares)
    posts = sum(share.posts for share in shares)
    if establishment > state.establishment or posts > state.posts:
        raise errors.SharesBeyondTotalError(
            establishment=establishment,
            establishment_total=state.establishment,
            posts=posts,
            posts_total=state.posts,
        )


def must_not_be_filed(state: Quota, office: FilingOffice) -> None:
    """分配备案: once with each office. 依据: 003-D3."""
    if office in state.filed_with:
        raise errors.FiledTwiceError(office=office.value)

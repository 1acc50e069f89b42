"""Rules of posts, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.planning.pack import RulePack
from domain.quota.events import SchoolShare
from domain.quota.state import Quota
from domain.school import errors
from domain.school.commands import EndOffice
from domain.school.events import OfficeEndGround
from domain.school.posts import Post, PostKind
from domain.school.state import School


def numbers_must_differ(posts: Sequence[Post]) -> None:
    """岗位序号: every post has a number of its own. 依据: S002-07."""
    numbers = [post.number for post in posts]
    for number in numbers:
        if numbers.count(number) > 1:
            raise errors.PostNumberTwiceError(post=number)


def teaching_tasks_must_be_told(posts: Sequence[Post]) -> None:
    """岗位任务: a teaching post says subject, classes and periods. 依据: S002-07, 条例 第6条."""
    for post in posts:
        told = post.subject and post.classes and post.periods_milli > 0
        if post.kind is PostKind.TEACHING and not told:
            raise errors.PostTaskMissingError(post=post.number)


def office_terms_must_be_as_planned(posts: Sequence[Post], pack: RulePack) -> None:
    """职务聘期: no office is granted for longer than the plan says.

    Principals and vice-principals have terms of their own. 依据: S002-14, S002-15, B1-10.
    """
    offices = pack.office_rules
    own = {
        title: rules.term_years
        for rules in (offices.principal, offices.vice_principal)
        for title in rules.titles
    }
    for post in posts:
        most = own.get(post.title, pack.contract.office_years)
        if post.kind is PostKind.OFFICE and post.term_years > most:
            raise errors.OfficeTermTooLongError(
                post=post.number, term_years=post.term_years, most=most
            )


def share_must_be_filed(quota: Quota | None, school: str, plan: str) -> SchoolShare:
    """先核编定岗: posts are published out of a share that was allocated and filed.

    依据: 003-D3, 003-F7.
    """
    share = quota.share_of(school) if quota is not None and quota.filed else None
    if share is None:
        raise errors.QuotaNotFiledError(school=school, plan=plan)
    return share


def seats_must_fit(posts: Sequence[Post], share: SchoolShare) -> None:
    """岗位总量: teaching seats stay within the school's posts. 依据: B2-10.

    Auxiliary posts are second tasks of the same people ("1+N"), so they are not counted
    here; that nobody is hired beyond the quota is checked whenever a seat is taken.
    """
    seats = sum(post.headcount for post in posts if post.kind is PostKind.TEACHING)
    if seats > share.posts:
        raise errors.PostsBeyondShareError(school=share.school, seats=seats, posts=share.posts)


def must_not_be_published(state: School, plan: str) -> None:
    """岗位公布: one list a plan, before anyone bids. 依据: S002-10, 条例 第10条."""
    if state.plan == plan:
        raise errors.PostsPublishedTwiceError(school=state.school, plan=plan)


def office_must_last(start: date, end: date) -> None:
    """任职期限: an office ends after it begins. 依据: S002-15."""
    if end <= start:
        raise errors.OfficeDatesError(start=start.isoformat(), end=end.isoformat())


def ground_must_be_the_registers_own(state: School, command: EndOffice, on: date) -> None:
    """职务终止事由: the term is over; nothing else is noted for others.

    Whoever resigns does so by her own signature; 落聘 and a move end an office with the act
    that they are, not by a note that they were; and a removal is reported, on a ground that
    the review or the file shows, and decided by another. 依据: 条例 第17条, A.6 X3 (T51), X4;
    S002-14, S002-15, S001-16.
    """
    if command.ground is not OfficeEndGround.TERM_ENDED:
        raise errors.OfficeEndGroundError(person=command.person, ground=command.ground.value)
    office = next(x for x in state.offices_of(command.person) if x.title == command.title)
    if on < office.until_on:
        raise errors.OfficeTermRunsError(
            person=command.person, title=command.title, until_on=office.until_on.isoformat()
        )


def holds_office(state: School, person: str, title: str) -> bool:
    """Tell whether the person holds the office now."""
    return any(office.title == title for office in state.offices_of(person))

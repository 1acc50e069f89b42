"""A small town's year as a feed in memory, cut into acts at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.contract.events import ContractFiled, ContractSigned
from domain.kernel import DomainEvent
from domain.mandate import events as mandate
from domain.notice import events as notice
from domain.quota import events as quota
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school import events as school
from domain.school.posts import StaffClass
from domain.teacher.events import TeacherTransferred
from domain.values.time import BEIJING, beijing_date
from projections.feed import FeedItem, Page
from tests.domain.planning_given import PLAN, TOWN
from tests.domain.town import (
    AUXILIARY,
    LIGHT,
    MATHS,
    POSTS,
    ROUND,
    correct,
    decline,
    incumbent,
    offer,
    opened,
    publish,
    ranked,
    revoke,
    selected,
    wish,
)

Fact = tuple[str, DomainEvent]
CLERK = frozenset({"k1"})
"""The key that signs everything."""
FIRST = datetime(2026, 8, 1, 9, tzinfo=BEIJING)
"""When the first act was received; the others follow by seven hours each."""


@dataclass(frozen=True)
class MemoryFeed:
    """A ledger in memory: what ``projections.feed.Feed`` asks for, and nothing else."""

    acts: Sequence[Sequence[Fact]]

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        """Return up to ``limit`` whole acts after ``index``, as the ledger does."""
        end = min(index + 1 + limit, len(self.acts))
        if index + 1 >= end:
            return None
        items = [
            FeedItem(at, n, f"act-{at}", received(at), stream, 1, event, CLERK)
            for at in range(index + 1, end)
            for n, (stream, event) in enumerate(self.acts[at])
            if event.TOPIC in topics
        ]
        return Page(items, end - 1)

    def cut(self, size: int) -> MemoryFeed:
        """Return the ledger as it was with so many acts."""
        return MemoryFeed(self.acts[:size])

    def until(self, day: date) -> MemoryFeed:
        """Return the ledger as it was at the end of a Beijing day."""
        return self.cut(sum(beijing_date(received(n)) <= day for n in range(len(self.acts))))

    def days(self) -> list[date]:
        """Return every day on which something happened, and one before and after."""
        found = sorted({beijing_date(received(n)) for n in range(len(self.acts))})
        return [found[0] - timedelta(days=1), *found, found[-1] + timedelta(days=1)]


def received(index: int) -> datetime:
    """Return when the act at an index was received."""
    return FIRST + timedelta(hours=7 * index)


def in_acts(facts: Sequence[Fact], sizes: Sequence[int]) -> MemoryFeed:
    """Bind facts into acts of these sizes, over and over."""
    acts: list[Sequence[Fact]] = []
    start = turn = 0
    while start < len(facts):
        acts.append(facts[start : start + sizes[turn % len(sizes)]])
        start, turn = start + len(acts[-1]), turn + 1
    return MemoryFeed(acts)


def year() -> list[Fact]:
    """Return everything that happened: one round from the plan to contracts, and its detours."""
    desk = ranked(opened())
    desk.do(offer("a1", wish(MATHS, aux=(AUXILIARY,))), decline("a1"))
    desk.do(correct("a2", 11_000), c.ComputeRanking(round=ROUND))
    desk = publish(selected(desk))
    desk.do(revoke("a3"))
    return [*_before(), *desk.history, *_notices(), *_afterwards()]


def _before() -> list[Fact]:
    office = mandate.MandateGranted(
        mandate="m1",
        person="p1",
        role="principal",
        body="school-1",
        from_on=date(2026, 8, 1),
        until_on=None,
    )
    body = mandate.BodyRegistered(kind=mandate.BodyKind.TOWN_OFFICE, name="镇教办", parent="bureau")
    return [
        (f"body:{TOWN}", body),
        ("mandates:p1", office),
        ("school:school-1", incumbent("a1")),
        ("school:school-1", incumbent("a2")),
    ]


def _notices() -> list[Fact]:
    stream = f"notice:{ROUND}"
    filed = notice.ObjectionFiled(objection="o1", objector="a2", against="a3", blocking=True)
    day = date(2026, 9, 1)
    return [
        (stream, filed),
        (stream, filed.model_copy(update={"objection": "o2"})),
        (stream, notice.ObjectionUpheld(objection="o1", reason="属实")),
        (stream, notice.ObjectionRejected(objection="o2", reason="不属实")),
        (stream, notice.NoticePeriodEnded(list_sha256="0" * 64, on=day)),
        (stream, notice.NoticeTakenDown(on=day)),
    ]


def _afterwards() -> list[Fact]:
    day = date(2026, 9, 2)
    set_ = PostSet(school="school-2", teaching=LIGHT)
    contract = ContractSigned(
        teacher="a1",
        school="school-1",
        round=ROUND,
        posts=(MATHS, AUXILIARY),
        staff_class=StaffClass.TEACHING,
        from_on=day,
        until_on=date(2027, 9, 1),
        copies=3,
        duties=("任教数学",),
        targets=("完成教学任务",),
        conditions=("按规定",),
        liability="按聘约",
    )
    district = quota.DistrictEstablishmentFixed(body="bureau", total=90, document="编0")
    computed = quota.ShareComputed(
        school="school-1",
        pack_sha256="0" * 64,
        pupils=57,
        classes=3,
        exact_milli=3000,
        supplement=0,
        need=3,
        establishment=3,
        reason=None,
    )
    shares = (quota.SchoolShare(school="school-1", establishment=3, posts=3),)
    until = datetime(2026, 9, 4, 9, tzinfo=BEIJING)
    offered = e.PostOffered(
        teacher="a3",
        posts=set_,
        rank=1,
        reason=e.SelectionReason.ONLY_BIDDER,
        detail="唯一",
        answer_until=until,
    )
    lapsed = e.OfferLapsed(teacher="a3", posts=set_, reason=e.LapseReason.NOT_ANSWERED)
    moved = TeacherTransferred(from_school="school-1", to_school="school-2", round="r2", on=day)
    left = school.OfficeEnded(
        title="副校长", person="a1", ground=school.OfficeEndGround.TERM_ENDED, on=day
    )
    held = school.OfficeRestorationHeld(
        title="副校长",
        person="a2",
        round=ROUND,
        reason=school.HeldReason.OFFICE_TAKEN,
        holders=("a3",),
        on=day,
    )
    next_year = school.PostsPublished(plan="plan-2027", establishment=3, posts=POSTS[:1])
    return [
        ("district-totals:2026-2027", district),
        ("district-totals:2026-2027", quota.DistrictPostsFixed(total=90, document="人0")),
        (f"quota:{PLAN}", quota.PostTotalFixed(total=9, document="人1")),
        (f"quota:{PLAN}", computed),
        (f"quota:{PLAN}", quota.QuotaAllocated(shares=shares)),
        (f"quota:{PLAN}", quota.AllocationFiled(office=quota.FilingOffice.HR_BUREAU)),
        (f"quota:{PLAN}", quota.AllocationFiled(office=quota.FilingOffice.FINANCE_BUREAU)),
        ("recruitment-round:r2", offered),
        ("recruitment-round:r2", lapsed),
        ("teacher:a3", moved),
        ("contract:c1", contract),
        ("contract:c1", ContractFiled(on=day, due_on=date(2026, 9, 9), late=False)),
        ("school:school-1", left),
        ("school:school-1", held),
        ("mandates:p0", mandate.KeyRevoked(kid="k1", reason="失窃", void_from_index=0)),
        ("mandates:p0", mandate.ActConfirmed(act="act-1", reason="复核无误")),
        ("mandates:p1", mandate.MandateRevoked(mandate="m1", reason="调离")),
        ("school:school-1", next_year),
    ]

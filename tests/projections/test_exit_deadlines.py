"""Which deadlines follow from protection and exit, and when they are settled."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine

from domain.contract import events as c
from domain.kernel import DomainEvent
from domain.protection import events as p
from domain.protection.kinds import Effect
from domain.teacher import events as t
from projections.deadlines import DeadlineCalendar
from projections.exit_deadlines import EVENTS, Change, changes_of
from projections.feed import FeedItem
from projections.protections import Protections

DAY, LAST = date(2026, 8, 18), date(2026, 9, 17)
RECORDED = p.ProtectionRecorded(
    protection="p1",
    effects=(Effect.BARS_TERMINATION, Effect.EXTENDS_CONTRACT),
    from_on=DAY,
    until_on=date(2026, 9, 18),
    pack_sha256=None,
)
SERVED = c.TerminationNoticeServed(
    teacher="li",
    ground=t.ExitGround.UNQUALIFIED_TWICE,
    document="校发1号",
    appraisals=(),
    refuses_post=False,
    unqualified_years=(2024, 2025),
    on=DAY,
    notice_until=LAST,
)
SETTLED = (
    Change("termination_notice", "k"),
    Change("extended_term", "k"),
    Change("union_opinion", "k"),
)
EXPELLED = t.ExitGround.EXPELLED
AGREED = t.ExitGround.AGREEMENT


def item(event: DomainEvent, index: int = 0, stream: str = "x:k") -> FeedItem:
    return FeedItem(index, 0, f"a{index}", datetime(2026, 8, 18, tzinfo=UTC), stream, 1, event)


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        (RECORDED, (Change("protection", "k/p1", LAST),)),
        (
            p.ProtectionProlonged(protection="p1", until_on=date(2026, 9, 18)),
            (Change("protection", "k/p1", LAST),),
        ),
        (p.ProtectionEnded(protection="p1", on=DAY), (Change("protection", "k/p1"),)),
        (
            c.ContractExtended(teacher="li", protection="p1", until_on=date(2026, 9, 18), on=DAY),
            (Change("extended_term", "k", LAST),),
        ),
        (SERVED, (Change("termination_notice", "k", LAST),)),
        (
            c.TerminationNoticeWithdrawn(teacher="li", document="校发2号", on=DAY),
            (Change("termination_notice", "k"), Change("union_opinion", "k")),
        ),
        (
            c.UnionTold(
                teacher="li", ground=EXPELLED, document="校发3号", on=DAY, opinion_until=LAST
            ),
            (Change("union_opinion", "k", LAST),),
        ),
        (
            c.UnionOpinionGiven(teacher="li", objects=False, opinion="没有意见", on=DAY),
            (Change("union_opinion", "k"),),
        ),
        (
            c.ContractTerminated(
                teacher="li", ground=EXPELLED, document="校发3号", working_days=None, on=DAY
            ),
            SETTLED,
        ),
        (c.ContractEnded(teacher="li", ground=AGREED, on=DAY), SETTLED),
        (
            t.TeacherResigned(on=DAY, notice_until=LAST, leaves_on=date(2026, 9, 18)),
            (Change("resignation_notice", "k", LAST),),
        ),
        (t.ResignationWithdrawn(on=DAY), (Change("resignation_notice", "k"),)),
        (t.ResignationCompleted(on=DAY, agreed=True), (Change("resignation_notice", "k"),)),
        (t.TeacherExited(ground=EXPELLED, on=DAY), ()),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_deadline_is_the_last_day_and_is_settled_by_what_ends_it(
    event: DomainEvent, changes: tuple[Change, ...]
) -> None:
    assert changes_of(item(event)) == changes
    assert changes == () or type(event) in EVENTS


def test_the_calendar_of_deadlines_opens_and_settles_them() -> None:
    calendar = DeadlineCalendar()
    calendar.apply(item(SERVED, 1))
    ((row),) = calendar.dues.open_rows()
    assert (row["kind"], row["matter"], row["due"]) == ("termination_notice", "k", "2026-09-17")
    calendar.apply(item(c.TerminationNoticeWithdrawn(teacher="li", document="x", on=DAY), 2))
    assert calendar.dues.open_rows() == []


def test_a_row_says_what_follows_from_a_protection_and_nothing_of_its_cause() -> None:
    view, engine = Protections(), create_engine("sqlite://")
    view.protections.table.create(engine)
    view.apply(item(t.ResignationWithdrawn(on=DAY)))
    view.apply(item(RECORDED, 1, "teacher:li"))
    with engine.begin() as connection:
        view.protections.flush(connection)
        (row,) = view.protections.rows(connection)
    engine.dispose()
    assert row["effects"] == "bars_termination、extends_contract"
    assert (row["begins"], row["until"]) == ("2026-08-18", "2026-09-18")

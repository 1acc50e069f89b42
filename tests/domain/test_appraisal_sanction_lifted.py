"""A sanction that is lifted is as if it had not been: what it added to later ones falls away."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import file_events
from domain.appraisal.file_commands import LiftSanction
from domain.appraisal.grades import SanctionKind
from domain.teacher.state import Teacher
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import FEW
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """Demerit on 1 March for a year; a warning on 1 May that runs on top of what is left."""
    desk = g.opened(staff=FEW)
    desk.do(g.inquiry("t01", date(2025, 2, 1)), g.inquiry("t01", date(2025, 2, 1), "inquiry-2"))
    desk.do(g.concluded("t01", SanctionKind.DEMERIT, date(2025, 3, 1)))
    desk.do(g.concluded("t01", SanctionKind.WARNING, date(2025, 5, 1), "inquiry-2"))
    return desk


def lift(inquiry: str) -> LiftSanction:
    return LiftSanction(teacher="t01", inquiry=inquiry, document="复核决定书")


def last_days(desk: Desk) -> dict[str, date]:
    teacher = desk.find(Teacher, "t01")
    assert teacher is not None
    return {each.inquiry: each.last_day for each in teacher.file.sanctions}


def test_the_later_one_falls_back_to_its_own_period(desk: Desk) -> None:
    assert last_days(desk)["inquiry-2"] == date(2026, 9, 1)  # 1 November, and 304 days left
    lifted, shortened = desk.do(lift("inquiry-1"))
    assert isinstance(lifted, file_events.SanctionLifted)
    assert shortened == file_events.SanctionShortened(
        inquiry="inquiry-2", last_day=date(2025, 11, 1)
    )
    assert last_days(desk) == {"inquiry-2": date(2025, 11, 1)}


def test_the_earlier_one_is_not_touched_when_the_later_one_is_lifted(desk: Desk) -> None:
    (lifted,) = desk.do(lift("inquiry-2"))
    assert isinstance(lifted, file_events.SanctionLifted)
    assert last_days(desk) == {"inquiry-1": date(2026, 3, 1)}


def test_a_third_one_that_was_added_to_the_second_is_shortened_too(desk: Desk) -> None:
    desk.do(g.inquiry("t01", date(2025, 2, 1), "inquiry-3"))
    desk.do(g.concluded("t01", SanctionKind.WARNING, date(2025, 10, 1), "inquiry-3"))
    assert last_days(desk)["inquiry-3"] == date(2027, 3, 2)
    events = desk.do(lift("inquiry-1"))
    assert events[1:] == [
        file_events.SanctionShortened(inquiry="inquiry-2", last_day=date(2025, 11, 1)),
        file_events.SanctionShortened(inquiry="inquiry-3", last_day=date(2026, 5, 2)),
    ]


def test_one_that_came_when_the_lifted_one_was_over_keeps_its_days(desk: Desk) -> None:
    desk.do(g.inquiry("t02", date(2024, 1, 1)), g.inquiry("t02", date(2024, 1, 1), "inquiry-2"))
    desk.do(g.concluded("t02", SanctionKind.WARNING, date(2024, 2, 1)))
    desk.do(g.concluded("t02", SanctionKind.WARNING, date(2025, 2, 1), "inquiry-2"))
    (lifted,) = desk.do(LiftSanction(teacher="t02", inquiry="inquiry-1", document="复核决定书"))
    assert isinstance(lifted, file_events.SanctionLifted)

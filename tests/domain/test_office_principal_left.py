"""Whoever becomes the principal of another school leaves the offices of the own one."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import DomainEvent
from domain.office import commands as o
from domain.school.events import OfficeEnded, OfficeEndGround
from domain.school.state import School
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import noon
from tests.domain.test_office_principal_meeting import APPOINT
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """u1 heads her own school until next year, t1 is a middle cadre here; both stand here."""
    desk = g.staffed()
    desk.given(f"school:{g.OTHER}", g.holder("校长", "u1", until_on=date(2027, 9, 30)))
    desk.given(f"school:{g.SCHOOL}", g.holder("教务主任", "t1", until_on=date(2027, 9, 30)))
    return p.heard(desk, "t1", "u1")


def appointed(desk: Desk, **votes: int) -> list[DomainEvent]:
    desk.do(p.result(**votes), o.PublishOutcome(matter=p.MATTER, working_days=5))
    desk.at = noon(g.september(19))
    desk.do(o.EndPublicity(matter=p.MATTER))
    return desk.do(APPOINT)


def test_the_principal_of_another_school_heads_it_no_more(desk: Desk) -> None:
    ended = appointed(desk, u1=3, t1=2)[1]
    assert ended == OfficeEnded(
        title="校长", person="u1", ground=OfficeEndGround.MOVED, on=g.september(19), round=None
    )
    left = desk.find(School, g.OTHER)
    assert left is not None
    assert left.offices_of("u1") == ()


def test_offices_of_the_same_school_are_ended_by_nobody_but_people(desk: Desk) -> None:
    assert not any(isinstance(each, OfficeEnded) for each in appointed(desk, t1=3, u1=2))

"""A vice-principal who is left unplaced, and what undoes it."""

from __future__ import annotations

from datetime import date

from domain.kernel import DomainEvent
from domain.recruitment import commands as c
from domain.school import commands as sc
from domain.school import events as s
from domain.school.state import School
from tests.domain import town
from tests.domain.town import ROUND
from tests.support.desk import Desk

LEAVE = c.LeaveUnplaced(round=ROUND, teacher="a2")
WRONG = c.RevokeUnplaced(
    round=ROUND, teacher="a2", reason="评分更正后应当聘任", authority="争议〔2026〕3号"
)
TERM_END = date(2026, 9, 1)
VICE, HEAD = "副校长", "教务主任"
DECIDE = sc.DecideRestoration(
    school="school-1", title=VICE, person="a2", restore=True, reason="继任人员已离任"
)


def granted(person: str, title: str = VICE, until_on: date = TERM_END) -> s.OfficeGranted:
    return s.OfficeGranted(
        title=title, person=person, post=None, from_on=date(2023, 9, 1), until_on=until_on
    )


def school_of(desk: Desk, name: str = "school-1") -> School:
    school = desk.find(School, name)
    assert school is not None
    return school


def titles(desk: Desk, person: str = "a2") -> list[str]:
    return [office.title for office in school_of(desk).offices_of(person)]


def of(kind: type[DomainEvent], events: list[DomainEvent]) -> list[DomainEvent]:
    return [event for event in events if isinstance(event, kind)]


def with_vice_principal() -> Desk:
    """a2 is vice-principal; a1 is above her for maths."""
    desk = town.ranked(town.opened())
    desk.given("school:school-1", granted("a2"))
    return desk


def left_unplaced(desk: Desk) -> Desk:
    """a2 was left unplaced on 23 August and lost the office that day."""
    desk.do(LEAVE)
    assert titles(desk) == []
    return desk

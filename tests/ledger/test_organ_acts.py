"""Organs of a plan, and managers' grades, as signed acts in a real ledger."""

from __future__ import annotations

import pytest

from domain.grade import commands as gr
from domain.grade.errors import OfficeMissingError
from domain.grade.events import GradeSeats
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.organ import commands as c
from domain.organ.errors import OrgansMissingError
from domain.organ.events import Organ, Rank, Seat
from domain.planning import commands as p
from domain.planning.organ_sections import Capacity
from domain.school.commands import RegisterOffice
from domain.values.staffing import Level, Series
from projections.registers import Registers
from projections.views import Views
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, pack
from tests.ledger.staffing_acts import TERM, Year
from tests.support.office import DAY, Office

DEMANDING = pack(quota={}, grades=g.GRADES, organs={})


def seats(*persons: str) -> tuple[Seat, ...]:
    """Return an organ under its first person."""
    head, *others = persons
    return (Seat(person=head, rank_held=Rank.HEAD), *(Seat(person=each) for each in others))


SET_UP = c.SetUpOrgans(
    plan=PLAN,
    leading=seats("town", "bureau", g.ONE),
    dispute=seats("hr", "finance", "editor"),
    supervision=seats("watch", "chair", "talent"),
    on=DAY,
)
COMMITTEE = c.SetUpCommittee(
    plan=PLAN,
    school=g.ONE,
    members=(
        Seat(
            person=g.ONE,
            rank_held=Rank.HEAD,
            capacities=(Capacity.PRINCIPAL, Capacity.SECRETARY),
        ),
        Seat(person="town", capacities=(Capacity.LIAISON,)),
        Seat(person="li", capacities=(Capacity.BACKBONE_TEACHER,)),
    ),
    on=DAY,
)


@pytest.fixture
def year(office: Office) -> Year:
    """A plan that demands organs is in force, and not frozen."""
    year = Year(office, DEMANDING).founded()
    office.hire(g.ONE, Role.SECRETARY, g.ONE)
    return year


def test_organs_are_set_up_by_office_and_congress_and_then_the_plan_goes_on(year: Year) -> None:
    with pytest.raises(NotAuthorisedError):
        year.act(SET_UP, "town")
    with pytest.raises(OrgansMissingError):
        year.act(p.FreezePlan(plan=PLAN), "town")
    year.act(SET_UP, "town", "chair")
    year.act(COMMITTEE, g.ONE, "town")
    change = c.ChangeOrgan(
        plan=PLAN,
        organ=Organ.DISPUTE,
        members=seats("hr", "finance", "wang"),
        reason="工作调动",
        on=DAY,
    )
    year.act(change, "town", "chair")
    year.quota()
    assert year.office.ledger.verify().findings == []
    registers = Registers(year.office.engine)
    registers.catch_up(year.office.ledger)
    with year.office.engine.connect() as connection:
        rows = registers.organs.seats.rows(connection)
    told = {(row["organ"], row["school"]): 0 for row in rows}
    for row in rows:
        told[row["organ"], row["school"]] += 1
    assert told == {
        ("leading_group", "*"): 3,
        ("dispute_group", "*"): 3,
        ("supervision_group", "*"): 3,
        ("hiring_committee", g.ONE): 3,
    }
    assert "editor" not in {row["person"] for row in rows}


def test_a_manager_has_a_grade_of_its_own_beside_the_teachers(office: Office) -> None:
    year = Year(office, pack(quota={}, grades=g.GRADES)).founded().quota()
    structure = gr.FixGradeStructure(
        plan=PLAN,
        school=g.ONE,
        level=Level.JUNIOR,
        teaching_posts=17,
        seats=(
            GradeSeats(grade=10, seats=1),
            GradeSeats(grade=7, seats=1, series=Series.MANAGEMENT),
        ),
        document="人社3号",
    )
    year.act(structure, "hr")
    appoint = gr.AppointToGrade(
        school=g.ONE, teacher="li", grade=7, series=Series.MANAGEMENT, from_on=TERM
    )
    with pytest.raises(OfficeMissingError):
        year.act(appoint, g.ONE, "hr")
    dean = RegisterOffice(
        school=g.ONE,
        title="教务主任",
        person="li",
        from_on=DAY,
        until_on=TERM.replace(year=2029),
    )
    office.act(dean, office.root)
    year.act(appoint, g.ONE, "hr")
    year.act(
        gr.SetPayGrade(
            teacher="li", grade=7, series=Series.MANAGEMENT, document="工资1号", from_on=TERM
        ),
        "hr",
    )
    assert office.ledger.verify().findings == []
    views = Views(office.engine)
    views.catch_up(office.ledger)
    sheet = [
        (row["series"], row["grade_rank"], row["tier"], row["seats_count"], row["taken_count"])
        for row in views.grades()
    ]
    assert sheet == [("management", 7, None, 1, 1), ("professional", 10, "middle", 1, 0)]
    (li,) = views.grade_records()
    assert (li["title"], li["series"], li["grade_rank"]) == (None, "management", 7)
    assert (li["pay_series"], li["pay_grade_rank"]) == ("management", 7)
    year.act(structure.model_copy(update={"document": "人社4号"}), "hr")
    views.catch_up(office.ledger)
    assert [row["taken_count"] for row in views.grades()] == [1, 0]

"""A month's attendance is up for the staff of the town, and for nobody else once it is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine

from api.http.access import Reader
from api.http.staff_resources import staff_resources
from projections.attendance_register import AttendanceRegister
from projections.bodies import Bodies
from projections.projector import Projector
from projections.roster import Roster
from tests.ledger.attendance_acts import whole_autumn
from tests.support.staffed_town import SCHOOL, StaffedTown

Rows = Callable[[Reader, str], list[dict[str, Any]]]
(MONTHS,) = (each for each in staff_resources() if each.plural == "attendance")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    """Return the rows that somebody sees right after the last act with a topic."""
    town = whole_autumn(StaffedTown.at(tmp_path_factory.mktemp("shown")))
    engine = create_engine("sqlite://")
    register = AttendanceRegister()
    Projector(engine, (register, Bodies(), Roster())).catch_up(town.office.ledger)
    page = town.office.ledger.after(-1, 10_000, register.topics)
    assert page is not None
    place = {item.event.TOPIC: item.index for item in page.items}

    def rows(reader: Reader, topic: str) -> list[dict[str, Any]]:
        index = place[f"attendance.attendance-month-{topic}.v1"]
        with engine.connect() as connection:
            return MONTHS.table.rows(connection, *MONTHS.visible(reader), index=index)

    yield rows
    engine.dispose()
    town.office.engine.dispose()


def test_staff_of_the_town_see_everybody_until_it_is_settled(shown: Rows) -> None:
    everybody = {row["person"] for row in shown(Reader("t1"), "summarised")}
    assert {"t1", "t2"} < everybody
    assert {row["person"] for row in shown(Reader("t1"), "settled")} == {"t1"}


@pytest.mark.parametrize("mandate", [(), (("hr_officer", "b-hr"),)])
def test_nobody_else_sees_it(shown: Rows, mandate: tuple[tuple[str, str], ...]) -> None:
    assert shown(Reader("stranger", mandate), "summarised") == []


def test_who_answers_for_the_school_sees_what_was_settled(shown: Rows) -> None:
    head = Reader("head", (("principal", SCHOOL),))
    assert len(shown(head, "settled")) == len(shown(head, "summarised")) > 1

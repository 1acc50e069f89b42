"""What people write beside organs and grades is read by everybody: no personal data in it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.grade import commands as c
from domain.kernel import Command
from domain.organ.events import Organ
from domain.values.privacy import PersonalDataError
from domain.values.staffing import Series, Title
from tests.domain import organ_given as g
from tests.domain import staffing_given as s
from tests.domain.grade_given import FIX
from tests.domain.planning_given import august, noon
from tests.support.desk import Desk

TOLD = "电话13812345678"
TERM = date(2026, 9, 1)


@pytest.mark.parametrize(
    "command", [g.change(Organ.DISPUTE, *g.seats("d1", "d2", "d4")), g.recommit(*g.COMMITTEE[:4])]
)
def test_a_change_of_members_tells_its_reason_without_any(command: Command) -> None:
    desk = g.seated()
    desk.refuses(command.model_copy(update={"reason": TOLD}), PersonalDataError, field="reason")


@pytest.mark.parametrize(
    "command",
    [
        FIX.model_copy(update={"document": TOLD}),
        c.ConferTitle(plan=FIX.plan, teacher="li", title=Title.FIRST, document=TOLD, from_on=TERM),
        c.SetPayGrade(teacher="li", grade=7, series=Series.MANAGEMENT, document=TOLD, from_on=TERM),
    ],
)
def test_neither_does_the_document_of_a_grade_a_title_or_pay(command: Command) -> None:
    desk = Desk(noon(august(20)))
    for stream, event in s.district(s.STAFFED).history:
        desk.given(stream, event)
    desk.refuses(command, PersonalDataError, field="document")

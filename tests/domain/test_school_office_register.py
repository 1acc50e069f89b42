"""Whom the register of offices may be told to show (职务登记)."""

from __future__ import annotations

from datetime import date

from domain.school import commands as c
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, TeacherExited
from tests.domain import office_given as g


def test_who_has_left_service_is_registered_in_no_office() -> None:
    desk = g.staffed()
    desk.given("teacher:t1", TeacherExited(ground=ExitGround.RETIREMENT, on=g.september(1)))
    register = c.RegisterOffice(
        school=g.SCHOOL,
        person="t1",
        title="代理校长",
        from_on=g.september(7),
        until_on=date(2027, 1, 1),
    )
    desk.refuses(register, ExitedError, teacher="t1", ground="retirement")
    desk.do(register.model_copy(update={"person": "t2"}))
    desk.do(register.model_copy(update={"person": "sent-by-the-bureau"}))

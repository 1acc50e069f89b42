"""The register of honours: titles that are lost, attachments that are broken off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa

from domain.dispute import remedies as r
from domain.honour import commands as c
from projections.honour_register import HonourRegister
from projections.projector import Projector
from projections.temporal import Row
from tests.domain import honour_cases as k
from tests.domain import honour_given as h
from tests.domain.planning_given import noon
from tests.projections.story import in_acts
from tests.support.desk import Desk


@pytest.fixture
def engine() -> Iterator[sa.Engine]:
    """An empty database in memory."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    yield engine
    engine.dispose()


def rows(engine: sa.Engine, desk: Desk, table: str) -> list[Row]:
    register = HonourRegister()
    Projector(engine, (register,)).catch_up(in_acts(desk.history, [1]))
    wanted = next(each for each in register.tables if each.table.name == table)
    with engine.connect() as connection:
        return [dict(row) for row in wanted.rows(connection)]


def test_a_title_without_a_grade_is_lost(engine: sa.Engine) -> None:
    desk = h.conferred("t1", category="named")
    desk.do(h.appraise(1, 0, 0))
    (year,) = rows(engine, desk, "named_appraisals")
    assert (year["grade"], year["allowance_milli"]) == (None, 0)
    (title,) = rows(engine, desk, "honours")
    assert title["status"] == "title_lost"


def test_attachments_follow_each_other(engine: sa.Engine) -> None:
    desk = h.conferred("t1", category="reserve")
    desk.do(h.attach())
    desk.at = noon(h.attach().from_on)
    again = h.attach(from_on=date(2026, 10, 9), until_on=date(2027, 1, 9))
    desk.do(h.end_attachment(passed=False), again)
    found = {row["begins"]: row["status"] for row in rows(engine, desk, "attachments")}
    assert found == {"2026-10-08": "aims_missed", "2026-10-09": "attached"}


def test_a_call_shows_how_many_were_nominated_and_chosen(engine: sa.Engine) -> None:
    desk = h.called()
    desk.do(h.nominate("t1"), h.nominate("t2"))
    (call,) = rows(engine, desk, "honour_calls")
    assert (call["status"], call["nominated_count"], call["chosen_count"]) == (
        "nominating",
        2,
        None,
    )
    desk.at = noon(h.CHOICE_ON)
    desk.do(h.choose("t1"))
    (call,) = rows(engine, desk, "honour_calls")
    assert (call["status"], call["chosen_count"]) == ("chosen", 1)


def test_a_nominee_who_leaves_takes_the_choice_along(engine: sa.Engine) -> None:
    desk = h.called()
    desk.do(h.nominate("t1"), h.nominate("t2"))
    desk.at = noon(h.CHOICE_ON)
    desk.do(h.choose("t1"), c.WithdrawNomination(call=h.CALL, teacher="t2", reason="材料有误"))
    (call,) = rows(engine, desk, "honour_calls")
    assert (call["status"], call["nominated_count"], call["chosen_count"]) == ("chosen", 1, 1)
    desk.do(c.DeclineNomination(call=h.CALL, teacher="t1"))
    (call,) = rows(engine, desk, "honour_calls")
    assert (call["status"], call["nominated_count"], call["chosen_count"]) == ("nominating", 0, 0)


def test_a_call_that_was_cancelled_is_shown_so(engine: sa.Engine) -> None:
    desk = h.chosen("t1")
    desk.do(c.CancelCall(call=h.CALL, reason="本年度不再评选"))
    (call,) = rows(engine, desk, "honour_calls")
    assert (call["status"], call["chosen_count"]) == ("cancelled", 0)


@pytest.mark.parametrize(
    ("second_year", "status"), [(60_000, "conferred"), (0, "title_lost"), (None, "conferred")]
)
def test_a_corrected_year_brings_the_title_back_unless_another_one_fails(
    engine: sa.Engine, second_year: int | None, status: str
) -> None:
    desk = h.conferred("t1", category="named")
    redo = k.decided(r.Redo(by="bureau", what="重新计分"))
    desk.given("dispute:case-1", k.received("honours:t1"), redo, k.SERVED)
    desk.do(h.appraise(1, 30_000 if second_year is not None else 0, 30_000))
    if second_year is not None:
        desk.at = noon(date(2027, 9, 30))
        desk.do(h.appraise(2, second_year, 0))
    first = h.appraise(1, 60_000, 30_000)
    desk.do(c.CorrectNamedAppraisal(case="case-1", **first.model_dump()))
    years = {
        row["year_count"]: row["total_milli"] for row in rows(engine, desk, "named_appraisals")
    }
    assert years[1] == 90_000
    (title,) = rows(engine, desk, "honours")
    assert title["status"] == status

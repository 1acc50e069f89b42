"""Registers of talks and mending, of courses, inspections and reviews of the procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from domain.mending.commands import DropMending
from domain.oversight import commands as c
from domain.teacher.events import ExitGround, TeacherExited
from projections.mending_register import MendingRegister
from projections.oversight_register import OversightRegister
from projections.projector import Projector
from projections.temporal import TemporalTable
from tests.domain import appraisal_given as a
from tests.domain import mending_given as m
from tests.domain import office_given as g
from tests.domain.oversight_given import COURSE, INSPECTION, REVIEW
from tests.domain.planning_given import SHA, TOWN
from tests.projections.story import in_acts
from tests.support.desk import Desk


class Shown:
    """Both registers over an empty database."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.mending, self.oversight = MendingRegister(), OversightRegister()
        self.projector = Projector(engine, [self.mending, self.oversight])

    def rows(self, desk: Desk, table: TemporalTable) -> list[dict[str, Any]]:
        self.projector.reset()
        self.projector.catch_up(in_acts(desk.history, [1]))
        with self.engine.connect() as connection:
            return table.rows(connection)


@pytest.fixture
def shown() -> Iterator[Shown]:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    yield Shown(engine)
    engine.dispose()


def test_mending_is_shown_as_far_as_it_has_come(shown: Shown) -> None:
    desk = m.told()
    assert shown.rows(desk, shown.mending.people) == []
    desk.do(m.talk())
    (row,) = shown.rows(desk, shown.mending.people)
    assert (row["person"], row["year"], row["school"]) == (m.LOW, "2025", "school-1")
    assert (row["result"], row["interviewed_on"]) == ("basically_qualified", "2025-12-22")
    assert row["status"] == "interviewed"
    desk.do(m.plan())
    (row,) = shown.rows(desk, shown.mending.people)
    assert (row["status"], row["items_count"], row["due_on"]) == (
        "mending_planned",
        2,
        "2026-03-01",
    )
    m.on(desk, date(2026, 3, 2)).do(m.missed(1))
    (row,) = shown.rows(desk, shown.mending.people)
    assert (row["status"], row["open_count"], row["mended_on"]) == ("mending_missed", 1, None)
    desk.do(m.plan("补交教案", due_on=date(2026, 4, 1)))
    (row,) = shown.rows(desk, shown.mending.people)
    assert (row["status"], row["open_count"], row["items_count"]) == ("mending_planned", None, 1)
    m.on(desk, date(2026, 3, 30)).do(m.complete(date(2026, 3, 30)))
    (row,) = shown.rows(desk, shown.mending.people)
    assert (row["status"], row["open_count"], row["mended_on"]) == (
        "mending_completed",
        0,
        "2026-03-30",
    )


def test_a_course_an_inspection_and_a_review_have_a_row_each(shown: Shown) -> None:
    desk = g.staffed()
    desk.do(COURSE, INSPECTION, REVIEW)
    (course,) = shown.rows(desk, shown.oversight.courses)
    assert (course["person"], course["course"], course["organiser"]) == (
        "j1",
        "考评人员培训班",
        TOWN,
    )
    (inspection,) = shown.rows(desk, shown.oversight.inspections)
    assert inspection["shortcomings"] == '["测评票未当场清点", "未公示"]'
    assert (inspection["mend_by"], inspection["mended_on"]) == ("2026-10-01", None)
    (review,) = shown.rows(desk, shown.oversight.reviews)
    assert (review["fairness"], review["fluency"]) == ("poor", "good")
    assert (review["pack_sha256"], review["conclusion"]) == (SHA, "adjust")
    assert (review["experts_count"], review["advice"]) == (3, '["延长公示期"]')


def test_what_was_mended_is_shown_and_where_nothing_was_found_there_is_no_day(
    shown: Shown,
) -> None:
    desk = g.staffed()
    clean = INSPECTION.model_copy(update={"inspection": "i-2", "findings": (), "mend_by": None})
    mended = c.MendFindings(inspection="i-1", on=date(2026, 9, 7), measures="当场清点")
    desk.do(INSPECTION, clean, mended)
    rows = {row["inspection"]: row for row in shown.rows(desk, shown.oversight.inspections)}
    assert (rows["i-1"]["mended_on"], rows["i-1"]["measures"]) == ("2026-09-07", "当场清点")
    assert (rows["i-2"]["shortcomings"], rows["i-2"]["mend_by"]) == ("[]", None)


def test_mending_that_nothing_asks_for_is_shown_as_dropped(shown: Shown) -> None:
    desk = m.planned()
    gone = TeacherExited(ground=ExitGround.RESIGNATION, on=a.DECEMBER)
    desk.given(f"teacher:{m.LOW}", gone)
    desk.do(DropMending(year=a.YEAR, teacher=m.LOW))
    (row,) = shown.rows(desk, shown.mending.people)
    assert row["status"] == "mending_dropped"

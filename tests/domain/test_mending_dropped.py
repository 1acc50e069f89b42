"""A plan of mending ends when nothing asks for it any more."""

from __future__ import annotations

from datetime import date

from domain.appraisal.file_events import YearGradeVoided
from domain.appraisal.grades import Result
from domain.mending import commands as c
from domain.mending import errors
from domain.mending import events as e
from domain.teacher.events import ExitGround, TeacherExited
from tests.domain import appraisal_given as a
from tests.domain import mending_given as g
from tests.domain.mending_given import LOW, complete, plan, talk

DROP = c.DropMending(year=a.YEAR, teacher=LOW)
FILE = f"teacher:{LOW}"


def test_a_plan_that_the_grade_asks_for_is_not_dropped() -> None:
    """Shows nothing_must_ask_for_it."""
    desk = g.told()
    desk.refuses(DROP, errors.NoPlanError, teacher=LOW)
    desk.do(talk(), plan())
    desk.refuses(DROP, errors.StillAskedForError, teacher=LOW, due_on="2026-03-01")


def test_a_case_that_took_the_grade_away_ends_it() -> None:
    desk = g.planned()
    voided = YearGradeVoided(appraisal=a.KEY, year=a.YEAR, case="case-1", on=date(2026, 1, 5))
    desk.given(FILE, voided)
    (dropped,) = desk.do(DROP)
    assert dropped == e.MendingDropped(teacher=LOW, on=a.DECEMBER)
    desk.refuses(complete(), errors.NoPlanError)
    assert desk.replayed() == desk.states


def test_a_corrected_grade_is_talked_about_anew_and_planned_for_anew() -> None:
    desk = g.planned()
    desk.do(a.correct(LOW, Result.UNQUALIFIED), a.notify(LOW), talk())
    desk.refuses(plan(), errors.PlanOpenError)
    desk.do(DROP, plan())
    desk.refuses(DROP, errors.StillAskedForError)
    assert g.mending_of(desk).plans == 2


def test_who_has_left_mends_nothing_more() -> None:
    desk = g.planned()
    desk.given(FILE, TeacherExited(ground=ExitGround.RESIGNATION, on=a.DECEMBER))
    desk.do(DROP)
    assert g.mending_of(desk).plan is None

"""Which years' grades a call for honours looks at, and who is still there to be honoured."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import file_events as f
from domain.appraisal.grades import Result
from domain.honour import errors
from domain.honour.events import YearOnPaper
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, TeacherExited
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain.planning_given import noon
from tests.support.desk import Desk

FILE = "teacher:t1"
LATE = date(2027, 1, 11)


def graded(year: int, result: Result) -> f.YearGraded:
    key = f"{year}.{g.SCHOOL}"
    told = date(year, 12, 30)
    return f.YearGraded(appraisal=key, body=g.SCHOOL, year=year, result=result, version=1, on=told)


def voided(year: int) -> f.YearGradeVoided:
    on = g.september(1)
    return f.YearGradeVoided(appraisal=f"{year}.{g.SCHOOL}", year=year, case="case-1", on=on)


@pytest.fixture
def desk() -> Desk:
    """Graded 优秀 in 2025, 合格 before; nominated in September 2026, and it is January 2027."""
    desk = h.called("graded")
    desk.given(FILE, graded(2023, Result.QUALIFIED), graded(2024, Result.QUALIFIED))
    desk.given(FILE, graded(2025, Result.EXCELLENT))
    desk.do(h.nominate("t1"))
    desk.at = noon(LATE)
    return desk


def test_a_year_that_was_not_over_when_the_call_went_out_is_not_asked_for(desk: Desk) -> None:
    """2026 is over and nobody was told its grades yet; what was asked for stays as it was."""
    desk.do(h.choose("t1"))
    assert h.call_of(desk).chosen == ("t1",)


@pytest.mark.parametrize("result", [Result.QUALIFIED, Result.NO_GRADE])
def test_a_later_year_without_a_low_grade_changes_nothing(desk: Desk, result: Result) -> None:
    desk.given(FILE, graded(2026, result))
    desk.do(h.choose("t1"))


def test_a_low_grade_of_a_later_year_bars(desk: Desk) -> None:
    desk.given(FILE, graded(2026, Result.BASICALLY_QUALIFIED))
    desk.refuses(h.choose("t1"), errors.GradesError, year=2026, result="basically_qualified")


def test_a_category_that_asks_for_no_grades_asks_for_no_later_one() -> None:
    desk = h.called()
    desk.do(h.nominate("t1"))
    desk.given(FILE, graded(2026, Result.UNQUALIFIED))
    desk.at = noon(LATE)
    desk.do(h.choose("t1"))


def test_no_paper_puts_back_a_grade_that_a_case_took_away() -> None:
    desk = h.called("graded")
    desk.given(FILE, graded(2023, Result.QUALIFIED), graded(2024, Result.QUALIFIED))
    desk.given(FILE, graded(2025, Result.EXCELLENT), voided(2025))
    paper = YearOnPaper(year=2025, result=Result.EXCELLENT)
    with_paper = h.nominate("t1", g.SCHOOL, h.SEVENTH, paper)
    desk.refuses(with_paper, errors.PapersError, year=2025)
    desk.refuses(h.nominate("t1"), errors.GradesError, year=2025, result="")


def test_nor_does_one_that_was_shown_before_the_case() -> None:
    desk = h.called("graded")
    desk.given(FILE, graded(2023, Result.QUALIFIED), graded(2024, Result.QUALIFIED))
    paper = YearOnPaper(year=2025, result=Result.EXCELLENT)
    desk.do(h.nominate("t1", g.SCHOOL, h.SEVENTH, paper))
    desk.given(FILE, graded(2025, Result.EXCELLENT), voided(2025))
    desk.at = noon(h.CHOICE_ON)
    desk.refuses(h.choose("t1"), errors.GradesError, year=2025, result="")


def test_whose_service_has_ended_is_honoured_no_more() -> None:
    desk = h.run_out("t1")
    desk.given(FILE, TeacherExited(ground=ExitGround.RESIGNATION, on=h.OUT_ON))
    desk.refuses(h.CONFER, ExitedError, teacher="t1", ground="resignation")

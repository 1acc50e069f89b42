"""Which years' grades carry a termination (考核解除的年度)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import YearGraded
from domain.appraisal.grades import Result
from domain.contract import errors
from domain.contract.events import TerminationNoticeServed
from domain.contract.grades import AnnualGrade, YearGrade
from tests.domain import service_given as s
from tests.domain.contract_end_given import BAD, serve, terminate
from tests.domain.planning_given import noon, pack
from tests.domain.service_given import STREAM, TEACHER
from tests.support.scenario import Scenario

MARCH = noon(date(2026, 3, 2))
REFUSES = "unqualified_refuses_post"


def filed(**years: Result) -> Scenario:
    """Return the teacher in service with a file; years are named ``of_2025``."""
    past = s.employed()
    for name, result in years.items():
        year = int(name.removeprefix("of_"))
        graded = YearGraded(
            appraisal=f"{year}.school-1",
            body="school-1",
            year=year,
            result=result,
            version=1,
            on=date(year, 12, 30),
        )
        past = past.given(TEACHER, graded)
    return past


def years_of(past: Scenario) -> tuple[int, ...]:
    (served,) = past.decision()
    assert isinstance(served.event, TerminationNoticeServed)
    return served.event.unqualified_years


@pytest.mark.parametrize("passed", [Result.BASICALLY_QUALIFIED, Result.QUALIFIED, Result.EXCELLENT])
def test_who_passed_a_year_since_is_not_terminated_for_an_earlier_one(passed: Result) -> None:
    """Shows failed_years."""
    once = filed(of_2024=Result.UNQUALIFIED, of_2025=passed)
    once.when(serve(ground=REFUSES, refuses_post=True), at=MARCH).then_refused(
        errors.AppraisalGroundError, unqualified=""
    )
    twice = filed(of_2023=Result.UNQUALIFIED, of_2024=Result.UNQUALIFIED, of_2025=passed)
    twice.when(serve(), at=MARCH).then_refused(errors.AppraisalGroundError, unqualified="")


@pytest.mark.parametrize("open_", [Result.NO_GRADE, Result.DEFERRED, Result.COMMENT_ONLY])
def test_a_later_year_without_a_grade_makes_nothing_good(open_: Result) -> None:
    past = filed(of_2023=Result.UNQUALIFIED, of_2024=Result.UNQUALIFIED, of_2025=open_)
    assert years_of(past.when(serve(), at=MARCH)) == (2023, 2024)


def test_two_failed_years_with_one_ungraded_between_are_not_running() -> None:
    past = filed(of_2023=Result.UNQUALIFIED, of_2024=Result.NO_GRADE, of_2025=Result.UNQUALIFIED)
    past.when(serve(), at=MARCH).then_refused(errors.AppraisalGroundError, unqualified="2023、2025")


def test_only_what_failed_since_the_last_passed_year_counts() -> None:
    past = filed(of_2022=Result.UNQUALIFIED, of_2023=Result.QUALIFIED, of_2024=Result.UNQUALIFIED)
    past.when(serve(), at=MARCH).then_refused(errors.AppraisalGroundError, unqualified="2024")
    asked = serve(YearGrade(year=2025, grade=BAD))
    assert years_of(past.when(asked, at=MARCH)) == (2024, 2025)
    told = serve(YearGrade(year=2025, grade=AnnualGrade.QUALIFIED), ground=REFUSES)
    past.when(told.model_copy(update={"refuses_post": True}), at=MARCH).then_refused(
        errors.AppraisalGroundError, unqualified=""
    )


def test_a_year_passed_during_the_notice_leaves_no_ground() -> None:
    past = filed(of_2024=Result.UNQUALIFIED)
    (served,) = past.when(serve(ground=REFUSES, refuses_post=True), at=MARCH).decision()
    after = past.given(STREAM, served.event)
    april = noon(date(2026, 4, 2))
    assert after.when(terminate(REFUSES), at=april).decision()
    passed = filed(of_2025=Result.QUALIFIED).history[-1]
    after.given(*passed).when(terminate(REFUSES), at=april).then_refused(
        errors.AppraisalGroundError, unqualified=""
    )


def test_nobody_tells_the_grade_of_a_year_that_is_not_over() -> None:
    """Shows told_years_must_be_over."""
    told = serve(YearGrade(year=2025, grade=BAD), YearGrade(year=2026, grade=BAD))
    for day in (date(2026, 3, 2), date(2026, 11, 30)):
        s.employed().when(told, at=noon(day)).then_refused(
            errors.YearNotOverError, year=2026, earliest="2026-12-01"
        )
    assert years_of(s.employed().when(told, at=noon(date(2026, 12, 1)))) == (2025, 2026)


def test_a_school_year_is_over_in_summer() -> None:
    of = pack(annual_appraisal={"year": "school"})
    told = serve(YearGrade(year=2025, grade=BAD), ground=REFUSES, refuses_post=True)
    s.employed(of).when(told, at=MARCH).then_refused(
        errors.YearNotOverError, year=2025, earliest="2026-08-01"
    )
    assert years_of(s.employed(of).when(told, at=noon(date(2026, 8, 3)))) == (2025,)

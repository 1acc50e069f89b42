"""Who served too little of the year for a grade: long leave and newcomers."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import errors
from domain.appraisal.admissibility import Circumstances, only_result
from domain.appraisal.file import Leave, PersonnelFile
from domain.appraisal.grades import LeaveKind, Result
from domain.appraisal.years import span_of
from domain.planning.appraisal_sections import AnnualAppraisalRules, AppraisalYear
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import FEW
from tests.domain.planning_given import pack
from tests.support.desk import Desk


@pytest.fixture
def few() -> Desk:
    return g.opened(staff=FEW)


class TestT37:
    """Leave of more than half of the year."""

    def test_t37_seven_months_of_sick_leave_bring_no_grade(self, few: Desk) -> None:
        few.do(g.leave("t01"))  # 1 March to 30 September: 214 days
        few.refuses(g.propose("t01"), errors.LongLeaveError, leave_days=214, days=365)
        few.do(g.propose("t01", Result.NO_GRADE), g.decide("t01"))

    def test_t37_seven_months_of_maternity_leave_bring_one(self, few: Desk) -> None:
        few.do(g.leave("t01", LeaveKind.MATERNITY))
        few.refuses(g.propose("t01", Result.NO_GRADE), errors.MustBeGradedError, leave_days=0)
        few.do(g.propose("t01"), g.decide("t01"))

    def test_t37_a_day_of_both_is_one_of_maternity_leave(self, few: Desk) -> None:
        # 214 days sick by the clerk's entry, of which 32 were maternity leave: 182 of 365
        few.do(g.leave("t01"))
        few.do(g.leave("t01", LeaveKind.MATERNITY, date(2025, 3, 1), date(2025, 4, 1), "leave-2"))
        few.refuses(g.propose("t01"), errors.LongLeaveError, leave_days=183)
        few.do(g.leave("t01", LeaveKind.MATERNITY, date(2025, 4, 1), date(2025, 4, 2), "leave-3"))
        few.do(g.propose("t01"), g.decide("t01"))

    def test_leave_adds_up_none_twice_and_only_that_of_the_year(self, few: Desk) -> None:
        # 100 days, 20 of them twice, and 83 of two years: 182 of 365 is no more than half
        few.do(
            g.leave("t01", LeaveKind.SICK, date(2025, 3, 1), date(2025, 6, 9), "l1"),
            g.leave("t01", LeaveKind.PERSONAL, date(2025, 5, 20), date(2025, 6, 9), "l2"),
            g.leave("t01", LeaveKind.OWN_STUDY, date(2025, 10, 11), date(2026, 3, 1), "l3"),
        )
        few.do(g.propose("t01"))
        few.do(g.leave("t01", LeaveKind.SICK, date(2025, 6, 9), date(2025, 6, 10), "l4"))
        few.refuses(g.decide("t01"), errors.LongLeaveError, leave_days=183)

    def test_nobody_on_no_leave_goes_without_a_grade(self, few: Desk) -> None:
        """Shows only_result."""
        few.refuses(g.propose("t01", Result.NO_GRADE), errors.MustBeGradedError)

    def test_without_a_grade_nobody_needs_to_have_reported(self) -> None:
        desk = g.school(staff=FEW)
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW), g.ballot(5, 5), g.leave("t01"))
        desk.do(g.propose("t01", Result.NO_GRADE), g.decide("t01"))


class TestNewcomers:
    def started(self, on: date) -> Desk:
        desk = g.school(staff=FEW)
        desk.given("teacher:new", g.registered(since=on))
        desk.do(g.PLANNED, g.HEARD, g.opening((*FEW, "new")), g.ballot(6, 6), g.report("new"))
        return desk

    def test_who_works_for_less_than_half_a_year_gets_a_comment_only(self) -> None:
        desk = self.started(date(2025, 9, 1))  # 122 of 365 days
        desk.refuses(g.propose("new"), errors.NewcomerError, served_days=122)
        desk.refuses(g.propose("new", Result.COMMENT_ONLY), errors.NewcomerError)
        desk.do(g.propose("new", Result.COMMENT_ONLY, "适应较快"), g.decide("new"))

    def test_from_half_a_year_on_there_is_a_grade(self) -> None:
        desk = self.started(date(2025, 7, 2))  # 183 days
        remark = g.propose("new", Result.COMMENT_ONLY, "适应较快")
        desk.refuses(remark, errors.NewcomerError, served_days=183)
        desk.do(g.propose("new"), g.decide("new"))

    def test_a_year_may_be_the_school_s(self) -> None:
        of = pack(annual_appraisal={"year": "school", "early_days": 122})
        desk = g.school(of, FEW, on=date(2026, 5, 4))
        desk.given("teacher:new", g.registered(since=date(2026, 3, 3)))
        people = (*FEW, "new")
        desk.do(g.PLANNED, g.HEARD, g.opening(people), g.ballot(6, 6), g.report("new"))
        desk.refuses(g.propose("new"), errors.NewcomerError, served_days=182, days=365)
        desk.do(g.report("t01"), g.propose("t01"), g.decide("t01"))


class TestLeapYear:
    """Of 366 days, 183 are exactly half."""

    SPAN = span_of(2024, AppraisalYear.CALENDAR)

    def about(self, *leaves: Leave, since: date = date(2015, 9, 1)) -> Circumstances:
        return Circumstances(
            teacher="t01",
            refused=False,
            ethics_failed=False,
            service_started_on=since,
            file=PersonnelFile(leaves=leaves),
            span=self.SPAN,
            on=date(2024, 12, 23),
            first_on=date(2024, 12, 23),
            rules=AnnualAppraisalRules(),
        )

    def leave(self, end: date) -> Leave:
        return Leave(leave="l1", from_on=date(2024, 1, 1), until_on=end, counted=True)

    def test_exactly_half_of_the_year_on_leave_is_not_more_than_half(self) -> None:
        assert self.SPAN.days == 366
        assert only_result(self.about(self.leave(date(2024, 7, 2)))) is None
        assert only_result(self.about(self.leave(date(2024, 7, 3)))) is Result.NO_GRADE

    def test_who_has_worked_for_exactly_half_of_it_is_graded(self) -> None:
        assert only_result(self.about(since=date(2024, 7, 2))) is None
        assert only_result(self.about(since=date(2024, 7, 3))) is Result.COMMENT_ONLY

"""A named teacher's years: their appraisal, its correction, and what becomes of the title."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.honour import commands as c
from domain.honour import errors
from domain.honour import events as e
from domain.values.privacy import PersonalDataError
from tests.domain import honour_cases as k
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain.planning_given import noon
from tests.support.desk import Desk


class TestNamedTeachers:
    @pytest.mark.parametrize(
        ("role", "work", "grade", "allowance"),
        [
            (60_000, 30_000, "excellent", 2_000),
            (60_000, 29_999, "qualified", 1_000),
            (30_000, 30_000, "qualified", 1_000),
        ],
    )
    def test_the_total_gives_grade_and_allowance(
        self, role: int, work: int, grade: str, allowance: int
    ) -> None:
        desk = h.conferred("t1", category="named")
        (appraised,) = desk.do(h.appraise(1, role, work))
        assert isinstance(appraised, e.NamedTeacherAppraised)
        assert appraised.total_milli == role + work
        assert (appraised.named_grade, appraised.allowance_milli) == (grade, allowance)
        assert h.held(desk).stands_on(h.OUT_ON)

    def test_who_reaches_no_grade_holds_the_title_no_longer(self) -> None:
        desk = h.conferred("t1", category="named")
        (appraised,) = desk.do(h.appraise(1, 29_999, 30_000))
        assert isinstance(appraised, e.NamedTeacherAppraised)
        assert (appraised.named_grade, appraised.allowance_milli) == (None, 0)
        desk.at = noon(date(2027, 9, 30))
        desk.refuses(h.appraise(2, 60_000, 40_000), errors.NotStandingError, kind="named_teacher")

    def test_each_year_of_the_term_is_appraised_once_from_its_first_day(self) -> None:
        """Shows year_must_be_due."""
        desk = h.conferred("t1", category="named")
        good = (60_000, 40_000)
        desk.refuses(h.appraise(0, *good), errors.YearError, year=0)
        desk.refuses(h.appraise(2, *good), errors.YearError, year=2, appraised=0)
        desk.do(h.appraise(1, *good))
        desk.refuses(h.appraise(1, *good), errors.YearError, appraised=1)
        desk.at = noon(date(2027, 9, 29))
        desk.refuses(h.appraise(2, *good), errors.YearError, on="2026-09-30")
        desk.at = noon(date(2027, 9, 30))
        desk.do(h.appraise(2, *good))

    def test_the_title_ends_with_its_term_and_no_award_is_appraised(self) -> None:
        """Shows must_stand_as."""
        desk = h.conferred("t1", category="named")
        desk.at = noon(date(2029, 9, 30))
        late = h.appraise(3, 60_000, 40_000)
        desk.refuses(late, errors.NotStandingError, until_on="2029-09-30")
        award = h.conferred("t1")
        award.refuses(h.appraise(1, 60_000, 40_000), errors.NotStandingError, kind="award")

    def test_marks_fit_the_contents(self) -> None:
        """Shows marks_must_fit."""
        desk = h.conferred("t1", category="named")
        desk.refuses(h.appraise(1, 60_001, 0), errors.MarksError, most_milli=60_000)
        desk.refuses(h.appraise(1, 0, -1), errors.MarksError, content="work")
        whole = h.appraise(1, 60_000, 40_000)
        half = whole.model_copy(update={"marks": whole.marks[:1]})
        desk.refuses(half, errors.MarksError, marks=1, contents=2)

    def test_its_document_holds_no_personal_data(self) -> None:
        told = h.appraise(1, 0, 0).model_copy(update={"document": "电话13800138000"})
        h.conferred("t1", category="named").refuses(told, PersonalDataError)


def complained(*marks: int, channel: ChannelKind = ChannelKind.INTERNAL) -> Desk:
    """The first year came to ``marks``; a case about it was decided for a change and served."""
    desk = h.conferred("t1", category="named")
    desk.do(h.appraise(1, *marks))
    redo = k.decided(r.Redo(by=g.BUREAU, what="重新计分"))
    desk.given("dispute:case-1", k.received("honours:t1", channel), redo, k.SERVED)
    return desk


def correct(role: int, work: int, year: int = 1, case: str = "case-1") -> c.CorrectNamedAppraisal:
    return c.CorrectNamedAppraisal(case=case, **h.appraise(year, role, work).model_dump())


class TestCorrection:
    """Shows correction_must_be_due."""

    def test_a_title_lost_by_what_is_corrected_is_back(self) -> None:
        desk = complained(29_999, 30_000)
        assert not h.held(desk).stands_on(h.OUT_ON)
        (corrected,) = desk.do(correct(30_000, 30_000))
        assert isinstance(corrected, e.NamedAppraisalCorrected)
        came_to = (corrected.total_milli, corrected.named_grade, corrected.allowance_milli)
        assert came_to == (60_000, "qualified", 1_000)
        assert h.held(desk).stands_on(h.OUT_ON)
        assert desk.replayed() == desk.states

    def test_another_year_without_a_grade_keeps_it_lost(self) -> None:
        desk = complained(60_000, 30_000)
        desk.at = noon(date(2027, 9, 30))
        desk.do(h.appraise(2, 0, 0), correct(60_000, 40_000))
        assert not h.held(desk).stands_on(date(2027, 9, 30))

    def test_one_case_corrects_once_and_only_what_was_appraised(self) -> None:
        desk = complained(30_000, 30_000)
        desk.refuses(correct(60_000, 40_000, year=2), errors.CorrectionError, year=2)
        desk.refuses(correct(60_000, 40_000, case="case-2"), errors.CorrectionError)
        desk.refuses(correct(60_001, 0), errors.MarksError)
        desk.do(correct(60_000, 40_000))
        desk.refuses(correct(0, 0), errors.CorrectionError, case="case-1")

    def test_a_case_about_the_call_corrects_no_year(self) -> None:
        desk = complained(30_000, 30_000)
        redo = k.decided(r.Redo(by=g.BUREAU, what="重新评审"))
        desk.given("dispute:case-2", k.received(f"honour-call:{h.CALL}"), redo, k.SERVED)
        desk.refuses(correct(60_000, 40_000, case="case-2"), errors.CorrectionError)

    def test_whoever_asked_for_review_does_not_lose_by_it(self) -> None:
        desk = complained(30_000, 30_000, channel=ChannelKind.REVIEW)
        lower = correct(30_000, 29_999)
        desk.refuses(lower, errors.CorrectionError, total_milli=59_999, before_milli=60_000)
        desk.do(correct(30_000, 30_000))

    def test_an_investigation_may_find_less(self) -> None:
        desk = complained(30_000, 30_000)
        desk.do(correct(30_000, 29_999))
        assert not h.held(desk).stands_on(h.OUT_ON)

    def test_its_document_holds_no_personal_data(self) -> None:
        told = correct(0, 0).model_copy(update={"document": "电话13800138000"})
        complained(0, 0).refuses(told, PersonalDataError)

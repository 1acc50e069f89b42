"""A vice-principal's third year: the term's review, its appraisal, its extension."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import MissingError
from domain.office.errors import PlanNotFrozenError
from domain.school.events import OfficeEndGround, OfficeGranted
from domain.tenure import commands as c
from domain.tenure import errors
from domain.tenure import events as e
from tests.domain import office_given as g
from tests.domain.office_tenure_given import (
    ENDED,
    EXTEND,
    HEAD,
    OPEN,
    appraise,
    serving,
    tenure_of,
    terms,
    titles_of,
)
from tests.domain.planning_given import PLAN, SHA, noon
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return serving()


class TestReview:
    def test_a_vice_principal_s_term_is_reviewed_when_it_is_about_to_end(self, desk: Desk) -> None:
        assert desk.do(OPEN) == [
            e.ReviewOpened(
                plan=PLAN,
                pack_sha256=SHA,
                school=g.SCHOOL,
                teacher="t1",
                title="副校长",
                until_on=date(2026, 9, 30),
                extensions=0,
            )
        ]
        assert tenure_of(desk).body == g.SCHOOL
        desk.refuses(OPEN, errors.TenureStepError, step="review")

    @pytest.mark.parametrize(
        ("until_on", "early"), [(date(2026, 12, 8), 0), (date(2026, 12, 9), 1)]
    )
    def test_no_term_is_reviewed_long_before_its_end(self, until_on: date, early: int) -> None:
        desk = serving(until_on=until_on)
        if early:
            desk.refuses(OPEN, errors.TermNotCompletedError, earliest="2026-09-08")
        else:
            assert len(desk.do(OPEN)) == 1

    def test_only_the_titles_of_the_pack_are_reviewed(self, desk: Desk) -> None:
        command = c.OpenTermReview(plan=PLAN, **HEAD)
        desk.refuses(command, errors.NotReviewedOfficeError, title="校长")

    def test_only_who_holds_the_office_is_reviewed(self, desk: Desk) -> None:
        command = OPEN.model_copy(update={"teacher": "t3"})
        desk.refuses(command, errors.OfficeNotHeldError, teacher="t3")

    def test_a_review_is_held_under_a_frozen_plan(self) -> None:
        desk = g.staffed(freeze=False)
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t1"))
        desk.refuses(OPEN, PlanNotFrozenError)


class TestAppraisal:
    def test_more_than_half_of_the_votes_cast_pass(self, desk: Desk) -> None:
        assert desk.do(OPEN, appraise(present=20, in_favour=11)) == [
            e.TermAppraised(teacher="t1", staff=30, present=20, in_favour=11, passed=True)
        ]

    def test_exactly_half_of_them_do_not(self, desk: Desk) -> None:
        (appraised,) = desk.do(OPEN, appraise(present=20, in_favour=10))
        assert isinstance(appraised, e.TermAppraised)
        assert not appraised.passed

    def test_t22_an_appraisal_with_26_votes_of_150_staff_does_not_count(self, desk: Desk) -> None:
        desk.do(OPEN)
        few = appraise(staff=150, present=26, in_favour=26)
        desk.refuses(few, errors.AppraisalQuorumError, present=26, required=100)
        short = appraise(staff=150, present=99, in_favour=99)
        desk.refuses(short, errors.AppraisalQuorumError, present=99)
        assert len(desk.do(appraise(staff=150, present=100, in_favour=90))) == 1

    @pytest.mark.parametrize("counts", [(31, 20), (25, 26)])
    def test_nobody_votes_who_is_not_there(self, desk: Desk, counts: tuple[int, int]) -> None:
        desk.do(OPEN)
        desk.refuses(appraise(*counts), errors.AppraisalCountError)

    def test_an_empty_staff_appraises_nobody(self, desk: Desk) -> None:
        desk.do(OPEN)
        desk.refuses(appraise(0, 0, staff=0), errors.AppraisalQuorumError, required=1)

    def test_a_term_is_appraised_once_and_after_its_review_was_opened(self, desk: Desk) -> None:
        desk.refuses(appraise(), MissingError)
        desk.do(OPEN, appraise())
        desk.refuses(appraise(), errors.TenureStepError, step="appraised")


class TestExtension:
    def test_who_passed_stays_for_one_year_from_the_end_of_the_term(self, desk: Desk) -> None:
        assert desk.do(OPEN, appraise(), EXTEND) == [
            e.TenureExtended(
                teacher="t1",
                from_on=date(2026, 9, 30),
                until_on=date(2027, 9, 30),
                document="教办〔2026〕11号",
            ),
            OfficeGranted(
                title="副校长",
                person="t1",
                post=None,
                from_on=date(2026, 9, 30),
                until_on=date(2027, 9, 30),
            ),
        ]
        assert titles_of(desk, "t1") == ["副校长"]

    def test_who_failed_does_not_stay(self, desk: Desk) -> None:
        desk.do(OPEN, appraise(in_favour=5))
        desk.refuses(EXTEND, errors.NotPassedError, teacher="t1")

    def test_nobody_stays_without_an_appraisal(self, desk: Desk) -> None:
        desk.do(OPEN)
        desk.refuses(EXTEND, errors.TenureStepError, step="review")

    def test_t06_an_office_lost_by_being_left_unplaced_is_not_extended(self, desk: Desk) -> None:
        desk.do(OPEN, appraise())
        lost = ENDED.model_copy(update={"ground": OfficeEndGround.LEFT_UNPLACED})
        desk.given(f"school:{g.SCHOOL}", lost)
        desk.refuses(EXTEND, errors.OfficeNotHeldError, teacher="t1")

    def test_each_further_year_has_its_own_review(self, desk: Desk) -> None:
        desk.do(OPEN, appraise(), EXTEND)
        desk.refuses(OPEN, errors.TermNotCompletedError, until_on="2027-09-30")
        desk.at = noon(date(2027, 9, 1))
        (again,) = desk.do(OPEN)
        assert isinstance(again, e.ReviewOpened)
        assert again.extensions == 1

    def test_a_pack_may_end_the_row_of_extensions(self) -> None:
        desk = serving(terms(max_extensions=1))
        desk.do(OPEN, appraise(), EXTEND)
        desk.at = noon(date(2027, 9, 1))
        desk.refuses(OPEN, errors.ExtensionsExhaustedError, extensions=1, allowed=1)

    def test_a_new_appointment_begins_the_row_anew(self) -> None:
        desk = serving(terms(max_extensions=1))
        desk.do(OPEN, appraise(), EXTEND)
        won_again = g.holder("副校长", "t1", date(2030, 9, 1), date(2027, 9, 1))
        desk.given(f"school:{g.SCHOOL}", won_again)
        desk.at = noon(date(2030, 8, 1))
        (opened,) = desk.do(OPEN)
        assert isinstance(opened, e.ReviewOpened)
        assert opened.extensions == 0

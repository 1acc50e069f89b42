"""Removal from an office: reported, approved or refused, by the term's appraisal or the file."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import SanctionImposed, YearGraded
from domain.appraisal.grades import Result, SanctionKind
from domain.school.commands import EndOffice
from domain.school.errors import OfficeEndGroundError
from domain.school.events import OfficeEndGround
from domain.tenure import errors
from domain.tenure import events as e
from domain.tenure.state import Step
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.office_tenure_given import (
    APPROVE,
    ENDED,
    EXTEND,
    FAILED,
    HEAD,
    LETTER,
    OPEN,
    REJECT,
    UNFIT,
    appraise,
    on_file,
    serving,
    tenure_of,
    titles_of,
)
from tests.domain.planning_given import PLAN, SHA, TOWN
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return serving()


class TestRemoval:
    def test_who_failed_is_reported_and_removed_and_the_seat_is_open_to_all(
        self, desk: Desk
    ) -> None:
        assert desk.do(OPEN, appraise(in_favour=5), FAILED) == [
            e.RemovalReported(
                teacher="t1",
                ground=e.RemovalGround.APPRAISAL_FAILED,
                by=TOWN,
                reason="任期考核不合格",
            )
        ]
        removed = e.RemovalApproved(
            teacher="t1", by=TOWN, document="教办〔2026〕12号", on=g.september(7)
        )
        assert desk.do(APPROVE) == [removed, ENDED]
        assert titles_of(desk, "t1") == []
        assert len(desk.do(g.announce())) == 1
        assert desk.replayed() == desk.states

    def test_who_passed_yet_is_unfit_may_be_reported_but_not_as_failed(self, desk: Desk) -> None:
        desk.do(OPEN, appraise())
        desk.refuses(FAILED, errors.RemovalGroundError, passed=1)
        assert len(desk.do(UNFIT)) == 1

    def test_a_refused_letter_is_no_ground_that_a_principal_can_name(self, desk: Desk) -> None:
        desk.do(OPEN, appraise())
        command = FAILED.model_copy(update={"ground": e.RemovalGround.LETTER_REFUSED})
        desk.refuses(command, errors.RemovalGroundError, ground="letter_refused")

    def test_nobody_is_reported_without_an_appraisal(self, desk: Desk) -> None:
        desk.do(OPEN)
        desk.refuses(UNFIT, errors.TenureStepError, step="review")
        desk.refuses(APPROVE, errors.TenureStepError, step="review")

    def test_after_a_rejected_removal_the_appraisal_is_repeated(self, desk: Desk) -> None:
        rejected = e.RemovalRejected(teacher="t1", by=TOWN, reason="理由不充分")
        assert desk.do(OPEN, appraise(in_favour=5), FAILED, REJECT) == [rejected]
        assert tenure_of(desk).step is Step.REVIEW
        assert len(desk.do(appraise(), EXTEND)) == 2

    def test_an_office_that_ended_meanwhile_is_not_ended_twice(self, desk: Desk) -> None:
        desk.do(OPEN, appraise(in_favour=5), FAILED)
        desk.given(f"school:{g.SCHOOL}", ENDED)
        desk.refuses(APPROVE, errors.OfficeNotHeldError)

    def test_reasons_hold_no_personal_numbers(self, desk: Desk) -> None:
        desk.do(OPEN, appraise(in_favour=5))
        told = {"reason": "联系电话19912345678"}
        desk.refuses(FAILED.model_copy(update=told), PersonalDataError)
        desk.do(FAILED)
        desk.refuses(REJECT.model_copy(update=told), PersonalDataError)
        desk.refuses(LETTER.model_copy(update=told), PersonalDataError)


class TestRemovalOnFile:
    """Shows cause_must_be_in_the_file."""

    ON_SANCTION = on_file(sanction="q1", reason="受处分")
    ON_YEAR = on_file(year=2025, reason="年度考核不合格")

    @staticmethod
    def sanctioned(
        kind: SanctionKind = SanctionKind.DEMOTION, last_day: date = date(2026, 9, 7)
    ) -> SanctionImposed:
        decided_on = date(2026, 9, 6)
        return SanctionImposed(inquiry="q1", kind=kind, decided_on=decided_on, last_day=last_day)

    @staticmethod
    def graded(result: Result, year: int = 2025) -> YearGraded:
        on = date(year + 1, 1, 20)
        return YearGraded(
            appraisal=f"a{year}", body=g.SCHOOL, year=year, result=result, version=1, on=on
        )

    def test_nobody_notes_in_the_register_that_a_vice_principal_was_removed(
        self, desk: Desk
    ) -> None:
        note = EndOffice(
            school=g.SCHOOL, title="副校长", person="t1", ground=OfficeEndGround.REMOVED
        )
        desk.refuses(note, OfficeEndGroundError, person="t1", ground="removed")
        desk.do(OPEN, appraise())
        desk.refuses(note, OfficeEndGroundError)
        assert titles_of(desk, "t1") == ["副校长"]

    def test_a_sanction_that_takes_offices_is_reported_and_another_decides(
        self, desk: Desk
    ) -> None:
        desk.given("teacher:t1", self.sanctioned())
        assert desk.do(self.ON_SANCTION) == [
            e.RemovalCauseShown(
                plan=PLAN,
                pack_sha256=SHA,
                school=g.SCHOOL,
                teacher="t1",
                title="副校长",
                sanction="q1",
                year=None,
                reason="受处分",
            ),
            e.RemovalReported(
                teacher="t1", ground=e.RemovalGround.SANCTIONED, by=TOWN, reason="受处分"
            ),
        ]
        assert titles_of(desk, "t1") == ["副校长"], "a report is no removal"
        desk.refuses(self.ON_SANCTION, errors.TenureStepError, step="removal")
        assert desk.do(APPROVE)[-1] == ENDED
        assert desk.replayed() == desk.states

    @pytest.mark.parametrize("kind", [SanctionKind.WARNING, SanctionKind.DEMERIT])
    def test_a_lesser_sanction_takes_no_office(self, desk: Desk, kind: SanctionKind) -> None:
        desk.given("teacher:t1", self.sanctioned(kind))
        desk.refuses(self.ON_SANCTION, errors.RemovalCauseError, sanction="q1")

    def test_nor_does_one_that_is_over_or_that_nobody_entered(self, desk: Desk) -> None:
        desk.refuses(self.ON_SANCTION, errors.RemovalCauseError, sanction="q1")
        desk.given("teacher:t1", self.sanctioned(last_day=g.september(6)))
        desk.refuses(self.ON_SANCTION, errors.RemovalCauseError, sanction="q1")

    def test_last_years_failure_is_a_ground(self, desk: Desk) -> None:
        desk.given("teacher:t1", self.graded(Result.UNQUALIFIED))
        _, reported = desk.do(self.ON_YEAR)
        assert isinstance(reported, e.RemovalReported)
        assert reported.ground is e.RemovalGround.YEAR_FAILED

    def test_basically_competent_is_one_after_two_years_only(self, desk: Desk) -> None:
        desk.given("teacher:t1", self.graded(Result.BASICALLY_QUALIFIED))
        desk.refuses(self.ON_YEAR, errors.RemovalCauseError, year=2025)
        desk.given("teacher:t1", self.graded(Result.BASICALLY_QUALIFIED, 2024))
        assert len(desk.do(self.ON_YEAR)) == 2

    def test_a_year_without_a_grade_a_good_one_or_an_older_one_is_none(self, desk: Desk) -> None:
        desk.refuses(self.ON_YEAR, errors.RemovalCauseError, year=2025)
        desk.given("teacher:t1", self.graded(Result.QUALIFIED))
        desk.refuses(self.ON_YEAR, errors.RemovalCauseError, year=2025)
        desk.given("teacher:t1", self.graded(Result.UNQUALIFIED, 2024))
        older = self.ON_YEAR.model_copy(update={"year": 2024})
        desk.refuses(older, errors.RemovalCauseError, year=2024)

    def test_one_cause_is_named_and_not_two(self, desk: Desk) -> None:
        desk.given("teacher:t1", self.sanctioned(), self.graded(Result.UNQUALIFIED))
        both = self.ON_SANCTION.model_copy(update={"year": 2025})
        desk.refuses(both, errors.RemovalCauseError, sanction="q1", year=2025)
        neither = self.ON_SANCTION.model_copy(update={"sanction": None})
        desk.refuses(neither, errors.RemovalCauseError, sanction="", year=0)

    def test_a_rejected_removal_leaves_the_office_and_opens_no_review(self, desk: Desk) -> None:
        desk.given("teacher:t1", self.sanctioned())
        desk.do(self.ON_SANCTION, REJECT)
        assert tenure_of(desk).step is Step.SETTLED
        assert titles_of(desk, "t1") == ["副校长"]

    def test_the_bureau_decides_on_a_principal_and_reasons_hold_no_numbers(
        self, desk: Desk
    ) -> None:
        desk.given("teacher:t2", self.sanctioned())
        head = on_file(HEAD, sanction="q1", reason="受处分")
        told = {"reason": "联系电话19912345678"}
        desk.refuses(head.model_copy(update=told), PersonalDataError)
        _, reported = desk.do(head)
        assert isinstance(reported, e.RemovalReported)
        assert reported.by == g.BUREAU


class TestRemovalRejected:
    """Shows cause_must_be_new."""

    def test_what_was_rejected_is_not_asked_for_again_on_the_same_sanction(
        self, desk: Desk
    ) -> None:
        desk.given("teacher:t1", TestRemovalOnFile.sanctioned(last_day=date(2028, 9, 6)))
        desk.do(TestRemovalOnFile.ON_SANCTION, REJECT)
        desk.refuses(
            TestRemovalOnFile.ON_SANCTION, errors.RemovalRejectedError, teacher="t1", sanction="q1"
        )
        assert tenure_of(desk).step is Step.SETTLED

    def test_nor_on_the_same_year_but_on_another_cause(self, desk: Desk) -> None:
        desk.given("teacher:t1", TestRemovalOnFile.graded(Result.UNQUALIFIED))
        desk.do(TestRemovalOnFile.ON_YEAR, REJECT)
        desk.refuses(TestRemovalOnFile.ON_YEAR, errors.RemovalRejectedError, year=2025)
        desk.given("teacher:t1", TestRemovalOnFile.sanctioned(last_day=date(2028, 9, 6)))
        desk.do(TestRemovalOnFile.ON_SANCTION)

    def test_a_rejection_after_a_review_bars_no_report_on_the_file(self, desk: Desk) -> None:
        desk.do(OPEN, appraise(in_favour=5), FAILED, REJECT)
        assert tenure_of(desk).rejected == frozenset()

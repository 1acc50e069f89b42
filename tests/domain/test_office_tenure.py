"""A vice-principal's third year, a principal's letter: extension, removal, resignation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from domain.appraisal.file_events import SanctionImposed, YearGraded
from domain.appraisal.grades import Result, SanctionKind
from domain.kernel import MissingError
from domain.office.errors import PlanNotFrozenError
from domain.planning.pack import RulePack
from domain.school.commands import EndOffice
from domain.school.errors import OfficeEndGroundError
from domain.school.events import OfficeEnded, OfficeEndGround, OfficeGranted
from domain.school.state import School
from domain.tenure import commands as c
from domain.tenure import errors
from domain.tenure import events as e
from domain.tenure.state import Step, Tenure
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, SHA, TOWN, noon, pack
from tests.support.desk import Desk

VICE = {"school": g.SCHOOL, "teacher": "t1", "title": "副校长"}
HEAD = {"school": g.SCHOOL, "teacher": "t2", "title": "校长"}
OPEN = c.OpenTermReview(plan=PLAN, **VICE)
EXTEND = c.ExtendTenure(document="教办〔2026〕11号", **VICE)
FAILED = c.ReportForRemoval(
    ground=e.RemovalGround.APPRAISAL_FAILED, reason="任期考核不合格", **VICE
)
UNFIT = FAILED.model_copy(update={"ground": e.RemovalGround.UNFIT})
APPROVE = c.ApproveRemoval(document="教办〔2026〕12号", **VICE)
REJECT = c.RejectRemoval(reason="理由不充分", **VICE)
RESIGN = c.ResignFromOffice(letter="因个人原因辞去副校长职务", **VICE)
LETTER = c.RecordLetterRefusal(plan=PLAN, reason="不认可教学质量指标", **HEAD)
ENDED = OfficeEnded(title="副校长", person="t1", ground=OfficeEndGround.REMOVED, on=g.september(7))


def appraise(present: int = 25, in_favour: int = 20, staff: int = 30) -> c.RecordTermAppraisal:
    return c.RecordTermAppraisal(staff=staff, present=present, in_favour=in_favour, **VICE)


def on_file(
    office: Mapping[str, str] = VICE,
    *,
    sanction: str | None = None,
    year: int | None = None,
    reason: str,
) -> c.ReportOnFile:
    school, teacher, title = office["school"], office["teacher"], office["title"]
    return c.ReportOnFile(
        plan=PLAN,
        school=school,
        teacher=teacher,
        title=title,
        sanction=sanction,
        year=year,
        reason=reason,
    )


def serving(of: RulePack | None = None, *, until_on: date = date(2026, 9, 30)) -> Desk:
    """t1 is vice-principal and t2 principal of the school."""
    desk = g.staffed() if of is None else g.staffed(of)
    vice = g.holder("副校长", "t1", until_on)
    desk.given(f"school:{g.SCHOOL}", vice, g.holder("校长", "t2"))
    return desk


def terms(**changes: object) -> RulePack:
    """Return the pack of the examples with some rules of vice-principals changed."""
    return pack(offices={"vice_principal": changes})


@pytest.fixture
def desk() -> Desk:
    return serving()


def tenure_of(desk: Desk, command: c.TenureCommand = OPEN) -> Tenure:
    state = desk.find(Tenure, command.tenure)
    assert state is not None
    return state


def titles_of(desk: Desk, person: str) -> list[str]:
    school = desk.find(School, g.SCHOOL)
    assert school is not None
    return [office.title for office in school.offices_of(person)]


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


class TestLetter:
    def test_t51_a_refused_letter_opens_a_removal_and_is_no_resignation(self, desk: Desk) -> None:
        assert desk.do(LETTER) == [
            e.LetterRefused(
                plan=PLAN,
                pack_sha256=SHA,
                school=g.SCHOOL,
                teacher="t2",
                title="校长",
                reason="不认可教学质量指标",
            ),
            e.RemovalReported(
                teacher="t2",
                ground=e.RemovalGround.LETTER_REFUSED,
                by=g.BUREAU,
                reason="不认可教学质量指标",
            ),
        ]
        assert titles_of(desk, "t2") == ["校长"], "the principal is in office until removed"
        desk.refuses(LETTER, errors.TenureStepError, step="removal")

    def test_the_bureau_may_leave_the_principal_in_office(self, desk: Desk) -> None:
        reject = c.RejectRemoval(reason="指标另行商定", **HEAD)
        desk.do(LETTER, reject)
        assert tenure_of(desk, LETTER).step is Step.SETTLED
        assert titles_of(desk, "t2") == ["校长"]

    def test_the_bureau_removes_a_principal(self, desk: Desk) -> None:
        """Shows removing_body."""
        removed, ended = desk.do(LETTER, c.ApproveRemoval(document="教任〔2026〕4号", **HEAD))
        assert isinstance(removed, e.RemovalApproved)
        assert removed.by == g.BUREAU
        assert isinstance(ended, OfficeEnded)
        assert ended.ground is OfficeEndGround.REMOVED

    def test_where_no_bureau_is_registered_the_town_office_decides(self) -> None:
        desk = serving()
        del desk.states[f"body:{TOWN}"]
        _, reported = desk.do(LETTER)
        assert isinstance(reported, e.RemovalReported)
        assert reported.by == TOWN

    def test_letters_are_put_to_the_heads_of_schools_only(self, desk: Desk) -> None:
        command = c.RecordLetterRefusal(plan=PLAN, reason="拒签", **VICE)
        desk.refuses(command, errors.NotAPrincipalsOfficeError, title="副校长")

    def test_a_letter_is_put_to_who_holds_the_office(self, desk: Desk) -> None:
        command = LETTER.model_copy(update={"teacher": "t3"})
        desk.refuses(command, errors.OfficeNotHeldError, teacher="t3")


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


class TestResignation:
    def test_an_office_is_resigned_and_the_base_post_stays(self, desk: Desk) -> None:
        before = desk.states["teacher:t1"]
        assert desk.do(RESIGN) == [
            e.OfficeResigned(school=g.SCHOOL, teacher="t1", title="副校长", on=g.september(7)),
            ENDED.model_copy(update={"ground": OfficeEndGround.RESIGNED}),
        ]
        assert titles_of(desk, "t1") == []
        assert desk.states["teacher:t1"] == before

    def test_nobody_resigns_what_he_does_not_hold(self, desk: Desk) -> None:
        command = RESIGN.model_copy(update={"teacher": "t3"})
        desk.refuses(command, errors.OfficeNotHeldError)

    def test_a_resignation_settles_a_removal(self, desk: Desk) -> None:
        desk.do(OPEN, appraise(in_favour=5), FAILED, RESIGN)
        assert tenure_of(desk).step is Step.SETTLED

"""Where a teacher may turn, by when, and how sure that is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.dispute.channels import CHANNELS, Certainty, ChannelKind, Forum
from domain.dispute.clocks import Due, Period, days, months, working_days
from domain.dispute.matters import (
    Decider,
    Grade,
    InterruptedBy,
    Interruption,
    Matter,
    MatterKind,
    Step,
)
from domain.dispute.routing import Access, Note, Path, route
from tests.domain.dispute_steps import KNOWN, matter

K = ChannelKind


def way(about: Matter, kind: ChannelKind, on: date = KNOWN) -> Path:
    return route(about, on=on).path(kind)


def open_kinds(about: Matter, on: date = KNOWN) -> set[ChannelKind]:
    return {path.kind for path in route(about, on=on).paths if path.access is Access.OPEN}


class TestClocks:
    def test_the_day_on_which_a_period_starts_is_not_counted(self) -> None:
        assert days(30).after(date(2026, 8, 1)) == Due(last_day=date(2026, 8, 31))

    def test_natural_days_roll_over_the_holiday_into_which_they_end(self) -> None:
        assert days(30).after(date(2026, 9, 2)) == Due(last_day=date(2026, 10, 8))

    def test_working_days_leave_holidays_out_and_count_the_weekends_that_are_worked(self) -> None:
        assert working_days(5).after(date(2026, 9, 24)).last_day == date(2026, 10, 9)
        assert working_days(5).after(date(2025, 9, 26)).last_day == date(2025, 10, 10)

    def test_months_end_on_the_same_numbered_day(self) -> None:
        assert months(12).after(date(2025, 8, 25)).last_day == date(2026, 8, 25)

    @pytest.mark.parametrize(
        ("period", "earliest"),
        [
            (days(30), date(2027, 1, 19)),
            (working_days(14), date(2027, 1, 3)),
            (months(12), date(2027, 12, 20)),
        ],
    )
    def test_in_a_year_without_announced_holidays_the_earliest_possible_day_is_provisional(
        self, period: Period, earliest: date
    ) -> None:
        due = period.after(date(2026, 12, 20))
        assert due == Due(last_day=earliest, provisional=True)

    def test_nobody_is_late_by_a_provisional_day(self) -> None:
        due = Due(last_day=date(2027, 1, 19), provisional=True)
        assert not due.is_over(date(2027, 6, 1))
        assert Due(last_day=date(2026, 9, 1)).is_over(date(2026, 9, 2))
        assert not Due(last_day=date(2026, 9, 1)).is_over(date(2026, 9, 1))


class TestRouter:
    def test_every_channel_is_named_for_every_matter_open_or_closed(self) -> None:
        for kind in MatterKind:
            paths = route(matter(kind), on=KNOWN).paths
            assert [path.kind for path in paths] == list(ChannelKind)
            assert all(path.basis for path in paths)
            assert all(path.notes for path in paths if path.access is not Access.OPEN)

    def test_t41_who_was_left_unplaced_has_internal_channels_and_the_teachers_appeal(self) -> None:
        about = matter(decided_by="bureau", decider=Decider.BUREAU)
        assert open_kinds(about) == {K.INTERNAL, K.TEACHER_APPEAL, K.REPORT}
        assert open_kinds(matter()) == {K.INTERNAL, K.SCHOOL, K.TEACHER_APPEAL, K.REPORT}

    def test_t41_a_suit_was_refused_in_the_rulings_seen_and_the_router_says_it_is_unsettled(
        self,
    ) -> None:
        suit = way(matter(), K.ADMINISTRATIVE_SUIT)
        assert suit.access is Access.DOUBTFUL
        assert suit.certainty is Certainty.UNSETTLED
        assert suit.notes == (Note.COURTS_REFUSED,)
        assert "不是有拘束力的先例" in suit.basis
        assert suit in route(matter(), on=KNOWN).open

    def test_t41_a_dispute_about_the_contract_goes_to_arbitration_first(self) -> None:
        about = matter(MatterKind.DISMISSAL)
        assert way(about, K.ARBITRATION).access is Access.OPEN
        assert way(about, K.SUIT).notes == (Note.STEP_MISSING,)
        assert way(about, K.ADMINISTRATIVE_SUIT).notes == (Note.ARBITRATION_FIRST,)

    def test_placement_is_no_matter_for_personnel_arbitration(self) -> None:
        assert way(matter(), K.ARBITRATION).notes == (Note.OUT_OF_SCOPE,)

    def test_t42_a_complaint_in_month_eleven_keeps_arbitration_open_by_one_reading(self) -> None:
        sought = Interruption(by=InterruptedBy.HELP_SOUGHT, on=date(2025, 12, 10))
        about = matter(MatterKind.CONTRACT, known_on=date(2025, 1, 10), interruptions=(sought,))
        path = way(about, K.ARBITRATION, on=date(2026, 8, 10))
        assert path.access is Access.DOUBTFUL
        assert path.certainty is Certainty.UNSETTLED
        assert path.notes == (Note.INTERRUPTION_UNSETTLED,)
        assert path.file_by == Due(last_day=date(2026, 12, 10))
        assert path.safe_by == Due(last_day=date(2026, 1, 12))

    def test_t42_inside_the_first_year_the_router_advises_the_day_that_no_reading_disputes(
        self,
    ) -> None:
        sought = Interruption(by=InterruptedBy.HELP_SOUGHT, on=date(2025, 12, 10))
        about = matter(MatterKind.CONTRACT, known_on=date(2025, 1, 10), interruptions=(sought,))
        path = way(about, K.ARBITRATION, on=date(2025, 12, 20))
        assert path.access is Access.OPEN
        assert path.safe_by == Due(last_day=date(2026, 1, 12))
        assert Note.INTERRUPTION_UNSETTLED in path.notes

    @pytest.mark.parametrize("by", [InterruptedBy.CLAIM, InterruptedBy.CONSENT])
    def test_a_claim_or_the_consent_of_the_other_side_interrupts_by_every_reading(
        self, by: InterruptedBy
    ) -> None:
        claimed = Interruption(by=by, on=date(2025, 12, 10))
        about = matter(MatterKind.CONTRACT, known_on=date(2025, 1, 10), interruptions=(claimed,))
        path = way(about, K.ARBITRATION, on=date(2026, 8, 10))
        assert path.access is Access.OPEN
        assert path.file_by == path.safe_by == Due(last_day=date(2026, 12, 10))

    def test_an_interruption_after_the_year_has_run_out_revives_nothing(self) -> None:
        late = Interruption(by=InterruptedBy.CLAIM, on=date(2026, 3, 1))
        about = matter(MatterKind.CONTRACT, known_on=date(2025, 1, 10), interruptions=(late,))
        assert way(about, K.ARBITRATION, on=date(2026, 3, 2)).notes == (Note.OUT_OF_TIME,)

    def test_whether_standby_pay_is_performance_of_the_contract_is_unsettled(self) -> None:
        path = way(matter(MatterKind.STANDBY_PAY), K.ARBITRATION)
        assert path.access is Access.DOUBTFUL
        assert Note.READING_UNSETTLED in path.notes

    @pytest.mark.parametrize("grade", [Grade.EXCELLENT, Grade.QUALIFIED, Grade.UNGRADED])
    def test_t39_a_grade_that_is_good_enough_has_no_review_but_an_appeal(
        self, grade: Grade
    ) -> None:
        about = matter(MatterKind.GRADE, grade=grade)
        assert way(about, K.REVIEW).notes == (Note.OUT_OF_SCOPE,)
        assert {K.INTERNAL, K.TEACHER_APPEAL} <= open_kinds(about)

    @pytest.mark.parametrize("grade", [Grade.BASICALLY_QUALIFIED, Grade.UNQUALIFIED])
    def test_review_is_for_the_two_grades_that_hurt(self, grade: Grade) -> None:
        path = way(matter(MatterKind.GRADE, grade=grade), K.REVIEW)
        assert path.access is Access.OPEN
        assert path.file_by == Due(last_day=date(2026, 9, 24))
        assert Note.TEXT_UNCHECKED in path.notes

    def test_review_appeal_and_second_appeal_follow_each_other_in_thirty_days_each(self) -> None:
        about = matter(MatterKind.SANCTION)
        assert way(about, K.APPEAL).notes == (Note.STEP_MISSING,)
        reviewed = about.model_copy(
            update={"steps": (Step(channel=K.REVIEW, served_on=date(2026, 9, 10)),)}
        )
        appeal = way(reviewed, K.APPEAL, on=date(2026, 9, 11))
        assert appeal.access is Access.OPEN
        assert appeal.file_by == Due(last_day=date(2026, 10, 10))
        assert (appeal.decide_within, appeal.extension) == (days(60), days(30))
        assert way(reviewed, K.REAPPEAL).notes == (Note.STEP_MISSING,)
        assert Note.ALREADY_DECIDED in way(reviewed, K.REVIEW, on=date(2026, 9, 11)).notes
        assert way(reviewed, K.APPEAL, on=date(2026, 10, 11)).notes == (Note.OUT_OF_TIME,)

    def test_a_suit_is_brought_within_fifteen_days_of_the_award(self) -> None:
        award = (Step(channel=K.ARBITRATION, served_on=date(2026, 9, 10)),)
        about = matter(MatterKind.DISMISSAL, steps=award)
        path = way(about, K.SUIT, on=date(2026, 9, 20))
        assert (path.access, path.forum) == (Access.OPEN, Forum.COURT)
        assert path.file_by == Due(last_day=date(2026, 9, 27) + timedelta(days=1))

    def test_the_teachers_appeal_against_the_school_is_decided_by_the_bureau_in_thirty_days(
        self,
    ) -> None:
        path = way(matter(), K.TEACHER_APPEAL)
        assert (path.forum, path.decide_within) == (Forum.EDUCATION_BUREAU, days(30))
        assert path.file_by is None
        assert path.certainty is Certainty.LAW
        assert path.notes == (Note.NO_FILING_PERIOD,)

    def test_against_the_bureau_itself_the_appeal_goes_above_it_without_fixed_days(self) -> None:
        path = way(matter(decider=Decider.BUREAU, decided_by="bureau"), K.TEACHER_APPEAL)
        assert (path.forum, path.decide_within) == (Forum.GOVERNMENT_OR_ABOVE, None)
        assert Note.NO_FIXED_DAYS in path.notes

    def test_the_internal_channel_runs_five_working_days_after_the_notice_by_local_rule(
        self,
    ) -> None:
        about = matter(notice_ends_on=date(2026, 9, 4))
        path = way(about, K.INTERNAL, on=date(2026, 9, 11))
        assert path.access is Access.OPEN
        assert path.file_by == Due(last_day=date(2026, 9, 11))
        assert path.certainty is Certainty.LOCAL
        assert path.notes == (Note.LOCAL_NUMBERS, Note.BARS_NOTHING)
        assert way(about, K.INTERNAL, on=date(2026, 9, 12)).notes == (Note.OUT_OF_TIME,)

    def test_an_objection_is_open_until_the_notice_ends_and_needs_a_notice(self) -> None:
        about = matter(MatterKind.PUBLIC_LIST, notice_ends_on=date(2026, 9, 4))
        assert way(about, K.OBJECTION, on=date(2026, 9, 4)).access is Access.OPEN
        assert way(about, K.OBJECTION, on=date(2026, 9, 5)).notes == (Note.OUT_OF_TIME,)
        without = matter(MatterKind.PUBLIC_LIST)
        assert way(without, K.OBJECTION).notes == (Note.OUT_OF_SCOPE,)

    def test_blocking_a_list_and_suspending_execution_are_two_different_flags(self) -> None:
        about = matter(MatterKind.PUBLIC_LIST, notice_ends_on=date(2026, 9, 4))
        objection = way(about, K.OBJECTION)
        assert (objection.blocks_finalisation, objection.suspends_execution) == (True, False)
        for kind in (K.REVIEW, K.APPEAL, K.REAPPEAL):
            path = way(about, kind)
            assert (path.blocks_finalisation, path.suspends_execution) == (False, False)

    def test_a_sanction_by_the_supervision_organ_is_reviewed_there_alone(self) -> None:
        about = matter(MatterKind.GOVERNMENT_SANCTION, decider=Decider.SUPERVISION)
        assert open_kinds(about) == {K.SUPERVISION_REVIEW, K.REPORT}

    def test_breaches_of_the_law_may_be_reported_by_anybody(self) -> None:
        assert open_kinds(matter(MatterKind.MISCONDUCT)) == {K.REPORT}
        assert not CHANNELS[K.REPORT].in_person

    def test_a_limitation_that_ends_in_a_year_without_holidays_is_marked(self) -> None:
        path = way(matter(MatterKind.CONTRACT), K.ARBITRATION)
        assert path.file_by == Due(last_day=date(2027, 8, 25), provisional=True)
        assert Note.CALENDAR_MISSING in path.notes

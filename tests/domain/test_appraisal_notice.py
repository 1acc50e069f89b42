"""Publicity of 优秀, written notice, the person's answer, the file, and what follows."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import commands as c
from domain.appraisal import errors, file_commands, file_errors, file_events, publicity_events
from domain.appraisal import events as e
from domain.appraisal.consequences import Consequence, allowed
from domain.appraisal.grades import LeaveKind, Opinion, Result, SanctionKind, ShareGround
from domain.decisions import decide
from domain.kernel import Personal
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import EXCELLENT, KEY, Q
from tests.domain.planning_given import noon, pack
from tests.support.desk import Desk

FEW = ("t01", "t02", "t03", "t04", "t05")
PUBLISH = c.PublishExcellent(appraisal=KEY, working_days=5)
END = c.EndExcellentPublicity(appraisal=KEY)
AFTER = date(2025, 12, 30)
"""Five working days after Monday 22 December are over on the 29th."""
FILE = c.FileResults(appraisal=KEY, document="档案接收单1号")
CONTEST = c.ContestExcellent(
    appraisal=KEY, objection="o1", objector="t03", against="t01", text="课时不足"
)
UPHOLD = c.UpholdExcellentContest(appraisal=KEY, objection="o1", reason="课时确实不足")
REJECT = c.RejectExcellentContest(appraisal=KEY, objection="o1", reason="课时足够")


@pytest.fixture
def desk() -> Desk:
    """Everybody is decided; t01 is 优秀."""
    return g.decided(g.opened(staff=FEW), {"t01": EXCELLENT})


@pytest.fixture
def up(desk: Desk) -> Desk:
    desk.do(PUBLISH)
    return desk


class TestPublicity:
    def test_t17_excellent_is_public_for_five_working_days(self) -> None:
        # posted on Friday 26 September 2025: the fifth working day is 10 October
        desk = g.opened(pack(annual_appraisal={"early_days": 122}), FEW)
        desk.at = noon(date(2025, 9, 26))
        g.decided(desk, {"t01": EXCELLENT})
        (event,) = desk.do(PUBLISH)
        assert isinstance(event, publicity_events.ExcellentPublished)
        assert (event.chosen, event.last_day) == (("t01",), date(2025, 10, 10))
        for day in (9, 10):
            desk.at = noon(date(2025, 10, day))
            desk.refuses(END, errors.PublicityNotOverError, earliest="2025-10-11", open=0)
        desk.at = noon(date(2025, 10, 11))
        desk.do(END)

    def test_it_is_not_shorter_than_the_pack_says(self, desk: Desk) -> None:
        short = PUBLISH.model_copy(update={"working_days": 4})
        desk.refuses(short, errors.PublicityTooShortError, working_days=4, required=5)

    def test_where_nobody_is_excellent_nothing_is_published(self) -> None:
        desk = g.decided(g.opened(staff=FEW))
        desk.refuses(PUBLISH, errors.NothingToPublishError, waiting=0)
        desk.refuses(END, errors.PublicityNotUpError, up=0)

    def test_a_list_that_is_up_goes_up_once_and_ends_once(self, up: Desk) -> None:
        up.refuses(PUBLISH, errors.NothingToPublishError, up=1)
        up.at = noon(AFTER)
        up.do(END)
        up.refuses(END, errors.PublicityNotUpError, last_day="2025-12-29")
        up.refuses(PUBLISH, errors.NothingToPublishError, waiting=0)

    def test_a_changed_list_goes_up_anew_and_its_days_count_anew(self, up: Desk) -> None:
        up.at = noon(date(2025, 12, 29))
        up.do(g.correct("t01", Q), g.correct("t02", EXCELLENT))
        up.at = noon(AFTER)
        up.refuses(END, errors.PublicityNotUpError, up=1)
        (event,) = up.do(PUBLISH)
        assert isinstance(event, publicity_events.ExcellentPublished)
        assert (event.chosen, event.last_day) == (("t02",), date(2026, 1, 7))

    def test_more_than_the_share_is_not_published(self, desk: Desk) -> None:
        lowered = c.SetExcellentShare(
            appraisal=KEY, ground=ShareGround.MANY_PROBLEMS, document="通报1号"
        )
        desk.do(lowered)
        desk.refuses(PUBLISH, errors.QuotaExceededError, most=0)


class TestObjections:
    def test_an_objection_is_taken_until_the_last_day_about_somebody_who_is_up(
        self, desk: Desk
    ) -> None:
        desk.refuses(CONTEST, errors.PublicityNotUpError)
        desk.do(PUBLISH)
        other = CONTEST.model_copy(update={"against": "t02"})
        desk.refuses(other, errors.ContestError, against="t02")
        desk.at = noon(AFTER)
        desk.refuses(CONTEST, errors.ContestError, last_day="2025-12-29")
        desk.at = noon(date(2025, 12, 29))
        desk.do(CONTEST)
        desk.refuses(CONTEST, errors.ContestError, objection="o1")

    def test_an_open_one_keeps_publicity_from_ending_and_a_rejected_one_does_not(
        self, up: Desk
    ) -> None:
        up.do(CONTEST)
        up.at = noon(AFTER)
        up.refuses(END, errors.PublicityNotOverError, open=1)
        up.do(REJECT, END)
        up.refuses(REJECT, errors.ContestError, against="t01")
        unknown = UPHOLD.model_copy(update={"objection": "o9"})
        up.refuses(unknown, errors.ContestError, against="")

    def test_about_whom_one_was_upheld_is_not_excellent_this_year(self, up: Desk) -> None:
        up.do(CONTEST, UPHOLD)
        up.at = noon(AFTER)
        up.refuses(END, errors.CondemnedError, teacher="t01")
        up.do(g.correct("t01", Q))
        up.refuses(g.correct("t01", EXCELLENT), errors.CondemnedError, teacher="t01")
        up.do(g.correct("t02", EXCELLENT), PUBLISH)


class TestNotice:
    def test_excellent_is_told_after_its_publicity(self, up: Desk) -> None:
        up.refuses(g.notify("t01"), errors.ExcellentNotPublicError, version=1)
        up.at = noon(AFTER)
        up.do(END, g.notify("t01"))
        assert g.file_of(up, "t01").result_of(2025) is EXCELLENT

    def test_with_the_notice_the_result_is_in_the_teacher_s_file(self, desk: Desk) -> None:
        told, graded = desk.do(g.notify("t02"))
        assert isinstance(told, e.GradeNotified)
        assert graded == file_events.YearGraded(
            appraisal=KEY, body=g.SCHOOL, year=2025, result=Q, version=1, on=g.DECEMBER
        )
        desk.refuses(g.notify("t02"), errors.NotDecidedError, version=1)

    def test_nobody_is_told_what_was_not_decided(self) -> None:
        desk = g.opened(staff=FEW)
        desk.refuses(g.notify("t02"), errors.NotDecidedError, version=0)

    def test_a_correction_is_told_anew_and_takes_the_place_of_the_first(self, desk: Desk) -> None:
        desk.do(g.notify("t02"), g.answer("t02", Opinion.DISAGREE))
        desk.do(g.correct("t02", Result.BASICALLY_QUALIFIED), g.notify("t02"))
        (only,) = g.file_of(desk, "t02").years
        assert (only.result, only.version) == (Result.BASICALLY_QUALIFIED, 2)
        desk.do(g.answer("t02"))

    def test_the_person_answers_what_was_told_once(self, desk: Desk) -> None:
        desk.refuses(g.answer("t02"), errors.NothingToAnswerError, teacher="t02")
        desk.do(g.notify("t02"))
        (answered,) = desk.do(g.answer("t02", Opinion.DISAGREE))
        assert isinstance(answered, e.GradeAcknowledged)
        assert (answered.opinion, answered.version) == (Opinion.DISAGREE, 1)
        desk.refuses(g.answer("t02"), errors.NothingToAnswerError, version=1)

    def test_who_will_not_sign_was_told_all_the_same(self, desk: Desk) -> None:
        refused = c.RecordAcknowledgementRefusal(
            appraisal=KEY, teacher="t02", document="拒签记录1号"
        )
        desk.refuses(refused, errors.NothingToAnswerError)
        desk.do(g.notify("t02"), refused, FILE)
        assert g.person_of(desk, "t02").filed == 1


class TestFile:
    def test_what_was_answered_goes_to_the_file_once(self, desk: Desk) -> None:
        desk.refuses(FILE, errors.NothingToFileError, waiting=0)
        desk.do(g.notify("t02"), g.notify("t03"), g.answer("t03"))
        (filed,) = desk.do(FILE)
        assert isinstance(filed, e.ResultsFiled)
        assert filed.teachers == ("t03",)
        desk.refuses(FILE, errors.NothingToFileError)

    def test_who_was_put_off_is_told_so_but_nothing_is_filed(self) -> None:
        desk = g.opened(staff=FEW)
        desk.do(g.inquiry("t01"), g.propose("t01", Result.DEFERRED), g.decide("t01"))
        desk.do(g.notify("t01"), g.answer("t01"))
        desk.refuses(FILE, errors.NothingToFileError)

    def test_a_leave_has_an_id_and_a_length_and_may_be_taken_back(self, desk: Desk) -> None:
        desk.do(g.leave("t01"), g.leave("t01", LeaveKind.MATERNITY, name="leave-2"))
        desk.refuses(g.leave("t01"), file_errors.LeaveUnknownError, leave="leave-1")
        empty = g.leave("t01", end=date(2025, 3, 1), name="leave-3")
        desk.refuses(empty, file_errors.LeaveDatesError, from_on="2025-03-01")
        void = file_commands.VoidLeave(teacher="t01", leave="leave-1", document="销假单")
        desk.do(void)
        desk.refuses(void, file_errors.LeaveUnknownError)
        assert [each.leave for each in g.file_of(desk, "t01").leaves] == ["leave-2"]

    def test_why_somebody_was_on_leave_is_in_the_vault_alone(self, desk: Desk) -> None:
        (recorded,) = decide(desk, g.leave("t01"), at=desk.at)
        assert recorded.personal == (
            Personal("leave.leave-1.kind", "t01", "sick"),
            Personal("leave.leave-1.evidence", "t01", "医院证明"),
        )
        assert "sick" not in recorded.event.model_dump_json()

    def test_texts_of_people_are_in_the_vault_alone(self) -> None:
        desk = g.opened(staff=FEW)
        proposal = g.propose("t01", Q, "工作认真")
        told = decide(desk, proposal, at=desk.at)[0]
        assert told.personal == (Personal(f"comment.{KEY}", "t01", "工作认真"),)
        assert "工作认真" not in told.event.model_dump_json()
        desk.do(proposal, g.decide("t01"), g.notify("t01"))
        opinion = decide(desk, g.answer("t01", Opinion.DISAGREE, "不服"), at=desk.at)[0]
        assert opinion.personal == (Personal(f"opinion.{KEY}", "t01", "不服"),)

    def test_an_investigation_is_opened_and_concluded_once_in_this_order(self, desk: Desk) -> None:
        early = g.concluded("t01")
        desk.refuses(early, file_errors.InquiryUnknownError, inquiry="inquiry-1")
        desk.refuses(g.inquiry("t01", date(2026, 1, 1)), errors.DateAheadError)
        desk.do(g.inquiry("t01"), g.inquiry("t01", name="inquiry-2"))
        desk.refuses(g.inquiry("t01"), file_errors.InquiryUnknownError)
        before = g.concluded("t01", on=date(2025, 12, 4))
        desk.refuses(before, file_errors.InquiryUnknownError)
        desk.refuses(g.concluded("t01", on=date(2026, 1, 1)), errors.DateAheadError)
        concluded, imposed = desk.do(g.concluded("t01", SanctionKind.WARNING))
        assert isinstance(concluded, file_events.InquiryConcluded)
        assert concluded.sanction is SanctionKind.WARNING
        assert imposed == file_events.SanctionImposed(
            inquiry="inquiry-1",
            kind=SanctionKind.WARNING,
            decided_on=date(2025, 12, 20),
            last_day=date(2026, 6, 20),
        )
        desk.refuses(g.concluded("t01"), file_errors.InquiryUnknownError)

    def test_only_a_sanction_that_stands_is_lifted(self, desk: Desk) -> None:
        lift = file_commands.LiftSanction(teacher="t01", inquiry="inquiry-1", document="申诉决定")
        desk.refuses(lift, file_errors.SanctionUnknownError)
        desk.do(g.inquiry("t01"), g.concluded("t01", SanctionKind.WARNING), lift)
        desk.refuses(lift, file_errors.SanctionUnknownError, inquiry="inquiry-1")

    def test_the_whole_history_folds_to_what_the_desk_came_to(self, up: Desk) -> None:
        up.do(CONTEST, REJECT)
        up.at = noon(AFTER)
        up.do(END, *(g.notify(each) for each in FEW), *(g.answer(each) for each in FEW), FILE)
        assert up.replayed() == up.states
        assert all(g.person_of(up, each).filed == 1 for each in FEW)


class TestConsequences:
    """What the regulation allows; each of it is decided by people, on its own."""

    def test_competent_or_better_brings_a_step_of_pay_and_a_year_that_counts(self) -> None:
        assert Consequence.PAY_STEP in allowed(Q)
        assert Consequence.YEAR_COUNTS in allowed(EXCELLENT)
        assert set(allowed(EXCELLENT)) - set(allowed(Q)) == {Consequence.PREFERENCE}

    @pytest.mark.parametrize(
        ("result", "once", "twice"),
        [
            (
                Result.BASICALLY_QUALIFIED,
                Consequence.SELF_CRITICISM,
                Consequence.ORGANISATIONAL_MEASURE,
            ),
            (Result.UNQUALIFIED, Consequence.MAY_BE_MOVED, Consequence.MAY_BE_TERMINATED),
            (Result.NO_GRADE, Consequence.NO_PAY_STEP, Consequence.POST_ADJUSTED),
        ],
    )
    def test_two_in_a_row_weigh_more_than_one(
        self, result: Result, once: Consequence, twice: Consequence
    ) -> None:
        assert once in allowed(result)
        assert twice not in allowed(result)
        assert twice not in allowed(result, before=Q)
        assert twice in allowed(result, before=result)

    def test_a_year_without_a_grade_is_not_one_that_failed(self) -> None:
        mixed = allowed(Result.UNQUALIFIED, before=Result.NO_GRADE)
        assert Consequence.MAY_BE_TERMINATED not in mixed

    def test_who_was_demoted_by_a_sanction_is_not_demoted_again(self) -> None:
        assert Consequence.ONE_GRADE_DOWN in allowed(Result.UNQUALIFIED)
        assert Consequence.ONE_GRADE_DOWN not in allowed(Result.UNQUALIFIED, demoted=True)

    @pytest.mark.parametrize("result", [Result.COMMENT_ONLY, Result.DEFERRED])
    def test_a_comment_and_a_deferral_bring_nothing(self, result: Result) -> None:
        assert allowed(result, before=result) == ()

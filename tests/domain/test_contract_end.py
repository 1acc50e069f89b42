"""The end of a contract: it runs on under protection, and ends on a closed list of grounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.appraisal.file_events import YearGraded
from domain.appraisal.grades import Result
from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.contract.grades import AnnualGrade, YearGrade
from domain.kernel import Personal, Recorded
from domain.protection.commands import ProlongProtection
from domain.protection.errors import ProtectedError
from domain.protection.events import ProtectionEnded, TermToRetirementRequested
from domain.protection.kinds import StatutoryKind
from domain.school.events import OfficeEnded, OfficeEndGround, SeatFreed, SeatFreedReason
from domain.teacher.events import ExitGround, PostLeft, PostLeftReason, TeacherExited
from domain.values.privacy import PersonalDataError
from tests.domain import service_given as s
from tests.domain.planning_given import august, noon, pack
from tests.domain.round_given import ROUND
from tests.domain.service_given import CONTRACT, POSTS, SCHOOL, STREAM, TEACHER, WHO, protected
from tests.support.scenario import Scenario

BAD = AnnualGrade.UNQUALIFIED
TWICE = (YearGrade(year=2024, grade=BAD), YearGrade(year=2025, grade=BAD))
PREGNANCY, LEAVE = StatutoryKind.PREGNANCY, StatutoryKind.MATERNITY_LEAVE
TODAY = august(18)
MONTHS = (august(1), date(2027, 8, 1))


def terminate(ground: str, document: str = "校发〔2026〕3号") -> c.TerminateContract:
    return c.TerminateContract(contract=CONTRACT, ground=ground, document=document)


def serve(
    *years: YearGrade, ground: str = "unqualified_twice", refuses_post: bool = False
) -> c.ServeTerminationNotice:
    return c.ServeTerminationNotice(
        contract=CONTRACT,
        ground=ground,
        document="校发〔2026〕2号",
        appraisals=years,
        refuses_post=refuses_post,
    )


def exited(ground: ExitGround, on: date) -> tuple[Recorded, ...]:
    """Return what ends with a person's service."""
    left = PostLeft(school="school-1", posts=POSTS, reason=PostLeftReason.CONTRACT_ENDED, on=on)
    freed = SeatFreed(post=POSTS[0], person=WHO, reason=SeatFreedReason.CONTRACT_ENDED, on=on)
    office = OfficeEnded(title="教务主任", person=WHO, ground=OfficeEndGround.REMOVED, on=on)
    return (
        Recorded(TEACHER, left),
        Recorded(SCHOOL, freed),
        Recorded(SCHOOL, office),
        Recorded(TEACHER, TeacherExited(ground=ground, on=on)),
    )


class TestExtension:
    CONTRACT_ENDS = date(2026, 7, 1)
    """Exclusive: 30 June is its last day."""
    LEAVE_ENDS = date(2026, 8, 21)
    """Exclusive: 20 August is its last day."""
    EXTENDED = e.ContractExtended(teacher=WHO, protection="p1", until_on=LEAVE_ENDS, on=TODAY)

    def past(self) -> Scenario:
        return s.employed(until_on=self.CONTRACT_ENDS)

    def test_t10_a_contract_that_ends_in_maternity_leave_runs_on_to_the_end_of_the_leave(
        self,
    ) -> None:
        command = s.record(LEAVE, from_on=date(2026, 5, 1), until_on=self.LEAVE_ENDS)
        _, extended = self.past().when(command).decision()
        assert extended == Recorded(STREAM, self.EXTENDED)

    def test_an_extension_may_also_be_recorded_afterwards(self) -> None:
        leave = protected(LEAVE, date(2026, 5, 1), self.LEAVE_ENDS)
        past = self.past().given(TEACHER, leave)
        command = c.ExtendContract(contract=CONTRACT)
        past.when(command).then(Recorded(STREAM, self.EXTENDED))
        past.given(STREAM, self.EXTENDED).when(command).then_refused(
            errors.NothingToExtendError, until_on="2026-08-21"
        )

    def test_of_several_protections_the_first_that_ends_counts_and_then_the_next(self) -> None:
        leave = protected(LEAVE, date(2026, 5, 1), self.LEAVE_ENDS)
        nursing = protected(StatutoryKind.NURSING, date(2026, 5, 15), date(2027, 5, 15), "p2")
        past = self.past().given(TEACHER, nursing, leave)
        command = c.ExtendContract(contract=CONTRACT)
        past.when(command).then(Recorded(STREAM, self.EXTENDED))
        again = self.EXTENDED.model_copy(update={"protection": "p2", "until_on": date(2027, 5, 15)})
        past.given(STREAM, self.EXTENDED).when(command).then(Recorded(STREAM, again))

    def test_a_protection_that_is_prolonged_takes_the_contract_with_it(self) -> None:
        leave = protected(LEAVE, date(2026, 5, 1), self.LEAVE_ENDS)
        past = self.past().given(TEACHER, leave).given(STREAM, self.EXTENDED)
        later = date(2026, 9, 20)
        command = ProlongProtection(
            teacher=WHO, protection="p1", until_on=later, evidence="延长产假证明"
        )
        longer = self.EXTENDED.model_copy(update={"until_on": later})
        prolonged, extended = past.when(command).decision()
        assert extended == Recorded(STREAM, longer)
        assert prolonged.personal == (
            Personal("protection.p1.prolonged.2026-09-20", WHO, "延长产假证明"),
        )

    def test_a_contract_that_ends_before_or_after_the_protection_is_left_alone(self) -> None:
        for until_on in (date(2026, 5, 1), date(2026, 8, 22)):
            command = s.record(LEAVE, from_on=date(2026, 5, 1), until_on=self.LEAVE_ENDS)
            assert len(s.employed(until_on=until_on).when(command).decision()) == 1

    def test_a_protection_is_recorded_also_where_there_is_no_contract(self) -> None:
        command = s.record(LEAVE)
        without = Scenario(tuple(each for each in self.past().history if each[0] != STREAM))
        assert len(without.when(command).decision()) == 1

    def test_a_contract_that_has_ended_does_not_run_on(self) -> None:
        ended = e.ContractEnded(teacher=WHO, ground=ExitGround.AGREEMENT, on=date(2026, 6, 1))
        command = s.record(LEAVE, from_on=date(2026, 5, 1), until_on=self.LEAVE_ENDS)
        assert len(self.past().given(STREAM, ended).when(command).decision()) == 1


class TestGrounds:
    @pytest.mark.parametrize(
        "ground", ["not_selected", "left_unplaced", "refused_to_sign", "failed_training_test", ""]
    )
    def test_not_to_be_selected_is_no_ground(self, ground: str) -> None:
        s.employed().when(terminate(ground)).then_refused(
            errors.GroundNotListedError, ground=ground, protected=0
        )

    def test_t49_who_refuses_two_adjustment_offers_is_not_dismissed_for_it(self) -> None:
        s.employed().when(terminate("refused_adjustment_twice")).then_refused(
            errors.GroundNotListedError, ground="refused_adjustment_twice"
        )

    def test_t09_a_pregnant_teacher_is_not_dismissed_and_not_to_be_selected_is_no_ground(
        self,
    ) -> None:
        past = s.employed().given(TEACHER, protected(PREGNANCY, *MONTHS))
        past.when(terminate("not_selected")).then_refused(
            errors.GroundNotListedError, ground="not_selected", protected=1
        )
        past.when(serve(*TWICE)).then_refused(ProtectedError, protection="p1")

    @pytest.mark.parametrize("ground", ["agreement", "resignation"])
    def test_the_unit_alone_records_neither_an_agreement_nor_a_resignation(
        self, ground: str
    ) -> None:
        s.employed().when(terminate(ground)).then_refused(errors.OwnSignatureError, ground=ground)

    @pytest.mark.parametrize(
        "ground",
        [
            ExitGround.EXPELLED,
            ExitGround.TEACHERS_LAW_37,
            ExitGround.RETIREMENT,
            ExitGround.DEATH,
        ],
    )
    def test_a_listed_ground_ends_contract_post_seat_and_office_in_one_act(
        self, ground: ExitGround
    ) -> None:
        ended = e.ContractTerminated(
            teacher=WHO, ground=ground, document="校发〔2026〕3号", working_days=None, on=TODAY
        )
        s.employed().when(terminate(ground)).then(Recorded(STREAM, ended), *exited(ground, TODAY))

    def test_a_contract_ends_once(self) -> None:
        ended = e.ContractEnded(teacher=WHO, ground=ExitGround.AGREEMENT, on=TODAY)
        s.employed().given(STREAM, ended).when(terminate("expelled")).then_refused(
            errors.ContractEndedError, ended_on="2026-08-18"
        )

    def test_a_document_in_the_ledger_holds_no_personal_numbers(self) -> None:
        s.employed().when(terminate("expelled", "电话19912345678")).then_refused(
            PersonalDataError, field="document"
        )

    def test_both_sign_the_end_by_agreement_also_under_protection(self) -> None:
        ended = e.ContractEnded(teacher=WHO, ground=ExitGround.AGREEMENT, on=TODAY)
        past = s.employed().given(TEACHER, protected(PREGNANCY, *MONTHS))
        past.when(c.EndContractByAgreement(contract=CONTRACT)).then(
            Recorded(STREAM, ended), *exited(ExitGround.AGREEMENT, TODAY)
        )

    def test_somebody_who_left_the_post_before_loses_the_contract_only(self) -> None:
        left = PostLeft(school="school-1", posts=POSTS, reason=PostLeftReason.MOVED, on=TODAY)
        decided = s.employed().given(TEACHER, left).when(terminate("expelled")).decision()
        assert [type(each.event) for each in decided] == [
            e.ContractTerminated,
            OfficeEnded,
            TeacherExited,
        ]


class TestExpiry:
    def expire(self, *given: ProtectionEnded, day: date) -> Scenario:
        past = s.employed(until_on=date(2026, 7, 1))
        leave = protected(LEAVE, date(2026, 5, 1), date(2026, 8, 21))
        past = past.given(TEACHER, leave, *given)
        return past.when(terminate("expiry_not_renewed"), at=noon(day))

    def test_a_contract_does_not_end_by_expiry_before_its_term_is_over(self) -> None:
        past = s.employed(until_on=august(19))
        past.when(terminate("expiry_not_renewed")).then_refused(
            errors.NotExpiredError, until_on="2026-08-19"
        )
        day_after = past.when(terminate("expiry_not_renewed"), at=noon(august(19)))
        assert day_after.decision()

    def test_a_contract_does_not_expire_under_protection_also_where_nobody_extended_it(
        self,
    ) -> None:
        """Shows extension."""
        self.expire(day=august(20)).then_refused(ProtectedError, until="2026-08-21")
        assert self.expire(day=august(21)).decision()

    def test_where_the_protection_ended_early_the_contract_may_end(self) -> None:
        ended = ProtectionEnded(protection="p1", on=august(10))
        assert self.expire(ended, day=august(10)).decision()

    def test_who_was_hired_again_does_not_leave_by_the_expiry_of_the_older_contract(self) -> None:
        again = s.TAKEN.model_copy(update={"round": "round-2", "posts": ("教学-02",)})
        past = s.employed(until_on=august(1)).given(TEACHER, again)
        past.when(terminate("expiry_not_renewed")).then_refused(
            errors.ContractRenewedError, teacher=WHO
        )


class TestNotice:
    SERVED_ON = date(2026, 3, 2)

    def served(self) -> Scenario:
        past = s.employed()
        (served,) = past.when(serve(*TWICE), at=noon(self.SERVED_ON)).decision()
        assert served.event == e.TerminationNoticeServed(
            teacher=WHO,
            ground=ExitGround.UNQUALIFIED_TWICE,
            document="校发〔2026〕2号",
            on=self.SERVED_ON,
            notice_until=date(2026, 4, 1),
        )
        return past.given(STREAM, served.event)

    @pytest.mark.parametrize("day", [date(2026, 3, 15), date(2026, 4, 1)])
    def test_t12_a_termination_within_thirty_days_of_its_notice_is_refused(self, day: date) -> None:
        self.served().when(terminate("unqualified_twice"), at=noon(day)).then_refused(
            errors.NoticeNotOverError, notice_until="2026-04-01", earliest="2026-04-02"
        )

    def test_t12_it_takes_effect_after_the_end_of_the_thirtieth_day(self) -> None:
        day = date(2026, 4, 2)
        ended = self.served().when(terminate("unqualified_twice"), at=noon(day)).decision()
        assert ended[1:] == exited(ExitGround.UNQUALIFIED_TWICE, day)

    def test_a_last_day_on_a_holiday_moves_to_the_next_working_day(self) -> None:
        (served,) = s.employed().when(serve(*TWICE), at=noon(date(2026, 9, 4))).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)
        assert served.event.notice_until == date(2026, 10, 8)

    def test_without_a_notice_of_this_ground_nothing_is_terminated(self) -> None:
        day = noon(date(2026, 4, 2))
        s.employed().when(terminate("unqualified_twice"), at=day).then_refused(
            errors.NoticeNotServedError, served=0
        )
        self.served().when(terminate("unqualified_refuses_post"), at=day).then_refused(
            errors.NoticeNotServedError, served=1
        )

    def filed(self, year: int, result: Result) -> Scenario:
        graded = YearGraded(
            appraisal=f"{year}.school-1",
            body="school-1",
            year=year,
            result=result,
            version=1,
            on=date(year, 12, 30),
        )
        return s.employed().given(TEACHER, graded)

    def test_two_years_that_failed_by_the_personnel_file_are_a_ground(self) -> None:
        past = self.filed(2024, Result.UNQUALIFIED)
        past.when(serve()).then_refused(errors.AppraisalGroundError, unqualified="2024")
        last = self.filed(2025, Result.UNQUALIFIED).history[-1]
        (served,) = past.given(*last).when(serve(), at=noon(self.SERVED_ON)).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)
        (served,) = self.filed(2025, Result.UNQUALIFIED).when(serve(TWICE[0])).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)

    @pytest.mark.parametrize("result", [Result.QUALIFIED, Result.NO_GRADE, Result.DEFERRED])
    def test_of_a_year_in_the_file_only_the_file_counts(self, result: Result) -> None:
        self.filed(2025, result).when(serve(*TWICE)).then_refused(
            errors.AppraisalGroundError, unqualified="2024"
        )

    def test_one_year_that_failed_and_a_refused_post_are_a_ground_too(self) -> None:
        past = self.filed(2025, Result.UNQUALIFIED)
        refused = serve(ground="unqualified_refuses_post", refuses_post=True)
        (served,) = past.when(refused).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)

    def test_a_notice_is_served_once_and_may_be_withdrawn(self) -> None:
        withdraw = c.WithdrawTerminationNotice(contract=CONTRACT, document="校发〔2026〕4号")
        withdrawn = e.TerminationNoticeWithdrawn(teacher=WHO, document="校发〔2026〕4号", on=TODAY)
        self.served().when(serve(*TWICE)).then_refused(errors.NoticeNotServedError, served=1)
        self.served().when(withdraw).then(Recorded(STREAM, withdrawn))
        after = self.served().given(STREAM, withdrawn)
        after.when(withdraw).then_refused(errors.NoticeNotServedError, served=0)
        after.when(terminate("unqualified_twice")).then_refused(errors.NoticeNotServedError)

    def test_other_grounds_have_no_notice_of_this_kind(self) -> None:
        s.employed().when(serve(ground="expelled")).then_refused(
            errors.NoticeNotServedError, ground="expelled"
        )

    def test_who_comes_under_protection_during_the_notice_keeps_the_contract(self) -> None:
        past = self.served().given(TEACHER, protected(PREGNANCY, *MONTHS))
        past.when(terminate("unqualified_twice")).then_refused(ProtectedError)

    def test_a_plan_may_want_a_longer_notice(self) -> None:
        of = pack(exit={"termination_notice_days": 45})
        (served,) = s.employed(of).when(serve(*TWICE), at=noon(self.SERVED_ON)).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)
        assert served.event.notice_until == self.SERVED_ON + timedelta(days=45)


class TestAppraisals:
    @pytest.mark.parametrize(
        "years",
        [
            (),
            (YearGrade(year=2025, grade=BAD),),
            (YearGrade(year=2023, grade=BAD), YearGrade(year=2025, grade=BAD)),
            (YearGrade(year=2024, grade=AnnualGrade.NO_GRADE), YearGrade(year=2025, grade=BAD)),
        ],
    )
    def test_two_years_running_without_passing_are_needed(
        self, years: tuple[YearGrade, ...]
    ) -> None:
        s.employed().when(serve(*years)).then_refused(errors.AppraisalGroundError)

    def test_one_year_is_enough_for_who_refuses_another_post(self) -> None:
        ground = "unqualified_refuses_post"
        failed = YearGrade(year=2025, grade=BAD)
        passed = YearGrade(year=2025, grade=AnnualGrade.BASICALLY_QUALIFIED)
        assert s.employed().when(serve(failed, ground=ground, refuses_post=True)).decision()
        for refused in (
            serve(failed, ground=ground),
            serve(passed, ground=ground, refuses_post=True),
            serve(failed, refuses_post=True),
        ):
            s.employed().when(refused).then_refused(errors.AppraisalGroundError)


class TestTermToRetirement:
    RETIRES = date(2034, 3, 1)
    SIGN = c.SignContract(
        teacher=WHO,
        school="school-1",
        round=ROUND,
        posts=POSTS,
        from_on=date(2026, 9, 1),
        until_on=RETIRES,
        copies=3,
        duties=("承担教学",),
        targets=("完成任务",),
        conditions=("提供条件",),
        liability="依法承担责任",
    )

    def past(self) -> Scenario:
        asked = TermToRetirementRequested(until_on=self.RETIRES, on=august(20))
        history = s.employed().given(TEACHER, asked).history
        return Scenario(tuple(each for each in history if each[0] != STREAM))

    def test_who_asked_for_a_term_to_retirement_gets_no_other(self) -> None:
        signed = self.past().when(self.SIGN).decision()
        assert isinstance(signed[0].event, e.ContractSigned)
        shorter = self.SIGN.model_copy(update={"until_on": date(2029, 9, 1)})
        self.past().when(shorter).then_refused(
            errors.TermToRetirementError, retires_on="2034-03-01"
        )

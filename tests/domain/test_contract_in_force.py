"""Service ends with the contract in force, and not while an investigation is open."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import (
    ContractTermAppraised,
    InquiryConcluded,
    InquiryOpened,
    RenewalApproved,
)
from domain.appraisal.grades import Targets, TermResult
from domain.contract import commands as c
from domain.contract import errors
from domain.contract.commands import contract_id
from domain.contract.events import ContractEnded, ContractExtended
from domain.kernel import Command, Recorded
from domain.protection.events import TermToRetirementRequested
from domain.school.events import GuestLeft
from domain.teacher import commands as tc
from domain.teacher.errors import ExitedError
from domain.teacher.events import (
    ExitGround,
    PostLeft,
    PostLeftReason,
    SentOnExchange,
    TeacherExited,
    TeacherResigned,
)
from tests.domain import service_given as s
from tests.domain.contract_end_given import LEAVE, TODAY, TWICE, serve, terminate
from tests.domain.planning_given import august, noon, pack
from tests.domain.service_given import CONTRACT, POSTS, STREAM, TEACHER, WHO
from tests.support.scenario import Scenario

AUTUMN = date(2026, 10, 12)
RESIGNED = TeacherResigned(
    on=date(2026, 8, 27), notice_until=date(2026, 9, 28), leaves_on=date(2026, 9, 29)
)
COMPLETE = tc.CompleteResignation(teacher=WHO)
AGREE = c.EndContractByAgreement(contract=CONTRACT)
NEXT = contract_id(teacher=WHO, round="round-2", posts=POSTS)
INQUIRY = InquiryOpened(inquiry="case-7", opened_on=date(2026, 9, 1), document="立案决定书")
CONCLUDED = InquiryConcluded(
    inquiry="case-7", concluded_on=AUTUMN, sanction=None, document="结案报告"
)


def left(reason: PostLeftReason = PostLeftReason.MOVED) -> PostLeft:
    return PostLeft(school="school-1", posts=POSTS, reason=reason, on=date(2026, 9, 1))


def hired_again(*, signed: bool = True) -> Scenario:
    """Return the teacher on a post of the next round, with a contract for it or without."""
    taken = s.TAKEN.model_copy(update={"round": "round-2", "from_on": date(2026, 9, 2)})
    past = s.employed().given(TEACHER, left(), taken)
    contract = s.signed(date(2029, 9, 1)).model_copy(update={"round": "round-2"})
    return past.given(f"contract:{NEXT}", contract) if signed else past


def on_exchange() -> Scenario:
    """Return the teacher as a guest of another school, on a post there."""
    guest = s.TAKEN.model_copy(update={"round": "x1", "school": "school-2"})
    sent = SentOnExchange(
        exchange="x1",
        to_school="school-2",
        remote=False,
        from_on=date(2026, 9, 2),
        until_on=date(2027, 9, 2),
    )
    return s.employed().given(TEACHER, left(), guest, sent)


class TestWhichContract:
    @pytest.mark.parametrize(
        "command", [terminate("teachers_law_37"), terminate("expelled"), AGREE, serve(*TWICE)]
    )
    def test_a_school_that_was_left_ends_nobody_s_service_in_the_next(
        self, command: c.EndingCommand
    ) -> None:
        """Shows must_be_in_force."""
        hired_again().when(command, at=noon(AUTUMN)).then_refused(
            errors.ContractRenewedError, teacher=WHO
        )

    def test_until_the_next_contract_is_signed_the_older_one_is_in_force(self) -> None:
        past = hired_again(signed=False)
        assert past.when(AGREE, at=noon(AUTUMN)).decision()
        past.when(terminate("expiry_not_renewed"), at=noon(date(2027, 9, 6))).then_refused(
            errors.ContractRenewedError
        )

    def test_the_contract_of_an_appointment_that_fell_is_not_the_last(self) -> None:
        fell = left(PostLeftReason.APPOINTMENT_REVOKED)
        past = hired_again().given(TEACHER, fell)
        assert past.when(AGREE, at=noon(AUTUMN)).decision()

    @pytest.mark.parametrize("command", [terminate("expelled"), AGREE, serve(*TWICE)])
    def test_nobody_s_service_ends_with_the_contract_of_an_appointment_that_was_revoked(
        self, command: c.EndingCommand
    ) -> None:
        fell = s.employed().given(TEACHER, left(PostLeftReason.APPOINTMENT_REVOKED))
        fell.when(command, at=noon(AUTUMN)).then_refused(
            errors.AppointmentFellError, teacher=WHO, round="round-1"
        )
        again = fell.given(TEACHER, s.TAKEN)
        assert again.when(command, at=noon(AUTUMN)).decision()

    @pytest.mark.parametrize("command", [terminate("expelled"), AGREE, serve(*TWICE)])
    def test_nobody_s_service_ends_twice(self, command: c.EndingCommand) -> None:
        gone = s.employed().given(TEACHER, TeacherExited(ground=ExitGround.DEATH, on=TODAY))
        gone.when(command, at=noon(AUTUMN)).then_refused(ExitedError, teacher=WHO)

    def test_who_has_no_post_resigns_from_the_contract_that_goes_on(self) -> None:
        """Shows contract_in_force."""
        past = s.employed().given(TEACHER, left(), RESIGNED)
        ended = ContractEnded(teacher=WHO, ground=ExitGround.RESIGNATION, on=AUTUMN)
        assert Recorded(STREAM, ended) in past.when(COMPLETE, at=noon(AUTUMN)).decision()

    def test_a_guest_resigns_from_the_own_contract_and_is_a_guest_no_more(self) -> None:
        past = on_exchange().given(TEACHER, RESIGNED)
        events = past.when(COMPLETE, at=noon(AUTUMN)).decision()
        topics = [each.event.TOPIC for each in events]
        assert "contract.contract-ended.v1" in topics
        assert Recorded("school:school-2", left_as_guest(AUTUMN)) in events

    def test_a_guest_retires_and_the_exchange_counts_her_no_more(self) -> None:
        retires = on_exchange().when(terminate("retirement"), at=noon(AUTUMN)).decision()
        assert Recorded("school:school-2", left_as_guest(AUTUMN)) in retires

    def test_a_guest_whose_own_contract_runs_out_was_not_hired_again(self) -> None:
        day = noon(date(2027, 9, 6))
        assert on_exchange().when(terminate("expiry_not_renewed"), at=day).decision()

    def test_the_contract_of_a_guest_or_of_who_has_no_post_runs_on_under_protection(self) -> None:
        command = s.record(LEAVE, from_on=date(2027, 7, 1), until_on=date(2027, 12, 1))
        longer = ContractExtended(
            teacher=WHO, protection="p1", until_on=date(2027, 12, 1), on=AUTUMN
        )
        for past in (on_exchange(), s.employed().given(TEACHER, left())):
            granted = past.when(command, at=noon(AUTUMN)).decision()
            assert granted[1:] == (Recorded(STREAM, longer),)


def left_as_guest(on: date) -> GuestLeft:
    return GuestLeft(person=WHO, exchange="x1", on=on)


class TestUnderInquiry:
    @pytest.mark.parametrize(
        "command", [terminate("teachers_law_37"), terminate("retirement"), AGREE, COMPLETE]
    )
    def test_nobody_leaves_while_an_investigation_is_open(self, command: Command) -> None:
        """Shows nobody_leaves_under_inquiry."""
        past = s.employed().given(TEACHER, RESIGNED, INQUIRY)
        past.when(command, at=noon(AUTUMN)).then_refused(
            errors.LeavesUnderInquiryError,
            teacher=WHO,
            inquiry="case-7",
            opened_on="2026-09-01",
        )
        after = past.given(TEACHER, CONCLUDED)
        assert after.when(command, at=noon(AUTUMN)).decision()

    @pytest.mark.parametrize("ground", ["expelled", "death"])
    def test_expulsion_and_death_end_service_in_any_case(self, ground: str) -> None:
        past = s.employed().given(TEACHER, INQUIRY)
        assert past.when(terminate(ground), at=noon(AUTUMN)).decision()

    def test_notice_of_resignation_may_be_given_and_waits(self) -> None:
        past = s.employed().given(TEACHER, INQUIRY)
        assert past.when(tc.Resign(teacher=WHO), at=noon(AUTUMN)).decision()

    def test_a_plan_may_read_it_otherwise(self) -> None:
        of = pack(exit={"inquiry_bars_exit": False})
        past = s.employed(of).given(TEACHER, INQUIRY)
        assert past.when(AGREE, at=noon(AUTUMN)).decision()


class TestDueToRetirement:
    ASKED = TermToRetirementRequested(until_on=date(2033, 3, 1), on=august(20))
    EXPIRED = noon(date(2027, 9, 6))
    FAILED = ContractTermAppraised(
        contract=CONTRACT,
        school="school-1",
        targets=Targets.MISSED,
        result=TermResult.UNQUALIFIED,
        document="聘期考核结果",
        members=5,
        present=5,
        in_favour=5,
        late=False,
        on=date(2027, 8, 20),
    )
    EXPIRY = terminate("expiry_not_renewed")

    def test_who_asked_for_a_term_to_retirement_does_not_leave_by_expiry(self) -> None:
        """Shows must_not_be_due_to_retirement."""
        past = s.employed().given(TEACHER, self.ASKED)
        past.when(self.EXPIRY, at=self.EXPIRED).then_refused(
            errors.DueToRetirementError, teacher=WHO, retires_on="2033-03-01"
        )
        assert s.employed().when(self.EXPIRY, at=self.EXPIRED).decision()

    def test_but_from_the_day_of_retirement_and_on_other_grounds(self) -> None:
        retiring = self.ASKED.model_copy(update={"until_on": date(2027, 9, 6)})
        past = s.employed().given(TEACHER, retiring)
        assert past.when(self.EXPIRY, at=self.EXPIRED).decision()
        past = s.employed().given(TEACHER, self.ASKED)
        assert past.when(terminate("expelled"), at=self.EXPIRED).decision()

    def test_and_after_a_term_that_failed_unless_its_renewal_was_approved(self) -> None:
        failed = s.employed().given(TEACHER, self.ASKED, self.FAILED)
        assert failed.when(self.EXPIRY, at=self.EXPIRED).decision()
        approved = RenewalApproved(contract=CONTRACT, document="批复", on=date(2027, 8, 25))
        failed.given(TEACHER, approved).when(self.EXPIRY, at=self.EXPIRED).then_refused(
            errors.DueToRetirementError
        )
        passed = self.FAILED.model_copy(update={"result": TermResult.QUALIFIED})
        s.employed().given(TEACHER, self.ASKED, passed).when(
            self.EXPIRY, at=self.EXPIRED
        ).then_refused(errors.DueToRetirementError)

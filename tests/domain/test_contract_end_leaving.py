"""Absence without leave in working days, and resignation by the person's own signature."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import LeaveRecorded, LeaveVoided
from domain.contract import errors as contract_errors
from domain.contract.commands import TerminateContract
from domain.contract.events import ContractEnded, ContractTerminated
from domain.kernel import Recorded
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.protection.kinds import StatutoryKind
from domain.recruitment.commands import AcceptOffer
from domain.recruitment.events import PostOffered, SelectionReason
from domain.school.commands import EndOffice, OpenRemovalProcedure
from domain.school.errors import OfficeEndGroundError, OfficeNotHeldError, RemovalOpenError
from domain.school.events import OfficeEndGround, RemovalProcedureOpened
from domain.school.state import School
from domain.teacher import commands as c
from domain.teacher import errors
from domain.teacher import events as e
from domain.teacher.state import Teacher
from domain.tenure.commands import ResignFromOffice
from tests.domain import service_given as s
from tests.domain import town
from tests.domain.planning_given import august, noon, pack
from tests.domain.service_given import CONTRACT, STREAM, TEACHER, WHO, absent, protected
from tests.support.desk import Desk
from tests.support.scenario import Scenario

TODAY = august(18)
ROW, YEAR = "absence_consecutive", "absence_in_year"
FIFTEEN = (date(2026, 3, 2), date(2026, 3, 20))
"""Fifteen working days in a row."""


def terminate(ground: str) -> TerminateContract:
    return TerminateContract(contract=CONTRACT, ground=ground, document="校发〔2026〕3号")


def days_of(scenario: Scenario) -> int | None:
    """Return the working days on which a termination rests."""
    event = scenario.decision()[0].event
    assert isinstance(event, ContractTerminated)
    return event.working_days


class TestAbsence:
    def test_t14_sixteen_days_on_the_calendar_are_twelve_working_days_and_no_ground(
        self,
    ) -> None:
        away = absent(date(2008, 3, 2), date(2008, 3, 18))
        past = s.employed().given(TEACHER, away)
        past.when(terminate(ROW), at=noon(date(2008, 3, 19))).then_refused(
            contract_errors.AbsenceTooShortError, working_days=12, more_than=15
        )

    def test_fifteen_working_days_in_a_row_are_not_more_than_fifteen(self) -> None:
        past = s.employed().given(TEACHER, absent(*FIFTEEN))
        past.when(terminate(ROW)).then_refused(
            contract_errors.AbsenceTooShortError, working_days=15
        )

    def test_the_sixteenth_is_a_ground_also_after_a_weekend_and_in_another_record(self) -> None:
        monday = absent(date(2026, 3, 23), date(2026, 3, 23), "a2")
        past = s.employed().given(TEACHER, absent(*FIFTEEN), monday)
        assert days_of(past.when(terminate(ROW))) == 16

    @pytest.mark.parametrize("counted", [True, False])
    def test_days_for_which_leave_was_entered_later_are_no_absence(self, *, counted: bool) -> None:
        monday = absent(date(2026, 3, 23), date(2026, 3, 23), "a2")
        leave = LeaveRecorded(
            leave="l1", from_on=date(2026, 3, 4), until_on=date(2026, 3, 5), counted=counted
        )
        past = s.employed().given(TEACHER, absent(*FIFTEEN), monday, leave)
        past.when(terminate(ROW)).then_refused(
            contract_errors.AbsenceTooShortError, working_days=13
        )
        assert (
            days_of(
                past.given(TEACHER, LeaveVoided(leave="l1", document="销假单")).when(terminate(ROW))
            )
            == 16
        )

    def test_a_day_at_work_interrupts_days_in_a_row(self) -> None:
        tuesday = absent(date(2026, 3, 24), date(2026, 3, 24), "a2")
        past = s.employed().given(TEACHER, absent(*FIFTEEN), tuesday)
        past.when(terminate(ROW)).then_refused(
            contract_errors.AbsenceTooShortError, working_days=15
        )

    def test_days_of_two_records_count_once(self) -> None:
        past = s.employed().given(TEACHER, absent(*FIFTEEN), absent(*FIFTEEN, "a2"))
        past.when(terminate(YEAR)).then_refused(
            contract_errors.AbsenceTooShortError, working_days=15, more_than=30
        )

    def test_more_than_thirty_in_one_calendar_year_are_a_ground(self) -> None:
        more = absent(date(2026, 5, 6), date(2026, 5, 26), "a2")
        past = s.employed().given(TEACHER, absent(*FIFTEEN), more)
        assert days_of(past.when(terminate(YEAR))) == 31

    def test_what_one_year_is_the_plan_says(self) -> None:
        autumn = absent(date(2025, 11, 3), date(2025, 11, 24), "a2")
        for year, expected in (("calendar", None), ("rolling", 31)):
            past = s.employed(pack(exit={"absence_year": year}))
            asked = past.given(TEACHER, absent(*FIFTEEN), autumn).when(terminate(YEAR))
            if expected is None:
                asked.then_refused(contract_errors.AbsenceTooShortError, working_days=16)
            else:
                assert days_of(asked) == expected

    def test_nobody_was_absent_who_has_no_record(self) -> None:
        s.employed().when(terminate(YEAR)).then_refused(
            contract_errors.AbsenceTooShortError, working_days=0
        )

    @pytest.mark.parametrize(
        ("kind", "counted"),
        [
            (StatutoryKind.MATERNITY_LEAVE, None),
            (StatutoryKind.MEDICAL_PERIOD, None),
            (StatutoryKind.WORK_INJURY, None),
            (StatutoryKind.NURSING, 22),
            (StatutoryKind.NEAR_RETIREMENT, 22),
        ],
    )
    def test_days_of_statutory_leave_are_no_absence(
        self, kind: StatutoryKind, counted: int | None
    ) -> None:
        away = absent(date(2026, 3, 2), date(2026, 3, 31))
        leave = protected(kind, date(2026, 3, 10), date(2026, 4, 1))
        asked = s.employed().given(TEACHER, away, leave).when(terminate(ROW))
        if counted is None:
            asked.then_refused(contract_errors.AbsenceTooShortError, working_days=6)
        else:
            assert days_of(asked) == counted


class TestRecordingAbsence:
    def record(self, first: date, until_on: date) -> c.RecordAbsence:
        return c.RecordAbsence(
            teacher=WHO, absence="a1", from_on=first, until_on=until_on, document="考勤〔1〕"
        )

    def test_an_absence_is_recorded_and_may_be_voided(self) -> None:
        command = self.record(august(17), august(19))
        s.registered().when(command).then(Recorded(TEACHER, absent(august(17), august(18))))
        void = c.VoidAbsence(teacher=WHO, absence="a1", document="考勤更正〔1〕")
        voided = e.AbsenceVoided(absence="a1", document="考勤更正〔1〕")
        past = s.registered().given(TEACHER, absent(august(17), august(18)))
        past.when(void).then(Recorded(TEACHER, voided))
        past.given(TEACHER, voided).when(void).then_refused(
            errors.AbsenceUnknownError, absence="a1"
        )

    @pytest.mark.parametrize(
        ("first", "until_on"),
        [(august(17), august(17)), (august(17), august(20))],
    )
    def test_an_absence_is_not_empty_and_does_not_lie_ahead(
        self, first: date, until_on: date
    ) -> None:
        s.registered().when(self.record(first, until_on)).then_refused(
            errors.AbsenceDatesError, known=0
        )

    def test_an_absence_is_recorded_once(self) -> None:
        past = s.registered().given(TEACHER, absent(august(3), august(3)))
        past.when(self.record(august(17), august(18))).then_refused(
            errors.AbsenceDatesError, known=1
        )

    def test_a_weekend_and_a_statutory_leave_are_no_absence(self) -> None:
        s.registered().when(self.record(august(15), august(17))).then_refused(
            errors.AbsenceExcusedError
        )
        leave = protected(StatutoryKind.MATERNITY_LEAVE, august(1), date(2026, 11, 7))
        s.registered().given(TEACHER, leave).when(self.record(august(17), august(19))).then_refused(
            errors.AbsenceExcusedError, absence="a1"
        )


RESIGN = c.Resign(teacher=WHO)
COMPLETE = c.CompleteResignation(teacher=WHO)
RESIGNED = e.TeacherResigned(on=TODAY, notice_until=date(2026, 9, 17), leaves_on=date(2026, 9, 18))


class TestResignation:
    def test_a_teacher_resigns_with_thirty_days_notice(self) -> None:
        s.employed().when(RESIGN).then(Recorded(TEACHER, RESIGNED))
        s.registered().when(RESIGN).then(Recorded(TEACHER, RESIGNED))

    def test_a_plan_may_ask_for_a_shorter_notice(self) -> None:
        of = pack(exit={"resignation_notice_days": 10})
        (recorded,) = s.employed(of).when(RESIGN).decision()
        assert isinstance(recorded.event, e.TeacherResigned)
        assert recorded.event.notice_until == august(28)

    def test_after_the_notice_contract_post_seat_and_office_end(self) -> None:
        day = date(2026, 9, 18)
        decided = s.employed().given(TEACHER, RESIGNED).when(COMPLETE, at=noon(day)).decision()
        ground = e.ExitGround.RESIGNATION
        assert decided[:2] == (
            Recorded(TEACHER, e.ResignationCompleted(on=day, agreed=False)),
            Recorded(STREAM, ContractEnded(teacher=WHO, ground=ground, on=day)),
        )
        assert decided[-1] == Recorded(TEACHER, e.TeacherExited(ground=ground, on=day))

    def test_the_unit_may_agree_to_an_earlier_day_that_the_teacher_named_and_to_none_before(
        self,
    ) -> None:
        wish = RESIGN.model_copy(update={"leaves_on": august(25)})
        (recorded,) = s.employed().when(wish).decision()
        past = s.employed().given(TEACHER, recorded.event)
        past.when(COMPLETE, at=noon(august(24))).then_refused(
            errors.ResignationTooEarlyError, leaves_on="2026-08-25"
        )
        completed = past.when(COMPLETE, at=noon(august(25))).decision()[0].event
        assert completed == e.ResignationCompleted(on=august(25), agreed=True)

    def test_a_teacher_without_a_contract_leaves_too(self) -> None:
        """Shows exit_of."""
        past = s.registered().given(TEACHER, RESIGNED)
        decided = past.when(COMPLETE, at=noon(date(2026, 9, 18))).decision()
        assert [type(each.event) for each in decided] == [
            e.ResignationCompleted,
            e.TeacherExited,
        ]

    def test_a_contract_that_ended_before_does_not_end_again(self) -> None:
        ended = ContractEnded(teacher=WHO, ground=e.ExitGround.AGREEMENT, on=TODAY)
        past = s.employed().given(TEACHER, RESIGNED).given(STREAM, ended)
        decided = past.when(COMPLETE, at=noon(date(2026, 9, 18))).decision()
        assert all(each.stream != STREAM for each in decided)

    def test_nobody_resigns_twice_or_into_the_past(self) -> None:
        s.employed().given(TEACHER, RESIGNED).when(RESIGN).then_refused(
            errors.ResignationError, stands=1
        )
        early = RESIGN.model_copy(update={"leaves_on": august(17)})
        s.employed().when(early).then_refused(errors.ResignationTooEarlyError)

    def test_a_resignation_may_be_withdrawn_before_it_is_completed(self) -> None:
        withdraw = c.WithdrawResignation(teacher=WHO)
        withdrawn = e.ResignationWithdrawn(on=TODAY)
        past = s.employed().given(TEACHER, RESIGNED)
        past.when(withdraw).then(Recorded(TEACHER, withdrawn))
        after = past.given(TEACHER, withdrawn)
        for command in (withdraw, COMPLETE):
            after.when(command).then_refused(errors.ResignationError, stands=0)

    def test_a_protected_teacher_may_resign(self) -> None:
        pregnant = protected(StatutoryKind.PREGNANCY, august(1), date(2027, 2, 1))
        s.employed().given(TEACHER, pregnant).when(RESIGN).then(Recorded(TEACHER, RESIGNED))

    @pytest.mark.parametrize(
        "command",
        [RESIGN, COMPLETE, c.VoidAbsence(teacher=WHO, absence="a1", document="考勤〔1〕")],
    )
    def test_who_has_left_service_is_left_alone(self, command: c.LeavingCommand) -> None:
        exited = e.TeacherExited(ground=e.ExitGround.RETIREMENT, on=TODAY)
        s.registered().given(TEACHER, exited).when(command).then_refused(
            errors.ExitedError, ground="retirement"
        )

    def test_who_has_left_service_takes_no_post(self) -> None:
        desk = town.ranked(town.opened())
        offered = PostOffered(
            teacher="a3",
            posts=town.wish(town.CHINESE),
            rank=1,
            reason=SelectionReason.BY_RANK,
            detail="按名次",
            answer_until=noon(august(30)),
        )
        desk.given(f"recruitment-round:{town.ROUND}", offered)
        desk.given("teacher:a3", e.TeacherExited(ground=e.ExitGround.RETIREMENT, on=TODAY))
        accept = AcceptOffer(round=town.ROUND, teacher="a3", school="school-1")
        desk.refuses(accept, errors.ExitedError, teacher="a3")


class TestRefusingToSign:
    OPEN = OpenRemovalProcedure(
        school="school-1", title="教务主任", person=WHO, letter="目标责任书"
    )

    def desk(self) -> Desk:
        desk = Desk(noon(TODAY))
        for stream, event in s.employed().history:
            desk.given(stream, event)
        return desk

    def test_t51_the_office_cannot_record_a_resignation_for_who_refused_to_sign(self) -> None:
        desk = self.desk()
        desk.refuses(COMPLETE, errors.ResignationError, stands=0)
        office = Mandated("zhou", Role.TOWN_OFFICER, "town-office", "m1")
        decision = (Recorded(TEACHER, RESIGNED),)
        with pytest.raises(NotAuthorisedError):
            authorise(desk, [decision], [office])
        authorise(desk, [decision], [Mandated(WHO, Role.SELF)])

    def test_t51_refusing_opens_a_procedure_of_removal_and_ends_nothing(self) -> None:
        desk = self.desk()
        opened = RemovalProcedureOpened(title="教务主任", person=WHO, letter="目标责任书", on=TODAY)
        assert desk.do(self.OPEN) == [opened]
        school, teacher = desk.find(School, "school-1"), desk.find(Teacher, WHO)
        assert school is not None
        assert teacher is not None
        assert school.offices_of(WHO)
        assert teacher.holds is not None
        assert teacher.exited is None
        desk.refuses(self.OPEN, RemovalOpenError, person=WHO)

    def test_the_procedure_ends_with_the_office_and_by_no_note_that_it_did(self) -> None:
        desk = self.desk()
        ground = OfficeEndGround.REMOVED
        desk.do(self.OPEN)
        end = EndOffice(school="school-1", title="教务主任", person=WHO, ground=ground)
        desk.refuses(end, OfficeEndGroundError, ground="removed")
        desk.do(ResignFromOffice(school="school-1", teacher=WHO, title="教务主任", letter="辞职"))
        school = desk.find(School, "school-1")
        assert school is not None
        assert school.removals == ()
        desk.refuses(self.OPEN, OfficeNotHeldError)


def test_every_ground_but_the_persons_own_is_signed_by_principal_and_supervisor() -> None:
    desk = Desk(noon(TODAY))
    for stream, event in s.employed().history:
        desk.given(stream, event)
    ended = ContractTerminated(
        teacher=WHO,
        ground=e.ExitGround.EXPELLED,
        document="校发〔2026〕3号",
        working_days=None,
        on=TODAY,
    )
    principal = Mandated("wang", Role.PRINCIPAL, "school-1", "m1")
    supervisor = Mandated("sun", Role.SUPERVISOR, "town-office", "m2")
    decision = (Recorded(STREAM, ended),)
    with pytest.raises(NotAuthorisedError):
        authorise(desk, [decision], [principal])
    authorise(desk, [decision], [principal, supervisor])

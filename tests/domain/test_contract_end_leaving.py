"""Resignation by the person's own signature, and refusal to sign."""

from __future__ import annotations

from datetime import date

import pytest

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
from tests.domain.service_given import STREAM, TEACHER, WHO, protected
from tests.support.desk import Desk

TODAY = august(18)


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

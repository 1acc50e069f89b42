"""A contract runs on under protection, and to retirement where the teacher asked for it."""

from __future__ import annotations

from datetime import date

from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.kernel import Personal, Recorded
from domain.protection.commands import ProlongProtection
from domain.protection.events import TermToRetirementRequested
from domain.protection.kinds import StatutoryKind
from domain.teacher.events import ExitGround
from tests.domain import service_given as s
from tests.domain.contract_end_given import LEAVE, TODAY
from tests.domain.planning_given import august
from tests.domain.round_given import ROUND
from tests.domain.service_given import CONTRACT, POSTS, STREAM, TEACHER, WHO, protected
from tests.support.scenario import Scenario


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

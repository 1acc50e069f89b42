"""Absence without leave, counted in working days."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import LeaveRecorded, LeaveVoided
from domain.contract import errors as contract_errors
from domain.contract.commands import TerminateContract
from domain.contract.events import ContractTerminated
from domain.kernel import Recorded
from domain.protection.kinds import StatutoryKind
from domain.teacher import commands as c
from domain.teacher import errors
from domain.teacher import events as e
from tests.domain import service_given as s
from tests.domain.planning_given import august, noon, pack
from tests.domain.service_given import CONTRACT, TEACHER, WHO, absent, protected
from tests.support.scenario import Scenario

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

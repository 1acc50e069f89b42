"""Absences of a month: on file with its settlement, and taken back with that alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.attendance import errors
from domain.attendance import events as e
from domain.attendance.marks import DayPart
from domain.contract.grounds import absence_must_suffice
from domain.kernel import DomainEvent
from domain.planning.protection_sections import ExitRules
from domain.teacher import commands as t
from domain.teacher.events import AbsenceRecorded, AbsenceVoided, ExitGround, TeacherExited
from domain.teacher.state import Teacher
from domain.values.privacy import PersonalDataError
from tests.domain import attendance_given as g
from tests.domain.planning_given import noon
from tests.domain.service_given import absent
from tests.support.desk import Desk

MORNING = DayPart.MORNING
ABSENT_ON_8 = {g.TWO: [g.away(8, g.ABSENT)]}


@pytest.fixture
def kept() -> Desk:
    """The second week shows t2 absent for a day."""
    return g.kept(ABSENT_ON_8)


def of_type(events: list[DomainEvent], kind: type[DomainEvent]) -> list[DomainEvent]:
    return [each for each in events if isinstance(each, kind)]


class TestAbsencesOfASettledMonth:
    """条例 第15条: what contracts end by is what was public and settled."""

    def test_enter_the_file_with_the_settlement(self) -> None:
        days = [g.away(day, g.ABSENT) for day in (8, 18, 20, 21, 30)]
        halves = [g.away(10, g.ABSENT, MORNING)]
        desk = g.kept({g.TWO: [*days, *halves], g.ONE: halves})
        desk.do(g.SUMMARISE)
        desk.at = noon(g.FREE)
        recorded = of_type(desk.do(g.SETTLE), AbsenceRecorded)
        assert recorded == [
            AbsenceRecorded(
                absence=f"{g.SHEET}-{first:02}",
                from_on=g.september(first),
                until_on=until,
                document=f"考勤表 {g.SHEET}",
            )
            for first, until in (
                (8, g.september(9)),
                (18, g.september(22)),
                (30, date(2026, 10, 1)),
            )
        ]
        assert g.filed(desk, g.TWO) == tuple(g.september(day) for day in (8, 18, 20, 21, 30))
        assert g.filed(desk, g.ONE) == ()

    def test_count_towards_the_end_of_a_contract(self) -> None:
        days = [day for day in range(1, 25) if day not in {5, 6, 12, 13, 19}]
        desk = g.settled({g.TWO: [g.away(day, g.ABSENT) for day in days]})
        teacher = desk.find(Teacher, g.TWO)
        assert teacher is not None
        ground = ExitGround.ABSENCE_CONSECUTIVE
        assert absence_must_suffice(ground, teacher, ExitRules()) == len(days) == 19

    def test_that_are_on_file_are_not_entered_again(self) -> None:
        desk = g.school()
        g.given(desk, g.TWO, absent(g.september(8), g.september(8)))
        g.kept({g.TWO: [g.away(8, g.ABSENT), g.away(9, g.ABSENT)]}, desk)
        desk.do(g.SUMMARISE)
        desk.at = noon(g.FREE)
        (entered,) = of_type(desk.do(g.SETTLE), AbsenceRecorded)
        assert isinstance(entered, AbsenceRecorded)
        assert (entered.from_on, entered.until_on) == (g.september(9), g.september(10))

    def test_of_who_has_left_enter_no_file(self, kept: Desk) -> None:
        kept.do(g.SUMMARISE)
        gone = TeacherExited(ground=ExitGround.RETIREMENT, on=date(2026, 10, 1))
        g.given(kept, g.TWO, gone)
        kept.at = noon(g.FREE)
        assert len(kept.do(g.SETTLE)) == 1

    def test_are_all_that_may_be_recorded_of_its_days(self) -> None:
        desk = g.settled({g.TWO: [g.away(8, g.ABSENT), g.away(10, g.ABSENT, MORNING)]})
        for day in (9, 10):  # she was there, if for half of the day
            desk.refuses(record(day, day + 1), errors.PublishedDayError, day=f"2026-09-{day:02}")
        desk.refuses(record(8, 12), errors.PublishedDayError, teacher=g.TWO, is_settled=1)
        desk.do(record(8, 9))
        before = {"absence": "b", "from_on": date(2026, 8, 26), "until_on": g.september(1)}
        desk.do(record(8, 9).model_copy(update=before))

    def test_are_taken_back_with_the_settlement_only(self) -> None:
        """Shows absence_must_not_be_settled."""
        desk = g.settled(ABSENT_ON_8)
        void = t.VoidAbsence(teacher=g.TWO, absence=f"{g.SHEET}-08", document="更正")
        desk.refuses(void, errors.PublishedDayError, day="2026-09-08", is_settled=1)
        assert AbsenceVoided(absence=f"{g.SHEET}-08", document=g.REOPEN.authority) in desk.do(
            g.REOPEN
        )
        assert g.filed(desk, g.TWO) == ()

    def test_of_a_month_that_is_not_settled_yet_may_be_recorded_as_public_and_taken_back(
        self, kept: Desk
    ) -> None:
        kept.refuses(record(9, 10), errors.PublishedDayError, day="2026-09-09", is_settled=0)
        kept.do(record(8, 9), t.VoidAbsence(teacher=g.TWO, absence="a", document="更正"))

    def test_that_leave_excused_are_taken_back_as_ever(self) -> None:
        desk = g.school()
        g.given(desk, g.TWO, absent(g.september(8), g.september(8), "a"), g.leave(8, 9))
        g.kept({g.TWO: [g.away(8, g.LEAVE)]}, desk).do(g.SUMMARISE)
        desk.at = noon(g.FREE)
        desk.do(g.SETTLE, t.VoidAbsence(teacher=g.TWO, absence="a", document="更正"))

    def test_of_who_is_in_no_sheet_are_the_files_own(self) -> None:
        desk = g.settled()
        desk.given("teacher:clerk", g.registered())
        desk.do(record(9, 10).model_copy(update={"teacher": "clerk"}))

    def test_of_days_without_a_sheet_are_taken_back_as_ever(self) -> None:
        desk = g.settled({g.TWO: [g.away(8, g.ABSENT)]})
        day = date(2026, 10, 8)
        recorded = record(8, 9).model_copy(
            update={"from_on": day, "until_on": day + timedelta(days=1)}
        )
        desk.do(recorded, t.VoidAbsence(teacher=g.TWO, absence="a", document="更正"))


def record(first: int, until: int) -> t.RecordAbsence:
    return t.RecordAbsence(
        teacher=g.TWO,
        absence="a",
        from_on=g.september(first),
        until_on=g.september(until),
        document="考勤〔1〕",
    )


class TestAReopenedMonth:
    """A settlement that a decision sets aside is done again from its publicity on."""

    def test_was_settled(self, kept: Desk) -> None:
        """Shows month_must_be_settled."""
        kept.refuses(g.REOPEN, errors.MonthStepError, is_settled=0)

    def test_says_why_without_personal_data(self) -> None:
        wrong = g.REOPEN.model_copy(update={"reason": "电话13812345678"})
        g.settled().refuses(wrong, PersonalDataError)

    def test_leaves_absences_that_were_on_file_before(self) -> None:
        desk = g.school()
        g.given(desk, g.TWO, absent(g.september(8), g.september(8)))
        g.kept(ABSENT_ON_8, desk).do(g.SUMMARISE)
        desk.at = noon(g.FREE)
        desk.do(g.SETTLE, g.REOPEN)
        assert g.filed(desk, g.TWO) == (g.september(8),)

    def test_is_objected_to_corrected_and_settled_anew(self) -> None:
        desk = g.settled(ABSENT_ON_8)
        desk.do(g.REOPEN, g.contest(), g.UPHOLD, g.CORRECT, g.SUMMARISE)
        desk.at = noon(date(2026, 10, 20))
        (settled,) = desk.do(g.SETTLE)
        assert isinstance(settled, e.AttendanceMonthSettled)
        assert settled.lines[1].counted_half_days == 44
        assert desk.replayed() == desk.states

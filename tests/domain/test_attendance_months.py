"""A month's attendance: objected to, corrected, shown to the town, settled, set aside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.attendance import commands as c
from domain.attendance import errors
from domain.attendance import events as e
from domain.attendance.marks import AwayKind, DayPart, MonthLine
from domain.contract.grounds import absence_must_suffice
from domain.kernel import DomainEvent
from domain.planning.protection_sections import ExitRules
from domain.teacher import commands as t
from domain.teacher.absence import absent_days
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


def filed(desk: Desk, person: str) -> tuple[date, ...]:
    """Return the days of absence that a contract's end would count."""
    teacher = desk.find(Teacher, person)
    assert teacher is not None
    return absent_days(teacher.absences, teacher.safeguards, teacher.file.leaves)


class TestAnObjection:
    """[S002-30, B6-08] Whoever objects is heard before anything is settled."""

    def test_names_a_line_of_a_week_that_is_public(self) -> None:
        desk = g.school()
        desk.do(g.week(g.MONDAYS[1]))
        desk.refuses(g.contest(monday=g.MONDAYS[2]), errors.ContestError, objection="o1")
        desk.refuses(g.contest(against="other"), errors.ContestError, against="other")
        (event,) = desk.do(g.contest())
        assert event == e.AttendanceContested(
            objection="o1", objector=g.TWO, against=g.TWO, monday=g.MONDAYS[1]
        )
        desk.refuses(g.contest(), errors.ContestError)

    def test_is_in_time_up_to_the_last_day_of_the_publicity(self, kept: Desk) -> None:
        kept.do(g.SUMMARISE)
        kept.at = noon(g.FREE)
        kept.refuses(g.contest(), errors.ContestError, last_day="2026-10-10")
        kept.at = noon(g.FREE - timedelta(days=1))
        kept.do(g.contest())

    def test_comes_too_late_for_a_month_that_is_settled(self) -> None:
        desk = g.settled(ABSENT_ON_8)
        desk.at = noon(g.LAST)
        desk.refuses(g.contest(), errors.ContestError)

    def test_is_decided_once(self, kept: Desk) -> None:
        kept.refuses(g.UPHOLD, errors.ContestNotOpenError, objection="o1")
        kept.do(g.contest())
        (event,) = kept.do(g.REJECT)
        assert isinstance(event, e.AttendanceContestRejected)
        assert event.considered == (g.TWO,)
        assert event == e.AttendanceContestRejected(
            objection="o1", objector=g.TWO, against=g.TWO, reason="没有证据"
        )
        kept.refuses(g.UPHOLD, errors.ContestNotOpenError)

    def test_is_decided_without_personal_data(self, kept: Desk) -> None:
        kept.do(g.contest())
        reason = g.UPHOLD.model_copy(update={"reason": "电话13812345678"})
        kept.refuses(reason, PersonalDataError)

    def test_that_is_open_keeps_the_month_from_going_on(self, kept: Desk) -> None:
        kept.do(g.contest())
        kept.refuses(g.SUMMARISE, errors.ContestsUnfinishedError, objections="o1", count=1)
        kept.do(g.REJECT, g.SUMMARISE, g.contest("o2"))
        kept.at = noon(g.FREE)
        kept.refuses(g.SETTLE, errors.ContestsUnfinishedError, objections="o2")


class TestACorrection:
    """[B6-08] What was upheld is corrected; what was public stays in the ledger."""

    def test_follows_an_objection_that_was_upheld(self, kept: Desk) -> None:
        kept.refuses(g.CORRECT, errors.NothingToCorrectError)
        kept.do(g.contest())
        kept.refuses(g.CORRECT, errors.NothingToCorrectError)
        kept.do(g.UPHOLD)
        kept.refuses(g.SUMMARISE, errors.ContestsUnfinishedError)
        (event,) = kept.do(g.CORRECT)
        assert event == e.AttendanceCorrected(
            objection="o1",
            teacher=g.TWO,
            monday=g.MONDAYS[1],
            due_half_days=10,
            present_half_days=10,
            away=(),
            reason="异议成立",
            on=g.LAST,
        )
        assert kept.replayed() == kept.states
        kept.refuses(g.CORRECT, errors.NothingToCorrectError)
        assert g.sheet(kept).month_lines()[1].absent_half_days == 0

    def test_changes_something(self, kept: Desk) -> None:
        """Shows line_must_change."""
        kept.do(g.contest())
        (upheld,) = kept.do(g.UPHOLD)
        assert isinstance(upheld, e.AttendanceContestUpheld)
        assert (upheld.objector, upheld.considered) == (g.TWO, (g.TWO,))
        same = g.CORRECT.model_copy(update={"away": (g.away(8, g.ABSENT),)})
        kept.refuses(same, errors.NothingToCorrectError)

    def test_is_held_to_what_a_week_is_held_to(self, kept: Desk) -> None:
        kept.do(g.contest(), g.UPHOLD)
        saturday = g.CORRECT.model_copy(update={"away": (g.away(12, g.DUTY),)})
        kept.refuses(saturday, errors.AwayError)
        on_leave = g.CORRECT.model_copy(update={"away": (g.away(8, g.LEAVE),)})
        kept.refuses(on_leave, errors.LeaveMissingError)
        reason = g.CORRECT.model_copy(update={"reason": "电话13812345678"})
        kept.refuses(reason, PersonalDataError)

    def test_takes_the_summary_down_so_its_days_count_anew(self, kept: Desk) -> None:
        kept.do(g.SUMMARISE, g.contest(), g.UPHOLD, g.CORRECT)
        kept.at = noon(g.FREE)
        kept.refuses(g.SETTLE, errors.MonthStepError, summarised=0)
        (again,) = kept.do(g.SUMMARISE)
        assert isinstance(again, e.AttendanceMonthSummarised)
        assert again.last_day == date(2026, 10, 14)


class TestTheMonth:
    """[S002-30] 月汇总、月兑现."""

    def test_is_added_up_from_its_weeks(self) -> None:
        desk = g.school()
        g.given(desk, g.ONE, g.leave(8, 10))
        told = {
            g.ONE: [g.away(8, g.LEAVE), g.away(9, g.LEAVE, MORNING), g.away(17, g.DUTY)],
            g.TWO: [g.away(20, g.ABSENT, MORNING)],
        }
        (event,) = g.kept(told, desk).do(g.SUMMARISE)
        assert isinstance(event, e.AttendanceMonthSummarised)
        # 4 + 5 + 6 + 4 + 3 = 22 working days
        one, two, three = event.lines
        assert one == MonthLine(
            teacher=g.ONE,
            due_half_days=44,
            present_half_days=39,
            duty_half_days=2,
            leave_half_days=3,
            absent_half_days=0,
            counted_half_days=41,
        )
        assert (two.absent_half_days, two.counted_half_days) == (1, 43)
        assert three.counted_half_days == three.due_half_days == 44
        assert (event.on, event.last_day) == (g.LAST, date(2026, 10, 10))

    def test_has_all_its_weeks(self) -> None:
        desk = g.school()
        desk.do(*g.weeks()[1:])
        desk.refuses(
            g.SUMMARISE, errors.WeeksMissingError, month=g.MONTH, missing="2026-08-31", count=1
        )

    def test_is_summarised_once(self, kept: Desk) -> None:
        """Shows month_must_not_be_summarised."""
        kept.do(g.SUMMARISE)
        kept.refuses(g.SUMMARISE, errors.MonthStepError, summarised=1, is_settled=0)

    def test_is_settled_after_the_days_of_publicity(self, kept: Desk) -> None:
        kept.refuses(g.SETTLE, errors.MonthStepError, summarised=0)
        (shown,) = kept.do(g.SUMMARISE)
        assert isinstance(shown, e.AttendanceMonthSummarised)
        kept.at = noon(date(2026, 10, 10))  # a Saturday of work, the third working day
        kept.refuses(g.SETTLE, errors.PublicityNotOverError, earliest="2026-10-11")
        kept.at = noon(g.FREE)
        settled, *_ = kept.do(g.SETTLE)
        assert settled == e.AttendanceMonthSettled(
            lines=shown.lines, on=g.FREE, due_on=date(2026, 10, 15), late=False
        )
        kept.refuses(g.SETTLE, errors.MonthStepError, is_settled=1)

    @pytest.mark.parametrize(("day", "late"), [(15, False), (16, True)])
    def test_is_late_from_the_day_after_the_packs_and_stands(
        self, kept: Desk, day: int, *, late: bool
    ) -> None:
        kept.do(g.SUMMARISE)
        kept.at = noon(date(2026, 10, day))
        settled, *_ = kept.do(g.SETTLE)
        assert isinstance(settled, e.AttendanceMonthSettled)
        assert settled.late is late

    @pytest.mark.parametrize("command", [g.SUMMARISE, g.SETTLE])
    def test_agrees_with_what_came_into_the_files_since(
        self, kept: Desk, command: c.MonthCommand
    ) -> None:
        if command == g.SETTLE:
            kept.do(g.SUMMARISE)
            kept.at = noon(g.FREE)
        g.given(kept, g.TWO, g.leave(8, 9))
        kept.refuses(command, errors.AbsenceExcusedError, teacher=g.TWO)


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
        assert filed(desk, g.TWO) == tuple(g.september(day) for day in (8, 18, 20, 21, 30))
        assert filed(desk, g.ONE) == ()

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
        assert filed(desk, g.TWO) == ()

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
        assert filed(desk, g.TWO) == (g.september(8),)

    def test_is_objected_to_corrected_and_settled_anew(self) -> None:
        desk = g.settled(ABSENT_ON_8)
        desk.do(g.REOPEN, g.contest(), g.UPHOLD, g.CORRECT, g.SUMMARISE)
        desk.at = noon(date(2026, 10, 20))
        (settled,) = desk.do(g.SETTLE)
        assert isinstance(settled, e.AttendanceMonthSettled)
        assert settled.lines[1].counted_half_days == 44
        assert desk.replayed() == desk.states


PARTS = st.sampled_from(list(DayPart))
KINDS = st.sampled_from([AwayKind.ON_DUTY, AwayKind.ABSENT])
DAYS = st.sampled_from([*range(1, 5), *range(7, 12), *range(14, 19), 20, *range(21, 25), 28, 30])


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(DAYS, st.tuples(PARTS, KINDS)), st.dictionaries(DAYS, st.just(None)))
def test_every_half_day_is_counted_once_and_the_file_holds_the_whole_days_of_absence(
    told: dict[int, tuple[DayPart, AwayKind]], away_too: dict[int, None]
) -> None:
    days = [g.away(day, kind, part) for day, (part, kind) in told.items()]
    desk = g.settled({g.ONE: days, g.TWO: [g.away(day, g.DUTY) for day in away_too]})
    summary = g.sheet(desk).summary
    assert summary is not None
    for line in summary.lines:
        parts = (line.present_half_days, line.duty_half_days, line.leave_half_days)
        assert sum(parts) + line.absent_half_days == line.due_half_days == 44
        assert line.counted_half_days == line.present_half_days + line.duty_half_days
    whole = {d for d, (part, kind) in told.items() if (part, kind) == (DayPart.WHOLE_DAY, g.ABSENT)}
    assert filed(desk, g.ONE) == tuple(g.september(day) for day in sorted(whole))
    assert desk.replayed() == desk.states

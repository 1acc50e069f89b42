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
from domain.values.privacy import PersonalDataError
from tests.domain import attendance_given as g
from tests.domain.planning_given import noon
from tests.support.desk import Desk

MORNING = DayPart.MORNING
ABSENT_ON_8 = {g.TWO: [g.away(8, g.ABSENT)]}


@pytest.fixture
def kept() -> Desk:
    """The second week shows t2 absent for a day."""
    return g.kept(ABSENT_ON_8)


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
    assert g.filed(desk, g.ONE) == tuple(g.september(day) for day in sorted(whole))
    assert desk.replayed() == desk.states

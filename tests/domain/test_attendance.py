"""A week's attendance: published once it is over, of everybody, and agreeing with the file."""

from __future__ import annotations

from datetime import date

import pytest

from domain.attendance import errors
from domain.attendance import events as e
from domain.attendance.commands import PublishAttendanceWeek
from domain.attendance.marks import AttendanceLine, Away, AwayKind, DayPart, WeekLine
from domain.attendance.state import AttendanceSheet
from domain.kernel import DomainError, MissingError
from domain.protection.kinds import StatutoryKind
from domain.school.events import GuestReceived
from domain.teacher.events import (
    ExitGround,
    PostLeft,
    PostLeftReason,
    ReturnedFromExchange,
    SentOnExchange,
    TeacherExited,
    TeacherTransferred,
)
from tests.domain import attendance_given as g
from tests.domain.planning_given import PLAN, TIMETABLE, drafted, noon, pack, registered_school
from tests.domain.service_given import absent, protected
from tests.support.desk import Desk

SECOND = g.MONDAYS[1]
MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON


@pytest.fixture
def desk() -> Desk:
    return g.school()


def published(desk: Desk, command: PublishAttendanceWeek) -> e.AttendanceWeekPublished:
    (event,) = desk.do(command)
    assert isinstance(event, e.AttendanceWeekPublished)
    return event


class TestAWeekThatIsPublished:
    """[S002-30] 日清、周公示."""

    def test_tells_its_working_days_and_whom_it_is_reported_to(self, desk: Desk) -> None:
        found = published(desk, g.week(g.MONDAYS[2]))
        assert found.days == tuple(g.september(day) for day in (14, 15, 16, 17, 18, 20))
        assert (found.reported_to, found.on) == ("town-office", g.LAST)
        assert found.pack_sha256 == g.PACK.sha256()

    def test_counts_half_days_itself(self, desk: Desk) -> None:
        g.given(desk, g.ONE, g.leave(8, 9))
        days = [
            g.away(9, g.DUTY, AFTERNOON),
            g.away(8, g.LEAVE),
            g.away(9, g.ABSENT, MORNING),
        ]
        line = published(desk, g.week(SECOND, {g.ONE: days})).lines[0]
        assert line == WeekLine(
            teacher=g.ONE,
            due_half_days=10,
            present_half_days=6,
            away=(days[1], days[2], days[0]),
        )

    def test_of_two_months_is_in_both_with_the_days_of_each(self, desk: Desk) -> None:
        first = published(desk, g.week(g.MONDAYS[0]))
        assert first.days == tuple(g.september(day) for day in (1, 2, 3, 4))
        with_monday = g.week(g.MONDAYS[0]).model_copy(update={"month": "2026-08"})
        assert published(desk, with_monday).days == (date(2026, 8, 31),)

    def test_covers_no_vacation(self) -> None:
        holidays = {"title": "暑假", "from_on": "2026-07-01", "until_on": "2026-09-03"}
        desk = g.school(pack(attendance={**g.RULES, "vacations": [holidays]}))
        assert published(desk, g.week(g.MONDAYS[0])).days == (g.september(3), g.september(4))

    @pytest.mark.parametrize(
        "monday", [g.september(8), g.september(6), date(2026, 10, 5), date(2026, 8, 24)]
    )
    def test_begins_on_a_monday_and_has_working_days_in_its_month(
        self, desk: Desk, monday: date
    ) -> None:
        desk.refuses(g.week(monday), errors.WeekError, monday=monday.isoformat())

    def test_waits_for_its_last_working_day(self) -> None:
        desk = g.school(on=g.september(19))  # the Sunday after is one of work
        desk.refuses(g.week(g.MONDAYS[2]), errors.WeekAheadError, last_day="2026-09-20")
        desk.at = noon(g.september(20))
        desk.do(g.week(g.MONDAYS[2]))

    def test_is_not_published_again(self, desk: Desk) -> None:
        desk.do(g.week(SECOND))
        desk.refuses(g.week(SECOND), errors.WeekTwiceError, monday="2026-09-07")
        desk.do(g.week(g.MONDAYS[2]))


class TestThePlan:
    """[S002-30] By a plan in force, whose pack says how."""

    def test_without_the_section_there_is_no_sheet(self) -> None:
        g.school(pack()).refuses(g.week(SECOND), errors.NotInPackError)

    def test_a_school_outside_of_the_plan_keeps_none(self, desk: Desk) -> None:
        desk.given("school:elsewhere", registered_school())
        other = g.week(SECOND).model_copy(update={"school": "elsewhere"})
        with pytest.raises(errors.NotInPackError):
            desk.do(other)

    def test_a_draft_is_no_plan_in_force(self, desk: Desk) -> None:
        desk.given("plan:draft", drafted(g.PACK, TIMETABLE))
        other = g.week(SECOND).model_copy(update={"plan": "draft"})
        desk.refuses(other, DomainError, draft=g.PACK.sha256())

    def test_all_weeks_of_a_month_are_kept_under_one(self, desk: Desk) -> None:
        desk.do(g.week(SECOND))
        desk.given("plan:other", drafted(g.PACK, TIMETABLE))
        other = g.week(g.MONDAYS[2]).model_copy(update={"plan": "other"})
        desk.refuses(other, errors.OtherPlanError, plan="other", sheet_plan=PLAN)

    def test_a_school_that_nobody_registered_has_no_sheet(self, desk: Desk) -> None:
        other = g.week(SECOND).model_copy(update={"school": "nowhere"})
        desk.refuses(other, MissingError)


class TestEverybody:
    """[S002-30] 全体教职工: nobody is left out, and nobody added."""

    def test_who_sits_on_a_post_is_in_it(self, desk: Desk) -> None:
        desk.refuses(g.week(SECOND, staff=g.STAFF[:2]), errors.StaffError, missing="t3")

    def test_nobody_is_in_it_twice(self, desk: Desk) -> None:
        desk.refuses(g.week(SECOND, staff=(*g.STAFF, g.ONE)), errors.StaffError, named=4)

    def test_nobody_of_another_school_is_in_it(self, desk: Desk) -> None:
        desk.given("teacher:other", g.registered("school-2"))
        staff = (*g.STAFF, "other")
        desk.refuses(g.week(SECOND, staff=staff), errors.StaffError, strangers="other")

    def test_who_holds_no_post_may_be_named_and_is_missed_from_then_on(self, desk: Desk) -> None:
        desk.given("teacher:clerk", g.registered())
        desk.do(g.week(g.MONDAYS[0]))
        desk.do(g.week(SECOND, staff=(*g.STAFF, "clerk")))
        desk.refuses(g.week(g.MONDAYS[2]), errors.StaffError, missing="clerk")

    def test_who_was_in_the_sheet_of_the_month_before_is_missed_too(self, desk: Desk) -> None:
        desk.given("teacher:clerk", g.registered())
        august = g.week(g.MONDAYS[0], staff=(*g.STAFF, "clerk"))
        desk.do(august.model_copy(update={"month": "2026-08"}))
        desk.refuses(g.week(SECOND), errors.StaffError, missing="clerk")

    def test_who_left_the_service_is_due_up_to_that_day(self, desk: Desk) -> None:
        exited = TeacherExited(ground=ExitGround.RETIREMENT, on=g.september(9))
        g.given(desk, g.THREE, exited)
        assert published(desk, g.week(SECOND)).lines[2].due_half_days == 4
        desk.refuses(g.week(g.MONDAYS[2]), errors.StaffError, strangers="t3")
        desk.do(g.week(g.MONDAYS[2], staff=g.STAFF[:2]))

    def test_who_came_and_went_is_due_where_she_was(self, desk: Desk) -> None:
        left = PostLeft(
            school="school-2", posts=("教学-01",), reason=PostLeftReason.MOVED, on=g.september(9)
        )
        moved = TeacherTransferred(
            from_school="school-2", to_school=g.SCHOOL, round="r9", on=g.september(9)
        )
        desk.given("teacher:new", g.registered("school-2"), left, moved)
        staff = (*g.STAFF, "new")
        assert published(desk, g.week(SECOND, staff=staff)).lines[3].due_half_days == 6
        there = g.week(SECOND, staff=("new",)).model_copy(update={"school": "school-2"})
        assert published(desk, there).lines[0].due_half_days == 4

    def test_who_joins_the_service_is_due_from_that_day(self, desk: Desk) -> None:
        desk.given("teacher:new", g.registered(since=g.september(10)))
        staff = (*g.STAFF, "new")
        assert published(desk, g.week(SECOND, staff=staff)).lines[3].due_half_days == 4

    def test_before_an_earlier_school_nobody_was_anywhere(self, desk: Desk) -> None:
        moved = TeacherTransferred(
            from_school="school-2", to_school=g.SCHOOL, round="r9", on=g.september(16)
        )
        desk.given("teacher:new", g.registered("school-2", g.september(14)), moved)
        desk.refuses(g.week(SECOND, staff=(*g.STAFF, "new")), errors.StaffError, strangers="new")

    def test_a_guest_is_due_where_she_serves_until_she_returns(self, desk: Desk) -> None:
        sent = SentOnExchange(
            exchange="x",
            to_school=g.SCHOOL,
            remote=False,
            from_on=g.september(8),
            until_on=date(2027, 9, 1),
        )
        desk.given("teacher:guest", g.registered("school-2"), sent)
        received = GuestReceived(person="guest", exchange="x", until_on=date(2027, 9, 1))
        desk.given(f"school:{g.SCHOOL}", received)
        desk.refuses(g.week(SECOND), errors.StaffError, missing="guest")
        staff = (*g.STAFF, "guest")
        assert published(desk, g.week(SECOND, staff=staff)).lines[3].due_half_days == 8
        back = ReturnedFromExchange(exchange="x", from_school=g.SCHOOL, on=g.september(15))
        desk.given("teacher:guest", back)
        assert published(desk, g.week(g.MONDAYS[2], staff=staff)).lines[3].due_half_days == 2
        desk.do(g.week(g.MONDAYS[3]))


class TestALine:
    """日清: each half-day once, and as the file has it."""

    @pytest.mark.parametrize(
        ("days", "part"),
        [
            ([g.away(12, g.DUTY)], "morning"),  # a Saturday
            ([g.away(14, g.DUTY)], "morning"),  # of the week after
            ([g.away(8, g.DUTY), g.away(8, g.ABSENT, AFTERNOON)], "afternoon"),
            ([g.away(8, g.DUTY, MORNING), g.away(8, g.DUTY, MORNING)], "morning"),
        ],
    )
    def test_tells_of_days_that_were_due_and_of_none_twice(
        self, desk: Desk, days: list[Away], part: str
    ) -> None:
        desk.refuses(g.week(SECOND, {g.TWO: days}), errors.AwayError, teacher="t2", part=part)

    def test_shows_no_leave_that_nobody_granted(self, desk: Desk) -> None:
        on_leave = g.week(SECOND, {g.ONE: [g.away(8, g.LEAVE, MORNING)]})
        desk.refuses(on_leave, errors.LeaveMissingError, teacher="t1", day="2026-09-08")
        g.given(desk, g.ONE, g.leave(7, 8), g.leave(9, 12))
        desk.refuses(on_leave, errors.LeaveMissingError)
        g.given(desk, g.ONE, g.leave(8, 9))
        desk.do(on_leave)

    def test_shows_leave_by_law_without_any_on_file(self, desk: Desk) -> None:
        born = protected(StatutoryKind.MATERNITY_LEAVE, g.september(1), g.september(30))
        g.given(desk, g.ONE, born)
        absent_then = g.week(SECOND, {g.ONE: [g.away(8, g.ABSENT)]})
        desk.refuses(absent_then, errors.AbsenceExcusedError, day="2026-09-08")
        desk.do(g.week(SECOND, {g.ONE: [g.away(8, g.LEAVE)]}))

    def test_who_had_leave_was_not_absent_without_it(self, desk: Desk) -> None:
        g.given(desk, g.ONE, g.leave(8, 9))
        absent_then = g.week(SECOND, {g.ONE: [g.away(8, g.ABSENT, MORNING)]})
        desk.refuses(absent_then, errors.AbsenceExcusedError, teacher="t1")
        desk.do(g.week(SECOND))  # she came although she had leave

    def test_shows_an_absence_that_is_on_file(self, desk: Desk) -> None:
        g.given(desk, g.ONE, absent(g.september(9), g.september(14)))
        desk.refuses(g.week(SECOND), errors.AbsenceOmittedError, day="2026-09-09")
        days = [g.away(day, g.ABSENT) for day in (9, 10, 11)]
        half = [*days[:2], g.away(11, g.ABSENT, MORNING)]
        desk.refuses(g.week(SECOND, {g.ONE: half}), errors.AbsenceOmittedError, day="2026-09-11")
        desk.do(g.week(SECOND, {g.ONE: days}))


def test_a_sheet_folds_to_the_same_from_its_events(desk: Desk) -> None:
    g.kept({g.ONE: [g.away(8, g.ABSENT)]}, desk)
    assert desk.replayed() == desk.states
    found = g.sheet(desk)
    assert (found.body, found.people) == (g.SCHOOL, frozenset(g.STAFF))
    assert found.kind_on(g.ONE, g.september(8)) == frozenset({AwayKind.ABSENT})
    assert found.kind_on(g.ONE, g.september(9)) == frozenset({None})
    assert found.kind_on("other", g.september(9)) is None
    assert found.kind_on(g.ONE, g.september(12)) is None


def test_a_day_of_two_halves_is_no_whole_day_of_absence() -> None:
    halves = (g.away(8, g.ABSENT, MORNING), g.away(8, g.DUTY, AFTERNOON))
    line = WeekLine(teacher=g.ONE, due_half_days=10, present_half_days=8, away=halves)
    assert line.absent_days == ()
    both = (g.away(8, g.ABSENT, MORNING), g.away(8, g.ABSENT, AFTERNOON))
    assert line.model_copy(update={"away": both}).absent_days == (g.september(8),)


def test_nobody_is_sent_a_sheet_that_is_not_there(desk: Desk) -> None:
    desk.refuses(g.SUMMARISE, MissingError, kind=AttendanceSheet.KIND)


def test_whoever_is_named_is_registered(desk: Desk) -> None:
    unknown = AttendanceLine(teacher="nobody")
    desk.refuses(g.week(SECOND).model_copy(update={"lines": (unknown,)}), MissingError)

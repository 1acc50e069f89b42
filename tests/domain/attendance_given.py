"""A school of three whose attendance of September 2026 is kept, and short ways through it.

Its weeks begin on 31 August, 7, 14, 21 and 28 September; 20 September is a Sunday of work and
25 September a day off, by the State Council's table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from domain.appraisal.file_events import LeaveRecorded
from domain.attendance import commands as c
from domain.attendance.marks import AttendanceLine, Away, AwayKind, DayPart
from domain.attendance.state import AttendanceSheet
from domain.kernel import DomainEvent
from domain.planning.pack import RulePack
from domain.school.events import SeatTaken
from domain.teacher.absence import absent_days
from domain.teacher.events import TeacherRegistered
from domain.teacher.state import Teacher
from tests.domain.planning_given import PLAN, TIMETABLE, frozen, noon, pack, registered_school
from tests.support.desk import Desk

SCHOOL, MONTH = "school-1", "2026-09"
SHEET = f"{SCHOOL}-{MONTH}"
STREAM = f"attendance-sheet:{SHEET}"
ONE, TWO, THREE = "t1", "t2", "t3"
STAFF = (ONE, TWO, THREE)
RULES: Mapping[str, object] = {"publicity_working_days": 3, "settle_by_day": 15}
PACK = pack(attendance=RULES)
ABSENT, LEAVE, DUTY = AwayKind.ABSENT, AwayKind.ON_LEAVE, AwayKind.ON_DUTY


def september(day: int) -> date:
    """Return a day of September 2026."""
    return date(2026, 9, day)


MONDAYS = (date(2026, 8, 31), *(september(day) for day in (7, 14, 21, 28)))
LAST = september(30)
"""The last working day of the month, a Wednesday before seven days off."""
FREE = date(2026, 10, 11)
"""The day after three working days from then: the publicity is over."""


def school(of: RulePack = PACK, staff: Sequence[str] = STAFF, on: date = LAST) -> Desk:
    """Return a desk with a plan in force, the school, and its staff on their posts."""
    desk = Desk(noon(on))
    desk.given(f"plan:{PLAN}", *frozen(of, TIMETABLE))
    for name in (SCHOOL, "school-2"):
        desk.given(f"school:{name}", registered_school())
    for number, person in enumerate(staff, start=1):
        desk.given(f"teacher:{person}", registered())
        seat = SeatTaken(post=f"教学-0{number}", person=person, round="r1")
        desk.given(f"school:{SCHOOL}", seat)
    return desk


def registered(at: str = SCHOOL, since: date = date(2015, 9, 1)) -> TeacherRegistered:
    """Return the first event of somebody who works in a school since a day."""
    return TeacherRegistered(
        school=at, service_started_on=since, joined_school_on=since, subject="语文"
    )


def away(day: int, kind: AwayKind, part: DayPart = DayPart.WHOLE_DAY) -> Away:
    """Return a day of September away from the post."""
    return Away(on=september(day), part=part, kind=kind)


def week(
    monday: date, told: Mapping[str, Sequence[Away]] | None = None, staff: Sequence[str] = STAFF
) -> c.PublishAttendanceWeek:
    """Return the publication of a week, with who was away; everybody else was there."""
    away_of = told or {}
    lines = (AttendanceLine(teacher=each, away=tuple(away_of.get(each, ()))) for each in staff)
    return c.PublishAttendanceWeek(
        plan=PLAN, school=SCHOOL, month=MONTH, monday=monday, lines=tuple(lines)
    )


def weeks(told: Mapping[str, Sequence[Away]] | None = None) -> list[c.PublishAttendanceWeek]:
    """Return the publication of all weeks of September; days away go to the week they are in."""

    def of(monday: date) -> dict[str, list[Away]]:
        return {
            person: [each for each in days if 0 <= (each.on - monday).days < 7]
            for person, days in (told or {}).items()
        }

    return [week(monday, of(monday)) for monday in MONDAYS]


def leave(first: int, until: int, *, counted: bool = True) -> LeaveRecorded:
    """Return leave on file in September, up to, not including, the second day."""
    return LeaveRecorded(
        leave=f"l-{first}",
        from_on=september(first),
        until_on=september(until),
        counted=counted,
    )


def contest(
    objection: str = "o1", against: str = TWO, monday: date = MONDAYS[1], by: str = TWO
) -> c.ContestAttendance:
    """Return an objection, as a rule by the person whose line it is."""
    return c.ContestAttendance(
        sheet=SHEET,
        objection=objection,
        objector=by,
        against=against,
        monday=monday,
        text="当日在校上课",
    )


UPHOLD = c.UpholdAttendanceContest(sheet=SHEET, objection="o1", reason="课堂记录证明在岗")
REJECT = c.RejectAttendanceContest(sheet=SHEET, objection="o1", reason="没有证据")
CORRECT = c.CorrectAttendance(sheet=SHEET, objection="o1", reason="异议成立")
SUMMARISE = c.SummariseAttendanceMonth(sheet=SHEET)
SETTLE = c.SettleAttendanceMonth(sheet=SHEET)
REOPEN = c.ReopenAttendanceMonth(sheet=SHEET, authority="复核决定〔2026〕1号", reason="事实不清")


def kept(told: Mapping[str, Sequence[Away]] | None = None, desk: Desk | None = None) -> Desk:
    """Return a desk where all weeks are public."""
    found = desk or school()
    found.do(*weeks(told))
    return found


def settled(told: Mapping[str, Sequence[Away]] | None = None) -> Desk:
    """Return a desk where the month is settled."""
    desk = kept(told)
    desk.do(SUMMARISE)
    desk.at = noon(FREE)
    desk.do(SETTLE)
    return desk


def sheet(desk: Desk) -> AttendanceSheet:
    """Return the sheet as it stands."""
    found = desk.find(AttendanceSheet, SHEET)
    assert found is not None
    return found


def given(desk: Desk, person: str, *events: DomainEvent) -> Desk:
    """Let events have happened to a person."""
    desk.given(f"teacher:{person}", *events)
    return desk


def filed(desk: Desk, person: str) -> tuple[date, ...]:
    """Return the days of absence that a contract's end would count."""
    teacher = desk.find(Teacher, person)
    assert teacher is not None
    return absent_days(teacher.absences, teacher.safeguards, teacher.file.leaves)

"""A September of attendance in a real ledger: who must sign signs, and nobody else can."""

from __future__ import annotations

from datetime import date

from domain.appraisal import file_commands as file
from domain.appraisal.grades import LeaveKind
from domain.attendance import commands as c
from domain.attendance.marks import AttendanceLine, Away, AwayKind, DayPart
from domain.attendance.state import sheet_id
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError
from domain.planning import commands as planning
from tests.ledger.office_acts_given import refused
from tests.support.staffed_town import PACK, PLAN, SCHOOL, TEACHERS, StaffedTown

MONTH = "2026-09"
SHEET = sheet_id(SCHOOL, MONTH)
MATRIX = [
    {"kind": "personal", "days_max": 3, "level": "principal"},
    {"kind": "personal", "days_max": 15, "level": "town_office"},
    {"kind": "personal", "level": "education_bureau"},
]
WITH_ATTENDANCE = type(PACK).from_document(
    {
        **PACK.model_dump(mode="json"),
        "version": 2,
        "attendance": {"publicity_working_days": 3, "settle_by_day": 15, "leave_approval": MATRIX},
    }
)
MONDAYS = (date(2026, 8, 31), *(date(2026, 9, day) for day in (7, 14, 21, 28)))
LAST_DAYS = (4, 11, 20, 24, 30)


def september(day: int) -> date:
    return date(2026, 9, day)


def amended(town: StaffedTown) -> None:
    """The congress has voted attendance and the matrix of leave into the pack."""
    town.on(8, 28)
    vote = planning.RecordCongressVote(
        plan=PLAN,
        pack_sha256=WITH_ATTENDANCE.sha256(),
        delegates=3,
        present=3,
        in_favour=3,
        against=0,
        abstained=0,
        on=date(2026, 8, 28),
    )
    town.act(vote, "chair")
    amend = planning.AmendPack(plan=PLAN, pack=WITH_ATTENDANCE, reason="增加考勤规定")
    town.act(amend, "town-officer", "supervisor")


def leave(name: str, first: int, until: int) -> file.RecordLeave:
    return file.RecordLeave(
        teacher="t1",
        leave=name,
        kind=LeaveKind.PERSONAL,
        from_on=september(first),
        until_on=september(until),
        evidence="申请书",
    )


def leaves(town: StaffedTown) -> None:
    """Two days are the head's to approve, five the town office's, three weeks the bureau's."""
    town.on(9, 1)
    town.act(leave("short", 2, 4), "head", "supervisor")
    longer = leave("longer", 7, 12)
    refused(town, NotAuthorisedError, longer, "head", "supervisor")
    refused(town, NotAuthorisedError, longer, "head", "bureau-officer", "supervisor")
    town.act(longer, "head", "town-officer", "supervisor")
    longest = leave("longest", 15, 30)  # not joined: 14 September is a day of work
    town.act(longest, "head", "town-officer", "supervisor")
    void = file.VoidLeave(teacher="t1", leave="longest", document="未休")
    town.act(void, "head", "supervisor")
    third = leave("third", 14, 30)  # goes on from the five days: 23 in a row
    refused(town, NotAuthorisedError, third, "head", "town-officer", "supervisor")
    town.act(third, "head", "bureau-officer", "supervisor")
    town.act(file.VoidLeave(teacher="t1", leave="third", document="未休"), "head", "supervisor")


def away(day: int, kind: AwayKind, part: DayPart = DayPart.WHOLE_DAY) -> Away:
    return Away(on=september(day), part=part, kind=kind)


AWAY: dict[str, tuple[Away, ...]] = {
    "t1": (
        *(away(day, AwayKind.ON_LEAVE) for day in (2, 3, 7, 8, 9, 10, 11)),
        away(16, AwayKind.ON_DUTY, DayPart.AFTERNOON),
    ),
    "t2": (away(8, AwayKind.ABSENT), away(9, AwayKind.ABSENT), away(17, AwayKind.ABSENT)),
    "t3": (away(21, AwayKind.ABSENT, DayPart.MORNING),),
}


def week(monday: date) -> c.PublishAttendanceWeek:
    """Return the publication of a week."""

    def told(teacher: str) -> tuple[Away, ...]:
        return tuple(each for each in AWAY[teacher] if 0 <= (each.on - monday).days < 7)

    lines = (AttendanceLine(teacher=each, away=told(each)) for each in TEACHERS)
    return c.PublishAttendanceWeek(
        plan=PLAN, school=SCHOOL, month=MONTH, monday=monday, lines=tuple(lines)
    )


def weeks(town: StaffedTown) -> None:
    """The head publishes each week on its last working day; t2 objects twice."""
    for monday, day in zip(MONDAYS, LAST_DAYS, strict=True):
        town.on(9, day)
        refused(town, NotAuthorisedError, week(monday), "town-officer")
        town.act(week(monday), "head")
    for objection, monday in (("o1", MONDAYS[1]), ("o2", MONDAYS[2])):
        contest = c.ContestAttendance(
            sheet=SHEET,
            objection=objection,
            objector="t2",
            against="t2",
            monday=monday,
            text="当日在校上课",
        )
        refused(town, NotAuthorisedError, contest, "t1")
        town.act(contest, "t2")


def contests(town: StaffedTown) -> None:
    """The dispute office upholds one and rejects one; the line is corrected."""
    uphold = c.UpholdAttendanceContest(sheet=SHEET, objection="o1", reason="课堂记录证明在岗")
    refused(town, NotAuthorisedError, uphold, "head")
    town.act(uphold, "dispute")
    reject = c.RejectAttendanceContest(sheet=SHEET, objection="o2", reason="没有证据")
    town.act(reject, "dispute")
    correct = c.CorrectAttendance(
        sheet=SHEET, objection="o1", away=AWAY["t2"][1:2], reason="8日在岗"
    )
    refused(town, NotAuthorisedError, correct, "head")
    town.act(correct, "head", "supervisor")


def settled(town: StaffedTown) -> None:
    """The town office adds up the month, and settles it once its publicity is over."""
    summarise = c.SummariseAttendanceMonth(sheet=SHEET)
    refused(town, NotAuthorisedError, summarise, "head")
    town.act(summarise, "town-officer")
    town.on(10, 11)
    settle = c.SettleAttendanceMonth(sheet=SHEET)
    refused(town, NotAuthorisedError, settle, "town-officer")
    refused(town, NotAuthorisedError, settle, "head", "supervisor")
    town.act(settle, "town-officer", "supervisor")


def reopened(town: StaffedTown) -> None:
    """A review sets the settlement aside; t2 objects again, and the month is settled anew."""
    town.on(10, 12)
    reopen = c.ReopenAttendanceMonth(sheet=SHEET, authority="复核决定1号", reason="事实不清")
    # who settled the month does not judge it
    refused(town, DutiesMixedError, reopen, "town-officer", "supervisor")
    refused(town, NotAuthorisedError, reopen, "dispute")
    town.act(reopen, "dispute", "supervisor")
    contest = c.ContestAttendance(
        sheet=SHEET,
        objection="o3",
        objector="t2",
        against="t2",
        monday=MONDAYS[2],
        text="17日外出教研",
    )
    town.act(contest, "t2")
    uphold = c.UpholdAttendanceContest(sheet=SHEET, objection="o3", reason="教研记录证明")
    town.act(uphold, "dispute")
    on_duty = away(17, AwayKind.ON_DUTY)
    correct = c.CorrectAttendance(
        sheet=SHEET, objection="o3", away=(on_duty,), reason="17日公务外出"
    )
    town.act(correct, "head", "supervisor")
    town.act(c.SummariseAttendanceMonth(sheet=SHEET), "town-officer")
    town.on(10, 20)  # five days after the pack's day
    town.act(c.SettleAttendanceMonth(sheet=SHEET), "town-officer", "supervisor")


def begun(town: StaffedTown) -> None:
    """Of October one week is public, and no more."""
    october = week(MONDAYS[1]).model_copy(
        update={
            "month": "2026-10",
            "monday": date(2026, 10, 12),
            "lines": tuple(AttendanceLine(teacher=each) for each in TEACHERS),
        }
    )
    town.act(october, "head")
    town.on(11, 16)
    town.act(file.VoidLeave(teacher="t1", leave="short", document="更正"), "head", "supervisor")


PARTS = (amended, leaves, weeks, contests, settled, reopened, begun)


def whole_autumn(town: StaffedTown) -> StaffedTown:
    """Play all of it."""
    for part in PARTS:
        part(town)
    return town

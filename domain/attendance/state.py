"""What a school's attendance sheet of a month has come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, assert_never

from domain.attendance import events as e
from domain.attendance.marks import AwayKind, MonthLine, WeekLine, month_line
from domain.attendance.weeks import Month
from domain.kernel import Aggregate, Frozen
from domain.values.ids import Id, Sha256Hex


class Week(Frozen):
    """周考勤: its working days in the month, and each person's line as it stands."""

    days: tuple[date, ...]
    lines: Mapping[Id, WeekLine]


class Contest(Frozen):
    """考勤异议: open until it is decided, and until the line is corrected where it was upheld."""

    objector: Id
    against: Id
    monday: date
    line: WeekLine
    """The line as it was when somebody objected to it."""
    upheld: bool | None = None
    corrected: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has decided it."""
        return self.upheld is None

    @property
    def awaits_correction(self) -> bool:
        """Tell whether it was upheld and the line is still as it was."""
        return self.upheld is True and not self.corrected


class Summary(Frozen):
    """月汇总: as it is up, and until when."""

    lines: tuple[MonthLine, ...]
    last_day: date


class AttendanceSheet(Aggregate):
    """考勤表: of one school in one month."""

    KIND: ClassVar[str] = "attendance-sheet"
    plan: Id
    pack_sha256: Sha256Hex
    school: Id
    month: Month
    weeks: Mapping[date, Week] = {}
    """By their Mondays."""
    contests: Mapping[Id, Contest] = {}
    summary: Summary | None = None
    settled_on: date | None = None

    @property
    def body(self) -> str:
        return self.school

    @property
    def people(self) -> frozenset[str]:
        """Everybody in one of the weeks."""
        return frozenset(name for week in self.weeks.values() for name in week.lines)

    @property
    def unfinished(self) -> tuple[Id, ...]:
        """Objections that are not decided, or were upheld and the line is still as it was."""
        found = self.contests.items()
        return tuple(name for name, each in found if each.is_open or each.awaits_correction)

    def lines_of(self, person: str) -> tuple[WeekLine, ...]:
        """Return a person's lines, week by week."""
        weeks = (self.weeks[monday] for monday in sorted(self.weeks))
        return tuple(each.lines[person] for each in weeks if person in each.lines)

    def month_lines(self) -> tuple[MonthLine, ...]:
        """Return everybody's month, by id."""
        return tuple(month_line(each, self.lines_of(each)) for each in sorted(self.people))

    def kind_on(self, person: str, day: date) -> frozenset[AwayKind | None] | None:
        """Return as what a person's day counts; ``None`` where the sheet says nothing of it."""
        for week in self.weeks.values():
            if day in week.days and person in week.lines:
                return week.lines[person].kind_on(day)
        return None


def sheet_id(school: str, month: str) -> str:
    """Return the id of a school's sheet of a month, which follows from both."""
    return f"{school}-{month}"


def evolve(state: AttendanceSheet | None, event: e.AttendanceEvent) -> AttendanceSheet:
    """Return the sheet after ``event``."""
    if isinstance(event, e.AttendanceWeekPublished):
        return _published(state, event)
    assert state is not None, "a sheet starts with AttendanceWeekPublished"
    return state.model_copy(update=_changes(state, event))


def _published(state: AttendanceSheet | None, event: e.AttendanceWeekPublished) -> AttendanceSheet:
    now = state or AttendanceSheet(
        plan=event.plan,
        pack_sha256=event.pack_sha256,
        school=event.school,
        month=event.month,
    )
    week = Week(days=event.days, lines={each.teacher: each for each in event.lines})
    return now.model_copy(update={"weeks": {**now.weeks, event.monday: week}})


_FurtherEvent = (
    e.AttendanceContested
    | e.AttendanceContestUpheld
    | e.AttendanceContestRejected
    | e.AttendanceCorrected
    | e.AttendanceMonthSummarised
    | e.AttendanceMonthSettled
    | e.AttendanceMonthReopened
)


def _changes(state: AttendanceSheet, event: _FurtherEvent) -> dict[str, object]:
    match event:
        case e.AttendanceContested():
            return {"contests": {**state.contests, event.objection: _contested(state, event)}}
        case e.AttendanceContestUpheld():
            return _decided(state, event.objection, upheld=True)
        case e.AttendanceContestRejected():
            return _decided(state, event.objection, upheld=False)
        case e.AttendanceCorrected():
            return _corrected(state, event)
        case e.AttendanceMonthSummarised():
            return {"summary": Summary(lines=event.lines, last_day=event.last_day)}
        case e.AttendanceMonthSettled():
            return {"settled_on": event.on}
        case e.AttendanceMonthReopened():
            return {"settled_on": None, "summary": None}
        case _:
            assert_never(event)


def _contested(state: AttendanceSheet, event: e.AttendanceContested) -> Contest:
    return Contest(
        objector=event.objector,
        against=event.against,
        monday=event.monday,
        line=state.weeks[event.monday].lines[event.against],
    )


def _decided(state: AttendanceSheet, objection: str, **changes: bool) -> dict[str, object]:
    after = state.contests[objection].model_copy(update=changes)
    return {"contests": {**state.contests, objection: after}}


def _corrected(state: AttendanceSheet, event: e.AttendanceCorrected) -> dict[str, object]:
    """A corrected line takes the summary down: what is public next is added up anew."""
    line = WeekLine(
        teacher=event.teacher,
        due_half_days=event.due_half_days,
        present_half_days=event.present_half_days,
        away=event.away,
    )
    week = state.weeks[event.monday]
    after = week.model_copy(update={"lines": {**week.lines, event.teacher: line}})
    return {
        **_decided(state, event.objection, corrected=True),
        "weeks": {**state.weeks, event.monday: after},
        "summary": None,
    }

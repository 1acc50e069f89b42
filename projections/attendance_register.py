"""考勤登记簿: a school's month, each person's weeks, and each person's month once it is public."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from domain.attendance import events as e
from domain.attendance.marks import Away, MonthLine
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class AttendanceRegister:
    """One row a school and month; one a person and week; one a person and month.

    Half-days are counted. ``off_work_count`` tells people who were on leave or absent for part
    of the month at least, the figure by which a town measures attendance [S002-46].
    """

    name: ClassVar[str] = "attendance_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.sheets = TemporalTable(
            "attendance_sheets",
            keys=("sheet",),
            values=(
                "school",
                "month",
                "plan",
                "weeks_count",
                "staff_count",
                "off_work_count",
                "absentees_count",
                "public_until",
                "settled_on",
                "status",
            ),
        )
        self.weeks = TemporalTable(
            "attendance_weeks",
            keys=("sheet", "monday", "person"),
            values=("school", "due_count", "attended_count", "away"),
        )
        self.months = TemporalTable(
            "attendance_months",
            keys=("sheet", "person"),
            values=(
                "school",
                "month",
                "due_count",
                "attended_count",
                "duty_count",
                "leave_count",
                "absent_count",
                "worked_count",
                "status",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.sheets, self.weeks, self.months)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case e.AttendanceWeekPublished() as week:
                self._published(item, week)
            case e.AttendanceCorrected() as fixed:
                self.weeks.put(
                    (item.key, fixed.monday.isoformat(), fixed.teacher),
                    item.index,
                    beijing_date(item.at),
                    due_count=fixed.due_half_days,
                    attended_count=fixed.present_half_days,
                    away=_told(fixed.away),
                )
                self._taken_down(item)
            case e.AttendanceMonthSummarised() as shown:
                until = shown.last_day.isoformat()
                self._month(item, shown.lines, "public")
                self._sheet(item, public_until=until, status="public", **_figures(shown.lines))
            case e.AttendanceMonthSettled() as settled:
                self._month(item, settled.lines, "settled")
                self._sheet(item, settled_on=settled.on.isoformat(), status="settled")
            case e.AttendanceMonthReopened():
                self._taken_down(item)
            case _:
                pass

    def _published(self, item: FeedItem, week: e.AttendanceWeekPublished) -> None:
        row = self.sheets.get(item.key)
        before = row["weeks_count"] if row is not None else 0
        self._sheet(
            item,
            school=week.school,
            month=week.month,
            plan=week.plan,
            weeks_count=int(before or 0) + 1,
            status="recording",
        )
        for line in week.lines:
            self.weeks.put(
                (item.key, week.monday.isoformat(), line.teacher),
                item.index,
                beijing_date(item.at),
                school=week.school,
                due_count=line.due_half_days,
                attended_count=line.present_half_days,
                away=_told(line.away),
            )

    def _month(self, item: FeedItem, lines: Sequence[MonthLine], status: str) -> None:
        row = self.sheets.get(item.key)
        assert row is not None, "a month begins with a week"
        for line in lines:
            self.months.put(
                (item.key, line.teacher),
                item.index,
                beijing_date(item.at),
                school=row["school"],
                month=row["month"],
                due_count=line.due_half_days,
                attended_count=line.present_half_days,
                duty_count=line.duty_half_days,
                leave_count=line.leave_half_days,
                absent_count=line.absent_half_days,
                worked_count=line.counted_half_days,
                status=status,
            )

    def _taken_down(self, item: FeedItem) -> None:
        """What was public is no longer, until it is added up anew."""
        nothing = dict.fromkeys(
            ("staff_count", "off_work_count", "absentees_count", "public_until", "settled_on")
        )
        self._sheet(item, status="recording", **nothing)
        for row in self.months.open_rows():
            if row["sheet"] == item.key:
                self.months.end((item.key, row["person"]), item.index, beijing_date(item.at))

    def _sheet(self, item: FeedItem, **changes: str | int | None) -> None:
        self.sheets.put((item.key,), item.index, beijing_date(item.at), **changes)


def _told(away: Sequence[Away]) -> str:
    return json.dumps([each.model_dump(mode="json") for each in away])


def _figures(lines: Sequence[MonthLine]) -> dict[str, int]:
    return {
        "staff_count": len(lines),
        "off_work_count": sum(bool(x.leave_half_days or x.absent_half_days) for x in lines),
        "absentees_count": sum(bool(x.absent_half_days) for x in lines),
    }

"""Duties of attendance: every week of a month is published, and the month is settled in time.

Told of months that a school began to keep here; who keeps attendance elsewhere is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from audit.compliance.findings import Breach, Severity
from audit.replay.events import Logged
from domain.attendance.events import (
    AttendanceMonthReopened,
    AttendanceMonthSettled,
    AttendanceWeekPublished,
)
from domain.attendance.weeks import due_day
from domain.kernel import Aggregate
from domain.planning.state import Plan

States = Mapping[str, Aggregate | None]
_ARTICLE = "S002-30"


class AttendanceDuties:
    """Watches months as history goes on; what is open at the end is told at the end."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[Logged, AttendanceWeekPublished, str]] = {}
        self._began: dict[str, AttendanceWeekPublished] = {}

    def after(self, events: Sequence[Logged], at: str) -> Iterator[Breach]:
        """Take an act's events; yield the breaches that they are."""
        for each in events:
            match each.event:
                case AttendanceWeekPublished() as week:
                    began = self._began.setdefault(each.stream, week)
                    self._open[each.stream] = each, began, at
                case AttendanceMonthReopened():
                    self._open[each.stream] = each, self._began[each.stream], at
                case AttendanceMonthSettled() as settled:
                    self._open.pop(each.stream, None)
                    yield from _settled_late(each, settled, at)
                case _:
                    pass

    def open_at(self, today: date, states: States) -> Iterator[Breach]:
        """Yield the months that were begun and whose day of settlement has passed."""
        for each, week, at in self._open.values():
            plan = states.get(f"{Plan.KIND}:{week.plan}")
            pack = plan.packs.get(week.pack_sha256) if isinstance(plan, Plan) else None
            rules = pack.attendance if pack is not None else None
            if rules is None:
                continue
            due_on = due_day(week.month, rules.settle_by_day)
            if today > due_on:
                told = f"{week.month}考勤至迟应于{due_on.isoformat()}汇总公示、兑现，至今未办理"
                yield _minor("duty.attendance-unsettled", told, each, at, week.school)


def _settled_late(logged: Logged, settled: AttendanceMonthSettled, at: str) -> Iterator[Breach]:
    """逾期兑现: a month settled after its day is a finding, and stands [S002-30]."""
    if settled.on > settled.due_on:
        told = f"月考勤逾期{(settled.on - settled.due_on).days}日兑现；兑现有效"
        breach = _minor("duty.attendance-settled-late", told, logged, at, "")
        yield replace(breach, cured_by=logged.name)


def _minor(code: str, told: str, event: Logged, at: str, subject: str) -> Breach:
    names = (event.name,)
    return Breach(code, _ARTICLE, told, Severity.MINOR, event.place, at, names, (), subject)

"""Rules of attendance, each with its basis."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from domain.attendance import commands as c
from domain.attendance import errors
from domain.attendance.marks import AttendanceLine, Away, WeekLine
from domain.attendance.state import AttendanceSheet, Contest, Summary, Week
from domain.attendance.weeks import first_of, working_weeks
from domain.planning.attendance_sections import AttendanceRules
from domain.planning.pack import RulePack
from domain.planning.rules import must_be_adopted
from domain.planning.state import Plan


def plan_must_have_attendance(plan: Plan, school: str) -> tuple[str, AttendanceRules]:
    """考勤依据方案: a plan in force, of this school, whose pack says how. 依据: S002-30, S002-02.

    The seed leaves the length of publicity and the day of settlement open, so without the
    pack's numbers there is no sheet. Returns the pack's digest with its rules.
    """
    sha256, _ = must_be_adopted(plan)
    rules = plan.packs[sha256].attendance
    if rules is None or school not in plan.schools:
        raise errors.NotInPackError(plan_title=plan.title, school=school)
    return sha256, rules


def rules_of(pack: RulePack) -> AttendanceRules:
    """Return the rules by which a sheet began."""
    assert pack.attendance is not None, "a sheet begins under a pack that has them"
    return pack.attendance


def plan_must_be_the_months(state: AttendanceSheet, plan: str) -> None:
    """一月一方案: all weeks of a month are kept under one plan. 依据: S002-30, INV3."""
    if state.plan != plan:
        raise errors.OtherPlanError(plan=plan, sheet_plan=state.plan)


def plan_must_be_the_schools(
    plan: str, month: str, current: str | None, found: Plan | None
) -> None:
    """现行方案: a month that begins after the school's present plan was adopted is kept under it.

    ``current`` is the plan under which the school published its posts last. 依据: S002-30, INV3.
    """
    adopted_on = found.adopted_on if found is not None else None
    in_force = adopted_on is not None and adopted_on < first_of(month)
    if in_force and current is not None and plan != current:
        raise errors.OtherPlanError(plan=plan, sheet_plan=current)


def week_must_be_of_month(month: str, monday: date, rules: AttendanceRules) -> tuple[date, ...]:
    """考勤周: from a Monday on, with a working day in the month; return these days.

    依据: S002-30; B13-03.
    """
    days = working_weeks(month, rules).get(monday)
    if days is None:
        raise errors.WeekError(month=month, monday=monday.isoformat())
    return days


def week_must_be_over(days: Sequence[date], today: date) -> None:
    """先日清后公示: a week is published on its last working day or later. 依据: S002-30, INV8."""
    if today < days[-1]:
        raise errors.WeekAheadError(last_day=days[-1].isoformat(), today=today.isoformat())


def week_must_be_new(state: AttendanceSheet | None, monday: date) -> None:
    """一周一公示: what is public is corrected, never published again. 依据: S002-30."""
    if state is not None and monday in state.weeks:
        raise errors.WeekTwiceError(month=state.month, monday=monday.isoformat())


def everybody_must_be_listed(
    lines: Sequence[AttendanceLine], staff: Collection[str], due: Mapping[str, Sequence[date]]
) -> None:
    """全体教职工: everybody who serves in the school, each once, and nobody else.

    ``staff`` are those known to serve there; ``due`` has the days of everybody named.
    依据: S002-30.
    """
    named = [each.teacher for each in lines]
    missing = sorted(set(staff) - set(named))
    strangers = sorted(each for each in named if not due[each])
    if missing or strangers or len(set(named)) != len(named):
        raise errors.StaffError(
            missing=",".join(missing), strangers=",".join(strangers), named=len(named)
        )


def away_must_fit(teacher: str, away: Sequence[Away], days: Sequence[date]) -> None:
    """日清: of days on which she was due, and of each half-day once. 依据: S002-30."""
    halves = [(each.on, part) for each in away for part in each.part.halves]
    known = set(days)
    for on, part in halves:
        if on not in known or halves.count((on, part)) > 1:
            raise errors.AwayError(teacher=teacher, day=on.isoformat(), part=part.value)


def contest_must_be_in_time(
    state: AttendanceSheet, command: c.ContestAttendance, today: date
) -> None:
    """考勤异议: about a line of a week, until the month's publicity is over. 依据: S002-30, B6-08.

    Up to 24:00 of its last day; under an id of its own.
    """
    week, summary = state.weeks.get(command.monday), state.summary
    known = week is not None and command.against in week.lines
    open_still = state.settled_on is None and (summary is None or today <= summary.last_day)
    if not known or not open_still or command.objection in state.contests:
        raise errors.ContestError(
            objection=command.objection,
            against=command.against,
            last_day=summary.last_day.isoformat() if summary is not None else "",
        )


def contest_must_be_open(state: AttendanceSheet, objection: str) -> Contest:
    """异议处理: each objection is decided once. 依据: B6-08, S002-30."""
    found = state.contests.get(objection)
    if found is None or not found.is_open:
        raise errors.ContestNotOpenError(objection=objection)
    return found


def correction_must_be_owed(state: AttendanceSheet, objection: str) -> tuple[Contest, Week]:
    """更正考勤: by an upheld objection, once; both entries stand. 依据: B6-08, S002-30."""
    found = state.contests.get(objection)
    if found is None or not found.awaits_correction:
        raise errors.NothingToCorrectError(objection=objection)
    return found, state.weeks[found.monday]


def line_must_change(objection: str, before: WeekLine, after: WeekLine) -> None:
    """更正考勤: the line is other than the one objected to. 依据: B6-08.

    Of two objections to one line, both upheld, the second is corrected as the first was.
    """
    if after == before:
        raise errors.NothingToCorrectError(objection=objection)


def every_week_must_be_public(state: AttendanceSheet, rules: AttendanceRules) -> None:
    """月汇总: of all weeks of the month. 依据: S002-30."""
    missing = sorted(set(working_weeks(state.month, rules)) - set(state.weeks))
    if missing:
        told = ",".join(each.isoformat() for each in missing)
        raise errors.WeeksMissingError(month=state.month, missing=told, count=len(missing))


def no_contest_may_be_unfinished(state: AttendanceSheet) -> None:
    """公示无异议: every objection decided, and every upheld one corrected. 依据: S002-30, B6-08."""
    if state.unfinished:
        raise errors.ContestsUnfinishedError(
            objections=",".join(state.unfinished), count=len(state.unfinished)
        )


def month_must_not_be_summarised(state: AttendanceSheet) -> None:
    """月汇总一次: until a correction or a reopening takes it down. 依据: S002-30."""
    if state.summary is not None:
        raise errors.MonthStepError(summarised=1, is_settled=int(state.settled_on is not None))


def month_must_be_summarised(state: AttendanceSheet) -> Summary:
    """先公示后兑现: a month that was shown to the town, and is not settled. 依据: S002-30."""
    if state.summary is None or state.settled_on is not None:
        raise errors.MonthStepError(
            summarised=int(state.summary is not None), is_settled=int(state.settled_on is not None)
        )
    return state.summary


def publicity_must_be_over(summary: Summary, today: date) -> None:
    """公示期满: on the day after the last working day. 依据: S002-30, B13-01, B13-03."""
    if today <= summary.last_day:
        earliest = summary.last_day + timedelta(days=1)
        raise errors.PublicityNotOverError(
            last_day=summary.last_day.isoformat(), earliest=earliest.isoformat()
        )


def month_must_be_settled(state: AttendanceSheet) -> None:
    """撤销月兑现: of a month that is settled. 依据: S002-30, B6-08."""
    if state.settled_on is None:
        raise errors.MonthStepError(summarised=int(state.summary is not None), is_settled=0)

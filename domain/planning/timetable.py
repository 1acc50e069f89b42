"""Dates of a plan (时间安排), and the linter that keeps unlawful ones from being frozen."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from domain.kernel import DomainError, Frozen
from domain.planning.errors import (
    NoticeDoesNotFitError,
    TimetableOrderError,
    TimetableTooLongError,
)
from domain.planning.sections import NoticeMode, NoticeRules
from domain.recruitment.events import Stage
from domain.values.calendar import (
    CalendarMissingError,
    earliest_final_day,
    last_day_of_notice,
    plus_months,
)

_MONTHS_A_YEAR = 12


class StageWindow(Frozen):
    """阶段时间: the days of one stage, both included, Beijing time."""

    stage: Stage
    from_on: date
    until_on: date


class Timetable(Frozen):
    """时间安排: the days of a round. Windows include both their days, Beijing time.

    ``[S002-17]`` gives the example year: 8/18 start, 8/20 to 8/22 intents, 8/22 to
    8/25 selection, 8/25 second coordination meeting, 8/28 cut-off.
    """

    kickoff_on: date
    intents_from_on: date
    intents_until_on: date
    selection_from_on: date
    selection_until_on: date
    coordination_on: date
    cutoff_on: date
    notice_on: date
    """Day on which the last list of the round is put up."""
    term_starts_on: date
    windows: tuple[StageWindow, ...] = ()
    """Days of stages beyond a school's own and the coordination. [B1-02]"""

    def window_of(self, stage: Stage) -> tuple[date, date] | None:
        """Return the first and last day of a stage, or ``None`` where the plan sets none."""
        default: tuple[date, date] | None
        if stage is Stage.DIRECT:
            default = (self.kickoff_on, self.intents_from_on)
        elif stage.is_run_by_a_school:
            default = (self.intents_from_on, self.intents_until_on)
        else:
            coordinated = stage is Stage.COORDINATION
            default = (self.coordination_on, self.cutoff_on) if coordinated else None
        own = ((each.from_on, each.until_on) for each in self.windows if each.stage is stage)
        return next(own, default)


ORDER: tuple[tuple[str, str], ...] = (
    ("kickoff_on", "intents_from_on"),
    ("intents_from_on", "intents_until_on"),
    ("intents_until_on", "selection_from_on"),
    ("selection_from_on", "selection_until_on"),
    ("selection_from_on", "coordination_on"),
    ("selection_until_on", "cutoff_on"),
    ("coordination_on", "cutoff_on"),
    ("selection_until_on", "notice_on"),
    ("coordination_on", "notice_on"),
    ("cutoff_on", "term_starts_on"),
)
"""Pairs of days of which the second must not come before the first. One day may be both:
in the example year intents end and selection begins on 8/22. 依据: S002-17, E.2."""


def lint(timetable: Timetable, notice: NoticeRules) -> tuple[DomainError, ...]:
    """Return everything that is wrong with a timetable under a pack's notice rules.

    Empty means that it may be frozen. Nothing is raised, so that a planner sees all of it.
    """
    return (
        *_days_must_be_in_order(timetable),
        *_must_lie_in_a_year(timetable),
        *_notice_must_fit(timetable, notice),
        *_stages_must_follow(timetable),
    )


def _days_must_be_in_order(timetable: Timetable) -> tuple[DomainError, ...]:
    """时间顺序: each window follows the one it builds on. 依据: S002-17, E.2."""
    days: dict[str, date] = {name: getattr(timetable, name) for pair in ORDER for name in pair}
    return tuple(
        TimetableOrderError(
            earlier=first,
            earlier_on=days[first].isoformat(),
            later=second,
            later_on=days[second].isoformat(),
        )
        for first, second in ORDER
        if days[second] < days[first]
    )


def _stages_must_follow(timetable: Timetable) -> tuple[DomainError, ...]:
    """阶段次序: windows stand in the order of the stages, each stage once. 依据: B1-02, E.2."""
    order = list(Stage)
    days = [
        (order.index(window.stage), f"{window.stage.value}.{name}", day)
        for window in timetable.windows
        for name, day in (("from_on", window.from_on), ("until_on", window.until_on))
    ]
    return tuple(
        TimetableOrderError(
            earlier=first,
            earlier_on=first_on.isoformat(),
            later=second,
            later_on=second_on.isoformat(),
        )
        for (stage, first, first_on), (next_stage, second, second_on) in pairwise(days)
        if second_on < first_on
        or next_stage < stage
        or (next_stage == stage and not first.endswith("from_on"))
    )


def _must_lie_in_a_year(timetable: Timetable) -> tuple[DomainError, ...]:
    """一年一聘: a round begins and leads into term within a year. 依据: S002-01, S002-15."""
    if timetable.term_starts_on <= plus_months(timetable.kickoff_on, _MONTHS_A_YEAR):
        return ()
    refusal = TimetableTooLongError(
        kickoff_on=timetable.kickoff_on.isoformat(),
        term_starts_on=timetable.term_starts_on.isoformat(),
    )
    return (refusal,)


def _notice_must_fit(timetable: Timetable, notice: NoticeRules) -> tuple[DomainError, ...]:
    """公示期: the notice runs out by the cut-off, unless hiring is provisional until it has.

    The last day of the notice may be the day of the cut-off; the list is final on the
    following day. 依据: A.6 X2, B6-02, B13-03.
    """
    try:
        last_day = last_day_of_notice(timetable.notice_on, notice.working_days)
    except CalendarMissingError as missing:
        return (missing,)
    if notice.mode is NoticeMode.PROVISIONAL or last_day <= timetable.cutoff_on:
        return ()
    final = earliest_final_day(timetable.notice_on, notice.working_days)
    refusal = NoticeDoesNotFitError(
        notice_on=timetable.notice_on.isoformat(),
        working_days=notice.working_days,
        last_day=last_day.isoformat(),
        earliest_final_day=final.isoformat(),
        deadline=timetable.cutoff_on.isoformat(),
    )
    return (refusal,)

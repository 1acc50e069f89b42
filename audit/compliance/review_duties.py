"""Duties of a school year: both layers report as often as the plan says, 三评 is held and mended.

Told once the year is over, of plans that set these duties or under which a school has
recorded any; who keeps such records elsewhere is not told of each school that is not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from audit.compliance.findings import Breach, Severity
from audit.replay.events import Logged
from domain.kernel import Aggregate
from domain.planning.events import PlanFrozen
from domain.planning.review_sections import ReviewRules
from domain.planning.state import Plan
from domain.review.events import Layer
from domain.review.state import ReviewYear, year_id
from domain.values.calendar import plus_months

States = Mapping[str, Aggregate | None]
_REPORTS, _THREE = "S002-32", "S001-03"
_YEAR = 12
_LAYERS = {Layer.LEADERS: "校级干部", Layer.STAFF: "中层干部和教师"}


class ReviewDuties:
    """Remembers which plans there are; looks at the years that are over at the end."""

    def __init__(self) -> None:
        self._plans: dict[str, tuple[Logged, str]] = {}

    def after(self, events: Sequence[Logged], at: str) -> None:
        """Take an act's events."""
        for each in events:
            if isinstance(each.event, PlanFrozen):
                self._plans[each.stream] = each, at

    def open_at(self, today: date, states: States) -> Iterator[Breach]:
        """Yield what a school year that is over has left undone."""
        for stream, seen in self._plans.items():
            plan = states.get(stream)
            if isinstance(plan, Plan) and _is_over(plan, today):
                yield from _of_plan(stream.partition(":")[2], plan, seen, states)


def _is_over(plan: Plan, today: date) -> bool:
    return plus_months(plan.timetable.term_starts_on, _YEAR) <= today


def _of_plan(name: str, plan: Plan, seen: tuple[Logged, str], states: States) -> Iterator[Breach]:
    years = {each: states.get(f"{ReviewYear.KIND}:{year_id(name, each)}") for each in plan.schools}
    pack = plan.pack_in_force
    rules = pack.review if pack is not None else None
    if rules is None and not any(years.values()):
        return
    for school, year in years.items():
        found = year if isinstance(year, ReviewYear) else ReviewYear(plan=name, school=school)
        for told, article in _left_undone(found, rules or ReviewRules()):
            logged, at = seen
            yield Breach(
                "duty.review-missing",
                article,
                f"{school}：{told}",
                Severity.MINOR,
                logged.place,
                at,
                (logged.name,),
                (),
                school,
            )


def _left_undone(year: ReviewYear, rules: ReviewRules) -> Iterator[tuple[str, str]]:
    """述职两次、三评两次: counted by layer and by month; results go back and are mended."""
    for layer, word in _LAYERS.items():
        done = len(year.reported.get(layer, ()))
        if done < rules.reports_per_school_year_min:
            least = rules.reports_per_school_year_min
            yield f"{word}述职测评一学年应不少于{least}次，实有{done}次", _REPORTS
    held = {on.month: each for on, each in year.three.items()}
    for month in rules.three_review_months:
        if month not in held:
            yield f"{month}月未开展三评", _THREE
        elif held[month].mended_on is None:
            yield f"{month}月三评的结果未反馈或者未整改", _THREE

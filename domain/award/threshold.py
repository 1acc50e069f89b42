"""A teaching award as the threshold for honours and titles (教学奖门槛)."""

from __future__ import annotations

from datetime import date

from domain.award import errors
from domain.award.state import TeachingAwards
from domain.kernel import States, require
from domain.planning.pack import RulePack
from domain.planning.sections import AwardThreshold
from domain.planning.state import Plan
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.staffing import Title

_YEAR = 12


def award_must_allow_excellent(states: States, person: str, day: date, pack: RulePack) -> None:
    """评优树先的门槛: 优秀 asks for a teaching award, where the plan says so. 依据: S002-38."""
    threshold = pack.award_rules.threshold
    if threshold is not None and threshold.excellent:
        _award_must_be_held(states, person, day, threshold)


def award_must_allow_title(
    states: States, person: str, title: Title, day: date, pack: RulePack
) -> None:
    """晋升职称的门槛: a title asks for a teaching award, where the plan says so. 依据: S002-38."""
    threshold = pack.award_rules.threshold
    if threshold is not None and title in threshold.titles:
        _award_must_be_held(states, person, day, threshold)


def _award_must_be_held(states: States, person: str, day: date, threshold: AwardThreshold) -> None:
    """教学优胜奖: one that counts, of a school year that is over no longer than the plan says.

    Whose subject is not among those that the plan names is not asked. What was granted by
    ``day`` is what the ledger knows. 依据: S002-38, S002-39, S002-40.
    """
    subject = require(states, Teacher, person).subject
    if threshold.subjects and subject not in threshold.subjects:
        return
    awards = states.find(TeachingAwards, person)
    granted = awards.plans if awards is not None else ()
    plans = [require(states, Plan, plan) for kind, plan in granted if kind in threshold.kinds]
    lasts = _YEAR * (1 + threshold.years)
    if not any(day < plus_months(each.timetable.term_starts_on, lasts) for each in plans):
        kinds = ",".join(each.value for each in threshold.kinds)
        raise errors.AwardMissingError(teacher=person, kinds=kinds, valid_years=threshold.years)

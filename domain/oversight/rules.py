"""Rules of oversight, each with its basis."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.kernel import States
from domain.oversight import commands as c
from domain.oversight import errors
from domain.oversight.events import Aspect, Conclusion
from domain.oversight.state import EvaluatorTraining, Inspection
from domain.planning.oversight_sections import OversightRules
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.values.calendar import plus_months

_YEAR = 12


def oversight_rules_of(pack: RulePack) -> OversightRules:
    """监督规则: the pack's, else those of the constants sheet. 依据: S000-11, S000-12, S000-14."""
    return pack.oversight or OversightRules()


def must_not_lie_ahead(on: date, today: date) -> None:
    """事后记录: what happened is recorded on its day or later. 依据: INV8."""
    if on > today:
        raise errors.DayError(on=on.isoformat(), today=today.isoformat(), after="")


# Training


def course_must_be_new(training: EvaluatorTraining | None, command: c.TrainEvaluator) -> None:
    """一次培训记一次: a course of a day is recorded once a person. 依据: S000-11."""
    if training is not None and (command.course, command.held_on) in training.courses:
        raise errors.CourseKnownError(course=command.course, person=command.person)


def evaluator_must_be_trained(states: States, person: str, day: date, pack: RulePack) -> None:
    """持训上岗: who marks or appraises was trained within the plan's years, where it asks so.

    A training of the very day n years before still counts. 依据: S000-11; 注意事项3.
    """
    rules = oversight_rules_of(pack)
    if not rules.evaluators_trained:
        return
    training = states.find(EvaluatorTraining, person)
    earliest = plus_months(day, -_YEAR * rules.training_years)
    courses = training.courses if training is not None else ()
    if not any(earliest <= held_on <= day for _, held_on in courses):
        raise errors.NotTrainedError(person=person, valid_years=rules.training_years)


# Inspections


def school_must_be_of_plan(plan: Plan, school: str) -> None:
    """检查范围: a school of the plan by whose rules it appraises. 依据: S000-12."""
    if school not in plan.schools:
        raise errors.NotOfPlanError(school=school, plan_title=plan.title)


def findings_must_have_a_day(command: c.HoldInspection) -> None:
    """限期整改: what is found is to be mended by a day that follows; nothing else is.

    依据: S000-12; S000-09 整改.
    """
    fits = bool(command.findings) is (command.mend_by is not None)
    if not fits or (command.mend_by is not None and command.mend_by <= command.held_on):
        mend_by = command.mend_by.isoformat() if command.mend_by is not None else ""
        raise errors.MendingDayError(findings=len(command.findings), mend_by=mend_by)


def something_must_be_to_mend(state: Inspection, on: date, today: date) -> None:
    """检查整改: of what was found, once, and not before it was. 依据: S000-12; INV8."""
    if state.mend_by is None or state.mended_on is not None:
        mended_on = state.mended_on.isoformat() if state.mended_on is not None else ""
        raise errors.NothingToMendError(mended_on=mended_on)
    if not state.held_on <= on <= today:
        raise errors.DayError(
            on=on.isoformat(), today=today.isoformat(), after=state.held_on.isoformat()
        )


# Reviews of the procedure


def experts_must_be_enough(experts: tuple[str, ...], rules: OversightRules) -> None:
    """专家组: as many as the plan asks for, each once. 依据: S000-14."""
    different = len(set(experts))
    if different != len(experts) or different < rules.experts_min:
        raise errors.ExpertsError(experts=different, required=rules.experts_min)


def every_aspect_must_be_told(aspects: Iterable[Aspect]) -> None:
    """评估内容: all four, each once. 依据: 003-G9."""
    found = sorted(aspects)
    if found != sorted(Aspect):
        missing = ",".join(sorted(set(Aspect) - set(found)))
        raise errors.AspectsError(aspects=len(found), missing=missing)


def adjustment_must_be_recommended(command: c.ReviewProcedure) -> None:
    """评估后调整: who finds that something must change says what. 依据: 003-G9; S000-14."""
    if (command.conclusion is Conclusion.ADJUST) is not bool(command.recommendations):
        raise errors.RecommendationsError(
            conclusion=command.conclusion.value, recommendations=len(command.recommendations)
        )

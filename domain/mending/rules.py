"""Rules of what follows a low grade, each with its basis."""

from __future__ import annotations

from datetime import date

from domain.appraisal.file import PersonnelFile, YearRecord
from domain.mending import errors
from domain.mending.state import Mending, OpenPlan
from domain.planning.oversight_sections import MendingRules
from domain.planning.pack import RulePack
from domain.teacher.state import Teacher


def mending_rules_of(pack: RulePack) -> MendingRules:
    """约谈与整改规则: the pack's, else those of the constants sheet. 依据: S000-09."""
    return pack.mending or MendingRules()


def grade_must_be_told(file: PersonnelFile, person: str, year: int) -> YearRecord:
    """先反馈后运用: a result is the person's once told in writing. 依据: S000-06, S000-08."""
    told = file.year(year)
    if told is None:
        raise errors.NotToldError(teacher=person, year=year)
    return told


def grade_must_be_low(told: YearRecord, person: str, rules: MendingRules) -> None:
    """表现不佳: one of the grades that the plan names. 依据: S000-09."""
    if told.result not in rules.results:
        raise errors.GradeNotLowError(teacher=person, result=told.result.value)


def talk_must_follow_the_notice(told: YearRecord, on: date, today: date) -> None:
    """先反馈后约谈: on the day of the notice or later, and not ahead. 依据: S000-06; INV8."""
    if not told.told_on <= on <= today:
        raise errors.DayError(
            on=on.isoformat(), today=today.isoformat(), after=told.told_on.isoformat()
        )


def grade_must_not_be_talked_about(state: Mending | None, told: YearRecord, person: str) -> None:
    """一次约谈: of each version of a grade. 依据: S000-09."""
    if state is not None and state.version == told.version:
        raise errors.InterviewedError(teacher=person, on=state.talked_on.isoformat())


def talk_must_come_first(state: Mending | None, told: YearRecord, person: str) -> Mending:
    """先约谈后整改: about the grade as it stands. 依据: S000-09."""
    if state is None or state.version != told.version:
        raise errors.InterviewMissingError(teacher=person, year=told.year)
    return state


def no_plan_must_be_open(state: Mending, person: str) -> None:
    """一案一结: the plan before is completed, or known to be missed. 依据: S000-09."""
    if state.plan is not None:
        raise errors.PlanOpenError(teacher=person, due_on=state.plan.due_on.isoformat())


def mending_must_have_time(due_on: date, today: date) -> None:
    """整改期限: a day that is to come. 依据: S000-09."""
    if due_on <= today:
        raise errors.DayError(on=due_on.isoformat(), today=today.isoformat(), after="")


def plan_must_be_open(state: Mending | None, person: str) -> OpenPlan:
    """整改办结: of a plan that is open. 依据: S000-09."""
    if state is None or state.plan is None:
        raise errors.NoPlanError(teacher=person)
    return state.plan


def completion_must_follow(plan: OpenPlan, on: date, today: date) -> None:
    """整改完成日期: from the plan's day on, and not ahead. 依据: S000-09; INV8."""
    if not plan.planned_on <= on <= today:
        raise errors.DayError(
            on=on.isoformat(), today=today.isoformat(), after=plan.planned_on.isoformat()
        )


def plan_must_be_over(plan: OpenPlan, today: date) -> None:
    """整改到期: nothing is missed while there is time. 依据: S000-09."""
    if today <= plan.due_on:
        raise errors.DayError(
            on=today.isoformat(), today=today.isoformat(), after=plan.due_on.isoformat()
        )


def nothing_must_ask_for_it(plan: OpenPlan, teacher: Teacher, person: str, year: int) -> None:
    """终止整改: of a grade that was changed or taken away, or of a person who has left.

    依据: S000-09.
    """
    told = teacher.file.year(year)
    stands = told is not None and told.version == plan.version
    if stands and teacher.exited is None:
        raise errors.StillAskedForError(teacher=person, due_on=plan.due_on.isoformat())


def open_items_must_be_of_plan(plan: OpenPlan, open_count: int) -> None:
    """未完成事项: no more than were planned. 依据: S000-09."""
    if open_count > plan.items_count:
        raise errors.OpenItemsError(open_count=open_count, items=plan.items_count)

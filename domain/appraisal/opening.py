"""From the plan to the frozen population, and the share of 优秀 (制定方案、公布、比例)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import commands as c
from domain.appraisal import events as e
from domain.appraisal import quota_rules, rules
from domain.appraisal.grades import KIND_OF
from domain.appraisal.state import Appraisal
from domain.appraisal.years import span_of
from domain.kernel import States, require, require_absent
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.pack import RulePack
from domain.planning.rules import must_be_adopted
from domain.planning.state import Plan
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data


def plan_appraisal(states: States, command: c.PlanAppraisal) -> e.AppraisalEvent:
    """Plan the appraisal of a year, under the pack that is in force now."""
    require_absent(states, Appraisal, command.appraisal)
    require(states, School, command.body)
    plan = require(states, Plan, command.plan)
    pack_sha256, _ = must_be_adopted(plan)
    rules.body_must_be_of_plan(plan, command.body)
    must_hold_no_personal_data({"document": command.document})
    return e.AppraisalPlanned(
        body=command.body,
        year=command.year,
        plan=command.plan,
        pack_sha256=pack_sha256,
        document=command.document,
    )


def open_up(
    states: States, state: Appraisal, command: c.OpeningCommand, pack: RulePack, today: date
) -> e.AppraisalEvent:
    """Hear the staff, freeze who takes part, set the share."""
    match command:
        case c.HearStaff():
            rules.must_not_be_open(state)
            rules.must_not_lie_ahead(command.on, today)
            rules.congress_must_be_quorate(command, pack.congress)
            return e.StaffHeard(**command.model_dump(exclude={"appraisal"}))
        case c.OpenAppraisal():
            return _freeze(states, state, command, pack, today)
        case c.SetExcellentShare():
            rules.must_be_open(state)
            quota_rules.share_may_be_set(state, command.ground)
            must_hold_no_personal_data({"document": command.document})
            return e.ExcellentShareSet(
                kind=KIND_OF[command.ground], ground=command.ground, document=command.document
            )
        case _:
            assert_never(command)


def _freeze(
    states: States, state: Appraisal, command: c.OpenAppraisal, pack: RulePack, today: date
) -> e.AppraisalEvent:
    rules.must_not_be_open(state)
    rules.staff_must_be_heard(state)
    rules.people_must_be_named_once(command.teachers)
    span = span_of(state.year, appraisal_rules_of(pack).year)
    for person in command.teachers:
        teacher = require(states, Teacher, person)
        rules.must_be_appraised_here(state.school, person, teacher, span)
    return e.AppraisalOpened(teachers=command.teachers, on=today)

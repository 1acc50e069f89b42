"""Decisions in the oversight of appraisals (培训、检查、评估)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.oversight import commands as c
from domain.oversight import events as e
from domain.oversight import rules
from domain.oversight.state import EvaluatorTraining, Inspection, ProcedureReview
from domain.planning.rules import must_be_adopted
from domain.planning.state import Plan
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.OversightCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    match command:
        case c.TrainEvaluator():
            trained = _train(states, command, today)
            return (Recorded(stream_of(EvaluatorTraining, command.person), trained),)
        case c.HoldInspection():
            inspected = _inspect(states, command, today)
            return (Recorded(stream_of(Inspection, command.inspection), inspected),)
        case c.MendFindings():
            state = require(states, Inspection, command.inspection)
            rules.something_must_be_to_mend(state, command.on, today)
            must_hold_no_personal_data({"measures": command.measures})
            mended = e.FindingsMended(on=command.on, measures=command.measures)
            return (Recorded(stream_of(Inspection, command.inspection), mended),)
        case c.ReviewProcedure():
            reviewed = _review(states, command, today)
            return (Recorded(stream_of(ProcedureReview, command.review), reviewed),)
        case _:
            assert_never(command)


def _train(states: States, command: c.TrainEvaluator, today: date) -> e.EvaluatorTrained:
    rules.must_not_lie_ahead(command.held_on, today)
    rules.course_must_be_new(states.find(EvaluatorTraining, command.person), command)
    must_hold_no_personal_data({"course": command.course, "document": command.document})
    return e.EvaluatorTrained(**command.model_dump(exclude={"person"}))


def _inspect(states: States, command: c.HoldInspection, today: date) -> e.InspectionHeld:
    require_absent(states, Inspection, command.inspection)
    plan = require(states, Plan, command.plan)
    must_be_adopted(plan)
    rules.school_must_be_of_plan(plan, command.school)
    rules.must_not_lie_ahead(command.held_on, today)
    rules.findings_must_have_a_day(command)
    told = {f"findings.{number}": text for number, text in enumerate(command.findings, start=1)}
    must_hold_no_personal_data({**told, "document": command.document})
    return e.InspectionHeld(**command.model_dump(exclude={"inspection"}))


def _review(states: States, command: c.ReviewProcedure, today: date) -> e.ProcedureReviewed:
    require_absent(states, ProcedureReview, command.review)
    plan = require(states, Plan, command.plan)
    pack_sha256, _ = must_be_adopted(plan)
    rules.must_not_lie_ahead(command.held_on, today)
    of_pack = rules.oversight_rules_of(plan.packs[pack_sha256])
    rules.experts_must_be_enough(command.experts, of_pack)
    rules.every_aspect_must_be_told(each.aspect for each in command.aspects)
    rules.adjustment_must_be_recommended(command)
    texts = [each.finding for each in command.aspects] + list(command.recommendations)
    told = {f"text.{number}": text for number, text in enumerate(texts, start=1)}
    must_hold_no_personal_data({**told, "document": command.document})
    return e.ProcedureReviewed(
        plan=command.plan,
        owner=plan.owner,
        pack_sha256=pack_sha256,
        experts=command.experts,
        held_on=command.held_on,
        aspects=command.aspects,
        conclusion=command.conclusion,
        recommendations=command.recommendations,
        document=command.document,
    )

"""Decisions on teaching awards (教学奖)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.award import commands as c
from domain.award import events as e
from domain.award import rules
from domain.award.state import TeachingAwards
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.rules import must_be_adopted
from domain.planning.state import Plan
from domain.review.state import ReviewYear, year_id
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def decide(states: States, command: c.AwardCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted, by the pack in force.

    Raises:
        DomainError: A rule refuses the command.
    """
    plan = require(states, Plan, command.plan)
    teacher = require(states, Teacher, command.teacher)
    state = states.find(TeachingAwards, command.teacher)
    pack_sha256, _ = must_be_adopted(plan)
    pack = plan.packs[pack_sha256]
    rules.award_must_be_new(state, command)
    rules.award_must_not_be_barred(command.teacher, teacher.file, beijing_date(at))
    years = (states.find(ReviewYear, year_id(command.plan, each)) for each in plan.schools)
    rules.honours_must_not_be_forfeited(years, command.teacher)
    match command.kind:
        case e.AwardKind.REACHED:
            rules.mean_must_be_higher(command)
        case e.AwardKind.EXCELLED:
            rules.mean_must_be_higher(command)
            rules.lead_must_be_reached(command, pack)
        case e.AwardKind.MODEL:
            rules.wins_must_be_enough(state, pack)
        case _:
            assert_never(command.kind)
    granted = e.TeachingAwardGranted(
        school=teacher.school, **command.model_dump(exclude={"teacher"})
    )
    return (Recorded(stream_of(TeachingAwards, command.teacher), granted),)

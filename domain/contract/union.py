"""The union is told before the unit ends a contract, may object, and is answered (工会意见)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.contract.grounds import ground_must_be_listed
from domain.contract.state import Contract, UnionHearing
from domain.planning.protection_sections import ExitRules
from domain.teacher.events import ExitGround
from domain.values.calendar import end_of_days
from domain.values.privacy import must_hold_no_personal_data

ONE_SIDED = frozenset(
    {
        ExitGround.ABSENCE_CONSECUTIVE,
        ExitGround.ABSENCE_IN_YEAR,
        ExitGround.UNQUALIFIED_REFUSES_POST,
        ExitGround.UNQUALIFIED_TWICE,
        ExitGround.EXPELLED,
        ExitGround.TEACHERS_LAW_37,
    }
)
"""Grounds on which the unit alone ends a contract before its term (单方面解除)."""
_DAYS = 5
"""Days for the opinion where a unit tells the union though its pack demands nothing."""


def consult(
    contract: Contract, command: c.UnionCommand, rules: ExitRules, on: date
) -> e.UnionEvent:
    """Tell the union, hear it, or answer it.

    Raises:
        DomainError: A rule refuses the step.
    """
    match command:
        case c.TellUnion():
            ground = ground_must_be_one_sided(command.ground)
            union_may_be_told(contract, ground, on)
            must_hold_no_personal_data({"document": command.document})
            return e.UnionTold(
                teacher=contract.teacher,
                ground=ground,
                document=command.document,
                on=on,
                opinion_until=end_of_days(on, rules.union_days or _DAYS),
            )
        case c.GiveUnionOpinion():
            opinion_must_be_awaited(contract, on)
            must_hold_no_personal_data({"opinion": command.opinion})
            return e.UnionOpinionGiven(
                teacher=contract.teacher, objects=command.objects, opinion=command.opinion, on=on
            )
        case c.AnswerUnion():
            answer_must_be_awaited(contract)
            must_hold_no_personal_data({"document": command.document})
            return e.UnionAnswered(teacher=contract.teacher, document=command.document, on=on)
        case _:
            assert_never(command)


def ground_must_be_one_sided(named: str) -> ExitGround:
    """单方面解除: what ends by itself, or by both, is none of it. 依据: 工会法 第22条 (B8-07)."""
    ground = ground_must_be_listed(named, protected=False)
    if ground not in ONE_SIDED:
        raise errors.UnionStepError(step="ground", ground=ground.value)
    return ground


def union_may_be_told(contract: Contract, ground: ExitGround, on: date) -> None:
    """事先告知: about one ground at a time; an objection is answered before the union is told anew.

    What happens later is told again, also where it is the same ground.
    依据: 工会法 第22条 (B8-07).
    """
    told = contract.union
    if told is None:
        return
    runs = told.ground is ground and told.objects is None and on <= told.opinion_until
    if runs or (told.objects and told.answered_on is None):
        raise errors.UnionStepError(step="told" if runs else "unanswered", ground=told.ground.value)


def opinion_must_be_awaited(contract: Contract, on: date) -> UnionHearing:
    """工会意见: once, within the days of the plan. 依据: 工会法 第22条 (B8-07; days local)."""
    told = contract.union
    if told is None or told.objects is not None or on > told.opinion_until:
        until = told.opinion_until.isoformat() if told is not None else ""
        raise errors.UnionStepError(step="opinion", opinion_until=until)
    return told


def answer_must_be_awaited(contract: Contract) -> None:
    """书面答复工会: an objection is answered, once. 依据: 工会法 第22条 (B8-07)."""
    told = contract.union
    if told is None or not told.objects or told.answered_on is not None:
        raise errors.UnionStepError(step="answer")


def union_must_be_heard(contract: Contract, ground: ExitGround, rules: ExitRules, on: date) -> None:
    """先听工会意见: told of the ground, its days over or its opinion given, an objection answered.

    Where the pack of the contract demands it, and for what the unit ends alone.
    依据: 工会法 第22条 (B8-07).
    """
    if rules.union_days is None or ground not in ONE_SIDED:
        return
    told = contract.union
    if told is None or told.ground is not ground:
        raise errors.UnionNotToldError(teacher=contract.teacher, ground=ground.value)
    if told.objects is None and on <= told.opinion_until:
        raise errors.UnionDaysRunError(opinion_until=told.opinion_until.isoformat())
    if told.objects and told.answered_on is None:
        raise errors.UnionNotAnsweredError(teacher=contract.teacher, ground=ground.value)

"""Decisions on contracts (聘约)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from domain.contract import commands as c
from domain.contract import events as e
from domain.contract import rules
from domain.contract.ending import decide_ending
from domain.contract.office_signing import decide_office_contract
from domain.contract.state import Contract
from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.ContractCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    if isinstance(command, c.EndingCommand):
        return decide_ending(states, command, at)
    if isinstance(command, c.OfficeContractCommand):
        return decide_office_contract(states, command, at)
    match command:
        case c.SignContract():
            event: e.ContractEvent = _sign(states, command)
        case c.FileContract():
            event = _file(states, command, at)
        case _:
            assert_never(command)
    return (Recorded(stream_of(Contract, command.contract), event),)


def _sign(states: States, command: c.SignContract) -> e.ContractEvent:
    require_absent(states, Contract, command.contract)
    round_ = require(states, RecruitmentRound, command.round)
    pack = require(states, Plan, round_.plan).packs[round_.pack_sha256]
    teacher = require(states, Teacher, command.teacher)
    held = rules.post_set_must_be_held(teacher, command)
    rules.appointment_must_be_final(round_, pack)
    rules.renewal_must_be_approved(teacher, command)
    rules.copies_must_be_made(command, pack.contract)
    rules.term_must_follow_the_post(command, held)
    if teacher.safeguards.to_retirement is None:
        rules.term_must_be_in_bounds(command, pack.contract)
    else:
        rules.term_must_reach_retirement(command, teacher.safeguards.to_retirement)
    rules.contents_must_be_told(command)
    must_hold_no_personal_data(rules.texts_of(command))
    return e.ContractSigned(
        teacher=command.teacher,
        school=command.school,
        round=command.round,
        posts=command.posts,
        staff_class=held.staff_class,
        from_on=command.from_on,
        until_on=command.until_on,
        copies=command.copies,
        duties=command.duties,
        targets=command.targets,
        conditions=command.conditions,
        liability=command.liability,
        probation_until=rules.end_of_probation(teacher, command, pack.contract),
    )


def _file(states: States, command: c.FileContract, at: datetime) -> e.ContractEvent:
    contract = require(states, Contract, command.contract)
    rules.must_not_be_filed(contract)
    round_ = require(states, RecruitmentRound, contract.round)
    plan = require(states, Plan, round_.plan)
    within = plan.packs[round_.pack_sha256].contract.file_within_days
    begins_on = max(plan.timetable.term_starts_on, contract.from_on)
    due_on = begins_on + timedelta(days=within)
    today = beijing_date(at)
    return e.ContractFiled(on=today, due_on=due_on, late=rules.is_late(today, due_on))

"""Contracts for offices: cadres, class teachers, part-time researchers (职务聘约).

The seed has whoever takes up an office sign a contract first of all, as teachers do: duties,
term, targets, conditions, liability; three copies, one on file within a week of the start of
school (S002-28, S002-29). A term of its own the seed does not give it, so it has the office's.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from domain.contract import commands as c
from domain.contract import errors, rules
from domain.contract import events as e
from domain.contract.office_state import OfficeContract
from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.office.rules import pack_digest_in_force
from domain.planning.state import Plan
from domain.school.office import Office
from domain.school.state import School
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide_office_contract(
    states: States, command: c.OfficeContractCommand, at: datetime
) -> Decision:
    """Decide about the contract for an office."""
    on = beijing_date(at)
    match command:
        case c.SignOfficeContract():
            event: e.OfficeContractEvent = _sign(states, command, on)
        case c.FileOfficeContract():
            event = _file(states, command, on)
        case _:
            assert_never(command)
    return (Recorded(stream_of(OfficeContract, command.contract), event),)


def _sign(states: States, command: c.SignOfficeContract, on: date) -> e.OfficeContractSigned:
    require_absent(states, OfficeContract, command.contract)
    plan = require(states, Plan, command.plan)
    sha256 = pack_digest_in_force(plan, command.plan)
    office = office_must_be_taken_up(require(states, School, command.school), command, on)
    rules.copies_must_be_made(command, plan.packs[sha256].contract)
    rules.contents_must_be_told(command)
    must_hold_no_personal_data(rules.texts_of(command))
    return e.OfficeContractSigned(
        plan=command.plan,
        pack_sha256=sha256,
        teacher=command.teacher,
        school=command.school,
        title=command.title,
        from_on=office.from_on,
        until_on=office.until_on,
        copies=command.copies,
        duties=command.duties,
        targets=command.targets,
        conditions=command.conditions,
        liability=command.liability,
    )


def office_must_be_taken_up(school: School, command: c.SignOfficeContract, on: date) -> Office:
    """先上岗后签约: the office is held, and its term has begun. 依据: S002-28."""
    for office in school.offices_of(command.teacher):
        same = (office.title, office.from_on) == (command.title, command.from_on)
        if same and office.from_on <= on:
            return office
    raise errors.OfficeNotHeldError(
        teacher=command.teacher,
        school=command.school,
        title=command.title,
        from_on=command.from_on.isoformat(),
    )


def _file(states: States, command: c.FileOfficeContract, on: date) -> e.OfficeContractFiled:
    contract = require(states, OfficeContract, command.contract)
    rules.must_not_be_filed(contract)
    due_on = filing_due_on(contract, require(states, Plan, contract.plan))
    return e.OfficeContractFiled(on=on, due_on=due_on, late=rules.is_late(on, due_on))


def filing_due_on(contract: OfficeContract, plan: Plan) -> date:
    """职务聘约备案: within a week of the start of school, or of the office where that is later.

    依据: S002-29 (T50).
    """
    within = plan.packs[contract.pack_sha256].contract.file_within_days
    begins_on = max(plan.timetable.term_starts_on, contract.from_on)
    return begins_on + timedelta(days=within)

"""The end of a contract: extended by law, ended on a closed list of grounds (解除、终止)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from domain.appraisal.grades import TermResult
from domain.contract import commands as c
from domain.contract import errors, grounds
from domain.contract import events as e
from domain.contract.current import contract_in_force
from domain.contract.extending import extension
from domain.contract.state import Contract, exit_rules_for, pack_of
from domain.contract.union import consult, union_must_be_heard
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.protection_sections import exit_rules_of
from domain.protection.kinds import Effect
from domain.protection.rules import must_not_be_dismissed
from domain.teacher.events import ExitGround
from domain.teacher.exiting import exit_of
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher
from domain.values.calendar import end_of_days
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date

_ONE = timedelta(days=1)


def decide_ending(states: States, command: c.EndingCommand, at: datetime) -> Decision:
    """Decide about the end of a contract, or that it runs on.

    Raises:
        DomainError: A rule refuses the command.
    """
    contract = require(states, Contract, command.contract)
    if contract.ended_on is not None:
        raise errors.ContractEndedError(ended_on=contract.ended_on.isoformat())
    teacher = require(states, Teacher, contract.teacher)
    must_be_in_service(teacher, contract.teacher)
    on = beijing_date(at)
    if not isinstance(command, c.ExtendContract | c.WithdrawTerminationNotice):
        must_be_in_force(states, command.contract, contract, teacher)
    match command:
        case c.ExtendContract():
            event: e.ContractEvent = _extend(contract, teacher, on)
        case c.ServeTerminationNotice():
            event = _serve(states, contract, teacher, command, on)
        case c.WithdrawTerminationNotice():
            event = _withdraw(contract, command, on)
        case c.TerminateContract():
            event = _terminate(states, contract, teacher, command, on)
        case c.EndContractByAgreement():
            ground = ExitGround.AGREEMENT
            rules = exit_rules_for(states, contract)
            grounds.nobody_leaves_under_inquiry(ground, contract.teacher, teacher.file, on, rules)
            event = e.ContractEnded(teacher=contract.teacher, ground=ground, on=on)
        case c.TellUnion() | c.GiveUnionOpinion() | c.AnswerUnion():
            event = consult(contract, command, exit_rules_for(states, contract), on)
        case _:
            assert_never(command)
    recorded = Recorded(stream_of(Contract, command.contract), event)
    if isinstance(event, e.ContractTerminated | e.ContractEnded):
        return (recorded, *exit_of(states, teacher, contract.teacher, event.ground, on))
    return (recorded,)


def _extend(contract: Contract, teacher: Teacher, on: date) -> e.ContractEvent:
    longer = extension(contract, teacher.safeguards, on)
    if longer is None:
        raise errors.NothingToExtendError(until_on=contract.until_on.isoformat())
    return longer


def _serve(
    states: States,
    contract: Contract,
    teacher: Teacher,
    command: c.ServeTerminationNotice,
    on: date,
) -> e.ContractEvent:
    """送达解除通知: in writing, the pack's days ahead, by law thirty; the day of service is none.

    依据: 条例 第16条; 民法典 第201条、第203条 (T12).
    """
    ground = _ground(contract, teacher, command.ground, on)
    if ground not in grounds.WITH_NOTICE or contract.termination is not None:
        raise errors.NoticeNotServedError(
            ground=ground.value, served=int(contract.termination is not None)
        )
    pack = pack_of(states, contract)
    grounds.told_years_must_be_over(command.appraisals, on, appraisal_rules_of(pack))
    unqualified = grounds.failed_years(teacher.file, command.appraisals)
    grounds.appraisals_must_suffice(ground, unqualified, refuses_post=command.refuses_post)
    must_hold_no_personal_data({"document": command.document})
    days = exit_rules_of(pack).termination_notice_days
    return e.TerminationNoticeServed(
        teacher=contract.teacher,
        ground=ground,
        document=command.document,
        appraisals=command.appraisals,
        refuses_post=command.refuses_post,
        unqualified_years=unqualified,
        on=on,
        notice_until=end_of_days(on, days),
    )


def _withdraw(
    contract: Contract, command: c.WithdrawTerminationNotice, on: date
) -> e.ContractEvent:
    if contract.termination is None:
        raise errors.NoticeNotServedError(ground="", served=0)
    must_hold_no_personal_data({"document": command.document})
    return e.TerminationNoticeWithdrawn(teacher=contract.teacher, document=command.document, on=on)


def _terminate(
    states: States, contract: Contract, teacher: Teacher, command: c.TerminateContract, on: date
) -> e.ContractEvent:
    ground = _ground(contract, teacher, command.ground, on)
    notice_must_be_over(contract, ground, on)
    grounds.appraisals_must_still_suffice(ground, contract.termination, teacher.file)
    term_must_be_over(contract, ground, on)
    must_not_be_renewed(contract, teacher, ground)
    must_not_be_due_to_retirement(contract, teacher, ground, on)
    rules = exit_rules_for(states, contract)
    grounds.nobody_leaves_under_inquiry(ground, contract.teacher, teacher.file, on, rules)
    days = grounds.absence_must_suffice(ground, teacher, rules)
    union_must_be_heard(contract, ground, rules, on)
    must_hold_no_personal_data({"document": command.document})
    return e.ContractTerminated(
        teacher=contract.teacher,
        ground=ground,
        document=command.document,
        working_days=days,
        on=on,
    )


def _ground(contract: Contract, teacher: Teacher, named: str, on: date) -> ExitGround:
    """Return the ground, where it is one, and one that may be used against this person now."""
    protected = teacher.safeguards.has(on, Effect.BARS_TERMINATION)
    ground = grounds.ground_must_be_listed(named, protected=protected)
    if ground in grounds.WITHOUT_FAULT:
        must_not_be_dismissed(teacher.safeguards, contract.teacher, on)
    return ground


def notice_must_be_over(contract: Contract, ground: ExitGround, on: date) -> None:
    """通知期满: for appraisals the contract ends after the last day of the notice only.

    依据: 条例 第16条; 民法典 第201条 (T12).
    """
    if ground not in grounds.WITH_NOTICE:
        return
    notice = contract.termination
    if notice is None or notice.ground is not ground:
        raise errors.NoticeNotServedError(ground=ground.value, served=int(notice is not None))
    if on <= notice.notice_until:
        earliest = notice.notice_until + _ONE
        raise errors.NoticeNotOverError(
            notice_until=notice.notice_until.isoformat(), earliest=earliest.isoformat()
        )


def term_must_be_over(contract: Contract, ground: ExitGround, on: date) -> None:
    """期满终止: after the last day of the term, with what it was extended by. 依据: 条例 第12条."""
    if ground is ExitGround.EXPIRY_NOT_RENEWED and on < contract.until_on:
        raise errors.NotExpiredError(until_on=contract.until_on.isoformat())


def must_not_be_renewed(contract: Contract, teacher: Teacher, ground: ExitGround) -> None:
    """期满已续聘: who holds a post of a later round was hired again. 依据: 条例 第12条, INV1."""
    last = teacher.hired[-1] if teacher.holds is not None and teacher.hired else None
    renewed = last is not None and (last.round, last.posts) != (contract.round, contract.posts)
    if ground is ExitGround.EXPIRY_NOT_RENEWED and renewed:
        raise errors.ContractRenewedError(teacher=contract.teacher)


def must_be_in_force(states: States, name: str, contract: Contract, teacher: Teacher) -> None:
    """现行聘约: service ends with the contract in force, never with one that another followed.

    Else a school that she left could end her service in the next; nor with that of an appointment
    that was revoked, whose school is not hers. 依据: 条例 第15条至第18条, INV1; E.5.
    """
    if (contract.round, contract.posts) in {(x.round, x.posts) for x in teacher.revoked}:
        raise errors.AppointmentFellError(teacher=contract.teacher, round=contract.round)
    found = contract_in_force(states, teacher, contract.teacher)
    if found is not None and found[0] != name:
        raise errors.ContractRenewedError(teacher=contract.teacher)


def must_not_be_due_to_retirement(
    contract: Contract, teacher: Teacher, ground: ExitGround, on: date
) -> None:
    """聘用至退休: who lawfully asked for a term to retirement is not left without a contract.

    But for a term that failed, which the authority above may still renew.
    依据: 条例 第14条 (B3-06); 考核规定 第32条 (B8-06).
    """
    retires_on = teacher.safeguards.to_retirement
    if ground is not ExitGround.EXPIRY_NOT_RENEWED or retires_on is None or retires_on <= on:
        return
    term = teacher.file.last_term_at(contract.school)
    if term is None or term.result is TermResult.QUALIFIED or term.renewal_approved:
        raise errors.DueToRetirementError(
            teacher=contract.teacher, retires_on=retires_on.isoformat()
        )

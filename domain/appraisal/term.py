"""The appraisal of a contract's term, and renewal after one that failed (聘期考核、续聘)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import file_commands as c
from domain.appraisal import file_errors
from domain.appraisal import file_events as e
from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import BELOW, Result, Targets, TermResult
from domain.appraisal.rules import team_must_decide_together
from domain.appraisal.years import span_of, year_begun_on
from domain.contract.state import Contract
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.appraisal_sections import (
    AnnualAppraisalRules,
    AppraisalYear,
    appraisal_rules_of,
)
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.privacy import must_hold_no_personal_data


def decide_term(states: States, command: c.TermCommand, today: date) -> Decision:
    """Appraise the term, or approve a renewal after one that failed."""
    file = require(states, Teacher, command.teacher).file
    contract = require(states, Contract, command.contract)
    contract_must_be_the_teachers(contract, command)
    must_hold_no_personal_data({"document": command.document})
    match command:
        case c.AppraiseTerm():
            event: e.FileEvent = _appraise(states, file, contract, command, today)
        case c.ApproveRenewal():
            renewal_must_need_approval(file, command.contract)
            event = e.RenewalApproved(
                contract=command.contract, document=command.document, on=today
            )
        case _:
            assert_never(command)
    return (Recorded(stream_of(Teacher, command.teacher), event),)


def _appraise(
    states: States,
    file: PersonnelFile,
    contract: Contract,
    command: c.AppraiseTerm,
    today: date,
) -> e.ContractTermAppraised:
    round_ = require(states, RecruitmentRound, contract.round)
    of_pack = appraisal_rules_of(require(states, Plan, round_.plan).packs[round_.pack_sha256])
    term_must_not_be_appraised(file, contract, command.contract)
    term_must_be_ending(contract, today, of_pack)
    team_must_decide_together(command, of_pack)
    term_result_must_follow(file, contract, command, of_pack)
    term_that_passed_must_pass(file, contract, command, of_pack, today)
    return e.ContractTermAppraised(
        contract=command.contract,
        school=contract.school,
        targets=command.targets,
        result=command.result,
        document=command.document,
        members=command.members,
        present=command.present,
        in_favour=command.in_favour,
        late=today >= contract.until_on,
        on=today,
    )


def contract_must_be_the_teachers(contract: Contract, command: c.TermCommand) -> None:
    """聘期考核对象: the term is that of the person's own contract. 依据: 考核规定 第18条."""
    if contract.teacher != command.teacher:
        raise file_errors.TermContractError(teacher=command.teacher, of=contract.teacher)


def term_must_not_be_appraised(file: PersonnelFile, contract: Contract, name: str) -> None:
    """聘期考核一次: of a term that was not cut short. 依据: 考核规定 第18条 (B8-06)."""
    if file.term(name) is not None or contract.ended_on is not None:
        ended = contract.ended_on
        raise file_errors.TermAppraisedError(
            contract=name, ended_on=ended.isoformat() if ended else ""
        )


def term_must_be_ending(contract: Contract, today: date, rules: AnnualAppraisalRules) -> None:
    """期满前一个月内: normally within the month before the term runs out; later is told as late.

    依据: 考核规定 第18、32条 (B8-06).
    """
    earliest = plus_months(contract.until_on, -rules.term_months)
    if today < earliest:
        raise file_errors.TermTooEarlyError(today=today.isoformat(), earliest=earliest.isoformat())


def term_result_must_follow(
    file: PersonnelFile, contract: Contract, command: c.AppraiseTerm, rules: AnnualAppraisalRules
) -> None:
    """聘期合格: targets done, and no year of the term graded below 合格.

    Targets missed without reason leave 不合格 only. A year without a grade is not below.
    依据: 考核规定 第20、21条 (B9-13).
    """
    excused = command.targets is Targets.MISSED_FOR_REASON and rules.term_excuses
    reached = command.targets is Targets.DONE or excused
    low = _years_below(file, contract, rules.year)
    if command.result is TermResult.QUALIFIED and (low or not reached):
        raise file_errors.TermResultError(
            targets=command.targets.value, years_below="、".join(str(year) for year in low)
        )


def term_that_passed_must_pass(
    file: PersonnelFile,
    contract: Contract,
    command: c.AppraiseTerm,
    rules: AnnualAppraisalRules,
    today: date,
) -> None:
    """应当确定为合格: targets done, and every year of the term 合格 or better by the file.

    Where the file is silent about a whole year of the term, or has it without a grade, people
    say what that means.
    依据: 考核规定 第20条 (B9-13).
    """
    spans = {year: span_of(year, rules.year) for year in _years_of(contract, rules.year)}
    over = {
        year
        for year, span in spans.items()
        if contract.from_on <= span.from_on and span.until_on <= min(contract.until_on, today)
    }
    known = {each.year: each.result for each in file.years if each.year in spans}
    all_passed = bool(known) and over <= known.keys() and set(known.values()) <= _PASSED
    if command.result is TermResult.UNQUALIFIED and command.targets is Targets.DONE and all_passed:
        years = "、".join(str(year) for year in sorted(known))
        raise file_errors.TermPassedError(contract=command.contract, years=years)


_PASSED = frozenset({Result.EXCELLENT, Result.QUALIFIED})


def _years_of(contract: Contract, kind: AppraisalYear) -> range:
    """Return the years of a term: from the one in which it begins to its last."""
    last = contract.until_on.year
    begins_after_it = span_of(last, kind).from_on >= contract.until_on
    return range(year_begun_on(contract.from_on, kind), last + (not begins_after_it))


def _years_below(file: PersonnelFile, contract: Contract, kind: AppraisalYear) -> tuple[int, ...]:
    """Return the failed years of a term."""
    years = _years_of(contract, kind)
    return tuple(each.year for each in file.years if each.result in BELOW and each.year in years)


def renewal_must_need_approval(file: PersonnelFile, contract: str) -> None:
    """批准续聘: after a term that failed, once. 依据: 考核规定 第32条 (B8-06)."""
    found = file.term(contract)
    if found is None or found.result is TermResult.QUALIFIED or found.renewal_approved:
        raise file_errors.RenewalApprovalError(contract=contract)

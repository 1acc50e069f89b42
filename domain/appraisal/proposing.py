"""Reports, the democratic appraisal, proposals (述职、测评、建议档次)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import commands as c
from domain.appraisal import events as e
from domain.appraisal import quota_rules, rules
from domain.appraisal.admissibility import Asked, Circumstances, only_result, result_must_be_open
from domain.appraisal.grades import Result
from domain.appraisal.state import Appraisal
from domain.appraisal.years import span_of
from domain.award.threshold import award_must_allow_excellent
from domain.kernel import States, require
from domain.planning.appraisal_sections import AnnualAppraisalRules, appraisal_rules_of
from domain.planning.pack import RulePack
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data


def circumstances(
    states: States, state: Appraisal, person: str, of_pack: AnnualAppraisalRules, on: date
) -> Circumstances:
    """Return what bears on a person's result on a day, by everything that is known now."""
    teacher, taking_part = require(states, Teacher, person), rules.participant(state, person)
    return Circumstances(
        teacher=person,
        refused=taking_part.refused,
        ethics_failed=taking_part.ethics_failed,
        service_started_on=teacher.service_started_on,
        file=teacher.file,
        span=span_of(state.year, of_pack.year),
        on=on,
        first_on=taking_part.first_on or on,
        rules=of_pack,
    )


def go_on(
    states: States, state: Appraisal, command: c.ProposingCommand, pack: RulePack, today: date
) -> e.AppraisalEvent:
    """Take a step from the report to the proposal."""
    rules.must_be_open(state)
    match command:
        case c.SubmitWorkReport():
            taking_part = rules.participant(state, command.teacher)
            rules.must_have_done_neither(command.teacher, taking_part)
            return e.WorkReportSubmitted(teacher=command.teacher, on=today)
        case c.RecordRefusal():
            return _refuse(state, command, today)
        case c.FailEthicsGate():
            taking_part = rules.participant(state, command.teacher)
            rules.ethics_ground_must_be_listed(command, taking_part, appraisal_rules_of(pack))
            must_hold_no_personal_data({"document": command.document})
            return e.EthicsGateFailed(
                teacher=command.teacher, ground=command.ground, document=command.document, on=today
            )
        case c.CloseBallot():
            rules.ballot_must_be_new(state)
            at_work = sum(
                require(states, Teacher, each).works_at(state.school, today)
                for each in state.people
            )
            rules.ballot_must_be_quorate(command, pack.democratic_appraisal, at_work)
            rules.ballots_must_fit(state, command.ballots, command.present)
            return e.DemocraticAppraisalClosed(
                staff=command.staff, present=command.present, ballots=command.ballots
            )
        case c.ProposeGrade():
            return _propose(states, state, command, pack, today)
        case _:
            assert_never(command)


def _refuse(state: Appraisal, command: c.RecordRefusal, today: date) -> e.AppraisalEvent:
    taking_part = rules.participant(state, command.teacher)
    rules.must_have_done_neither(command.teacher, taking_part)
    rules.must_not_lie_ahead(command.educated_on, today)
    must_hold_no_personal_data({"document": command.document})
    return e.ParticipationRefused(
        teacher=command.teacher, educated_on=command.educated_on, document=command.document
    )


def _propose(
    states: States,
    state: Appraisal,
    command: c.ProposeGrade,
    pack: RulePack,
    today: date,
) -> e.AppraisalEvent:
    of_pack = appraisal_rules_of(pack)
    taking_part = rules.participant(state, command.teacher)
    rules.must_not_be_decided(command.teacher, taking_part)
    rules.ballot_must_be_closed(state, of_pack)
    about = circumstances(states, state, command.teacher, of_pack, today)
    commented = command.comment is not None
    result_must_be_open(about, Asked(command.result, commented))
    rules.must_have_reported(command.teacher, taking_part, only_result(about))
    if command.result is Result.EXCELLENT:
        award_must_allow_excellent(states, command.teacher, today, pack)
        quota_rules.excellent_must_fit(state, of_pack, also=command.teacher)
    must_hold_no_personal_data({"evidence": command.evidence})
    return e.GradeProposed(
        teacher=command.teacher,
        result=command.result,
        commented=commented,
        evidence=command.evidence,
        on=today,
    )

"""The leading team's decision, and what changes it later (集体决定、补定、更正)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import commands as c
from domain.appraisal import errors, quota_rules, rules
from domain.appraisal import events as e
from domain.appraisal.admissibility import Asked, Circumstances, only_result, result_must_be_open
from domain.appraisal.grades import GRADES, Result
from domain.appraisal.proposing import circumstances
from domain.appraisal.state import Appraisal, Participant
from domain.appraisal.years import span_of
from domain.award.threshold import award_must_allow_excellent
from domain.dispute.state import DisputeCase
from domain.kernel import DomainError, States, require
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.planning.state import Plan
from domain.values.privacy import must_hold_no_personal_data


def settle(
    states: States,
    state: Appraisal,
    command: c.DecidingCommand,
    of_pack: AnnualAppraisalRules,
    today: date,
) -> e.AppraisalEvent:
    """Decide what was proposed, add what was put off, or correct what stands."""
    rules.must_be_open(state)
    rules.team_must_decide_together(command, of_pack)
    match command:
        case c.DecideGrades():
            return _decide(states, state, command, of_pack, today)
        case c.AddGrade():
            return _add(states, state, command, of_pack, today)
        case c.CorrectGrade():
            return _correct(states, state, command, of_pack, today)
        case _:
            assert_never(command)


def _decide(
    states: States,
    state: Appraisal,
    command: c.DecideGrades,
    of_pack: AnnualAppraisalRules,
    today: date,
) -> e.AppraisalEvent:
    """Ask all that was asked at the proposal again: facts may have come in since."""
    rules.people_must_be_named_once(command.teachers)
    rules.year_must_be_ending(span_of(state.year, of_pack.year), today, of_pack)
    excellent = quota_rules.excellent_must_fit(state, of_pack)
    decided = tuple(
        e.Decided(teacher=person, result=_granted(states, state, person, of_pack, today))
        for person in command.teachers
    )
    return e.GradesDecided(
        grades=decided,
        staff=len(state.people),
        excellent=excellent,
        most=quota_rules.most_excellent(state, of_pack),
        members=command.members,
        present=command.present,
        in_favour=command.in_favour,
        on=today,
    )


def _granted(
    states: States, state: Appraisal, person: str, of_pack: AnnualAppraisalRules, today: date
) -> Result:
    taking_part = rules.participant(state, person)
    rules.must_not_be_decided(person, taking_part)
    result = rules.must_be_proposed(person, taking_part)
    about = circumstances(states, state, person, of_pack, today)
    result_must_be_open(about, Asked(result, taking_part.commented))
    rules.must_have_reported(person, taking_part, only_result(about))
    return result


def _add(
    states: States,
    state: Appraisal,
    command: c.AddGrade,
    of_pack: AnnualAppraisalRules,
    today: date,
) -> e.AppraisalEvent:
    """补定档次: once the investigation is over, whatever it came to. 依据: 考核规定 第42条."""
    taking_part = rules.participant(state, command.teacher)
    rules.grade_must_be_missing(command.teacher, taking_part)
    _must_be_open_to(states, state, command, of_pack, today)
    about = circumstances(states, state, command.teacher, of_pack, today)
    _must_not_be_worse(states, taking_part, about, command.result)
    must_hold_no_personal_data({"authority": command.authority})
    return e.GradeAdded(
        teacher=command.teacher,
        result=command.result,
        commented=command.comment is not None,
        version=taking_part.version + 1,
        members=command.members,
        present=command.present,
        in_favour=command.in_favour,
        authority=command.authority,
        on=today,
    )


def _must_not_be_worse(
    states: States, taking_part: Participant, about: Circumstances, result: Result
) -> None:
    """不因复核、申诉加重: who had a grade taken away by asking for review gets none below it.

    Unless that grade itself is barred now. 依据: 申诉规定 第5条 (B7-05).
    """
    before, case = taking_part.voided, taking_part.voided_by
    if before not in GRADES or case is None or result not in GRADES:
        return
    worse = GRADES.index(result) > GRADES.index(before)
    if worse and require(states, DisputeCase, case).rules.never_worse:
        try:
            result_must_be_open(about, Asked(before))
        except DomainError:
            return
        raise errors.WorseError(
            teacher=about.teacher, before=before.value, result=result.value, case=case
        )


def _correct(
    states: States,
    state: Appraisal,
    command: c.CorrectGrade,
    of_pack: AnnualAppraisalRules,
    today: date,
) -> e.AppraisalEvent:
    taking_part = rules.participant(state, command.teacher)
    rules.result_must_change(command.teacher, taking_part, command.result)
    _must_be_open_to(states, state, command, of_pack, today)
    must_hold_no_personal_data({"reason": command.reason, "authority": command.authority})
    return e.GradeCorrected(
        teacher=command.teacher,
        result=command.result,
        commented=command.comment is not None,
        version=taking_part.version + 1,
        members=command.members,
        present=command.present,
        in_favour=command.in_favour,
        reason=command.reason,
        authority=command.authority,
        on=today,
    )


def _must_be_open_to(
    states: States,
    state: Appraisal,
    command: c.AddGrade | c.CorrectGrade,
    of_pack: AnnualAppraisalRules,
    today: date,
) -> None:
    """定档条件: a result that comes later is open on the same terms. 依据: 考核规定 第15、42条."""
    about = circumstances(states, state, command.teacher, of_pack, today)
    result_must_be_open(about, Asked(command.result, command.comment is not None))
    if command.result is Result.EXCELLENT:
        pack = require(states, Plan, state.plan).packs[state.pack_sha256]
        award_must_allow_excellent(states, command.teacher, today, pack)
        quota_rules.excellent_must_not_be_condemned(state, (command.teacher,))
        quota_rules.excellent_must_fit(state, of_pack, also=command.teacher)

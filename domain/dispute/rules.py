"""Rules of a case's course, each with its basis. Who may act is in ``recusal``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from domain.dispute import commands as c
from domain.dispute import errors, scopes
from domain.dispute import remedies as r
from domain.dispute.channels import CHANNELS, CountsFrom
from domain.dispute.clocks import Due
from domain.dispute.events import Capacity
from domain.dispute.state import DisputeCase, Hearing, Stage

MEDIATION_DAYS = 15
MANY = 10
"""Employees with a common claim who may choose representatives (B7-10)."""

_CHANGING = frozenset({r.Outcome.MODIFY, r.Outcome.REVOKE, r.Outcome.REDO})


def must_be_at(case: DisputeCase, *stages: Stage) -> None:
    """办理程序: each step has its stage. 依据: E.5."""
    if case.stage not in stages:
        raise errors.StageError(stage=case.stage.value, stages="/".join(stages))


def must_not_be_suspended(case: DisputeCase) -> None:
    """中止: nothing goes on while the case waits for another authority. 依据: E.5."""
    if case.suspended_on is not None:
        raise errors.SuspendedError(since=case.suspended_on.isoformat())


def must_be_under_way(case: DisputeCase) -> None:
    """办理中: admitted and not suspended. 依据: E.5."""
    must_be_at(case, Stage.ADMITTED)
    must_not_be_suspended(case)


def capacity_must_fit(command: c.ReceiveCase) -> None:
    """申请人: in person; relatives for who cannot; representatives of ten or more.

    依据: B7-06, B7-10.
    """
    own = command.filed_by == command.complainant
    people = {command.complainant, *command.joined}
    match command.capacity:
        case Capacity.IN_PERSON:
            good = own and not command.joined
        case Capacity.RELATIVE:
            good = not own and not command.joined
        case Capacity.REPRESENTATIVE:
            good = len(people) >= MANY and command.filed_by in people
        case _:
            assert_never(command.capacity)
    if not good:
        raise errors.CapacityError(capacity=command.capacity.value, people=len(people))


def must_be_the_complainants(case: DisputeCase, person: str) -> None:
    """申请人的行为: by the complainant, or who files for her. 依据: B7-06."""
    if person not in {case.complainant, case.filed_by}:
        raise errors.NotComplainantError(person=person)


def matter_must_not_lie_ahead(command: c.ReceiveCase, today: date) -> None:
    """事实日期: nobody complains about what will be. 依据: B7-04."""
    matter = command.matter
    told = [matter.known_on, *(each.on for each in matter.interruptions)]
    latest = max((*told, *(step.served_on for step in matter.steps)))
    if latest > today:
        raise errors.MatterDatesError(latest=latest.isoformat(), today=today.isoformat())


def must_follow(previous: DisputeCase, command: c.ReceiveCase) -> date:
    """后续程序: a case goes on from one that was served, or turned away (不予受理).

    Else whom the original unit turns away would have nobody to judge that: the court takes up
    what the arbitrators do not, and the authority above what a review does not. Its own
    acceptance test is made anew. 依据: B7-03, B7-07; 劳动争议调解仲裁法 第29条 (B7-08).
    """
    ended_on = previous.served_on or previous.turned_away_on
    follows = command.channel in scopes.further(previous.channel)
    same = previous.complainant == command.complainant
    if ended_on is None or not follows or not same:
        raise errors.PreviousCaseError(
            stage=previous.stage.value,
            channel=previous.channel.value,
            next_channel=command.channel.value,
        )
    return ended_on


def owner_must_change(case: DisputeCase, command: c.HandOverCase) -> None:
    """移送: to another person. 依据: S004-02."""
    if command.to_owner == case.owner:
        raise errors.HandOverError(owner=case.owner)


def material_must_be_told_once(case: DisputeCase, command: c.RequestMaterial, today: date) -> None:
    """一次性告知: one list, with a day that lies ahead. 依据: B7-07."""
    if case.material_told:
        raise errors.MaterialToldError(missing=len(command.missing))
    if command.until <= today:
        raise errors.MaterialDateError(until=command.until.isoformat(), today=today.isoformat())


def may_be_extended(case: DisputeCase, today: date) -> Due:
    """延长期限: once, before the period is over, from the day of its end. 依据: B7-04, B7-08."""
    extension, late = case.rules.extension, is_late(case, today)
    if extension is None or case.extended or case.decide_by is None or late:
        raise errors.ExtensionError(
            channel=case.channel.value, extended=int(case.extended), late=int(late)
        )
    return extension.after(case.decide_by.last_day)


def investigators_must_not_be_appointed(case: DisputeCase) -> None:
    """指定调查人员: once; from then on one who withdraws is replaced, with a reason.

    依据: B7-13, B7-15.
    """
    if case.investigators:
        raise errors.InvestigatorsError(
            found=len(case.investigators), needed=case.rules.investigators
        )


def mediation_must_be_new(case: DisputeCase) -> None:
    """调解: once a case. 依据: E.5."""
    if case.mediation is not None:
        raise errors.MediationError(started=1)


def mediation_must_run(case: DisputeCase, today: date) -> None:
    """调解期限: an agreement comes within fifteen days. 依据: 劳动争议调解仲裁法 第14条."""
    running = case.mediation is not None and case.mediation.agreed is None
    if case.mediation is None or not running or case.mediation.until.is_over(today):
        raise errors.MediationError(started=int(case.mediation is not None))


def mediation_must_be_over(case: DisputeCase, today: date) -> None:
    """调解期间: while a mediation runs nothing is decided. 依据: 劳动争议调解仲裁法 第14条."""
    mediation = case.mediation
    if mediation is not None and mediation.agreed is None and not mediation.until.is_over(today):
        raise errors.MediationError(started=1, until=mediation.until.last_day.isoformat())


def must_be_investigated(case: DisputeCase, command: c.DecideCase) -> None:
    """先调查后决定: but for a settlement, which needs no findings.

    What was reported with somebody who had to withdraw is reported anew by those who are free.
    依据: E.5, B7-13, B7-15.
    """
    if not case.reported and command.outcome is not r.Outcome.SETTLED:
        raise errors.NotInvestigatedError(investigators=len(case.investigators))


def hearing_must_be_held(case: DisputeCase, _command: c.DecideCase) -> None:
    """听证: a hearing that was asked for comes before the decision. 依据: B10-08."""
    if case.hearing is Hearing.REQUESTED:
        raise errors.HearingError(hearing=case.hearing.value)


def settlement_must_be_agreed(case: DisputeCase, command: c.DecideCase) -> None:
    """调解结案: only what both agreed to, and then nothing else. 依据: E.5."""
    agreed = case.mediation is not None and case.mediation.agreed is True
    if (command.outcome is r.Outcome.SETTLED) is not agreed:
        raise errors.MediationError(started=int(case.mediation is not None), agreed=int(agreed))


def outcome_must_follow_from_grounds(_case: DisputeCase, command: c.DecideCase) -> None:
    """撤销、变更须有理由: who upholds or rejects has found no ground. 依据: B7-14."""
    found = {reason.ground for reason in command.reasons if reason.ground is not None}
    match command.outcome:
        case r.Outcome.REVOKE | r.Outcome.REDO:
            good = bool(found & r.TO_REVOKE)
        case r.Outcome.MODIFY:
            good = bool(found)
        case r.Outcome.UPHOLD | r.Outcome.REJECT | r.Outcome.SETTLED:
            good = not found
        case _:
            assert_never(command.outcome)
    if not good:
        grounds = "/".join(sorted(found))
        raise errors.GroundsError(outcome=command.outcome.value, grounds=grounds)


def remedies_must_fit(_case: DisputeCase, command: c.DecideCase) -> None:
    """处理结果: a decision that changes something says what; one that does not, orders nothing.

    依据: E.5.
    """
    redo = any(isinstance(each, r.Redo) for each in command.remedies)
    match command.outcome:
        case r.Outcome.REDO:
            good = redo
        case r.Outcome.REVOKE | r.Outcome.MODIFY:
            good = bool(command.remedies)
        case r.Outcome.UPHOLD | r.Outcome.REJECT:
            good = not command.remedies
        case r.Outcome.SETTLED:
            good = True
        case _:
            assert_never(command.outcome)
    if not good:
        raise errors.RemediesError(outcome=command.outcome.value, remedies=len(command.remedies))


def must_not_be_worse(case: DisputeCase, command: c.DecideCase) -> None:
    """不加重: who asks for review does not lose by it. 依据: 申诉规定 第5条 (B7-05)."""
    losing = (
        isinstance(each, r.RevokeAppointment) and each.teacher == case.complainant
        for each in command.remedies
    )
    if case.rules.never_worse and any(losing):
        raise errors.NeverWorseError(complainant=case.complainant)


DECISION_CHECKS = (
    must_be_investigated,
    hearing_must_be_held,
    settlement_must_be_agreed,
    outcome_must_follow_from_grounds,
    remedies_must_fit,
    must_not_be_worse,
)
"""Checked in this order, after everybody was found free to act."""


def changes_something(outcome: r.Outcome) -> bool:
    """Tell whether the contested decision does not stand as it was."""
    return outcome in _CHANGING


def is_late(case: DisputeCase, today: date) -> bool:
    """Tell whether the clock has run out; a late decision is valid and a finding (B.7.1)."""
    return case.decide_by is not None and case.decide_by.is_over(today)


def remedy_must_be_open(case: DisputeCase, command: c.RecordFurtherRemedy, today: date) -> None:
    """后续救济: the channel follows on this one and its period runs. 依据: B7-04, B7-08."""
    late = case.seek_by is not None and case.seek_by.is_over(today)
    if command.channel not in scopes.further(case.channel) or late:
        raise errors.FurtherRemedyError(channel=command.channel.value, late=int(late))


def may_be_executed(case: DisputeCase, command: c.ExecuteCase, today: date) -> None:
    """执行: once served; in arbitration once final. 依据: B7-05, 劳动争议调解仲裁法 第50条."""
    if not case.remedies:
        raise errors.NothingToExecuteError(stage=case.stage.value)
    if not case.rules.executes_on_service and not case.is_final(today):
        raise errors.NotFinalError(channel=case.channel.value)
    if command.report is None and any(isinstance(each, r.Redo) for each in case.remedies):
        raise errors.ReportMissingError(remedies=len(case.remedies))


def may_be_archived(case: DisputeCase, today: date) -> None:
    """归档: turned away, withdrawn, carried out, or final with nothing to do. 依据: E.5."""
    must_be_at(case, Stage.INADMISSIBLE, Stage.WITHDRAWN, Stage.SERVED, Stage.EXECUTED)
    if case.stage is Stage.SERVED and case.remedies:
        raise errors.NotExecutedError(remedies=len(case.remedies))
    if case.stage is Stage.SERVED and not case.taken_further and not case.is_final(today):
        raise errors.NotFinalError(channel=case.channel.value)


def received_clocks(command: c.ReceiveCase, today: date) -> tuple[Due | None, Due | None]:
    """Return the days by which to accept and to decide, where they count from receipt."""
    rules = CHANNELS[command.channel]
    accept, decide = rules.accept_within, rules.decide_within
    from_receipt = rules.counts_from is CountsFrom.RECEIPT
    return (
        accept.after(today) if accept is not None else None,
        decide.after(today) if decide is not None and from_receipt else None,
    )


def admitted_clock(case: DisputeCase, today: date) -> Due | None:
    """Return the day by which an admitted case is to be decided."""
    decide = case.rules.decide_within
    if decide is None or case.rules.counts_from is CountsFrom.RECEIPT:
        return case.decide_by
    return decide.after(today)


def texts_of(
    reasons: Iterable[r.Reason], remedies: Iterable[r.Remedy]
) -> Iterator[tuple[str, str]]:
    """Return the free texts of a decision by field; none may hold personal data (C1-16)."""
    for line, reason in enumerate(reasons, start=1):
        yield f"reasons.{line}", reason.text
    for line, remedy in enumerate(remedies, start=1):
        if isinstance(remedy, r.Redo):
            yield f"remedies.{line}.what", remedy.what
        if isinstance(remedy, r.CorrectScore):
            yield f"remedies.{line}.evidence", remedy.evidence

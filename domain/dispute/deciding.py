"""Decision, service, further remedy, execution (决定、送达、后续救济、执行)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.dispute import commands as c
from domain.dispute import events as e
from domain.dispute import objecting, recusal, rules, scopes
from domain.dispute.channels import CHANNELS, ChannelKind
from domain.dispute.clocks import Due, days
from domain.dispute.execution import carry_out
from domain.dispute.state import DisputeCase, Stage
from domain.kernel import Decision, Recorded, States, stream_of
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def end(states: States, case: DisputeCase, command: c.EndCommand, at: datetime) -> Decision:
    """Take a step from the decision on, or take the case back."""
    today, stream = beijing_date(at), stream_of(DisputeCase, command.case)
    match command:
        case c.DecideCase():
            return _decide(states, case, command, today)
        case c.ServeDecision():
            return (Recorded(stream, _serve(case, command, today)),)
        case c.RecordFurtherRemedy():
            rules.must_be_at(case, Stage.SERVED, Stage.EXECUTED)
            rules.remedy_must_be_open(case, command, today)
            return (Recorded(stream, e.FurtherRemedySought(channel=command.channel, on=today)),)
        case c.WithdrawCase():
            rules.must_be_at(case, Stage.RECEIVED, Stage.RETURNED, Stage.ADMITTED)
            rules.must_be_the_complainants(case, command.by)
            withdrawn = Recorded(stream, e.CaseWithdrawn(by=command.by, on=today))
            return (withdrawn, *objecting.settle(states, case, command.case, upheld=False))
        case c.ExecuteCase():
            return _execute(states, case, command, at)
        case c.ArchiveCase():
            rules.may_be_archived(case, today)
            return (Recorded(stream, e.CaseArchived(on=today)),)
        case _:
            assert_never(command)


def _decide(states: States, case: DisputeCase, command: c.DecideCase, today: date) -> Decision:
    """作出决定: by a competent body that is not the contested one, and by free people."""
    rules.must_be_under_way(case)
    recusal.office_must_not_judge_itself(states, case)
    recusal.must_be_free(states, case, (command.presiding, *case.investigators))
    rules.mediation_must_be_over(case, today)
    for check in rules.DECISION_CHECKS:
        check(case, command)
    must_hold_no_personal_data(rules.texts_of(command.reasons, command.remedies))
    decided = e.CaseDecided(
        outcome=command.outcome,
        reasons=command.reasons,
        remedies=command.remedies,
        execute_within_days=command.execute_within_days,
        presiding=command.presiding,
        late=rules.is_late(case, today),
        on=today,
    )
    upheld = rules.changes_something(command.outcome)
    return (
        Recorded(stream_of(DisputeCase, command.case), decided),
        *objecting.settle(states, case, command.case, upheld=upheld),
    )


def _serve(case: DisputeCase, command: c.ServeDecision, today: date) -> e.DisputeEvent:
    """送达: what may follow, and by when; execution waits for neither (B7-05)."""
    rules.must_be_at(case, Stage.DECIDED)
    further = scopes.further(case.channel)
    execute_by = days(case.execute_within_days).after(today) if case.remedies else None
    return e.DecisionServed(
        channel=command.channel,
        further=further,
        seek_by=_seek_by(further, today),
        execute_by=execute_by,
        on=today,
    )


def _seek_by(further: tuple[ChannelKind, ...], today: date) -> Due | None:
    """Return the last day for the next remedy; it counts from service."""
    periods = (CHANNELS[kind].file_within for kind in further)
    dues = [period.after(today) for period in periods if period is not None]
    return max(dues, key=lambda due: due.last_day, default=None)


def _execute(states: States, case: DisputeCase, command: c.ExecuteCase, at: datetime) -> Decision:
    """执行: all remedies and the report of them are one act. 依据: B7-05, E.5."""
    today = beijing_date(at)
    rules.must_be_at(case, Stage.SERVED)
    rules.may_be_executed(case, command, today)
    must_hold_no_personal_data({"report": command.report or ""})
    late = case.execute_by is not None and case.execute_by.is_over(today)
    executed = e.CaseExecuted(report=command.report, late=late, on=today)
    return (
        *carry_out(states, case, command.case, at, reported=command.report is not None),
        Recorded(stream_of(DisputeCase, command.case), executed),
    )

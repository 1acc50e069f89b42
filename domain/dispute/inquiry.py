"""Investigation, hearing, mediation, and the clock while they last (调查、听证、调解)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from domain.dispute import commands as c
from domain.dispute import errors, recusal, rules
from domain.dispute import events as e
from domain.dispute.clocks import Due, Unit, days, working_days
from domain.dispute.state import DisputeCase, Hearing, Stage
from domain.kernel import Decision, Personal, Recorded, States, stream_of
from domain.values.calendar import CalendarMissingError, roll_over, working_days_between
from domain.values.privacy import must_hold_no_personal_data


def inquire(states: States, case: DisputeCase, command: c.InquiryCommand, today: date) -> Decision:
    """Take a step between admission and decision. Records of it go to the vault."""
    rules.must_be_under_way(case)
    stream = stream_of(DisputeCase, command.case)
    match command:
        case c.AppointInvestigators() | c.ReplaceInvestigator():
            return (Recorded(stream, _staff(states, case, command, today)),)
        case c.ReportInvestigation():
            return (Recorded(stream, *_report(states, case, command, today)),)
        case c.RequestHearing() | c.HoldHearing():
            return (Recorded(stream, *_hear(states, case, command, today)),)
        case c.StartMediation() | c.EndMediation():
            return (Recorded(stream, *_mediate(states, case, command, today)),)
        case _:
            assert_never(command)


def _staff(
    states: States,
    case: DisputeCase,
    command: c.AppointInvestigators | c.ReplaceInvestigator,
    today: date,
) -> e.DisputeEvent:
    if isinstance(command, c.AppointInvestigators):
        rules.investigators_must_not_be_appointed(case)
        recusal.investigators_must_suffice(case, command.investigators)
        recusal.must_be_free(states, case, command.investigators)
        recusal.investigators_must_be_known(states, command.investigators)
        return e.InvestigatorsAppointed(investigators=command.investigators, on=today)
    known, new = command.withdrawn in case.investigators, command.successor
    if not known or new in case.investigators:
        raise errors.InvestigatorsError(found=int(known), needed=case.rules.investigators)
    recusal.must_be_free(states, case, (new,))
    recusal.investigators_must_be_known(states, (new,))
    must_hold_no_personal_data({"reason": command.reason})
    return e.InvestigatorReplaced(
        withdrawn=command.withdrawn, successor=new, reason=command.reason, on=today
    )


def _report(
    states: States, case: DisputeCase, command: c.ReportInvestigation, today: date
) -> tuple[e.DisputeEvent, tuple[Personal, ...]]:
    """调查结论: by investigators who are still free to act; each of them signs it."""
    recusal.investigators_must_suffice(case, case.investigators)
    recusal.must_be_free(states, case, case.investigators)
    must_hold_no_personal_data(rules.texts_of(command.findings, ()))
    reported = e.InvestigationReported(findings=command.findings, on=today)
    return reported, (Personal(f"evidence.{command.case}", case.complainant, command.text),)


def _hear(
    states: States, case: DisputeCase, command: c.RequestHearing | c.HoldHearing, today: date
) -> tuple[e.DisputeEvent, tuple[Personal, ...]]:
    if isinstance(command, c.RequestHearing):
        if case.hearing is not Hearing.NONE:
            raise errors.HearingError(hearing=case.hearing.value)
        rules.must_be_the_complainants(case, command.by)
        return e.HearingRequested(by=command.by, on=today), ()
    recusal.must_be_free(states, case, (command.chair,))
    held = e.HearingHeld(chair=command.chair, attended=command.attended, on=today)
    return held, (Personal(f"hearing.{command.case}", case.complainant, command.text),)


def _mediate(
    states: States, case: DisputeCase, command: c.StartMediation | c.EndMediation, today: date
) -> tuple[e.DisputeEvent, tuple[Personal, ...]]:
    if isinstance(command, c.StartMediation):
        rules.mediation_must_be_new(case)
        recusal.must_be_free(states, case, (command.mediator,))
        until = days(rules.MEDIATION_DAYS).after(today)
        return e.MediationStarted(mediator=command.mediator, until=until, on=today), ()
    rules.mediation_must_run(case, today)
    ended = e.MediationEnded(agreed=command.agreed, on=today)
    return ended, (Personal(f"settlement.{command.case}", case.complainant, command.text),)


def keep_time(case: DisputeCase, command: c.ClockCommand, today: date) -> Decision:
    """Suspend, resume or extend. The days of a suspension do not count."""
    rules.must_be_at(case, Stage.ADMITTED)
    return (Recorded(stream_of(DisputeCase, command.case), _kept(case, command, today)),)


def _kept(case: DisputeCase, command: c.ClockCommand, today: date) -> e.DisputeEvent:
    match command:
        case c.SuspendCase():
            rules.must_not_be_suspended(case)
            must_hold_no_personal_data({"waiting_for": command.waiting_for})
            return e.CaseSuspended(waiting_for=command.waiting_for, on=today)
        case c.ResumeCase():
            if case.suspended_on is None:
                raise errors.NotSuspendedError(stage=case.stage.value)
            return e.CaseResumed(decide_by=_moved(case, case.suspended_on, today), on=today)
        case c.ExtendPeriod():
            rules.must_not_be_suspended(case)
            must_hold_no_personal_data({"reason": command.reason})
            decide_by = rules.may_be_extended(case, today)
            return e.PeriodExtended(decide_by=decide_by, reason=command.reason, on=today)
        case _:
            assert_never(command)


def _moved(case: DisputeCase, since: date, today: date) -> Due | None:
    """Return the last day, after as many days as were left; working days where they count."""
    due, period = case.decide_by, case.rules.decide_within
    if due is None or period is None:
        return None
    if period.unit is Unit.WORKING_DAYS and not due.provisional and due.last_day > since:
        return working_days(working_days_between(since, due.last_day)).after(today)
    last_day = due.last_day + timedelta(days=(today - since).days)
    try:
        return Due(last_day=roll_over(last_day))
    except CalendarMissingError:
        return Due(last_day=last_day, provisional=True)

"""From receipt to admission (收到、移送、补正、受理)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.appraisal.state import Appraisal
from domain.dispute import commands as c
from domain.dispute import errors, objecting, recusal, rules
from domain.dispute import events as e
from domain.dispute.admissibility import elsewhere, reasons_against
from domain.dispute.grading import grade_in_ledger
from domain.dispute.matters import Matter, MatterKind, Step
from domain.dispute.state import DisputeCase, Stage
from domain.kernel import (
    Decision,
    MissingError,
    Personal,
    Recorded,
    States,
    require,
    require_absent,
    stream_of,
)
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def receive(states: States, command: c.ReceiveCase, at: datetime) -> Decision:
    """首问负责: whoever is addressed first takes the case, competent or not (S004-02).

    An objection to a list that is up is filed with the notice in the same act, so that it
    keeps the list from becoming final. A case that takes an earlier one further says so there.
    """
    today = beijing_date(at)
    require_absent(states, DisputeCase, command.case)
    rules.capacity_must_fit(command)
    rules.matter_must_not_lie_ahead(command, today)
    if command.contested is not None and not states.body_of(command.contested):
        kind, _, key = command.contested.partition(":")
        raise MissingError(kind=kind, key=key)
    accept_by, decide_by = rules.received_clocks(command, today)
    received = e.CaseReceived(
        channel=command.channel,
        complainant=command.complainant,
        filed_by=command.filed_by,
        capacity=command.capacity,
        joined=command.joined,
        matter=_matter_so_far(states, command),
        contested=command.contested,
        previous=command.previous,
        first_owner=command.first_owner,
        body=command.body,
        on=today,
        accept_by=accept_by,
        decide_by=decide_by,
    )
    sealed = (Personal(f"complaint.{command.case}", command.complainant, command.text),)
    return (
        Recorded(stream_of(DisputeCase, command.case), received, sealed),
        *_taken_further(command, today),
        *objecting.file(states, command, at),
    )


def _matter_so_far(states: States, command: c.ReceiveCase) -> Matter:
    """Return the matter with the grade and the steps that the ledger knows."""
    matter = _as_graded(states, command)
    if command.previous is None:
        return matter
    previous = require(states, DisputeCase, command.previous)
    served_on = rules.must_follow(previous, command)
    steps = (*previous.matter.steps, Step(channel=previous.channel, served_on=served_on))
    return matter.model_copy(update={"steps": steps})


def _as_graded(states: States, command: c.ReceiveCase) -> Matter:
    """Return the matter with the grade that was given, not the one that is claimed (T39)."""
    kind, _, key = (command.contested or "").partition(":")
    if command.matter.kind is not MatterKind.GRADE or kind != Appraisal.KIND:
        return command.matter
    grade = grade_in_ledger(states, key, command.matter.affected)
    return command.matter.model_copy(update={"grade": grade})


def _taken_further(command: c.ReceiveCase, today: date) -> Decision:
    if command.previous is None:
        return ()
    sought = e.FurtherRemedySought(channel=command.channel, on=today)
    return (Recorded(stream_of(DisputeCase, command.previous), sought),)


def enter(states: States, case: DisputeCase, command: c.EntryCommand, at: datetime) -> Decision:
    """Hand over, ask for what is missing, admit or turn away."""
    today = beijing_date(at)
    stream = stream_of(DisputeCase, command.case)
    match command:
        case c.HandOverCase():
            return (Recorded(stream, _hand_over(case, command, today)),)
        case c.RequestMaterial():
            return (Recorded(stream, _request(case, command, today)),)
        case c.SupplyMaterial():
            rules.must_be_at(case, Stage.RETURNED)
            rules.must_be_the_complainants(case, command.by)
            sealed = (Personal(f"material.{command.case}", case.complainant, command.text),)
            return (Recorded(stream, e.MaterialSupplied(by=command.by, on=today), sealed),)
        case c.AdmitCase():
            return (Recorded(stream, _admit(states, case, today)),)
        case c.DeclareInadmissible():
            turned_away = Recorded(stream, _turn_away(states, case, today))
            return (turned_away, *objecting.settle(states, case, command.case, upheld=False))
        case _:
            assert_never(command)


def _hand_over(case: DisputeCase, command: c.HandOverCase, today: date) -> e.DisputeEvent:
    rules.must_be_at(case, Stage.RECEIVED, Stage.RETURNED, Stage.ADMITTED)
    rules.owner_must_change(case, command)
    must_hold_no_personal_data({"reason": command.reason})
    return e.CaseHandedOver(
        from_owner=case.owner,
        to_owner=command.to_owner,
        body=command.body,
        reason=command.reason,
        on=today,
    )


def _request(case: DisputeCase, command: c.RequestMaterial, today: date) -> e.DisputeEvent:
    rules.must_be_at(case, Stage.RECEIVED)
    rules.material_must_be_told_once(case, command, today)
    must_hold_no_personal_data(
        (f"missing.{line}", text) for line, text in enumerate(command.missing, start=1)
    )
    return e.MaterialRequested(missing=command.missing, until=command.until, on=today)


def _admit(states: States, case: DisputeCase, today: date) -> e.DisputeEvent:
    rules.must_be_at(case, Stage.RECEIVED)
    recusal.office_must_not_judge_itself(states, case)
    reasons = reasons_against(states, case, today)
    if reasons:
        raise errors.NotAdmissibleError(reasons="/".join(reasons), channel=case.channel.value)
    return e.CaseAdmitted(decide_by=rules.admitted_clock(case, today), on=today)


def _turn_away(states: States, case: DisputeCase, today: date) -> e.DisputeEvent:
    """不予受理: only for the reasons that the rules find, all of them, with the way on.

    The office whose decision is contested turns nobody away: it hands the case over.
    """
    rules.must_be_at(case, Stage.RECEIVED, Stage.RETURNED)
    recusal.office_must_not_judge_itself(states, case)
    reasons = reasons_against(states, case, today)
    if not reasons:
        raise errors.NothingInadmissibleError(channel=case.channel.value)
    return e.CaseDeclaredInadmissible(reasons=reasons, elsewhere=elsewhere(case), on=today)

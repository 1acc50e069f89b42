"""What people may ask of a case."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.dispute.channels import ChannelKind
from domain.dispute.events import Capacity, StreamName
from domain.dispute.matters import Matter
from domain.dispute.remedies import Outcome, Reason, Remedy
from domain.kernel import Command
from domain.values.ids import Count, Id, Sealed, Text


class ReceiveCase(Command):
    """``text`` is the complaint. ``previous`` is the case whose decision is taken further."""

    case: Id
    channel: ChannelKind
    complainant: Id
    filed_by: Id
    capacity: Capacity = Capacity.IN_PERSON
    joined: tuple[Id, ...] = ()
    matter: Matter
    contested: StreamName | None = None
    previous: Id | None = None
    first_owner: Id
    body: Id
    text: Sealed


class HandOverCase(Command):
    case: Id
    to_owner: Id
    body: Id
    reason: Text


class RequestMaterial(Command):
    """Everything that is missing; there is no second list."""

    case: Id
    missing: Annotated[tuple[Text, ...], Field(min_length=1)]
    until: date


class SupplyMaterial(Command):
    case: Id
    by: Id
    text: Sealed


class AdmitCase(Command):
    case: Id


class DeclareInadmissible(Command):
    case: Id


class AppointInvestigators(Command):
    case: Id
    investigators: tuple[Id, ...]


class ReplaceInvestigator(Command):
    case: Id
    withdrawn: Id
    successor: Id
    reason: Text


class ReportInvestigation(Command):
    case: Id
    findings: Annotated[tuple[Reason, ...], Field(min_length=1)]
    text: Sealed


class RequestHearing(Command):
    case: Id
    by: Id


class HoldHearing(Command):
    case: Id
    chair: Id
    attended: tuple[Id, ...]
    text: Sealed


class StartMediation(Command):
    case: Id
    mediator: Id


class EndMediation(Command):
    """``text`` is the agreement, or why there is none."""

    case: Id
    agreed: bool
    text: Sealed


class SuspendCase(Command):
    case: Id
    waiting_for: Text


class ResumeCase(Command):
    case: Id


class ExtendPeriod(Command):
    case: Id
    reason: Text


class DecideCase(Command):
    """``presiding`` signs; whoever had a hand in the contested decision must not."""

    case: Id
    outcome: Outcome
    reasons: Annotated[tuple[Reason, ...], Field(min_length=1)]
    remedies: tuple[Remedy, ...] = ()
    execute_within_days: Annotated[Count, Field(ge=1, le=366)] = 30
    presiding: Id


class ServeDecision(Command):
    case: Id
    channel: Text


class RecordFurtherRemedy(Command):
    """For channels that are not in this ledger: arbitration, suit."""

    case: Id
    channel: ChannelKind


class WithdrawCase(Command):
    case: Id
    by: Id


class ExecuteCase(Command):
    """``report`` tells how an order to decide again was carried out, or why nothing is left to do.

    With it a remedy is passed over whose effect holds already: another case undid the same.
    """

    case: Id
    report: Text | None = None


class ArchiveCase(Command):
    case: Id


InquiryCommand = (
    AppointInvestigators
    | ReplaceInvestigator
    | ReportInvestigation
    | RequestHearing
    | HoldHearing
    | StartMediation
    | EndMediation
)
EntryCommand = HandOverCase | RequestMaterial | SupplyMaterial | AdmitCase | DeclareInadmissible
ClockCommand = SuspendCase | ResumeCase | ExtendPeriod
EndCommand = (
    DecideCase | ServeDecision | RecordFurtherRemedy | WithdrawCase | ExecuteCase | ArchiveCase
)
DisputeCommand = ReceiveCase | EntryCommand | InquiryCommand | ClockCommand | EndCommand
COMMANDS: tuple[type[Command], ...] = (
    ReceiveCase,
    HandOverCase,
    RequestMaterial,
    SupplyMaterial,
    AdmitCase,
    DeclareInadmissible,
    AppointInvestigators,
    ReplaceInvestigator,
    ReportInvestigation,
    RequestHearing,
    HoldHearing,
    StartMediation,
    EndMediation,
    SuspendCase,
    ResumeCase,
    ExtendPeriod,
    DecideCase,
    ServeDecision,
    RecordFurtherRemedy,
    WithdrawCase,
    ExecuteCase,
    ArchiveCase,
)

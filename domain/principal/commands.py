"""What people may ask of the selection of a principal."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.office.conditions import ConditionCheck
from domain.planning.office_sections import Condition
from domain.principal.events import Member, Votes
from domain.values.ids import Count, Id, Sealed, Text


class OpenSelection(Command):
    """``title`` is one of the pack's titles for the head of a school."""

    selection: Id
    plan: Id
    bureau: Id
    school: Id
    title: Text = "校长"
    members: tuple[Member, ...]


class PublishConditions(Command):
    """``schools`` are those in which the conditions hang: all of the town."""

    selection: Id
    conditions: tuple[Condition, ...]
    schools: tuple[Id, ...]
    deadline_on: date


class StandForPrincipal(Command):
    selection: Id
    teacher: Id
    materials: Sealed


class WithdrawCandidacy(Command):
    selection: Id
    teacher: Id


class ScreenCandidate(Command):
    """``evidence`` says what was looked at. The verdict follows from the checks."""

    selection: Id
    teacher: Id
    checks: tuple[ConditionCheck, ...]
    evidence: Sealed


class OpenMeeting(Command):
    """``present`` are the members of the committee who came."""

    selection: Id
    chair: Id
    present: tuple[Id, ...]
    staff: Count
    staff_present: Count


class DrawSpeakingOrder(Command):
    selection: Id
    lot_seed: Text
    witnesses: tuple[Id, ...]


class DeliverWorkReport(Command):
    selection: Id
    teacher: Id


class HearDefence(Command):
    selection: Id
    teacher: Id
    questions: Count


class RecordCandidateAbsence(Command):
    selection: Id
    teacher: Id


class AnnounceResult(Command):
    """Votes for every candidate who was heard; members may abstain."""

    selection: Id
    votes: tuple[Votes, ...]


class AppointPrincipal(Command):
    selection: Id
    document: Text


CandidacyCommand = StandForPrincipal | WithdrawCandidacy | ScreenCandidate
MeetingCommand = (
    OpenMeeting
    | DrawSpeakingOrder
    | DeliverWorkReport
    | HearDefence
    | RecordCandidateAbsence
    | AnnounceResult
)
PrincipalCommand = (
    OpenSelection | PublishConditions | CandidacyCommand | MeetingCommand | AppointPrincipal
)
COMMANDS: tuple[type[Command], ...] = (
    OpenSelection,
    PublishConditions,
    StandForPrincipal,
    WithdrawCandidacy,
    ScreenCandidate,
    OpenMeeting,
    DrawSpeakingOrder,
    DeliverWorkReport,
    HearDefence,
    RecordCandidateAbsence,
    AnnounceResult,
    AppointPrincipal,
)

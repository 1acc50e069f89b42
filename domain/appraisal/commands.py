"""What people may ask about an annual appraisal, and of a personnel file."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.appraisal.events import Ballots
from domain.appraisal.grades import (
    LeaveKind,
    Lost,
    MeasureKind,
    Opinion,
    Result,
    SanctionKind,
    ShareGround,
    Targets,
    TermResult,
)
from domain.kernel import Command
from domain.values.ids import Count, Id, Text

Sealed = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Text that goes to the vault, sealed for the person."""

Year = Annotated[int, Field(ge=2000, le=2999)]


def appraisal_id(*, body: str, year: int) -> str:
    """Return the id of a body's appraisal of a year.

    It follows from both, so a second appraisal of the same year falls on the same stream, and
    is refused there.
    """
    return f"{year}.{body}"


class PlanAppraisal(Command):
    """``plan`` is the staffing plan whose pack holds the rules."""

    body: Annotated[Id, StringConstraints(max_length=59)]
    year: Year
    plan: Id
    document: Text

    @property
    def appraisal(self) -> str:
        """Id of the appraisal, see ``appraisal_id``."""
        return appraisal_id(body=self.body, year=self.year)


class HearStaff(Command):
    appraisal: Id
    delegates: Count
    present: Count
    opinions: Count
    on: date


class OpenAppraisal(Command):
    """``teachers`` is everybody who is to take part, each once."""

    appraisal: Id
    teachers: tuple[Id, ...]


class SetExcellentShare(Command):
    appraisal: Id
    ground: ShareGround
    document: Text


class SubmitWorkReport(Command):
    appraisal: Id
    teacher: Id
    text: Sealed


class RecordRefusal(Command):
    """Somebody will not take part, without reason, though talked to on ``educated_on``."""

    appraisal: Id
    teacher: Id
    educated_on: date
    document: Text


class FailEthicsGate(Command):
    """``ground`` is the id of one that the pack lists; ``document`` establishes it."""

    appraisal: Id
    teacher: Id
    ground: Id
    document: Text


class CloseBallot(Command):
    """``staff`` are those in post, ``present`` those who voted."""

    appraisal: Id
    staff: Count
    present: Count
    ballots: tuple[Ballots, ...]


class ProposeGrade(Command):
    """``evidence`` names what it rests on: results, records of the year."""

    appraisal: Id
    teacher: Id
    result: Result
    comment: Sealed | None = None
    evidence: Text


class DecideGrades(Command):
    """Decides what was proposed for ``teachers``; ``members`` are all of the leading team."""

    appraisal: Id
    teachers: Annotated[tuple[Id, ...], Field(min_length=1)]
    members: Count
    present: Count
    in_favour: Count


class AddGrade(Command):
    """For who was put off, or whose result a case took away."""

    appraisal: Id
    teacher: Id
    result: Result
    comment: Sealed | None = None
    members: Count
    present: Count
    in_favour: Count
    authority: Text


class CorrectGrade(Command):
    appraisal: Id
    teacher: Id
    result: Result
    comment: Sealed | None = None
    members: Count
    present: Count
    in_favour: Count
    reason: Text
    authority: Text


class PublishExcellent(Command):
    appraisal: Id
    working_days: Annotated[Count, Field(ge=1, le=366)]


class ContestExcellent(Command):
    appraisal: Id
    objection: Id
    objector: Id
    against: Id
    text: Sealed


class UpholdExcellentContest(Command):
    appraisal: Id
    objection: Id
    reason: Text


class RejectExcellentContest(Command):
    appraisal: Id
    objection: Id
    reason: Text


class EndExcellentPublicity(Command):
    appraisal: Id


class NotifyGrade(Command):
    appraisal: Id
    teacher: Id
    document: Text


class AcknowledgeGrade(Command):
    appraisal: Id
    teacher: Id
    opinion: Opinion
    text: Sealed | None = None


class RecordAcknowledgementRefusal(Command):
    appraisal: Id
    teacher: Id
    document: Text


class FileResults(Command):
    appraisal: Id
    document: Text


class RecordLeave(Command):
    """``until_on`` is exclusive. Kind and evidence go to the vault."""

    teacher: Id
    leave: Id
    kind: LeaveKind
    from_on: date
    until_on: date
    evidence: Sealed


class VoidLeave(Command):
    teacher: Id
    leave: Id
    document: Text


class OpenInquiry(Command):
    teacher: Id
    inquiry: Id
    opened_on: date
    document: Text


class ConcludeInquiry(Command):
    """``sanction`` is ``None`` where there was none."""

    teacher: Id
    inquiry: Id
    sanction: SanctionKind | None
    concluded_on: date
    document: Text


class LiftSanction(Command):
    teacher: Id
    inquiry: Id
    document: Text


class TakeMeasure(Command):
    """``lost`` and ``months`` are of 取消资格 only; its months count from ``from_on``."""

    teacher: Id
    measure: Id
    kind: MeasureKind
    lost: tuple[Lost, ...] = ()
    from_on: date
    months: Count = 0
    document: Text


class LiftMeasure(Command):
    teacher: Id
    measure: Id
    document: Text


class AppraiseTerm(Command):
    """``members`` are all of the leading team."""

    teacher: Id
    contract: Id
    targets: Targets
    result: TermResult
    document: Text
    members: Count
    present: Count
    in_favour: Count


class ApproveRenewal(Command):
    teacher: Id
    contract: Id
    document: Text


OpeningCommand = HearStaff | OpenAppraisal | SetExcellentShare
ProposingCommand = SubmitWorkReport | RecordRefusal | FailEthicsGate | CloseBallot | ProposeGrade
DecidingCommand = DecideGrades | AddGrade | CorrectGrade
PublicityCommand = (
    PublishExcellent
    | ContestExcellent
    | UpholdExcellentContest
    | RejectExcellentContest
    | EndExcellentPublicity
)
NotifyingCommand = NotifyGrade | AcknowledgeGrade | RecordAcknowledgementRefusal | FileResults
FileCommand = (
    RecordLeave
    | VoidLeave
    | OpenInquiry
    | ConcludeInquiry
    | LiftSanction
    | TakeMeasure
    | LiftMeasure
)
TermCommand = AppraiseTerm | ApproveRenewal
AppraisalCommand = (
    PlanAppraisal
    | OpeningCommand
    | ProposingCommand
    | DecidingCommand
    | PublicityCommand
    | NotifyingCommand
    | FileCommand
    | TermCommand
)
COMMANDS: tuple[type[Command], ...] = (
    PlanAppraisal,
    HearStaff,
    OpenAppraisal,
    SetExcellentShare,
    SubmitWorkReport,
    RecordRefusal,
    FailEthicsGate,
    CloseBallot,
    ProposeGrade,
    DecideGrades,
    AddGrade,
    CorrectGrade,
    PublishExcellent,
    ContestExcellent,
    UpholdExcellentContest,
    RejectExcellentContest,
    EndExcellentPublicity,
    NotifyGrade,
    AcknowledgeGrade,
    RecordAcknowledgementRefusal,
    FileResults,
    RecordLeave,
    VoidLeave,
    OpenInquiry,
    ConcludeInquiry,
    LiftSanction,
    TakeMeasure,
    LiftMeasure,
    AppraiseTerm,
    ApproveRenewal,
)

"""What people may ask of a personnel file: leave, investigations, sanctions, terms."""

from __future__ import annotations

from datetime import date

from domain.appraisal.grades import LeaveKind, Lost, MeasureKind, SanctionKind, Targets, TermResult
from domain.kernel import Command
from domain.values.ids import Count, Id, Sealed, Text


class RecordLeave(Command):
    """``until_on`` is exclusive. Kind and evidence go to the vault.

    Leave that the plan's matrix lets another level approve is signed by that level as well.
    """

    teacher: Id
    leave: Id
    kind: LeaveKind
    from_on: date
    until_on: date
    evidence: Sealed


class VoidLeave(Command):
    """Takes back a leave that was recorded in error, or not taken."""

    teacher: Id
    leave: Id
    document: Text


class OpenInquiry(Command):
    """Somebody is under investigation since ``opened_on``."""

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
    """Lifts the sanction that an inquiry ended with."""

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
    """Lifts a measure that stands."""

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
    """Allows a new contract after a term that failed."""

    teacher: Id
    contract: Id
    document: Text


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
FILE_COMMANDS: tuple[type[Command], ...] = (
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

"""What enters a teacher's personnel file. Stream ``teacher:<person id>``.

Why somebody was on leave, and the papers, are in the vault: an event says only whether the
days count towards "no grade".
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.appraisal.grades import (
    LeaveLevel,
    Lost,
    MeasureKind,
    Result,
    SanctionKind,
    Targets,
    TermResult,
)
from domain.kernel import DomainEvent
from domain.values.ids import Count, Id, Text


class LeaveRecorded(DomainEvent):
    """请假登记: on leave up to, not including, ``until_on``."""

    TOPIC: ClassVar[str] = "appraisal.leave-recorded.v1"
    leave: Id
    from_on: date
    until_on: date
    counted: bool
    """Whether the days count towards 不确定档次 (B9-17)."""


class LeaveApproved(DomainEvent):
    """批准请假: by a level above the principal, whom the matrix of the plan does not let decide."""

    TOPIC: ClassVar[str] = "appraisal.leave-approved.v1"
    leave: Id
    natural_days: Count
    """With those of the leave that it goes on from."""
    level: LeaveLevel
    approved_by: Id
    """The body that approves."""


class LeaveVoided(DomainEvent):
    """撤销请假登记: the leave was recorded in error, or not taken."""

    TOPIC: ClassVar[str] = "appraisal.leave-voided.v1"
    leave: Id
    document: Text


class InquiryOpened(DomainEvent):
    """立案: the teacher is under investigation from the day ``opened_on``."""

    TOPIC: ClassVar[str] = "appraisal.inquiry-opened.v1"
    inquiry: Id
    opened_on: date
    document: Text


class InquiryConcluded(DomainEvent):
    """结案: the investigation ended, with a sanction or without one."""

    TOPIC: ClassVar[str] = "appraisal.inquiry-concluded.v1"
    inquiry: Id
    concluded_on: date
    sanction: SanctionKind | None
    document: Text


class SanctionImposed(DomainEvent):
    """处分: its period runs up to, and includes, ``last_day``."""

    TOPIC: ClassVar[str] = "appraisal.sanction-imposed.v1"
    inquiry: Id
    kind: SanctionKind
    decided_on: date
    last_day: date


class SanctionLifted(DomainEvent):
    """撤销处分: a review or an appeal took the sanction away, as if it had not been."""

    TOPIC: ClassVar[str] = "appraisal.sanction-lifted.v1"
    inquiry: Id
    document: Text


class SanctionShortened(DomainEvent):
    """处分期间更正: what an earlier sanction had added fell away with it (B10-05)."""

    TOPIC: ClassVar[str] = "appraisal.sanction-shortened.v1"
    inquiry: Id
    last_day: date


class MeasureTaken(DomainEvent):
    """师德违规其他处理: what is lost, from a day up to, and including, another (B10-07)."""

    TOPIC: ClassVar[str] = "appraisal.measure-taken.v1"
    measure: Id
    kind: MeasureKind
    lost: tuple[Lost, ...]
    from_on: date
    months: Count
    last_day: date | None
    document: Text


class MeasureLifted(DomainEvent):
    """撤销其他处理: a review or an appeal took the measure away, as if it had not been."""

    TOPIC: ClassVar[str] = "appraisal.measure-lifted.v1"
    measure: Id
    document: Text


class YearGraded(DomainEvent):
    """年度考核结果入档: what the year came to, as the person was told."""

    TOPIC: ClassVar[str] = "appraisal.year-graded.v1"
    appraisal: Id
    body: Id
    year: Count
    result: Result
    version: Count
    on: date


class YearGradeVoided(DomainEvent):
    """撤销年度考核结果: a case took it away; the body decides again."""

    TOPIC: ClassVar[str] = "appraisal.year-grade-voided.v1"
    appraisal: Id
    year: Count
    case: Id
    on: date


class ContractTermAppraised(DomainEvent):
    """聘期考核: what the term of a contract came to; ``late`` once it had run out (B8-06)."""

    TOPIC: ClassVar[str] = "appraisal.contract-term-appraised.v1"
    contract: Id
    school: Id
    targets: Targets
    result: TermResult
    document: Text
    members: Count
    present: Count
    in_favour: Count
    late: bool
    on: date


class RenewalApproved(DomainEvent):
    """批准续聘: the authority allows a new contract after a term that failed (B8-06)."""

    TOPIC: ClassVar[str] = "appraisal.renewal-approved.v1"
    contract: Id
    document: Text
    on: date


FileEvent = (
    LeaveRecorded
    | LeaveApproved
    | LeaveVoided
    | InquiryOpened
    | InquiryConcluded
    | SanctionImposed
    | SanctionLifted
    | SanctionShortened
    | MeasureTaken
    | MeasureLifted
    | YearGraded
    | YearGradeVoided
    | ContractTermAppraised
    | RenewalApproved
)
FILE_EVENTS: tuple[type[DomainEvent], ...] = (
    LeaveRecorded,
    LeaveApproved,
    LeaveVoided,
    InquiryOpened,
    InquiryConcluded,
    SanctionImposed,
    SanctionLifted,
    SanctionShortened,
    MeasureTaken,
    MeasureLifted,
    YearGraded,
    YearGradeVoided,
    ContractTermAppraised,
    RenewalApproved,
)

"""What can have happened to a competition and to the publicity of an outcome.

Streams ``office-competition:<id>`` and ``outcome-notice:<matter id>``. What applicants hand
in, what screening looked at and what objectors write is sealed in the vault (003-G8).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.office.conditions import ConditionCheck
from domain.planning.office_sections import Condition, ConditionId, OfficeKind, OfficeLevel
from domain.values.ids import Count, Id, Milli, PostNumber, Sha256Hex, Text


class InterviewResult(Frozen):
    """面试成绩: the mean of the judges' marks."""

    teacher: Id
    judges: Count
    mean_milli: Milli


class CompetitionAnnounced(DomainEvent):
    """发布竞聘公告: a vacant office is open to all who meet its conditions (003-G4)."""

    TOPIC: ClassVar[str] = "office.competition-announced.v1"
    plan: Id
    pack_sha256: Sha256Hex
    organiser: Id
    school: Id
    post: PostNumber
    title: Text
    kind: OfficeKind
    level: OfficeLevel | None
    seats: Count
    duties: tuple[Text, ...]
    conditions: tuple[Condition, ...]
    pay: Text
    place: Text
    on: date
    deadline_on: date


class ApplicationSubmitted(DomainEvent):
    """报名竞聘: a teacher applied. The materials are in the vault."""

    TOPIC: ClassVar[str] = "office.application-submitted.v1"
    teacher: Id


class ApplicationWithdrawn(DomainEvent):
    """撤回报名: the applicant took the application back."""

    TOPIC: ClassVar[str] = "office.application-withdrawn.v1"
    teacher: Id


class ApplicantPassed(DomainEvent):
    """资格初审合格: every condition is met; the applicant may be interviewed (003-G5)."""

    TOPIC: ClassVar[str] = "office.applicant-passed.v1"
    teacher: Id
    checks: tuple[ConditionCheck, ...]


class ApplicantScreenedOut(DomainEvent):
    """资格初审不合格: a condition is not met."""

    TOPIC: ClassVar[str] = "office.applicant-screened-out.v1"
    teacher: Id
    checks: tuple[ConditionCheck, ...]
    unmet: tuple[ConditionId, ...]


class InterviewMarked(DomainEvent):
    """面试评分: a judge marked an applicant (003-G6)."""

    TOPIC: ClassVar[str] = "office.interview-marked.v1"
    teacher: Id
    judge: Id
    mark_milli: Milli


class InterviewMissed(DomainEvent):
    """面试缺席: the applicant did not come."""

    TOPIC: ClassVar[str] = "office.interview-missed.v1"
    teacher: Id


class InterviewsClosed(DomainEvent):
    """面试结束: every applicant was heard by the same judges; results as the pack counts."""

    TOPIC: ClassVar[str] = "office.interviews-closed.v1"
    results: tuple[InterviewResult, ...]


class CommitteeDecided(DomainEvent):
    """聘任委员会决定: whom the committee chose; nobody, if ``chosen`` is empty (003-G7)."""

    TOPIC: ClassVar[str] = "office.committee-decided.v1"
    chosen: tuple[Id, ...]
    considered: tuple[Id, ...]
    """Everybody who was heard: none of them, and none of their kin, may sign this."""
    by_score: bool
    present: Count
    in_favour: Count
    reason: Text


class AppointmentApproved(DomainEvent):
    """职务审批: the town office approved the appointment; the office begins (S002-20)."""

    TOPIC: ClassVar[str] = "office.appointment-approved.v1"
    teacher: Id
    document: Text
    on: date
    due_on: date


class AppointmentRefused(DomainEvent):
    """职务审批不通过: the town office refused; the committee decides again."""

    TOPIC: ClassVar[str] = "office.appointment-refused.v1"
    teacher: Id
    reason: Text


class AppointmentFiled(DomainEvent):
    """职务备案: the bureau has the appointment on file. Late filing leaves it valid (003-E3)."""

    TOPIC: ClassVar[str] = "office.appointment-filed.v1"
    teacher: Id
    on: date
    due_on: date
    late: bool


class ClassTeacherAppointed(DomainEvent):
    """聘任班主任: school and class teacher sign for level, duties and term (003-B4).

    ``until_on`` is exclusive.
    """

    TOPIC: ClassVar[str] = "office.class-teacher-appointed.v1"
    teacher: Id
    level: OfficeLevel
    duties: tuple[Text, ...]
    from_on: date
    until_on: date


class OutcomePublished(DomainEvent):
    """公示拟定人选: whom the matter chose was published; working days count from the next day."""

    TOPIC: ClassVar[str] = "office.outcome-published.v1"
    issuer: Id
    chosen: tuple[Id, ...]
    on: date
    working_days: Count
    last_day: date


class OutcomeContested(DomainEvent):
    """对公示人选提出异议: somebody objects. The text is in the vault."""

    TOPIC: ClassVar[str] = "office.outcome-contested.v1"
    objection: Id
    objector: Id
    against: Id


class ContestUpheld(DomainEvent):
    """公示人选异议成立: the outcome falls; it is decided again and published anew (B6-08)."""

    TOPIC: ClassVar[str] = "office.contest-upheld.v1"
    objection: Id
    against: Id
    reason: Text


class ContestRejected(DomainEvent):
    """公示人选异议不成立."""

    TOPIC: ClassVar[str] = "office.contest-rejected.v1"
    objection: Id
    against: Id
    reason: Text


class PublicityEnded(DomainEvent):
    """拟定人选公示期满: the working days ran out with no objection open."""

    TOPIC: ClassVar[str] = "office.publicity-ended.v1"
    on: date


CompetitionEvent = (
    CompetitionAnnounced
    | ApplicationSubmitted
    | ApplicationWithdrawn
    | ApplicantPassed
    | ApplicantScreenedOut
    | InterviewMarked
    | InterviewMissed
    | InterviewsClosed
    | CommitteeDecided
    | AppointmentApproved
    | AppointmentRefused
    | AppointmentFiled
    | ClassTeacherAppointed
)
OutcomeEvent = (
    OutcomePublished | OutcomeContested | ContestUpheld | ContestRejected | PublicityEnded
)
EVENTS: tuple[type[DomainEvent], ...] = (
    CompetitionAnnounced,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ApplicantPassed,
    ApplicantScreenedOut,
    InterviewMarked,
    InterviewMissed,
    InterviewsClosed,
    CommitteeDecided,
    AppointmentApproved,
    AppointmentRefused,
    AppointmentFiled,
    ClassTeacherAppointed,
    OutcomePublished,
    OutcomeContested,
    ContestUpheld,
    ContestRejected,
    PublicityEnded,
)

"""The end of a round, and what undoes it (落聘、结束、终结)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from domain.kernel import DomainEvent
from domain.recruitment.wishes import PostSet
from domain.values.ids import Count, Id, Sha256Hex, Text
from domain.values.left_out import is_none


class UnplacedReason(StrEnum):
    """落聘事由."""

    NOT_SELECTED = "not_selected"
    NOT_SHORTLISTED = "not_shortlisted"  # 未入围
    DISQUALIFIED = "disqualified"
    DECLINED = "declined"
    NO_INTENT = "no_intent"
    REFUSED_ADJUSTMENT = "refused_adjustment"  # 不服从组织调剂
    NO_VACANCY = "no_vacancy"  # 无空岗可调剂
    STANDBY_EXPIRED = "standby_expired"  # 待岗期满仍无岗位


class TwoThirdsExceptionApproved(DomainEvent):
    """三分之二例外批准: fewer original teachers than the rule wants, with approval."""

    TOPIC: ClassVar[str] = "recruitment.two-thirds-exception-approved.v1"
    school: Id
    required: Count
    original_hired: Count
    reason: Text


class AppointmentRevoked(DomainEvent):
    """撤销聘任: before the list was final an appointment fell; the selection is open again."""

    TOPIC: ClassVar[str] = "recruitment.appointment-revoked.v1"
    teacher: Id
    posts: PostSet
    reason: Text
    authority: Text


class TeacherLeftUnplaced(DomainEvent):
    """落聘: this stage ended for the teacher without a post. Never a dismissal."""

    TOPIC: ClassVar[str] = "recruitment.teacher-left-unplaced.v1"
    teacher: Id
    reason: UnplacedReason
    total_milli: int | None
    first_part_milli: int | None = Field(default=None, exclude_if=is_none)
    """Points in the first part, of somebody who was not short-listed."""
    on: date


class UnplacedRevoked(DomainEvent):
    """撤销落聘: it was wrong, or the selection is open again; she is in the pool as before.

    Offices that it took come back in the same act (A.6 X4).
    """

    TOPIC: ClassVar[str] = "recruitment.unplaced-revoked.v1"
    teacher: Id
    reason: Text
    authority: Text
    on: date


class UnplacedNoticeServed(DomainEvent):
    """落聘告知: the teacher was told, with the way on and the remedies (S002-22)."""

    TOPIC: ClassVar[str] = "recruitment.unplaced-notice-served.v1"
    teacher: Id
    channel: Text
    next_step: Text
    remedies: tuple[Text, ...]
    on: date


class SelectionClosed(DomainEvent):
    """选聘结束: everyone in the pool has a post or was left unplaced and told."""

    TOPIC: ClassVar[str] = "recruitment.selection-closed.v1"
    list_sha256: Sha256Hex


class RoundFinalised(DomainEvent):
    """竞聘终结: the notice ran out; provisional appointments are final."""

    TOPIC: ClassVar[str] = "recruitment.round-finalised.v1"
    notice: Id
    list_sha256: Sha256Hex


class RoundReopened(DomainEvent):
    """终结撤销: by a case's decision the final round goes on, and ends again."""

    TOPIC: ClassVar[str] = "recruitment.round-reopened.v1"
    case: Id
    on: date


class RoundVoided(DomainEvent):
    """轮次作废: by a case's decision; its events stand in history and nothing follows them."""

    TOPIC: ClassVar[str] = "recruitment.round-voided.v1"
    case: Id
    on: date


class RoundSuspended(DomainEvent):
    """竞聘暂停: the office above stops the round; nothing goes on in it until it is resumed."""

    TOPIC: ClassVar[str] = "recruitment.round-suspended.v1"
    suspended_at: datetime
    reason: Text
    document: Text


class RoundResumed(DomainEvent):
    """恢复竞聘: periods that ran when it was stopped are longer by the time that it stood."""

    TOPIC: ClassVar[str] = "recruitment.round-resumed.v1"
    pause_seconds: Count
    intents_until: datetime
    document: Text


ClosingEvent = (
    TwoThirdsExceptionApproved
    | AppointmentRevoked
    | TeacherLeftUnplaced
    | UnplacedRevoked
    | UnplacedNoticeServed
    | SelectionClosed
    | RoundFinalised
    | RoundReopened
    | RoundVoided
    | RoundSuspended
    | RoundResumed
)

EVENTS: tuple[type[DomainEvent], ...] = (
    TwoThirdsExceptionApproved,
    AppointmentRevoked,
    TeacherLeftUnplaced,
    UnplacedRevoked,
    UnplacedNoticeServed,
    SelectionClosed,
    RoundFinalised,
    RoundReopened,
    RoundVoided,
    RoundSuspended,
    RoundResumed,
)

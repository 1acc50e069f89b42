"""What can have happened in a teacher's service. Stream ``teacher:<person id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.school.posts import StaffClass
from domain.values.ids import Id, Milli, PostNumber


class PostLeftReason(StrEnum):
    """离岗事由."""

    APPOINTMENT_REVOKED = "appointment_revoked"
    MOVED = "moved"


class TeacherRegistered(DomainEvent):
    """教师登记: a member of staff. Name, ID number, birth date and phone are in the vault."""

    TOPIC: ClassVar[str] = "teacher.teacher-registered.v1"
    school: Id
    service_started_on: date
    joined_school_on: date
    subject: str | None


class PostTaken(DomainEvent):
    """上岗: the teacher accepted a post set. Provisional until the list is final."""

    TOPIC: ClassVar[str] = "teacher.post-taken.v1"
    round: Id
    school: Id
    posts: tuple[PostNumber, ...]
    staff_class: StaffClass
    periods_milli: Milli
    from_on: date


class PostLeft(DomainEvent):
    """离岗: the teacher left the post set."""

    TOPIC: ClassVar[str] = "teacher.post-left.v1"
    school: Id
    posts: tuple[PostNumber, ...]
    reason: PostLeftReason
    on: date


class TeacherTransferred(DomainEvent):
    """校际流动: the teacher belongs to another school."""

    TOPIC: ClassVar[str] = "teacher.teacher-transferred.v1"
    from_school: Id
    to_school: Id
    round: Id
    on: date


class SentOnExchange(DomainEvent):
    """外出交流: the teacher serves at another school, and still belongs to her own."""

    TOPIC: ClassVar[str] = "teacher.sent-on-exchange.v1"
    exchange: Id
    to_school: Id
    remote: bool
    from_on: date
    until_on: date


class ReturnedFromExchange(DomainEvent):
    """交流期满返校: the teacher is back, and years in one school count anew from then."""

    TOPIC: ClassVar[str] = "teacher.returned-from-exchange.v1"
    exchange: Id
    from_school: Id
    on: date


TeacherEvent = (
    TeacherRegistered
    | PostTaken
    | PostLeft
    | TeacherTransferred
    | SentOnExchange
    | ReturnedFromExchange
)
EVENTS: tuple[type[DomainEvent], ...] = (
    TeacherRegistered,
    PostTaken,
    PostLeft,
    TeacherTransferred,
    SentOnExchange,
    ReturnedFromExchange,
)

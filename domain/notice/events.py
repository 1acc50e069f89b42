"""What can have happened to a round's notice. Stream ``notice:<round id>``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.school.posts import StaffClass
from domain.values.ids import Count, Id, PostNumber, Sha256Hex, Text


class NoticeEntry(Frozen):
    """公示名单一行: one proposed appointment. The name is filled in from the vault."""

    person: Id
    from_school: Id
    school: Id
    posts: tuple[PostNumber, ...]
    office: str | None
    staff_class: StaffClass


class Contact(Frozen):
    """受理方式: where objections go. Office data only, never a private phone."""

    unit: Text
    address: Text
    telephone: Text
    email: Text
    receiver: Id


class NoticePublished(DomainEvent):
    """发布公示: a list was put up; its working days count from the next day."""

    TOPIC: ClassVar[str] = "notice.notice-published.v1"
    issuer: Id
    round: Id
    entries: tuple[NoticeEntry, ...]
    list_sha256: Sha256Hex
    on: date
    working_days: Count
    last_day: date
    contact: Contact
    inputs_sha256: Sha256Hex | None = None
    """What the ranking behind the list was computed from, where there is one."""


class NoticeRestarted(DomainEvent):
    """重新公示: list or ranking changed, so the period starts again (B6-08, T45)."""

    TOPIC: ClassVar[str] = "notice.notice-restarted.v1"
    entries: tuple[NoticeEntry, ...]
    list_sha256: Sha256Hex
    reason: Text
    on: date
    last_day: date
    inputs_sha256: Sha256Hex | None = None


class NoticeReissued(DomainEvent):
    """重新张贴: a withdrawn notice is up again with the same list; its clock goes on (C1-16)."""

    TOPIC: ClassVar[str] = "notice.notice-reissued.v1"
    incident: Text
    """Document that records why it was withdrawn."""
    contact: Contact
    shown_days: Count
    """Working days for which the list had been up."""
    on: date
    last_day: date


class ObjectionFiled(DomainEvent):
    """提出异议: somebody objects. The text is in the vault."""

    TOPIC: ClassVar[str] = "notice.objection-filed.v1"
    objection: Id
    objector: Id
    against: Id
    blocking: bool


class ObjectionUpheld(DomainEvent):
    """异议成立: the list must change."""

    TOPIC: ClassVar[str] = "notice.objection-upheld.v1"
    objection: Id
    reason: Text


class ObjectionRejected(DomainEvent):
    """异议不成立."""

    TOPIC: ClassVar[str] = "notice.objection-rejected.v1"
    objection: Id
    reason: Text


class NoticePeriodEnded(DomainEvent):
    """公示期满: the period ran out with no blocking objection open; the list is final."""

    TOPIC: ClassVar[str] = "notice.notice-period-ended.v1"
    list_sha256: Sha256Hex
    on: date


class NoticeWithdrawn(DomainEvent):
    """撤回公示: the notice was taken back before its end."""

    TOPIC: ClassVar[str] = "notice.notice-withdrawn.v1"
    reason: Text
    on: date


class NoticeTakenDown(DomainEvent):
    """公示下架: the expired notice was taken down (B6-09)."""

    TOPIC: ClassVar[str] = "notice.notice-taken-down.v1"
    on: date


NoticeEvent = (
    NoticePublished
    | NoticeRestarted
    | NoticeReissued
    | ObjectionFiled
    | ObjectionUpheld
    | ObjectionRejected
    | NoticePeriodEnded
    | NoticeWithdrawn
    | NoticeTakenDown
)
EVENTS: tuple[type[DomainEvent], ...] = (
    NoticePublished,
    NoticeRestarted,
    NoticeReissued,
    ObjectionFiled,
    ObjectionUpheld,
    ObjectionRejected,
    NoticePeriodEnded,
    NoticeWithdrawn,
    NoticeTakenDown,
)

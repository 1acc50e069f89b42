"""What can have happened in a school. Stream ``school:<body id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.school.posts import Post
from domain.values.ids import Count, Id, PostNumber, Text


class SchoolKind(StrEnum):
    """学校类别."""

    MIDDLE = "middle"  # 中学
    PRIMARY = "primary"  # 小学
    KINDERGARTEN = "kindergarten"  # 幼儿园
    ADULT_CENTRE = "adult_centre"  # 成教中心


class SeatFreedReason(StrEnum):
    """腾岗事由."""

    APPOINTMENT_REVOKED = "appointment_revoked"  # 撤销聘任
    MOVED = "moved"  # 调往他岗
    LEFT = "left"  # 离开
    CONTRACT_ENDED = "contract_ended"  # 聘约终止


class OfficeEndGround(StrEnum):
    """职务终止事由."""

    LEFT_UNPLACED = "left_unplaced"  # 落聘自动解除 [S002-12]
    TERM_ENDED = "term_ended"  # 一年一聘期满 [S002-15]
    REMOVED = "removed"  # 免职
    RESIGNED = "resigned"  # 本人辞去职务
    MOVED = "moved"  # 调离学校 [S002-11]


class HeldReason(StrEnum):
    """复职待决事由."""

    OFFICE_TAKEN = "office_taken"  # 职务已另有任职人员
    POST_ELSEWHERE = "post_elsewhere"  # 本人已在他校任职, 在本校没有基础岗位


class SchoolRegistered(DomainEvent):
    """学校登记: a school of the town."""

    TOPIC: ClassVar[str] = "school.school-registered.v1"
    name: Text
    kind: SchoolKind
    town_office: Id
    remote: bool


class PostsPublished(DomainEvent):
    """公布岗位: the numbered list of posts, before anyone bids."""

    TOPIC: ClassVar[str] = "school.posts-published.v1"
    plan: Id
    establishment: Count
    posts: tuple[Post, ...]


class SeatTaken(DomainEvent):
    """占用岗位: one seat of a post has its holder."""

    TOPIC: ClassVar[str] = "school.seat-taken.v1"
    post: PostNumber
    person: Id
    round: Id


class SeatFreed(DomainEvent):
    """腾出岗位: one seat of a post is free again."""

    TOPIC: ClassVar[str] = "school.seat-freed.v1"
    post: PostNumber
    person: Id
    reason: SeatFreedReason
    on: date


class OfficeGranted(DomainEvent):
    """聘任职务: a person holds an office of the school."""

    TOPIC: ClassVar[str] = "school.office-granted.v1"
    title: Text
    person: Id
    post: PostNumber | None
    from_on: date
    until_on: date


class OfficeEnded(DomainEvent):
    """职务终止: the person's office ended, with all that hangs on it."""

    TOPIC: ClassVar[str] = "school.office-ended.v1"
    title: Text
    person: Id
    ground: OfficeEndGround
    on: date
    round: Id | None = None
    """The round that took the office, if one did: what falls with it comes back."""


class OfficeRestored(DomainEvent):
    """恢复职务: what took the office was set aside, so it had never ended (A.6 X4).

    From the day on which it was lost up to, not including, ``until_on``, as it was granted.
    """

    TOPIC: ClassVar[str] = "school.office-restored.v1"
    title: Text
    person: Id
    post: PostNumber | None
    round: Id
    from_on: date
    until_on: date
    on: date
    reason: Text | None = None
    """Why, where people decided it."""


class OfficeRestorationHeld(DomainEvent):
    """复职待决: what took the office was set aside, and people decide whether it comes back."""

    TOPIC: ClassVar[str] = "school.office-restoration-held.v1"
    title: Text
    person: Id
    round: Id
    reason: HeldReason
    holders: tuple[Id, ...]
    """Who holds the office now."""
    on: date


class OfficeRestorationDeclined(DomainEvent):
    """不予复职: people decided, with reasons, that the office does not come back."""

    TOPIC: ClassVar[str] = "school.office-restoration-declined.v1"
    title: Text
    person: Id
    round: Id
    reason: Text
    on: date


class RemovalProcedureOpened(DomainEvent):
    """启动免职程序: somebody refused to sign the letter of responsibility.

    Neither office nor service ends by it (A.6 X3).
    """

    TOPIC: ClassVar[str] = "school.removal-procedure-opened.v1"
    title: Text
    person: Id
    letter: Text
    on: date


class GuestReceived(DomainEvent):
    """接收交流教师: a teacher of another school serves here and counts in this quota."""

    TOPIC: ClassVar[str] = "school.guest-received.v1"
    person: Id
    exchange: Id
    until_on: date


class GuestLeft(DomainEvent):
    """交流教师离校: the guest went back."""

    TOPIC: ClassVar[str] = "school.guest-left.v1"
    person: Id
    exchange: Id
    on: date


SchoolEvent = (
    SchoolRegistered
    | PostsPublished
    | SeatTaken
    | SeatFreed
    | OfficeGranted
    | OfficeEnded
    | OfficeRestored
    | OfficeRestorationHeld
    | OfficeRestorationDeclined
    | RemovalProcedureOpened
    | GuestReceived
    | GuestLeft
)
EVENTS: tuple[type[DomainEvent], ...] = (
    SchoolRegistered,
    PostsPublished,
    SeatTaken,
    SeatFreed,
    OfficeGranted,
    OfficeEnded,
    OfficeRestored,
    OfficeRestorationHeld,
    OfficeRestorationDeclined,
    RemovalProcedureOpened,
    GuestReceived,
    GuestLeft,
)

"""What can have happened in a teacher's service. Stream ``teacher:<person id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.school.posts import StaffClass
from domain.values.ids import Id, Milli, PostNumber, Text


class PostLeftReason(StrEnum):
    """离岗事由."""

    APPOINTMENT_REVOKED = "appointment_revoked"
    MOVED = "moved"
    CONTRACT_ENDED = "contract_ended"


class ExitGround(StrEnum):
    """离职事由: the closed list; 落聘 is not in it (B8-02, B8-03)."""

    ABSENCE_CONSECUTIVE = "absence_consecutive"  # 连续旷工超过规定工作日
    ABSENCE_IN_YEAR = "absence_in_year"  # 一年累计旷工超过规定工作日
    UNQUALIFIED_REFUSES_POST = "unqualified_refuses_post"  # 年度考核不合格且不同意调整岗位
    UNQUALIFIED_TWICE = "unqualified_twice"  # 连续两年年度考核不合格
    EXPELLED = "expelled"  # 受到开除处分
    TEACHERS_LAW_37 = "teachers_law_37"  # 教师法第三十七条
    AGREEMENT = "agreement"  # 协商一致
    EXPIRY_NOT_RENEWED = "expiry_not_renewed"  # 期满未续聘
    RESIGNATION = "resignation"  # 本人辞聘
    RETIREMENT = "retirement"  # 退休
    DEATH = "death"  # 死亡


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


class AbsenceRecorded(DomainEvent):
    """旷工登记: absent without leave. ``until_on`` is exclusive."""

    TOPIC: ClassVar[str] = "teacher.absence-recorded.v1"
    absence: Id
    from_on: date
    until_on: date
    document: Text


class AbsenceVoided(DomainEvent):
    """撤销旷工登记: the absence was excused, or did not happen."""

    TOPIC: ClassVar[str] = "teacher.absence-voided.v1"
    absence: Id
    document: Text


class TeacherResigned(DomainEvent):
    """辞聘: the person gave notice, by her own signature. In effect once it was completed."""

    TOPIC: ClassVar[str] = "teacher.teacher-resigned.v1"
    on: date
    notice_until: date
    """Last day of the notice by law or plan."""
    leaves_on: date
    """First day on which she wants to be gone; earlier than the notice needs agreement."""


class ResignationWithdrawn(DomainEvent):
    """撤回辞聘: before it was completed, by her own signature."""

    TOPIC: ClassVar[str] = "teacher.resignation-withdrawn.v1"
    on: date


class ResignationCompleted(DomainEvent):
    """辞聘生效: on the day named; ``agreed`` where that was before the notice was over."""

    TOPIC: ClassVar[str] = "teacher.resignation-completed.v1"
    on: date
    agreed: bool


class TeacherExited(DomainEvent):
    """离职: service ended on one of the closed list of grounds."""

    TOPIC: ClassVar[str] = "teacher.teacher-exited.v1"
    ground: ExitGround
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
    | AbsenceRecorded
    | AbsenceVoided
    | TeacherResigned
    | ResignationWithdrawn
    | ResignationCompleted
    | TeacherExited
    | SentOnExchange
    | ReturnedFromExchange
)
EVENTS: tuple[type[DomainEvent], ...] = (
    TeacherRegistered,
    PostTaken,
    PostLeft,
    TeacherTransferred,
    AbsenceRecorded,
    AbsenceVoided,
    TeacherResigned,
    ResignationWithdrawn,
    ResignationCompleted,
    TeacherExited,
    SentOnExchange,
    ReturnedFromExchange,
)

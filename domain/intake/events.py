"""What can have happened to a year's intake of new staff. Stream ``intake:<plan id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import PositiveInt

from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Count, Id, Text


class Channel(StrEnum):
    """招引渠道 (S004-15, S004-16)."""

    TALENT = "talent"  # 引进优秀人才
    OPEN_EXAM = "open_exam"  # 公开招考
    REPLACEMENT = "replacement"  # 退一补一


class Shortage(StrEnum):
    """紧缺类型: what a place is to remedy (S004-15)."""

    QUOTA = "quota"  # 编制紧缺
    SUBJECT = "subject"  # 学科紧缺
    REMOTE = "remote"  # 偏远学校


class ApprovalOffice(StrEnum):
    """审核机关: offices that an intake conforms to (S004-15)."""

    ESTABLISHMENT_OFFICE = "establishment_office"  # 区编办
    HR_BUREAU = "hr_bureau"  # 区人社局
    TALENT_OFFICE = "talent_office"  # 区委人才办


class Places(Frozen):
    """招引计划中的一行: how many are wanted, for which school and subject, by which way."""

    line: Id
    channel: Channel
    school: Id
    subject: Text
    shortage: Shortage
    places: PositiveInt


class SchoolStaff(Frozen):
    """在编人数 of a school on the day of planning."""

    school: Id
    staff: Count


class IntakePlanned(DomainEvent):
    """制定招引计划: places within the quota that is vacant in each school."""

    TOPIC: ClassVar[str] = "intake.intake-planned.v1"
    body: Id
    staff: tuple[SchoolStaff, ...]
    places: tuple[Places, ...]
    basis_docs: tuple[Text, ...]


class IntakeApproved(DomainEvent):
    """审核招引计划: an office found that the plan conforms."""

    TOPIC: ClassVar[str] = "intake.intake-approved.v1"
    office: ApprovalOffice


class ReplacementClaimed(DomainEvent):
    """退一补一: a retirement opened one place in the same school."""

    TOPIC: ClassVar[str] = "intake.replacement-claimed.v1"
    line: Id
    retired: Id
    school: Id
    subject: Text
    retires_on: date
    document: Text


class RetirementUsed(DomainEvent):
    """退休补员占用: the retirement has its replacement and opens no other place.

    Stream ``replacement:<person id>``, so that it can happen once.
    """

    TOPIC: ClassVar[str] = "intake.retirement-used.v1"
    body: Id
    plan: Id
    line: Id


class ApplicationsClosed(DomainEvent):
    """报名截止: how many applied, and how many places are left by the opening ratio."""

    TOPIC: ClassVar[str] = "intake.applications-closed.v1"
    line: Id
    applicants: Count
    places: Count
    approval: Text | None


class NewcomersAnnounced(DomainEvent):
    """拟聘公示: the list of newcomers is up until the end of ``until_on``."""

    TOPIC: ClassVar[str] = "intake.newcomers-announced.v1"
    line: Id
    people: tuple[Id, ...]
    on: date
    until_on: date


class NewcomerAdmitted(DomainEvent):
    """录用新教师: the newcomer belongs to the school and waits for a post."""

    TOPIC: ClassVar[str] = "intake.newcomer-admitted.v1"
    line: Id
    teacher: Id
    school: Id
    channel: Channel


IntakeEvent = (
    IntakePlanned
    | IntakeApproved
    | ReplacementClaimed
    | ApplicationsClosed
    | NewcomersAnnounced
    | NewcomerAdmitted
)
EVENTS: tuple[type[DomainEvent], ...] = (
    IntakePlanned,
    IntakeApproved,
    ReplacementClaimed,
    RetirementUsed,
    ApplicationsClosed,
    NewcomersAnnounced,
    NewcomerAdmitted,
)

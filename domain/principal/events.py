"""What can have happened in the selection of a principal. Stream ``principal-selection:<id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.office.conditions import ConditionCheck
from domain.planning.office_sections import Condition, ConditionId
from domain.values.ids import Count, Id, Sha256Hex, Text


class CommitteeSeat(StrEnum):
    """评委会席位: every kind of seat must be filled (S001-12)."""

    TOWN_PARTY = "town_party"  # 镇党委
    BUREAU_LEADER = "bureau_leader"  # 区教育局党委成员
    PERSONNEL = "personnel"  # 人事科领导
    TOWN_LIAISON = "town_liaison"  # 包乡镇科室领导
    PRINCIPAL = "principal"  # 学校校长


class Member(Frozen):
    """评委会成员."""

    person: Id
    seat: CommitteeSeat


class Votes(Frozen):
    """得票."""

    teacher: Id
    votes: Count


class SelectionOpened(DomainEvent):
    """组成选聘评委会: the committee that selects a school's principal (S001-12)."""

    TOPIC: ClassVar[str] = "principal.selection-opened.v1"
    plan: Id
    pack_sha256: Sha256Hex
    bureau: Id
    school: Id
    title: Text
    members: tuple[Member, ...]


class ConditionsPublished(DomainEvent):
    """公布选聘条件: the bureau's conditions hang in all schools of the town (S001-13)."""

    TOPIC: ClassVar[str] = "principal.conditions-published.v1"
    conditions: tuple[Condition, ...]
    schools: tuple[Id, ...]
    on: date
    deadline_on: date


class CandidateStood(DomainEvent):
    """报名选聘: a candidate stands. The materials are in the vault."""

    TOPIC: ClassVar[str] = "principal.candidate-stood.v1"
    teacher: Id


class CandidateWithdrew(DomainEvent):
    """退出选聘: a candidate stands no longer."""

    TOPIC: ClassVar[str] = "principal.candidate-withdrew.v1"
    teacher: Id


class CandidateAdmitted(DomainEvent):
    """选聘资格合格: every published condition is met."""

    TOPIC: ClassVar[str] = "principal.candidate-admitted.v1"
    teacher: Id
    checks: tuple[ConditionCheck, ...]


class CandidateExcluded(DomainEvent):
    """选聘资格不合格: a published condition is not met."""

    TOPIC: ClassVar[str] = "principal.candidate-excluded.v1"
    teacher: Id
    checks: tuple[ConditionCheck, ...]
    unmet: tuple[ConditionId, ...]


class MeetingOpened(DomainEvent):
    """召开选聘会: a bureau leader is in the chair; committee and staff are there (S001-14)."""

    TOPIC: ClassVar[str] = "principal.meeting-opened.v1"
    chair: Id
    present: tuple[Id, ...]
    staff: Count
    staff_present: Count
    on: date


class SpeakingOrderDrawn(DomainEvent):
    """抽签定序: the order follows from the seed, which witnesses saw drawn (S001-15)."""

    TOPIC: ClassVar[str] = "principal.speaking-order-drawn.v1"
    lot_seed: Text
    witnesses: tuple[Id, ...]
    order: tuple[Id, ...]


class WorkReportDelivered(DomainEvent):
    """作述职报告: the candidate spoke, in the order drawn (S001-15)."""

    TOPIC: ClassVar[str] = "principal.work-report-delivered.v1"
    teacher: Id


class DefenceHeard(DomainEvent):
    """答辩: the candidate answered the committee's questions (S001-15)."""

    TOPIC: ClassVar[str] = "principal.defence-heard.v1"
    teacher: Id
    questions: Count


class CandidateAbsent(DomainEvent):
    """选聘会缺席: the candidate was called and was not there."""

    TOPIC: ClassVar[str] = "principal.candidate-absent.v1"
    teacher: Id


class ResultAnnounced(DomainEvent):
    """现场公布结果: the committee's votes; nobody is chosen without a majority (S001-15)."""

    TOPIC: ClassVar[str] = "principal.result-announced.v1"
    votes: tuple[Votes, ...]
    present: Count
    chosen: Id | None
    on: date


class PrincipalAppointed(DomainEvent):
    """聘任校长: the bureau appointed whom the committee chose, after publicity (B6-04)."""

    TOPIC: ClassVar[str] = "principal.principal-appointed.v1"
    teacher: Id
    document: Text
    on: date


PrincipalEvent = (
    SelectionOpened
    | ConditionsPublished
    | CandidateStood
    | CandidateWithdrew
    | CandidateAdmitted
    | CandidateExcluded
    | MeetingOpened
    | SpeakingOrderDrawn
    | WorkReportDelivered
    | DefenceHeard
    | CandidateAbsent
    | ResultAnnounced
    | PrincipalAppointed
)
EVENTS: tuple[type[DomainEvent], ...] = (
    SelectionOpened,
    ConditionsPublished,
    CandidateStood,
    CandidateWithdrew,
    CandidateAdmitted,
    CandidateExcluded,
    MeetingOpened,
    SpeakingOrderDrawn,
    WorkReportDelivered,
    DefenceHeard,
    CandidateAbsent,
    ResultAnnounced,
    PrincipalAppointed,
)

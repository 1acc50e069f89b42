"""What can have happened about honours.

Streams ``honour-call:<id>`` (the selection) and ``honours:<person id>`` (what came of it).
What a nomination rests on is sealed in the vault.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.appraisal.grades import Result
from domain.kernel import DomainEvent, Frozen
from domain.planning.honour_sections import HonourKind
from domain.values.ids import Count, Id, Milli, Sha256Hex, Text


class NomineeShare(Frozen):
    """推荐名额: how many a school, or a town office, may nominate at most."""

    body: Id
    nominees: Count


class YearOnPaper(Frozen):
    """档案所无年度的考核结果: as the papers show it that came with the nomination."""

    year: Count
    result: Result


class RevocationGround(StrEnum):
    """撤销荣誉的事由: each but the last names what in the ledger it rests on."""

    CASE = "case"  # 案件处理决定责令纠正
    ETHICS = "ethics"  # 师德违规处理
    SANCTION = "sanction"  # 受处分
    FALSE_MATERIALS = "false_materials"  # 申报材料弄虚作假


class CallOpened(DomainEvent):
    """发布评选通知: a category of the pack, so many places, so many nominees a body."""

    TOPIC: ClassVar[str] = "honour.call-opened.v1"
    plan: Id
    pack_sha256: Sha256Hex
    bureau: Id
    category: Id
    occasion: Text
    places: Count
    shares: tuple[NomineeShare, ...]
    on: date
    deadline_on: date


class TeacherNominated(DomainEvent):
    """推荐人选: after the staff were told. The materials are in the vault."""

    TOPIC: ClassVar[str] = "honour.teacher-nominated.v1"
    teacher: Id
    nominator: Id
    told_on: date
    papers: tuple[YearOnPaper, ...]


class NominationDeclined(DomainEvent):
    """放弃参评: by the nominee. ``choice_fell`` where he or she had been chosen."""

    TOPIC: ClassVar[str] = "honour.nomination-declined.v1"
    teacher: Id
    choice_fell: bool


class NominationWithdrawn(DomainEvent):
    """撤回推荐: by the body that nominated. ``choice_fell`` where the nominee had been chosen."""

    TOPIC: ClassVar[str] = "honour.nomination-withdrawn.v1"
    teacher: Id
    nominator: Id
    reason: Text
    choice_fell: bool


class CallCancelled(DomainEvent):
    """终止评选: nobody is honoured by this call; another one may follow."""

    TOPIC: ClassVar[str] = "honour.call-cancelled.v1"
    reason: Text
    on: date


class HonoureesChosen(DomainEvent):
    """评审确定拟表彰人选: out of the nominees, within the places."""

    TOPIC: ClassVar[str] = "honour.honourees-chosen.v1"
    chosen: tuple[Id, ...]
    considered: tuple[Id, ...]
    reason: Text


class HonoursConferred(DomainEvent):
    """授予荣誉: by the bureau, after publicity."""

    TOPIC: ClassVar[str] = "honour.honours-conferred.v1"
    chosen: tuple[Id, ...]
    document: Text
    on: date


class HonoursConferredJointly(DomainEvent):
    """联合授予荣誉: by the bureau and 人社局 together, after publicity."""

    TOPIC: ClassVar[str] = "honour.honours-conferred-jointly.v1"
    chosen: tuple[Id, ...]
    document: Text
    on: date


NominationEnded = NominationDeclined | NominationWithdrawn
CallEvent = (
    CallOpened
    | TeacherNominated
    | NominationDeclined
    | NominationWithdrawn
    | CallCancelled
    | HonoureesChosen
    | HonoursConferred
    | HonoursConferredJointly
)


class HonourEntered(DomainEvent):
    """登记荣誉: in the person's register. ``until_on`` is exclusive; awards have no end."""

    TOPIC: ClassVar[str] = "honour.honour-entered.v1"
    teacher: Id
    call: Id
    plan: Id
    pack_sha256: Sha256Hex
    bureau: Id
    category: Id
    kind: HonourKind
    joint: bool
    on: date
    until_on: date | None


class HonourRevoked(DomainEvent):
    """撤销荣誉: by the bureau. ``undone_by`` is the case, measure or inquiry that it rests on."""

    TOPIC: ClassVar[str] = "honour.honour-revoked.v1"
    teacher: Id
    call: Id
    ground: RevocationGround
    undone_by: Id | None
    document: Text
    on: date


class HonourRevokedJointly(DomainEvent):
    """联合撤销荣誉: what was conferred jointly, by both offices."""

    TOPIC: ClassVar[str] = "honour.honour-revoked-jointly.v1"
    teacher: Id
    call: Id
    ground: RevocationGround
    undone_by: Id | None
    document: Text
    on: date


class ContentMark(Frozen):
    """名师考核单项得分."""

    content: Id
    mark_milli: Milli


class NamedTeacherAppraised(DomainEvent):
    """名师考核: of one year of the term. Without a grade the title ends."""

    TOPIC: ClassVar[str] = "honour.named-teacher-appraised.v1"
    teacher: Id
    call: Id
    term_year: Count
    """Which year of the term, from 1."""
    marks: tuple[ContentMark, ...]
    total_milli: Milli
    named_grade: Id | None
    allowance_milli: Milli
    """Units of the study allowance, in thousandths."""
    document: Text
    on: date


class NamedAppraisalCorrected(DomainEvent):
    """更正名师考核: of a year that was appraised, as a case says.

    With a grade in every year the title is back.
    """

    TOPIC: ClassVar[str] = "honour.named-appraisal-corrected.v1"
    teacher: Id
    call: Id
    term_year: Count
    marks: tuple[ContentMark, ...]
    total_milli: Milli
    named_grade: Id | None
    allowance_milli: Milli
    case: Id
    document: Text
    on: date


class AttachmentStarted(DomainEvent):
    """开始跟岗: a school and targets are set (定校、定标、跟岗)."""

    TOPIC: ClassVar[str] = "honour.attachment-started.v1"
    teacher: Id
    call: Id
    school: Id
    aims: Text
    on: date
    from_on: date
    until_on: date


class AttachmentEnded(DomainEvent):
    """跟岗结束: whether its targets were reached."""

    TOPIC: ClassVar[str] = "honour.attachment-ended.v1"
    teacher: Id
    call: Id
    passed: bool
    document: Text
    on: date


RegisterEvent = (
    HonourEntered
    | HonourRevoked
    | HonourRevokedJointly
    | NamedTeacherAppraised
    | NamedAppraisalCorrected
    | AttachmentStarted
    | AttachmentEnded
)
EVENTS: tuple[type[DomainEvent], ...] = (
    CallOpened,
    TeacherNominated,
    NominationDeclined,
    NominationWithdrawn,
    CallCancelled,
    HonoureesChosen,
    HonoursConferred,
    HonoursConferredJointly,
    HonourEntered,
    HonourRevoked,
    HonourRevokedJointly,
    NamedTeacherAppraised,
    NamedAppraisalCorrected,
    AttachmentStarted,
    AttachmentEnded,
)

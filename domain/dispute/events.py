"""What can have happened to a case. Stream ``dispute:<id>``.

No event holds the text of a complaint, of evidence or of a settlement: those are in the vault.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from domain.dispute.channels import ChannelKind
from domain.dispute.clocks import Due
from domain.dispute.matters import Matter
from domain.dispute.remedies import Outcome, Reason, Remedy
from domain.kernel import DomainEvent
from domain.values.ids import Count, Id, Text

StreamName = Annotated[
    str, StringConstraints(pattern=r"^[a-z-]+:[0-9A-Za-z][0-9A-Za-z._-]*$", max_length=100)
]


class Capacity(StrEnum):
    """申请人身份 (B7-06, B7-10)."""

    IN_PERSON = "in_person"  # 本人
    RELATIVE = "relative"  # 近亲属或监护人代为提出
    REPRESENTATIVE = "representative"  # 十人以上推举的代表


class InadmissibleReason(StrEnum):
    """不予受理的理由 (B7-07)."""

    WRONG_PERSON = "wrong_person"  # 申请人不适格
    OUT_OF_SCOPE = "out_of_scope"  # 不属于受理范围
    OUT_OF_TIME = "out_of_time"  # 超过期限
    WRONG_BODY = "wrong_body"  # 不属于本机关管辖
    MATERIAL_MISSING = "material_missing"  # 材料不齐且逾期未补
    STEP_MISSING = "step_missing"  # 未经前一程序
    ALREADY_FINAL = "already_final"  # 已经作出终局处理


class CaseReceived(DomainEvent):
    """收到: the first person addressed owns the case (首问负责, S004-02)."""

    TOPIC: ClassVar[str] = "dispute.case-received.v1"
    channel: ChannelKind
    complainant: Id
    filed_by: Id
    capacity: Capacity
    joined: tuple[Id, ...]
    matter: Matter
    contested: StreamName | None
    previous: Id | None
    first_owner: Id
    body: Id
    on: date
    accept_by: Due | None
    decide_by: Due | None


class CaseHandedOver(DomainEvent):
    """移送: another person, of this body or another, owns the case from now on."""

    TOPIC: ClassVar[str] = "dispute.case-handed-over.v1"
    from_owner: Id
    to_owner: Id
    body: Id
    reason: Text
    on: date


class MaterialRequested(DomainEvent):
    """一次性告知: everything that is missing, told at once."""

    TOPIC: ClassVar[str] = "dispute.material-requested.v1"
    missing: tuple[Text, ...]
    until: date
    on: date


class MaterialSupplied(DomainEvent):
    """补正: the complainant supplied what was missing. The material is in the vault."""

    TOPIC: ClassVar[str] = "dispute.material-supplied.v1"
    by: Id
    on: date


class CaseAdmitted(DomainEvent):
    """受理: all tests of admissibility are passed."""

    TOPIC: ClassVar[str] = "dispute.case-admitted.v1"
    decide_by: Due | None
    on: date


class CaseDeclaredInadmissible(DomainEvent):
    """不予受理: with every reason, and where the complainant may still turn."""

    TOPIC: ClassVar[str] = "dispute.case-declared-inadmissible.v1"
    reasons: tuple[InadmissibleReason, ...]
    elsewhere: tuple[ChannelKind, ...]
    on: date


class InvestigatorsAppointed(DomainEvent):
    """指定调查人员."""

    TOPIC: ClassVar[str] = "dispute.investigators-appointed.v1"
    investigators: tuple[Id, ...]
    on: date


class InvestigatorReplaced(DomainEvent):
    """调查人员回避: one withdraws, another takes over."""

    TOPIC: ClassVar[str] = "dispute.investigator-replaced.v1"
    withdrawn: Id
    successor: Id
    reason: Text
    on: date


class InvestigationReported(DomainEvent):
    """调查结论: what the investigators found. Evidence is in the vault."""

    TOPIC: ClassVar[str] = "dispute.investigation-reported.v1"
    findings: tuple[Reason, ...]
    on: date


class HearingRequested(DomainEvent):
    """申请听证: from now on there is no decision without a hearing."""

    TOPIC: ClassVar[str] = "dispute.hearing-requested.v1"
    by: Id
    on: date


class HearingHeld(DomainEvent):
    """举行听证. The record is in the vault."""

    TOPIC: ClassVar[str] = "dispute.hearing-held.v1"
    chair: Id
    attended: tuple[Id, ...]
    on: date


class MediationStarted(DomainEvent):
    """开始调解: it ends by itself on its last day."""

    TOPIC: ClassVar[str] = "dispute.mediation-started.v1"
    mediator: Id
    until: Due
    on: date


class MediationEnded(DomainEvent):
    """调解结束: agreed or not. The agreement is in the vault."""

    TOPIC: ClassVar[str] = "dispute.mediation-ended.v1"
    agreed: bool
    on: date


class CaseSuspended(DomainEvent):
    """中止: the case waits for another authority; its clock stands still."""

    TOPIC: ClassVar[str] = "dispute.case-suspended.v1"
    waiting_for: Text
    on: date


class CaseResumed(DomainEvent):
    """恢复: the clock goes on with the days that were left."""

    TOPIC: ClassVar[str] = "dispute.case-resumed.v1"
    decide_by: Due | None
    on: date


class PeriodExtended(DomainEvent):
    """延长期限: once, where the channel knows an extension."""

    TOPIC: ClassVar[str] = "dispute.period-extended.v1"
    decide_by: Due
    reason: Text
    on: date


class CaseDecided(DomainEvent):
    """作出处理决定: outcome, reasons, and what has to be done."""

    TOPIC: ClassVar[str] = "dispute.case-decided.v1"
    outcome: Outcome
    reasons: tuple[Reason, ...]
    remedies: tuple[Remedy, ...]
    execute_within_days: Count
    presiding: Id
    late: bool
    on: date


class DecisionServed(DomainEvent):
    """送达: the further remedies are told with their last days."""

    TOPIC: ClassVar[str] = "dispute.decision-served.v1"
    channel: Text
    further: tuple[ChannelKind, ...]
    seek_by: Due | None
    execute_by: Due | None
    on: date


class FurtherRemedySought(DomainEvent):
    """提出后续救济: the decision is not final as long as that goes on."""

    TOPIC: ClassVar[str] = "dispute.further-remedy-sought.v1"
    channel: ChannelKind
    on: date


class CaseWithdrawn(DomainEvent):
    """撤回: the complainant takes the case back before it is decided."""

    TOPIC: ClassVar[str] = "dispute.case-withdrawn.v1"
    by: Id
    on: date


class CaseExecuted(DomainEvent):
    """执行: the compensating events stand in the same act."""

    TOPIC: ClassVar[str] = "dispute.case-executed.v1"
    report: Text | None
    late: bool
    on: date


class CaseArchived(DomainEvent):
    """归档."""

    TOPIC: ClassVar[str] = "dispute.case-archived.v1"
    on: date


DisputeEvent = (
    CaseReceived
    | CaseHandedOver
    | MaterialRequested
    | MaterialSupplied
    | CaseAdmitted
    | CaseDeclaredInadmissible
    | InvestigatorsAppointed
    | InvestigatorReplaced
    | InvestigationReported
    | HearingRequested
    | HearingHeld
    | MediationStarted
    | MediationEnded
    | CaseSuspended
    | CaseResumed
    | PeriodExtended
    | CaseDecided
    | DecisionServed
    | FurtherRemedySought
    | CaseWithdrawn
    | CaseExecuted
    | CaseArchived
)
EVENTS: tuple[type[DomainEvent], ...] = (
    CaseReceived,
    CaseHandedOver,
    MaterialRequested,
    MaterialSupplied,
    CaseAdmitted,
    CaseDeclaredInadmissible,
    InvestigatorsAppointed,
    InvestigatorReplaced,
    InvestigationReported,
    HearingRequested,
    HearingHeld,
    MediationStarted,
    MediationEnded,
    CaseSuspended,
    CaseResumed,
    PeriodExtended,
    CaseDecided,
    DecisionServed,
    FurtherRemedySought,
    CaseWithdrawn,
    CaseExecuted,
    CaseArchived,
)

"""What can have happened to a contract. Stream ``contract:<id>``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.contract.grades import YearGrade
from domain.kernel import DomainEvent
from domain.school.posts import StaffClass
from domain.teacher.events import ExitGround
from domain.values.ids import Count, Id, PostNumber, Sha256Hex, Text


class ContractSigned(DomainEvent):
    """签订聘约: school and teacher signed. ``until_on`` is exclusive."""

    TOPIC: ClassVar[str] = "contract.contract-signed.v1"
    teacher: Id
    school: Id
    round: Id
    posts: tuple[PostNumber, ...]
    staff_class: StaffClass
    from_on: date
    until_on: date
    copies: Count
    duties: tuple[Text, ...]
    targets: tuple[Text, ...]
    conditions: tuple[Text, ...]
    liability: Text
    probation_until: date | None = None
    """The first day after the probation of a first job. [条例 第13条]"""


class ContractFiled(DomainEvent):
    """聘约备案: the town office has its copy. A late filing leaves the contract valid."""

    TOPIC: ClassVar[str] = "contract.contract-filed.v1"
    on: date
    due_on: date
    late: bool


class OfficeContractSigned(DomainEvent):
    """签订职务聘约: school, or office above it, and holder signed. ``until_on`` is exclusive.

    It stands and falls with the office: it ends where that ends, and is back with it.
    """

    TOPIC: ClassVar[str] = "contract.office-contract-signed.v1"
    plan: Id
    pack_sha256: Sha256Hex
    teacher: Id
    school: Id
    title: Text
    from_on: date
    until_on: date
    copies: Count
    duties: tuple[Text, ...]
    targets: tuple[Text, ...]
    conditions: tuple[Text, ...]
    liability: Text


class OfficeContractFiled(DomainEvent):
    """职务聘约备案: the town office has its copy. A late filing leaves the contract valid."""

    TOPIC: ClassVar[str] = "contract.office-contract-filed.v1"
    on: date
    due_on: date
    late: bool


class ContractExtended(DomainEvent):
    """聘约顺延: the term ran out during a protection, so it runs on to the end of that.

    ``until_on`` is exclusive.
    """

    TOPIC: ClassVar[str] = "contract.contract-extended.v1"
    teacher: Id
    protection: Id
    until_on: date
    on: date


class TerminationNoticeServed(DomainEvent):
    """送达解除通知: in writing. The contract stands until the notice is over."""

    TOPIC: ClassVar[str] = "contract.termination-notice-served.v1"
    teacher: Id
    ground: ExitGround
    document: Text
    appraisals: tuple[YearGrade, ...]
    """Grades that were told because the personnel file is silent about their years."""
    refuses_post: bool
    unqualified_years: tuple[Count, ...]
    """The years of 不合格 on which it rests, by the file and by what was told."""
    on: date
    notice_until: date
    """Last day of the notice; the contract may end from the day after."""


class TerminationNoticeWithdrawn(DomainEvent):
    """撤回解除通知: the contract goes on."""

    TOPIC: ClassVar[str] = "contract.termination-notice-withdrawn.v1"
    teacher: Id
    document: Text
    on: date


class ContractTerminated(DomainEvent):
    """解聘: the unit ended the contract on one of the closed list of grounds."""

    TOPIC: ClassVar[str] = "contract.contract-terminated.v1"
    teacher: Id
    ground: ExitGround
    document: Text
    working_days: Count | None
    """Working days absent, where that is the ground."""
    on: date


class ContractEnded(DomainEvent):
    """聘约终止: by agreement of both, or by the person's resignation."""

    TOPIC: ClassVar[str] = "contract.contract-ended.v1"
    teacher: Id
    ground: ExitGround
    on: date


class UnionTold(DomainEvent):
    """告知工会: why the unit means to end the contract alone, before it does (B8-07)."""

    TOPIC: ClassVar[str] = "contract.union-told.v1"
    teacher: Id
    ground: ExitGround
    document: Text
    on: date
    opinion_until: date
    """Last day on which the union may object."""


class UnionOpinionGiven(DomainEvent):
    """工会意见: in writing, that it objects, or that it does not (B8-07)."""

    TOPIC: ClassVar[str] = "contract.union-opinion-given.v1"
    teacher: Id
    objects: bool
    opinion: Text
    on: date


class UnionAnswered(DomainEvent):
    """答复工会: the unit weighed the objection and tells in writing what came of it (B8-07)."""

    TOPIC: ClassVar[str] = "contract.union-answered.v1"
    teacher: Id
    document: Text
    on: date


UnionEvent = UnionTold | UnionOpinionGiven | UnionAnswered
OfficeContractEvent = OfficeContractSigned | OfficeContractFiled
ContractEvent = (
    ContractSigned
    | ContractFiled
    | ContractExtended
    | TerminationNoticeServed
    | TerminationNoticeWithdrawn
    | ContractTerminated
    | ContractEnded
    | UnionEvent
)
EVENTS: tuple[type[DomainEvent], ...] = (
    ContractSigned,
    ContractFiled,
    OfficeContractSigned,
    OfficeContractFiled,
    ContractExtended,
    TerminationNoticeServed,
    TerminationNoticeWithdrawn,
    ContractTerminated,
    ContractEnded,
    UnionTold,
    UnionOpinionGiven,
    UnionAnswered,
)

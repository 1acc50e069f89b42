"""What can have happened to a contract. Stream ``contract:<id>``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.school.posts import StaffClass
from domain.values.ids import Count, Id, PostNumber, Text


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


class ContractFiled(DomainEvent):
    """聘约备案: the town office has its copy. A late filing leaves the contract valid."""

    TOPIC: ClassVar[str] = "contract.contract-filed.v1"
    on: date
    due_on: date
    late: bool


ContractEvent = ContractSigned | ContractFiled
EVENTS: tuple[type[DomainEvent], ...] = (ContractSigned, ContractFiled)

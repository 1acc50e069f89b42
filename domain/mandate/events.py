"""What can have happened to keys and mandates.

The data of the first six topics is fixed by ``audit/format/SPEC.md``: the offline
verifier reads them without knowing any rule of the trade.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field, NonNegativeInt

from domain.kernel import DomainEvent
from domain.values.ids import Id, Text


class BodyKind(StrEnum):
    """机构类别: kinds of bodies that hold offices. Schools are registered in their own stream."""

    ESTABLISHMENT_OFFICE = "establishment_office"  # 编办
    HR_BUREAU = "hr_bureau"  # 人社局
    FINANCE_BUREAU = "finance_bureau"  # 财政局
    TALENT_OFFICE = "talent_office"  # 人才办
    EDUCATION_BUREAU = "education_bureau"  # 教育局
    TOWN_OFFICE = "town_office"  # 镇教办
    DISPUTE_OFFICE = "dispute_office"  # 争议仲裁领导小组办公室
    SUPERVISION = "supervision"  # 纪检监察
    ARBITRATION_COMMISSION = "arbitration_commission"  # 劳动人事争议仲裁委员会


class LogFounded(DomainEvent):
    """台账建立: the district founded its ledger."""

    TOPIC: ClassVar[str] = "mandate.log-founded.v1"
    district: Id
    name: Text
    root_person: Id


class KeyEnrolled(DomainEvent):
    """密钥登记: a person's public key was enrolled with proof of possession."""

    TOPIC: ClassVar[str] = "mandate.key-enrolled.v1"
    person: Id
    kid: str
    suite: NonNegativeInt
    key: str
    proof: str


class KeyRevoked(DomainEvent):
    """密钥撤销: signatures of the key are void from the given index on."""

    TOPIC: ClassVar[str] = "mandate.key-revoked.v1"
    kid: str
    reason: Text
    void_from_index: NonNegativeInt


class MandateGranted(DomainEvent):
    """授权: a person holds an office for a body."""

    TOPIC: ClassVar[str] = "mandate.mandate-granted.v1"
    mandate: Id
    person: Id
    role: str
    body: Id
    from_on: date = Field(alias="from")
    until_on: date | None = Field(alias="until")


class MandateRevoked(DomainEvent):
    """撤销授权: the office ended before its date."""

    TOPIC: ClassVar[str] = "mandate.mandate-revoked.v1"
    mandate: Id
    reason: Text


class ActConfirmed(DomainEvent):
    """文书追认: an act signed in a void range of a key stands after all."""

    TOPIC: ClassVar[str] = "mandate.act-confirmed.v1"
    act: str
    reason: Text


class BodyRegistered(DomainEvent):
    """机构登记: a body that may hold offices."""

    TOPIC: ClassVar[str] = "mandate.body-registered.v1"
    kind: BodyKind
    name: Text
    parent: Id | None


class RecusalDeclared(DomainEvent):
    """声明回避: the person takes no part in matters of the other."""

    TOPIC: ClassVar[str] = "mandate.recusal-declared.v1"
    other: Id
    relation: Text


class PersonErased(DomainEvent):
    """个人信息删除: the person's vault key was destroyed, on a legal ground."""

    TOPIC: ClassVar[str] = "mandate.person-erased.v1"
    person: Id
    ground: Text


DistrictEvent = LogFounded
BodyEvent = BodyRegistered
MandatesEvent = (
    KeyEnrolled
    | KeyRevoked
    | MandateGranted
    | MandateRevoked
    | ActConfirmed
    | RecusalDeclared
    | PersonErased
)
EVENTS: tuple[type[DomainEvent], ...] = (
    LogFounded,
    KeyEnrolled,
    KeyRevoked,
    MandateGranted,
    MandateRevoked,
    ActConfirmed,
    BodyRegistered,
    RecusalDeclared,
    PersonErased,
)

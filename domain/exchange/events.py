"""What can have happened in a year's exchange. Stream ``exchange:<id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Count, Id, PostNumber, Sha256Hex, Text


class Zone(Frozen):
    """学区: its schools in this exchange."""

    zone: Id
    schools: tuple[Id, ...]


class Candidate(Frozen):
    """符合交流条件的教师."""

    teacher: Id
    school: Id
    unbroken_from_on: date
    backbone: bool
    counted: bool
    """Whether the school is one of those whose teachers make up the share: not remote."""


class EndGround(StrEnum):
    """交流结束事由."""

    TERM_ENDED = "term_ended"  # 交流期满
    EARLY = "early"  # 提前结束


class ExchangeOpened(DomainEvent):
    """启动交流: who is eligible on that day, and how many must move."""

    TOPIC: ClassVar[str] = "exchange.exchange-opened.v1"
    body: Id
    plan: Id
    pack_sha256: Sha256Hex
    zones: tuple[Zone, ...]
    staff: Count
    candidates: tuple[Candidate, ...]
    required: Count
    on: date


class TeamFormed(DomainEvent):
    """组建交流团队: teachers of one zone go together, or not at all (S004-12)."""

    TOPIC: ClassVar[str] = "exchange.team-formed.v1"
    team: Id
    zone: Id
    leader: Id
    members: tuple[Id, ...]


class MoveProposed(DomainEvent):
    """提出交流: where a teacher would serve, on which posts, until when (exclusive)."""

    TOPIC: ClassVar[str] = "exchange.move-proposed.v1"
    teacher: Id
    from_school: Id
    to_school: Id
    posts: tuple[PostNumber, ...]
    team: Id | None
    from_on: date
    until_on: date


class MoveAgreed(DomainEvent):
    """同意交流: the teacher agreed."""

    TOPIC: ClassVar[str] = "exchange.move-agreed.v1"
    teacher: Id


class MoveDeclined(DomainEvent):
    """不同意交流: the teacher declined, and nothing else follows from it."""

    TOPIC: ClassVar[str] = "exchange.move-declined.v1"
    teacher: Id
    reason: Text


class ExchangeStarted(DomainEvent):
    """派出交流: bureau and receiving school sent and took the teacher."""

    TOPIC: ClassVar[str] = "exchange.exchange-started.v1"
    teacher: Id
    from_school: Id
    to_school: Id
    on: date


class ExchangeEnded(DomainEvent):
    """结束交流: the teacher goes back to her own school."""

    TOPIC: ClassVar[str] = "exchange.exchange-ended.v1"
    teacher: Id
    from_school: Id
    to_school: Id
    ground: EndGround
    reason: Text | None
    on: date


class ExchangeClosed(DomainEvent):
    """交流总结: how many of the eligible moved, and whether that is enough."""

    TOPIC: ClassVar[str] = "exchange.exchange-closed.v1"
    counted: Count
    moved: Count
    required: Count
    backbone_moved: Count
    backbone_required: Count
    shortfall_basis: Text | None


ExchangeEvent = (
    ExchangeOpened
    | TeamFormed
    | MoveProposed
    | MoveAgreed
    | MoveDeclined
    | ExchangeStarted
    | ExchangeEnded
    | ExchangeClosed
)
EVENTS: tuple[type[DomainEvent], ...] = (
    ExchangeOpened,
    TeamFormed,
    MoveProposed,
    MoveAgreed,
    MoveDeclined,
    ExchangeStarted,
    ExchangeEnded,
    ExchangeClosed,
)

"""What can have happened to the organs of a plan.

Streams ``plan-organs:<plan>`` and ``hiring-committee:<plan>.<school>``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.planning.organ_sections import Capacity
from domain.values.ids import Id, Text


class Organ(StrEnum):
    """工作机构: those of the whole plan, and the committee of each school."""

    LEADING = "leading_group"  # 工作领导小组
    DISPUTE = "dispute_group"  # 争议调解仲裁小组
    SUPERVISION = "supervision_group"  # 监督小组
    COMMITTEE = "hiring_committee"  # 聘任委员会


class Rank(StrEnum):
    """组内职务."""

    HEAD = "head"  # 组长、主任
    DEPUTY = "deputy"  # 副组长、副主任
    MEMBER = "member"  # 成员


class Seat(Frozen):
    """组成人员: a person, the rank there, and what he or she sits there for."""

    person: Id
    rank_held: Rank = Rank.MEMBER
    capacities: tuple[Capacity, ...] = ()


class OrgansSetUp(DomainEvent):
    """成立工作机构: at the meeting that passed the plan (B1-15, 003-F2, 003-F4)."""

    TOPIC: ClassVar[str] = "organ.organs-set-up.v1"
    plan: Id
    body: Id
    leading: tuple[Seat, ...]
    dispute: tuple[Seat, ...]
    supervision: tuple[Seat, ...]
    on: date


class OrganChanged(DomainEvent):
    """调整工作机构: who sits in one of them from now on; what the old ones did stands."""

    TOPIC: ClassVar[str] = "organ.organ-changed.v1"
    plan: Id
    organ: Organ
    members: tuple[Seat, ...]
    gone: tuple[Id, ...]
    came: tuple[Id, ...]
    reason: Text
    on: date


class CommitteeSetUp(DomainEvent):
    """成立聘任委员会: of town office, principal, secretary and backbone teachers (S002-19)."""

    TOPIC: ClassVar[str] = "organ.committee-set-up.v1"
    plan: Id
    school: Id
    members: tuple[Seat, ...]
    on: date


class CommitteeChanged(DomainEvent):
    """调整聘任委员会: who sits in it from now on; what the old ones did stands."""

    TOPIC: ClassVar[str] = "organ.committee-changed.v1"
    plan: Id
    school: Id
    members: tuple[Seat, ...]
    gone: tuple[Id, ...]
    came: tuple[Id, ...]
    reason: Text
    on: date


OrgansEvent = OrgansSetUp | OrganChanged
CommitteeEvent = CommitteeSetUp | CommitteeChanged
EVENTS: tuple[type[DomainEvent], ...] = (
    OrgansSetUp,
    OrganChanged,
    CommitteeSetUp,
    CommitteeChanged,
)

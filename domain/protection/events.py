"""What can have happened to a teacher's protection. Stream ``teacher:<person id>``.

What the protection is for, and its evidence, are committed to and kept in the vault: an
event says only what follows from it and for how long.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from domain.kernel import DomainEvent
from domain.protection.kinds import ConsentMatter, Effect
from domain.values.ids import Id, Sha256Hex
from domain.values.left_out import is_none
from domain.values.score_items import Points


class ProtectionRecorded(DomainEvent):
    """保护登记: a protection and what follows from it. ``until_on`` is exclusive."""

    TOPIC: ClassVar[str] = "protection.protection-recorded.v1"
    protection: Id
    effects: tuple[Effect, ...]
    from_on: date
    until_on: date
    bonus: Points | None = Field(default=None, exclude_if=is_none)
    """Points that the plan gives with it in the scoring of a round."""
    pack_sha256: Sha256Hex | None
    """The rule pack whose category or lengths it rests on; ``None`` where law alone rules."""


class ProtectionProlonged(DomainEvent):
    """保护延长: the ground lasts longer than was recorded. ``until_on`` is exclusive."""

    TOPIC: ClassVar[str] = "protection.protection-prolonged.v1"
    protection: Id
    until_on: date


class ProtectionEnded(DomainEvent):
    """保护终止: the ground ended early, from the day ``on``."""

    TOPIC: ClassVar[str] = "protection.protection-ended.v1"
    protection: Id
    on: date


class ConsentGiven(DomainEvent):
    """本人同意: the person signed that she agrees, about one round or post."""

    TOPIC: ClassVar[str] = "protection.consent-given.v1"
    matter: ConsentMatter
    about: Id
    on: date


class ConsentWithdrawn(DomainEvent):
    """撤回同意: the person no longer agrees; what was done meanwhile stands."""

    TOPIC: ClassVar[str] = "protection.consent-withdrawn.v1"
    matter: ConsentMatter
    about: Id
    on: date


class TermToRetirementRequested(DomainEvent):
    """申请聘用至退休: a long-serving teacher asks for it, and the unit must sign (条例 第14条)."""

    TOPIC: ClassVar[str] = "protection.term-to-retirement-requested.v1"
    until_on: date
    """The statutory day of retirement."""
    on: date


ProtectionEvent = (
    ProtectionRecorded
    | ProtectionProlonged
    | ProtectionEnded
    | ConsentGiven
    | ConsentWithdrawn
    | TermToRetirementRequested
)
EVENTS: tuple[type[DomainEvent], ...] = (
    ProtectionRecorded,
    ProtectionProlonged,
    ProtectionEnded,
    ConsentGiven,
    ConsentWithdrawn,
    TermToRetirementRequested,
)

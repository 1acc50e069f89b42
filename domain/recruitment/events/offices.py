"""Offices: proposed, approved, and their layer closed (职务)."""

from __future__ import annotations

from typing import ClassVar

from domain.kernel import DomainEvent
from domain.recruitment.events.offers import SelectionReason
from domain.values.ids import Id, PostNumber, Text


class OfficeProposed(DomainEvent):
    """拟聘中层干部: the committee reports its choice to the town office."""

    TOPIC: ClassVar[str] = "recruitment.office-proposed.v1"
    teacher: Id
    school: Id
    post: PostNumber
    reason: SelectionReason
    detail: Text


class OfficeApproved(DomainEvent):
    """审批备案: the town office approved and filed the choice."""

    TOPIC: ClassVar[str] = "recruitment.office-approved.v1"
    teacher: Id
    school: Id
    post: PostNumber


class OfficeRefused(DomainEvent):
    """不予备案: the town office did not approve the choice."""

    TOPIC: ClassVar[str] = "recruitment.office-refused.v1"
    teacher: Id
    school: Id
    post: PostNumber
    reason: Text


class CadreLayerClosed(DomainEvent):
    """干部层聘毕: every office is filled or left vacant; teachers follow."""

    TOPIC: ClassVar[str] = "recruitment.cadre-layer-closed.v1"
    school: Id
    vacant: tuple[PostNumber, ...]


OfficeEvent = OfficeProposed | OfficeApproved | OfficeRefused | CadreLayerClosed

EVENTS: tuple[type[DomainEvent], ...] = (
    OfficeProposed,
    OfficeApproved,
    OfficeRefused,
    CadreLayerClosed,
)

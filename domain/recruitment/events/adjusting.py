"""Adjustment and standby with training (组织调剂、待岗培训)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime

from domain.kernel import DomainEvent
from domain.recruitment.wishes import PostSet
from domain.school.posts import StaffClass
from domain.values.ids import Id, Text


class AdjustmentProposed(DomainEvent):
    """组织调剂: a vacant post is proposed to somebody unplaced, and its seats are reserved."""

    TOPIC: ClassVar[str] = "recruitment.adjustment-proposed.v1"
    teacher: Id
    posts: PostSet
    reason: Text
    answer_until: AwareDatetime


class StandbyStarted(DomainEvent):
    """待岗培训: training until a post is found; pay and contract go on."""

    TOPIC: ClassVar[str] = "recruitment.standby-started.v1"
    teacher: Id
    from_on: date
    until_on: date
    """First day on which the standby is over."""


class TrainingTestTaken(DomainEvent):
    """培训考核: passed or not. Not to pass is never a ground to dismiss (A.6 X7)."""

    TOPIC: ClassVar[str] = "recruitment.training-test-taken.v1"
    teacher: Id
    passed: bool
    on: date


class PostAssigned(DomainEvent):
    """分配上岗: whoever passed is assigned to a school with a vacancy (S002-24)."""

    TOPIC: ClassVar[str] = "recruitment.post-assigned.v1"
    teacher: Id
    from_school: Id
    posts: PostSet
    staff_class: StaffClass


AdjustingEvent = AdjustmentProposed | StandbyStarted | TrainingTestTaken | PostAssigned

EVENTS: tuple[type[DomainEvent], ...] = (
    AdjustmentProposed,
    StandbyStarted,
    TrainingTestTaken,
    PostAssigned,
)

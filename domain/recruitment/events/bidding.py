"""Letters of intent (意向书)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import AwareDatetime

from domain.kernel import DomainEvent
from domain.recruitment.wishes import PostSet
from domain.values.ids import Id, PostNumber, Text


class IntentSubmitted(DomainEvent):
    """填报意向书: a teacher's ordered wishes, and an office if one is sought."""

    TOPIC: ClassVar[str] = "recruitment.intent-submitted.v1"
    teacher: Id
    wishes: tuple[PostSet, ...]
    office: PostNumber | None
    pledged: bool
    late_by_authority: str | None


class IntentReplaced(DomainEvent):
    """更换意向书: the earlier letter stands in history, this one counts."""

    TOPIC: ClassVar[str] = "recruitment.intent-replaced.v1"
    teacher: Id
    wishes: tuple[PostSet, ...]
    office: PostNumber | None
    pledged: bool
    late_by_authority: str | None


class IntentWithdrawn(DomainEvent):
    """撤回意向书: after the lock this takes the bidder out, never out of the population."""

    TOPIC: ClassVar[str] = "recruitment.intent-withdrawn.v1"
    teacher: Id


class LateSubmissionAuthorised(DomainEvent):
    """准予逾期提交: an intent received late may count."""

    TOPIC: ClassVar[str] = "recruitment.late-submission-authorised.v1"
    teacher: Id
    until: AwareDatetime
    reason: Text


BiddingEvent = IntentSubmitted | IntentReplaced | IntentWithdrawn | LateSubmissionAuthorised

EVENTS: tuple[type[DomainEvent], ...] = (
    IntentSubmitted,
    IntentReplaced,
    IntentWithdrawn,
    LateSubmissionAuthorised,
)

"""What can have happened while those graded 优秀 were made public. Stream of their appraisal."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.values.ids import Count, Id, Text


class ExcellentPublished(DomainEvent):
    """公示优秀人员: within the unit; working days count from the next day (B6-01)."""

    TOPIC: ClassVar[str] = "appraisal.excellent-published.v1"
    chosen: tuple[Id, ...]
    on: date
    working_days: Count
    last_day: date


class ExcellentContested(DomainEvent):
    """对优秀人员提出异议: somebody objects. The text is in the vault."""

    TOPIC: ClassVar[str] = "appraisal.excellent-contested.v1"
    objection: Id
    objector: Id
    against: Id


class ContestUpheld(DomainEvent):
    """优秀异议成立: the person is not 优秀; a changed list is published anew (B6-08)."""

    TOPIC: ClassVar[str] = "appraisal.contest-upheld.v1"
    objection: Id
    against: Id
    reason: Text


class ContestRejected(DomainEvent):
    """优秀异议不成立."""

    TOPIC: ClassVar[str] = "appraisal.contest-rejected.v1"
    objection: Id
    against: Id
    reason: Text


class ExcellentPublicityEnded(DomainEvent):
    """优秀公示期满: the working days ran out with no objection open."""

    TOPIC: ClassVar[str] = "appraisal.excellent-publicity-ended.v1"
    on: date


PublicityEvent = (
    ExcellentPublished
    | ExcellentContested
    | ContestUpheld
    | ContestRejected
    | ExcellentPublicityEnded
)
PUBLICITY_EVENTS: tuple[type[DomainEvent], ...] = (
    ExcellentPublished,
    ExcellentContested,
    ContestUpheld,
    ContestRejected,
    ExcellentPublicityEnded,
)

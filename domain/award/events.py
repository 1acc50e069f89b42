"""What can have happened about a teacher's awards. Stream ``teaching-awards:<person id>``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.values.ids import Id, Milli, Text


class AwardKind(StrEnum):
    """教学奖种类."""

    REACHED = "reached"  # 达标奖: above the mean [S002-41]
    EXCELLED = "excelled"  # 优胜奖: above it by the lead [S002-42]
    MODEL = "model"  # 标兵: so many 优胜奖 [S002-43]


class TeachingAwardGranted(DomainEvent):
    """授予教学奖: means of the class and of the same grade and subject, in thousandths."""

    TOPIC: ClassVar[str] = "award.teaching-award-granted.v1"
    plan: Id
    school: Id
    kind: AwardKind
    examination: Text
    subject: Text
    classes: Text
    class_mean_milli: Milli
    mean_milli: Milli
    evidence: Text


AwardEvent = TeachingAwardGranted
EVENTS: tuple[type[DomainEvent], ...] = (TeachingAwardGranted,)

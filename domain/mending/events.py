"""What can have happened after a low grade. Stream ``mending:<year>.<person id>``.

What was said, what is to be mended, and how it went are in the vault, sealed for the person:
an event says only that it was, how much of it, and by when.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.appraisal.grades import Result
from domain.kernel import DomainEvent
from domain.values.ids import Count, Id


class InterviewHeld(DomainEvent):
    """约谈: the head talked with the person about the grade that was told (S000-09).

    ``version`` is that of the grade; a grade that was corrected is talked about anew.
    """

    TOPIC: ClassVar[str] = "mending.interview-held.v1"
    teacher: Id
    year: Count
    school: Id
    result: Result
    version: Count
    on: date


class MendingPlanned(DomainEvent):
    """制定整改方案: so many things are to be mended by a day (S000-09)."""

    TOPIC: ClassVar[str] = "mending.mending-planned.v1"
    teacher: Id
    items_count: Count
    due_on: date
    on: date


class MendingCompleted(DomainEvent):
    """整改完成: everything of the plan is mended (S000-09)."""

    TOPIC: ClassVar[str] = "mending.mending-completed.v1"
    teacher: Id
    due_on: date
    on: date
    remarked: bool
    """Whether a remark was written. It is in the vault."""


class MendingMissed(DomainEvent):
    """整改未完成: its day is over, so many things are open; another plan may follow (S000-09)."""

    TOPIC: ClassVar[str] = "mending.mending-missed.v1"
    teacher: Id
    open_count: Count
    due_on: date
    on: date
    remarked: bool


class MendingDropped(DomainEvent):
    """终止整改: the grade that asked for it no longer stands, or the person has left (S000-09)."""

    TOPIC: ClassVar[str] = "mending.mending-dropped.v1"
    teacher: Id
    on: date


MendingEvent = InterviewHeld | MendingPlanned | MendingCompleted | MendingMissed | MendingDropped
EVENTS: tuple[type[DomainEvent], ...] = (
    InterviewHeld,
    MendingPlanned,
    MendingCompleted,
    MendingMissed,
    MendingDropped,
)

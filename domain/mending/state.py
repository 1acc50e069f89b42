"""What has followed a person's grade of a year."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, assert_never

from domain.kernel import Aggregate, Frozen
from domain.mending import events as e
from domain.values.ids import Count, Id


class OpenPlan(Frozen):
    """整改方案 that is neither completed nor missed yet."""

    items_count: Count
    version: Count
    """That of the grade which asked for it."""
    planned_on: date
    due_on: date


class Mending(Aggregate):
    """约谈与整改: of one person after one year's grade."""

    KIND: ClassVar[str] = "mending"
    teacher: Id
    year: Count
    school: Id
    version: Count
    """The version of the grade that was talked about last."""
    talked_on: date
    plan: OpenPlan | None = None
    plans: Count = 0

    @property
    def body(self) -> str:
        return self.school


def mending_id(*, year: int, teacher: str) -> str:
    """Return the id of what follows a person's grade of a year."""
    return f"{year}.{teacher}"


def evolve(state: Mending | None, event: e.MendingEvent) -> Mending:
    """Return the mending after ``event``."""
    if isinstance(event, e.InterviewHeld):
        if state is not None:
            talked = {"version": event.version, "talked_on": event.on, "school": event.school}
            return state.model_copy(update=talked)
        return Mending(
            teacher=event.teacher,
            year=event.year,
            school=event.school,
            version=event.version,
            talked_on=event.on,
        )
    assert state is not None, "mending starts with InterviewHeld"
    match event:
        case e.MendingPlanned():
            plan = OpenPlan(
                items_count=event.items_count,
                version=state.version,
                planned_on=event.on,
                due_on=event.due_on,
            )
            return state.model_copy(update={"plan": plan, "plans": state.plans + 1})
        case e.MendingCompleted() | e.MendingMissed() | e.MendingDropped():
            return state.model_copy(update={"plan": None})
        case _:
            assert_never(event)

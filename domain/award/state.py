"""What a teacher's awards have come to."""

from __future__ import annotations

from typing import ClassVar

from domain.award import events as e
from domain.kernel import Aggregate
from domain.values.ids import Id

Result = tuple[e.AwardKind, str, str, str]
"""Kind of award, examination, subject, classes."""


class TeachingAwards(Aggregate):
    """教学奖: everything that a teacher was granted."""

    KIND: ClassVar[str] = "teaching-awards"
    school: Id
    granted: tuple[Result, ...] = ()
    plans: tuple[tuple[e.AwardKind, Id], ...] = ()
    """Of each award its kind, and the plan of the school year that it was granted for."""

    @property
    def body(self) -> str:
        return self.school

    @property
    def wins(self) -> int:
        """How many 优胜奖 there are."""
        return sum(kind is e.AwardKind.EXCELLED for kind, *_ in self.granted)


def evolve(state: TeachingAwards | None, event: e.AwardEvent) -> TeachingAwards:
    """Return the awards after ``event``."""
    before = state.granted if state is not None else ()
    result = (event.kind, event.examination, event.subject, event.classes)
    of_year = (*(state.plans if state is not None else ()), (event.kind, event.plan))
    return TeachingAwards(school=event.school, granted=(*before, result), plans=of_year)

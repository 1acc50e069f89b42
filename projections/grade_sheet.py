"""岗位等级表: seats of each grade in each school, and everybody's title, grade and pay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.grade.events import (
    EVENTS,
    GradeAppointed,
    GradeEnded,
    GradeRestored,
    GradeSeatFreed,
    GradeSeatTaken,
    GradeStructureFixed,
    PayGradeSet,
    TitleConferred,
)
from domain.values.staffing import tier_of
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class GradeSheet:
    """One row a school and grade, one row a person."""

    name: ClassVar[str] = "grade_sheet.v2"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in EVENTS)

    def __init__(self) -> None:
        self.seats = TemporalTable(
            "grade_sheet",
            keys=("school", "grade_rank"),
            values=("tier", "seats_count", "taken_count"),
        )
        self.people = TemporalTable(
            "grade_records",
            keys=("person",),
            values=("school", "title", "grade_rank", "pay_grade_rank", "paid_from"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.seats, self.people)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case GradeStructureFixed() as fixed:
                self._fix(item, fixed)
            case GradeSeatTaken(grade=grade):
                self._count(item, grade, 1)
            case GradeSeatFreed(grade=grade):
                self._count(item, grade, -1)
            case TitleConferred(title=title, school=school):
                self._put(item, title=title.value, school=school)
            case GradeAppointed(grade=grade, school=school):
                self._put(item, grade_rank=grade, school=school)
            case GradeRestored(grade=grade, school=school):
                self._put(item, grade_rank=grade, school=school)
            case GradeEnded():
                self._put(item, grade_rank=None)
            case PayGradeSet(grade=grade, from_on=from_on):
                self._put(item, pay_grade_rank=grade, paid_from=from_on.isoformat())

    def _fix(self, item: FeedItem, fixed: GradeStructureFixed) -> None:
        """A new structure keeps the holders; a grade that it does not name is gone."""
        on, named = beijing_date(item.at), {each.grade for each in fixed.seats}
        for row in self.seats.open_rows():
            if row["school"] == item.key and row["grade_rank"] not in named:
                self.seats.end((item.key, row["grade_rank"]), item.index, on)
        for each in fixed.seats:
            before = self.seats.get(item.key, each.grade)
            self.seats.put(
                (item.key, each.grade),
                item.index,
                on,
                tier=tier_of(each.grade).value,
                seats_count=each.seats,
                taken_count=before["taken_count"] if before is not None else 0,
            )

    def _count(self, item: FeedItem, grade: int, step: int) -> None:
        row = self.seats.get(item.key, grade)
        taken = row["taken_count"] if row is not None else None
        if isinstance(taken, int):
            on = beijing_date(item.at)
            self.seats.put((item.key, grade), item.index, on, taken_count=taken + step)

    def _put(self, item: FeedItem, **changes: str | int | None) -> None:
        self.people.put((item.key,), item.index, beijing_date(item.at), **changes)

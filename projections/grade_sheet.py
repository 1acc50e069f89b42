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
from domain.values.staffing import Series, tier_of
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class GradeSheet:
    """One row a school, series and grade, one row a person."""

    name: ClassVar[str] = "grade_sheet.v3"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in EVENTS)

    def __init__(self) -> None:
        self.seats = TemporalTable(
            "grade_sheet",
            keys=("school", "series", "grade_rank"),
            values=("tier", "seats_count", "taken_count"),
        )
        self.people = TemporalTable(
            "grade_records",
            keys=("person",),
            values=(
                "school",
                "title",
                "series",
                "grade_rank",
                "pay_series",
                "pay_grade_rank",
                "paid_from",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.seats, self.people)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case GradeStructureFixed() as fixed:
                self._fix(item, fixed)
            case GradeSeatTaken(grade=grade, series=series):
                self._count(item, series, grade, 1)
            case GradeSeatFreed(grade=grade, series=series):
                self._count(item, series, grade, -1)
            case TitleConferred(title=title, school=school):
                self._put(item, title=title.value, school=school)
            case GradeAppointed() | GradeRestored() as held:
                self._put(item, series=held.series.value, grade_rank=held.grade, school=held.school)
            case GradeEnded():
                self._put(item, series=None, grade_rank=None)
            case PayGradeSet() as paid:
                self._put(
                    item,
                    pay_series=paid.series.value,
                    pay_grade_rank=paid.grade,
                    paid_from=paid.from_on.isoformat(),
                )

    def _fix(self, item: FeedItem, fixed: GradeStructureFixed) -> None:
        """A new structure keeps the holders; a grade that it does not name is gone."""
        on = beijing_date(item.at)
        named = {(each.series.value, each.grade) for each in fixed.seats}
        for row in self.seats.open_rows():
            if row["school"] == item.key and (row["series"], row["grade_rank"]) not in named:
                self.seats.end((item.key, row["series"], row["grade_rank"]), item.index, on)
        for each in fixed.seats:
            key = (item.key, each.series.value, each.grade)
            before = self.seats.get(*key)
            professional = each.series is Series.PROFESSIONAL
            self.seats.put(
                key,
                item.index,
                on,
                tier=tier_of(each.grade).value if professional else None,
                seats_count=each.seats,
                taken_count=before["taken_count"] if before is not None else 0,
            )

    def _count(self, item: FeedItem, series: Series, grade: int, step: int) -> None:
        key = (item.key, series.value, grade)
        row = self.seats.get(*key)
        taken = row["taken_count"] if row is not None else None
        if isinstance(taken, int):
            self.seats.put(key, item.index, beijing_date(item.at), taken_count=taken + step)

    def _put(self, item: FeedItem, **changes: str | int | None) -> None:
        self.people.put((item.key,), item.index, beijing_date(item.at), **changes)

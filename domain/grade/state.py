"""What grades, titles and pay have come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, assert_never

from domain.grade import events as e
from domain.kernel import Aggregate, Frozen
from domain.values.ids import Count, Id, Sha256Hex
from domain.values.staffing import PostGrade, Series, Title

GradeOf = tuple[Series, PostGrade]
"""A grade and the series that it is one of."""


class GradeStructure(Aggregate):
    """岗位等级结构 of one school: seats by grade, and who holds them."""

    KIND: ClassVar[str] = "grade-structure"
    school: Id
    plan: Id
    pack_sha256: Sha256Hex
    teaching_posts: Count
    seats: Mapping[GradeOf, Count]
    holders: Mapping[Id, GradeOf] = {}

    @property
    def body(self) -> str:
        return self.school

    def taken(self, grade: int, series: Series = Series.PROFESSIONAL) -> int:
        """Return how many hold the grade."""
        return sum(held == (series, grade) for held in self.holders.values())

    def has_free(self, grade: int, series: Series = Series.PROFESSIONAL) -> bool:
        """Tell whether a seat of the grade is free."""
        return self.taken(grade, series) < self.seats.get((series, grade), 0)


class GradeHeld(Frozen):
    """在聘等级."""

    school: Id
    grade: PostGrade
    from_on: date
    series: Series = Series.PROFESSIONAL


class Pay(Frozen):
    """岗位工资等级."""

    grade: PostGrade
    from_on: date
    series: Series = Series.PROFESSIONAL


class GradeRecord(Aggregate):
    """职称与等级 of one person: title, appointment and pay, each apart."""

    KIND: ClassVar[str] = "grade-record"
    school: Id
    title: Title | None
    """``None`` where only grades were held that need none."""
    holds: GradeHeld | None = None
    last: Mapping[Series, PostGrade] = {}
    """The grade held now, or last, in each series: what a higher one is measured by."""
    lost: GradeHeld | None = None
    """What a move to another school ended,"""
    lost_by: Id | None = None
    """and the round that moved her."""
    pay: Pay | None = None

    @property
    def body(self) -> str:
        return self.school


def evolve_structure(
    state: GradeStructure | None, event: e.StructureEvent, *, key: str = ""
) -> GradeStructure:
    """Return the school's structure after ``event``; ``key`` is the school's id."""
    match event:
        case e.GradeStructureFixed():
            return GradeStructure(
                school=key,
                plan=event.plan,
                pack_sha256=event.pack_sha256,
                teaching_posts=event.teaching_posts,
                seats={(each.series, each.grade): each.seats for each in event.seats},
                holders=state.holders if state is not None else {},
            )
        case e.GradeSeatTaken():
            assert state is not None, "a structure starts with GradeStructureFixed"
            holders = {**state.holders, event.person: (event.series, event.grade)}
        case e.GradeSeatFreed():
            assert state is not None, "a structure starts with GradeStructureFixed"
            holders = {who: held for who, held in state.holders.items() if who != event.person}
        case _:
            assert_never(event)
    return state.model_copy(update={"holders": holders})


def evolve_record(state: GradeRecord | None, event: e.RecordEvent) -> GradeRecord:
    """Return the person's record after ``event``."""
    if isinstance(event, e.TitleConferred):
        if state is None:
            return GradeRecord(school=event.school, title=event.title)
        return state.model_copy(update={"school": event.school, "title": event.title})
    if isinstance(event, e.GradeAppointed | e.GradeRestored):
        return _held(state, event)
    assert state is not None, "a record starts with a title or an appointment"
    match event:
        case e.GradeEnded():
            moved = {"lost": state.holds, "lost_by": event.round} if event.round else {}
            return state.model_copy(update={"holds": None, **moved})
        case e.PayGradeSet():
            pay = Pay(grade=event.grade, from_on=event.from_on, series=event.series)
            return state.model_copy(update={"pay": pay})
        case _:
            assert_never(event)


def _held(state: GradeRecord | None, event: e.GradeAppointed | e.GradeRestored) -> GradeRecord:
    """Return the record with a grade held; who needs no title begins with an appointment."""
    before = state or GradeRecord(school=event.school, title=None)
    held = GradeHeld(
        school=event.school, grade=event.grade, from_on=event.from_on, series=event.series
    )
    last = {**before.last, event.series: event.grade}
    return before.model_copy(update={"school": event.school, "holds": held, "last": last})

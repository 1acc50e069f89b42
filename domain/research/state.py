"""What a year of teaching research has come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, assert_never

from domain.kernel import Aggregate, Frozen
from domain.research import events as e
from domain.values.ids import Count, Id, Sha256Hex


class Group(Frozen):
    """学科中心教研组: a subject, the school that leads it and its leader."""

    school: Id
    subject: str
    teacher: Id


class ResearchYear(Aggregate):
    """教研学年: applications, groups and part-time places of a school year."""

    KIND: ClassVar[str] = "research-year"
    plan: Id
    pack_sha256: Sha256Hex
    town_office: Id
    subjects: tuple[str, ...]
    schools: tuple[Id, ...]
    centre: Id
    part_time_places: Count
    waiting: tuple[Id, ...]
    """Former researchers who have neither a place nor declined."""
    former: frozenset[Id]
    deadline_on: date
    applications: tuple[Group, ...] = ()
    groups: Mapping[str, Group] = {}
    """By subject."""
    part_time: tuple[Id, ...] = ()
    settled: bool = False

    @property
    def body(self) -> str:
        return self.town_office

    def groups_of(self, school: str) -> int:
        """Return how many groups a school leads."""
        return sum(group.school == school for group in self.groups.values())

    def application(self, school: str, subject: str) -> Group | None:
        """Return a school's application for a subject."""
        named = (school, subject)
        found = (each for each in self.applications if (each.school, each.subject) == named)
        return next(found, None)

    @property
    def researchers(self) -> frozenset[Id]:
        """Whoever leads a group or has a part-time place."""
        return frozenset({*(each.teacher for each in self.groups.values()), *self.part_time})


def evolve(state: ResearchYear | None, event: e.ResearchEvent) -> ResearchYear:
    """Return the year after ``event``."""
    if isinstance(event, e.ResearchYearOpened):
        return ResearchYear(
            plan=event.plan,
            pack_sha256=event.pack_sha256,
            town_office=event.town_office,
            subjects=event.subjects,
            schools=event.schools,
            centre=event.centre,
            part_time_places=event.part_time_places,
            waiting=event.former,
            former=frozenset(event.former),
            deadline_on=event.deadline_on,
        )
    assert state is not None, "a year of research starts with ResearchYearOpened"
    match event:
        case e.GroupApplied():
            changes: dict[str, object] = {"applications": (*state.applications, _group(event))}
        case e.GroupAwarded():
            changes = {"groups": {**state.groups, event.subject: _group(event)}}
        case e.PartTimePlaceDeclined():
            changes = {"waiting": _without(state.waiting, event.teacher)}
        case e.PartTimeResearcherAppointed():
            changes = {
                "part_time": (*state.part_time, event.teacher),
                "waiting": _without(state.waiting, event.teacher),
            }
        case e.ResearchYearSettled():
            changes = {"settled": True}
        case _:
            assert_never(event)
    return state.model_copy(update=changes)


def _group(event: e.GroupApplied | e.GroupAwarded) -> Group:
    return Group(school=event.school, subject=event.subject, teacher=event.teacher)


def _without(people: tuple[str, ...], person: str) -> tuple[str, ...]:
    return tuple(each for each in people if each != person)

"""What a year's intake has come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, assert_never

from domain.intake import events as e
from domain.kernel import Aggregate, Frozen
from domain.values.ids import Count, Id


class Announced(Frozen):
    """公示中的名单. ``until_on`` is its last day."""

    people: tuple[Id, ...]
    until_on: date


class Line(Frozen):
    """招引计划中的一行, and how far it has come."""

    channel: e.Channel
    school: Id
    subject: str
    places: Count
    retires_on: date | None = None
    applications_closed: bool = False
    announced: Announced | None = None
    admitted: tuple[Id, ...] = ()


class Intake(Aggregate):
    """招引计划 of one plan."""

    KIND: ClassVar[str] = "intake"
    owner: Id
    staff: Mapping[Id, Count]
    lines: Mapping[Id, Line]
    approved_by: frozenset[e.ApprovalOffice] = frozenset()

    @property
    def body(self) -> str:
        return self.owner

    @property
    def offices(self) -> frozenset[e.ApprovalOffice]:
        """The offices that must approve: that of talents only where there are some."""
        talents = any(line.channel is e.Channel.TALENT for line in self.lines.values())
        return frozenset(e.ApprovalOffice) - (
            frozenset() if talents else {e.ApprovalOffice.TALENT_OFFICE}
        )


class Replacement(Aggregate):
    """退休补员: a retirement that has its replacement."""

    KIND: ClassVar[str] = "replacement"
    owner: Id

    @property
    def body(self) -> str:
        return self.owner


def evolve_replacement(_state: Replacement | None, event: e.RetirementUsed) -> Replacement:
    """Return the retirement after ``event``."""
    return Replacement(owner=event.body)


def evolve(state: Intake | None, event: e.IntakeEvent) -> Intake:
    """Return the intake after ``event``."""
    if isinstance(event, e.IntakePlanned):
        return _planned(event)
    assert state is not None, "an intake starts with IntakePlanned"
    match event:
        case e.IntakeApproved():
            return state.model_copy(update={"approved_by": state.approved_by | {event.office}})
        case e.ReplacementClaimed():
            line = Line(
                channel=e.Channel.REPLACEMENT,
                school=event.school,
                subject=event.subject,
                places=1,
                retires_on=event.retires_on,
            )
        case e.ApplicationsClosed():
            line = _changed(state, event.line, places=event.places, applications_closed=True)
        case e.NewcomersAnnounced():
            announced = Announced(people=event.people, until_on=event.until_on)
            line = _changed(state, event.line, announced=announced)
        case e.NewcomerAdmitted():
            admitted = (*state.lines[event.line].admitted, event.teacher)
            line = _changed(state, event.line, admitted=admitted)
        case _:
            assert_never(event)
    return state.model_copy(update={"lines": {**state.lines, event.line: line}})


def _planned(event: e.IntakePlanned) -> Intake:
    lines = {
        each.line: Line(
            channel=each.channel, school=each.school, subject=each.subject, places=each.places
        )
        for each in event.places
    }
    staff = {each.school: each.staff for each in event.staff}
    return Intake(owner=event.body, staff=staff, lines=lines)


def _changed(state: Intake, line: str, **changes: object) -> Line:
    return state.lines[line].model_copy(update=changes)
